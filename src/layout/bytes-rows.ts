/** Reads and writes consecutive rows of bytes. */
import type { BytesReader } from "../kind/bytes-reader.ts";
import type { BytesWriter } from "../kind/bytes-writer.ts";
import {
  type BytesKind,
  type BytesRow,
  type BytesSlot,
  type Meaning,
  REST,
  type Values,
} from "../kind/row.ts";

/**
 * A row prepared for reading, with all needed properties in objects of one shape. Rows and kinds have many shapes, and V8
 * then looks up each property anew, which takes twice as long.
 */
export interface ReadyRow extends BytesSlot {
  readonly halves: number;
  readonly read: BytesKind["read"];
  readonly row: BytesRow;
}

export function ready(rows: readonly BytesRow[]): readonly ReadyRow[] {
  return rows.map((row) => {
    const { name, kind } = row;
    const isPath = name.includes(".");
    return { name, isPath, kind, halves: kind.halves, read: kind.read, row };
  });
}

/** Reads the rows from half-byte `at` on, in at most the half-bytes up to `end`; returns where they end. */
export function readBytesRows(
  rows: readonly ReadyRow[],
  r: BytesReader,
  at: number,
  end: number,
  values: Values,
): number {
  let from = at;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const to = row.halves === REST ? end : from + row.halves;
    if (r.trace === null) row.read(r, from, to, row, values);
    else readTraced(row, r, from, to, values);
    from = to;
  }
  return from;
}

function readTraced(row: ReadyRow, r: BytesReader, from: number, to: number, values: Values): void {
  const { tail } = values;
  row.read(r, from, to, row, values);
  if (row.kind.isComposite === true) return;
  // Bytes that do not fit the value were kept.
  const isKept = row.name !== "tail" && values.tail !== tail;
  const kept: Meaning = { name: "tail", about: row.row.about, personal: "prose" };
  r.mark(isKept ? kept : row.row, from, to, values);
}

/** Writes the rows from half-byte `at` on. @throws RangeError that names a property. */
export function writeBytesRows(
  rows: readonly BytesRow[],
  w: BytesWriter,
  at: number,
  values: Values,
): void {
  writePlaced(placed(rows, at), w, values);
}

/** The same for rows that are written repeatedly. */
export function writePlaced(rows: readonly PlacedRow[], w: BytesWriter, values: Values): void {
  for (const { row, kind, at } of rows) kind.write(w, at, row, values);
}

/** Half-bytes of all rows; rows that take all remaining bytes do not count. */
export function halvesOf(rows: readonly BytesRow[]): number {
  return rows.reduce((sum, { kind }) => sum + Math.max(kind.halves, 0), 0);
}

/** A row with the half-byte at which it begins; all of one shape, as in `ReadyRow`. */
export interface PlacedRow {
  readonly row: BytesRow;
  readonly kind: BytesKind;
  readonly at: number;
}

export function placed(rows: readonly BytesRow[], at = 0): PlacedRow[] {
  let next = at;
  return rows.map((row) => {
    const from = next;
    next += Math.max(row.kind.halves, 0);
    return { row, kind: row.kind, at: from };
  });
}
