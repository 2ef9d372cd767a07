/** The forms that a record with some values may have on the wire, the usual one first. */
import { BytesWriter } from "../../kind/bytes-writer.ts";
import type { BytesRow, Values } from "../../kind/row.ts";
import { writeBytesRows } from "../../layout/bytes-rows.ts";
import type { Form } from "../../layout/form.ts";
import { HEAD, LONG_HEAD } from "./head.ts";
import { MILEAGE_ROWS } from "./mileage.ts";
import { PICTURE_ROWS } from "./picture.ts";
import { DOLLAR_TAILS } from "./tails.ts";

/** @param own Tails of somebody's own, which go before all others. */
export function dollarForms(
  values: Values,
  own: readonly { readonly rows: readonly BytesRow[] }[] = [],
): Form[] {
  if (values.command === "X") return runs(MILEAGE_ROWS);
  if (values.command === "P") return runs([...HEAD, ...PICTURE_ROWS]);
  if (values.deviceId?.length === 15) return runs(LONG_HEAD);
  return [
    ...[...own, ...DOLLAR_TAILS]
      .filter(({ rows }) => carries(rows, values, own))
      .flatMap(({ rows }) => runs([...HEAD, ...rows])),
    ...runs(HEAD),
  ];
}

/** Whether a tail has a place for each value that only tails carry: otherwise it need not be tried. */
function carries(
  rows: readonly BytesRow[],
  values: Values,
  own: readonly { readonly rows: readonly BytesRow[] }[],
): boolean {
  const names = own.flatMap((tail) => tail.rows.map(({ name }) => name));
  return [...TAIL_NAMES, ...names.filter((name) => name !== "tail")].every(
    (name) => values[name] === undefined || rows.some((row) => row.name === name),
  );
}

const TAIL_NAMES: readonly string[] = /* @__PURE__ */ [
  ...new Set(DOLLAR_TAILS.flatMap(({ rows }) => rows.map(({ name }) => name))),
].filter((name) => name !== "tail");

/** Each choice of which kept bytes are unusual, the usual ones first; what no row takes follows. */
function runs(rows: readonly BytesRow[]): Form[] {
  const kept = rows.filter(({ kind }) => "usual" in kind && kind.usual !== undefined).length;
  return Array.from({ length: 1 << kept }, (_, unusual) => ({
    rows,
    write(values) {
      const w = new BytesWriter(0, unusual);
      writeBytesRows(rows, w, 0, values);
      w.append(w.restOfTail(values));
      return new Uint8Array(w.bytes);
    },
  }));
}
