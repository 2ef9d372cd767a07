/** Times whole processes in turns, as `measure.mjs` times functions. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { summary } from "./measure.mjs";

/** The command as it is installed. */
export const SINOTRACK = fileURLToPath(new URL("../dist/node/cli.js", import.meta.url));

/** Bash measures the whole process, its exit included; in Node each process can only measure itself. */
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" > /dev/null 2> /dev/null; }';

/** Milliseconds that Node took for a program, whose output is discarded. */
function timeOf(args) {
  const { status, stderr, error } = spawnSync(
    "bash",
    ["-c", TIMED, "bash", process.execPath, ...args],
    { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
  );
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}`);
  const [real, user, system] = stderr.trim().split(" ").map(Number);
  return { wall: real * 1e9, cpu: (user + system) * 1e9 };
}

/**
 * Runs each contestant, the arguments of a Node process that works on `size` items, then the next, `rounds` times.
 * Returns for each the result of `race` by CPU time, and by the clock as `wall`.
 */
export function raceProcesses(contestants, rounds) {
  const names = Object.keys(contestants);
  const times = Object.fromEntries(names.map((name) => [name, { cpu: [], wall: [] }]));
  for (let round = -1; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { size, args } = contestants[name];
      const { cpu, wall } = timeOf(args);
      // The first round loads the files from the disk.
      if (round < 0) continue;
      times[name].cpu.push(cpu / size);
      times[name].wall.push(wall / size);
    }
  }
  return Object.fromEntries(
    names.map((name) => [name, { ...summary(times[name].cpu), wall: summary(times[name].wall) }]),
  );
}
