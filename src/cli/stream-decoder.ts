/**
 * Bytes of one connection (or one capture) to messages: splits, parses, and remembers which device
 * is speaking, for the frames that do not say.
 */
import { type Frame, FrameSplitter, type Message, parseFrame } from "../index.ts";

export class StreamDecoder {
  readonly #splitter = new FrameSplitter();
  #deviceId: string | undefined;

  /** How many bytes wait for more. */
  get buffered(): number {
    return this.#splitter.buffered;
  }

  push(chunk: Uint8Array): Iterable<Message> {
    return this.#parse(this.#splitter.push(chunk));
  }

  /** After a short silence: what is complete comes out, an unfinished frame stays. */
  settle(): Iterable<Message> {
    return this.#parse(this.#splitter.settle());
  }

  /** Nothing follows. */
  end(): Iterable<Message> {
    return this.#parse(this.#splitter.flush());
  }

  // Lazy: a chunk can hold thousands of frames, and their messages need not exist all at once.
  *#parse(frames: readonly Frame[]): Generator<Message> {
    for (const frame of frames) {
      const message = parseFrame(
        frame,
        this.#deviceId === undefined ? {} : { deviceId: this.#deviceId },
      );
      if (message.deviceId !== null) this.#deviceId = message.deviceId;
      yield message;
    }
  }
}
