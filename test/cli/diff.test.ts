import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatVector, loadVectors, type Vector } from "../../src/vectors/index.ts";
import { BINARY, HEARTBEAT, sinotrack, start, toHexText, V1 } from "./harness.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "diff-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

async function diff(before: string, after: string, ...options: string[]) {
  const { exit, out, err } = start(["diff", file("a", before), file("b", after), ...options]);
  return { code: await exit, out: out.text, err: err.text };
}

describe("sinotrack diff", () => {
  it("reports no difference, whatever the order and the number of frames", async () => {
    const { code, out } = await diff(V1 + HEARTBEAT, HEARTBEAT + V1 + V1, "--exit-code");
    expect([code, out]).toEqual([
      0,
      "no difference in types, fields, lengths, states, alarms and issues\n",
    ]);
  });

  it("groups changes", async () => {
    const before = V1 + V1 + HEARTBEAT;
    // A cell after the status; SOS (bit 1 low, docs/protocol/h02.md §3); a second that does not exist.
    const cell = V1.replace("FFFFFFFF#", "FFFFFFFD,460,00,10342,4283#");
    const after = `${cell}${V1.replace("102411", "102461")}*HQ,8160528000,V0#`;
    const { out, code } = await diff(before, after);
    expect(code).toBe(0);
    expect(out).toBe(`message types
  - heartbeat HTBT (1 message)
  + heartbeat V0 (1 message)
fields
  + position V1: cell (1 of 2)
  + position V1: time that is null (1 of 2)
lengths
  + position V1: 17 fields (1 of 2)
states and alarms
  + position V1: alarm sos (1 of 2)
issues
  + position V1: bad-time of time (1 of 2)
`);
  });

  it("shows lost types, and the lengths of binary frames", async () => {
    const shorter = "2451159218930839471704122440659000102332181e000344fffffbffff0033";
    const { out } = await diff(
      toHexText(V1.replace("#", ",460,00,10342,4283#")) + BINARY,
      toHexText(V1) + shorter,
    );
    expect(out).toContain("  - position V1: cell (1 of 1)\n");
    expect(out).toContain("  - position $: 45 bytes (1 of 1)\n  + position $: 32 bytes (1 of 1)\n");
    expect(out).toContain(
      "lengths\n  - position V1: 17 fields (1 of 1)\n  + position V1: 13 fields (1 of 1)\n",
    );
  });

  it("compares vectors by their expected messages", async () => {
    const vector = loadVectors("v8").find(({ id }) => id === "v8-003-no-fix-full")!;
    const { supplyVolts: _, ...without } = vector.expect[0] as Record<string, never>;
    const older: Vector = { ...vector, expect: [without as never] };
    const { out, code, err } = await diff(formatVector(older), formatVector(vector), "--exit-code");
    expect([code, err]).toEqual([1, "sinotrack: 1 difference\n"]);
    expect(out).toBe("fields\n  + position V8: supplyVolts (1 of 1)\n");
    // And with a capture of the same bytes.
    expect((await diff(formatVector(vector), vector.ascii!)).out).toContain("no difference");
  });

  it("prints the differences as JSON", async () => {
    const { out } = await diff(V1, V1 + HEARTBEAT, "--json");
    expect(JSON.parse(out)).toEqual([
      { kind: "word", change: "new", word: "heartbeat HTBT", what: "", count: 1, of: 1 },
    ]);
  });

  it("prints one plain line for bad usage and bad input", async () => {
    expect((await sinotrack(["diff", "a"])).code).toBe(2);
    expect((await sinotrack(["diff", "-", "-"])).err).toBe(
      "sinotrack: only one of the two files can be -\n",
    );
    const { code, err } = await sinotrack(["diff", "/none/a", "/none/b"]);
    expect([code, err]).toEqual([1, "sinotrack: cannot read /none/a: no such file\n"]);
  });
});
