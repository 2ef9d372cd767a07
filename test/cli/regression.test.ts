/** docs/regression.md: every command is run in the order of the page, and its output compared. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { checkVectors, loadVectors, parseVectors } from "../../src/vectors/index.ts";
import { start, V1 } from "./harness.ts";
import { DEVICE, pcap, SERVER, tcp } from "./packets.ts";

const PAGE = readFileSync(new URL("../../docs/regression.md", import.meta.url), "utf8");

/** The commands of the page, split into words. */
const COMMANDS = [...PAGE.matchAll(/```sh\n([^`]*)```/g)]
  .flatMap(([, block]) => (block as string).trim().split("\n"))
  .map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) => a ?? (b as string)));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "regression-"));
  mkdirSync(join(folder, "vectors"));
  copyFileSync(new URL("captures/loopback.pcap", import.meta.url), join(folder, "desk.pcap"));
  // A newer firmware: the same report with one more field, and a new word.
  const v8 = loadVectors("v8").find(({ id }) => id === "v8-003-no-fix-full")!.ascii!;
  const today = `${v8.replace("#", ",7#")}*HQ,7029083742,ICCID,89889030304436058236#`;
  const packets = [tcp(DEVICE, SERVER, 1, [...Buffer.from(today)])];
  writeFileSync(join(folder, "today.pcap"), pcap(packets));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The line of the page, with files in a temporary folder and any free port. */
async function run(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const argv = words
    .slice(2)
    .map((word) => (/\.(?:pcap|jsonl)$|^vectors$/.test(word) ? join(folder, word) : word))
    .map((word) => (word === "tcp:0.0.0.0:5013" ? "tcp:0" : word));
  const stop = new AbortController();
  const running = start(argv, { stop: stop.signal });
  if (words.includes("--listen")) {
    const [, port] = await running.err.until(/listening on \w+ \S+:(\d+)/);
    connect(Number(port), "127.0.0.1").end(V1);
    const path = argv[argv.indexOf("-o") + 1] as string;
    for (let i = 0; i < 100 && !readFileSync(path, "utf8").endsWith("\n"); i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    stop.abort();
  }
  const code = await running.exit;
  return { code, out: running.out.text, err: running.err.text };
}

describe("docs/regression.md", () => {
  it("has its commands in the order of the steps", () => {
    expect(COMMANDS.map(([, , command]) => command)).toEqual([
      "record",
      "decode",
      "identify",
      "record",
      "check",
      "explain",
      "check",
      "check",
      "check",
      "check",
      "diff",
      "diff",
      "diff",
      "record",
    ]);
  });

  it("runs as described", async () => {
    const results = [];
    for (const words of COMMANDS) results.push(await run(words));
    const [listened, decoded, identified, recorded, pending, explained, one, all, ci, updated] =
      results;
    const [told, json, failed, added] = results.slice(10);

    expect(listened!.err).toContain("1 vector recorded, pending");
    expect(decoded!.out.match(/\n/g)).toHaveLength(10);
    // A line for each of the six devices in the capture.
    expect(identified!.out).toMatch(/^7029083742 +sinotrack-4g \(\d+\), from 1 message$/m);
    const counts = [...identified!.out.matchAll(/, from (\d+) message/g)].map(([, n]) => Number(n));
    expect([counts.length, counts.reduce((sum, n) => sum + n)]).toEqual([6, 10]);

    expect(recorded!.code).toBe(0);
    const [, count] = /^(\d+) vectors recorded/m.exec(recorded!.err) ?? [];
    expect(Number(count)).toBeGreaterThan(4);
    expect(pending!.out).toContain(`${count} vectors: ${count} as expected; ${count} pending\n`);
    expect(explained!.out).toContain("position V8");
    expect(one!.out).toContain(`; ${Number(count) - 1} pending\n`);
    expect(all!.out).toBe(`${count} vectors: ${count} as expected\n`);
    expect([ci!.code, updated!.code]).toEqual([0, 0]);
    expect(ci!.out).toContain('failures="0" errors="0" skipped="0"');

    expect(told!.code).toBe(0);
    expect(told!.out).toContain("  + identity ICCID (1 message)\n");
    expect(told!.out).toContain("  + position V8: extra (1 of 1)\n");
    expect(JSON.parse(json!.out)).toContainEqual(
      expect.objectContaining({ kind: "length", change: "new", what: "22 fields" }),
    );
    expect(failed!.code).toBe(1);
    expect(failed!.err).toMatch(/^sinotrack: \d+ differences\n$/);

    expect(added!.err).toContain("2 vectors recorded, pending");
    const text = readFileSync(join(folder, "vectors/desk.jsonl"), "utf8");
    expect(parseVectors(text)).toHaveLength(Number(count) + 2);
    expect(text).not.toContain("7029083742");
    expect(existsSync(join(folder, "heard.jsonl"))).toBe(true);
  });

  it("has the example below, which passes", () => {
    const example = `checkVectors([...mine, ...loadVectors()], (bytes) => decode(bytes)).results`;
    expect(PAGE).toContain(`test.each(${example})(`);
    const mine = parseVectors(readFileSync(join(folder, "vectors/desk.jsonl"), "utf8"));
    const { results } = checkVectors([...mine, ...loadVectors()], (bytes) => decode(bytes));
    expect(results).toHaveLength(mine.length + loadVectors().length);
    for (const { differences } of results) expect(differences).toEqual([]);
  });
});
