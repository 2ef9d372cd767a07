/**
 * Installs the packed tarball into an empty folder and uses it as its users do: `import`, `require`, and
 * the command. Every vector must come out the same from both. `npm run package`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";

const REQUIRED = [
  ...["package.json", "README.md", "LICENSE", "CHANGELOG.md", "vectors/schema.json"],
  ...["index", "obd", "sms", "stream", "vectors"].flatMap((entry) =>
    ["js", "cjs", "d.ts", "d.cts"].map((end) => `dist/${entry}.${end}`),
  ),
  "dist/cli.js",
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

  writeFileSync(join(folder, "package.json"), '{ "name": "user", "private": true }');
  run("npm", ["install", "--no-audit", "--no-fund", "--offline", join(folder, filename)]);

  const vectors = readdirSync(join(root, "vectors"))
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) =>
      readFileSync(join(root, "vectors", file), "utf8")
        .split("\n")
        .filter(Boolean),
    )
    .map((line) => JSON.parse(line))
    .filter((vector) => Array.isArray(vector.expect) && vector.expect[0]?.command !== undefined);
  writeFileSync(join(folder, "vectors.json"), JSON.stringify(vectors));
  const body = `
    let count = 0;
    for (const { id, hex, ascii, expect } of JSON.parse(require("node:fs").readFileSync("vectors.json", "utf8"))) {
      const messages = decode(hex === undefined ? ascii : Buffer.from(hex, "hex"));
      const got = messages.map(({ type, command, deviceId, time }) => [type, command, deviceId, time?.toISOString()]);
      const want = expect.map(({ type, command, deviceId, time }) => [type, command, deviceId, time]);
      if (JSON.stringify(got) !== JSON.stringify(want)) throw new Error(id + ": " + JSON.stringify(got));
      count++;
    }
    console.log(count);`;
  writeFileSync(
    join(folder, "esm.mjs"),
    `import { createRequire } from "node:module";
    import { decode } from "sinotrack-protocol";
    const require = createRequire(import.meta.url);${body}`,
  );
  writeFileSync(
    join(folder, "cjs.cjs"),
    `const { decode } = require("sinotrack-protocol");${body}`,
  );
  const entries = `
    check(formatSms({ type: "restart" }, { password: "0000" }), "RESTART");
    check(parseSms("SET OK").type, "ok");
    check(decodeObd("410C1AF8")[0].values.engineRpm, 1726);
    check(decodeStream([])[Symbol.asyncIterator] !== undefined, true);
    check(new DecoderStream() instanceof TransformStream, true);
    check(loadVectors().length, ${vectors.length});
    check(checkVectors(loadVectors(), () => []).changed.length, ${vectors.length});
    function check(got, want) { if (got !== want) throw new Error(got + " is not " + want); }`;
  const names = {
    sms: "formatSms, parseSms",
    obd: "decodeObd",
    stream: "DecoderStream, decodeStream",
    vectors: "checkVectors, loadVectors",
  };
  writeFileSync(
    join(folder, "entries.mjs"),
    Object.entries(names)
      .map(([entry, list]) => `import { ${list} } from "sinotrack-protocol/${entry}";`)
      .join("") + entries,
  );
  writeFileSync(
    join(folder, "entries.cjs"),
    Object.entries(names)
      .map(([entry, list]) => `const { ${list} } = require("sinotrack-protocol/${entry}");`)
      .join("") + entries,
  );
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
  }
  run("node", ["entries.mjs"]);
  run("node", ["entries.cjs"]);
  for (const script of ["esm.mjs", "cjs.cjs"]) {
    const count = Number(run("node", [script]));
    if (count !== vectors.length)
      throw new Error(`${script}: ${count} of ${vectors.length} vectors`);
  }
  const version = run(join(folder, "node_modules/.bin/sinotrack"), ["--version"]).trim();
  const { version: wanted } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (version !== wanted) throw new Error(`sinotrack --version says ${version}, not ${wanted}`);
  console.log(`packed: ${vectors.length} vectors by import and by require, sinotrack ${version}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Built code and its types, one of each for `import` and `require`; no source, no test, no map of one. */
function isWanted(path) {
  return /^dist\/(?:part\/)?[\w-]+\.(?:c?js|d\.c?ts)$/.test(path) || REQUIRED.includes(path);
}
