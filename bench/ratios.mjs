/**
 * What one machine's figures tell about another's: ratios of contestants that took turns. Recorded in ratios.json by
 * `npm run bench -- --write`; `npm run bench -- --check` says what fell.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { roundRatios } from "./measure.mjs";

const FILE = new URL("ratios.json", import.meta.url);
/** How much may be lost before it is told. */
const MOST_LOST = 0.1;
/** The inputs of the cost table do not take turns: on a busy machine the mix was once a quarter slower to V1 than before. */
const COST_MARGIN = 1.3;

/** Each pair that is compared, by the names of the contestants of a form. */
const PAIRS = [
  ["parse", "unchecked"],
  ["parse", "json"],
  ["interpreter", "unchecked"],
  ["stream", "parse"],
  ["datagram", "parse"],
  ["parse", "obvious"],
];

/** The ratios of one form, each with those of all rounds, from the least to the most. */
export function ratiosOfForm({ form, title, results }) {
  // Measured twice: alone, and behind the mix in one process.
  const name = title.endsWith("after the mix") ? `${form} after the mix` : form;
  return PAIRS.flatMap(([one, other]) =>
    results[one] === undefined || results[other] === undefined
      ? []
      : [[`${name}: ${one} to ${other}`, roundRatios(results[one], results[other])]],
  );
}

/** The ratios of `others.mjs`, `session.mjs` and `cost-per-byte.mjs`. */
export function otherRatios({ others, sessions, costs }) {
  const ofMix = costAt(costs, "mix");
  return [
    ...others.rates.map(({ call, form, toParse }) => [`${form}: ${call} to parse`, toParse]),
    ...sessions.rows.flatMap(({ form, readToHand, streamToHand, answerToHand }) => [
      [`${form}: session to hand`, readToHand],
      [`${form}: decodeStream to hand`, streamToHand],
      [`${form}: session with replies to hand`, answerToHand],
    ]),
    ...costs.rows
      .filter(({ title }) => title !== "mix")
      .map(({ title }) => {
        const ratio = ofMix / costAt(costs, title);
        return [`mix to ${title}, a byte`, [ratio, ratio, ratio * COST_MARGIN]];
      }),
  ];
}

/** At 32 KB, where nothing is large. */
function costAt({ rows }, wanted) {
  return rows.find(({ title }) => title === wanted).costs[1];
}

/** The median of ratios from the least to the most. */
export const middle = (ratios) => ratios[ratios.length >> 1];

/** @param ratios All, as pairs of a name and the ratios of its rounds. */
export function recordRatios(ratios) {
  const rounded = ratios.map(([name, rounds]) => [name, Number(middle(rounds).toPrecision(3))]);
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(rounded), null, 2)}\n`);
}

/**
 * What fell by more than a tenth since it was recorded: where even the upper quarter of the rounds stays below, so that a
 * few bad rounds do not count.
 */
export function fallen(ratios) {
  const recorded = JSON.parse(readFileSync(FILE, "utf8"));
  return ratios.flatMap(([name, rounds]) => {
    const before = recorded[name];
    if (before === undefined) return [];
    const upper = rounds[Math.floor(rounds.length * 0.75)];
    return upper < before * (1 - MOST_LOST) ? [{ name, before, now: middle(rounds) }] : [];
  });
}
