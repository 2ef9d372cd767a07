/** The types of `./stream`, which need those of web streams, from `lib: ["DOM"]` or `@types/node`. */
import type { Message } from "sinotrack-protocol";
import {
  type ByteSource,
  DecoderStream,
  decodeStream,
  type StreamOptions,
} from "sinotrack-protocol/stream";

const options: StreamOptions = { settleMs: 0 };

export async function ids(source: ByteSource): Promise<(string | null)[]> {
  const found: (string | null)[] = [];
  for await (const { deviceId } of decodeStream(source, options)) found.push(deviceId);
  return found;
}

export function messages(bytes: ReadableStream<Uint8Array>): ReadableStream<Message> {
  return bytes.pipeThrough(new DecoderStream());
}

// @ts-expect-error text is no source of bytes
decodeStream(1);
// @ts-expect-error milliseconds are a number
new DecoderStream({ settleMs: "200" });
