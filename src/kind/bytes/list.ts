/** Values of one kind, one after the other. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import { BytesEmitter } from "../emit.ts";
import { setAt, setValue, valueAt } from "../path.ts";
import { refuseValue } from "../refuse.ts";
import { type BytesKind, type BytesRow, REST, type Values } from "../row.ts";
import { emitUint, type NumberKind } from "./number.ts";

export interface ListKind extends BytesKind {
  readonly kind: "list";
  readonly element: BytesKind;
  /** Whether there may be fewer elements, with unknown values in their places. */
  readonly isFilledUp: boolean;
}

/**
 * As many elements as there are bytes for, at least one.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, list, uint } from "sinotrack-protocol/layout";
 *
 * const mine = createProtocol({
 *   jt808Items: [{ id: 0xe1, name: "pressuresKpa", kind: list(uint(2)), about: "Tyres" }],
 * });
 * // A position with the item E1: four bytes, 00 00 01 02.
 * const hex = "7e0200002201917665218400b300000000000000030158990606ca0fd7000400000000211129111705e104000001029c7e";
 * toJson(mine.decode(Buffer.from(hex, "hex"))[0]).pressuresKpa; // [0, 258]
 * ```
 */
export function list(element: BytesKind): ListKind {
  return {
    kind: "list",
    halves: REST,
    element,
    isFilledUp: false,
    personal: element.personal ?? "text",
    fits,
    read,
    write,
  };
}

/**
 * Up to `most` elements. Unused places at the end hold unknown values.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, uint, upTo } from "sinotrack-protocol/layout";
 *
 * const rows = [{ name: "tyresKpa", kind: upTo(4, uint(1, { none: 0xff })), about: "Their pressures" }];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}dcdeffff`, "hex"))[0]).tyresKpa; // [220, 222]
 * ```
 */
export function upTo(most: number, element: BytesKind): ListKind {
  return {
    ...list(element),
    halves: most * element.halves,
    isFilledUp: true,
  };
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

/** For numbers, as many as there are bytes. */
export function emitList(e: BytesEmitter, at: number, row: BytesRow<ListKind>): void {
  const kind = row.kind.element as NumberKind;
  const size = kind.halves >> 1;
  const list = e.name(row);
  const from = e.place(at >> 1);
  e.giveUpIf(`${e.end} === ${from} || (${e.end} - ${from}) % ${size} !== 0`);
  const one = new BytesEmitter("i", e.end);
  emitUint(one, 0, { ...row, name: "one", kind });
  const element = [...one.lines, `${list}.push(${one.gives.get("one")});`].join(" ");
  e.line(`const ${list} = [];`);
  e.line(`for (let i = ${from}; i < ${e.end}; i += ${size}) { ${element} }`);
  e.give(row, list);
}
