import { assertBytes } from "../bytes.ts";
import type { Frame } from "./frame.ts";
import { CLOSED, type End, OPEN, PAUSED } from "./length.ts";
import { Scanner, type SplitOptions } from "./scan.ts";

const NOTHING: Uint8Array = /* @__PURE__ */ new Uint8Array(0);

/**
 * Cuts a stream into frames as its chunks arrive. One for each connection.
 *
 * 1. However the stream is cut into chunks, the frames are the same.
 * 2. It holds at most `maxFrameLength` bytes, in one buffer of its own, and never a caller's chunk.
 * 3. A `$` frame whose length the bytes so far do not decide is held until the next bytes, `settle`
 *    or `flush`. A text frame comes out at its `#`.
 * 4. What a connection has proved about its frames is used for the next ones, and is kept by `settle`
 *    and `flush`: they end a burst, not a connection.
 *
 * The frames of one call share one buffer, which nobody writes to afterwards. To keep a frame for
 * long, copy its bytes.
 */
export class FrameSplitter {
  readonly #scanner: Scanner;
  #buffer: Uint8Array = NOTHING;
  #size = 0;
  /** Position of `#buffer[0]` in the stream. */
  #base = 0;

  /** @throws RangeError for a limit out of its range. */
  constructor(options?: SplitOptions) {
    this.#scanner = new Scanner(options);
  }

  /** Bytes that are held. */
  get buffered(): number {
    return this.#size;
  }

  /**
   * Takes the next bytes of the stream and returns the frames that they complete. The chunk is
   * copied: it may be reused afterwards.
   *
   * @throws TypeError if `chunk` is not a Uint8Array.
   */
  push(chunk: Uint8Array): Frame[] {
    assertBytes(chunk, "chunk");
    if (this.#size === 0) this.#buffer = new Uint8Array(chunk);
    else this.#append(chunk);
    this.#size += chunk.length;
    return this.#scan(OPEN);
  }

  /**
   * Call it after a short silence (200 ms do) so that the last frame of a burst is not held until
   * the next burst: decides about a `$` frame that is there as a whole. An unfinished frame stays, for
   * its rest may be late.
   */
  settle(): Frame[] {
    const frames = this.#scan(PAUSED);
    // What the silence decided may have been all that the bytes behind it waited for.
    for (let more = this.#scan(OPEN); more.length > 0; more = this.#scan(OPEN)) {
      frames.push(...more, ...this.#scan(PAUSED));
    }
    return frames;
  }

  /**
   * Call it when nothing follows, or when what is held shall come out in any case: a frame that is
   * there is decided with what is there, the rest comes out as noise. Nothing is held afterwards.
   */
  flush(): Frame[] {
    return this.#scan(CLOSED);
  }

  #scan(end: End): Frame[] {
    const frames: Frame[] = [];
    this.#scanner.scan(this.#buffer, this.#size, end, this.#base, frames);
    const consumed = this.#scanner.start;
    if (consumed > 0) {
      // The frames keep the old buffer; what is held moves to a small one of its own.
      this.#buffer = consumed === this.#size ? NOTHING : this.#buffer.slice(consumed, this.#size);
      this.#size -= consumed;
      this.#base += consumed;
      this.#scanner.shift(consumed);
    }
    return frames;
  }

  /** Doubles when it grows, so that a frame which comes byte by byte is not copied each time. */
  #append(chunk: Uint8Array): void {
    const needed = this.#size + chunk.length;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2, 64));
      larger.set(this.#buffer.subarray(0, this.#size));
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.#size);
  }
}
