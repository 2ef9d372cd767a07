/** One bit of a half-byte; the other bits belong to other values. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import type { BytesKind, BytesRow, Values } from "../row.ts";

export interface BitKind extends BytesKind {
  readonly kind: "bit";
  readonly mask: number;
}

/**
 * True if the bit `mask` of the half-byte is set.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { bit, createProtocol, kept } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "isLocked", kind: bit(8), about: "Bit 7" },
 *   { name: "isOpen", kind: bit(1), about: "Bit 0" },
 *   { name: "tail", kind: kept(3), about: "Not explained" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}81000000`, "hex"))[0]).isOpen; // true
 * ```
 */
export function bit(mask: number): BitKind {
  return { kind: "bit", halves: 1, mask, personal: "harmless", read, write };
}

function read(r: BytesReader, at: number, _to: number, row: BytesRow, values: Values): void {
  values[row.name] = (r.half(at) & (row.kind as BitKind).mask) !== 0;
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  if (values[row.name]) w.setBits(at, (row.kind as BitKind).mask);
}

export function emitBit(e: BytesEmitter, at: number, row: BytesRow<BitKind>): void {
  const { mask } = row.kind;
  // The low half-byte needs no other mask.
  const half = (at & 1) === 0 ? e.half(at) : e.byte(at >> 1);
  e.give(row, `(${half} & ${mask}) !== 0`);
}

export const schemaBit: object = { type: "boolean" };
