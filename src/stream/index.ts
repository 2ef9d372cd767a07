/**
 * Messages from streams: async iterables, Node streams and sockets, web streams. One stream is one
 * connection.
 *
 * @packageDocumentation
 */
export type { ByteSource, ReadableBytes } from "./chunk-reader.ts";
export { decodeStream } from "./decode-stream.ts";
export { DecoderStream } from "./decoder-stream.ts";
export type { StreamOptions } from "./options.ts";
export type { Timer } from "./timer.ts";
export type { ByteWriter, WebStreamPair } from "./web-types.ts";
