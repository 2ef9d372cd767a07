/** Bits of a half-byte: the first is the value, the others belong to values that read them themselves. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import type { BytesKind, BytesRow, Values } from "../row.ts";

export interface BitKind extends BytesKind {
  readonly kind: "bit";
  readonly mask: number;
}

/** True if the bit is set. */
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

export function schemaBit(): object {
  return { type: "boolean" };
}
