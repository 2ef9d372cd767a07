/**
 * `npm run mutation -- frame anonymise`: mutates each folder of `src/` that is named, or all of them and the generator, one
 * after the other.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const LEFT_OUT = new Set(["cli", "generated"]);
/** What prints files, except for modules that import others by path. */
const GENERATOR = [
  "build/kaitai/*.ts",
  "build/{commands,dollar-table,forms,gbk,jt808-states,kaitai,obd-signals,parameters,readers*,wireshark}.ts",
];
const folders = process.argv.slice(2);
if (folders.length === 0) {
  for (const entry of readdirSync("src", { withFileTypes: true })) {
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) folders.push(entry.name);
  }
  folders.push("build");
}
let status = 0;
for (const folder of folders) {
  const mutate = folder === "build" ? GENERATOR : sourcesOf(`src/${folder}`);
  const args = ["stryker", "run", "--mutate", mutate.join(",")];
  const env = { ...process.env, MUTATED: folder };
  const run = spawnSync("npx", args, { stdio: "inherit", env });
  status ||= run.status ?? 1;
}
process.exitCode = status;

/** A folder, without printed files, which a test compares with their rows. */
function sourcesOf(folder) {
  const printed = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file}`)
    .filter(
      (file) => file.endsWith(".ts") && readFileSync(file, "utf8").startsWith("// Generated"),
    );
  return [`${folder}/**/*.ts`, ...printed.map((file) => `!${file}`)];
}
