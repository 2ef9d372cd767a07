import { isBytes, latin1Bytes } from "../bytes.ts";
import type { Frame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import type { SplitOptions } from "./scan.ts";
import { splitFrames } from "./split.ts";

/** Options that are kept from frame to frame. */
export interface FramesOptions extends SplitOptions {
  readonly deviceId?: string;
}

/** Assembles the parts of messages. */
export interface Parts {
  add(message: Message): Message | null;
}

/** For a text, one byte per character. @throws TypeError if `input` is neither. */
export function bytesOfInput(input: Uint8Array | string): Uint8Array {
  if (typeof input === "string") return latin1Bytes(input);
  if (!isBytes(input)) throw new TypeError("input must be a Uint8Array or a string");
  return input;
}

/** Splits bytes and decodes one frame after the other. */
export function decodeFrames<Options extends FramesOptions>(
  bytes: Uint8Array,
  options: Options | undefined,
  parse: (frame: Frame, options: Options | undefined) => Message,
  parts: Parts | undefined,
): Message[] {
  const { frames } = splitFrames(bytes, { ...options, end: true });
  let deviceId = options?.deviceId;
  const messages: Message[] = [];
  for (const frame of frames) {
    const message = parse(
      frame,
      deviceId === undefined || frame.format === "ascii"
        ? options
        : ({ ...options, deviceId } as Options),
    );
    if (message.deviceId !== null) deviceId = message.deviceId;
    messages.push(message);
    const whole = message.jt808?.part === undefined ? null : parts?.add(message);
    if (whole) messages.push(whole);
  }
  return messages;
}
