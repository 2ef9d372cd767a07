/** The types of web streams where a program has them (`lib: ["DOM"]` or `@types/node`), and without them its own. */
import type { Message } from "../index.ts";

// A name that a program does not have is `any` behind these comments, here and in the built declarations.
// biome-ignore lint/suspicious/noTsIgnore: here the name is known, so that an error cannot be expected.
/** @ts-ignore */
type WebReadable = ReadableStream<Message>;
// biome-ignore lint/suspicious/noTsIgnore: as above.
/** @ts-ignore */
type WebWritable = WritableStream<Uint8Array>;

// Every name is a key of `any`.
type Known<Web, Otherwise> = string extends keyof Web ? Otherwise : Web;

/** What `pipeThrough` takes: bytes go in, messages come out. */
export interface WebStreamPair {
  /** A `ReadableStream` of the messages. */
  readonly readable: Known<WebReadable, AsyncIterable<Message>>;
  /** A `WritableStream` for the bytes. */
  readonly writable: Known<WebWritable, { getWriter(): ByteWriter }>;
}

/** What a `WritableStream` gives to write with. */
export interface ByteWriter {
  write(chunk: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(reason?: unknown): Promise<void>;
}
