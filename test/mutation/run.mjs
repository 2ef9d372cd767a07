/** `npm run mutation -- frame anonymise`: mutates each folder of `src/` that is named, or all of them, one after the other. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const LEFT_OUT = new Set(["cli", "generated"]);
const folders = process.argv.slice(2);
if (folders.length === 0) {
  for (const entry of readdirSync("src", { withFileTypes: true })) {
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) folders.push(entry.name);
  }
}
let status = 0;
for (const folder of folders) {
  const args = ["stryker", "run", "--mutate", `src/${folder}/**/*.ts`];
  const env = { ...process.env, MUTATED: folder };
  const run = spawnSync("npx", args, { stdio: "inherit", env });
  status ||= run.status ?? 1;
}
process.exitCode = status;
