/**
 * Engine data as a line of text (jt808.md section 6, layout 3):
 *
 *     $OBD-RT,12.3,0,20,0.00,0.00,0,10.89,31.15,181.68,181,54.26,565.96,0,0,0
 *
 * 15 numbers, an empty field where the value is not available, and CR LF.
 */
import { latin1Text } from "../bytes.ts";
import type { Draft } from "../model/draft.ts";
import { type ItemRow, readPath, writePath } from "./item-rows.ts";
import type { Jt808Reader } from "./reader.ts";

const TAG = "$OBD-RT";

/** False if it is no such line: nothing was read then. */
export function readObdLine(
  reader: Jt808Reader,
  rows: readonly ItemRow[],
  from: number,
  end: number,
  draft: Draft,
): boolean {
  let last = end;
  while (last > from && (reader.bytes[last - 1] === 0x0a || reader.bytes[last - 1] === 0x0d))
    last--;
  const [tag, ...fields] = latin1Text(reader.bytes, from, last).split(",");
  if (tag !== TAG || fields.length !== rows.length) return false;
  const values = fields.map((field) => (field === "" ? null : Number(field)));
  const isNumeric = fields.every((field, i) => field === "" || isNumber(field, values[i]!));
  if (!isNumeric || rows.some(({ name }) => readPath(draft, name) !== undefined)) return false;
  let at = from + TAG.length;
  const empty: string[] = [];
  for (const [i, row] of rows.entries()) {
    const start = at + 1;
    at = start + fields[i]!.length;
    writePath(draft, row.name, values[i]!);
    if (values[i] === null) empty.push(row.name);
    else reader.mark(row, start, at, draft);
  }
  if (empty.length > 0) reader.report("empty-field", "obd", from, last, `${empty.join(", ")}`);
  return true;
}

/** Digits, one point, a sign: no blanks, no exponent. */
function isNumber(field: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  for (const character of field) if (!"-.0123456789".includes(character)) return false;
  return true;
}
