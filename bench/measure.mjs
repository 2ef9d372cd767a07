/** Times contestants in turns, so that what disturbs the machine disturbs them all. */

/** What the last call gave, kept where no optimiser can prove that nobody reads it. */
export const kept = { value: undefined };

/** Nanoseconds that the processors worked for this process, collection of garbage included. */
function now() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** A contestant that does `work` once with each input. */
export function each(inputs, work) {
  return {
    size: inputs.length,
    run() {
      for (const input of inputs) kept.value = work(input);
    },
  };
}

/**
 * Runs each contestant for about `slot` nanoseconds, then the next, `rounds` times. A contestant is a
 * function that does its work `size` times. Returns for each the best rate in a second, and how far the
 * median round stayed behind it.
 */
export function race(contestants, { rounds, slot }) {
  const names = Object.keys(contestants);
  const repeats = {};
  for (const name of names) {
    // Warm first, then see how often it fits into a slot.
    const { run } = contestants[name];
    for (const end = now() + slot * 4; now() < end; ) run();
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3; i++) best = Math.min(best, time(run, 1));
    repeats[name] = Math.max(1, Math.round(slot / best));
  }
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const { run, size } = contestants[name];
      times[name].push(time(run, repeats[name]) / (repeats[name] * size));
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(times[name])]));
}

function time(run, repeat) {
  const start = now();
  for (let i = 0; i < repeat; i++) run();
  return now() - start;
}

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const best = sorted[0];
  const median = sorted[sorted.length >> 1];
  return { rate: 1e9 / best, spread: median / best - 1 };
}
