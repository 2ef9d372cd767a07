import { hexText } from "../bytes.ts";
import type { Issue, IssueCode } from "../issue.ts";
import { type Draft, makeIssue } from "../model/draft.ts";
import type { StatusTableName } from "../model/status.ts";
import type { FieldMeaning } from "./layout.ts";
import { pushTrace, type TraceEntry } from "./trace.ts";

/** The bytes of a `$`, `X` or `P` frame, read in place. */
export class BinaryReader {
  readonly bytes: Uint8Array;
  readonly issues: Issue[] = [];
  readonly table: StatusTableName;
  /** How far the fields behind the id are moved: 3 with an eight-byte id. */
  readonly shift: number;

  /** Where `mark` records what was read from where; null when nobody asks. */
  trace: TraceEntry[] | null = null;

  constructor(bytes: Uint8Array, shift: number, table: StatusTableName) {
    this.bytes = bytes;
    this.shift = shift;
    this.table = table;
  }

  /** Records that the bytes `from` … `to` gave the value with that meaning. */
  mark(meaning: FieldMeaning, from: number, to: number, draft: Draft): void {
    if (this.trace !== null) pushTrace(this.trace, meaning, from, to, draft);
  }

  /** An issue about the `length` bytes at `offset`. */
  report(code: IssueCode, field: string, offset: number, length: number, expected: string): void {
    const end = Math.min(this.bytes.length, offset + length);
    this.issues.push(
      makeIssue(code, field, offset, length, hexText(this.bytes, offset, end), expected),
    );
  }

  u8(at: number): number {
    return this.bytes[at]!;
  }

  u16(at: number): number {
    return (this.bytes[at]! << 8) | this.bytes[at + 1]!;
  }

  u32(at: number): number {
    return this.u16(at) * 0x10000 + this.u16(at + 2);
  }

  /** `count` decimal digits from the half-byte `first` of the frame on, or -1. */
  digits(first: number, count: number): number {
    const { bytes } = this;
    const end = first + count;
    let value = 0;
    let i = first;
    if ((i & 1) === 1) {
      value = bytes[i++ >> 1]! & 15;
      if (value > 9) return -1;
    }
    // Whole bytes, two digits at a time.
    for (; i + 2 <= end; i += 2) {
      const byte = bytes[i >> 1]!;
      const low = byte & 15;
      if (low > 9 || byte > 0x99) return -1;
      value = value * 100 + (byte >> 4) * 10 + low;
    }
    if (i < end) {
      const high = bytes[i >> 1]! >> 4;
      if (high > 9) return -1;
      value = value * 10 + high;
    }
    return value;
  }

  /** `count` half-bytes as text. */
  halfBytes(first: number, count: number): string {
    const text = hexText(this.bytes, first >> 1, (first + count + 1) >> 1);
    return (first & 1) === 0 && text.length === count
      ? text
      : text.slice(first & 1, (first & 1) + count);
  }
}
