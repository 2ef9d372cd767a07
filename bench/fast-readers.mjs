/** The fast readers, which `dist` does not export: `source.mjs` bundles this file. */
import { readDollarFast } from "../src/generated/dollar.ts";
import { readUsualText } from "../src/h02/text/usual-text.ts";
import { readUsual } from "../src/jt808/parse.ts";

/** The message, or `null` if the interpreter has to read the frame. */
export function readFast(frame, options) {
  switch (frame.format) {
    case "ascii":
      return readUsualText(frame, options?.statusTable);
    case "binary":
      return readDollarFast(frame, options?.statusTable ?? "tq");
    case "escaped":
      return readUsual(frame);
    default:
      return null;
  }
}
