/** Replaces one field of a text frame, and checks the value and the issue with its text. */
import { expect, it } from "vitest";
import { decode, explain } from "../../src/index.ts";
import { expectValues } from "./values.ts";

export type Row = readonly [
  text: string,
  values: Readonly<Record<string, unknown>>,
  ...issues: readonly (readonly [code: string, field: string, received: string])[],
];

/** Replaces field `at` of the frame, counted from the maker code, or several from there on. */
export function check(frame: string, name: string, at: number, rows: readonly Row[]): void {
  it.each(rows.map(([text, ...row]) => [text, row] as const))(
    `${name} %j`,
    (text, [values, ...issues]) => {
      const fields = frame.split(",");
      fields.splice(at, text.split(",").length, ...text.split(","));
      const changed = fields.join(",").replace(/#*$/, "#");
      const messages = decode(changed);
      expect(messages).toHaveLength(1);
      const message = messages[0] as unknown as Record<string, unknown>;
      expectValues(message, values);
      expect(
        messages[0]!.issues.map(({ code, field, received }) => [code, field, received]),
      ).toEqual(issues);
      for (const { name: key, value } of explain(changed)) {
        const own = message[key];
        if (own !== undefined && !Array.isArray(own)) expect(value, key).toEqual(own);
      }
    },
  );
}
