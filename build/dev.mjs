/**
 * `npm run dev`: on every save, checks the types and runs the quick tests that the change affects; at the start, those
 * that uncommitted changes affect. Arguments go to vitest: `npm run dev -- test/jt808`.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

function start(program, args) {
  const path = fileURLToPath(new URL(`../node_modules/${program}`, import.meta.url));
  return spawn(process.execPath, [path, ...args], { stdio: "inherit" });
}

// The project of the tests reaches every file. That the core uses no types of Node.js, only `npm run types` sees.
const types = start("typescript/bin/tsc", [
  ...["-p", "test", "--incremental", "--watch", "--preserveWatchOutput"],
]);
const tests = start("vitest/vitest.mjs", [
  ...["watch", "--mode", "dev", "--changed", "--no-isolate", "--clearScreen=false"],
  ...process.argv.slice(2),
]);
tests.on("exit", (code) => {
  types.kill();
  process.exitCode = code ?? 1;
});
// Ctrl+C reaches all three: vitest decides when it is over.
process.on("SIGINT", () => {});
