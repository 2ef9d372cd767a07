import { assertBytes } from "../bytes.ts";
import type { Frame } from "../model/frame.ts";
import { CLOSED, OPEN } from "./length.ts";
import { Scanner, type SplitOptions } from "./scan.ts";

/** The result of `splitFrames`. */
export interface SplitResult {
  readonly frames: Frame[];
  /** Number of bytes that are in `frames` or separate them. The rest is an unfinished or undecided frame. */
  readonly consumed: number;
}

/**
 * Splits the beginning of a stream into frames. Pure: the same bytes always give the same frames. To continue with more
 * bytes, use `FrameSplitter`.
 *
 * @param bytes The stream from its start. The frames are views of it.
 * @param options With `end: true` nothing follows, and everything is consumed.
 * @throws TypeError if `bytes` is not a Uint8Array. RangeError for a limit out of its range.
 * @example
 * ```ts
 * import { parseFrame, splitFrames } from "sinotrack-protocol";
 *
 * const bytes = new TextEncoder().encode("*HQ,353271799434922,XT#*HQ,353271799434922,HT");
 * const { frames, consumed } = splitFrames(bytes);
 * frames.map((frame) => parseFrame(frame).command); // ["XT"]
 * consumed; // 23
 * ```
 */
export function splitFrames(
  bytes: Uint8Array,
  options?: SplitOptions & { readonly end?: boolean },
): SplitResult {
  assertBytes(bytes, "bytes");
  const scanner = new Scanner(options, false);
  const frames: Frame[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  scanner.scan(bytes, view, bytes.length, options?.end === true ? CLOSED : OPEN, 0, frames);
  return { frames, consumed: scanner.start };
}
