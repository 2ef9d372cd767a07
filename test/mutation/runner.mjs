/**
 * Runs the tests for Stryker in one process: all of them in one bundle, the quick ones first. The runner for vitest
 * restarts vitest for each mutant, which takes a hundred times as long as the tests that most mutants need.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runInThisContext, Script } from "node:vm";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { isOwn, seesTables } from "./judges.mjs";
import { collect, vitest } from "./vitest.mjs";

/** The output of test/mutation/tsup.config.ts. */
const BUNDLE = ".mutation/tests.cjs";
/** What each test takes without a mutant, shared by the runners of one Stryker run. */
const COSTS = "test-costs.json";
const MOST_TIMES_AS_LONG = 20;
const LEAST_LIMIT_MS = 2000;
/** How long the long tests may take together, in milliseconds. More time finds few more mutants. */
const MOST_MS = 1000;
/** A test that takes longer without a mutant is left out. Counting its coverage takes most of the time. */
const DRY_RUN_LIMIT_MS = 10_000;
const LONG_MS = 100;
/** How long the others may take together. */
const MOST_SHORT_MS = 2500;
const BATCH_MS = 50;
/** How long one file may take to be loaded anew for each of its tests. */
const MOST_LOADING_MS = 30_000;
/** A file that takes long to load is put off, as if each of its tests took this part of the time. */
const TESTS_PER_LOAD = 10;
/** A test of the folder comes before others that take a tenth of its time. */
const OTHERS_WEIGHT = 10;
const requireHere = createRequire(import.meta.url);

/** Calls of what Stryker writes into the code, as esbuild prints them. */
const COVERAGE = /\bstryCov_9fa48\d*\((?:"\d+"[,\s]*)+\)/g;
const SWITCH = /\bstryMutAct_9fa48\d*\("(\d+)"\)/g;

class TestRunner {
  /** Counts which test reaches which mutant. @type {Script} */
  #counting;
  /** How often each mutant was reached. @type {Uint32Array} */
  #hits;
  /** The same without counting, and with a mutant. @type {Script} */
  #script;
  /** @type {ReturnType<typeof collect>} */
  #files;
  /** Files loaded since the modules were last thrown away. */
  #loaded = new Map();
  /** @type {Record<string, { file: string, ms: number, loadMs: number }> | undefined} */
  #costs;
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
    const counted = (call) => `(${call.match(/\d+(?=")/g).map((id) => `$hits[${id}]++`)})`;
    this.#counting = scriptOf(code.replaceAll(COVERAGE, counted).replaceAll(SWITCH, "false"));
    const isActive = "($mutant === $1 && $reached())";
    this.#script = scriptOf(code.replaceAll(COVERAGE, "0").replaceAll(SWITCH, isActive));
    const ids = code.matchAll(SWITCH);
    this.#hits = new Uint32Array(1 + Math.max(...Array.from(ids, ([, id]) => Number(id))));
  }

  async dryRun() {
    const mutantCoverage = { static: {}, perTest: {} };
    this.#reset();
    const costs = {};
    const tests = [];
    const onLoad = new Map();
    for (const file of this.#files.keys()) {
      this.#reset();
      this.#hits.fill(0);
      const from = cpuMs();
      const ids = [...this.#testsOf(file).keys()];
      const loadMs = cpuMs() - from;
      onLoad.set(file, this.#covered());
      for (const id of ids) {
        // A value that is made once would count as covered by the first test alone.
        if (loadMs * ids.length < MOST_LOADING_MS) this.#reset();
        const run = this.#loadTest(id, file);
        this.#hits.fill(0);
        const result = await runTest({ id, file, run }, DRY_RUN_LIMIT_MS);
        if (result === "endless") continue;
        mutantCoverage.perTest[id] = this.#covered();
        tests.push(result);
        costs[id] = { file, ms: result.timeSpentMs, loadMs };
      }
    }
    addJudgesOfTables(mutantCoverage, onLoad, costs);
    writeFileSync(COSTS, JSON.stringify(costs));
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit = Number.POSITIVE_INFINITY }) {
    this.#costs ??= JSON.parse(readFileSync(COSTS, "utf8"));
    let hitCount = 0;
    const reached = () => {
      if (++hitCount > hitLimit) throw new Error("endless");
      return true;
    };
    // Loaded anew for each mutant: a value that is made once must be made by it, and none leaves anything to the next. It
    // is active while the files are loaded as well.
    this.#reset(this.#script, Number(activeMutant.id), reached);
    const results = [];
    let outcome;
    for (const ids of this.#batches(this.#choose(testFilter))) {
      hitCount = 0;
      const result = await this.#runBatch(ids);
      outcome = determineHitLimitReached(hitCount, hitLimit);
      if (result === "endless") outcome ??= { status: DryRunStatus.Timeout, reason: ids[0] };
      if (outcome !== undefined) break;
      results.push(result);
      if (result.status === TestStatus.Failed) {
        this.#kills.set(result.id, (this.#kills.get(result.id) ?? 0) + 1);
        break;
      }
    }
    return toMutantRunResult(outcome ?? { status: DryRunStatus.Complete, tests: results });
  }

  /**
   * The quick ones, those that find much and the folder's own first; of the long ones as many as the time allows, the
   * folder's own before others.
   */
  #choose(ids) {
    const isOthers = (file) => !isOwn(process.env.MUTATED ?? "", file);
    const isLate = (id) => {
      const { file, ms } = this.#costs[id];
      return ms >= LONG_MS && isOthers(file);
    };
    const cost = (id) => {
      const { file, ms, loadMs } = this.#costs[id];
      const weight = isOthers(file) ? OTHERS_WEIGHT : 1;
      return (weight * (ms + loadMs / TESTS_PER_LOAD)) / ((this.#kills.get(id) ?? 0) + 1);
    };
    const costs = new Map(ids.map((id) => [id, cost(id)]));
    let left = MOST_MS;
    let leftOfShort = MOST_SHORT_MS;
    return [...ids]
      .sort((one, other) => isLate(one) - isLate(other) || costs.get(one) - costs.get(other))
      .filter((id) => {
        const { ms } = this.#costs[id];
        if (ms < LONG_MS) {
          leftOfShort -= ms;
          return leftOfShort > 0;
        }
        left -= ms;
        return left > 0;
      });
  }

  /** Short tests run together: the watch that ends an endless loop takes as long to start as many of them. */
  *#batches(ids) {
    let batch = [];
    let left = BATCH_MS;
    for (const id of ids) {
      batch.push(id);
      left -= this.#costs[id].ms;
      if (left > 0) continue;
      yield batch;
      batch = [];
      left = BATCH_MS;
    }
    if (batch.length > 0) yield batch;
  }

  /** Runs the tests until one fails. */
  async #runBatch(ids) {
    const ms = ids.reduce((sum, id) => sum + this.#costs[id].ms, 0);
    const limitMs = Math.max(LEAST_LIMIT_MS, ms * MOST_TIMES_AS_LONG);
    const fileOf = (id) => this.#costs[id].file;
    let at = 0;
    let result;
    while (at < ids.length) {
      // Files are loaded without the watch, because some take long.
      let test = this.#loadTest(ids[at], fileOf(ids[at]));
      let id;
      // Returns at a file that is not loaded, and with the promise of a test.
      const run = () => {
        while (test !== undefined) {
          id = ids[at++];
          const running = test();
          const isLoaded = at < ids.length && this.#loaded.has(fileOf(ids[at]));
          test = isLoaded ? this.#loadTest(ids[at], fileOf(ids[at])) : undefined;
          if (typeof running?.then === "function") return running;
        }
      };
      result = await runTest({ id: ids[at], file: fileOf(ids[at]), run }, limitMs);
      if (result === "endless") return result;
      if (result.status === TestStatus.Failed) return { ...result, id, name: id };
    }
    return result;
  }

  /** Throws all modules away. */
  #reset(script = this.#counting, mutant = -1, reached = () => true) {
    const require = (name) => (name === "vitest" ? vitest : requireHere(name));
    this.#files = collect(() =>
      script.runInThisContext()(require, { exports: {} }, mutant, reached, this.#hits),
    );
    this.#loaded.clear();
  }

  #testsOf(file) {
    let tests = this.#loaded.get(file);
    if (tests === undefined) {
      tests = this.#files.get(file)();
      this.#loaded.set(file, tests);
    }
    return tests;
  }

  /** A file that a mutant does not let load fails all of its tests. */
  #loadTest(id, file) {
    try {
      // A test of a row that the mutant removes cannot fail.
      return this.#testsOf(file).get(id)?.run ?? (() => {});
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

  /** How often each mutant was reached, of those that were. */
  #covered() {
    return Object.fromEntries([...this.#hits.entries()].filter(([, times]) => times > 0));
  }
}

function scriptOf(code) {
  return new Script(`(function (require, module, $mutant, $reached, $hits) {${code}\n})`, {
    filename: "tests.cjs",
  });
}

/**
 * Code that makes a table while some files load, and during a test of others, would be judged by these tests alone. The
 * tests that print all tables are added.
 */
function addJudgesOfTables(coverage, onLoad, costs) {
  coverage.static = Object.assign({}, ...onLoad.values());
  const covered = new Set(
    Object.values(coverage.perTest).flatMap((mutants) => Object.keys(mutants)),
  );
  for (const [id, { file }] of Object.entries(costs)) {
    if (!seesTables(file)) continue;
    const mutants = Object.entries(onLoad.get(file)).filter(([mutant]) => covered.has(mutant));
    coverage.perTest[id] = { ...Object.fromEntries(mutants), ...coverage.perTest[id] };
  }
}

/** CPU time of this process, so that a busy machine does not make tests long ones. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function runTest({ id, file, run }, limitMs) {
  const from = cpuMs();
  const about = () => ({ id, name: id, fileName: file, timeSpentMs: cpuMs() - from });
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
