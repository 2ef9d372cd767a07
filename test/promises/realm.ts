/** What 13-the-same-everywhere.test.ts runs in a realm of its own. */
export * as api from "../../src/index.ts";
export { answers } from "./answers.ts";
