/** Times contestants in turns, so that what disturbs the machine disturbs them all. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc");

/** Frees what nobody holds any more. */
function collectGarbage() {
  for (let i = 0; i < 4; i++) gc();
}

/** What the last call gave, kept where no optimiser can prove that nobody reads it. */
export const kept = { value: undefined };

/** Bytes that are held, garbage aside. */
export function heldBytes() {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Nanoseconds that the processors worked for this process, collection of garbage included. */
function now() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/**
 * A contestant that does `work` once with each input. Each has a loop of its own: in one that all share, V8 sees calls
 * of every kind and inlines none.
 */
export function each(inputs, work) {
  const loop = "return () => { for (const input of inputs) kept.value = work(input); }";
  return {
    size: inputs.length,
    run: new Function("inputs", "work", "kept", loop)(inputs, work, kept),
  };
}

/**
 * Runs each contestant for about `slot` nanoseconds, then the next, `rounds` times. A contestant is a
 * function that does its work `size` times, or promises to. Returns for each the best rate in a second, how far the
 * median round stayed behind it, and the nanoseconds of all rounds.
 */
export async function race(contestants, { rounds, slot }) {
  // Else the first contestants pay for what was left over from making ready.
  collectGarbage();
  const names = Object.keys(contestants);
  const repeats = {};
  for (const name of names) {
    // Warm first, then see how often it fits into a slot.
    const { run } = contestants[name];
    for (const end = now() + slot * 4; now() < end; ) await run();
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3; i++) best = Math.min(best, await time(run, 1));
    repeats[name] = Math.max(1, Math.round(slot / best));
  }
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Forwards and backwards, so that none always runs behind the same one.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { run, size } = contestants[name];
      times[name].push((await time(run, repeats[name])) / (repeats[name] * size));
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(times[name])]));
}

async function time(run, repeat) {
  const start = now();
  for (let i = 0; i < repeat; i++) await run();
  return now() - start;
}

/** Of the nanoseconds that each round took for one of what is counted. */
export function summary(times) {
  const best = Math.min(...times);
  return { rate: 1e9 / best, spread: middle(times.toSorted((a, b) => a - b)) / best - 1, times };
}

/** The median of values from the least to the most. */
export const middle = (values) => values[values.length >> 1];

/**
 * How many times as fast `one` is as `other`: the median of the ratios of each round. What disturbs the machine disturbs
 * both contestants of a round, so this varies less than the ratio of the best rounds.
 */
export function timesAsFast(one, other) {
  return middle(roundRatios(one, other));
}

/** How many times as fast `one` was in each round, from the least to the most. */
export function roundRatios(one, other) {
  return one.times.map((time, round) => other.times[round] / time).sort((a, b) => a - b);
}
