/**
 * Installs the packed tarball into an empty folder and uses it as users do: by `import`, by `require`, and as command.
 * Every vector must decode the same with both. `npm run package`.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { compileAll } from "../runtimes/typescript.mjs";
import { vectorFiles } from "../runtimes/vector-files.mjs";

const root = new URL("../..", import.meta.url).pathname;
const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
const { exports, version: wanted } = readJson("package.json");
/** The paths in `exports`, under any condition. */
const pathsOf = (target) =>
  typeof target === "string" ? [target.slice(2)] : Object.values(target).flatMap(pathsOf);
const REQUIRED = [
  ...["README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"],
  // Cited by issues, `identify` and comments.
  ...["h02", "index", "jt808", "jt808-tables", "obd"].map((name) => `docs/protocol/${name}.md`),
  ...[
    "dist/node/cli.js",
    "dist/node/cli-worker.js",
    "dist/vector-files.json",
    "dist/THIRD-PARTY-NOTICES.txt",
  ],
  ...pathsOf(exports),
];
const folder = mkdtempSync(join(tmpdir(), "sinotrack-packed-"));
/** The file with all its imports. */
const filesOf = (path, all = new Set()) => {
  all.add(path);
  const imports = readFileSync(join(root, path), "utf8").matchAll(/(?:import|from)"\.\/([^"]+)"/g);
  for (const [, name] of imports)
    if (!all.has(`dist/node/${name}`)) filesOf(`dist/node/${name}`, all);
  return all;
};
const run = (command, args, options = {}) =>
  execFileSync(command, args, { cwd: folder, encoding: "utf8", ...options });

try {
  const [{ filename, files }] = JSON.parse(
    run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: root }),
  );
  const stray = files.map(({ path }) => path).filter((path) => !isWanted(path));
  if (stray.length > 0) throw new Error(`the tarball holds ${stray.join(", ")}`);
  const missing = REQUIRED.filter((path) => !files.some((file) => file.path === path));
  if (missing.length > 0) throw new Error(`the tarball lacks ${missing.join(", ")}`);

  const notices = readFileSync(join(root, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
  for (const name of ["commander", "fflate", "picocolors"]) {
    if (!notices.includes(`\n${name} `)) throw new Error(`the notices lack ${name}`);
  }

  // Each additional file slows every import.
  const loaded = filesOf("dist/node/index.js");
  if (loaded.size > 2) throw new Error(`the root loads ${[...loaded].join(", ")}`);

  writeFileSync(join(folder, "package.json"), '{ "name": "user", "private": true }');
  run("npm", ["install", "--no-audit", "--no-fund", "--offline", join(folder, filename)]);

  const runtimes = join(root, "test/runtimes");
  cpSync(join(runtimes, "user"), folder, { recursive: true });
  cpSync(join(runtimes, "check-vectors.mjs"), join(folder, "check-vectors.mjs"));
  const vectors = vectorFiles();
  writeFileSync(join(folder, "files.mjs"), `export default ${JSON.stringify(vectors)};`);
  const vectorCount = Object.values(vectors).flat().length;
  for (const { path } of files.filter((file) => file.path.endsWith(".d.cts"))) {
    const [found] =
      /\b(?:h02|jt808|obd)\.md\b[^§]{0,20}/.exec(readFileSync(join(root, path), "utf8")) ?? [];
    if (found !== undefined)
      throw new Error(`${path} cites ${found}, which its reader does not have`);
  }
  for (const { path } of files.filter((file) => /js$/.test(file.path))) {
    const text = readFileSync(join(root, path), "utf8");
    if (/sourceMappingURL=(?!data:)/.test(text)) throw new Error(`${path} points to a source map`);
  }
  for (const [name, entry, hasPids] of [
    ["decode", "", false],
    ["decodeObd", "/obd", true],
  ]) {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(
      file,
      `import { ${name} } from "sinotrack-protocol${entry}"; console.log(${name});`,
    );
    // For a server: bundlers then use the condition `node` too.
    const options = { config: false, format: ["esm"], noExternal: [/./], silent: true };
    await build({ ...options, entry: { [name]: file }, outDir: join(folder, "bundled") });
    const text = readFileSync(join(folder, `bundled/${name}.js`), "utf8");
    // A name from the table of PIDs.
    if (text.includes("Commanded equivalence ratio") !== hasPids)
      throw new Error(`${name} ${hasPids ? "lacks" : "brings"} the table of PIDs`);
    if (text.includes("Bytes that belong to no frame"))
      throw new Error(`${name} brings the meanings of issue codes`);
  }
  // With the condition `development`, Node loads the files for bundlers and browsers.
  for (const args of [["esm.mjs"], ["--conditions=development", "esm.mjs"], ["cjs.cjs"]]) {
    const { count, failures } = JSON.parse(run("node", args));
    if (failures.length > 0) throw new Error(`${args}:\n${failures.join("\n")}`);
    if (count !== vectorCount) throw new Error(`${args}: ${count} of ${vectorCount} vectors`);
  }
  const entries = readFileSync(join(folder, "types-entries.mts"), "utf8");
  for (const [entry, target] of Object.entries(exports)) {
    if (typeof target === "object" && !entries.includes(`"sinotrack-protocol${entry.slice(1)}"`))
      throw new Error(`types-entries.mts has nothing of ${entry}`);
  }
  const types = await compileAll(
    join(root, "node_modules/typescript/bin/tsc"),
    readJson("node_modules/typescript/package.json").version,
    folder,
    join(root, "node_modules/@types"),
  );
  if (types.failures.length > 0) throw new Error(types.failures.join("\n"));
  const version = run(join(folder, "node_modules/.bin/sinotrack"), ["--version"]).trim();
  if (version !== wanted) throw new Error(`sinotrack --version says ${version}, not ${wanted}`);
  const help = run(join(folder, "node_modules/.bin/sinotrack"), ["help"]);
  if (!help.includes("decode")) throw new Error(`sinotrack help says ${help}`);
  console.log(
    `packed: ${vectorCount} vectors by import, as bundlers import, and by require; ${types.count} programs; sinotrack ${version}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Built code and its types; no source, no test, no source map. */
function isWanted(path) {
  return (
    /^dist\/(?:part\/|node\/)?[\w-]+\.js$|^dist\/node\/[\w-]+\.(?:cjs|d\.cts)$/.test(path) ||
    REQUIRED.includes(path)
  );
}
