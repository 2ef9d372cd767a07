/**
 * Patterns of fields. Forms, optional rows and tails are told apart by them. They are data, so that the dissector for
 * Wireshark tells them apart by the same patterns.
 */
import type { TextReader } from "./text-reader.ts";

/** What stands for the fields up to the end of the frame, in order. */
export type FieldPattern = readonly (
  | FieldForm
  /** So many fields of any content; a negative number goes back. */
  | number
  | FieldGap
  | DeviceIdForm
  /** Other patterns, of which one must match here. */
  | readonly FieldPattern[]
)[];

/**
 * One field: as it was sent, or as a whole number up to `whole`. The expression has no flags, and in the rows of the library
 * it means the same in PCRE, for the dissector. No field has a comma, so `[^,]` is any character.
 */
export type FieldForm = RegExp | { readonly whole: number };

/** Any number of fields. Rows that repeat end at the field behind the first gap. */
export interface FieldGap {
  /** The form of each of them. */
  readonly each?: FieldForm;
  /** How many there may be. */
  readonly most?: number;
}

/** No field here, but the form of the device id. */
export interface DeviceIdForm {
  /** As `FieldForm`. */
  readonly id: RegExp;
}

/** Patterns, of which one must match, or a function for what no pattern can say. */
export type Fits = readonly FieldPattern[] | ((r: TextReader, at: number) => boolean);

export const ANY: FieldGap = {};

/** Whether the fields from `at` on fit. */
export function fits(one: Fits | undefined, r: TextReader, at: number): boolean {
  return typeof one === "object" ? matches([one], 0, r, at) : one?.(r, at) !== false;
}

/** Whether the fields from `at` on match the pattern from element `i` on. */
function matches(pattern: FieldPattern, i: number, r: TextReader, at: number): boolean {
  const one = pattern[i];
  if (one === undefined) return at === r.count;
  const goesOn = (next: number): boolean => matches(pattern, i + 1, r, next);
  if (typeof one === "number") return goesOn(at + one);
  if ("some" in one) {
    const behind = pattern.slice(i + 1);
    return one.some((other) => matches([...other, ...behind], 0, r, at));
  }
  if ("id" in one) return one.id.test(r.text(1)) && goesOn(at);
  if (one instanceof RegExp || "whole" in one) return hasForm(r, at, one) && goesOn(at + 1);
  const { each, most = r.count } = one;
  for (let next = at; next <= r.count && next <= at + most; next++) {
    if (goesOn(next)) {
      if (i + 1 < pattern.length) r.place = next;
      return true;
    }
    if (each !== undefined && !hasForm(r, next, each)) return false;
  }
  return false;
}

function hasForm(r: TextReader, at: number, form: FieldForm): boolean {
  if (at >= r.count) return false;
  if (form instanceof RegExp) return form.test(r.text(at));
  r.trim(at);
  const value = r.decimal();
  return value >= 0 && value <= form.whole;
}
