/** The part of vitest that the tests of the core use: it collects the tests of a file, with vitest's own `expect`. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  addCustomEqualityTesters,
  chai,
  customMatchers,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from "@vitest/expect";

/** @typedef {{ id: string, file: string, run: () => unknown }} Test */

/** The project, of which Stryker mutates a copy. */
const ORIGINAL = process.cwd().replace(/\/\.stryker-tmp\/.*$/, "");

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
chai.expect.extend(chai.expect, customMatchers);
chai.expect.extend(chai.expect, {
  toMatchFileSnapshot: (text, path) => ({
    pass: text === readFileSync(join(ORIGINAL, dirname(running), path), "utf8"),
    message: () => `${path} differs from its print`,
  }),
});
chai.expect.addEqualityTesters = addCustomEqualityTesters;

/** What loads each file of tests. @type {Map<string, () => unknown>} */
let files = new Map();
let file = "";
/** The file whose test runs. */
let running = "";
/** @type {{ name: string, before: (() => unknown)[], after: (() => unknown)[] }[]} */
let groups = [];
/** @type {Map<string, Test>} */
let tests = new Map();

/**
 * The files that `register` names, none of them loaded.
 * @returns {Map<string, () => Map<string, Test>>} What loads a file and gives its tests by id.
 */
export function collect(register) {
  files = new Map();
  register();
  const loaders = [...files].map(([name, load]) => [name, () => testsOf(name, load)]);
  return new Map(loaders);
}

function testsOf(name, load) {
  file = name;
  groups = [{ name: "", before: [], after: [] }];
  tests = new Map();
  load();
  return tests;
}

function test(name, ...rest) {
  const body = rest.findLast((value) => typeof value === "function");
  const above = [...groups];
  const title = [file, ...above.map((group) => group.name), name].join(" > ");
  // Stryker needs unique names.
  let id = title;
  for (let i = 2; tests.has(id); i++) id = `${title} (${i})`;
  const from = file;
  const run = () => {
    running = from;
    const before = above.flatMap((group) => group.before);
    const after = above.flatMap((group) => group.after);
    if (before.length + after.length === 0) return body();
    return runWithHooks(before, body, after);
  };
  tests.set(id, { id, file, run });
}

async function runWithHooks(before, body, after) {
  for (const hook of before) await hook();
  try {
    await body();
  } finally {
    for (const hook of after) await hook();
  }
}

function describe(name, ...rest) {
  groups.push({ name, before: [], after: [] });
  try {
    rest.findLast((value) => typeof value === "function")();
  } finally {
    groups.pop();
  }
}

/** One test per row; its name has the index in place of the values. */
const each =
  (make) =>
  (rows) =>
  (name, ...rest) => {
    const body = rest.findLast((value) => typeof value === "function");
    rows.forEach((row, i) => {
      make(`${name} [${i}]`, () => (Array.isArray(row) ? body(...row) : body(row)));
    });
  };

test.each = each(test);
test.runIf = (condition) => (condition ? test : () => {});
describe.each = each(describe);

/** Globals that a test has replaced. */
const stubbed = new Map();

const vi = {
  stubGlobal(name, value) {
    if (!stubbed.has(name)) stubbed.set(name, globalThis[name]);
    globalThis[name] = value;
  },
  unstubAllGlobals() {
    for (const [name, value] of stubbed) globalThis[name] = value;
    stubbed.clear();
  },
};

const untyped = new Proxy(() => untyped, { get: () => untyped });

export const vitest = {
  expect: chai.expect,
  expectTypeOf: () => untyped,
  describe,
  it: test,
  test,
  vi,
  beforeEach: (hook) => groups.at(-1).before.push(hook),
  afterEach: (hook) => groups.at(-1).after.push(hook),
  file: (name, load) => files.set(name, load),
};
