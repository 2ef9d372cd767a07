/** The faults of an SMS text, as data: `parseSms` never throws because of the text. */
import { frozen } from "../frozen.ts";
import type { Severity } from "../issue.ts";

const TABLE = {
  "broken-value": [
    "warning",
    "A line break inside a key or a value. The two parts are joined without it.",
  ],
  "blank-in-value": [
    "warning",
    "A space inside a value that has none in any known text. It may replace a line break.",
  ],
  "separator-missing": [
    "warning",
    "No separator between the value and the next key, which is recognised only by its name.",
  ],
  "unclear-key": [
    "warning",
    "Words before a colon that are not a known key. They may be part of the value or begin another one.",
  ],
  "bad-value": [
    "error",
    "The value does not have the form that its key requires. It is null; the raw text is in unknown.",
  ],
  "unclear-battery": [
    "error",
    "1 to 5 without a unit: no document states whether these are percent or steps. The raw text is in unknown.",
  ],
  "repeated-value": [
    "warning",
    "A second value for the same property. The raw text is in unknown.",
  ],
} as const;

/** Every code, with its severity and meaning. A code never changes its meaning. */
export const SMS_ISSUES: typeof TABLE = /* @__PURE__ */ frozen(TABLE);

export type SmsIssueCode = keyof typeof SMS_ISSUES;

/** One finding about one text. */
export interface SmsIssue {
  /** Stable: programs may branch on it. */
  readonly code: SmsIssueCode;
  /** `error`: a value was lost. `warning`: it rests on an assumption. `info`: it is certain. */
  readonly severity: Severity;
  /** The property of the reply concerned; `unknown` for a piece without a property. */
  readonly field: string;
  /** The piece of the text, without its line breaks. */
  readonly received: string;
}

export function smsIssue(code: SmsIssueCode, field: string, received: string): SmsIssue {
  return { code, severity: SMS_ISSUES[code][0], field, received };
}
