/** What `source.mjs` bundles. */
export { splitFrames } from "../src/frame/split.ts";
export { parseFrame, parseTraced } from "../src/parse.ts";
