import { hexText } from "../bytes.ts";
import type { Contents } from "../frame/escaped.ts";
import type { Issue, IssueCode } from "../issue.ts";
import { makeIssue } from "../issue.ts";
import type { TraceEntry } from "../kind/trace.ts";
import type { FieldMeaning } from "../layout/layout.ts";
import type { Draft } from "../model/draft.ts";
import type { Jt808ProfileName } from "./profiles.ts";

/** What the fields of a body are read with. */
export interface Jt808Settings {
  /** Minutes that the clock of the device is ahead of UTC. */
  readonly utcOffsetMinutes: number;
  readonly profiles: readonly Jt808ProfileName[];
}

/** The unescaped bytes of a JT/T 808 frame. Places are counted in them; issues and trace name places in the frame. */
export class Jt808Reader {
  readonly bytes: Uint8Array;
  readonly settings: Jt808Settings;
  readonly issues: Issue[] = [];
  readonly #contents: Contents;
  readonly #trace: TraceEntry[] | null;

  constructor(contents: Contents, settings: Jt808Settings, trace: TraceEntry[] | null) {
    this.bytes = contents.bytes;
    this.settings = settings;
    this.#contents = contents;
    this.#trace = trace;
  }

  /** Records that the bytes `from` … `to` gave the value with that meaning. */
  mark(meaning: FieldMeaning, from: number, to: number, draft: Draft): void {
    this.markValue(meaning, from, to, draft, undefined);
  }

  /** Records an element of a list, or what is no property. */
  markValue(meaning: FieldMeaning, from: number, to: number, draft: Draft, value: unknown): void {
    if (this.#trace === null) return;
    const { places } = this.#contents;
    this.#trace.push({
      meaning,
      from: places[from]!,
      to: places[to]!,
      draft,
      index: undefined,
      value,
    });
  }

  report(code: IssueCode, field: string, from: number, to: number, expected: string): void {
    const { places } = this.#contents;
    const offset = places[from]!;
    const length = places[to]! - offset;
    const received = hexText(this.bytes, from, to);
    this.issues.push(makeIssue(code, field, offset, length, received, expected));
  }

  /** Big-endian, up to six bytes. */
  number(from: number, to: number): number {
    let value = 0;
    for (let i = from; i < to; i++) value = value * 256 + this.bytes[i]!;
    return value;
  }

  /** The decimal digits of BCD bytes as a number, or -1. */
  bcd(from: number, to: number): number {
    let value = 0;
    for (let i = from; i < to; i++) {
      const byte = this.bytes[i]!;
      if (byte >> 4 > 9 || (byte & 15) > 9) return -1;
      value = value * 100 + (byte >> 4) * 10 + (byte & 15);
    }
    return value;
  }

  /** Appends bytes to the tail of the message. */
  keep(draft: Draft, from: number, to: number): void {
    if (from >= to) return;
    const before = draft.tail ?? new Uint8Array(0);
    const tail = new Uint8Array(before.length + to - from);
    tail.set(before);
    tail.set(this.bytes.subarray(from, to), before.length);
    draft.tail = tail;
    this.markValue(TAIL, from, to, draft, hexText(this.bytes, from, to));
  }
}

const TAIL: FieldMeaning = { name: "tail", about: "Kept as sent" };
