/**
 * Engine data as a line of text (docs/protocol/jt808.md §6, layout 3):
 *
 *     $OBD-RT,12.3,0,20,0.00,0.00,0,10.89,31.15,181.68,181,54.26,565.96,0,0,0
 *
 * 15 numbers, an empty field where the value is not available, and CR LF.
 */
import { latin1Text } from "../bytes.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { setValue } from "../kind/path.ts";
import { type BytesKind, type BytesRow, type Meaning, REST } from "../kind/row.ts";
import { fits, isFree, type RowsKind } from "./item.ts";

const TAG = "$OBD-RT,";

/** A number in decimal digits without spaces and exponent, or an empty field. */
export const DECIMAL: BytesKind = {
  kind: "decimal",
  halves: REST,
  fits: (r, at, to) =>
    /^(?:-?(?:\d+(?:\.\d*)?|\.\d+))?$/.test(latin1Text(r.bytes, at >> 1, to >> 1)),
  read(r, at, to, row, values) {
    const text = latin1Text(r.bytes, at >> 1, to >> 1);
    setValue(values, row, text === "" ? null : Number(text));
  },
  write() {},
};

/** The tag, and the bytes between and after the fields. */
const MARK: Meaning = { name: "separator", about: "", personal: "harmless" };

/** A line with these fields. */
export function obdLine(rows: readonly BytesRow[]): RowsKind {
  return {
    kind: "obdLine",
    halves: REST,
    isComposite: true,
    rows,
    fits(r, at, to, _row, values) {
      const fields = fieldsOf(r, at >> 1, to >> 1);
      return (
        fields?.length === rows.length &&
        rows.every((row, i) => isFree(row, values) && fits(row, r, ...fields[i]!, values))
      );
    },
    read(r, at, to, _row, values) {
      const empty: string[] = [];
      let next = at;
      const fields = fieldsOf(r, at >> 1, to >> 1)!;
      for (const [i, row] of rows.entries()) {
        const [from, end] = fields[i]!;
        r.mark(MARK, next, from * 2, values);
        next = end * 2;
        row.kind.read(r, from * 2, end * 2, row, values);
        if (from === end) empty.push(row.name);
        else r.mark(row, from * 2, end * 2, values);
      }
      r.mark(MARK, next, to, values);
      if (empty.length > 0)
        r.reportBytes("empty-field", "obd", at >> 1, fields.at(-1)![1], empty.join(", "));
    },
    write() {},
  };
}

/** Where the fields after the tag begin and end, or `null` for another line. */
function fieldsOf(r: BytesReader, from: number, to: number): [from: number, end: number][] | null {
  let end = to;
  while (end > from && (r.bytes[end - 1] === 10 || r.bytes[end - 1] === 13)) end--;
  const text = latin1Text(r.bytes, from, end);
  if (!text.startsWith(TAG)) return null;
  let next = from + TAG.length;
  const fields = text.slice(TAG.length).split(",");
  return fields.map((field) => {
    const at = next;
    next += field.length + 1;
    return [at, at + field.length];
  });
}
