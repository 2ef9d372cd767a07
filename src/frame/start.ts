/**
 * Does a frame start here? The markers `*`, `$`, `M`, `X`, `P` and 7E are ordinary bytes inside
 * frames as well (23, 24, 2A and 58 are valid BCD or binary values: every frame of 2024 has `$` as
 * its year byte), so a marker alone proves nothing. A start is accepted when what follows it reads
 * as the head of a frame.
 */
import { daysInMonth } from "../kind/datetime.ts";

/** The answer to a question about bytes that may not all have arrived. */
export type Verdict = typeof NO | typeof YES | typeof MAYBE;
export const NO = 0;
export const YES = 1;
/** All bytes so far agree, but there are too few of them. */
export const MAYBE = 2;

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

/** Bytes of the head that every binary frame shares (16 more digits of id move it by 3). */
export const HEAD_LENGTH = 29;
/** How much longer the head with an eight-byte id is. */
export const LONG_ID_EXTRA = 3;

/** Any start. Weighs at most `HEAD_LENGTH + LONG_ID_EXTRA + 1` bytes. */
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
export function startsBinary(bytes: Uint8Array, at: number, end: number): Verdict {
  const short = startsHead(bytes, at, end, 0);
  return short === NO ? startsHead(bytes, at, end, LONG_ID_EXTRA) : short;
}

/**
 * Whether the bytes read as the head that all binary records share: BCD digits, a time of day, a
 * day of the calendar, degrees and minutes in range. Seconds up to 69 pass, because real clocks send them in text frames. Date 000000 and coordinates of all nines pass: they
 * are forms for "not known". The battery and status bytes can hold anything.
 */
export function startsHead(bytes: Uint8Array, at: number, end: number, shift: number): Verdict {
  const complete = at + 25 + shift <= end;
  const last = complete ? at + 25 + shift : end;
  let i = at + 1;
  // The last half-byte of a 15-digit id is padding.
  const idEnd = at + 6 + shift;
  for (; i < idEnd && i < last; i++) {
    const isPadded = shift > 0 && i === idEnd - 1;
    if (isPadded ? bytes[i]! >> 4 > 9 : !isBcd(bytes[i]!)) return NO;
  }
  const base = at + shift;
  if (i < last && !isBcdUpTo(bytes[i++]!, 0x23)) return NO;
  if (i < last && !isBcdUpTo(bytes[i++]!, 0x59)) return NO;
  if (i < last && !isBcdUpTo(bytes[i++]!, 0x69)) return NO;
  if (i < last && !isBcdUpTo(bytes[i++]!, 0x31)) return NO;
  if (i < last && !isBcdUpTo(bytes[i++]!, 0x12)) return NO;
  if (i < last) {
    if (!isBcd(bytes[i++]!)) return NO;
    if (!isDayOrUnset(bytes[base + 9]!, bytes[base + 10]!, bytes[base + 11]!)) return NO;
  }
  if (base + 16 <= last && !isLatitude(bytes, base + 12)) return NO;
  if (base + 22 <= last && !isLongitude(bytes, base + 17)) return NO;
  if (!complete) return MAYBE;
  return isBcd(bytes[base + 22]!) && isBcd(bytes[base + 23]!) && isBcd(bytes[base + 24]!)
    ? YES
    : NO;
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

function isBcdUpTo(byte: number, limit: number): boolean {
  return (byte & 15) <= 9 && byte <= limit;
}

function isLetterOrDigit(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a)
  );
}

function isDayOrUnset(day: number, month: number, year: number): boolean {
  if ((day | month | year) === 0) return true;
  return day !== 0 && month !== 0 && fromBcd(day) <= daysInMonth(fromBcd(month), fromBcd(year));
}

/** DD MM mm mm, at most 90°, or all nines. */
function isLatitude(bytes: Uint8Array, at: number): boolean {
  const degrees = bytes[at]!;
  const minutes = bytes[at + 1]!;
  if (!isBcd(degrees) || !isBcd(minutes)) return false;
  if (!isBcd(bytes[at + 2]!) || !isBcd(bytes[at + 3]!)) return false;
  if (degrees < 0x90) return minutes < 0x60;
  const rest = (minutes << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  return degrees === 0x90 ? rest === 0 : degrees === 0x99 && rest === 0x999999;
}

/** DD DM Mm mm m_, at most 180°, or all nines; the low half of the last byte is flags. */
function isLongitude(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < at + 4; i++) if (!isBcd(bytes[i]!)) return false;
  if (bytes[at + 4]! >> 4 > 9) return false;
  const degrees = fromBcd(bytes[at]!) * 10 + (bytes[at + 1]! >> 4);
  const minutes = (bytes[at + 1]! & 15) * 10 + (bytes[at + 2]! >> 4);
  if (degrees < 180) return minutes < 60;
  const rest = ((bytes[at + 2]! & 15) << 12) | (bytes[at + 3]! << 4) | (bytes[at + 4]! >> 4);
  if (degrees === 180) return minutes === 0 && rest === 0;
  return degrees === 999 && minutes === 99 && rest === 0x9999;
}
