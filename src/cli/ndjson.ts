/**
 * Messages as NDJSON: one JSON object a line, with what is known of its origin. Times are ISO
 * strings and bytes lower-case hexadecimal digits.
 */
import type { Frame, Message } from "../index.ts";
import { parseSms } from "../sms/index.ts";
import type { Origin, Printer } from "./printer.ts";
import { printableJson } from "./text.ts";

export interface NdjsonOptions {
  /** Leave out the frame that the message was read from. */
  readonly noFrame?: boolean;
}

export function ndjsonPrinter(options: NdjsonOptions = {}): Printer {
  return (message: Message, origin: Origin): string => {
    const { frame, ...values } = withReply(message);
    const { transport, peer, ...place } = origin;
    const row = {
      ...(transport === undefined ? {} : { transport, peer, receivedAt: origin.receivedAt }),
      ...(Object.keys(place).length === 0 ? {} : { origin: place }),
      ...values,
      ...(options.noFrame ? {} : { frame: describeFrame(frame) }),
    };
    return `${printableJson(JSON.stringify(row, bytesToHex))}\n`;
  };
}

/** The text of a device is read, as far as it is an answer that is known. */
function withReply(message: Message): Message {
  if (message.type !== "text") return message;
  const { text: _, ...reply } = parseSms(message.text);
  return { ...message, reply } as Message;
}

function describeFrame(frame: Frame): Record<string, unknown> {
  const { format, offset, bytes } = frame;
  return { format, offset, length: bytes.length, hex: toHex(bytes) };
}

/** Wherever bytes are in a message, they become hex and not an object with a key for each byte. */
function bytesToHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? toHex(value) : value;
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
}
