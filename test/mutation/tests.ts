/** In its place test/mutation/tsup.config.ts puts all tests that judge mutants. */
export {};
