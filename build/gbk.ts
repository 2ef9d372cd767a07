/** Prints the table of `./gbk`: the part of GBK that cannot be computed, taken from the decoder of the runtime. */
import { FIRST_HIGH, GBK_RUNS, HIGH_SHIFT } from "../src/gbk/runs.ts";

const DIGITS = 3;
const PRIVATE_USE = /^[\ue000-\uf8ff]$/;

export function gbkTable(): string {
  const decoder = new TextDecoder("gbk", { fatal: true });
  const codes = GBK_RUNS.flatMap(({ lead: [first, last], trail: [from, to] }) =>
    range(first, last).flatMap((lead) =>
      range(from, to)
        .filter((trail) => trail !== 0x7f)
        .map((trail) => decoder.decode(new Uint8Array([lead, trail]))),
    ),
  );
  const numbers = codes.map((character) =>
    PRIVATE_USE.test(character) ? "000" : numberOf(character).toString(36).padStart(DIGITS, "0"),
  );
  const lines = range(0, DIGITS - 1).map(
    (digit) => `  "${numbers.map((number) => number[digit]).join("")}",`,
  );
  return `/** What GBK_RUNS of src/gbk/runs.ts stand for. Printed by \`npm run generate\` from the decoder of the runtime. */

/**
 * Code points in base 36, those from FIRST_HIGH on less HIGH_SHIFT: their first digits, their second ones, their third
 * ones, which are compressed better than the numbers one behind the other or their differences. 0 where none is assigned.
 */
export const GBK_DIGITS: readonly [string, string, string] = [
${lines.join("\n")}
];
`;
}

function numberOf(character: string): number {
  const code = character.charCodeAt(0);
  return code < FIRST_HIGH ? code : code - HIGH_SHIFT;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
