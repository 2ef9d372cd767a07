/** Before anything is timed, all contestants must read the same messages. */
import { isDeepStrictEqual } from "node:util";
import { parseFrame } from "../dist/index.js";
import { FORMS } from "./frames.mjs";

/** @param others Each makes the message of a frame, as `parseFrame` does. */
export function checkAgreement(form, frames, others) {
  const codes = new Set();
  // One frame at a time: all messages kept together would fill the heap and slow the garbage collector down.
  for (const frame of frames) {
    const message = parseFrame(frame);
    for (const other of others) {
      if (!isDeepStrictEqual({ ...other(frame), frame }, message)) {
        throw new Error(`${form}: the contestants disagree about a frame at ${frame.offset}`);
      }
    }
    for (const { code } of message.issues) codes.add(code);
  }
  // The frames are faultless; any other issue is a mistake of the generator.
  for (const code of FORMS[form].issues) codes.delete(code);
  for (const code of codes) process.stderr.write(`${form}: frames have the issue ${code}\n`);
}
