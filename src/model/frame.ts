/** How a frame is delimited on the wire; it decides how the frame is parsed. */
export type FrameFormat = "ascii" | "binary" | "mileage" | "picture" | "escaped" | "noise";

/**
 * The bytes of one frame, or of noise between frames.
 *
 * - `ascii`: `*…#`, with the extension that some firmware writes behind the `#` (`,T0.0#`, `<…>`).
 * - `binary`: a `$` record (`M` records have the same layout), 29 bytes of head and a tail.
 * - `mileage`: an `X` record, 32 bytes, no device id.
 * - `picture`: a `P` record, a 32-byte head and a block of JPEG data.
 * - `escaped`: `7E … 7E`, flags included: JT/T 808 or the OBD dialect of H02 (PengAoDa).
 * - `noise`: bytes that belong to no frame.
 *
 * Separators between frames (CR, LF, NUL) are in no frame. All other bytes of the input are in
 * exactly one.
 */
export interface Frame {
  readonly format: FrameFormat;
  /**
   * The bytes of the frame. From `splitFrames` a view of the caller's bytes; from `FrameSplitter` bytes of its own. A getter
   * of the class makes them on first access, so `{ ...frame }` and `structuredClone` leave them out; `JSON.stringify` writes
   * the bytes as `hex`.
   */
  readonly bytes: Uint8Array;
  /** Start of the frame, in bytes from the start of the input (for a splitter, of the stream). */
  readonly offset: number;
}

/** A frame as `JSON.stringify` and `toJson` write it. */
export interface FrameJson {
  readonly format: FrameFormat;
  readonly offset: number;
  readonly length: number;
  readonly hex: string;
}

export function frameJson({ format, offset, bytes }: Frame): FrameJson {
  let hex = "";
  // `hexText` is faster and larger: half of what a program that splits only would carry for it alone.
  for (const byte of bytes) hex += DIGITS[byte >> 4]! + DIGITS[byte & 15]!;
  return { format, offset, length: bytes.length, hex };
}

const DIGITS = "0123456789abcdef";

/**
 * A frame of a splitter: a place in a buffer. Its bytes are made on first access, which is rare: made at once,
 * they would cost a third of the time of reading a `$` record.
 */
export class SplitFrame implements Frame {
  readonly format: FrameFormat;
  readonly offset: number;
  #buffer: Uint8Array;
  #start: number;
  #end: number;
  /** Whether the buffer is not the caller's: then nobody else may see it. */
  readonly #isSlab: boolean;

  constructor(
    format: FrameFormat,
    buffer: Uint8Array,
    start: number,
    end: number,
    offset: number,
    isSlab = false,
  ) {
    this.format = format;
    this.offset = offset;
    this.#buffer = buffer;
    this.#start = start;
    this.#end = end;
    this.#isSlab = isSlab;
  }

  /** Always the same array. */
  get bytes(): Uint8Array {
    if (this.#end - this.#start !== this.#buffer.length) {
      this.#buffer = this.#isSlab
        ? this.#buffer.slice(this.#start, this.#end)
        : this.#buffer.subarray(this.#start, this.#end);
      this.#end -= this.#start;
      this.#start = 0;
    }
    return this.#buffer;
  }

  toJSON(): FrameJson {
    return frameJson(this);
  }

  // Until somebody asks for its bytes; then they are a buffer of their own. No properties: these others would see.

  /** Its bytes are now in `slab`, which begins `by` bytes before the buffer that they were in. */
  static move(frame: SplitFrame, slab: Uint8Array, by: number): void {
    frame.#buffer = slab;
    frame.#start += by;
    frame.#end += by;
  }

  static bufferOf(frame: SplitFrame): Uint8Array {
    return frame.#buffer;
  }

  static startOf(frame: SplitFrame): number {
    return frame.#start;
  }

  static endOf(frame: SplitFrame): number {
    return frame.#end;
  }
}
