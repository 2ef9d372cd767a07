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
  if (one === undefined) return true;
  if (typeof one === "function") return one(r, at);
  let matches = MATCHERS.get(one);
  if (matches === undefined) {
    matches = matcherOf([one], END);
    MATCHERS.set(one, matches);
  }
  return matches(r, at);
}

/** Whether the fields from `at` on match. */
type Matcher = (r: TextReader, at: number) => boolean;

/** Made on first use: matching a list step by step would take a third of the time of reading a frame. */
const MATCHERS: WeakMap<readonly FieldPattern[], Matcher> = /* @__PURE__ */ new WeakMap();

const END: Matcher = (r, at) => at === r.count;

/** Matches the pattern, and then what follows it. */
function matcherOf(pattern: FieldPattern, then: Matcher): Matcher {
  return pattern.reduceRight<Matcher>((next, one) => stepOf(one, next), then);
}

function stepOf(one: FieldPattern[number], then: Matcher): Matcher {
  if (typeof one === "number") return (r, at) => then(r, at + one);
  if ("some" in one) {
    const others = one.map((other) => matcherOf(other, then));
    return (r, at) => {
      for (const matches of others) if (matches(r, at)) return true;
      return false;
    };
  }
  if ("id" in one) return (r, at) => one.id.test(r.text(1)) && then(r, at);
  if (!(one instanceof RegExp || "whole" in one)) return gap(one, then);
  const hasForm = testOf(one);
  return (r, at) => hasForm(r, at) && then(r, at + 1);
}

function gap({ each, most }: FieldGap, then: Matcher): Matcher {
  const isLast = then === END;
  const hasForm = each && testOf(each);
  if (isLast && each === undefined && most === undefined) return (r, at) => at <= r.count;
  return (r, at) => {
    const last = Math.min(r.count, at + (most ?? r.count));
    for (let next = at; next <= last; next++) {
      if (then(r, next)) {
        if (!isLast) r.place = next;
        return true;
      }
      if (hasForm?.(r, next) === false) return false;
    }
    return false;
  };
}

/** Whether a field has the form. The usual forms are tested without a text of the field. */
function testOf(form: FieldForm): Matcher {
  if ("whole" in form)
    return (r, at) => {
      if (at >= r.count) return false;
      r.trim(at);
      const value = r.decimal();
      return value >= 0 && value <= form.whole;
    };
  const { source } = form;
  const width = Number(between("^[^,]{", source, "}$"));
  if (width > 0) return (r, at) => r.width(at) === width;
  const digits = Number(between("^[\\dA-Fa-f]{", source, "}$"));
  if (digits > 0) return (r, at) => r.width(at) === digits && r.isHex(at);
  const [least, most = least] = between("^ *\\d{", source, "} *$").split(",").map(Number);
  if (most! > 0 && most! >= least!) return (r, at) => r.isDigits(at, least!, most!);
  return (r, at) => at < r.count && form.test(r.text(at));
}

/** What stands between both in the text; no number if it is another text. */
function between(before: string, text: string, behind: string): string {
  const isSo = text.startsWith(before) && text.endsWith(behind);
  return isSo ? text.slice(before.length, -behind.length) : "other";
}
