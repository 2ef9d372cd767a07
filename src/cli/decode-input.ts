/** Decodes an input of any form into messages with their origins. Pure: the playground uses it as well. */
import type { DecodeOptions, Message } from "../index.ts";
import { MessageReader } from "../session/reader.ts";
import { decodeCapture } from "./decode-capture.ts";
import { FrameInput, type FrameInputOptions } from "./frame-input.ts";
import type { Origin } from "./printer.ts";

export interface DecodeInputOptions extends Omit<FrameInputOptions, "splitting"> {
  readonly reading?: DecodeOptions;
}

/** Takes each message with its origin. */
export type Sink = (message: Message, origin: Origin) => void;

export class InputDecoder extends FrameInput {
  constructor({ reading, ...options }: DecodeInputOptions, sink: Sink) {
    const readers = new Map<number, MessageReader>();
    const take: Sink = (message, origin) => {
      this.tally.add(message);
      sink(message, origin);
    };
    super(
      { ...options, ...(reading === undefined ? {} : { splitting: reading }) },
      {
        capture: (bytes, origin) => decodeCapture(bytes, reading, origin, take),
        frame(stream, frame, origin): void {
          let reader = readers.get(stream);
          if (reader === undefined) {
            reader = new MessageReader(reading);
            readers.set(stream, reader);
          }
          for (const message of reader.parse([frame])) take(message, origin);
        },
        close: (stream) => void readers.delete(stream),
      },
    );
  }
}
