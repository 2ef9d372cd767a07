import { isDigit } from "../argument.ts";
import { latin1Text } from "../bytes.ts";
import { type Issue, type IssueCode, makeIssue } from "../issue.ts";
import type { Meaning, OwnRows, Values } from "./meaning.ts";
import { pushTrace, type TraceEntry } from "./trace.ts";

const BLANK = 0x20;
const COMMA = 0x2c;
const HASH = 0x23;

const ORDINARY = 0;
const SEPARATOR = 1;
const END = 2;
/** Neither printable ASCII nor a line break, which occurs in replies to text commands. */
const OTHER = 3;

/** The kind of each byte between fields. */
const KINDS: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === COMMA) return SEPARATOR;
  if (byte === HASH) return END;
  return (byte < BLANK || byte > 0x7e) && byte !== 0x0a && byte !== 0x0d ? OTHER : ORDINARY;
});

/**
 * Start and end of each field. One pair of lists serves all frames in turn, because separate lists took a fifth of the
 * time. They grow with the longest frame. A reader must not be used after the next one is created.
 */
const FROM: number[] = [];
const TO: number[] = [];

/**
 * The comma-separated fields of a text frame, addressed by number: 0 is the maker code with its `*`,
 * 1 the device id, 2 the type. Values are read from the bytes in place.
 */
export class TextReader {
  readonly bytes: Uint8Array;
  readonly issues: Issue[] = [];
  /** The table of the status bits. */
  table = "tq";
  /** Whether the caller chose the table, so that nothing in the frame may change it. */
  isTableGiven = false;
  /** The additions of the option `protocol`. */
  own: OwnRows | undefined = undefined;
  /** Index of the `#`; the extension follows it. */
  readonly hash: number;
  /** Whether a byte is neither printable ASCII nor a line break. */
  hasOtherBytes = false;
  /** Number of fields. */
  count = 0;
  /** Seconds of the day that a time field gave, for the date field that follows later; -1 if it was no time. */
  secondsOfDay = -1;
  /** The property of a time field that no date field has followed yet, and the number of the field. */
  clock: string | null = null;
  clockAt = 0;
  /** Country and network of the cells that follow. */
  mcc: number | null = null;
  mnc: number | null = null;
  /** The field with the number of elements that follow; -1 without one. */
  announcedAt = -1;
  /** The field by which the form was recognised; for its parts. */
  place = -1;
  /** The trace in which `mark` records the bytes of each value; `null` without a trace. */
  trace: TraceEntry[] | null = null;
  /** Note for `explain` about the value that was read last. */
  note: string | null = null;
  /** The row that took the last value in place of its own row. */
  taken: Meaning | null = null;
  /** Bounds of the field last selected, without spaces around it. */
  start = 0;
  end = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    let count = 0;
    let start = 0;
    let i = 0;
    for (; i < bytes.length; i++) {
      const byte = bytes[i]!;
      // One comparison recognises digits, letters and the point, which are nearly all bytes.
      if ((byte - 0x2d) >>> 0 < 0x52) continue;
      const kind = KINDS[byte]!;
      if (kind === ORDINARY) continue;
      if (kind === OTHER) {
        this.hasOtherBytes = true;
        continue;
      }
      if (kind === END) break;
      FROM[count] = start;
      TO[count++] = i;
      start = i + 1;
    }
    FROM[count] = start;
    TO[count++] = i;
    this.hash = i;
    this.count = count;
  }

  /**
   * Selects field `at` for reading: sets `start` and `end`. False, with an issue, if the frame ends
   * before it or it is empty.
   */
  select(at: number, field: string, expected: string): boolean {
    if (at >= this.count) {
      this.issues.push(makeIssue("missing-field", field, this.hash, 0, "", expected));
      return false;
    }
    this.trim(at);
    if (this.start === this.end) {
      this.report("empty-field", field, at, at, expected);
      return false;
    }
    if (this.end - this.start !== TO[at]! - FROM[at]!) {
      this.report("blanks", field, at, at, "no spaces");
    }
    return true;
  }

  /** Selects field `at` without issues. */
  trim(at: number): void {
    const { bytes } = this;
    let start = FROM[at]!;
    let end = TO[at]!;
    while (start < end && bytes[start] === BLANK) start++;
    while (end > start && bytes[end - 1] === BLANK) end--;
    this.start = start;
    this.end = end;
  }

  /** An issue about the fields `first` to `last`, or the last field if there are fewer. */
  report(code: IssueCode, field: string, first: number, last: number, expected: string): void {
    const from = FROM[Math.min(first, this.count - 1)]!;
    this.reportBytes(code, field, from, TO[Math.min(last, this.count - 1)]!, expected);
  }

  /** Records that the fields `first` to `last` gave the value with that meaning. */
  mark(meaning: Meaning, first: number, last: number, draft: Values): void {
    if (this.trace === null || first >= this.count) return;
    const to = TO[Math.min(last, this.count - 1)]!;
    const { note } = this;
    this.note = null;
    const noted = note === null ? meaning : { ...meaning, note };
    pushTrace(this.trace, noted, FROM[first]!, to, draft);
  }

  /** An issue about the bytes `from` … `to`. */
  reportBytes(code: IssueCode, field: string, from: number, to: number, expected: string): void {
    this.issues.push(
      makeIssue(code, field, from, to - from, latin1Text(this.bytes, from, to), expected),
    );
  }

  /** Records that the bytes `from` … `to` gave the value with that meaning. */
  markBytes(meaning: Meaning, from: number, to: number, draft: Values): void {
    if (this.trace !== null) pushTrace(this.trace, meaning, from, to, draft);
  }

  from(at: number): number {
    return FROM[at]!;
  }

  to(at: number): number {
    return TO[at]!;
  }

  /** Length of field `at`; 0 if there is no such field. */
  width(at: number): number {
    return at < this.count ? TO[at]! - FROM[at]! : 0;
  }

  /** Field `at` as text, as sent. */
  text(at: number): string {
    return latin1Text(this.bytes, FROM[at]!, TO[at]!);
  }

  /** From field `at` to the end, as text, as sent. */
  textFrom(at: number): string {
    return latin1Text(this.bytes, FROM[at]!, this.hash);
  }

  /** The selected field as text. */
  selected(): string {
    return latin1Text(this.bytes, this.start, this.end);
  }

  /** Cuts field `at` in two, `width` bytes from its start, and drops `gap` bytes between. */
  splitField(at: number, width: number, gap: number = 0): void {
    // Makes room for one more, which copyWithin does not.
    FROM[this.count] = 0;
    TO[this.count] = 0;
    FROM.copyWithin(at + 1, at, this.count);
    TO.copyWithin(at + 1, at, this.count);
    TO[at] = FROM[at]! + width;
    FROM[at + 1] = TO[at]! + gap;
    this.count++;
  }

  dropLast(): void {
    this.count--;
  }

  /** Whether field `at` has `least` to `most` digits, with or without spaces around them. */
  isDigits(at: number, least: number, most: number): boolean {
    if (at >= this.count) return false;
    this.trim(at);
    const width = this.end - this.start;
    return width >= least && width <= most && this.countDigits(this.start) === width;
  }

  /** Whether field `at`, which there is, has hexadecimal digits only. */
  isHex(at: number): boolean {
    const { bytes } = this;
    for (let i = FROM[at]!; i < TO[at]!; i++) if (hexDigit(bytes[i]!) < 0) return false;
    return true;
  }

  /** Number of digits from `from` on, up to the end of the selected field. */
  countDigits(from: number): number {
    const { bytes, end } = this;
    let i = from;
    while (i < end && isDigit(bytes[i]!)) i++;
    return i - from;
  }

  /** The digits `from` … `to` as a number. */
  integer(from: number, to: number): number {
    let value = 0;
    for (let i = from; i < to; i++) value = value * 10 + (this.bytes[i]! - 0x30);
    return value;
  }

  /** The selected field as a number if it has six digits, or -1. */
  sixDigits(): number {
    return this.end - this.start === 6 ? this.plainDigits(this.start, this.end) : -1;
  }

  /** Field `at` as a number if it consists of one to nine digits, or -1. */
  plain(at: number): number {
    const from = FROM[at]!;
    const to = TO[at]!;
    return to - from > 9 || to === from ? -1 : this.plainDigits(from, to);
  }

  /** The bytes `from` … `to` as number, or -1 if they are not all digits. */
  plainDigits(from: number, to: number): number {
    const { bytes } = this;
    let value = 0;
    for (let i = from; i < to; i++) {
      const digit = bytes[i]! - 0x30;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value;
  }

  /** The selected field as hexadecimal number, or -1. */
  hexadecimal(): number {
    if (this.end - this.start > 8 || this.end === this.start) return -1;
    let value = 0;
    for (let i = this.start; i < this.end; i++) {
      const digit = hexDigit(this.bytes[i]!);
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }

  /** The selected field as whole decimal number, or -1. More than 15 digits are not a number. */
  decimal(): number {
    const width = this.end - this.start;
    if (width === 0 || width > 15 || this.countDigits(this.start) !== width) return -1;
    return this.integer(this.start, this.end);
  }
}

export const HEX_VALUES: Int8Array = /* @__PURE__ */ Int8Array.from({ length: 256 }, (_, byte) => {
  if (isDigit(byte)) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
});

/** Value of a hexadecimal digit, or -1. Table lookup, because the branch is unpredictable. */
export function hexDigit(byte: number): number {
  return HEX_VALUES[byte]!;
}
