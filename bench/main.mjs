/**
 * `npm run bench [-- OPTIONS]` measures, group by group (groups.mjs), and prints tables as Markdown.
 *
 * - `--only GROUP,GROUP`: these alone
 * - `--quick`: fewer and shorter rounds
 * - `--write`: puts the tables into docs/performance.md, and records the ratios
 * - `--record`: records the ratios alone
 * - `--check`: prints nothing but the ratios that fell since they were recorded, and fails if there are any
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { missedAims } from "./aims.mjs";
import { groupsWith } from "./groups.mjs";
import { fallen, recordRatios } from "./ratios.mjs";
import { bundleSource } from "./source.mjs";

const PAGE = new URL("../docs/performance.md", import.meta.url);

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    quick: { type: "boolean" },
    write: { type: "boolean" },
    record: { type: "boolean" },
    check: { type: "boolean" },
  },
});

/** The JSON that a process prints. */
function run([script, ...args]) {
  process.stderr.write(`${script} ${args.join(" ")}\n`);
  const path = fileURLToPath(new URL(script, import.meta.url));
  const quick = options.quick ? ["--quick"] : [];
  return JSON.parse(
    execFileSync(process.execPath, [path, ...args, ...quick], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
}

function chosenGroups(source) {
  const all = groupsWith(source);
  const names = options.only?.split(",") ?? Object.keys(all);
  for (const name of names) {
    if (all[name] === undefined) {
      throw new Error(`no group ${name}; there are ${Object.keys(all).join(", ")}`);
    }
  }
  return names.map((name) => ({ name, ...all[name] }));
}

/** Repeats a measurement that seems to have fallen: on a busy machine much falls once, and little twice. */
function fallenTwice(measure) {
  const first = fallen(measure());
  if (first.length === 0) return [];
  return fallen(measure()).filter(({ name }) => first.some((one) => one.name === name));
}

function check(groups) {
  const lost = groups.flatMap(({ units, ratios }) =>
    units.flatMap((unit) => fallenTwice(() => ratios(run(unit)))),
  );
  for (const { name, before, now } of lost) {
    console.log(`${name}: ${now.toPrecision(3)}, was ${before ?? "never recorded"}`);
  }
  if (lost.length > 0) process.exitCode = 1;
  else console.log("No ratio fell by more than a tenth.");
}

/** The page with new text between the marks of a name. */
function fill(page, name, text) {
  const [from, to] = [`<!-- bench: ${name} -->\n`, "\n<!-- end -->"];
  const start = page.indexOf(from);
  const end = page.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`${PAGE.pathname} has no place for ${name}`);
  return `${page.slice(0, start + from.length)}\n${text}\n${page.slice(end)}`;
}

function measure(groups) {
  const [{ model }] = cpus();
  const machine = `Machine: ${cpus().length} × ${model.trim()}, Node ${process.version}, ${process.platform} ${process.arch}.`;
  let page = readFileSync(PAGE, "utf8");
  if (options.write && options.only !== undefined && !page.includes(machine)) {
    throw new Error("the other tables of the page are of another machine: write them all");
  }
  page = fill(page, "machine", machine);
  console.log(`${machine}\n`);
  const ratiosOfAll = [];
  for (const { name, units, text: textOf, ratios } of groups) {
    const measured = units.map(run);
    const text = textOf(measured);
    console.log(`${text}\n`);
    page = fill(page, name, text);
    ratiosOfAll.push(...measured.flatMap(ratios));
  }
  if (options.write || options.record) recordRatios(ratiosOfAll, options.only === undefined);
  if (options.write) writeFileSync(PAGE, fill(page, "aims", missedAims()));
}

if (!existsSync(new URL("node_modules", import.meta.url))) {
  throw new Error("npm run bench:install comes first");
}
const folder = mkdtempSync(join(tmpdir(), "sinotrack-bench-"));
try {
  const source = join(folder, "source.mjs");
  const groups = chosenGroups(source);
  await bundleSource(source);
  if (options.check) check(groups);
  else measure(groups);
} finally {
  rmSync(folder, { recursive: true });
}
