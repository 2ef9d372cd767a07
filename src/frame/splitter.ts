import { assertBytes } from "../bytes.ts";
import { type Frame, SplitFrame } from "../model/frame.ts";
import { CLOSED, type End, OPEN, PAUSED } from "./length.ts";
import { Scanner, type SplitOptions } from "./scan.ts";

const NOTHING: Uint8Array = /* @__PURE__ */ new Uint8Array(0);

/** Room for the unfinished frame that most chunks leave, so that it is not allocated for each. */
const ROOM = 128;
/** More unused room than this is given up. */
const MOST_SPARE = 512;

/**
 * Chunks are copied into slabs of this size, one behind the other, because to allocate bytes for each takes as long as to
 * split it. All splitters share a slab, and nobody else sees it: `frame.bytes` is a copy.
 */
const SLAB_SIZE = 8192;
let slab: Uint8Array = NOTHING;
let slabView: DataView | null = null;
let slabUsed = 0;

/** Where in `slab` there is room for `size` bytes, which nobody has used. */
function reserve(size: number): number {
  if (slabUsed + size > slab.length) {
    slab = new Uint8Array(Math.max(size, SLAB_SIZE));
    slabView = new DataView(slab.buffer);
    slabUsed = 0;
  }
  slabUsed += size;
  return slabUsed - size;
}

/** A slab for one large chunk is not kept for the next. */
function dropLarge(): void {
  if (slab.length <= SLAB_SIZE) return;
  slab = NOTHING;
  slabView = null;
  slabUsed = 0;
}

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
 * A frame has a part in a buffer of 8 KB or more until you ask for its bytes, which are a copy. Ask before you keep it for long.
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
    this.#scanner = new Scanner(options, true);
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
      return this.#scanHeld(OPEN);
    }
    const at = reserve(this.#size);
    const bytes = slab;
    const view = slabView;
    dropLarge();
    if (held > 0) bytes.set(this.#held.subarray(0, held), at);
    bytes.set(chunk, at + held);
    const frames: Frame[] = [];
    const end = at + this.#size;
    const from = this.#scan(bytes, view, at, OPEN, frames);
    this.#hold(bytes, from, end);
    return frames;
  }

  /**
   * Releases the last frame of a burst. Call it after a short silence (200 ms are enough): it decides the length of a `$`
   * frame that may be complete. An unfinished frame stays, because its rest may be late.
   */
  settle(): Frame[] {
    const frames = this.#scanHeld(PAUSED);
    // Deciding this frame may unblock the ones behind it.
    for (let more = this.#scanHeld(OPEN); more.length > 0; more = this.#scanHeld(OPEN)) {
      frames.push(...more, ...this.#scanHeld(PAUSED));
    }
    return frames;
  }

  /**
   * Releases all held bytes. Call it at the end of the stream: a frame that may be complete is decided, and the rest comes
   * out as noise.
   */
  flush(): Frame[] {
    return this.#scanHeld(CLOSED);
  }

  /** Scans what is held, and moves the frames in it to the slab. */
  #scanHeld(end: End): Frame[] {
    const frames: Frame[] = [];
    const held = this.#held;
    const consumed = this.#scan(held, null, 0, end, frames);
    if (consumed === 0) return frames;
    const to = reserve(consumed);
    slab.set(held.subarray(0, consumed), to);
    for (const frame of frames as SplitFrame[]) SplitFrame.move(frame, slab, to);
    dropLarge();
    this.#hold(held, consumed, consumed + this.#size);
    return frames;
  }

  /** Scans `bytes` from `at` on. Returns the first position that is held. */
  #scan(bytes: Uint8Array, view: DataView | null, at: number, end: End, frames: Frame[]): number {
    const scanner = this.#scanner;
    // `-at` may be minus zero, which is no small integer: all places would be slow ones from then on.
    scanner.shift(0 - at);
    scanner.scan(bytes, view, at + this.#size, end, this.#base - at, frames);
    const from = scanner.start;
    scanner.shift(from);
    this.#size -= from - at;
    this.#base += from - at;
    return from;
  }

  /** Holds the bytes from `from` to `to`, without far too much room. */
  #hold(bytes: Uint8Array, from: number, to: number): void {
    const size = to - from;
    const room = this.#held.length;
    if (room < size || room > size + MOST_SPARE) this.#held = new Uint8Array(Math.max(size, ROOM));
    if (bytes === this.#held) bytes.copyWithin(0, from, to);
    else if (size > 0) this.#held.set(bytes.subarray(from, to));
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
