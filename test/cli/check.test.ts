import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatVector, loadVectors, parseVectors, type Vector } from "../../src/vectors/index.ts";
import { sinotrack } from "./harness.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "check-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, vectors: readonly Vector[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${vectors.map(formatVector).join("\n")}\n`);
  return path;
}

function vector(id: string): Vector {
  return loadVectors().find((candidate) => candidate.id === id)!;
}

const V8 = vector("v8-003-no-fix-full");
const MIXED = vector("stream-001-two-lengths");

describe("sinotrack check", () => {
  it("passes the project's own vectors", async () => {
    const { code, out } = await sinotrack([
      "check",
      new URL("../../vectors", import.meta.url).pathname,
    ]);
    expect(out).toBe(`${loadVectors().length} vectors: ${loadVectors().length} as expected\n`);
    expect(code).toBe(0);
  });

  it("shows a changed field with its bytes", async () => {
    // One digit of the battery, the last field, which starts 4 characters before the end.
    const ascii = V8.ascii!.replace(",100#", ",099#");
    const path = write("a.jsonl", [{ ...V8, ascii }]);
    const { code, out, err } = await sinotrack(["check", path]);
    const at = ascii.length - 4;
    expect(out).toContain(`${path}: v8-003-no-fix-full\n  message 1, position V8\n`);
    expect(out).toContain(
      `    batteryPercent: expected 100, received 99\n      bytes ${at}-${at + 2}: 099\n`,
    );
    expect(out).toContain("1 vector: 0 as expected, 1 changed\n");
    expect(err).toBe("sinotrack: 1 vector: 0 as expected, 1 changed\n");
    expect(code).toBe(1);
  });

  it("shows a lost message, and no differences in the later ones", async () => {
    // The second frame of 32 bytes (45 to 76) is cut out.
    const hex = MIXED.hex!.slice(0, 90) + MIXED.hex!.slice(154);
    const { code, out } = await sinotrack(["check", write("a.jsonl", [{ ...MIXED, hex }])]);
    expect(code).toBe(1);
    expect(out).toContain("  expected message 2, position $\n    lost: {");
    expect(out.match(/lost|new|expected \S+, received/g)).toHaveLength(1);
  });

  it("shows a new tail byte, and its offset", async () => {
    // A frame of 45 bytes with one byte more: its tail is certainly the one of 45 bytes, and the leftover byte shows
    // the place.
    const before = vector("binary-45-001-counter-458195");
    const grown = `${before.hex}99`;
    const { code, out } = await sinotrack(["check", write("a.jsonl", [{ ...before, hex: grown }])]);
    expect(code).toBe(1);
    expect(out).toContain(`  message 2, noise\n    new: {"type":"noise"`);
    expect(out).toContain(`      byte 45: 99\n`);
  });

  it("shows a new field of a text frame, and its offset", async () => {
    const ascii = V8.ascii!.replace("#", ",7#");
    const { out } = await sinotrack(["check", write("a.jsonl", [{ ...V8, ascii }])]);
    expect(out).toContain('    extra: new, received ["470",');
    expect(out).toContain(`byte ${ascii.length - 2}: 7\n`);
  });

  it("shows new issues with their bytes", async () => {
    const ascii = V8.ascii!.replace(",111958,", ",111969,");
    const { out } = await sinotrack(["check", write("a.jsonl", [{ ...V8, ascii }])]);
    expect(out).toContain('    issues: expected [], received [["bad-time","time"]]\n');
    expect(out).toMatch(/issues: .*\n {6}bytes 18-23: 111969\n/);
  });

  it("lists pending vectors, and fails on them only on request", async () => {
    const path = write("a.jsonl", [{ ...V8, review: "pending" }, MIXED]);
    const { code, out } = await sinotrack(["check", path]);
    expect(code).toBe(0);
    expect(out).toContain("Pending, not accepted yet:\n  v8-003-no-fix-full\n");
    expect(out).toContain("2 vectors: 2 as expected; 1 pending\n");
    expect((await sinotrack(["check", path, "--strict"])).code).toBe(1);
  });

  it("accepts pending vectors, and changes no other line", async () => {
    const odd = `  ${JSON.stringify(MIXED, null, 1).replaceAll("\n", " ")}  `;
    const path = write("a.jsonl", [{ ...V8, review: "pending" }]);
    writeFileSync(path, `${odd}\n\n${readFileSync(path, "utf8")}`);
    expect((await sinotrack(["check", path, "--accept", V8.id])).code).toBe(0);
    expect(readFileSync(path, "utf8")).toBe(`${odd}\n\n${formatVector(V8)}\n`);
    const { code, err } = await sinotrack(["check", path, "--accept", V8.id]);
    expect([code, err]).toEqual([1, `sinotrack: no pending vector ${V8.id}\n`]);
  });

  it("does not accept a result that was never shown", async () => {
    const wrong: Vector = { ...V8, review: "pending", expect: [] };
    const path = write("a.jsonl", [wrong]);
    const before = readFileSync(path, "utf8");
    const { code, err } = await sinotrack(["check", path, "--accept", "all"]);
    expect([code, err]).toEqual([1, `sinotrack: ${V8.id} has changed; run check --update first\n`]);
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("updates changed vectors; pending ones stay pending until they are accepted", async () => {
    const path = write("a.jsonl", [
      { ...V8, expect: [] },
      { ...MIXED, review: "pending", expect: [] },
    ]);
    const { code, err } = await sinotrack(["check", path, "--update"]);
    expect([code, err]).toEqual([0, `${path}: 2 vectors rewritten\n`]);
    const now = () => parseVectors(readFileSync(path, "utf8"));
    expect(now()).toEqual([V8, { ...MIXED, review: "pending" }]);
    expect((await sinotrack(["check", path, "-u", "-a", "all"])).code).toBe(0);
    expect(now()).toEqual([V8, MIXED]);
  });

  it("reports to CI as JUnit", async () => {
    const path = write("a.jsonl", [
      { ...V8, id: 'a<"&', expect: [] },
      { ...MIXED, review: "pending" },
    ]);
    const { code, out } = await sinotrack(["check", path, "--reporter", "junit"]);
    expect(code).toBe(1);
    expect(out).toContain('tests="2" failures="1" errors="0" skipped="1"');
    expect(out).toContain('name="a&lt;&quot;&amp;"');
    expect(out).toContain('<failure message="1 difference">message 1, position V8\n  new: {&quot;');
    // Each opened tag is closed.
    const open: string[] = [];
    for (const [, slash, name, end] of out.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (slash) expect(open.pop()).toBe(name);
      else if (!end) open.push(name!);
    }
    expect(open).toEqual([]);
  });

  it("reports to programs as JSON", async () => {
    const ascii = V8.ascii!.replace(",100#", ",099#");
    const path = write("a.jsonl", [{ ...V8, ascii }]);
    const { out } = await sinotrack(["check", path, "--reporter", "json"]);
    expect(JSON.parse(out).files[0].changed[0]).toEqual({
      id: V8.id,
      differences: [
        {
          kind: "changed",
          message: 0,
          path: "batteryPercent",
          expected: 100,
          received: 99,
          bytes: [{ offset: ascii.length - 4, length: 3, raw: "099" }],
        },
      ],
    });
  });

  it("prints one plain line for a line that is no vector", async () => {
    const path = join(folder, "bad.jsonl");
    writeFileSync(path, '{"id":"a"}\n');
    const { code, err } = await sinotrack(["check", path]);
    expect([code, err]).toEqual([1, `sinotrack: ${path}:1: not a vector: no source\n`]);
    expect((await sinotrack(["check"])).code).toBe(2);
    expect((await sinotrack(["check", join(folder, "none")])).code).toBe(1);
    const line = formatVector({ ...V8, expect: [] });
    expect((await sinotrack(["check", "-", "--update"], { stdin: line })).code).toBe(2);
  });
});
