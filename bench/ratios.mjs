/**
 * Results that hold on other machines too: ratios of contestants that took turns. `npm run bench -- --write` records
 * them in ratios.json; `npm run bench -- --check` reports those that fell.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { middle } from "./measure.mjs";

const FILE = new URL("ratios.json", import.meta.url);
/** The fall that is reported. */
const MOST_LOST = 0.1;

export const recordedRatios = () => JSON.parse(readFileSync(FILE, "utf8"));

/**
 * @param ratios Pairs of a name and the ratios of its rounds.
 * @param isAll Otherwise the other ratios are kept.
 */
export function recordRatios(ratios, isAll) {
  const rounded = ratios.map(([name, rounds]) => [name, Number(middle(rounds).toPrecision(3))]);
  const all = { ...(isAll ? {} : recordedRatios()), ...Object.fromEntries(rounded) };
  writeFileSync(FILE, `${JSON.stringify(all, null, 2)}\n`);
}

/**
 * The ratios that fell by more than a tenth since they were recorded. Even the upper quartile of the rounds must be
 * below, so that a few bad rounds do not count. Ratios that were never recorded are reported too.
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
