/**
 * The frames of the benchmark and its unchecked parsers are right; otherwise `npm run bench` would measure nothing or
 * stop.
 */
import { expect, test } from "vitest";
import { asFrames, FORMS, makeFrames } from "../bench/frames.mjs";
import { UNCHECKED } from "../bench/unchecked.mjs";
import { parseFrame } from "../src/index.ts";

test.each(Object.entries(FORMS))("%s", (form, { issues }) => {
  const unchecked = UNCHECKED[form]!;
  for (const frame of asFrames(makeFrames(form, 300))) {
    const message = parseFrame(frame);
    expect({ ...unchecked(frame), frame }).toEqual(message);
    for (const { code } of message.issues) expect(issues).toContain(code);
  }
});
