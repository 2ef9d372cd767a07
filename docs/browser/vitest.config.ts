import { defineConfig } from "vitest/config";

/** The tests that need a browser and the built site: `npm run test:site`. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    globalSetup: "./build.ts",
    reporters: ["default", "../../test/plain-count-reporter.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
