import { isBytes, latin1Bytes } from "./bytes.ts";
import type { SplitOptions } from "./frame/scan.ts";
import { splitFrames } from "./frame/split.ts";
import { SubPackages } from "./jt808/sub-packages.ts";
import type { Message } from "./model/message.ts";
import { assertParseOptions, type ParseOptions, parseTraced } from "./parse.ts";

/** How `decode` splits and reads. */
export interface DecodeOptions extends SplitOptions, ParseOptions {}

/**
 * Turns the bytes of one datagram, capture or whole stream into messages, in order. What is no frame
 * comes out as `noise`; no byte is lost. For a stream that arrives in chunks use `FrameSplitter`.
 *
 * A JT/T 808 message in parts comes out whole behind its last part, which like the others is a message of
 * its own (`SubPackages`).
 *
 * Frames that name no device (`X` records) get the id of the frame before them.
 *
 * @param input Bytes, or the text of the stream, one character a byte. The messages' frames are views of
 * the bytes.
 * @throws TypeError if `input` is neither. RangeError for a limit out of its range or a status table
 * that does not exist. Never for what the bytes are.
 */
export function decode(input: Uint8Array | string, options?: DecodeOptions): Message[] {
  if (typeof input !== "string" && !isBytes(input)) {
    throw new TypeError("input must be a Uint8Array or a string");
  }
  assertParseOptions(options);
  const bytes = typeof input === "string" ? latin1Bytes(input) : input;
  const { frames } = splitFrames(bytes, { ...options, end: true });
  let deviceId = options?.deviceId;
  const messages: Message[] = [];
  const parts = new SubPackages(options);
  for (const frame of frames) {
    const message = parseTraced(
      frame,
      deviceId === undefined || frame.format === "ascii" ? options : { ...options, deviceId },
      null,
    );
    if (message.deviceId !== null) deviceId = message.deviceId;
    messages.push(message);
    const whole = message.jt808?.part === undefined ? null : parts.add(message);
    if (whole !== null) messages.push(whole);
  }
  return messages;
}
