/**
 * Messages from streams: async iterables, Node streams and sockets, web streams. One stream is one
 * connection. The types need those of web streams (`lib: ["DOM"]`, or `@types/node`).
 *
 * @packageDocumentation
 */
export type { ByteSource } from "./chunk-reader.ts";
export { decodeStream } from "./decode-stream.ts";
export { DecoderStream } from "./decoder-stream.ts";
export type { StreamOptions } from "./options.ts";
export type { Timer } from "./timer.ts";
