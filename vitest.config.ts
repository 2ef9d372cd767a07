import { configDefaults, defineConfig } from "vitest/config";
import { viteVectorFiles } from "./build/vector-files.ts";

/** Tests that take seconds: `npm run check` and `npm run dev` leave them to `npm test` and `npm run test:slow`. */
const SLOW = [
  "test/promises/*.test.ts",
  "test/anonymise/{anonymise,planted,secrets}.test.ts",
  "test/cli/{conform,jobs,simulate}.test.ts",
  "test/command/{incomplete,one-value}.test.ts",
  "test/contributing.test.ts",
  "test/frame/{mixed,sniff,voltages}.test.ts",
  "test/hostile/escapes.test.ts",
  "test/jt808/{encode,fast,streams}.test.ts",
  "test/kind/{bytes,text}.test.ts",
  "test/lint/layers.test.ts",
  "test/message/{agree,pengaoda,usual}.test.ts",
  "test/sms/parse.test.ts",
  "test/stream/decode-stream.test.ts",
  "test/text/{input-reader,packets}.test.ts",
];

/** Tests of time and memory: `npm run test:alone` runs them one after the other, while nothing else runs. */
const ALONE = [
  "test/cli/{conversation,hostile,memory}.test.ts",
  "test/hostile/{lockout,output}.test.ts",
  "test/promises/{05-bounded-memory,06-linear-time}.test.ts",
  "test/text/hostile-packets.test.ts",
  "test/**/linear-time.test.ts",
];

/**
 * Tests of other programs that use the rows: `npm run test:readers`. They need tshark (Debian: apt-get install tshark).
 */
const READERS = ["test/readers/*.test.ts"];

/** Excluded tests by mode; `test` is the mode of `npm test`. */
const EXCLUDED: Record<string, readonly string[]> = {
  alone: [],
  readers: [],
  quick: [...SLOW, ...ALONE, ...READERS],
  slow: [...ALONE, ...READERS],
  test: [...ALONE, ...READERS],
};

export default defineConfig(({ mode }) => ({
  plugins: [viteVectorFiles],
  test: {
    include: { alone: ALONE, readers: READERS, slow: SLOW }[mode] ?? ["test/**/*.test.ts"],
    setupFiles: ["test/frame-equality.ts"],
    exclude: [...configDefaults.exclude, ...(EXCLUDED[mode] ?? [])],
    // Modules are loaded once for all files of a process, because no test changes one. Memory is measured in a fresh
    // process.
    isolate: mode === "alone",
    fileParallelism: mode !== "alone",
    // Vitest leaves one core free, which is half of two.
    maxWorkers: 2,
    // Property tests take long on a busy machine.
    testTimeout: 60_000,
    reporters: ["default", "./test/plain-count-reporter.ts"],
    coverage: {
      include: ["src/**/*.ts"],
      exclude: ["src/cli/**"],
      thresholds: { 100: true },
    },
  },
}));
