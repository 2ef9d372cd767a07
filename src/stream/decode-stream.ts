import type { Message } from "../index.ts";
import { MessageReader } from "../session/reader.ts";
import { type ByteSource, ChunkReader, SILENCE } from "./chunk-reader.ts";
import type { StreamOptions } from "./options.ts";
import { assertStreamOptions, SETTLE_MS } from "./timer.ts";

/**
 * The messages of one connection, file or other stream of bytes, as they arrive:
 *
 *     for await (const message of decodeStream(socket)) console.log(message);
 *
 * 1. However the source is cut into chunks, the messages are the same. A chunk may be reused afterwards.
 * 2. A report that is complete comes out at the latest after `settleMs` of silence, all that is left at
 *    the end of the source.
 * 3. The source is read only as fast as the messages are taken.
 * 4. When the source fails, what it sent so far comes out first, then its error is thrown.
 * 5. Who leaves the loop, or calls `return()` also while a `next()` waits, cancels the source; what is
 *    held is then dropped.
 *
 * Datagrams are no stream: give each to `decode`.
 *
 * @param source Any sync or async iterable of `Uint8Array`s (a `net.Socket`, an `fs.ReadStream`, an
 * array) or a web `ReadableStream` of them. A sync one knows no silence.
 * @throws TypeError if `source` is none of these; while reading, if a chunk is no Uint8Array. RangeError
 * for a limit out of its range or a status table that does not exist. Never for what the bytes are.
 */
export function decodeStream(
  source: ByteSource,
  options: StreamOptions = {},
): AsyncIterableIterator<Message> {
  assertStreamOptions(options);
  const { settleMs = SETTLE_MS, timer } = options;
  const decoder = new MessageReader(options);
  const reader = new ChunkReader(source, timer);
  const messages = decodeChunks(reader, decoder, settleMs);
  return {
    next: () => messages.next(),
    // A generator alone would first wait for the next chunk.
    async return() {
      await reader.cancel();
      return messages.return(undefined);
    },
    throw: (error) => messages.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* decodeChunks(
  reader: ChunkReader,
  decoder: MessageReader,
  settleMs: number,
): AsyncGenerator<Message, undefined> {
  try {
    for await (const chunk of reader.read(settleMs, () => decoder.buffered > 0)) {
      yield* chunk === SILENCE ? decoder.settle() : decoder.push(chunk);
    }
  } catch (error) {
    yield* decoder.flush();
    throw error;
  }
  if (!reader.isCancelled) yield* decoder.flush();
  return undefined;
}
