import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { defineConfig, type Options } from "tsup";
import { esbuildVectorFiles } from "../../build/vector-files.ts";

/**
 * Left out are the tests of the command, the site and the package, those that read the source as text, those that
 * bundle it, and those about time and memory.
 */
const LEFT_OUT = [
  /^(cli|lint|mutation|package|runtimes|site)\//,
  /^(docs|links|readme)\.test\.ts$/,
  /^stream\/recipes\.test\.ts$/,
  // It goes through every command, for what the others see too.
  /^promises\/11-/,
  /^promises\/(05|06|08|13)-/,
];

function testFiles(): string[] {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !LEFT_OUT.some((left) => left.test(file)))
    .sort();
}

const tests: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "tests",
  setup(build): void {
    build.onLoad({ filter: /mutation\/tests\.ts$/ }, () => ({
      contents: testFiles()
        .map((file) => `file(${JSON.stringify(`test/${file}`)}, () => require("../${file}"));`)
        .join("\n")
        .replace(/^/, 'import { file } from "vitest";\n'),
      resolveDir: resolve("test/mutation"),
    }));
    // Few inputs, the same for each mutant.
    build.onResolve({ filter: /^fast-check$/ }, ({ importer }) =>
      importer.endsWith("few-runs.ts")
        ? { path: "fast-check", external: true }
        : { path: resolve("test/mutation/few-runs.ts") },
    );
    // A test finds its vectors from where it stands.
    build.onLoad({ filter: /test\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(
        "import.meta.url",
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: "ts",
    }));
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
});
