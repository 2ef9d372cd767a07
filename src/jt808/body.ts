import { BytesWriter, type EncodeText } from "../kind/bytes-writer.ts";
import type { OwnRows } from "../kind/meaning.ts";
import type { BytesRow, Values } from "../kind/row.ts";
import { writeBytesRows } from "../layout/bytes-rows.ts";

/** Writes a body, with the bytes that belong to no row. */
export function writeBody(
  rows: readonly BytesRow[],
  values: Values,
  utcOffsetMinutes: number,
  encodeText?: EncodeText,
  own?: OwnRows,
): number[] {
  const w = new BytesWriter(utcOffsetMinutes, 0, encodeText, own);
  writeBytesRows(rows, w, 0, values);
  w.append(values.tail ?? []);
  return w.bytes;
}
