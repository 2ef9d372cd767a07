/**
 * A layout is the ordered list of the fields of a message. Decoding and encoding walk it; the
 * documentation is printed from it.
 */

import type { Meaning } from "../kind/row.ts";
import type { TextReader } from "../kind/text-reader.ts";
import type { NumberForm, TextWriter } from "../kind/text-writer.ts";
import type { Draft } from "../model/draft.ts";
import { type StatusTableName, statusOf } from "../model/status.ts";

export type FieldMeaning = Meaning;

/** One value in a text frame: one field between commas, or several neighbouring ones. */
export interface TextField extends FieldMeaning {
  /** How many fields between commas. */
  readonly width: number;
  /** Reads the value at field `at` into the draft. Never throws; reports what is wrong. */
  read(reader: TextReader, at: number, draft: Draft): void;
  /** Writes `width` fields. Unknown values are written empty. @throws RangeError */
  write(values: Draft, writer: TextWriter): void;
}

/** What may stand behind the fields that a message type always has. */
export interface TextTail {
  /** Who sends it. */
  readonly about: string;
  /** How sure the order of the fields is; absent for what a vendor document states. */
  readonly confidence?: "inferred" | "unconfirmed";
  readonly fields: readonly TextField[];
  /** The table of the status word, where the tail tells whose it is. */
  readonly table?: StatusTableName;
  /** So many more fields follow that nobody explains. */
  readonly unknownFields?: number;
  /** How its document prints speed and course; `long` if absent. */
  readonly numbers?: NumberForm;
  /** Told apart by more than the number of fields. */
  fits?(reader: TextReader, at: number): boolean;
}

/** How many fields between commas a list takes. */
export function widthOf(fields: readonly TextField[]): number {
  let width = 0;
  for (const field of fields) width += field.width;
  return width;
}

/** How many fields between commas a tail has. */
export function tailWidth(tail: TextTail): number {
  return widthOf(tail.fields) + (tail.unknownFields ?? 0);
}

/** Reads one value. */
export function readField(field: TextField, reader: TextReader, at: number, draft: Draft): void {
  field.read(reader, at, draft);
  if (reader.trace !== null) reader.mark(field, at, at + field.width - 1, draft);
}

/** Reads one field after the other; returns the number of the field behind the last. */
export function readFields(
  fields: readonly TextField[],
  reader: TextReader,
  at: number,
  draft: Draft,
): number {
  for (const field of fields) {
    readField(field, reader, at, draft);
    at += field.width;
  }
  return at;
}

/** Keeps `width` fields as text. */
export function readExtra(reader: TextReader, at: number, width: number, draft: Draft): void {
  draft.extra ??= [];
  for (let i = at; i < at + width && i < reader.count; i++) {
    draft.extra.push(reader.text(i));
    if (reader.trace !== null) reader.mark(EXTRA, i, i, draft);
  }
}

/** What is read for other values, and is none of its own. */
export const NETWORK: FieldMeaning = { name: "network", about: "Country and network of the cells" };
export const COUNT: FieldMeaning = { name: "count", about: "Number of elements that follow" };

const EXTRA: FieldMeaning = { name: "extra", about: "Not documented; kept as text" };

/**
 * Reads the tail that starts at field `at` by the first of `tails` that has its number of fields and
 * fits. What none takes is kept as text.
 */
export function readTail(
  tails: readonly TextTail[],
  reader: TextReader,
  at: number,
  draft: Draft,
): void {
  const left = reader.count - at;
  if (left <= 0) return;
  for (const tail of tails) {
    if (tailWidth(tail) === left && tail.fits?.(reader, at) !== false) {
      if (tail.table !== undefined && !reader.isTableGiven && draft.status) {
        draft.status = statusOf(draft.status.word, tail.table);
      }
      keepRest(reader, readFields(tail.fields, reader, at, draft), draft);
      return;
    }
  }
  keepRest(reader, at, draft);
}

/** Keeps the fields from `at` on as text, with a word about it. */
export function keepRest(reader: TextReader, at: number, draft: Draft): void {
  if (at >= reader.count) return;
  reader.report("unknown-tail", "extra", at, reader.count - 1, "documented fields");
  readExtra(reader, at, reader.count - at, draft);
}
