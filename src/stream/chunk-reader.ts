// Reads the chunks of a source one at a time, and reports silences.
import { SYSTEM_TIMER, type Timer } from "./timer.ts";

/** Where bytes come from: an array, a generator, a Node stream or socket, a web stream. */
export type ByteSource = Iterable<Uint8Array> | AsyncIterable<Uint8Array> | ReadableBytes;

/** The used part of a web `ReadableStream`, so that a program needs no types of web streams. */
export interface ReadableBytes {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
    cancel(): Promise<void>;
    releaseLock(): void;
  };
}

/** Stands for a silence among the chunks. */
export const SILENCE: unique symbol = Symbol("silence");

/** Stands for the end. */
export const END: unique symbol = Symbol("end");

type Read = Uint8Array | typeof SILENCE | typeof END;

/** The common part of all sources. */
interface Chunks {
  next(): PromiseLike<IteratorResult<unknown>> | IteratorResult<unknown>;
  /** Cancels the source. `isReading`: a call of `next` is still open. */
  cancel(isReading: boolean): unknown;
}

export class ChunkReader {
  readonly #chunks: Chunks;
  readonly #timer: Timer;
  /** The chunk that is being waited for, also across silences. */
  #pending: Promise<IteratorResult<unknown>> | undefined;
  #stopWaiting: (() => void) | undefined;
  #isOver = false;

  /** @throws TypeError if `source` does not give chunks. */
  constructor(source: ByteSource, timer: Timer = SYSTEM_TIMER) {
    this.#chunks = open(source);
    this.#timer = timer;
  }

  /** Ends the reading, even while it waits for a chunk. A source that has ended is left alone. */
  async cancel(): Promise<void> {
    this.#stopWaiting?.();
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#chunks.cancel(this.#pending !== undefined);
  }

  /**
   * The next chunk, or `SILENCE` if none comes for so long (unless 0), or `END`, after which it must not be called again. To
   * stop before the end, call `cancel`.
   */
  next(silenceMs: number): Promise<Read> {
    // A wait that goes on after a silence is not timed again: it would wake up to nothing new.
    const isTimed = silenceMs > 0 && this.#pending === undefined;
    this.#pending ??= this.#take();
    const pending = this.#pending;
    return new Promise((resolve, reject) => {
      let isWaiting = true;
      let handle: unknown;
      const stop = (): void => {
        if (handle !== undefined) this.#timer.clear(handle);
        this.#stopWaiting = undefined;
        isWaiting = false;
      };
      const end = (): void => {
        stop();
        resolve(END);
      };
      const silence = (): void => {
        stop();
        resolve(SILENCE);
      };
      if (isTimed) handle = this.#timer.set(silence, silenceMs);
      const fail = (error: unknown): void => {
        if (!isWaiting) return;
        this.#isOver = true;
        stop();
        reject(error);
      };
      this.#stopWaiting = end;
      // Also after a silence: a failure that comes while the caller is busy is then no unhandled one.
      pending.then((result) => {
        if (!isObject(result)) return fail(new TypeError("source gave no iterator result"));
        if (!isWaiting) return;
        this.#pending = undefined;
        this.#isOver = result.done === true;
        if (this.#isOver) return end();
        stop();
        resolve(result.value as Uint8Array);
      }, fail);
    });
  }

  /** Turns whatever a source gives or throws into a promise. */
  #take(): Promise<IteratorResult<unknown>> {
    try {
      return Promise.resolve(this.#chunks.next());
    } catch (error) {
      return Promise.reject(error);
    }
  }
}

/** The properties by which sources differ; all are tried, so none is certain. */
interface AnySource {
  getReader?: ReadableBytes["getReader"];
  destroy?(): unknown;
  [Symbol.asyncIterator]?(): AsyncIterator<unknown>;
  [Symbol.iterator]?(): Iterator<unknown>;
}

function open(source: unknown): Chunks {
  // Bytes are iterable, but one number at a time.
  const given = isObject(source) && !ArrayBuffer.isView(source) ? (source as AnySource) : {};
  // Before the iterator, which not every browser's streams have.
  if (typeof given.getReader === "function") return ofReader(given.getReader());
  const iterator = given[Symbol.asyncIterator]?.() ?? given[Symbol.iterator]?.();
  if (iterator === undefined) {
    throw new TypeError("source must be an iterable of Uint8Arrays or a ReadableStream of them");
  }
  return ofIterator(iterator, given);
}

function ofReader(reader: ReturnType<ReadableBytes["getReader"]>): Chunks {
  return {
    next: () => reader.read() as Promise<IteratorResult<unknown>>,
    async cancel() {
      await reader.cancel();
      reader.releaseLock();
    },
  };
}

function ofIterator(
  iterator: AsyncIterator<unknown> | Iterator<unknown>,
  source: AnySource,
): Chunks {
  return {
    next: () => iterator.next(),
    cancel(isReading) {
      if (!isReading) return iterator.return?.();
      // A generator answers `return` only after the chunk that it waits for, which may never come: a
      // Node stream can be told by itself, and nobody waits for the others.
      if (typeof source.destroy === "function") source.destroy();
      else Promise.resolve(iterator.return?.()).catch(() => {});
      return undefined;
    },
  };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
