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
  /** Describes a valid id in an issue. */
  readonly expected: string;
}

/**
 * Decimal digits; if their number is odd, the last half-byte is unused.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, id } from "sinotrack-protocol/layout";
 *
 * const rows = [{ name: "badge", kind: id(8), about: "Badge of the driver" }];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}20260213`, "hex"))[0]).badge; // "20260213"
 * ```
 */
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

/**
 * Bytes that are always the same in this form; they give no value. Other bytes are kept in `tail`.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, mark, uint } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "reserved", kind: mark(0x41, 0x43), about: "AC" },
 *   { name: "steps", kind: uint(2), about: "Steps" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}41430102`, "hex"))[0]).steps; // 258
 * ```
 */
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
