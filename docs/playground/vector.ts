/** A frame as a test vector. */
import { pendingVector } from "../../src/vectors/pending-vector.ts";
import { recordCapture } from "../../src/vectors/record.ts";
import type { FrameSource } from "./frame-view.ts";

const SOURCE = "recorded from the playground";

/** One line, without a line end. A record whose id comes from another frame has no device here. */
export function vectorOf({ frame }: FrameSource, number: number): string {
  return vectorLines(frame.bytes, number).join("\n");
}

/** The vectors of some bytes, usually one per frame. */
export function vectorLines(bytes: Uint8Array, firstNumber: number): string[] {
  return recordCapture(bytes).map((recording, index) =>
    pendingVector(recording, { name: "frame", number: firstNumber + index, source: SOURCE }),
  );
}
