import { expect, it } from "vitest";
import { parseSms, type SmsReply } from "../../src/sms/index.ts";

type Values = Readonly<Record<string, unknown>>;

/** Parts of a text, and what is read from them beside the values that all rows share. */
export type Rows = readonly (readonly [part: string, values: Values])[];

/** A reply without its text, with code, field and raw text of each issue. */
export function read(text: string): Values & { type: SmsReply["type"] } {
  const { text: _, issues, ...rest } = parseSms(text);
  return { ...rest, issues: issues.map(({ code, field, received }) => [code, field, received]) };
}

/** Tests all that is read from each text, which `textOf` makes from its part. */
export function each(
  title: string,
  textOf: (part: string) => string,
  given: Values,
  rows: Rows,
): void {
  it.each(rows)(title, (part, values) => {
    expect(read(textOf(part))).toStrictEqual({ unknown: [], issues: [], ...given, ...values });
  });
}
