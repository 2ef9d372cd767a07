import { configDefaults, defineConfig } from "vitest/config";
import { viteVectorFiles } from "./build/vector-files.ts";

/** Tests that take seconds: `npm run dev` leaves them to `npm test`. */
const SLOW = [
  "test/promises/**",
  "test/anonymise/anonymise.test.ts",
  "test/contributing.test.ts",
  "test/cli/simulate.test.ts",
  "test/command/{incomplete,one-value}.test.ts",
  "test/frame/sniff.test.ts",
  "test/jt808/{encode,fast,streams}.test.ts",
  "test/lint/layers.test.ts",
  "test/message/{agree,pengaoda,usual}.test.ts",
  "test/sms/parse.test.ts",
  "test/stream/decode-stream.test.ts",
];

/** Tests about time and memory: `npm run test:alone` runs them one after the other, when nothing else runs. */
const ALONE = [
  "test/cli/{conversation,hostile,memory}.test.ts",
  "test/hostile/{lockout,output}.test.ts",
  "test/promises/{05-bounded-memory,06-linear-time}.test.ts",
  "test/text/hostile-packets.test.ts",
  "test/**/linear-time.test.ts",
];

/** What other programs make of the rows: `npm run test:readers`. It needs tshark (Debian: apt-get install tshark). */
const READERS = ["test/readers/*.test.ts"];

/** Of each mode; `test` is that of `npm test`. */
const EXCLUDED: Record<string, readonly string[]> = {
  alone: [],
  readers: [],
  dev: [...SLOW, ...ALONE, ...READERS],
  test: [...ALONE, ...READERS],
};

export default defineConfig(({ mode }) => ({
  plugins: [viteVectorFiles],
  test: {
    include: { alone: ALONE, readers: READERS }[mode] ?? ["test/**/*.test.ts"],
    setupFiles: ["test/frame-equality.ts"],
    exclude: [...configDefaults.exclude, ...(EXCLUDED[mode] ?? [])],
    // Modules are loaded once for all files of a process: no test changes one. Memory is measured in a fresh one.
    isolate: mode === "alone",
    fileParallelism: mode !== "alone",
    // Vitest leaves one core to itself; on two, that is half of them.
    maxWorkers: 2,
    // Properties run long on a busy machine.
    testTimeout: 60_000,
    reporters: ["default", "./test/plain-count-reporter.ts"],
    coverage: {
      include: ["src/**/*.ts"],
      exclude: ["src/cli/**"],
      thresholds: { 100: true },
    },
  },
}));
