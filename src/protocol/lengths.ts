/**
 * How long is a `$` frame with a tail of somebody's own? Decided as for all others (src/frame/length.ts): by the bytes
 * of the stream alone, as soon as no later byte could change it.
 *
 * 1. The tail must be like its rows: `likely` values, marks, decimal digits.
 * 2. A start, separators or the end of the data follow.
 * 3. Where a record of 32 bytes ends, and a `$` or a text frame begins, it is one of those.
 * 4. Where nothing that makes sense follows, the tail counts if the bytes prove no other length, and no text frame
 *    begins in it.
 */
import { HOLD, NOT_A_FRAME } from "../frame/length.ts";
import {
  DOLLAR,
  FLAG,
  HEAD_LENGTH,
  isBcd,
  isSeparator,
  MAYBE,
  NO,
  STAR,
  startsFrame,
  startsHead,
  type Verdict,
  YES,
} from "../frame/start.ts";
import type { MarkKind } from "../kind/bytes/id.ts";
import { placed } from "../layout/bytes-rows.ts";
import type { LengthOf, OwnTail } from "../model/protocol.ts";

/** Length of the shortest record, which all firmware may send. */
const SHORT = 32;
/** This many separators count as the end, whatever follows. */
const SEPARATORS_WEIGHED = 64;
/** Marker, id, time and date. */
const PARTIAL_HEAD = 12;
const OPEN = 0;
const CLOSED = 2;

/** Bytes of a frame that show whether it has the tail. */
interface Check {
  readonly at: number;
  readonly bytes: number;
  isMet(bytes: Uint8Array, at: number): boolean;
}

interface Known {
  readonly length: number;
  readonly checks: readonly Check[];
}

export function lengthsOf(tails: Iterable<OwnTail>): (() => LengthOf) | undefined {
  const known = [...tails].map((tail): Known => ({ length: tail.length, checks: checksOf(tail) }));
  return known.length === 0 ? undefined : () => lengthOf(known);
}

function checksOf({ rows }: OwnTail): readonly Check[] {
  return placed(rows, HEAD_LENGTH * 2).flatMap(({ row: { kind, likely }, at: half }): Check[] => {
    // Values that begin or end inside a byte are no evidence.
    if (((half | kind.halves) & 1) === 1) return [];
    const at = half >> 1;
    const bytes = kind.halves >> 1;
    if (likely !== undefined) {
      const [least, most] = likely;
      const isMet = (all: Uint8Array, from: number): boolean => {
        let value = 0;
        for (let i = from; i < from + bytes; i++) value = value * 256 + all[i]!;
        return value >= least && value <= most;
      };
      return [{ at, bytes, isMet }];
    }
    if (kind.kind === "mark") {
      const mark = (kind as MarkKind).bytes;
      return [{ at, bytes, isMet: (all, from) => mark.every((byte, i) => all[from + i] === byte) }];
    }
    if (kind.kind !== "bcd") return [];
    return [{ at, bytes, isMet: (all, from) => all.subarray(from, from + bytes).every(isBcd) }];
  });
}

function lengthOf(known: readonly Known[]): LengthOf {
  return (bytes, at, size, end) => {
    const available = size - at;
    // Without a whole head it is held or given up anyway.
    if (bytes[at] !== DOLLAR || available < HEAD_LENGTH) return NOT_A_FRAME;
    if (startsHead(bytes, at, size, 0) !== YES) return NOT_A_FRAME;
    const behindShort = available > SHORT ? startsFrame(bytes, at + SHORT, size) : NO;
    // 7E is weak evidence.
    if (behindShort === YES && bytes[at + SHORT] !== FLAG) return NOT_A_FRAME;
    let weak = NOT_A_FRAME;
    for (const one of known) {
      const { length } = one;
      if (!isLike(one, bytes, at, size)) continue;
      if (available < length) {
        // At the end of a burst, a whole short record counts as one.
        if (end === OPEN || (end !== CLOSED && available > SHORT)) return HOLD;
        continue;
      }
      const next = behindSeparators(bytes, at + length, size);
      const follows = next === size ? MAYBE : startsFrame(bytes, next, size);
      if (follows === YES || next - at - length >= SEPARATORS_WEIGHED) return length;
      if (follows === MAYBE) {
        if (end === OPEN) return HOLD;
        // A short beginning may be a byte of a longer tail.
        if (next === size || size - next >= PARTIAL_HEAD) return length;
        if (end !== CLOSED) return HOLD;
      }
      const text = textWithin(bytes, at + HEAD_LENGTH, at + length, size);
      if (text === MAYBE && end === OPEN) return HOLD;
      if (text === NO && weak === NOT_A_FRAME) weak = -length;
    }
    return weak;
  };
}

/** Whether the bytes of the tail that have arrived match its rows. */
function isLike({ checks }: Known, bytes: Uint8Array, at: number, size: number): boolean {
  return checks.every(
    (check) => at + check.at + check.bytes > size || check.isMet(bytes, at + check.at),
  );
}

function behindSeparators(bytes: Uint8Array, at: number, size: number): number {
  let i = at;
  while (i < size && isSeparator(bytes[i]!)) i++;
  return i;
}

/** Whether a text frame begins in `from` … `to`. */
function textWithin(bytes: Uint8Array, from: number, to: number, size: number): Verdict {
  let found: Verdict = NO;
  for (let i = from; i < to; i++) {
    const start = bytes[i] === STAR ? startsFrame(bytes, i, size) : NO;
    if (start === YES) return YES;
    if (start === MAYBE) found = MAYBE;
  }
  return found;
}
