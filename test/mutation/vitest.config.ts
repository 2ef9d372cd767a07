import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { viteVectorFiles } from "../../build/vector-files.ts";

const FEW_RUNS = fileURLToPath(new URL("few-runs.ts", import.meta.url));

/**
 * The tests that judge mutants: quick ones that call the core in this process. Left out are those of the
 * command, the site and the package, those that read the source as text, those that bundle it, and those
 * about time and memory.
 */
export default defineConfig({
  plugins: [
    viteVectorFiles,
    {
      name: "few-runs",
      enforce: "pre",
      resolveId: (id, importer) =>
        id === "fast-check" && importer !== FEW_RUNS ? FEW_RUNS : undefined,
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [
      "test/cli/**",
      "test/site/**",
      "test/lint/**",
      "test/docs.test.ts",
      // It goes through every command, for what the others see too.
      "test/promises/11-no-smuggling.test.ts",
      "test/promises/05-bounded-memory.test.ts",
      "test/promises/06-linear-time.test.ts",
      "test/promises/08-no-shared-state.test.ts",
      "test/promises/13-the-same-everywhere.test.ts",
    ],
    // What the tests import is loaded once, not once for each file: half of the time.
    isolate: false,
    testTimeout: 60_000,
    // Part of the names of the tests, by which Stryker finds them again.
    env: { FUZZ_SEED: "1", FUZZ_RUNS: "30" },
  },
});
