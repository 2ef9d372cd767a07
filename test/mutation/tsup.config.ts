import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { defineConfig, type Options } from "tsup";
import { esbuildVectorFiles } from "../../build/vector-files.ts";
import { judges } from "./judges.mjs";

/**
 * Excluded are tests of the command, the site and the package, tests that read the source or its types as text, tests
 * that bundle it, and tests of time and memory.
 */
const LEFT_OUT = [
  /^(cli|hostile|lint|mutation|package|readers|runtimes|site)\//,
  /^misuse\/(?!options\.)/,
  /linear-time\.|hostile-packets\./,
  /^(adding-a-command|bench|citations|completeness|contributing|docs|links|model-page|readme)\.test\.ts$/,
  /^vectors\/schema\.test\.ts$/,
  /^stream\/recipes\.test\.ts$/,
  // These replace modules or spy on their calls.
  /^(promises\/14-|datagram\.)/,
  // This imports modules by path.
  /^protocol\/entry-point\./,
  // This runs every command, which other tests cover too.
  /^promises\/11-/,
  /^promises\/(05|06|08|13)-/,
];

function testFiles(): string[] {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !LEFT_OUT.some((left) => left.test(file)))
    .filter((file) => judges(process.env["MUTATED"] ?? "", `test/${file}`))
    .sort();
}

const IMPORT = /(?:await )?import\(\/\* @vite-ignore \*\/ /g;

const GLOB_OF_MODULES = /import\.meta\.glob\("[^"]*", \{ eager: true \}\)/;

/** A bundle cannot import by path or pattern: replaces such imports of generators by a table. */
function withTable(source: string): string {
  if (source.search(IMPORT) < 0 && !GLOB_OF_MODULES.test(source)) return source;
  const files = readdirSync("src", { recursive: true, encoding: "utf8" });
  const rows = files
    .filter((file) => /^(?:kind|h02|jt808|pengaoda)\/.*\.ts$/.test(file))
    .map((file) => resolve("src", file))
    .map((path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(path)}),`);
  const table = `const MODULES_BY_PATH: any = {${rows.join("\n")}};`;
  const contents = source
    .replaceAll("await Promise.all(", "(")
    .replaceAll("async ", "")
    .replaceAll(IMPORT, "moduleAt(")
    .replace(GLOB_OF_MODULES, "allModules()");
  return `${contents}
function modules(): any {\n${table}\nreturn MODULES_BY_PATH;\n}
function moduleAt(path: string): any { return modules()[path](); }
function allModules(): any { return Object.values(modules()).map((load: any) => load()); }`;
}

const tests: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "tests",
  setup(build): void {
    build.onLoad({ filter: /mutation\/tests\.ts$/ }, () => ({
      contents: testFiles()
        .map((file) => `file(${JSON.stringify(`test/${file}`)}, () => require("../${file}"));`)
        .join("\n")
        // An import for its effect alone would be removed.
        .replace(/^/, 'import { file } from "vitest";\nrequire("../frame-equality.ts");\n'),
      resolveDir: resolve("test/mutation"),
    }));
    // Few inputs, the same for each mutant.
    build.onResolve({ filter: /^fast-check$/ }, ({ importer }) =>
      importer.endsWith("few-runs.ts")
        ? { path: "fast-check", external: true }
        : { path: resolve("test/mutation/few-runs.ts") },
    );
    // Tests locate their vectors relative to their file, and generators their modules.
    build.onLoad({ filter: /(test|build)\/.*\.ts$/ }, ({ path }) => {
      const url = JSON.stringify(pathToFileURL(path).href);
      const source = withTable(readFileSync(path, "utf8"))
        .replaceAll("import.meta.url", url)
        // Sources as text would contain the mutants.
        .replace(/import\.meta\.glob\([^)]*\)/g, "{}");
      return { contents: source, loader: "ts" };
    });
  },
};

export default defineConfig({
  entry: { tests: "test/mutation/tests.ts" },
  outDir: ".mutation",
  format: "cjs",
  external: ["vitest"],
  esbuildPlugins: [tests, esbuildVectorFiles],
  tsconfig: "src/stream/tsconfig.json",
  silent: true,
  skipNodeModulesBundle: true,
  noExternal: [/^virtual:/],
});
