/** The options are read from the types: one without a row in the misuse matrix fails. */
import { expect, it } from "vitest";
import { optionsOfExports } from "./exports.ts";
import { MATRIX } from "./matrix.ts";

it("has a row for each option of each exported function, and no other", () => {
  const withOptions = [...optionsOfExports()].filter(([, options]) => options.length > 0);
  expect(Object.keys(MATRIX).sort()).toEqual(withOptions.map(([name]) => name).sort());
  for (const [name, options] of withOptions) {
    expect([name, Object.keys(MATRIX[name]!.options).sort()]).toEqual([name, options]);
  }
});
