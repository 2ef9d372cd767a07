/**
 * The time to start: importing the root beside an empty module, and `sinotrack --version` beside `node -e 0`. `node
 * bench/start.mjs [--quick]` prints JSON.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { raceProcesses, SINOTRACK } from "./processes.mjs";

const ROUNDS = process.argv.includes("--quick") ? 11 : 41;
const packageJson = new URL("../package.json", import.meta.url);
const { exports } = JSON.parse(readFileSync(packageJson, "utf8"));
const pathOf = (entry) => fileURLToPath(new URL(entry, packageJson));

const folder = mkdtempSync(join(tmpdir(), "sinotrack-bench-"));
function program(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return { size: 1, args: [path] };
}

try {
  const esm = JSON.stringify(pathOf(exports["."].import.node));
  const cjs = JSON.stringify(pathOf(exports["."].require.default));
  const results = raceProcesses(
    {
      empty: { size: 1, args: ["-e", "0"] },
      version: { size: 1, args: [SINOTRACK, "--version"] },
      emptyModule: program("empty.mjs", ""),
      import: program("import.mjs", `import ${esm};`),
      emptyScript: program("empty.cjs", ""),
      require: program("require.cjs", `require(${cjs});`),
    },
    ROUNDS,
  );
  console.log(JSON.stringify(results));
} finally {
  rmSync(folder, { recursive: true });
}
