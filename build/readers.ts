/**
 * Writes src/generated/*.ts: the fast readers, from the rows of the forms that real traffic has. They are
 * committed, so that they can be read and stepped through; test/generated.test.ts fails when they are not
 * what is printed here. Run by `npm run generate`.
 */
import { dollarReaders } from "./readers-dollar.ts";
import { jt808Readers } from "./readers-jt808.ts";

/** Each generated file with its text. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["src/generated/dollar.ts", dollarReaders()],
    ["src/generated/jt808.ts", jt808Readers()],
  ]);
}
