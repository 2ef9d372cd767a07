import { defineConfig } from "tsup";
import { esbuildVectorFiles } from "./build/vector-files.ts";

export default defineConfig([
  {
    entry: {
      index: "src/index.ts",
      obd: "src/obd/index.ts",
      sms: "src/sms/index.ts",
      stream: "src/stream/index.ts",
      vectors: "src/vectors/index.ts",
    },
    esbuildPlugins: [esbuildVectorFiles],
    format: ["esm", "cjs"],
    dts: true,
    // Its web streams need more types than the core has.
    tsconfig: "src/stream/tsconfig.json",
    clean: true,
    // Without it the CJS entry points carry copies of the same classes.
    splitting: true,
  },
  // The command line bundles the small libraries that it uses, so that the package has no
  // dependency at run time.
  {
    entry: { cli: "src/cli/main.ts" },
    format: ["esm"],
    platform: "node",
    target: "node20",
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  },
]);
