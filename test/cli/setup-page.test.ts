/** docs/setup-a-tracker.md shows the output of the command. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseSms } from "../../src/sms/index.ts";
import { sinotrack } from "./harness.ts";

const PAGE = readFileSync(new URL("../../docs/setup-a-tracker.md", import.meta.url), "utf8");

/** Fenced blocks, without the indentation of a list. */
function blocks(language: string): string[] {
  const found: string[] = [];
  for (const [, indent, text] of PAGE.matchAll(
    new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\`$`, "gm"),
  )) {
    found.push((text as string).replace(new RegExp(`^${indent}`, "gm"), ""));
  }
  return found;
}

/** Each command line with the output below it. */
const SHOWN = blocks("console").flatMap((block) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const at = part.indexOf("\n");
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
);

test("the page has every step", () => {
  const words = SHOWN.map(([line]) => line.split(" ")[3]);
  for (const word of [
    "apn",
    "server",
    "gprs-mode",
    "interval",
    "time-zone",
    "read-configuration",
  ]) {
    expect(words).toContain(word);
  }
});

test.each(SHOWN)("%s", async (line, output) => {
  const [npx, name, ...argv] = line.split(" ");
  expect([npx, name]).toEqual(["npx", "sinotrack-protocol"]);
  const { code, out, err } = await sinotrack(argv);
  expect({ code, out }).toEqual({ code: 0, out: output });
  expect(err).toMatch(/^(?:warning: [^\n]+\n)?$/);
});

test.each(blocks("sh").flatMap((block) => block.trim().split("\n")))(
  "%s is good usage",
  async (line) => {
    const [npx, name, ...argv] = line.split(" ");
    expect([npx, name]).toEqual(["npx", "sinotrack-protocol"]);
    // Aborted before it starts, so that nothing is sent and no port is opened.
    const { code, err } = await sinotrack(
      argv.map((word) => word.replace(/0\.0\.0\.0:\d+/g, "127.0.0.1:0")),
      { stop: AbortSignal.abort() },
    );
    expect([code, err.includes("sinotrack:")]).toEqual([0, false]);
  },
);

describe("replies", () => {
  const texts = blocks("text");
  const readings = blocks("json");

  test("each has a reading", () => {
    expect(texts).toHaveLength(2);
    expect(readings).toHaveLength(2);
  });

  test.each(texts.map((text, i) => [text, readings[i]] as const))("%s", (text, reading) => {
    const reply = parseSms(text.trimEnd());
    expect(reply).toMatchObject(JSON.parse(reading as string) as object);
    expect(reply).toMatchObject({ unknown: [] });
  });
});
