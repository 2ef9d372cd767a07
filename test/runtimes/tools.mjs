/** Helpers of the runs: they run programs, and install packages in separate folders. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const start = promisify(execFile);

/** Returns the standard output of a program; throws its output if it fails. */
export async function run(program, args, { cwd, env = {} } = {}) {
  try {
    const { stdout } = await start(program, args, {
      cwd,
      env: { ...process.env, NO_COLOR: "1", ...env },
      maxBuffer: 1 << 28,
      timeout: 300_000,
    });
    return stdout;
  } catch (error) {
    const said = `${error.stdout ?? ""}${error.stderr ?? ""}`.trim();
    throw new Error(said || error.message);
  }
}

/**
 * Installs packages from npm into a new folder below `folder`, and returns it. `allowed` lists packages whose install
 * script must run, because it fetches their program.
 */
export async function install(folder, name, packages, { allowed = [] } = {}) {
  const own = join(folder, name);
  mkdirSync(own);
  const allowScripts = Object.fromEntries(allowed.map((each) => [each, true]));
  writeFileSync(join(own, "package.json"), JSON.stringify({ private: true, allowScripts }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages], {
    cwd: own,
  });
  return join(own, "node_modules");
}

/** The pinned version was installed, so that version must run. */
export function assertVersion(wanted, said) {
  const [version] = /\d+\.\d+\.\d+/.exec(said) ?? [];
  if (version !== wanted) throw new Error(`the program says it is ${said.trim()}, not ${wanted}`);
}

export function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
