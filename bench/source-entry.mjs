/** The exports that `source.mjs` bundles. */
export { LineBuffer } from "../src/cli/line-buffer.ts";
export { ndjsonPrinter } from "../src/cli/ndjson.ts";
export { splitFrames } from "../src/frame/split.ts";
export { parseFrame, parseTraced } from "../src/parse.ts";
