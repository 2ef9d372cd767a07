/** Text frames between `$` frames of one length, as one unit sends them on a connection. */
import { CELL_FAMILIES } from "./cells.ts";
import { DOLLAR_FAMILIES } from "./dollar.ts";
import { V1_FAMILIES } from "./report-v1.ts";
import { WORD_FAMILIES } from "./report-words.ts";
import { SMALL_FAMILIES } from "./small.ts";
import type { Family } from "./truth.ts";

const TEXTS = [...V1_FAMILIES, ...WORD_FAMILIES, ...CELL_FAMILIES, ...SMALL_FAMILIES].filter(
  ({ name }) => /^(V1 with a cell|V1 with a battery step|V6|V8|V19|NBR|LINK|SMS)$/.test(name),
);

const among = (name: string): Family => {
  const dollar = DOLLAR_FAMILIES.find((one) => one.name === name) as Family;
  return {
    name: `${name}, among texts`,
    make: (random) => (random.chance(0.6) ? dollar : random.pick(TEXTS)).make(random),
  };
};

export const MIXED_FAMILIES: readonly Family[] = [
  "$ of 32 bytes",
  "$ of 45 bytes, classic",
  "$ of 45 bytes, ST-90x",
  "$ of 47 bytes",
  "$ of 51 bytes",
  "$ of 54 bytes",
  "X",
].map(among);
