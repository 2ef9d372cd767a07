/**
 * How text frames are laid out. A word (the type on the wire) has one form or several; a form is a list of
 * parts in the order of the wire. Reader, writer, docs and fast readers are made from them.
 */
import type { TextRow, TextSlot, Values } from "../kind/row.ts";
import type { TextReader } from "../kind/text-reader.ts";
import type { NumberForm } from "../kind/text-writer.ts";

export interface TextWord {
  readonly word: string;
  /** What the message is for. */
  readonly about: string;
  /** The table of the status word, where it is not the TQ document's. */
  readonly table?: string;
  /** The first that fits is the form of a frame. If none does, the frame is of an undocumented type. */
  readonly forms: readonly TextForm[];
}

export interface TextForm {
  /** What kind of message it is. */
  readonly type: string;
  /** How it is told from the other forms of the word. */
  readonly told?: string;
  fits?(r: TextReader): boolean;
  /** The same as source of a fast reader, where the form is told before it is read. */
  readonly fast?: string;
  readonly parts: readonly TextPart[];
  /** How its document prints speed and course; `long` if absent. */
  readonly numbers?: NumberForm;
  /** Sets what every message of the form has besides what its rows give. */
  begin?(values: Values): void;
  /** Whether its rows give, in any case, all that a report has from time to status. */
  readonly isReport?: true;
  /** Whether real traffic has so much of it that it gets a fast reader; without it, if one of its tails is usual. */
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
  /** Whether field `at` is it. */
  fits(r: TextReader, at: number): boolean;
  /** The same as source of a fast reader; without it, that gives up on frames which have the row. */
  readonly fast?: string;
}

/** Rows that are there any number of times: as often as they fit in the fields that the parts behind leave. */
export interface RepeatedRows {
  readonly part: "repeated";
  /** The property with the elements. */
  readonly list: string;
  readonly rows: readonly TextRow[];
  /** The field behind the last, where the number of fields behind is not fixed. */
  until?(r: TextReader): number;
  /** Names the emitter of a part of the fast reader that is no loop over the rows. */
  readonly fast?: string;
  /** What an element is, for an issue about fields that make none. They are kept in `extra`. */
  readonly element?: string;
  /** Each element is a message of its own, and this stands between two of them in place of a comma. */
  readonly separator?: string;
  readonly most?: number;
}

/** Fields that nobody explains, up to the parts behind. They are kept in `extra`. */
export interface Rest {
  readonly part: "rest";
  readonly fields?: number;
  /** No firmware is without them, so there is no word about them. */
  readonly isSilent?: true;
}

/** An empty field at the end, which some firmware adds. */
export interface TrailingComma {
  readonly part: "comma";
}

/** What may stand behind all other parts. */
export interface Tails {
  readonly part: "tails";
  readonly tails: readonly TextTail[];
}

/** Told by its number of fields, then by their widths, then by `fits`. */
export interface TextTail {
  /** Who sends it. */
  readonly about: string;
  /** How sure the order of the fields is; absent for what a vendor document states. */
  readonly confidence?: "inferred" | "unconfirmed";
  readonly rows: readonly TextRow[];
  /** The table of the status before it, where the tail tells whose it is. */
  readonly table?: string;
  /** So many more fields follow that nobody explains. `Infinity`: any number. */
  readonly more?: number;
  readonly numbers?: NumberForm;
  readonly widths?: readonly (readonly [field: number, least: number, most: number])[];
  /** What its rows do not say of themselves when they are read without an issue. */
  fits?(r: TextReader, at: number): boolean;
  /** Whether the cell id may stand before the area code, in hexadecimal. */
  readonly maySwap?: true;
  readonly isUsual?: true;
}

/**
 * A field that is there only if `fits` says so. `at` is the field, and the reader shows what stands in it.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, optional, TEXT, whole } from "sinotrack-protocol/layout";
 *
 * const parts = [
 *   { name: "door", kind: whole(4), about: "Which door" },
 *   optional({ name: "badge", kind: TEXT, about: "Who" }, (r, at) => at < r.count),
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
 * The forms of what stands behind all other parts. The first that has as many fields and fits is taken; fields that no
 * tail takes are kept in `extra`.
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

/** How many fields rows take. */
export function fieldsOf(rows: readonly TextSlot[]): number {
  let fields = 0;
  for (const { kind } of rows) fields += kind.fields;
  return fields;
}

/** Number of the first field behind the word. */
export const BODY = 3;
