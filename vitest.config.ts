import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", "./test/plain-count-reporter.ts"],
    coverage: { include: ["src/**"], exclude: ["src/cli/**"] },
  },
});
