/**
 * Installs and tests every example: `npm run test:examples`. An install is kept until its lock changes.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL(".", import.meta.url);
// In this order, because scale-out uses the collector.
const examples = readdirSync(folder)
  .filter((name) => existsSync(new URL(`${name}/package.json`, folder)))
  .sort();

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const name of examples) {
  const cwd = fileURLToPath(new URL(`${name}/`, folder));
  console.log(`\n${name}`);
  if (
    !isInstalled(cwd) &&
    run("npm", ["ci", "--no-audit", "--no-fund"], cwd, "inherit").status !== 0
  ) {
    counts.failed++;
    continue;
  }
  const { stdout, status } = run(
    process.execPath,
    ["--test", "--test-timeout=60000", "--test-reporter=tap"],
    cwd,
    "pipe",
  );
  console.log(stdout.replace(/^ +(?:duration_ms|---|\.\.\.|type:).*\n/gm, ""));
  const number = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(stdout)?.[1] ?? 0);
  counts.passed += number("pass");
  counts.skipped += number("skipped");
  // A run that breaks before it has counted is a failure too.
  counts.failed += Math.max(number("fail") + number("cancelled"), status === 0 ? 0 : 1);
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

function isInstalled(cwd) {
  const installed = `${cwd}node_modules/.package-lock.json`;
  return (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(`${cwd}package-lock.json`).mtimeMs
  );
}

function run(command, args, cwd, stdio) {
  return spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", stdio, "inherit"],
    timeout: 600_000,
    killSignal: "SIGKILL",
  });
}
