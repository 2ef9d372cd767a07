/** The id of the device as BCD, and marks that are always the same. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import { refuseValue } from "../refuse.ts";
import type { BytesKind, BytesRow, Values } from "../row.ts";
import { isUsual, keepUnknown } from "./kept.ts";

export interface IdKind extends BytesKind {
  readonly kind: "id";
  readonly digits: number;
  /** What is said of an id that does not fit. */
  readonly expected: string;
}

/** So many digits; an odd number leaves the last half-byte unused. */
export function id(
  digits: number,
  { expected = `${digits} digits` }: { expected?: string } = {},
): IdKind {
  return {
    kind: "id",
    halves: digits + (digits & 1),
    digits,
    expected,
    personal: "id",
    read,
    write,
  };
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const end = at + (row.kind as IdKind).digits;
  values[row.name] = r.hex(at, end);
  if (r.digits(at, end) < 0) r.report("bad-id", row.name, at, to, "decimal digits");
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const { digits, expected } = row.kind as IdKind;
  const text: unknown = values[row.name];
  const isGood = typeof text === "string" && text.length === digits && /^[0-9a-f]+$/.test(text);
  if (!isGood) refuseValue(row.name, expected, text);
  for (let i = 0; i < digits; i++) {
    const code = (text as string).charCodeAt(i);
    w.digits(at + i, 1, code < 0x3a ? code - 0x30 : code - 0x57, 16);
  }
}

export function emitId(e: BytesEmitter, at: number, row: BytesRow<IdKind>): void {
  e.needDigits(at, at + row.kind.digits);
  const from = e.place(at >> 1);
  e.give(row, e.call("hexText", "B", from, e.place((at + row.kind.digits) >> 1)));
}

export interface MarkKind extends BytesKind {
  readonly kind: "mark";
  readonly bytes: readonly number[];
}

/** Bytes that are always these where the form is this one; they give no value. Others are kept in `tail`. */
export function mark(...bytes: readonly number[]): MarkKind {
  return {
    kind: "mark",
    halves: bytes.length * 2,
    bytes,
    personal: "harmless",
    read: readMark,
    write: writeMark,
  };
}

function readMark(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const { bytes } = row.kind as MarkKind;
  if (!isUsual(r.bytes, at >> 1, bytes)) keepUnknown(r, at >> 1, to >> 1, values);
}

function writeMark(w: BytesWriter, at: number, row: BytesRow): void {
  w.set(at, (row.kind as MarkKind).bytes);
}

export function emitMark(e: BytesEmitter, at: number, row: BytesRow<MarkKind>): void {
  const { bytes } = row.kind;
  e.giveUpIf(bytes.map((byte, i) => `${e.byte((at >> 1) + i)} !== ${byte}`).join(" || "));
}
