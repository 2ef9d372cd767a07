/** Times contestants in turns, so that disturbances of the machine affect all of them. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc");

function collectGarbage() {
  for (let i = 0; i < 4; i++) gc();
}

/** The result of the last call, kept so that the optimiser cannot remove the work. */
export const kept = { value: undefined };

/** Bytes of live objects. */
export function heldBytes() {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** CPU time of this process in nanoseconds, garbage collection included. */
function now() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/**
 * A contestant that does `work` once with each input. Each gets a separate copy of the loop: in a shared loop V8 sees
 * calls of every kind and inlines none.
 */
export function each(inputs, work) {
  const loop = "return () => { for (const input of inputs) kept.value = work(input); }";
  return {
    size: inputs.length,
    run: new Function("inputs", "work", "kept", loop)(inputs, work, kept),
  };
}

/**
 * Runs each contestant for about `slot` nanoseconds, then the next, `rounds` times. A contestant is a function that
 * does its work `size` times, or returns a promise of it. Returns for each the best rate per second, how far the median
 * round stayed behind it, and the nanoseconds of all rounds.
 */
export async function race(contestants, { rounds, slot }) {
  // Otherwise the first contestants pay for garbage of the preparation.
  collectGarbage();
  const names = Object.keys(contestants);
  const repeats = {};
  for (const name of names) {
    // Warms up, then counts the runs that fit into a slot.
    const { run } = contestants[name];
    for (const end = now() + slot * 4; now() < end; ) await run();
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3; i++) best = Math.min(best, await time(run, 1));
    repeats[name] = Math.max(1, Math.round(slot / best));
  }
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Forwards and backwards in turn, so that none always runs after the same one.
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

/** Summarises the nanoseconds per item of each round. */
export function summary(times) {
  const best = Math.min(...times);
  return { rate: 1e9 / best, spread: middle(times.toSorted((a, b) => a - b)) / best - 1, times };
}

/** The median of values in ascending order. */
export const middle = (values) => values[values.length >> 1];

/**
 * How many times as fast `one` is as `other`: the median of the ratios of each round. A disturbance affects both
 * contestants of a round, so this varies less than the ratio of the best rounds.
 */
export function timesAsFast(one, other) {
  return middle(roundRatios(one, other));
}

/** How many times as fast `one` was in each round, in ascending order. */
export function roundRatios(one, other) {
  return one.times.map((time, round) => other.times[round] / time).sort((a, b) => a - b);
}
