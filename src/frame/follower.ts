/** Rates the bytes behind a `$` frame, which show where it ends. */
import { isProvedWithoutFlag, proofOf, UNPROVED } from "./escaped.ts";
import {
  DOLLAR,
  FLAG,
  LETTER_M,
  LETTER_P,
  LONG_ID_EXTRA,
  MAYBE,
  NO,
  STAR,
  startsBinary,
  startsFrame,
  startsHead,
  startsText,
  YES,
} from "./start.ts";

// From the weakest evidence for an end to the strongest.
/** Bytes that cannot follow a frame. */
export const NOTHING = 0;
/** Too little of a start to be distinguished from a tail, then the end of the data. */
export const FAINT = 1;
/** 7E and a possible header of JT/T 808. */
export const FLAGGED = 2;
/** The same, with the right length or the right checksum. */
const PROVED = 3;
/** A head of another device, but no tail of this length. */
export const HEAD_BEHIND_ODD = 4;
/** The end of the data, but no tail of this length. */
export const ODD_END = 5;
/** The beginning of a start, stronger evidence than an odd end, then the end of the data. */
export const LITTLE = 6;
/** The end of the data. */
export const END = 7;
/** A head of another device, with one impossible value. Up to the next whole number, the tails decide. */
const ODD_HEAD = 8;
/** A head of another device, without impossible values. */
const HEAD = 8.25;
/** The same, with the date of the frame in front of it. */
const SAME_DAY = 8.5;
/** A head with the id of the same device, or that of a text frame. */
export const DECISIVE = 9;

/** The longest frame of JT/T 808, with all bytes escaped. */
const MOST_ESCAPED = 2200;

// Where values of a head begin and end.
export const ID_END = 6;
const DATE = 9;
const DATE_END = 12;

/**
 * Rates the bytes at `i`, behind a frame that begins at `at`. A negative result holds only if no more bytes come.
 */
export function follower(bytes: Uint8Array, i: number, size: number, at: number): number {
  const marker = bytes[i];
  if (marker === STAR) {
    const verdict = startsText(bytes, i, size);
    return verdict === YES ? DECISIVE : verdict === NO ? NOTHING : beginning(size - i);
  }
  if (marker === DOLLAR || marker === LETTER_M || marker === LETTER_P) {
    const same = sameBytes(bytes, i, size, at);
    if (same === ID_END) return DECISIVE;
    if (i + same === size) return beginning(same);
  }
  let verdict = startsFrame(bytes, i, size);
  if (verdict === NO && marker === DOLLAR) {
    verdict = startsBinary(bytes, i, size, 1);
    if (verdict === YES) return ODD_HEAD;
  }
  if (verdict === NO) return NOTHING;
  if (marker === FLAG && verdict === MAYBE) return -FAINT;
  // Behind the flag of the OBD dialect a record begins.
  const start = marker === FLAG ? i + 1 : i;
  if (marker === FLAG && bytes[start] !== DOLLAR) return flagged(bytes, i, size);
  const head = start + (startsHead(bytes, start, size, 0, 1) !== NO ? 0 : LONG_ID_EXTRA);
  if (verdict === MAYBE) return size < head + DATE_END ? -FAINT : -LITTLE;
  // The flag may be the last byte of a tail, and zeros are a head as well.
  if (start > i) return HEAD;
  // So are three bytes of a tail and a head.
  if (sameBytes(bytes, start + LONG_ID_EXTRA, size, at) === ID_END && head > start) return NOTHING;
  if (bytes.subarray(head + ID_END, head + DATE_END).every((byte) => byte === 0)) return FAINT;
  for (let k = DATE; k < DATE_END; k++) if (bytes[head + k] !== bytes[at + k]) return HEAD;
  return SAME_DAY;
}

/** Number of bytes from the marker on that agree with the marker and id of the frame at `at`. */
export function sameBytes(bytes: Uint8Array, i: number, size: number, at: number): number {
  let same = 1;
  while (same < ID_END && i + same < size && bytes[i + same] === bytes[at + same]) same++;
  return same;
}

/** The first bytes of a start, as far as they have arrived. */
function beginning(count: number): number {
  return count > 2 ? -DECISIVE : -LITTLE;
}

/** 7E and a header: a frame of JT/T 808, if its length and its checksum prove it. */
function flagged(bytes: Uint8Array, i: number, size: number): number {
  const last = Math.min(size, i + MOST_ESCAPED);
  const close = bytes.subarray(0, last).indexOf(FLAG, i + 1);
  if (close < 0) return last === size ? -FLAGGED : FLAGGED;
  if (isProvedWithoutFlag(bytes, i + 1, close)) return DECISIVE;
  return proofOf(bytes, i, close) === UNPROVED ? FLAGGED : PROVED;
}
