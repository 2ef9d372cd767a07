/**
 * `npm run dev`: on every save, checks the types and runs the quick tests that the change affects. On start it runs the
 * tests that uncommitted changes affect. Arguments go to vitest: `npm run dev -- test/jt808`.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

function start(stdin, program, ...args) {
  const path = fileURLToPath(new URL(`../node_modules/${program}`, import.meta.url));
  return spawn(process.execPath, [path, ...args], { stdio: [stdin, "inherit", "inherit"] });
}

const TSC = "-p test --incremental --watch --preserveWatchOutput".split(" ");
const VITEST =
  "watch --mode quick --changed --no-isolate --reporter minimal --clearScreen=false".split(" ");

// The project of the tests includes every file. It allows Node types in the core, which `npm run types` does not.
const types = start("ignore", "typescript/bin/tsc", ...TSC);
const tests = start("inherit", "vitest/vitest.mjs", ...VITEST, ...process.argv.slice(2));
// Ctrl+C reaches all three processes; this one waits for vitest.
process.on("SIGINT", () => {});
tests.on("exit", (code) => {
  types.kill();
  process.exitCode = code ?? 1;
});
