import { defineConfig } from "vitest/config";
import { viteVectorFiles } from "./build/vector-files.ts";

export default defineConfig({
  plugins: [viteVectorFiles],
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", "./test/plain-count-reporter.ts"],
    coverage: { include: ["src/**"], exclude: ["src/cli/**"] },
  },
});
