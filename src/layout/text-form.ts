/**
 * The layout of text frames. A word (the message type on the wire) has one or more forms; a form is a list of parts in the
 * order of the wire. Reader, writer, docs and fast readers are made from them.
 */
import type { Fits } from "../kind/pattern.ts";
import type { TextRow, TextSlot, Values } from "../kind/row.ts";
import type { NumberForm } from "../kind/text-writer.ts";

export interface TextWord {
  readonly word: string;
  /** Purpose of the message. */
  readonly about: string;
  /** The table of the status word, if it is not that of the TQ document. */
  readonly table?: string;
  /** The first form that fits is used. If none fits, the frame is of an undocumented type. */
  readonly forms: readonly TextForm[];
}

export interface TextForm {
  /** Type of the message. */
  readonly type: string;
  /** Description of how the form is recognised among the forms of the word. */
  readonly told?: string;
  /** How it is recognised, by the fields from `BODY` on. */
  readonly fits?: Fits;
  /** The same as code of a fast reader, if the form is recognised before it is read. */
  readonly fast?: string;
  readonly parts: readonly TextPart[];
  /** How its document prints speed and course; `long` by default. */
  readonly numbers?: NumberForm;
  /** Sets the properties that every message of the form has, besides those of its rows. */
  begin?(values: Values): void;
  /** Whether its rows always give all properties of a report from time to status. */
  readonly isReport?: true;
  /** Whether it is common enough in real traffic for a fast reader; by default, if one of its tails is usual. */
  readonly isUsual?: boolean;
}

export type TextPart =
  | (TextRow & { readonly part?: undefined })
  | OptionalRow
  | RepeatedRows
  | Rest
  | TrailingComma
  | Tails;

/** A row that some frames have. */
export interface OptionalRow {
  readonly part: "optional";
  readonly row: TextRow;
  /** Whether field `at` belongs to the row, by the fields from there on. */
  readonly fits: Fits;
  /** The same as code of a fast reader; without it, the fast reader gives up on frames with the row. */
  readonly fast?: string;
}

/**
 * Rows that repeat any number of times, as often as they fit before the parts behind them: up to the place behind the gap
 * in the pattern of the form, or without one by the number of fields behind.
 */
export interface RepeatedRows {
  readonly part: "repeated";
  /** The property with the elements. */
  readonly list: string;
  readonly rows: readonly TextRow[];
  /** Name of an emitter, for a fast reader that is not a loop over the rows. */
  readonly fast?: string;
  /** Description of an element, for an issue about fields that are not one. Those are kept in `extra`. */
  readonly element?: string;
  /** Each element becomes a message, and this separates two of them in place of a comma. */
  readonly separator?: string;
  readonly most?: number;
}

/** Undocumented fields, up to the parts behind. They are kept in `extra`. */
export interface Rest {
  readonly part: "rest";
  readonly fields?: number;
  /** All firmware sends them, so they are not an issue. */
  readonly isSilent?: true;
}

/** An empty field at the end, which some firmware adds. */
export interface TrailingComma {
  readonly part: "comma";
}

/** The parts that may stand behind all others. */
export interface Tails {
  readonly part: "tails";
  readonly tails: readonly TextTail[];
}

/** A tail: recognised by its number of fields, then by their widths, then by `fits`. */
export interface TextTail {
  /** The devices that send it. */
  readonly about: string;
  /** How certain the order of the fields is; absent if a vendor document states it. */
  readonly confidence?: "inferred" | "unconfirmed";
  readonly rows: readonly TextRow[];
  /** The table of the status before it, if the tail shows the maker. */
  readonly table?: string;
  /** Number of undocumented fields that follow. `Infinity`: any number. */
  readonly more?: number;
  readonly numbers?: NumberForm;
  readonly widths?: readonly (readonly [field: number, least: number, most: number])[];
  /** A further check, beyond reading the rows without an issue. */
  readonly fits?: Fits;
  /** Whether the cell id may stand before the area code, in hexadecimal. */
  readonly maySwap?: true;
  readonly isUsual?: true;
}

/**
 * A field that some frames have. `fits` decides: patterns of the fields from this one on, or a function.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, optional, TEXT, whole } from "sinotrack-protocol/layout";
 *
 * const parts = [
 *   { name: "door", kind: whole(4), about: "Which door" },
 *   optional({ name: "badge", kind: TEXT, about: "Who" }, [[1]]),
 * ];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,2#")[0]).values; // { door: 2 }
 * ```
 */
export function optional(
  row: TextRow,
  fits: OptionalRow["fits"],
  more?: Pick<OptionalRow, "fast">,
): OptionalRow {
  return { part: "optional", row, fits, ...more };
}

/**
 * The possible tails of a form. The first tail with the same number of fields that fits is used; fields without a tail are
 * kept in `extra`.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, tails, TEXT, whole } from "sinotrack-protocol/layout";
 *
 * const parts = [
 *   { name: "door", kind: whole(4), about: "Which door" },
 *   tails(
 *     { about: "ACME T1", rows: [{ name: "badge", kind: TEXT, about: "Who" }] },
 *     {
 *       about: "ACME T2",
 *       rows: [
 *         { name: "badge", kind: TEXT, about: "Who" },
 *         { name: "count", kind: whole(99), about: "How often" },
 *       ],
 *     },
 *   ),
 * ];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,2,AB12,7#")[0]).values; // { door: 2, badge: "AB12", count: 7 }
 * ```
 */
export function tails(...list: readonly TextTail[]): Tails {
  return { part: "tails", tails: list };
}

/** The number of fields of rows. */
export function fieldsOf(rows: readonly TextSlot[]): number {
  let fields = 0;
  for (const { kind } of rows) fields += kind.fields;
  return fields;
}

/** A form that has the fields of its rows, no more and no fewer. */
export function counted(
  form: Omit<TextForm, "fits" | "told" | "parts"> & { readonly parts: readonly TextRow[] },
): TextForm {
  const fields = fieldsOf(form.parts);
  return { ...form, told: `${fields} fields`, fits: [[fields]] };
}

/** Number of the first field after the word. */
export const BODY = 3;
