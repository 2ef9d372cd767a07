import { bytesOfInput, decodeFrames } from "./frame/decode-frames.ts";
import type { SplitOptions } from "./frame/scan.ts";
import { SubPackages } from "./jt808/sub-packages.ts";
import type { Frame } from "./model/frame.ts";
import type { Message } from "./model/message.ts";
import { assertParseOptions, type ParseOptions, parseTraced, readDatagram } from "./parse.ts";

/** Options of `decode`. */
export interface DecodeOptions extends SplitOptions, ParseOptions {}

/**
 * Decodes the bytes of one datagram, capture or whole stream into messages, in order. Bytes outside frames come out as
 * `noise`; no byte is lost. For a stream that arrives in chunks use `FrameSplitter`.
 *
 * Each part of a JT/T 808 message is a message of its own; behind the last part follows the assembled message
 * (`SubPackages`).
 *
 * Frames without a device id (`X` records) get the id of the frame before them.
 *
 * @param input Bytes, or the text of the stream with one character per byte. The frames of the messages are views of
 * the bytes.
 * @throws TypeError if `input` is neither. RangeError for a limit out of its range or a status table
 * that does not exist. Never for what the bytes are.
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 *
 * const frame = "*HQ,123456789012345,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * const [message] = decode(frame);
 * if (message.type === "position") {
 *   message.time; // 2026-02-13T06:47:13.000Z
 *   message.latitude; // 49.01335666666667
 *   message.speedKmh; // 29.0764
 *   message.status?.engineRunning; // true
 * }
 * ```
 */
export function decode(input: Uint8Array | string, options?: DecodeOptions): Message[] {
  const bytes = bytesOfInput(input);
  assertParseOptions(options);
  const only = readDatagram(bytes, options);
  if (only !== null) return [only];
  return decodeFrames(bytes, options, parse, new SubPackages(options));
}

function parse(frame: Frame, options: DecodeOptions | undefined): Message {
  return parseTraced(frame, options, null);
}
