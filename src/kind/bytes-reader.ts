import { copyBytes, hexText } from "../bytes.ts";
import { type Issue, type IssueCode, makeIssue } from "../issue.ts";
import type { Meaning, OwnRows, Values } from "./meaning.ts";
import { pushTrace, type TraceEntry } from "./trace.ts";

/** Settings for reading values. */
export interface BytesSettings {
  /** The table of the status bits of an H02 word. */
  readonly table: string;
  /** Minutes that the clock of the device is ahead of UTC. */
  readonly utcOffsetMinutes: number;
  /** The JT/T 808 profiles. */
  readonly profiles: readonly string[];
  /** The additions of the option `protocol`. */
  readonly own?: OwnRows | undefined;
  /** Decodes text that is not ASCII. */
  readonly decodeText?: DecodeText | undefined;
}

export type DecodeText = (bytes: Uint8Array) => string | null;

/** A byte of two decimal digits as number, or -1. */
export const TWO_DIGITS: Int8Array = /* @__PURE__ */ Int8Array.from({ length: 256 }, (_, byte) =>
  byte >> 4 < 10 && (byte & 15) < 10 ? (byte >> 4) * 10 + (byte & 15) : -1,
);

/** The origin of bytes that are a copy, not a part of the frame. */
export interface Origin {
  /** Offset of the byte `at` in the frame; for the byte after the last, the end of the last. */
  place(at: number): number;
}

/**
 * The bytes of a binary frame, read in place. Rows count in half-bytes, from the start of `bytes`; issues and trace name
 * whole bytes of the frame, which may have escapes that `bytes` has not.
 */
export class BytesReader {
  readonly bytes: Uint8Array;
  readonly settings: BytesSettings;
  readonly issues: Issue[];
  /** The trace in which `mark` records the bytes of each value; `null` without a trace. */
  readonly trace: TraceEntry[] | null;
  /** JT/T 808: the edition of the header; bits and bodies depend on it. */
  edition: 2013 | 2019 = 2013;
  readonly #origin: Origin | null;

  constructor(
    bytes: Uint8Array,
    settings: BytesSettings,
    trace: TraceEntry[] | null,
    origin: Origin | null = null,
    issues: Issue[] = [],
  ) {
    this.issues = issues;
    this.bytes = bytes;
    this.settings = settings;
    this.trace = trace;
    this.#origin = origin;
  }

  /** Offset of the byte `at` in the frame. */
  place(at: number): number {
    return this.#origin === null ? at : this.#origin.place(at);
  }

  /** An issue about the half-bytes `at` … `to`. */
  report(code: IssueCode, field: string, at: number, to: number, expected: string): void {
    this.reportBytes(code, field, at >> 1, (to + 1) >> 1, expected);
  }

  /** The same for an issue that makes the value unknown. */
  refuse(code: IssueCode, field: string, at: number, to: number, expected: string): null {
    this.report(code, field, at, to, expected);
    return null;
  }

  /** An issue about the bytes `from` … `to`. */
  reportBytes(code: IssueCode, field: string, from: number, to: number, expected: string): void {
    const offset = this.place(from);
    const received = hexText(this.bytes, from, Math.min(to, this.bytes.length));
    this.issues.push(makeIssue(code, field, offset, this.place(to) - offset, received, expected));
  }

  /** Records that the half-bytes `at` … `to` gave the value with that meaning. */
  mark(meaning: Meaning, at: number, to: number, values: Values): void {
    if (this.trace === null) return;
    // Unescaped bytes do not occur in the frame.
    if (meaning.name === "tail" && this.#origin !== null) {
      return this.markValue(meaning, at >> 1, to >> 1, values, this.hex(at, to));
    }
    pushTrace(this.trace, meaning, this.place(at >> 1), this.place(to >> 1), values);
  }

  /** Records an element of a list, or bytes that are not a property, with their value. */
  markValue(meaning: Meaning, from: number, to: number, values: Values, value: unknown): void {
    if (this.trace === null) return;
    const [start, end] = [this.place(from), this.place(to)];
    this.trace.push({ meaning, from: start, to: end, draft: values, index: undefined, value });
  }

  half(at: number): number {
    return (this.bytes[at >> 1]! >> ((at & 1) === 0 ? 4 : 0)) & 15;
  }

  /** The half-bytes `at` … `to` as a big-endian number: whole bytes. */
  uint(at: number, to: number): number {
    const { bytes } = this;
    const i = at >> 1;
    // Nearly all numbers have one, two or four bytes; the loop would turn them into doubles.
    switch (to - at) {
      case 2:
        return bytes[i]!;
      case 4:
        return (bytes[i]! << 8) | bytes[i + 1]!;
      case 8:
        return (
          ((bytes[i]! << 24) | (bytes[i + 1]! << 16) | (bytes[i + 2]! << 8) | bytes[i + 3]!) >>> 0
        );
    }
    let value = 0;
    for (let k = i; k < to >> 1; k++) value = value * 256 + bytes[k]!;
    return value;
  }

  /** The two decimal digits of the byte at half-byte `at`, or -1. */
  twoDigits(at: number): number {
    return TWO_DIGITS[this.bytes[at >> 1]!]!;
  }

  /** The decimal digits in the half-bytes `at` … `to`, or -1. */
  digits(at: number, to: number): number {
    const { bytes } = this;
    let value = 0;
    let i = at;
    if ((i & 1) === 1) {
      value = bytes[i++ >> 1]! & 15;
      if (value > 9) return -1;
    }
    // Whole bytes, two digits at a time.
    for (; i + 2 <= to; i += 2) {
      const two = TWO_DIGITS[bytes[i >> 1]!]!;
      if (two < 0) return -1;
      value = value * 100 + two;
    }
    if (i < to) {
      const high = bytes[i >> 1]! >> 4;
      if (high > 9) return -1;
      value = value * 10 + high;
    }
    return value;
  }

  /** The half-bytes `at` … `to` as hexadecimal digits. */
  hex(at: number, to: number): string {
    const text = hexText(this.bytes, at >> 1, (to + 1) >> 1);
    const isWhole = ((at | to) & 1) === 0;
    return isWhole ? text : text.slice(at & 1, (at & 1) + to - at);
  }

  /** A copy of the bytes `from` … `to`. */
  copy(from: number, to: number): Uint8Array {
    return copyBytes(this.bytes, from, to);
  }

  /** Appends the bytes `from` … `to` to the tail of the message. */
  keep(values: Values, from: number, to: number): void {
    if (from >= to) return;
    const before: Uint8Array | undefined = values["tail"];
    if (before === undefined) {
      values["tail"] = this.copy(from, to);
      return;
    }
    const tail = new Uint8Array(before.length + to - from);
    tail.set(before);
    tail.set(this.bytes.subarray(from, to), before.length);
    values["tail"] = tail;
  }
}
