/**
 * Runs properties: usually with a modest count, with `FUZZ_RUNS=1000000` for a long time, in batches, from `FUZZ_SEED=`
 * or a random seed, which is printed.
 */
import fc from "fast-check";
import { test } from "vitest";

const { FUZZ_RUNS, FUZZ_SEED } = process.env;
const SEED = FUZZ_SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(FUZZ_SEED);
const BATCH = 20_000;
/** Longer than any run started by hand. */
const TIMEOUT = 24 * 3600 * 1000;

/** A test that `property` holds for `runs` inputs, or for `FUZZ_RUNS`. */
export function fuzz<T>(name: string, runs: number, property: fc.IRawProperty<T>): void {
  const count = FUZZ_RUNS === undefined ? runs : Number(FUZZ_RUNS);
  test(`${name} (${count} inputs, FUZZ_SEED=${SEED})`, { timeout: TIMEOUT }, async () => {
    for (let done = 0; done < count; done += BATCH) {
      // A different seed for each batch, since equal ones would repeat the inputs.
      const seed = (SEED + done) | 0;
      fc.assert(property as fc.IProperty<T>, { numRuns: Math.min(BATCH, count - done), seed });
      if (done > 0 && done % (BATCH * 10) === 0) console.log(`${name}: ${done} inputs`);
      // Lets the reporter run, which shares the thread.
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
}
