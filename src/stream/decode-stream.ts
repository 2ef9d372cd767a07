import type { Message } from "../index.ts";
import { MessageReader } from "../session/reader.ts";
import { type ByteSource, ChunkReader, END, SILENCE } from "./chunk-reader.ts";
import type { StreamOptions } from "./options.ts";
import { assertStreamOptions, SETTLE_MS } from "./timer.ts";

/**
 * Decodes one connection, file or other stream of bytes, and gives the messages as they arrive:
 *
 *     for await (const message of decodeStream(socket)) console.log(message);
 *
 * 1. However the source is cut into chunks, the messages are the same. A chunk may be reused afterwards.
 * 2. A complete report comes out after `settleMs` of silence at the latest, the rest at the end of the source.
 * 3. The source is read only as fast as the messages are consumed.
 * 4. If the source fails, the messages of its bytes so far come out first, then its error is thrown.
 * 5. Leaving the loop, or calling `return()` even while a `next()` waits, cancels the source; held bytes are then
 *    dropped.
 *
 * Datagrams are not a stream: pass each to `decode`.
 *
 * @param source Any sync or async iterable of `Uint8Array`s (a `net.Socket`, an `fs.ReadStream`, an
 * array) or a web `ReadableStream` of them. A sync one has no silences.
 * @throws TypeError if `source` is none of these; while reading, if a chunk is not a Uint8Array. RangeError
 * for a limit out of its range or a status table that does not exist. Never for what the bytes are.
 * @example
 * ```ts
 * import { decodeStream } from "sinotrack-protocol/stream";
 *
 * // As a socket gives them: cut anywhere.
 * const chunks = ["*HQ,353271799434922,XT#*HQ,35327179", "9434922,HTBT,85#"].map((text) => Buffer.from(text));
 * const commands = [];
 * for await (const message of decodeStream(chunks)) commands.push(message.command);
 * commands; // ["XT", "HTBT"]
 * ```
 */
export function decodeStream(
  source: ByteSource,
  options: StreamOptions = {},
): AsyncIterableIterator<Message> {
  assertStreamOptions(options);
  return new MessageStream(source, options);
}

type Result = IteratorResult<Message, undefined>;

/** Not an async generator, which costs as much time per message as reading a report. */
class MessageStream implements AsyncIterableIterator<Message, undefined> {
  readonly #reader: ChunkReader;
  readonly #decoder: MessageReader;
  readonly #settleMs: number;
  /** The messages of the last chunk, and the index of the next one. */
  #messages: readonly Message[] = [];
  #place = 0;
  /** The error of the source, until its turn comes. */
  #failure: { readonly error: unknown } | undefined;
  #isOver = false;
  /** Calls of `next` that wait, and the last of them. */
  #calls = 0;
  #last: Promise<unknown> | undefined;

  constructor(source: ByteSource, options: StreamOptions) {
    this.#decoder = new MessageReader(options);
    this.#reader = new ChunkReader(source, options.timer);
    this.#settleMs = options.settleMs ?? SETTLE_MS;
  }

  next(): Promise<Result> {
    const isAlone = this.#calls === 0;
    if (isAlone && this.#place < this.#messages.length) {
      return Promise.resolve({ done: false, value: this.#messages[this.#place++]! });
    }
    this.#calls++;
    const read = (): Promise<Result> => this.#read();
    const next = isAlone ? read() : this.#last!.then(read, read);
    this.#last = next;
    return next;
  }

  // Also ends a call of `next` that waits for a chunk.
  async return(): Promise<Result> {
    this.#end();
    await this.#reader.cancel();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<Result> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #read(): Promise<Result> {
    try {
      while (this.#place === this.#messages.length && this.#failure === undefined) {
        if (this.#isOver) return { done: true, value: undefined };
        await this.#readChunk();
      }
      if (this.#place < this.#messages.length) {
        return { done: false, value: this.#messages[this.#place++]! };
      }
      const { error } = this.#failure!;
      this.#end();
      throw error;
    } finally {
      this.#calls--;
    }
  }

  async #readChunk(): Promise<void> {
    const decoder = this.#decoder;
    let messages: readonly Message[];
    try {
      const chunk = await this.#reader.next(decoder.buffered > 0 ? this.#settleMs : 0);
      // Left meanwhile.
      if (this.#isOver) return;
      this.#isOver = chunk === END;
      if (chunk === END) messages = decoder.flush();
      else messages = chunk === SILENCE ? decoder.settle() : decoder.push(chunk);
    } catch (error) {
      if (this.#isOver) return;
      // What it gave is no bytes, or it failed by itself, and then this does nothing.
      await this.#reader.cancel().catch(() => {});
      messages = decoder.flush();
      this.#failure = { error };
    }
    this.#messages = messages;
    this.#place = 0;
  }

  #end(): void {
    this.#isOver = true;
    this.#messages = [];
    this.#place = 0;
    this.#failure = undefined;
  }
}
