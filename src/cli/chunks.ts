import { type ByteSource, ChunkReader, END, type SILENCE } from "../stream/chunk-reader.ts";

/**
 * The chunks of a source, and one `SILENCE` behind a chunk when nothing came for `milliseconds` (unless 0) while
 * `isWaiting()` holds. It reads no further than the caller does, so that a slow caller slows the sender. Whoever leaves
 * early cancels the source.
 */
export async function* chunksOf(
  source: ByteSource,
  milliseconds: number,
  isWaiting: () => boolean,
): AsyncGenerator<Uint8Array | typeof SILENCE> {
  const reader = new ChunkReader(source);
  try {
    for (;;) {
      const chunk = await reader.next(isWaiting() ? milliseconds : 0);
      if (chunk === END) return;
      yield chunk;
    }
  } finally {
    await reader.cancel();
  }
}
