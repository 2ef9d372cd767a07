/**
 * A layout is the ordered list of the fields of a message. Decoding walks it; the documentation is
 * printed from it.
 */
import type { BinaryReader } from "./binary-reader.ts";
import type { Draft } from "./draft.ts";
import type { TextReader } from "./text-reader.ts";

/** What people are told about a field. */
export interface FieldMeaning {
  /** The property of the message that the field gives. */
  readonly name: string;
  readonly unit?: string;
  readonly about: string;
  /** How sure the meaning is; absent for what a vendor document states. */
  readonly confidence?: "inferred" | "unconfirmed";
}

/** One value in a text frame: one field between commas, or several neighbouring ones. */
export interface TextField extends FieldMeaning {
  /** How many fields between commas. */
  readonly width: number;
  /** Reads the value at field `at` into the draft. Never throws; reports what is wrong. */
  read(reader: TextReader, at: number, draft: Draft): void;
}

/** What may stand behind the fields that a message type always has. */
export interface TextTail {
  /** Who sends it. */
  readonly about: string;
  readonly fields: readonly TextField[];
  /** Told apart by more than the number of fields. */
  fits?(reader: TextReader, at: number): boolean;
}

/** One value in a binary frame. */
export interface BinaryField extends FieldMeaning {
  readonly offset: number;
  readonly length: number;
  read(reader: BinaryReader, draft: Draft): void;
}

/** How many fields between commas a list takes. */
export function widthOf(fields: readonly TextField[]): number {
  let width = 0;
  for (const field of fields) width += field.width;
  return width;
}

/** Reads one field after the other; returns the number of the field behind the last. */
export function readFields(
  fields: readonly TextField[],
  reader: TextReader,
  at: number,
  draft: Draft,
): number {
  for (const field of fields) {
    field.read(reader, at, draft);
    at += field.width;
  }
  return at;
}

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
    if (widthOf(tail.fields) === left && tail.fits?.(reader, at) !== false) {
      readFields(tail.fields, reader, at, draft);
      return;
    }
  }
  keepRest(reader, at, draft);
}

/** Keeps the fields from `at` on as text, with a word about it. */
export function keepRest(reader: TextReader, at: number, draft: Draft): void {
  if (at >= reader.count) return;
  reader.report("unknown-tail", "extra", at, reader.count - 1, "documented fields");
  draft.extra = reader.rest(at);
}
