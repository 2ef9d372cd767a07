/** What is not as it should be in a text of the device, as data: `parseSms` never throws for one. */
import { frozen } from "../frozen.ts";
import type { Severity } from "../issue.ts";

const TABLE = {
  "broken-value": [
    "warning",
    "A line break inside a key or a value. It is taken out, and what stands on its two sides joined.",
  ],
  "blank-in-value": [
    "warning",
    "A blank inside a value that has none in any known text. It may have been a line break.",
  ],
  "separator-missing": [
    "warning",
    "Nothing stands between the value and the next key, which is told by its name alone.",
  ],
  "unclear-key": [
    "warning",
    "Words in front of a colon that are no known key. They may belong to a value, or begin another.",
  ],
  "bad-value": ["error", "Not in the form of this key. The value is null, and raw in unknown."],
  "unclear-battery": [
    "error",
    "1 to 5 without unit: no document says whether percent or steps. It is raw in unknown.",
  ],
  "repeated-value": ["warning", "A second value for the same property. It is raw in unknown."],
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
  /** The property of the reply that it is about; `unknown` for a piece without one. */
  readonly field: string;
  /** The piece of the text, without its line breaks. */
  readonly received: string;
}

export function smsIssue(code: SmsIssueCode, field: string, received: string): SmsIssue {
  return { code, severity: SMS_ISSUES[code][0], field, received };
}
