/** Checks for every kind of bytes: what is read can be written unchanged, and the fast reader agrees. */
import { expect } from "vitest";
import { emitRows } from "../../build/emitters.ts";
import { jt808Status } from "../../src/jt808/status.ts";
import { BytesReader } from "../../src/kind/bytes-reader.ts";
import { BytesWriter } from "../../src/kind/bytes-writer.ts";
import { BytesEmitter } from "../../src/kind/emit.ts";
import type { BytesRow, Values } from "../../src/kind/row.ts";
import { readBytesRows, ready, writeBytesRows } from "../../src/layout/bytes-rows.ts";
import * as fast from "../../src/layout/fast.ts";
import { statusOf } from "../../src/model/status.ts";
import { expectSame } from "../same.ts";

const SETTINGS = { table: "tq", utcOffsetMinutes: 480, profiles: [] };

/** The values of some rows, and their issues. */
export function readRows(rows: readonly BytesRow[], bytes: Uint8Array) {
  const reader = new BytesReader(bytes, SETTINGS, null);
  const values: Values = rows[0]?.name === "command" ? { command: "$" } : {};
  readBytesRows(ready(rows), reader, 0, bytes.length * 2, values);
  return { values, issues: reader.issues };
}

export function writeRows(rows: readonly BytesRow[], values: Values, unusual = 0): Uint8Array {
  const writer = new BytesWriter(SETTINGS.utcOffsetMinutes, unusual);
  writeBytesRows(rows, writer, 0, values);
  return new Uint8Array(writer.bytes);
}

/** A fast reader of these rows only. */
export function compileRows(
  rows: readonly BytesRow[],
): (bytes: Uint8Array) => ReturnType<typeof readRows> | null {
  const e = new BytesEmitter("0", "B.length", true);
  emitRows(e, rows, 0);
  const gives = [...e.gives].map(([name, source]) => `${JSON.stringify(name)}: ${source}`);
  const source = `${e.lines.join("\n")}\nconst m = { ${["issues: []", ...gives].join(", ")} };\n${e.later.join("\n")}\nreturn m;`;
  const known: Values = { ...fast, statusOf, jt808Status };
  const calls = Object.keys(known);
  const run = new Function("B", "edition", "table", "offsetSeconds", ...calls, source);
  return (bytes) => {
    const read = run(bytes, 2013, "tq", 480 * 60, ...calls.map((name) => known[name]));
    if (read === null) return null;
    const { issues, ...values } = read;
    return { values, issues };
  };
}

/** Reads the bytes with both readers and writes them again. Returns the interpreter's result. */
export function expectPair(
  rows: readonly BytesRow[],
  compiled: ReturnType<typeof compileRows> | null,
  bytes: Uint8Array,
): ReturnType<typeof readRows> {
  const read = readRows(rows, bytes);
  const quick = compiled?.(bytes) ?? null;
  // A fast reader may not report issues, except those of every such frame.
  const isSure = read.issues.every(({ code }) => code === "battery-step-disputed");
  const isUsual = read.issues.every(({ severity }) => severity === "info");
  if (quick !== null) expectSame([bytes, isUsual, quick], [bytes, true, read]);
  if (isSure) {
    const runs = [0, 1].map((unusual) => writeRows(rows, read.values, unusual));
    const isSame = runs.some((made) => made.every((byte, i) => byte === bytes[i]));
    if (!isSame) expect(runs[0]).toEqual(bytes);
  }
  return read;
}
