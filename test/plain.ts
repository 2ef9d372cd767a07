export { plainMessage as plain } from "../src/vectors/index.ts";
