/** The fast readers: the one import to change when they move. `source.mjs` bundles it, as `dist` has no export for it. */
import { readUsualBinary } from "../src/h02/dollar/usual-binary.ts";
import { readUsualText } from "../src/h02/text/usual-text.ts";

/** The message, or `null` if the interpreter has to read the frame. */
export function readFast(frame, options) {
  switch (frame.format) {
    case "ascii":
      return readUsualText(frame, options?.statusTable);
    case "binary":
      return readUsualBinary(frame, options?.statusTable ?? "tq");
    default:
      return null;
  }
}
