/** Values of one kind, one behind the other. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import { setAt, setValue, valueAt } from "../path.ts";
import { refuseValue } from "../refuse.ts";
import { type BytesKind, type BytesRow, REST, type Values } from "../row.ts";

export interface ListKind extends BytesKind {
  readonly kind: "list";
  readonly element: BytesKind;
  /** In so many half-bytes there may be fewer, with unknown values behind them. */
  readonly isFilledUp: boolean;
}

/** As many as there are bytes, at least one. */
export function list(element: BytesKind): ListKind {
  const { personal = "text" } = element;
  return { kind: "list", halves: REST, element, isFilledUp: false, personal, fits, read, write };
}

/** Up to so many, filled up with unknown ones. */
export function upTo(most: number, element: BytesKind): ListKind {
  return { ...list(element), halves: most * element.halves, isFilledUp: true };
}

function fits(_r: BytesReader, at: number, to: number, row: BytesRow): boolean {
  return to > at && (to - at) % (row.kind as ListKind).element.halves === 0;
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const { element: kind, isFilledUp } = row.kind as ListKind;
  const { name } = row;
  const found: unknown[] = [];
  for (let from = at; from < to; from += kind.halves) {
    const one: Values = {};
    kind.read(r, from, from + kind.halves, { name, kind }, one);
    found.push(valueAt(one, name));
  }
  while (isFilledUp && found.at(-1) === null) found.pop();
  setAt(values, name, found);
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const { element: kind, isFilledUp, halves } = row.kind as ListKind;
  const given: unknown = valueAt(values, row.name);
  const most = isFilledUp ? halves / kind.halves : Number.POSITIVE_INFINITY;
  if (!Array.isArray(given) || given.length > most)
    return refuseValue(row.name, `a list of up to ${most}`, given);
  const { length } = given;
  for (let i = 0; i < (isFilledUp ? most : length); i++) {
    const one: Values = {};
    setValue(one, row, i < length ? given[i] : null);
    kind.write(w, at + i * kind.halves, { ...row, kind }, one);
  }
}
