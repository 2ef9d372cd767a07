/**
 * What can be wrong with a frame, as data. Decoding never throws for wire data: it keeps what it
 * understood, sets to `null` what it did not, and says so here.
 *
 * The table in docs/issues.md is printed from `ISSUES`.
 */

import { frozen } from "./frozen.ts";

/**
 * - `error`: a value was lost; its property is `null`, or the bytes are raw in the message.
 * - `warning`: there is a value, but it rests on an assumption.
 * - `info`: a known quirk of form; the value is certain.
 */
export type Severity = "error" | "warning" | "info";

const TABLE = {
  "empty-field": ["warning", "The field is there and holds nothing."],
  "missing-field": ["error", "The frame ends before the field."],
  "bad-number": ["error", "Not a number in the form that the field has."],
  "out-of-range": ["error", "A number that the quantity cannot have."],
  "bad-bcd": ["error", "A half-byte above 9 where decimal digits belong."],
  "bad-time": ["error", "No such time of day, for example 69 seconds."],
  "bad-date": ["error", "No such day in the calendar, for example 31 April or month 13."],
  "date-not-set": ["warning", "Date 000000: the device does not know the date."],
  "clock-not-set": ["warning", "A year from 1980 to 1999: the clock runs from its factory date."],
  "no-time-of-day": ["warning", "The form has a day and no time of day; it is in date."],
  "no-date": ["warning", "The form has a time of day and no day, so it tells no moment."],
  "no-month": ["warning", "The form has day and time, but neither month nor year; kept in extra."],
  "count-differs": ["warning", "The number of elements is not the number sent before them."],
  "one-length": ["info", "One length stands before all records of a batch, none before each."],
  "bad-validity": ["error", "Neither A, V nor B where the validity of the fix belongs."],
  "bad-coordinate": ["error", "Not a coordinate in any of the known forms, or out of range."],
  "bad-hemisphere": ["error", "Neither N, S, E nor W, so that the sign is unknown."],
  "no-position": ["warning", "All zeros or all nines: the form for no position."],
  "hemisphere-conflict": ["warning", "A minus sign and N or E: taken as negative."],
  "hyphenated-coordinate": ["info", "Degrees and minutes joined by a hyphen, -23-29.0095."],
  "coordinate-without-point": ["info", "No decimal point, 37570667 for 3757.0667."],
  "short-coordinate": ["info", "Leading zeros of the degrees are missing, 947.8576."],
  "degrees-missing": ["warning", "Minutes only, 56.1233: taken as 0 degrees."],
  "bad-status": ["error", "The status is not eight hexadecimal digits."],
  "bad-cell": ["error", "Cell fields that are not numbers in range."],
  "no-cell": ["warning", "Cell fields that are all zero or empty: the device names no cell."],
  "bad-battery": ["error", "A battery value that no source explains."],
  "battery-step-disputed": [
    "info",
    "A battery step 1 to 3, which sources read differently; the step is in batteryCode.",
  ],
  "not-known": ["info", "The number that stands for an unknown value, such as signal quality 99."],
  "bad-wifi": ["error", "Not a BSSID of twelve hexadecimal digits and a signal level."],
  "bad-iccid": ["error", "Not an ICCID: digits, then letters only as padding."],
  "digits-missing": ["warning", "A ? where digits could not be read; kept as text."],
  "bad-id": ["warning", "The device id is not made of digits; kept as text."],
  "missing-id": ["warning", "The frame names no device."],
  blanks: ["info", "Blanks around the value."],
  "lower-case": ["info", "Lower case where documents print capitals."],
  "trailing-comma": ["info", "An empty field at the end, before the #."],
  "non-ascii": ["warning", "Bytes outside printable ASCII in a text frame."],
  "comma-missing": ["info", "No comma between date and status; read as two fields."],
  "unknown-type": ["info", "Nobody documented this type; its fields are in extra."],
  "unknown-tail": ["info", "Bytes, fields or items that no table here reads; they are kept raw."],
  "bad-checksum": [
    "warning",
    "The checksum is not that of the bytes, which are decoded all the same.",
  ],
  "length-differs": [
    "warning",
    "The body is not as long as the header says; what arrived is decoded.",
  ],
  "version-bit": [
    "info",
    "The version bit of the header says another edition than the header that fits the length.",
  ],
  unescaped: [
    "info",
    "The bytes between the flags had been unescaped before; they are taken as sent.",
  ],
  "shared-flag": [
    "info",
    "The closing flag of the frame before is the opening flag of this one too.",
  ],
  "packed-imei": [
    "info",
    "The id is a packed IMEI: 14 digits as a binary number, without check digit.",
  ],
  encrypted: ["error", "The body is encrypted; it is kept raw."],
  "encrypted-position": ["warning", "The status says that the coordinates are encrypted."],
  part: [
    "info",
    "Part of a longer message; its bytes are kept raw. SubPackages of ./session puts them together.",
  ],
  "bad-text": ["error", "Bytes outside printable ASCII where text belongs."],
  "gbk-text": [
    "warning",
    "Text in GBK that is not decoded (option decodeText); its bytes are kept.",
  ],
  "bad-item": [
    "error",
    "An item that is longer than what is left of the body; the rest is kept raw.",
  ],
  truncated: ["error", "The frame was cut short; what arrived is decoded."],
  noise: ["warning", "Bytes that belong to no frame."],
  "not-decoded": ["info", "Framed, but the contents are not decoded; they are in tail."],
} as const;

/** Every code, with its severity and meaning. A code never changes its meaning. */
export const ISSUES: typeof TABLE = /* @__PURE__ */ frozen(TABLE);

export type IssueCode = keyof typeof ISSUES;

/** One finding about one field of one frame. */
export interface Issue {
  /** Stable: programs may branch on it. */
  readonly code: IssueCode;
  readonly severity: Severity;
  /** The property of the message that it is about; `frame` for the frame as a whole. */
  readonly field: string;
  /** First byte, counted from the start of the frame. */
  readonly offset: number;
  /** How many bytes; 0 where something is missing. */
  readonly length: number;
  /**
   * The bytes found there: as text in a text frame, as hexadecimal digits otherwise. Of noise and of
   * frames that are not decoded the first 16; all are in the message.
   */
  readonly received: string;
  /** What belongs there, for people. */
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
