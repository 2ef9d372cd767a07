import { defineConfig } from "vitest/config";
import { viteVectorFiles } from "./build/vector-files.ts";

export default defineConfig({
  plugins: [viteVectorFiles],
  test: {
    include: ["test/**/*.test.ts"],
    // Properties run long on a busy machine; no test is about time.
    testTimeout: 60_000,
    reporters: ["default", "./test/plain-count-reporter.ts"],
    coverage: {
      include: ["src/**/*.ts"],
      exclude: ["src/cli/**"],
      thresholds: { 100: true },
    },
  },
});
