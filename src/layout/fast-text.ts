/**
 * What generated readers of text frames call. Each function reads at `at`, gives -1 for what is not in the usual
 * form, and leaves where it ends in `cursor`.
 */
import { latin1Text, tenCharacters } from "../bytes.ts";
import { daysSince1970, isDay, secondsOfDay } from "../kind/datetime.ts";
import { HEX_VALUES } from "../kind/text-reader.ts";
import type { Bytes } from "./fast.ts";

/** Where the value that was read last ends. */
export let cursor = 0;
/** What the digits of the number that was read last are divided by. */
export let scale = 1;

/** Seconds of the day from HHMMSS. */
export function clockAt(B: Bytes, at: number): number {
  const a = B[at] - 48;
  const b = B[at + 1] - 48;
  const c = B[at + 2] - 48;
  const d = B[at + 3] - 48;
  const e = B[at + 4] - 48;
  const f = B[at + 5] - 48;
  // Negative where one of them is below 0 or above 9.
  if ((a | b | c | d | e | f | (9 - a) | (9 - b) | (9 - c) | (9 - d) | (9 - e) | (9 - f)) < 0)
    return -1;
  return secondsOfDay(a * 10 + b, c * 10 + d, e * 10 + f);
}

/** Days since 1970 from DDMMYY, from 2000 on. */
export function dayAt(B: Bytes, at: number): number {
  const a = B[at] - 48;
  const b = B[at + 1] - 48;
  const c = B[at + 2] - 48;
  const d = B[at + 3] - 48;
  const e = B[at + 4] - 48;
  const f = B[at + 5] - 48;
  if ((a | b | c | d | e | f | (9 - a) | (9 - b) | (9 - c) | (9 - d) | (7 - e) | (9 - f)) < 0)
    return -1;
  const day = a * 10 + b;
  const month = c * 10 + d;
  const year = e * 10 + f;
  return isDay(day, month, year) ? daysSince1970(day, month, 2000 + year) : -1;
}

/**
 * Degrees and minutes with four or five decimals and the letter behind them, as a count of `1 / scale` degrees; 0 for
 * what is not usual. Less than a minute may be no position.
 */
export function coordinateAt(
  B: Bytes,
  at: number,
  degreeDigits: number,
  positive: number,
  negative: number,
): number {
  const from = at + degreeDigits - 2;
  const o = degreeDigits === 3 ? B[at] - 48 : 0;
  const a = B[from] - 48;
  const b = B[from + 1] - 48;
  const c = B[from + 2] - 48;
  const d = B[from + 3] - 48;
  const e = B[from + 5] - 48;
  const f = B[from + 6] - 48;
  const g = B[from + 7] - 48;
  const h = B[from + 8] - 48;
  const low = o | a | b | c | d | e | f | g | h;
  const high =
    (9 - o) | (9 - a) | (9 - b) | (5 - c) | (9 - d) | (9 - e) | (9 - f) | (9 - g) | (9 - h);
  if ((low | high) < 0 || (o | a | b | c | d) === 0 || B[from + 4] !== 46) return 0;
  const minutes = (c * 10 + d) * 10000 + e * 1000 + f * 100 + g * 10 + h;
  let units = (o * 100 + a * 10 + b) * 600000 + minutes;
  let end = from + 9;
  scale = 600000;
  const fifth = B[end] - 48;
  if ((fifth | (9 - fifth)) >= 0) {
    units = units * 10 + fifth;
    scale = 6000000;
    end++;
  }
  if (units > (degreeDigits === 2 ? 90 : 180) * scale || B[end] !== 44) return 0;
  const letter = B[end + 1];
  cursor = end + 2;
  return letter === positive ? units : letter === negative ? -units : 0;
}

/** A level: as sent, or negative in dBm; 256 for neither. */
export function levelAt(B: Bytes, at: number): number {
  const from = B[at] === 45 ? at + 1 : at;
  cursor = digitsEnd(B, from);
  let level = 0;
  for (let i = from; i < cursor; i++) level = level * 10 + B[i] - 48;
  if (cursor === from || cursor > from + 3) return 256;
  return from === at ? level : -level || 256;
}

/** Without `!` behind each index. */
const HEX: Bytes = HEX_VALUES;

/** A hexadecimal number of up to seven digits. */
export function hexAt(B: Bytes, at: number): number {
  let value = 0;
  let end = at;
  for (let digit = HEX[B[end]]; digit >= 0; digit = HEX[B[++end]]) value = (value << 4) | digit;
  cursor = end;
  return end === at || end - at > 7 ? -1 : value;
}

/** A number of two hexadecimal digits. */
export function byteAt(B: Bytes, at: number): number {
  cursor = at + 2;
  const high = HEX[B[at]];
  const low = HEX[B[at + 1]];
  return (high | low) < 0 ? -1 : (high << 4) | low;
}

/** 32 bits of eight hexadecimal digits; `cursor` is 0 for what is not usual. */
export function wordAt(B: Bytes, at: number): number {
  let word = 0;
  let bad = 0;
  for (let i = at; i < at + 8; i++) {
    const digit = HEX[B[i]];
    bad |= digit;
    word = (word << 4) | digit;
  }
  cursor = bad < 0 ? 0 : at + 8;
  return word;
}

/** Where digits end. */
export function digitsEnd(B: Bytes, at: number): number {
  let end = at;
  while (B[end] >= 48 && B[end] <= 57) end++;
  return end;
}

/** Where hexadecimal digits end. */
export function hexEnd(B: Bytes, at: number): number {
  let end = at;
  while (HEX[B[end]] >= 0) end++;
  return end;
}

/** Where printable characters end that are neither blanks nor separators. */
export function fieldEnd(B: Bytes, at: number): number {
  let end = at;
  while (B[end] > 32 && B[end] < 127 && B[end] !== 44 && B[end] !== 35) end++;
  return end;
}

/** The same with blanks within. */
export function textEnd(B: Bytes, at: number): number {
  let end = at;
  while (B[end] >= 32 && B[end] < 127 && B[end] !== 44 && B[end] !== 35) end++;
  // Blanks at the edges may be something else.
  return B[at] === 32 || B[end - 1] === 32 ? at : end;
}

/** Twelve hexadecimal digits as a text with small letters, or `null`. */
export function addressAt(B: Bytes, at: number): string | null {
  let bad = 0;
  for (let i = at; i < at + 12; i++) bad |= HEX[B[i]];
  if (bad < 0) return null;
  return String.fromCharCode(
    B[at] | 32,
    B[at + 1] | 32,
    B[at + 2] | 32,
    B[at + 3] | 32,
    B[at + 4] | 32,
    B[at + 5] | 32,
    B[at + 6] | 32,
    B[at + 7] | 32,
    B[at + 8] | 32,
    B[at + 9] | 32,
    B[at + 10] | 32,
    B[at + 11] | 32,
  );
}

/** The day DDMMYY, which has been looked at, as YYYY-MM-DD. */
export function isoDay(B: Bytes, at: number): string {
  return String.fromCharCode(
    50,
    48,
    B[at + 4],
    B[at + 5],
    45,
    B[at + 2],
    B[at + 3],
    45,
    B[at],
    B[at + 1],
  );
}

/** The two letters of a maker. */
export function makerOf(B: Bytes): string {
  return B[1] === 72 && B[2] === 81 ? "HQ" : latin1Text(B, 1, 3);
}

/** The digits of an id from byte 4 to `end`. */
export function deviceIdOf(B: Bytes, end: number): string {
  return end === 14 ? tenCharacters(B, 4) : latin1Text(B, 4, end);
}

/** Whether six digits stand at `at`, and one letter in the field behind them. */
export function isClockAndLetter(B: Bytes, at: number): boolean {
  return B[at + 6] === 44 && B[at + 7] > 64 && B[at + 8] === 44 && digitsEnd(B, at) === at + 6;
}
