/** The package contains numbers in place of their names. */
import { transformSync } from "esbuild";
import { expect, it } from "vitest";
import { withNumbers } from "../../build/constants.ts";

const START = new URL("../../src/frame/other.ts", import.meta.url).pathname;
const built = (source: string): string =>
  transformSync(withNumbers(START, source), { loader: "ts" }).code;

it("inlines numbers of the module and of its imports", () => {
  const code = built(
    `import { MAYBE as OPEN_END, YES } from "./start.ts";
     const LIMIT = -0x10;
     export const read = (at: number, most = YES) => [at + OPEN_END, most * LIMIT, { LIMIT, [YES]: 7 }];`,
  );
  expect(code).toContain(
    "(at, most = 1 /* YES */) => [at + 2 /* OPEN_END */, most * -16 /* LIMIT */",
  );
  expect(code).toContain("{ LIMIT: -16 /* LIMIT */, [1 /* YES */]: 7 }");
});

it("leaves declarations, properties, types and variables alone", () => {
  const code = built(
    `import { YES } from "./start.ts";
     export let COUNT = 1;
     export const LIMIT = 5;
     export const of = (row: { LIMIT: typeof YES }) => ({ LIMIT: row.LIMIT + COUNT });`,
  );
  expect(code).toContain("export let COUNT = 1;");
  expect(code).toContain("export const LIMIT = 5;");
  expect(code).toContain("(row) => ({ LIMIT: row.LIMIT + COUNT })");
});
