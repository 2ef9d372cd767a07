import { parseRecord } from "../../h02/dollar/parse.ts";
import { isTailLength } from "../../h02/dollar/read.ts";
import { readText } from "../../h02/text/read.ts";
import { textWord } from "../../h02/text/words.ts";
import type { FormSet } from "../form-set.ts";
import { settingsOf } from "./settings.ts";

/** Text messages `*HQ,…#` and the records `$`, `M`, `X` and `P`. */
export const h02: FormSet = /* @__PURE__ */ Object.freeze<FormSet>({
  name: "h02",
  read(frame, { options, given, tables, trace, isFramed }) {
    if (isFramed || frame.format === "escaped") return null;
    if (frame.format === "ascii") return readText(frame, given, undefined, trace, tables);
    const tail = frame.format === "binary" ? tables.tails.get(frame.bytes.length) : undefined;
    const table = given ?? tail?.statusTable ?? "tq";
    return parseRecord(frame, settingsOf(table, tables), trace, {
      deviceId: options.deviceId,
      tail: tail?.ready,
    });
  },
  has: (what, value) =>
    what === "word" ? textWord(String(value)) !== undefined : isTailLength(Number(value)),
});
