import { assertBytes } from "../bytes.ts";
import type { Frame } from "../model/frame.ts";
import { CLOSED, type End, OPEN, PAUSED } from "./length.ts";
import { Scanner, type SplitOptions } from "./scan.ts";

const NOTHING: Uint8Array = /* @__PURE__ */ new Uint8Array(0);

/** Room for the unfinished frame that most chunks leave, so that it is not allocated for each. */
const ROOM = 128;
/** More unused room than this is given up. */
const MOST_SPARE = 512;

/**
 * Splits a stream into frames as its chunks arrive. Use one for each connection.
 *
 * 1. However the stream is cut into chunks, the frames are the same.
 * 2. It holds at most `maxFrameLength` bytes, in one buffer of its own, and never keeps a chunk of the caller.
 * 3. A `$` frame whose length is not yet decided is held until more bytes arrive or `settle` or `flush` is called. A text
 *    frame comes out at its `#`.
 * 4. Frame lengths that a connection has confirmed are used for its next frames. `settle` and `flush` keep them: they end
 *    a burst, not a connection.
 *
 * The frames of one call share one buffer, which is not written to afterwards. To keep a frame for long, copy its bytes.
 *
 * @example
 * ```ts
 * import { FrameSplitter, parseFrame } from "sinotrack-protocol";
 *
 * const splitter = new FrameSplitter();
 * const text = new TextEncoder();
 * splitter.push(text.encode("*HQ,353271799434922,HT")).length; // 0
 * splitter.buffered; // 22
 * splitter.push(text.encode("BT,85#")).map((frame) => parseFrame(frame).type); // ["heartbeat"]
 * ```
 */
export class FrameSplitter {
  readonly #scanner: Scanner;
  /** The bytes that are held between two calls. */
  #held: Uint8Array = NOTHING;
  #size = 0;
  /** Position of `#held[0]` in the stream. */
  #base = 0;

  /** @throws RangeError for a limit out of its range. */
  constructor(options?: SplitOptions) {
    this.#scanner = new Scanner(options);
  }

  /** Number of bytes that are held. */
  get buffered(): number {
    return this.#size;
  }

  /**
   * Takes the next bytes of the stream and returns the frames that they complete. The chunk is copied, so you may reuse
   * it.
   *
   * @throws TypeError if `chunk` is not a Uint8Array.
   */
  push(chunk: Uint8Array): Frame[] {
    assertBytes(chunk, "chunk");
    const held = this.#size;
    this.#size += chunk.length;
    if (chunk.length < held) {
      this.#append(chunk, held);
      return this.#scan(this.#held, OPEN);
    }
    const joined = new Uint8Array(this.#size);
    if (held > 0) joined.set(this.#held.subarray(0, held));
    joined.set(chunk, held);
    return this.#scan(joined, OPEN);
  }

  /**
   * Releases the last frame of a burst. Call it after a short silence (200 ms are enough): it decides the length of a `$`
   * frame that may be complete. An unfinished frame stays, because its rest may be late.
   */
  settle(): Frame[] {
    const frames = this.#scan(this.#held, PAUSED);
    // Deciding this frame may unblock the ones behind it.
    for (
      let more = this.#scan(this.#held, OPEN);
      more.length > 0;
      more = this.#scan(this.#held, OPEN)
    ) {
      frames.push(...more, ...this.#scan(this.#held, PAUSED));
    }
    return frames;
  }

  /**
   * Releases all held bytes. Call it at the end of the stream: a frame that may be complete is decided, and the rest comes
   * out as noise.
   */
  flush(): Frame[] {
    return this.#scan(this.#held, CLOSED);
  }

  #scan(bytes: Uint8Array, end: End): Frame[] {
    const frames: Frame[] = [];
    this.#scanner.scan(bytes, this.#size, end, this.#base, frames);
    const consumed = this.#scanner.start;
    this.#hold(bytes, consumed);
    this.#size -= consumed;
    this.#base += consumed;
    this.#scanner.shift(consumed);
    return frames;
  }

  /** Keeps the bytes from `from` on. */
  #hold(bytes: Uint8Array, from: number): void {
    const needed = this.#size - from;
    const room = this.#held.length;
    if (bytes === this.#held) {
      if (from === 0) return;
      // The frames keep the old room.
      this.#held = needed === 0 ? NOTHING : new Uint8Array(Math.max(needed, ROOM));
    } else if (room < needed || room > needed + MOST_SPARE) {
      this.#held = new Uint8Array(Math.max(needed, ROOM));
    }
    if (needed > 0) this.#held.set(bytes.subarray(from, this.#size));
  }

  /** Doubles when it grows, so that a frame which comes byte by byte is not copied each time. */
  #append(chunk: Uint8Array, held: number): void {
    if (this.#size > this.#held.length) {
      const larger = new Uint8Array(Math.max(this.#size, held * 2));
      larger.set(this.#held.subarray(0, held));
      this.#held = larger;
    }
    this.#held.set(chunk, held);
  }
}
