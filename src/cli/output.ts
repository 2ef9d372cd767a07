/**
 * Writes text to a stream that may be slow or go away: the caller adds lines and awaits `flush`,
 * which returns when the stream takes more. That is what keeps memory flat.
 */
import type { Writable } from "node:stream";
import { Failure, OutputClosed, reasonOf, systemCode } from "./failure.ts";

/** Characters that are worth a write of their own. */
const FULL = 65_536;

/** The codes of a stream whose reader is gone. */
const CLOSED = new Set(["EPIPE", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END"]);

export class Output {
  readonly #stream: Writable;
  #text = "";
  #error: Error | undefined;
  #drained: Promise<void> | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on("error", (error) => {
      this.#error ??= toFailure(error);
    });
    stream.on("close", () => {
      this.#error ??= new OutputClosed();
    });
  }

  /** Whether it is time to flush. */
  get isFull(): boolean {
    return this.#text.length >= FULL;
  }

  add(text: string): void {
    this.#text += text;
  }

  /** Writes what was added. Throws `OutputClosed` when nobody reads any more. */
  async flush(): Promise<void> {
    this.#check();
    if (this.#text !== "") {
      const text = this.#text;
      this.#text = "";
      if (!this.#stream.write(text)) this.#drained ??= this.#untilDrained();
    }
    await this.#drained;
    this.#check();
  }

  /** Writes bytes behind the text that was added. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.flush();
    if (!this.#stream.write(bytes)) this.#drained ??= this.#untilDrained();
  }

  /** Flushes, and waits until the stream has taken all of it. */
  async finish(): Promise<void> {
    await this.flush();
    await new Promise<void>((resolve) => {
      this.#stream.once("close", resolve);
      this.#stream.write("", () => resolve());
    });
    this.#check();
  }

  #check(): void {
    if (this.#error !== undefined) throw this.#error;
  }

  async #untilDrained(): Promise<void> {
    const stream = this.#stream;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        stream.off("drain", done).off("error", done).off("close", done);
        resolve();
      };
      stream.on("drain", done).on("error", done).on("close", done);
    });
    this.#drained = undefined;
  }
}

function toFailure(error: Error): Error {
  if (CLOSED.has(systemCode(error) ?? "")) return new OutputClosed();
  return new Failure(`cannot write the output: ${reasonOf(error)}`);
}
