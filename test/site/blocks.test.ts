/**
 * Every code block of every page has a test. Blocks of shell and TypeScript are found by the tests that run them;
 * blocks of other languages are counted here, so that a new one needs an entry.
 */

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
// @ts-expect-error: no types
import { LAYERS } from "../../.dependency-cruiser.mjs";
import { wiresharkDissector } from "../../src/wireshark/index.ts";
import { DEVICE, pcap, SERVER, udp } from "../cli/packets.ts";
import { blocksIn, blocksOf, PAGES } from "./markdown.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

/** Tests that look for their language on every page. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  ts: "test/site/guide.test.ts",
  sh: "test/site/shell-lines.test.ts",
};

const THIS = "test/site/blocks.test.ts";
/** Reads the grammars of the pages, and tries them on the vectors. */
const GRAMMAR = "test/site/grammar.test.ts";

/** How many blocks the page has in the language, and their test. */
const COUNTED: readonly (readonly [page: string, language: string, count: number, by: string])[] = [
  ["CONTRIBUTING.md", "text", 1, THIS],
  ["CONTRIBUTING.md", "diff", 3, "test/contributing.test.ts"],
  ["CONTRIBUTING.md", "json", 3, "test/contributing.test.ts"],
  ["CONTRIBUTING.md", "json", 1, "test/adding-a-command.test.ts"],
  ["README.md", "json", 1, "test/readme.test.ts"],
  ["docs/guide/command-line.md", "json", 1, "test/site/guide.test.ts"],
  ["docs/guide/command-line.md", "text", 1, "test/site/guide.test.ts"],
  ["docs/guide/conformance.md", "json", 1, "test/cli/conform.test.ts"],
  ["docs/guide/conformance.md", "text", 2, "test/cli/conform.test.ts"],
  ["docs/guide/i-have-a-log.md", "json", 1, "test/site/guide.test.ts"],
  ["docs/guide/kaitai.md", "python", 1, "test/readers/kaitai.test.ts"],
  ["docs/guide/kaitai.md", "text", 1, "test/readers/kaitai.test.ts"],
  // Printed from examples/recipes, whose tests run them.
  ["docs/guide/recipes.md", "js", 8, "test/docs.test.ts"],
  ["docs/guide/sessions.md", "text", 1, THIS],
  ["docs/guide/wireshark.md", "text", 1, THIS],
  ["docs/protocol/h02.md", "text", 3, "test/docs.test.ts"],
  ["docs/protocol/h02.md", "text", 4, GRAMMAR],
  ["docs/protocol/jt808.md", "text", 1, "test/docs.test.ts"],
  ["docs/protocol/jt808.md", "text", 1, GRAMMAR],
  ["docs/runtimes.md", "text", 1, "test/runtimes/versions.test.ts"],
  ["docs/setup-a-tracker.md", "console", 9, "test/cli/setup-page.test.ts"],
  ["docs/setup-a-tracker.md", "json", 2, "test/cli/setup-page.test.ts"],
  ["docs/setup-a-tracker.md", "text", 2, "test/cli/setup-page.test.ts"],
  ["examples/collector/README.md", "sql", 1, "examples/collector/collector.test.mjs"],
];

it.each(PAGES)("%s has no block without a test", (page) => {
  const found: Record<string, number> = {};
  for (const { language } of blocksIn(page)) {
    if (!(language in EVERYWHERE)) found[language] = (found[language] ?? 0) + 1;
  }
  const counted: Record<string, number> = {};
  for (const [of, language, count] of COUNTED) {
    if (of === page) counted[language] = (counted[language] ?? 0) + count;
  }
  expect(found).toEqual(counted);
});

it("the tests are there, and read the page", () => {
  const tests = new Map(COUNTED.map(([page, , , by]) => [`${page} ${by}`, [page, by] as const]));
  for (const [page, by] of tests.values()) {
    expect(existsSync(new URL(by, ROOT)), by).toBe(true);
    const name = page.replace(/^.*\/|\.md$/g, "");
    const isAmongAll = by === EVERYWHERE["ts"];
    if (!isAmongAll)
      expect(read(by), `${by} and ${page}`).toMatch(new RegExp(`${name}|docs/protocol/`));
  }
  for (const test of Object.values(EVERYWHERE)) expect(read(test)).toContain("PAGES");
});

it("finds blocks however they are fenced", () => {
  const page =
    "1. a\n\n   ```sh\n   one\n     two\n   ```\n\n> ~~~\n> ```ts\n> ~~~\n\n````md\n```ts\n```\n````\n";
  expect(blocksOf(page)).toEqual([
    { language: "sh", code: "one\n  two", line: 4 },
    { language: "", code: "```ts", line: 9 },
    { language: "md", code: "```ts\n```", line: 13 },
  ]);
  expect(() => blocksOf("```ts\na")).toThrow("the block of line 2 is not closed");
});

const textOf = (page: string): string =>
  blocksIn(page).find(({ language }) => language === "text")!.code;

describe("the contents of other blocks", () => {
  it("CONTRIBUTING.md: the layers", () => {
    // Tables are among the generated files; the page mentions them in words.
    const layers = (LAYERS as string[][]).map((rooms) =>
      rooms.filter((room) => !room.includes("[")).join(" "),
    );
    expect(textOf("CONTRIBUTING.md").split(/\s+←\s+/)).toEqual(layers);
  });

  it("docs/guide/sessions.md: the states and outcomes of a command", () => {
    const states = /readonly state: ([^;]+);/.exec(read("src/session/command-queue.ts"))![1]!;
    const outcomes = /type ConfirmationOutcome =([^;]+);/.exec(
      read("src/command/confirmation.ts"),
    )![1]!;
    const own = /readonly outcome: ([^;]+);/.exec(read("src/session/command-queue.ts"))![1]!;
    const names = [...`${states}${outcomes}${own.replace(/^.*\]/, "")}`.matchAll(/"(\w+)"/g)];
    const words = textOf("docs/guide/sessions.md").match(/\w+/g);
    expect(names.length).toBe(12);
    for (const [, name] of names) expect(words).toContain(name);
  });

  it.skipIf(spawnSync("tshark", ["--version"]).status !== 0)(
    "docs/guide/wireshark.md: a filter (needs tshark)",
    () => {
      const [line, output] = textOf("docs/guide/wireshark.md").split("\n");
      // 14.28 knots of 1.852 km/h; bit 1 of the status word is low in the second: SOS.
      const frames = ["FFFFBBFF", "FFFFBBFD"].map(
        (word) => `*HQ,7029083742,V1,123456,A,2210.6478,N,11338.2638,E,014.28,028,160716,${word}#`,
      );
      const folder = mkdtempSync(join(tmpdir(), "sinotrack-wireshark-"));
      try {
        const packets = frames.map((frame) => udp(DEVICE, SERVER, [...Buffer.from(frame)]));
        writeFileSync(join(folder, "drive.pcap"), pcap(packets));
        writeFileSync(join(folder, "sinotrack.lua"), wiresharkDissector());
        const printed = execFileSync("sh", ["-c", line!.replace("$ ", "")], {
          cwd: folder,
          encoding: "utf8",
          env: { ...process.env, HOME: folder },
          stdio: ["ignore", "pipe", "ignore"],
        });
        expect(printed.trimEnd().split("\t")).toEqual(output!.split(/ +/));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
