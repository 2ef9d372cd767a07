/** An item: its id, its length, its value (JT/T 808-2013 and -2019, and additions of makers). */
import { type NumberKind, type Scale, uint } from "../kind/bytes/number.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { valueAt } from "../kind/path.ts";
import {
  type BytesKind,
  type BytesRow,
  type Meaning,
  REST,
  type Told,
  type Values,
  value,
} from "../kind/row.ts";
import { readBytesRows, ready, writeBytesRows } from "../layout/bytes-rows.ts";
import type { Jt808Item } from "../model/message.ts";

/** One byte in a position, two in containers; the type of passed-through data; the id of a parameter. */
export interface ItemRow<K extends BytesKind = BytesKind> extends BytesRow<K> {
  readonly id: number;
}

/** The same as `value`, for an item. */
export function row(id: number, kind: BytesKind, name: string, told: Told): ItemRow {
  return { id, ...value(kind, name, told) };
}

/**
 * A number of `bytes` bytes, or with `REST` of one to four. An unknown value is written as all F.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, number } from "sinotrack-protocol/layout";
 *
 * const mine = createProtocol({
 *   jt808Items: [{ id: 0xe1, name: "steps", kind: number(4), about: "Steps of the wearer" }],
 * });
 * // A position with the item E1: four bytes, 00 00 01 02.
 * const hex = "7e0200002201917665218400b300000000000000030158990606ca0fd7000400000000211129111705e104000001029c7e";
 * toJson(mine.decode(Buffer.from(hex, "hex"))[0]).steps; // 258
 * ```
 */
export function number(bytes: number, scale: Scale = {}): NumberKind {
  return uint(bytes, { ...scale, unknown: null });
}

/** The rows that may read an item, by id. */
export type ItemTable = ReadonlyMap<number, readonly ItemRow[]>;

export function groupById<T extends { readonly id: number }>(all: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) groups.set(one.id, [...(groups.get(one.id) ?? []), one]);
  return groups;
}

const HEAD: Meaning = { name: "reserved", about: "Id and length", personal: "harmless" };

/** Reads the value `from` … `to` of an item that begins at byte `at`, by the first row that it fits. */
export function readItem(
  rows: readonly ItemRow[] | undefined,
  r: BytesReader,
  at: number,
  from: number,
  to: number,
  values: Values,
): boolean {
  if (rows === undefined) return false;
  for (const row of rows) {
    const { kind } = row;
    // A second item with the same value stays raw, so that nothing is lost.
    if (!fits(row, r, from, to, values) || !(kind.isComposite || isFree(row, values))) continue;
    if (kind.isComposite) r.mark(HEAD, at * 2, from * 2, values);
    kind.read(r, from * 2, to * 2, row, values);
    if (!kind.isComposite) r.mark(row, at * 2, to * 2, values);
    return true;
  }
  return false;
}

/** Whether the bytes `from` … `to` fit the row. */
export function fits(
  row: BytesRow,
  r: BytesReader,
  from: number,
  to: number,
  values: Values,
): boolean {
  const { kind } = row;
  const isLength = kind.halves === REST || kind.halves === (to - from) * 2;
  return isLength && (kind.fits?.(r, from * 2, to * 2, row, values) ?? true);
}

/** Whether the value is not set yet. */
export function isFree({ name }: Meaning, values: Values): boolean {
  return valueAt(values, name) === undefined;
}

const ITEM: Meaning = { name: "jt808.items", about: "Item that is not decoded" };

/** Keeps the value `from` … `to` of an item that begins at byte `at`, and reports the first one. */
export function keepItem(
  r: BytesReader,
  at: number,
  from: number,
  to: number,
  values: Values,
  id: number,
  container?: number,
): void {
  values.jt808 ??= {};
  if (values.jt808.items === undefined) {
    values.jt808.items = [];
    r.reportBytes("unknown-tail", ITEM.name, at, to, "a known item");
  }
  const data = r.copy(from, to);
  const item: Jt808Item = container === undefined ? { id, data } : { id, data, container };
  values.jt808.items.push(item);
  r.markValue(ITEM, at, to, values, item);
}

const TAIL: Meaning = { name: "tail", about: "Kept as sent", personal: "prose" };

/** Keeps the bytes `from` … `to` in the tail. */
export function keepTail(r: BytesReader, from: number, to: number, values: Values): void {
  r.keep(values, from, to);
  r.mark(TAIL, from * 2, to * 2, values);
}

/** Kinds that consist of rows. */
export interface RowsKind<R extends BytesRow = BytesRow> extends BytesKind {
  readonly rows: readonly R[];
}

/** Only items of the default profile are written. */
function writeNothing(): void {}

/** The layout of ids and lengths in a container; `at` is the byte where they begin. */
interface Heads {
  readonly bytes: number;
  id(r: BytesReader, at: number): number;
  end(r: BytesReader, at: number): number;
}

/** Two bytes of id, one of length. */
const SHORT_HEADS: Heads = {
  bytes: 3,
  id: (r, at) => r.uint(at * 2, at * 2 + 4),
  end: (r, at) => at + 3 + r.bytes[at + 2]!,
};
/** Two bytes of length, which counts the two of the id after it. */
const LONG_HEADS: Heads = {
  bytes: 4,
  id: (r, at) => r.uint(at * 2 + 4, at * 2 + 8),
  end: (r, at) => at + 2 + Math.max(r.uint(at * 2, at * 2 + 4), 2),
};

/**
 * Consecutive items, each with an id of two bytes and a length of one byte.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { container, createProtocol, uint } from "sinotrack-protocol/layout";
 *
 * const mine = createProtocol({
 *   jt808Items: [
 *     {
 *       id: 0xe1,
 *       name: "reserved",
 *       kind: container([{ id: 0, name: "gear", kind: uint(1), about: "Gear" }]),
 *       about: "Items of the gearbox",
 *     },
 *   ],
 * });
 * // A position with the item E1: four bytes, 00 00 01 02.
 * const hex = "7e0200002201917665218400b300000000000000030158990606ca0fd7000400000000211129111705e104000001029c7e";
 * toJson(mine.decode(Buffer.from(hex, "hex"))[0]).gear; // 2
 * ```
 */
export function container(rows: readonly ItemRow[]): RowsKind<ItemRow> {
  return containerOf(rows, SHORT_HEADS);
}

/** The same with lengths of two bytes in front. */
export function longContainer(rows: readonly ItemRow[]): RowsKind<ItemRow> {
  return containerOf(rows, LONG_HEADS);
}

function containerOf(rows: readonly ItemRow[], heads: Heads): RowsKind<ItemRow> {
  const table = groupById(rows);
  return {
    kind: "container",
    halves: REST,
    isComposite: true,
    rows,
    fits(r, at, to) {
      let next = at >> 1;
      while (next + heads.bytes <= to >> 1) next = heads.end(r, next);
      return next === to >> 1;
    },
    read(r, at, to, row, values) {
      readItems(table, r, at >> 1, to >> 1, values, (row as ItemRow).id, heads);
    },
    write: writeNothing,
  };
}

/** Reads the items of a container, which fill the bytes `from` … `to`. */
export function readItems(
  table: ItemTable,
  r: BytesReader,
  from: number,
  to: number,
  values: Values,
  container: number,
  heads: Heads = SHORT_HEADS,
): void {
  let next = from;
  for (let at = from; at < to; at = next) {
    const id = heads.id(r, at);
    const value = at + heads.bytes;
    next = heads.end(r, at);
    if (!readItem(table.get(id), r, at, value, next, values))
      keepItem(r, at, value, next, values, id, container);
  }
}

/**
 * Consecutive values in `bytes` bytes. Bytes without a row stay raw.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, record, uint } from "sinotrack-protocol/layout";
 *
 * const mine = createProtocol({
 *   jt808Items: [
 *     {
 *       id: 0xe1,
 *       name: "reserved",
 *       kind: record(4, [
 *         { name: "starts", kind: uint(2), about: "Starts" },
 *         { name: "steps", kind: uint(2), about: "Steps" },
 *       ]),
 *       about: "Counters",
 *     },
 *   ],
 * });
 * // A position with the item E1: four bytes, 00 00 01 02.
 * const hex = "7e0200002201917665218400b300000000000000030158990606ca0fd7000400000000211129111705e104000001029c7e";
 * toJson(mine.decode(Buffer.from(hex, "hex"))[0]).steps; // 258
 * ```
 */
export function record(bytes: number, rows: readonly BytesRow[]): RowsKind {
  const values = ready(rows);
  return {
    kind: "record",
    halves: bytes * 2,
    isComposite: true,
    rows,
    fits: (_r, _at, _to, _row, message) => rows.every((row) => isFree(row, message)),
    read(r, at, to, row, message) {
      const rest = readBytesRows(values, r, at, to, message);
      if (rest < to) keepItem(r, rest >> 1, rest >> 1, to >> 1, message, (row as ItemRow).id);
    },
    write: (w, at, _row, message) => writeBytesRows(rows, w, at, message),
  };
}
