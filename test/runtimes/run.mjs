/**
 * The packed tarball in every supported runtime: all vectors by `import` and by `require`, and
 * its types under every TypeScript. `npm run test:runtimes`; versions.mjs says which.
 *
 *     node test/runtimes/run.mjs [--only node,bun,deno,chromium,typescript]
 *
 * Prints a line for each, and fails if one failed, could not be installed, or ran too few vectors.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runInChromium } from "./chromium.mjs";
import { assertVersion, install, run } from "./tools.mjs";
import { compileAll } from "./typescript.mjs";
import { vectorFiles } from "./vector-files.mjs";
import { BUN, DENO, NODE, NODE_TYPES, PLAYWRIGHT, TYPESCRIPT } from "./versions.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

const RUNTIMES = { node, bun, deno, chromium, typescript };

const chosen = chosenRuntimes();
const folder = mkdtempSync(join(tmpdir(), "sinotrack-runtimes-"));
const user = join(folder, "user");
/** Deno's cache in a temporary folder. */
const DENO_ENV = { DENO_DIR: join(folder, "deno-cache"), DENO_NO_UPDATE_CHECK: "1" };
let vectorCount = 0;
let frameCount = 0;
let failed = 0;
try {
  await installPackage();
  for (const name of chosen) await RUNTIMES[name]();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failed > 0) {
  console.error(`${failed} failed`);
  process.exitCode = 1;
}

function chosenRuntimes() {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const all = Object.keys(RUNTIMES);
  const names = values.only?.split(",") ?? all;
  const unknown = names.find((name) => !all.includes(name));
  if (unknown === undefined) return names;
  console.error(`--only takes ${all.join(",")}, not ${unknown}`);
  process.exit(2);
}

/** A folder like a user's: the tarball installed, and programs that use it. */
async function installPackage() {
  mkdirSync(user);
  const packed = await run(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
    { cwd: root },
  );
  const [{ filename }] = JSON.parse(packed);
  writeFileSync(join(user, "package.json"), '{ "name": "user", "private": true }');
  await run("npm", ["install", "--no-audit", "--no-fund", "--offline", join(folder, filename)], {
    cwd: user,
  });
  cpSync(join(here, "user"), user, { recursive: true });
  for (const file of ["check-vectors.mjs", "listen.mjs", "listen-bun.mjs", "listen-deno.mjs"]) {
    cpSync(join(here, file), join(user, file));
  }
  const files = vectorFiles();
  vectorCount = Object.values(files).flat().length;
  frameCount = Object.keys(files)
    .filter((path) => !path.includes("/"))
    .reduce((sum, path) => sum + files[path].length, 0);
  writeFileSync(join(user, "files.mjs"), `export default ${JSON.stringify(files)};`);
}

async function node() {
  const { platform, arch } = process;
  for (const version of NODE) {
    await attempt(`node ${version}`, async (name) => {
      const own = `node-${platform}-${arch}`;
      const modules = await install(folder, `node-${version}`, [`${own}@${version}`]);
      const program = join(modules, own, "bin", "node");
      assertVersion(version, await run(program, ["--version"]));
      await vectorsBoth(name, program, []);
      await command(name, program);
    });
  }
}

async function bun() {
  await attempt(`bun ${BUN}`, async (name) => {
    const modules = await install(folder, "bun", [`bun@${BUN}`], { allowed: ["bun"] });
    const program = join(modules, ".bin", "bun");
    assertVersion(BUN, await run(program, ["--version"]));
    await vectorsBoth(name, program, []);
    await listener(name, program, ["listen-bun.mjs", "sinotrack-protocol/stream"]);
  });
}

async function deno() {
  await attempt(`deno ${DENO}`, async (name) => {
    const modules = await install(folder, "deno", [`deno@${DENO}`], { allowed: ["deno"] });
    const program = join(modules, ".bin", "deno");
    assertVersion(DENO, await run(program, ["--version"]));
    // It may read the program's folder, and nothing else.
    const reading = ["run", "--cached-only", `--allow-read=${user}`];
    await vectorsBoth(name, program, reading);
    const listening = [...reading, "--allow-net=127.0.0.1", "listen-deno.mjs"];
    await listener(name, program, [...listening, "sinotrack-protocol/stream"]);
    await attempt(`${name}  publish`, async (line) => {
      // The sources, for JSR: a dry run sends nothing, and allows uncommitted changes.
      await run(program, ["publish", "--dry-run", "--allow-dirty"], { cwd: root, env: DENO_ENV });
      console.log(`${line}  dry run passed`);
    });
  });
}

async function chromium() {
  await attempt("chromium", async () => {
    const modules = await install(folder, "playwright", [`playwright-core@${PLAYWRIGHT}`]);
    const { version, report } = await runInChromium(modules, user);
    told(`chromium ${version}  import`, report, vectorCount, "vectors");
  });
}

async function typescript() {
  for (const version of TYPESCRIPT) {
    await attempt(`typescript ${version}`, async (name) => {
      const packages = [`typescript@${version}`, `@types/node@${NODE_TYPES}`];
      const modules = await install(folder, `typescript-${version}`, packages);
      const compiler = join(modules, "typescript/bin/tsc");
      assertVersion(version, await run(process.execPath, [compiler, "--version"]));
      const report = await compileAll(compiler, version, user, join(modules, "@types"));
      told(name, report, report.count, "programs");
    });
  }
}

async function vectorsBoth(name, program, args) {
  for (const [how, file] of [
    ["import", "esm.mjs"],
    ["require", "cjs.cjs"],
  ]) {
    await attempt(`${name}  ${how}`, async (line) => {
      const report = JSON.parse(await run(program, [...args, file], { cwd: user, env: DENO_ENV }));
      told(line, report, vectorCount, "vectors");
    });
  }
}

/** The command, tried with the vectors of frames. */
async function command(name, program) {
  await attempt(`${name}  command`, async (line) => {
    const cli = join(user, "node_modules/sinotrack-protocol/dist/node/cli.js");
    const said = await run(program, [cli, "check", join(root, "vectors")], { cwd: user });
    const [, all, good] = /^(\d+) vectors: (\d+) as expected$/m.exec(said) ?? [];
    const failures = all === undefined || good !== all ? [said] : [];
    told(line, { count: Number(all), failures }, frameCount, "vectors of frames");
  });
}

async function listener(name, program, args) {
  await attempt(`${name}  listener`, async (line) => {
    const said = await run(program, args, { cwd: user, env: DENO_ENV });
    if (!said.includes(": 1 passed, 0 failed")) throw new Error(said);
    console.log(`${line}  passed`);
  });
}

/** Reports a failure under its name, and lets the others run. */
async function attempt(name, act) {
  try {
    await act(name);
  } catch (error) {
    failed++;
    console.log(`${name}  FAILED`);
    console.error(indented(error.message));
  }
}

/** The line of a run. One with fewer than `wanted` vectors has failed, whatever it reports. */
function told(name, { count, failures }, wanted, what) {
  const passed = count - failures.length;
  console.log(`${name}  ${passed} of ${wanted} ${what}`);
  if (failures.length === 0 && count === wanted) return;
  throw new Error([`${count} ran`, ...failures].join("\n"));
}

function indented(text) {
  const lines = text.split("\n").slice(0, 20);
  return lines.map((line) => `    ${line.slice(0, 300)}`).join("\n");
}
