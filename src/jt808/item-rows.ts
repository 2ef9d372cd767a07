/** Rows of the tables of items: what stands behind an id and a length. */

import type { FieldMeaning } from "../layout/layout.ts";
import type { Draft } from "../model/draft.ts";
import { isPrintable, trimmed } from "./layout.ts";

export interface ItemRow extends FieldMeaning {
  /** In the container of the row: one byte in a position, two in containers. */
  readonly id: number;
  /** Length of the item; absent for text, and for numbers of one to four bytes. */
  readonly length?: number;
  /**
   * How the bytes n, big-endian, become the value: `[a, b, c]` is n × a ÷ b + c, `text` is ASCII,
   * `list` is ASCII with commas between the elements.
   */
  readonly form: readonly [number, number, number] | "text" | "list";
  /** The most that n can be; beyond it the value is `null`. */
  readonly most?: number;
}

type ItemValue = number | string | readonly string[] | null;

/** The value of an item, or `undefined` if it has not the form of the row. */
export function itemValue(
  row: ItemRow,
  bytes: Uint8Array,
  from: number,
  to: number,
): ItemValue | undefined {
  const length = to - from;
  if (row.length !== undefined && length !== row.length) return undefined;
  if (typeof row.form === "string") {
    const value = trimmed(bytes, from, to);
    if (!isPrintable(value)) return undefined;
    if (row.form === "list") return value === "" ? [] : value.split(",");
    return value === "" ? null : value;
  }
  if (length < 1 || length > 4) return undefined;
  let n = 0;
  for (let i = from; i < to; i++) n = n * 256 + bytes[i]!;
  if (row.most !== undefined && n > row.most) return null;
  const [factor, divisor, offset] = row.form;
  return (n * factor + offset * divisor) / divisor;
}

/** The bytes of an item, or `null` if the value does not fit into it as it is. */
export function itemBytes(row: ItemRow, value: unknown): number[] | null {
  if (typeof row.form === "string") {
    const text = Array.isArray(value) ? value.join() : value;
    if (typeof text !== "string" || !isPrintable(text) || text.length > 0xff) return null;
    const bytes = [...text].map((character) => character.charCodeAt(0));
    return row.length === undefined || bytes.length === row.length ? bytes : null;
  }
  if (typeof value !== "number" || row.length === undefined) return null;
  const [factor, divisor, offset] = row.form;
  const n = Math.round(((value - offset) * divisor) / factor);
  if (n < 0 || n > (row.most ?? 256 ** row.length - 1)) return null;
  const bytes: number[] = [];
  for (let shift = row.length - 1; shift >= 0; shift--)
    bytes.push(Math.floor(n / 256 ** shift) % 256);
  return bytes;
}

/** Names of engine data begin with `obd.`. */
export function readPath(draft: Readonly<Draft>, path: string): unknown {
  const at = path.startsWith("obd.") ? draft.obd : draft;
  return (at as Readonly<Record<string, unknown>> | undefined)?.[path.slice(path.indexOf(".") + 1)];
}

export function writePath(draft: Draft, path: string, value: ItemValue): void {
  const isObd = path.startsWith("obd.");
  if (isObd) draft.obd ??= {};
  const at = (isObd ? draft.obd : draft) as Record<string, unknown>;
  at[path.slice(path.indexOf(".") + 1)] = value;
}
