/** The messages of a capture that is complete in itself. */
import { type DecodeOptions, decode, type Message } from "../index.ts";
import type { Origin } from "./printer.ts";

const LF = 0x0a;

/** @param origin The origin of the first byte. */
export function decodeCapture(
  bytes: Uint8Array,
  reading: DecodeOptions | undefined,
  origin: Origin,
  take: (message: Message, origin: Origin) => void,
): void {
  let at = 0;
  let { line } = origin;
  for (const message of decode(bytes, reading)) {
    // An assembled message begins at its last part, which is the message before it.
    for (; line !== undefined && at < message.frame.offset; at++) if (bytes[at] === LF) line++;
    take(message, line === undefined || line === origin.line ? origin : { ...origin, line });
  }
}
