/** Before the clock starts, all contestants have to read the same. */
import { isDeepStrictEqual } from "node:util";
import { parseFrame } from "../dist/index.js";
import { FORMS } from "./frames.mjs";

/** @param others Each makes the message of a frame, as `parseFrame` does. */
export function checkAgreement(form, frames, others) {
  const codes = new Set();
  // One after the other: that many messages kept would be most of the heap, and of the work of its collector.
  for (const frame of frames) {
    const message = parseFrame(frame);
    for (const other of others) {
      if (!isDeepStrictEqual({ ...other(frame), frame }, message)) {
        throw new Error(`${form}: the contestants disagree about a frame at ${frame.offset}`);
      }
    }
    for (const { code } of message.issues) codes.add(code);
  }
  // Nothing is wrong with the frames, unless a generator is wrong.
  for (const code of FORMS[form].issues) codes.delete(code);
  for (const code of codes) process.stderr.write(`${form}: frames have the issue ${code}\n`);
}
