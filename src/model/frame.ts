/** How a frame is delimited on the wire, which decides how it is parsed. */
export type FrameFormat = "ascii" | "binary" | "mileage" | "picture" | "escaped" | "noise";

/**
 * A run of bytes with one meaning.
 *
 * - `ascii`: `*…#`, with the extension some firmware writes behind the `#` (`,T0.0#`, `<…>`).
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
   * The bytes of the frame. From `splitFrames` a view of the caller's bytes; from `FrameSplitter` a
   * view of a buffer that all frames of one `push` share and nobody else writes to.
   */
  readonly bytes: Uint8Array;
  /** Where the frame starts, in bytes from the start of the input (of the stream, for a splitter). */
  readonly offset: number;
}
