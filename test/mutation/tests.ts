/** test/mutation/tsup.config.ts replaces this file by all tests that judge mutants. */
export {};
