import { configDefaults, defineConfig } from "vitest/config";
import { viteVectorFiles } from "./build/vector-files.ts";

/** Tests that take seconds: `npm run dev` leaves them to `npm test`. */
const SLOW = [
  "test/promises/**",
  "test/anonymise/anonymise.test.ts",
  "test/contributing.test.ts",
  "test/cli/{conversation,hostile,memory,simulate}.test.ts",
  "test/command/{incomplete,one-value}.test.ts",
  "test/frame/sniff.test.ts",
  "test/jt808/{encode,fast,streams}.test.ts",
  "test/lint/layers.test.ts",
  "test/message/{pengaoda,usual}.test.ts",
  "test/sms/parse.test.ts",
  "test/stream/decode-stream.test.ts",
];

export default defineConfig(({ mode }) => ({
  plugins: [viteVectorFiles],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...(mode === "dev" ? SLOW : [])],
    // Properties run long on a busy machine; no test is about time.
    testTimeout: 60_000,
    reporters: ["default", "./test/plain-count-reporter.ts"],
    coverage: {
      include: ["src/**/*.ts"],
      exclude: ["src/cli/**"],
      thresholds: { 100: true },
    },
  },
}));
