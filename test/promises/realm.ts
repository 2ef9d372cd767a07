/** The module that 13-the-same-everywhere.test.ts runs in a fresh realm. */
export * as api from "../../src/index.ts";
export { answers } from "./answers.ts";
