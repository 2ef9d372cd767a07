/**
 * Decides whether a frame starts at a byte. The markers `*`, `$`, `M`, `X`, `P` and 7E are ordinary bytes inside
 * frames as well (23, 24, 2A and 58 are valid BCD or binary values: every frame of 2024 has `$` as
 * its year byte), so a marker alone proves nothing. A start is accepted when what follows it reads
 * as the head of a frame.
 */
import { isDay } from "../kind/datetime.ts";

/** The answer to a question about bytes that may not all have arrived. */
export type Verdict = typeof NO | typeof YES | typeof MAYBE;
export const NO = 0;
export const YES = 1;
/** All bytes so far agree, but there are too few of them. */
export const MAYBE = 2;

export const LF = 0x0a;
export const CR = 0x0d;
export const HASH = 0x23;
export const DOLLAR = 0x24;
export const STAR = 0x2a;
export const COMMA = 0x2c;
export const LETTER_M = 0x4d;
export const LETTER_P = 0x50;
export const LETTER_X = 0x58;
/** The flag that opens and closes a JT/T 808 frame. */
export const FLAG = 0x7e;
/** 7D 02 inside such a frame is 7E, 7D 01 is 7D. */
export const ESCAPE = 0x7d;

/** Bytes with which a frame can start: 1. With separators also, here: 2. */
export const MAY_FOLLOW: Uint8Array = /* @__PURE__ */ (() => {
  const table = new Uint8Array(256);
  for (const marker of [STAR, DOLLAR, LETTER_M, LETTER_X, LETTER_P, FLAG]) table[marker] = 1;
  for (const separator of [0x0d, 0x0a, 0]) table[separator] = 2;
  return table;
})();

/** Bytes of the head that every binary frame shares (16 more digits of id move it by 3). */
export const HEAD_LENGTH = 29;
/** How much longer the head with an eight-byte id is. */
export const LONG_ID_EXTRA = 3;

/** Any start. Uses at most `HEAD_LENGTH + LONG_ID_EXTRA + 1` bytes. */
export function startsFrame(bytes: Uint8Array, at: number, end: number): Verdict {
  switch (bytes[at]) {
    case STAR:
      return startsText(bytes, at, end);
    case DOLLAR:
    case LETTER_M:
      return startsBinary(bytes, at, end);
    case LETTER_X:
    case LETTER_P:
      return startsHead(bytes, at, end, 0);
    case FLAG:
      return startsEscaped(bytes, at, end);
    default:
      return NO;
  }
}

/** `*XX,`: two letters or digits of maker code and a comma. */
export function startsText(bytes: Uint8Array, at: number, end: number): Verdict {
  for (let i = at + 1; i < at + 3; i++) {
    if (i >= end) return MAYBE;
    if (!isLetterOrDigit(bytes[i]!)) return NO;
  }
  if (at + 3 >= end) return MAYBE;
  return bytes[at + 3] === COMMA ? YES : NO;
}

/** A `$` head, with a five-byte or an eight-byte id. */
export function startsBinary(bytes: Uint8Array, at: number, end: number, spare = 0): Verdict {
  const short = startsHead(bytes, at, end, 0, spare);
  return short === NO ? startsHead(bytes, at, end, LONG_ID_EXTRA, spare) : short;
}

// The last byte of each value in a head, and the battery, which can be anything.
const ID = 5;
const TIME = 8;
const DATE = 11;
const LATITUDE = 15;
const BATTERY = 16;
const LONGITUDE = 21;
const COURSE = 24;
const VALUES: readonly number[] = [TIME, DATE, LATITUDE, LONGITUDE, COURSE];

/**
 * Whether the bytes read as the head that all binary records share: BCD digits, a time of day, a
 * day of the calendar, degrees and minutes in range. Seconds up to 69 pass, because real clocks send them in text
 * frames. Date 000000 and coordinates of all nines pass: they are forms for "not known". The battery and status
 * bytes can hold anything.
 *
 * @param shift Additional bytes of an id that is longer than five bytes.
 * @param spare Number of values, except the id, that may be impossible: none or one. The others must be real values: zeros
 * are a date that is not set.
 */
export function startsHead(
  bytes: Uint8Array,
  at: number,
  end: number,
  shift: number,
  spare = 0,
): Verdict {
  const base = at + shift;
  const last = Math.min(end, base + COURSE + 1);
  // Most bytes that are not a head have no time of day there, so it is checked first.
  if (spare === 0 && base + TIME < last && !isTime(bytes, base + TIME)) return NO;
  /** Bit k is set if the value that ends with byte k is impossible. */
  let wrong = 0;
  for (let i = at + 1; i < last; i++) {
    const byte = bytes[i]!;
    if (isBcd(byte) || i === base + BATTERY) continue;
    // Behind the last digit of the longitude are flags, behind that of a 15-digit id is padding.
    const isHalf = i === base + LONGITUDE || (shift > 0 && i === base + ID);
    if (isHalf && byte < 0xa0) continue;
    if (spare === 0 || i <= base + ID) return NO;
    wrong |= 1 << valueAt(i - base);
  }
  if (base + TIME < last && !isTime(bytes, base + TIME)) wrong |= 1 << TIME;
  if (base + DATE < last && !isDate(bytes, base + DATE, spare === 0)) wrong |= 1 << DATE;
  if (base + LATITUDE < last && !isLatitude(bytes, base + LATITUDE)) wrong |= 1 << LATITUDE;
  if (base + LONGITUDE < last && !isLongitude(bytes, base + LONGITUDE)) wrong |= 1 << LONGITUDE;
  if (spare === 0 ? wrong !== 0 : (wrong & (wrong - 1)) !== 0) return NO;
  return base + COURSE < end ? YES : MAYBE;
}

/**
 * Whether `startsHead` says `YES`, of a head that has arrived, in a third of the time. `view` is one of `bytes`.
 */
export function isHead(bytes: Uint8Array, view: DataView, at: number): boolean {
  const wrong =
    noDigits(view.getInt32(at + 1)) |
    noDigits(view.getInt32(at + 5)) |
    noDigits(view.getInt32(at + 9)) |
    noDigits(view.getInt32(at + 12)) |
    noDigits(view.getInt32(at + 17)) |
    noDigits(view.getInt32(at + 21) & 0xf0ffffff);
  return (
    (wrong & 0x88888888) === 0 &&
    isTime(bytes, at + TIME) &&
    isDate(bytes, at + DATE, true) &&
    isLatitude(bytes, at + LATITUDE) &&
    isLongitude(bytes, at + LONGITUDE)
  );
}

/** Has the highest bit of each half byte that is no decimal digit: 8, and 4 or 2. */
function noDigits(four: number): number {
  return four & ((four << 1) | (four << 2));
}

function valueAt(k: number): number {
  return VALUES.find((last) => last >= k)!;
}

/**
 * 7E and what can follow it: the `*` or `$` frame that the OBD dialect wraps, or a message id of JT/T 808
 * from 0001 to 0FFF and properties without the reserved bit. Weak, so only asked where something stronger
 * decides too; but 7E alone stands in one of 256 counters of metres, with zeros behind it. Makers' own
 * messages have ids up to 60FF: of them also the six bytes of the phone number must be digits.
 */
function startsEscaped(bytes: Uint8Array, at: number, end: number): Verdict {
  if (at + 1 >= end) return MAYBE;
  const first = bytes[at + 1]!;
  if (first === STAR) return startsText(bytes, at + 1, end);
  if (first === DOLLAR) {
    const plain = startsBinary(bytes, at + 1, end);
    return plain === NO ? startsEscapedBinary(bytes, at + 1, end) : plain;
  }
  if (first > 0x60) return NO;
  if (first < 0x10) {
    if (at + 2 < end && (first | bytes[at + 2]!) === 0) return NO;
    if (at + 3 >= end) return MAYBE;
    return bytes[at + 3]! > 0x7f ? NO : YES;
  }
  for (let i = at + 5; i < at + 11; i++) {
    if (i >= end) return MAYBE;
    if (!isBcd(bytes[i]!)) return NO;
  }
  return YES;
}

/** A `$` head in which 7E or 7D are escaped. */
function startsEscapedBinary(bytes: Uint8Array, at: number, end: number): Verdict {
  const head = new Uint8Array(HEAD_LENGTH + LONG_ID_EXTRA);
  let size = 0;
  for (let i = at; size < head.length && i < end; size++) {
    const byte = bytes[i++]!;
    if (byte === ESCAPE && i === end) break;
    head[size] = byte === ESCAPE ? (bytes[i++]! === 2 ? FLAG : ESCAPE) : byte;
  }
  return startsBinary(head, 0, size);
}

export function isSeparator(byte: number): boolean {
  return byte === 0x0d || byte === 0x0a || byte === 0x00;
}

export function isBcd(byte: number): boolean {
  return (byte & 15) <= 9 && byte <= 0x99;
}

/** The number that two BCD digits stand for. */
function fromBcd(byte: number): number {
  return (byte >> 4) * 10 + (byte & 15);
}

function isLetterOrDigit(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a)
  );
}

// What follows is asked of digits, behind the last of them.

/** Seconds up to 69. */
function isTime(bytes: Uint8Array, last: number): boolean {
  return bytes[last - 2]! < 0x24 && bytes[last - 1]! < 0x60 && bytes[last]! < 0x70;
}

function isDate(bytes: Uint8Array, last: number, mayBeUnset: boolean): boolean {
  const day = bytes[last - 2]!;
  const month = bytes[last - 1]!;
  const year = bytes[last]!;
  if ((day | month | year) === 0) return mayBeUnset;
  return isDay(fromBcd(day), fromBcd(month), fromBcd(year));
}

/** DD MM mm mm, at most 90°, or all nines. */
function isLatitude(bytes: Uint8Array, last: number): boolean {
  const degrees = bytes[last - 3]!;
  const minutes = bytes[last - 2]!;
  if (degrees < 0x90) return minutes < 0x60;
  const rest = (minutes << 16) | (bytes[last - 1]! << 8) | bytes[last]!;
  return degrees === 0x90 ? rest === 0 : degrees === 0x99 && rest === 0x999999;
}

/** DD DM Mm mm m_, at most 180°, or all nines; the low half of the last byte is flags. */
function isLongitude(bytes: Uint8Array, last: number): boolean {
  const degrees = fromBcd(bytes[last - 4]!) * 10 + (bytes[last - 3]! >> 4);
  const minutes = (bytes[last - 3]! & 15) * 10 + (bytes[last - 2]! >> 4);
  if (degrees < 180) return minutes < 60;
  const rest = ((bytes[last - 2]! & 15) << 12) | (bytes[last - 1]! << 4) | (bytes[last]! >> 4);
  if (degrees === 180) return minutes === 0 && rest === 0;
  return degrees === 999 && minutes === 99 && rest === 0x9999;
}
