/** Reads a stream and tells when it falls silent. */
import type { Readable } from "node:stream";

/** Stands for a silence among the chunks. */
export const SILENCE: unique symbol = Symbol("silence");

/**
 * The chunks of `stream`, and `SILENCE` each time nothing came for `milliseconds` while
 * `isWaiting()` holds. The stream is destroyed at the end, whichever way that comes.
 *
 * It reads no further than the caller does, so that a slow reader of our output slows the sender.
 */
export async function* withSilences(
  stream: Readable,
  milliseconds: number,
  isWaiting: () => boolean,
): AsyncGenerator<Uint8Array | typeof SILENCE> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = chunks.next();
      if (milliseconds > 0 && isWaiting() && (await isSilent(next, milliseconds))) yield SILENCE;
      const result = await next;
      if (result.done) return;
      yield result.value;
    }
  } finally {
    // Not `chunks.return()`: it would wait for a chunk that is still being read.
    stream.destroy();
  }
}

/** Whether `next` takes longer than that. Its failure is left for whoever awaits it. */
async function isSilent(next: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, true);
  });
  const arrival = next.then(
    () => false,
    () => false,
  );
  try {
    return await Promise.race([arrival, silence]);
  } finally {
    clearTimeout(timer);
  }
}
