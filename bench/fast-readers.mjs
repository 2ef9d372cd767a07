/** The fast readers, which `dist` does not export: `source.mjs` bundles this file. */
import { readDollarFast } from "../src/generated/dollar.ts";
import { readTextFast } from "../src/h02/text/fast-readers.ts";

/** The message, or `null` if the interpreter has to read the frame. */
export function readFast(frame, options) {
  switch (frame.format) {
    case "ascii":
      return readTextFast(frame, options?.statusTable);
    case "binary":
      return readDollarFast(frame, options?.statusTable ?? "tq");
    default:
      return null;
  }
}
