/**
 * What can be wrong with a response, as data. Nothing that a vehicle sends throws: what was
 * understood is kept, the rest stays raw, and the reason stands here.
 */

import { frozen } from "../frozen.ts";
import type { Severity } from "../issue.ts";
import { digitsOf } from "./hex.ts";

const TABLE = {
  "bad-hex": ["error", "Not pairs of hexadecimal digits."],
  "adapter-error": [
    "error",
    "Words of the adapter in place of a response: NO DATA, STOPPED, CAN ERROR, ? and the like.",
  ],
  "bad-checksum": [
    "warning",
    "The checksum of an older bus is not that of the bytes, which are read all the same.",
  ],
  "bad-frame": ["error", "Not an ISO 15765-2 frame, or one with an impossible length."],
  truncated: ["error", "Fewer bytes than announced; those that came are read."],
  "stray-line": ["error", "A numbered line or frame that continues nothing; it is raw."],
  "unknown-mode": ["error", "Not the response to a mode that is read here; it is raw."],
  "negative-response": ["error", "The vehicle refused the request."],
  "unknown-pid": ["error", "Not in the table, so its length is unknown: all that follows is raw."],
  "not-decoded": ["info", "Known by name only, no two sources agree on its layout; it is raw."],
  "wrong-length": ["error", "More or fewer bytes than the PID has; they are raw."],
  "single-source": ["warning", "Only one source gives the layout or scale."],
  disputed: ["warning", "Sources disagree about the layout or scale."],
  "bad-state": ["error", "Bits that are no legal state: none or two set where one belongs."],
  "reserved-code": ["error", "A number that stands for nothing in the table."],
  "reserved-bits": ["info", "Bits are set that have no meaning here."],
  "mixed-range": ["error", "Some sensors wide-range, some not; which is which is not documented."],
  "bad-count": ["error", "The count byte announces more codes or items than there are."],
  "count-mismatch": ["warning", "The count byte counts all-zero codes, which are padding."],
  "extra-bytes": ["warning", "Bytes behind what the response holds; they are in raw."],
  padding: ["info", "The same byte to the end, 00, 55, AA, CC or FF: it fills up the frame."],
  "no-dtc": ["info", "0000 in place of a trouble code: there is none."],
  "bad-text": ["error", "Bytes outside printable ASCII where text belongs."],
  "bad-vin": ["warning", "A character that no VIN has (I, O, Q, lower case); kept as sent."],
  "unused-bytes": ["info", "Something other than 00 or FF in the unused bytes of a fixed slot."],
  "unit-unknown": ["warning", "The number is certain, its unit is not documented."],
  "out-of-range": ["error", "A number that the quantity cannot have."],
  "bad-value": ["error", "Neither a number, a text, a truth value nor a list of them."],
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
  /** The property of `values` that it is about; `values` for all, `response` for the whole. */
  readonly field: string;
  /**
   * First byte, counted from the start of the response (of `data` in `decodePid`, of the line for
   * `bad-checksum`); `bad-hex`, `adapter-error` and `bad-frame` count characters of the text.
   */
  readonly offset: number;
  /** How many bytes or characters; 0 where something is missing. */
  readonly length: number;
  /** The bytes found there as hexadecimal digits; a line that is none as it came. */
  readonly received: string;
  /** What belongs there, for people. */
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
