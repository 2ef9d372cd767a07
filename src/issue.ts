/**
 * The faults of a frame, as data. Decoding never throws for bytes from the wire: it sets unreadable values to `null` and
 * reports the reason as an issue.
 *
 * The table in docs/issues.md is printed from `ISSUES`.
 */

import { frozen } from "./frozen.ts";

/**
 * - `error`: a value was lost; its property is `null`, or the bytes are raw in the message.
 * - `warning`: the value rests on an assumption, or there is a known reason for `null`.
 * - `info`: a known quirk of form; the value is certain.
 */
export type Severity = "error" | "warning" | "info";

const TABLE = {
  "empty-field": ["warning", "The field is empty."],
  "missing-field": ["error", "The frame ends before the field."],
  "bad-number": ["error", "Not a number in the format of the field."],
  "out-of-range": ["error", "A number outside the possible range."],
  "bad-bcd": ["error", "A half-byte above 9 in a field of decimal digits."],
  "bad-time": ["error", "No such time of day, for example 69 seconds."],
  "bad-date": ["error", "No such day in the calendar, for example 31 April or month 13."],
  "date-not-set": ["warning", "Date 000000: the device does not know the date."],
  "clock-not-set": ["warning", "A year from 1980 to 1999: the clock runs from its factory date."],
  "no-time-of-day": ["warning", "The form has a day but no time of day; the day is in date."],
  "no-date": ["warning", "The form has a time of day but no day, so the moment is unknown."],
  "no-month": [
    "warning",
    "The form has day and time, but neither month nor year; both are kept in extra.",
  ],
  "count-differs": ["warning", "The number of elements differs from the number sent before them."],
  "one-length": ["info", "A batch has one length for all records instead of one for each."],
  "bad-validity": ["error", "The validity of the fix is neither A, V nor B."],
  "bad-coordinate": ["error", "Not a coordinate in any of the known forms, or out of range."],
  "bad-hemisphere": ["error", "The hemisphere is neither N, S, E nor W, so the sign is unknown."],
  "no-position": ["warning", "All zeros or all nines: the device has no position."],
  "hemisphere-conflict": ["warning", "A minus sign together with N or E: read as negative."],
  "hyphenated-coordinate": ["info", "Degrees and minutes joined by a hyphen, -23-29.0095."],
  "coordinate-without-point": ["info", "No decimal point, 37570667 for 3757.0667."],
  "short-coordinate": ["info", "Leading zeros of the degrees are missing, 947.8576."],
  "degrees-missing": ["warning", "Minutes only, 56.1233: read as 0 degrees."],
  "bad-status": ["error", "The status is not eight hexadecimal digits."],
  "bad-cell": ["error", "Cell fields that are not numbers or are out of range."],
  "no-cell": ["warning", "All cell fields are zero or empty: the device sends no cell."],
  "bad-battery": ["error", "A battery value without a known meaning."],
  "battery-step-disputed": [
    "info",
    "A battery step from 1 to 3, for which sources give different percentages; the step is in batteryCode.",
  ],
  "not-known": ["info", "The number that means unknown, such as signal quality 99."],
  "bad-wifi": ["error", "Not a BSSID of twelve hexadecimal digits and a signal level."],
  "bad-iccid": ["error", "Not an ICCID: digits, then letters only as padding."],
  "digits-missing": ["warning", "A ? in place of digits that could not be read; kept as text."],
  "bad-id": ["warning", "The device id contains other characters than digits; kept as text."],
  "missing-id": ["warning", "The frame has no device id."],
  blanks: ["info", "Spaces around the value."],
  "lower-case": ["info", "Lower case where documents print capitals."],
  "trailing-comma": ["info", "An empty field at the end, before the #."],
  "non-ascii": ["warning", "Bytes outside printable ASCII in a text frame."],
  "comma-missing": ["info", "No comma between date and status; read as two fields."],
  "unknown-type": ["info", "The message type is not documented; its fields are in extra."],
  "unknown-tail": [
    "info",
    "Bytes, fields or items that this library does not know; they are kept raw.",
  ],
  "bad-checksum": ["warning", "The checksum does not match the bytes; they are decoded anyway."],
  "length-differs": [
    "warning",
    "The length in the header is not that of the body; the bytes that arrived are decoded.",
  ],
  "version-bit": [
    "info",
    "The version bit contradicts the length of the header; the header is read by its length.",
  ],
  unescaped: [
    "info",
    "The bytes between the flags were unescaped before; they are read as they are.",
  ],
  "shared-flag": [
    "info",
    "The closing flag of the previous frame is also the opening flag of this one.",
  ],
  "packed-imei": [
    "info",
    "The id is a packed IMEI: 14 digits as a binary number, without check digit.",
  ],
  encrypted: ["error", "The body is encrypted; it is kept raw."],
  "encrypted-position": ["warning", "The status marks the coordinates as encrypted."],
  part: [
    "info",
    "Part of a longer message; its bytes are kept raw. SubPackages of ./session assembles the parts.",
  ],
  "bad-text": ["error", "Bytes outside printable ASCII in a text."],
  "gbk-text": [
    "warning",
    "Text in GBK that is not decoded (see the option decodeText); its bytes are kept.",
  ],
  "bad-item": ["error", "An item longer than the rest of the body; the rest is kept raw."],
  truncated: ["error", "The frame was cut short; the bytes that arrived are decoded."],
  noise: ["warning", "Bytes that belong to no frame."],
  "not-decoded": ["info", "A frame whose contents are not decoded; they are in tail."],
} as const;

/** Every code, with its severity and meaning. A code never changes its meaning. */
export const ISSUES: typeof TABLE = /* @__PURE__ */ frozen(TABLE);

export type IssueCode = keyof typeof ISSUES;

/** One finding about one field of one frame. */
export interface Issue {
  /** Stable: programs may branch on it. */
  readonly code: IssueCode;
  readonly severity: Severity;
  /** The property of the message concerned; `frame` for the frame as a whole. */
  readonly field: string;
  /** First byte, counted from the start of the frame. */
  readonly offset: number;
  /** Number of bytes; 0 if something is missing. */
  readonly length: number;
  /**
   * The bytes found there: as text in a text frame, otherwise as hexadecimal digits. For noise and frames that are not
   * decoded, the first 16; the message has all of them.
   */
  readonly received: string;
  /** A description of what belongs there, for people. */
  readonly expected: string;
}

export function makeIssue(
  code: IssueCode,
  field: string,
  offset: number,
  length: number,
  received: string,
  expected: string,
): Issue {
  return { code, severity: ISSUES[code][0], field, offset, length, received, expected };
}
