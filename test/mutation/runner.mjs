/**
 * Runs the tests for Stryker in one process: all of them in one bundle, the quick ones first. The runner for vitest
 * restarts vitest for each mutant, which takes a hundred times as long as the tests that most mutants need.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runInThisContext, Script } from "node:vm";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { collect, vitest } from "./vitest.mjs";

/** The output of test/mutation/tsup.config.ts. */
const BUNDLE = ".mutation/tests.cjs";
/** The duration of each test without a mutant, shared by the runners of one Stryker run. */
const TIMES = "test-times.json";
const MOST_TIMES_AS_LONG = 20;
const LEAST_LIMIT_MS = 2000;
const DRY_RUN_LIMIT_MS = 120_000;
/** How long the long tests may take together, in milliseconds. More time finds few more mutants. */
const MOST_MS = 2000;
const LONG_MS = 100;
const requireHere = createRequire(import.meta.url);

class TestRunner {
  /** @type {Script} */
  #script;
  /** @type {import("./vitest.mjs").Test[]} */
  #tests = [];
  /** @type {Record<string, number> | undefined} */
  #times;
  /** The number of mutants that each test has killed. */
  #kills = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    // The seed is part of test names, by which Stryker identifies tests.
    process.env.FUZZ_SEED = "1";
    process.env.FUZZ_RUNS = "30";
    const code = readFileSync(BUNDLE, "utf8");
    this.#script = new Script(`(function (require, module) {${code}\n})`, {
      filename: "tests.cjs",
    });
  }

  async dryRun() {
    // The instrumented code looks it up once, when it is loaded.
    const { mutantCoverage } = Object.assign(state(), {
      mutantCoverage: { static: {}, perTest: {} },
    });
    this.#load();
    const result = await this.#run(this.#tests, () => DRY_RUN_LIMIT_MS, false);
    if (result.status !== DryRunStatus.Complete) return result;
    const times = result.tests.map((test) => [test.id, test.timeSpentMs]);
    writeFileSync(TIMES, JSON.stringify(Object.fromEntries(times)));
    return { ...result, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail }) {
    this.#times ??= JSON.parse(readFileSync(TIMES, "utf8"));
    const here = state();
    // Loaded anew for each mutant: a value that is made once must be made by it, and none leaves anything to the next.
    here.activeMutant = mutantActivation === "static" ? activeMutant.id : undefined;
    this.#load();
    Object.assign(here, { hitLimit, hitCount: 0, activeMutant: activeMutant.id });
    const limitOf = (test) => Math.max(LEAST_LIMIT_MS, this.#times[test.id] * MOST_TIMES_AS_LONG);
    const result = await this.#run(this.#choose(testFilter), limitOf, !disableBail);
    const outcome = determineHitLimitReached(here.hitCount, hitLimit) ?? result;
    Object.assign(here, { hitLimit: undefined, activeMutant: undefined });
    const failed = result.tests?.find((test) => test.status === TestStatus.Failed);
    if (failed !== undefined) this.#kills.set(failed.id, (this.#kills.get(failed.id) ?? 0) + 1);
    return toMutantRunResult(outcome);
  }

  /** The quick ones and those that find much first; of the long ones as many as the time allows. */
  #choose(ids) {
    const wanted = new Set(ids);
    const costs = new Map(
      ids.map((id) => [id, this.#times[id] / ((this.#kills.get(id) ?? 0) + 1)]),
    );
    let left = MOST_MS;
    return this.#tests
      .filter(({ id }) => wanted.has(id))
      .sort((one, other) => costs.get(one.id) - costs.get(other.id))
      .filter(({ id }) => {
        if (this.#times[id] < LONG_MS) return true;
        left -= this.#times[id];
        return left > 0;
      });
  }

  #load() {
    const require = (name) => (name === "vitest" ? vitest : requireHere(name));
    this.#tests = collect(() => this.#script.runInThisContext()(require, { exports: {} }));
  }

  async #run(tests, limitOf, bail) {
    const results = [];
    for (const test of tests) {
      state().currentTestId = test.id;
      const result = await runTest(test, limitOf(test));
      if (result === "endless") return { status: DryRunStatus.Timeout, reason: test.id };
      results.push(result);
      if (bail && result.status === TestStatus.Failed) break;
    }
    return { status: DryRunStatus.Complete, tests: results };
  }
}

/** The state shared by the instrumented code and Stryker. */
function state() {
  globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  return globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE];
}

async function runTest({ id, file, run }, limitMs) {
  const from = performance.now();
  const about = () => ({ id, name: id, fileName: file, timeSpentMs: performance.now() - from });
  try {
    globalThis.runTestNow = run;
    // The only way to stop an endless loop.
    const running = runInThisContext("runTestNow()", { timeout: Math.ceil(limitMs) });
    if (typeof running?.then === "function") {
      let timer;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, limitMs, "endless");
      });
      const end = await Promise.race([running, late]);
      clearTimeout(timer);
      if (end === "endless") return end;
    }
    return { ...about(), status: TestStatus.Success };
  } catch (error) {
    if (error?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "endless";
    return {
      ...about(),
      status: TestStatus.Failed,
      failureMessage: String(error?.message ?? error),
    };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-process", TestRunner)];
