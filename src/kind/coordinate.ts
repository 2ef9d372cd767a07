/**
 * Degrees and minutes. On the wire `DDMM.mmmm` and `DDDMM.mmmm`, as text or BCD; text has further
 * forms (docs/protocol/h02.md §9):
 *
 *     2234.9299      the documented form; Cantrack has five decimals
 *     37570667       no point: the last four digits are decimals
 *     947.8576       leading zeros of the degrees missing
 *     56.1233        minutes only
 *     -23-29.0095    a hyphen between degrees and minutes
 */
import { isDigit } from "../argument.ts";
import type { IssueCode } from "../issue.ts";

const POINT = 0x2e;
const HYPHEN = 0x2d;

/** More decimals than any device sends; beyond them the arithmetic would not be exact. */
export const MOST_DECIMALS = 8;

/** The result of `parseCoordinate`. One object is reused. */
export interface CoordinateResult {
  /** Degrees, negative with a minus sign; `null` if it is no coordinate. */
  degrees: number | null;
  hasMinus: boolean;
  /** Zero or more quirks of form, or the error. */
  readonly findings: IssueCode[];
}

/** Whether the field holds only zeros, or only nines, which stand for no position. */
export function isNoCoordinate(bytes: Uint8Array, from: number, to: number): boolean {
  let digit = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === POINT) continue;
    if (byte !== 0x30 && byte !== 0x39) return false;
    if (digit !== 0 && byte !== digit) return false;
    digit = byte;
  }
  return digit !== 0;
}

/**
 * Reads the text of a coordinate.
 *
 * @param degreeDigits Digits of the degrees in the documented form: 2 for latitude, 3 for longitude.
 */
export function parseCoordinate(
  bytes: Uint8Array,
  from: number,
  to: number,
  degreeDigits: number,
  result: CoordinateResult,
): void {
  result.degrees = null;
  result.findings.length = 0;
  let i = from;
  result.hasMinus = bytes[i] === HYPHEN;
  if (result.hasMinus) i++;

  const whole = i;
  while (i < to && isDigit(bytes[i]!)) i++;
  let degreesEnd = i - 2;
  let minutesStart = i - 2;
  let decimals = 0;
  if (bytes[i] === HYPHEN && i > whole && i < to) {
    // Degrees, hyphen, minutes of one or two digits.
    result.findings.push("hyphenated-coordinate");
    degreesEnd = i;
    minutesStart = ++i;
    while (i < to && isDigit(bytes[i]!)) i++;
    if (i === minutesStart || i > minutesStart + 2) return fail(result);
  }
  const point = i;
  if (i < to) {
    if (bytes[i] !== POINT) return fail(result);
    i++;
    while (i < to && isDigit(bytes[i]!)) i++;
    decimals = i - point - 1;
    if (i < to || decimals > MOST_DECIMALS) return fail(result);
  } else if (result.findings.length === 0) {
    // Without a point, only the documented number of digits shows its place.
    decimals = 4;
    degreesEnd = to - 6;
    minutesStart = to - 6;
    if (degreesEnd <= whole) return fail(result);
    result.findings.push("coordinate-without-point");
  }
  if (result.findings[0] !== "hyphenated-coordinate") {
    const given = degreesEnd - whole;
    if (given > degreeDigits) return fail(result);
    if (given <= 0) {
      if (point === whole) return fail(result);
      result.findings.push("degrees-missing");
      degreesEnd = whole;
      minutesStart = whole;
    } else if (given < degreeDigits) result.findings.push("short-coordinate");
  }

  let degrees = 0;
  for (let k = whole; k < degreesEnd; k++) degrees = degrees * 10 + bytes[k]! - 0x30;
  let minutes = 0;
  for (let k = minutesStart; k < to; k++) {
    if (bytes[k] !== POINT) minutes = minutes * 10 + bytes[k]! - 0x30;
  }
  const value = toDegrees(degrees, minutes, POWERS_OF_TEN[decimals]!, degreeDigits);
  if (value === null) return fail(result);
  result.degrees = result.hasMinus && value !== 0 ? -value : value;
}

/** As many as the decimals of any number. */
export const POWERS_OF_TEN: readonly number[] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

/**
 * Degrees from whole degrees and `minutes / scale`, with one rounding; `null` if out of range.
 *
 * @param degreeDigits 2 for latitude (at most 90°), 3 for longitude (at most 180°).
 */
export function toDegrees(
  degrees: number,
  minutes: number,
  scale: number,
  degreeDigits: number,
): number | null {
  if (minutes >= 60 * scale) return null;
  const value = (degrees * 60 * scale + minutes) / (60 * scale);
  return value <= (degreeDigits === 2 ? 90 : 180) ? value : null;
}

function fail(result: CoordinateResult): void {
  result.degrees = null;
  result.findings.length = 0;
  result.findings.push("bad-coordinate");
}
