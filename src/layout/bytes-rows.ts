/** Reads and writes rows of bytes, one behind the other. */
import type { BytesReader } from "../kind/bytes-reader.ts";
import type { BytesWriter } from "../kind/bytes-writer.ts";
import { type BytesRow, REST, type Values } from "../kind/row.ts";

/** Reads the rows from half-byte `at` on, in at most the half-bytes up to `end`; returns where they end. */
export function readBytesRows(
  rows: readonly BytesRow[],
  r: BytesReader,
  at: number,
  end: number,
  values: Values,
): number {
  let from = at;
  for (const row of rows) {
    const { kind } = row;
    const to = kind.halves === REST ? end : from + kind.halves;
    kind.read(r, from, to, row, values);
    if (r.trace !== null && kind.isComposite !== true) r.mark(row, from, to, values);
    from = to;
  }
  return from;
}

/** Writes the rows from half-byte `at` on. @throws RangeError that names a property. */
export function writeBytesRows(
  rows: readonly BytesRow[],
  w: BytesWriter,
  at: number,
  values: Values,
): void {
  let from = at;
  for (const row of rows) {
    row.kind.write(w, from, row, values);
    from += row.kind.halves;
  }
}

/** Half-bytes of all rows; those that take all that is left do not count. */
export function halvesOf(rows: readonly BytesRow[]): number {
  return rows.reduce((sum, { kind }) => sum + Math.max(kind.halves, 0), 0);
}

/** The rows with the half-byte at which each begins. */
export function placed(
  rows: readonly BytesRow[],
  at = 0,
): { readonly row: BytesRow; readonly at: number }[] {
  let next = at;
  return rows.map((row) => {
    const from = next;
    next += Math.max(row.kind.halves, 0);
    return { row, at: from };
  });
}
