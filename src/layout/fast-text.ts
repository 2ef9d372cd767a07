/**
 * Functions for the generated readers of text frames. Each function reads at `at`, which is after a comma. Most return the
 * place after the value, or 0 if it is not in the usual form. Values are left in variables, which is a third faster than
 * objects.
 */
import { fifteenCharacters, latin1Text, tenCharacters } from "../bytes.ts";
import { type Issue, type IssueCode, makeIssue } from "../issue.ts";
import { type CoordinateResult, parseCoordinate } from "../kind/coordinate.ts";
import { daysSince1970, isDay } from "../kind/datetime.ts";
import { MOST_CID, MOST_LAC, MOST_MCC, MOST_MNC, networkOf } from "../kind/text/cell.ts";
import type { CoordinateKind } from "../kind/text/coordinate.ts";
import { HEX_VALUES } from "../kind/text-reader.ts";
import type { Bytes } from "./fast.ts";

/** The last number that was read, without its point, and its divisor. */
export let value = 0;
export let scale = 1;
/** End of the last value that was read. */
export let cursor = 0;
/** The last numbers that were read, and their count. */
export const N: Bytes = /* @__PURE__ */ new Int32Array(32);
// biome-ignore lint/suspicious/noExplicitAny: TypeScript takes imports for constants.
export let count: any = 0;
/** The issues of the frame: minor ones, which need not be left to the interpreter. */
export let issues: Issue[] = [];

/** Start of the frame. */
let start = 0;

/** Resets the variables for a frame. */
export function begin(at: number): void {
  issues = [];
  start = at;
}

/** Adds an issue about some bytes at a place. */
export function addIssue(
  B: Bytes,
  code: IssueCode,
  field: string,
  at: number,
  length: number,
  expected: string,
): void {
  const received = latin1Text(B, at, at + length);
  const issue = makeIssue(code, field, at - start, length, received, expected);
  // Otherwise an empty array would grow to seventeen places at once.
  if (issues.length === 0) issues = [issue];
  else issues.push(issue);
}

/** The place after the spaces before a value. Spaces after a value are left to the interpreter. */
export function blanksAt(B: Bytes, at: number, field: string): number {
  let from = at;
  while (B[from] === 32) from++;
  let end = from;
  while (B[end] !== 44 && B[end] !== 35) end++;
  addIssue(B, "blanks", field, at, end - at, "no spaces");
  return from;
}

/*
 * `^ 48` turns a digit into its value, and any other byte into 10 or more. After adding 6, one of the bits above the
 * lowest four is set for all bytes except digits; after adding 10, for all except 0 to 5.
 */

/** Seconds of the day from HHMMSS, or -1. */
export function clockAt(B: Bytes, at: number): number {
  const a = B[at] ^ 48;
  const b = B[at + 1] ^ 48;
  const c = B[at + 2] ^ 48;
  const d = B[at + 3] ^ 48;
  const e = B[at + 4] ^ 48;
  const f = B[at + 5] ^ 48;
  const hour = a * 10 + b;
  if (((a + 13) | (b + 6) | (c + 10) | (d + 6) | (e + 10) | (f + 6)) > 15 || hour > 23) return -1;
  return hour * 3600 + (c * 10 + d) * 60 + e * 10 + f;
}

/** Days since 1970 from DDMMYY, from 2000 to 2079, or -1. */
export function dayAt(B: Bytes, at: number): number {
  const a = B[at] ^ 48;
  const b = B[at + 1] ^ 48;
  const c = B[at + 2] ^ 48;
  const d = B[at + 3] ^ 48;
  const e = B[at + 4] ^ 48;
  const f = B[at + 5] ^ 48;
  if (((a + 6) | (b + 6) | (c + 6) | (d + 6) | (e + 8) | (f + 6)) > 15) return -1;
  const day = a * 10 + b;
  const month = c * 10 + d;
  const year = e * 10 + f;
  return isDay(day, month, year) ? daysSince1970(day, month, 2000 + year) : -1;
}

/** A, B or V, which may be lower case; leaves the capital in `value`. */
export function validityAt(B: Bytes, at: number): number {
  value = B[at];
  if (value === 65 || value === 66 || value === 86) return at + 1;
  value -= 32;
  const isAlone = B[at - 1] === 44 && B[at + 1] === 44;
  if ((value !== 65 && value !== 66 && value !== 86) || !isAlone) return 0;
  addIssue(B, "lower-case", "valid", at, 1, "A, V or B");
  return at + 1;
}

/**
 * Degrees and minutes with four or five decimals, and the letter after them. Less than a minute may mean no position.
 */
export function coordinateAt(
  B: Bytes,
  at: number,
  degreeDigits: number,
  positive: number,
  negative: number,
): number {
  const from = at + degreeDigits - 2;
  const o = degreeDigits === 3 ? B[at] ^ 48 : 0;
  const a = B[from] ^ 48;
  const b = B[from + 1] ^ 48;
  const c = B[from + 2] ^ 48;
  const d = B[from + 3] ^ 48;
  const e = B[from + 5] ^ 48;
  const f = B[from + 6] ^ 48;
  const g = B[from + 7] ^ 48;
  const h = B[from + 8] ^ 48;
  const degrees = (o + 14) | (a + 6) | (b + 6);
  const minutes = (c + 10) | (d + 6) | (e + 6) | (f + 6) | (g + 6) | (h + 6);
  if ((degrees | minutes) > 15 || (o | a | b | c | d) === 0 || B[from + 4] !== 46) return 0;
  let units =
    ((o * 10 + a) * 10 + b) * 600000 + (c * 10 + d) * 10000 + e * 1000 + f * 100 + g * 10 + h;
  let end = from + 9;
  scale = 600000;
  const fifth = B[end] ^ 48;
  if (fifth < 10) {
    units = units * 10 + fifth;
    scale = 6000000;
    end++;
  }
  const letter = B[end + 1];
  if (units > (degreeDigits === 2 ? 90 : 180) * scale || B[end] !== 44) return 0;
  value = letter === negative ? -units : units;
  return letter === negative || letter === positive ? end + 2 : 0;
}

/** One object serves all coordinates. */
const COORDINATE: CoordinateResult = { degrees: null, hasMinus: false, findings: [] };

/** A coordinate in any other of its forms. */
export function oddCoordinateAt(
  B: Bytes,
  at: number,
  field: string,
  { degreeDigits, positive, negative, expected }: CoordinateKind,
): number {
  const end = fieldEnd(B, at);
  parseCoordinate(B, at, end, degreeDigits, COORDINATE);
  const { degrees, hasMinus, findings } = COORDINATE;
  const isNegative = B[end + 1] === negative.charCodeAt(0);
  const isPositive = B[end + 1] === positive.charCodeAt(0) && !hasMinus;
  // Zero may mean no position.
  if (!degrees || B[end] !== 44 || B[at - 1] !== 44 || !(isNegative || isPositive)) return 0;
  for (const code of findings) addIssue(B, code, field, at, end - at, expected);
  value = isNegative && !hasMinus ? -degrees : degrees;
  scale = 1;
  return end + 2;
}

/** A number with or without decimals. */
export function decimalAt(B: Bytes, at: number): number {
  let end = at;
  let from = at;
  let digits = 0;
  let over = 1;
  let digit = B[end] ^ 48;
  while (digit < 10) {
    digits = digits * 10 + digit;
    digit = B[++end] ^ 48;
  }
  if (B[end] === 46) {
    from++;
    digit = B[++end] ^ 48;
    while (digit < 10) {
      digits = digits * 10 + digit;
      over *= 10;
      digit = B[++end] ^ 48;
    }
  }
  value = digits;
  scale = over;
  return end === from || end - from > 11 ? 0 : end;
}

/**
 * Reads fields of one to nine digits, each after a comma, up to `most` including the `from` numbers already read, and
 * up to the first other field. A level may have a minus sign. Returns their end.
 */
export function numbersAt(B: Bytes, at: number, from: number, most: number): number {
  let p = at;
  let n = from;
  while (n < most && B[p] === 44) {
    const start = B[p + 1] === 45 ? p + 2 : p + 1;
    let end = start;
    let number = 0;
    let digit = B[end] ^ 48;
    while (digit < 10) {
      number = (number * 10 + digit) | 0;
      digit = B[++end] ^ 48;
    }
    // A comma or `#` must end it.
    if (end === start || end > start + 9 || (digit !== 28 && digit !== 19)) break;
    if (start === p + 1) N[n++] = number;
    else if (number > 0) N[n++] = -number;
    else break;
    p = end;
  }
  count = n;
  return p;
}

/** The four fields of a hexadecimal cell, without spaces; `numbersAt` for them. */
export function hexNumbersAt(B: Bytes, at: number): number {
  let p = at;
  let n = 0;
  while (n < 4 && B[p] === 44) {
    const number = hexAt(B, p + 1);
    if (number < 0 || (B[cursor] !== 44 && B[cursor] !== 35)) break;
    // Padded with zeros, the network is read as it is.
    const isPlain = n !== 1 || (B[p + 1] === 48 && cursor > p + 2);
    N[n++] = isPlain ? number : networkOf(number);
    p = cursor;
  }
  count = n;
  return p;
}

/** A whole number of one to nine digits. */
export function wholeAt(B: Bytes, at: number): number {
  let end = at;
  let number = 0;
  let digit = B[end] ^ 48;
  while (digit < 10) {
    number = (number * 10 + digit) | 0;
    digit = B[++end] ^ 48;
  }
  value = number;
  return end === at || end > at + 9 ? 0 : end;
}

/** The cell of the first four numbers; `null` if the interpreter must decide. */
export function usualCell(): object | null {
  const mcc = N[0];
  const mnc = N[1];
  const lac = N[2];
  const cid = N[3];
  if (mcc > MOST_MCC || mnc > MOST_MNC || lac > MOST_LAC || cid > MOST_CID) return null;
  if ((mcc | mnc | lac | cid) <= 0) return null;
  return { mcc: mcc || null, mnc, lac: lac || null, cid: cid || null };
}

/**
 * The cell of `,,9059e2c,8232` or `460,01,d18e105,7445`, of which `count` numbers have been read up to the comma at
 * `at`: the cell id, too long for an area code, precedes it. `null` for anything else; then these are four numbers.
 */
export function swappedCellAt(B: Bytes, at: number): object | null {
  const hasNetwork = count === 2;
  const isEmpty = count === 0 && B[at + 1] === 44 && B[at + 2] === 44;
  if (B[at] !== 44 || !(hasNetwork || isEmpty)) return null;
  const from = hasNetwork ? at + 1 : at + 3;
  const cid = hexAt(B, from);
  const lacAt = cursor + 1;
  // Without a letter they are decimal.
  if (cid <= MOST_LAC || B[lacAt - 1] !== 44 || digitsEnd(B, from) === cursor) return null;
  cursor = wholeAt(B, lacAt);
  if (cursor === 0 || value > MOST_LAC) return null;
  count = 4;
  if (isEmpty) return { mcc: null, mnc: null, lac: value || null, cid };
  // As unsigned numbers, negative ones exceed all others.
  return N[0] >>> 0 > MOST_MCC || N[1] >>> 0 > MOST_MNC
    ? null
    : { mcc: N[0] || null, mnc: N[1], lac: value || null, cid };
}

/** The same table without `!` after each index. */
const HEX: Bytes = HEX_VALUES;

/** A hexadecimal number of up to seven digits. */
export function hexAt(B: Bytes, at: number): number {
  let number = 0;
  let end = at;
  for (let digit = HEX[B[end]]; digit >= 0; digit = HEX[B[++end]]) number = (number << 4) | digit;
  cursor = end;
  return end === at || end - at > 7 ? -1 : number;
}

/** A number of two hexadecimal digits. */
export function byteAt(B: Bytes, at: number): number {
  const high = HEX[B[at]];
  const low = HEX[B[at + 1]];
  return (high | low) < 0 ? -1 : (high << 4) | low;
}

/** 32 bits of eight hexadecimal digits; `cursor` is 0 if they are not usual. */
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

/** The end of digits. */
export function digitsEnd(B: Bytes, at: number): number {
  let end = at;
  while ((B[end] ^ 48) < 10) end++;
  return end;
}

/** The end of digits and points. */
export function dottedEnd(B: Bytes, at: number): number {
  let end = at;
  while ((B[end] ^ 48) < 10 || B[end] === 46) end++;
  return end;
}

/** The end of hexadecimal digits. */
export function hexEnd(B: Bytes, at: number): number {
  let end = at;
  while (HEX[B[end]] >= 0) end++;
  return end;
}

/**
 * The characters of a text: printable ones, spaces included, but no separators and no markers of frames, so that a fast
 * reader always reads exactly one frame.
 */
const IS_TEXT: Bytes = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 32 || byte > 125 || [0x23, 0x24, 0x2a, 0x2c].includes(byte) ? 0 : 1,
);

/** The end of such characters, without spaces. */
export function fieldEnd(B: Bytes, at: number): number {
  let end = at;
  while (IS_TEXT[B[end]] === 1 && B[end] !== 32) end++;
  return end;
}

/** The same with spaces inside. */
export function textEnd(B: Bytes, at: number): number {
  let end = at;
  while (IS_TEXT[B[end]] === 1) end++;
  // Spaces at the edges are left to the interpreter.
  return B[at] === 32 || B[end - 1] === 32 ? at : end;
}

/** An access point: twelve hexadecimal digits, a comma and two digits. `least` is the level of 00. */
export function wifiAt(B: Bytes, at: number, least: number): object | null {
  const a = B[at];
  const b = B[at + 1];
  const c = B[at + 2];
  const d = B[at + 3];
  const e = B[at + 4];
  const f = B[at + 5];
  const g = B[at + 6];
  const h = B[at + 7];
  const i = B[at + 8];
  const j = B[at + 9];
  const k = B[at + 10];
  const l = B[at + 11];
  const level = byteAt(B, at + 13);
  const isBad =
    (level |
      HEX[a] |
      HEX[b] |
      HEX[c] |
      HEX[d] |
      HEX[e] |
      HEX[f] |
      HEX[g] |
      HEX[h] |
      HEX[i] |
      HEX[j] |
      HEX[k] |
      HEX[l]) <
    0;
  if (isBad || B[at + 12] !== 44) return null;
  const bssid = String.fromCharCode(
    a | 32,
    b | 32,
    c | 32,
    d | 32,
    e | 32,
    f | 32,
    g | 32,
    h | 32,
    i | 32,
    j | 32,
    k | 32,
    l | 32,
  );
  return { bssid, rssiDbm: level + least };
}

/** The checked day DDMMYY as YYYY-MM-DD. */
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
export function makerOf(B: Bytes, at: number): string {
  return B[at] === 72 && B[at + 1] === 81 ? "HQ" : String.fromCharCode(B[at], B[at + 1]);
}

/** The digits of an id. */
export function deviceIdOf(B: Bytes, from: number, end: number): string {
  if (end === from + 10) return tenCharacters(B, from);
  // A concatenated string would be flattened at every use of the id.
  return end === from + 15 ? fifteenCharacters(B, from) : latin1Text(B, from, end);
}

/** Whether six digits and a field of one letter or nothing follow the comma at `at`, with or without spaces. */
function isClockAndLetter(B: Bytes, at: number): boolean {
  let from = at + 1;
  while (B[from] === 32) from++;
  let end = from + 7;
  if (B[end - 1] !== 44) return false;
  while (B[end] === 32) end++;
  const isValidity = B[end] === 44 || (B[end] > 64 && B[end + 1] === 44);
  return isValidity && digitsEnd(B, from) === from + 6;
}

/** The length up to the status of a position whose other values are empty: `,999999,V,,,,,,,000000,`. */
const SHORTEST_POSITION = 23;

/** Whether the time of day and the validity of a position follow a comma; `cursor` is then its place. */
export function hasPosition(B: Bytes, at: number, to: number): boolean {
  for (cursor = at; cursor + SHORTEST_POSITION < to; cursor++) {
    if (B[cursor] === 44 && isClockAndLetter(B, cursor)) return true;
  }
  return false;
}

/** Whether only a comma remains. */
export function isComma(B: Bytes, at: number, last: number): boolean {
  if (B[at] !== 44 || at + 1 !== last) return false;
  addIssue(B, "trailing-comma", "frame", last, 0, "#");
  return true;
}

/** Whether a date and a status without a comma between them end at `at + 8`. */
export function isJoined(B: Bytes, at: number): boolean {
  if (B[at - 7] !== 44 || fieldEnd(B, at) !== at + 8 || (B[at + 8] !== 44 && B[at + 8] !== 35))
    return false;
  addIssue(B, "comma-missing", "status", at - 6, 14, "DDMMYY,status");
  return true;
}
