/** The input of other readers: frames of the vectors, one by one, with their messages. */
import { FrameSplitter, type Message, parseFrame } from "../../src/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

export interface VectorFrame {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly message: Message;
}

/** Without noise, and without frames whose message has an error. */
export function vectorFrames(): VectorFrame[] {
  return loadVectors()
    .flatMap(({ vectors }) => vectors)
    .flatMap((vector) => {
      const splitter = new FrameSplitter();
      return [...splitter.push(bytesOf(vector)), ...splitter.flush()].map(({ format, bytes }) => ({
        id: vector.id,
        bytes,
        message: parseFrame({ format, bytes, offset: 0 }),
      }));
    })
    .filter(
      ({ message: { type, issues } }) =>
        type !== "noise" && issues.every(({ severity }) => severity !== "error"),
    );
}
