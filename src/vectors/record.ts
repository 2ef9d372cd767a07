/** Cuts a capture into vectors. */
import { checkOptions } from "../argument.ts";
import { assertBytes } from "../bytes.ts";
import { decode } from "../decode.ts";
import type { Message } from "../model/message.ts";
import { assertProtocol, type ProtocolLike } from "../model/protocol.ts";
import { plainMessage } from "./plain.ts";
import type { JsonObject } from "./vector.ts";

/** Some bytes of a capture, and what they decode to on their own. */
export interface Recording {
  readonly bytes: Uint8Array;
  readonly messages: readonly JsonObject[];
}

/** Options of `recordCapture`. */
export interface RecordOptions {
  /** The protocol of your own firmware, from `./layout`. */
  readonly protocol?: ProtocolLike;
}

/**
 * Cuts the bytes of a capture into the smallest parts that decode on their own to the same messages as in the capture,
 * usually one frame. A frame that needs another one (`X` records have their device id from the frame before them) stays
 * with it. Separators between parts are left out; every message is in exactly one part.
 *
 * @throws TypeError if `bytes` is not a Uint8Array, RangeError for an option.
 * @example
 * ```ts
 * import { recordCapture } from "sinotrack-protocol/vectors";
 *
 * const capture = new TextEncoder().encode("*HQ,353271799434922,XT#\r\n*HQ,353271799434922,HTBT,85#");
 * const recordings = recordCapture(capture);
 * recordings.length; // 2
 * new TextDecoder().decode(recordings[1].bytes); // "*HQ,353271799434922,HTBT,85#"
 * ```
 */
export function recordCapture(bytes: Uint8Array, options: RecordOptions = {}): Recording[] {
  assertBytes(bytes, "bytes");
  checkOptions(options, { protocol: assertProtocol });
  const messages = decode(bytes, options);
  const parts: Part[] = [];
  for (const [i, message] of messages.entries()) {
    const last = parts.at(-1);
    // A part that does not decode alone may need the following bytes.
    if (last !== undefined && !last.standsAlone) parts[parts.length - 1] = partOf(last.from, i);
    else parts.push(partOf(i, i));
    // `X` records, for example, need the preceding bytes.
    if (message.frame.offset > 0) joinBackwards();
    if (isPutTogether(message)) joinAllParts();
  }
  joinAllParts();
  return parts.map(({ bytes: part, from, to }) => ({
    bytes: part,
    messages: plainFrom(from, to),
  }));

  /** Offsets in the part, which begins at its first message. */
  function plainFrom(from: number, to: number): JsonObject[] {
    const start = messages[from]!.frame.offset;
    return messages.slice(from, to + 1).map((message) => plainMessage(movedBy(start, message)));
  }

  function partOf(from: number, to: number): Part {
    const first = messages[from] as Message;
    const last = messages[to] as Message;
    const end = Math.max(
      ...messages
        .slice(from, to + 1)
        .filter((message) => message === last || !isPutTogether(message))
        .map(
          ({ frame }) =>
            frame.offset + (frame.bytes.buffer === bytes.buffer ? frame.bytes.length : 0),
        ),
    );
    const part = bytes.subarray(first.frame.offset, end);
    const alone = JSON.stringify(decode(part, options).map(plainMessage));
    const inCapture = JSON.stringify(plainFrom(from, to));
    return { bytes: part, from, to, standsAlone: alone === inCapture };
  }

  /** With one part before it, or not at all: a longer search would cost too much. */
  function joinBackwards(): void {
    const [before, last] = parts.slice(-2);
    if (last === undefined || last.standsAlone) return;
    const joined = partOf(before!.from, last.to);
    if (joined.standsAlone) parts.splice(-2, 2, joined);
  }

  /** An assembled JT/T 808 message follows its last part, with a frame that is in no capture. */
  function isPutTogether({ frame }: Message): boolean {
    return frame.bytes.buffer !== bytes.buffer;
  }

  function joinAllParts(): void {
    while (parts.length > 1 && !parts.at(-1)!.standsAlone) {
      const { to } = parts.pop() as Part;
      parts.push(partOf(parts.pop()!.from, to));
    }
  }
}

/** The message moved back by `by` bytes. The offset of its frame is not recorded. */
function movedBy(by: number, message: Message): Message {
  const { jt808 } = message;
  if (jt808?.assembled === undefined) return message;
  const offsets = jt808.assembled.offsets.map((offset) => offset - by);
  return { ...message, jt808: { ...jt808, assembled: { offsets } } } as Message;
}

interface Part {
  readonly bytes: Uint8Array;
  /** Numbers of its first and its last message. */
  readonly from: number;
  readonly to: number;
  readonly standsAlone: boolean;
}
