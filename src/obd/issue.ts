/**
 * The faults of a response, as data. Decoding never throws for bytes of a vehicle: unreadable bytes stay raw, and an
 * issue has the reason.
 */

import { frozen } from "../frozen.ts";
import type { Severity } from "../issue.ts";
import { digitsOf } from "./hex.ts";

const TABLE = {
  "bad-hex": ["error", "Not pairs of hexadecimal digits."],
  "adapter-error": [
    "error",
    "The adapter sent a message instead of a response: NO DATA, STOPPED, CAN ERROR, ? or similar.",
  ],
  "bad-checksum": [
    "warning",
    "The checksum of an older bus does not match the bytes; they are still decoded.",
  ],
  "bad-frame": ["error", "Not an ISO 15765-2 frame, or one with an impossible length."],
  truncated: ["error", "Fewer bytes than announced; the bytes received are decoded."],
  "stray-line": ["error", "A numbered line or frame without the first one; it is kept raw."],
  "unknown-mode": ["error", "A response to a mode that is not supported; it is kept raw."],
  "negative-response": ["error", "The vehicle refused the request."],
  "unknown-pid": [
    "error",
    "The PID is not in the table, so its length is unknown: the rest is kept raw.",
  ],
  "not-decoded": [
    "info",
    "A PID known by name only, because no two sources agree on its layout; it is kept raw.",
  ],
  "wrong-length": ["error", "More or fewer bytes than the PID has; they are kept raw."],
  "single-source": ["warning", "Only one source gives the layout or scale."],
  disputed: ["warning", "Sources disagree about the layout or scale."],
  "bad-state": ["error", "Not a valid state: none or several bits are set instead of one."],
  "reserved-code": ["error", "A number that the table does not define."],
  "reserved-bits": ["info", "Bits without a known meaning are set."],
  "mixed-range": ["error", "Some sensors are wide-range, some not; no source states which."],
  "bad-count": ["error", "The count byte announces more codes or items than there are."],
  "count-mismatch": ["warning", "The count byte counts all-zero codes, which are padding."],
  "extra-bytes": ["warning", "Bytes after the end of the response; raw has them."],
  padding: ["info", "The same byte up to the end, 00, 55, AA, CC or FF, fills the frame."],
  "no-dtc": ["info", "0000 instead of a trouble code: there is no trouble code."],
  "bad-text": ["error", "Bytes outside printable ASCII in a text."],
  "bad-vin": [
    "warning",
    "A character that cannot be in a VIN (I, O, Q, lower case); kept as sent.",
  ],
  "unused-bytes": ["info", "Unused bytes of a fixed slot are neither 00 nor FF."],
  "unit-unknown": ["warning", "The number is certain, but its unit is not documented."],
  "out-of-range": ["error", "A number outside the possible range."],
  "bad-value": ["error", "The value is not a number, string or boolean, nor a list of them."],
} as const;

/** Every code, with its severity and meaning. A code never changes its meaning. */
export const OBD_ISSUES: typeof TABLE = /* @__PURE__ */ frozen(TABLE);

export type ObdIssueCode = keyof typeof OBD_ISSUES;

/** One finding about one response. */
export interface ObdIssue {
  /** Stable: programs may branch on it. */
  readonly code: ObdIssueCode;
  /** `error`: a value was lost. `warning`: it rests on an assumption. `info`: it is certain. */
  readonly severity: Severity;
  /** The property of `values` concerned; `values` for all of them, `response` for the whole response. */
  readonly field: string;
  /**
   * First byte, counted from the start of the response (of `data` in `decodePid`, of the line for
   * `bad-checksum`); `bad-hex`, `adapter-error` and `bad-frame` count characters of the text.
   */
  readonly offset: number;
  /** Number of bytes or characters; 0 if something is missing. */
  readonly length: number;
  /** The bytes found there as hexadecimal digits; a line that is not hexadecimal as it came. */
  readonly received: string;
  /** A description of what belongs there, for people. */
  readonly expected: string;
}

export function obdIssue(
  code: ObdIssueCode,
  field: string,
  offset: number,
  received: Uint8Array | string,
  expected: string,
): ObdIssue {
  return {
    code,
    severity: OBD_ISSUES[code][0],
    field,
    offset,
    length: received.length,
    received: typeof received === "string" ? received : digitsOf(received),
    expected,
  };
}
