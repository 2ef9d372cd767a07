import {
  type DecodeOptions,
  type Frame,
  FrameSplitter,
  type Message,
  parseFrame,
  SubPackages,
} from "../index.ts";
import { assertParseOptions } from "../parse.ts";

/**
 * Bytes of one connection (or one capture) to messages: splits, parses, and remembers which device is
 * speaking, for the frames that do not say (`X` records), and the parts of long JT/T 808 messages, which come out
 * whole behind their last part. One for each connection.
 *
 * It has no clock: call `settle` after a short silence, or use `decodeStream` and `DecoderStream`, which
 * do.
 */
export class ConnectionDecoder {
  readonly #splitter: FrameSplitter;
  readonly #options: DecodeOptions;
  readonly #parts: SubPackages;
  #deviceId: string | undefined;

  /** @throws RangeError for a limit out of its range or a status table that does not exist. */
  constructor(options: DecodeOptions = {}) {
    assertParseOptions(options);
    this.#splitter = new FrameSplitter(options);
    this.#options = options;
    this.#parts = new SubPackages(options);
  }

  /** How many bytes wait for more. */
  get buffered(): number {
    return this.#splitter.buffered;
  }

  /**
   * The next bytes, and the messages that they complete. The chunk is copied.
   *
   * @throws TypeError if `chunk` is not a Uint8Array.
   */
  push(chunk: Uint8Array): Message[] {
    return this.#parse(this.#splitter.push(chunk));
  }

  /** After a short silence (200 ms do): what is complete comes out, an unfinished frame stays. */
  settle(): Message[] {
    return this.#parse(this.#splitter.settle());
  }

  /** Nothing follows: all that is held comes out. */
  flush(): Message[] {
    return this.#parse(this.#splitter.flush());
  }

  #parse(frames: readonly Frame[]): Message[] {
    return frames.flatMap((frame) => {
      const deviceId = this.#deviceId;
      const message = parseFrame(
        frame,
        deviceId === undefined ? this.#options : { ...this.#options, deviceId },
      );
      if (message.deviceId !== null) this.#deviceId = message.deviceId;
      const whole = message.jt808?.part === undefined ? null : this.#parts.add(message);
      return whole === null ? [message] : [message, whole];
    });
  }
}
