/**
 * Installs the packed tarball into an empty folder and uses it as its users do: `import`, `require`, and
 * the command. Every vector must come out the same from both. `npm run package`.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { vectorFiles } from "../runtimes/vector-files.mjs";

const REQUIRED = [
  ...["package.json", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "vectors/schema.json"],
  ...[
    "index",
    "export",
    "gbk",
    "layout",
    "obd",
    "session",
    "sms",
    "stream",
    "text",
    "vectors",
  ].flatMap((entry) => ["js", "cjs", "d.ts", "d.cts"].map((end) => `dist/${entry}.${end}`)),
  "dist/cli.js",
  "dist/THIRD-PARTY-NOTICES.txt",
];
const root = new URL("../..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "sinotrack-packed-"));
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

  writeFileSync(join(folder, "package.json"), '{ "name": "user", "private": true }');
  run("npm", ["install", "--no-audit", "--no-fund", "--offline", join(folder, filename)]);

  const runtimes = join(root, "test/runtimes");
  cpSync(join(runtimes, "user"), folder, { recursive: true });
  cpSync(join(runtimes, "check-vectors.mjs"), join(folder, "check-vectors.mjs"));
  const vectors = vectorFiles();
  writeFileSync(join(folder, "files.mjs"), `export default ${JSON.stringify(vectors)};`);
  const vectorCount = Object.values(vectors).flat().length;
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
    const options = { config: false, format: ["esm"], noExternal: [/./], silent: true };
    await build({ ...options, entry: { [name]: file }, outDir: join(folder, "bundled") });
    const text = readFileSync(join(folder, `bundled/${name}.js`), "utf8");
    // A name in the table of PIDs.
    if (text.includes("Commanded equivalence ratio") !== hasPids)
      throw new Error(`${name} ${hasPids ? "lacks" : "brings"} the table of PIDs`);
    if (text.includes("Bytes that belong to no frame"))
      throw new Error(`${name} brings the meanings of issue codes`);
  }
  for (const script of ["esm.mjs", "cjs.cjs"]) {
    const { count, failures } = JSON.parse(run("node", [script]));
    if (failures.length > 0) throw new Error(`${script}:\n${failures.join("\n")}`);
    if (count !== vectorCount) throw new Error(`${script}: ${count} of ${vectorCount} vectors`);
  }
  const version = run(join(folder, "node_modules/.bin/sinotrack"), ["--version"]).trim();
  const { version: wanted } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (version !== wanted) throw new Error(`sinotrack --version says ${version}, not ${wanted}`);
  console.log(`packed: ${vectorCount} vectors by import and by require, sinotrack ${version}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Built code and its types, one of each for `import` and `require`; no source, no test, no map of one. */
function isWanted(path) {
  return /^dist\/(?:part\/)?[\w-]+\.(?:c?js|d\.c?ts)$/.test(path) || REQUIRED.includes(path);
}
