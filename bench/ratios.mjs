/**
 * What one machine's figures tell about another's: ratios of contestants that took turns. Recorded in ratios.json by
 * `npm run bench -- --write`; `npm run bench -- --check` says what fell.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { middle } from "./measure.mjs";

const FILE = new URL("ratios.json", import.meta.url);
/** How much may be lost before it is told. */
const MOST_LOST = 0.1;

/** By name. */
export const recordedRatios = () => JSON.parse(readFileSync(FILE, "utf8"));

/**
 * @param ratios As pairs of a name and the ratios of its rounds.
 * @param isAll Otherwise the others stay as they are.
 */
export function recordRatios(ratios, isAll) {
  const rounded = ratios.map(([name, rounds]) => [name, Number(middle(rounds).toPrecision(3))]);
  const all = { ...(isAll ? {} : recordedRatios()), ...Object.fromEntries(rounded) };
  writeFileSync(FILE, `${JSON.stringify(all, null, 2)}\n`);
}

/**
 * What fell by more than a tenth since it was recorded: where even the upper quarter of the rounds stays below, so that a
 * few bad rounds do not count. What was never recorded is told as well.
 */
export function fallen(ratios) {
  const all = recordedRatios();
  return ratios.flatMap(([name, rounds]) => {
    const before = all[name];
    const upper = rounds[Math.floor(rounds.length * 0.75)];
    const isLost = before === undefined || upper < before * (1 - MOST_LOST);
    return isLost ? [{ name, before, now: middle(rounds) }] : [];
  });
}
