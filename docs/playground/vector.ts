/** A frame as a test vector. */
import { pendingVector } from "../../src/vectors/pending-vector.ts";
import { recordCapture } from "../../src/vectors/record.ts";
import type { FrameSource } from "./frame-view.ts";

const SOURCE = "recorded from the playground";

/** One line, without its end. A record without an id, which has it from another frame, is of no device here. */
export function vectorOf({ frame }: FrameSource, number: number): string {
  return vectorLines(frame.bytes, number).join("\n");
}

/** The vectors of some bytes: one a frame as a rule. */
export function vectorLines(bytes: Uint8Array, firstNumber: number): string[] {
  return recordCapture(bytes).map((recording, index) =>
    pendingVector(recording, { name: "frame", number: firstNumber + index, source: SOURCE }),
  );
}
