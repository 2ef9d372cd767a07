/** Nobody would notice a fast reader that gives up: the interpreter reads the same, ten times as slow. */
import { describe, expect, it } from "vitest";
import { asFrames, FORMS, makeFrames } from "../../bench/frames.mjs";
import { parseTraced, readFast } from "../../src/parse.ts";
import { expectSameMessages } from "../same.ts";

describe("a fast reader takes every usual frame of", () => {
  it.each(Object.keys(FORMS).filter((form) => FORMS[form]!.hasFastReader))("%s", (form) => {
    for (const frame of asFrames(makeFrames(form, 40))) {
      const shown = Buffer.from(frame.bytes).toString("latin1");
      const fast = readFast(frame, undefined);
      expect(fast, shown).not.toBeNull();
      expectSameMessages([fast!], [parseTraced(frame, undefined, [])], () => shown);
    }
  });
});
