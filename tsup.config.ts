import { defineConfig } from "tsup";

export default defineConfig([
  {
    entry: ["src/index.ts"],
    format: ["esm", "cjs"],
    dts: true,
    clean: true,
    // Without it the CJS entry points carry copies of the same classes.
    splitting: true,
  },
]);
