/**
 * Writes text to a stream that may be slow or close: the caller adds lines and awaits `flush`, which returns when the
 * stream accepts more. That keeps memory flat. Several callers take turns.
 */
import type { Writable } from "node:stream";
import { Failure, OutputClosed, reasonOf, systemCode } from "./failure.ts";
import { LineBuffer } from "./line-buffer.ts";

/** Bytes that are worth a separate write. */
const FULL = 65_536;

/** The codes of a stream whose reader is gone. */
const CLOSED = new Set(["EPIPE", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END"]);

export class Output {
  readonly #stream: Writable;
  /** Lines that are not written yet. */
  readonly lines: LineBuffer = new LineBuffer();
  #error: Error | undefined;
  #drained: Promise<void> | undefined;
  /** Time since which the stream accepts nothing. */
  #fullSince = Number.POSITIVE_INFINITY;
  /** Fulfilled when the stream has passed on the last write. */
  #passedOn: Promise<void> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();
  /** One callback for each write that the stream has not passed on yet. */
  readonly #pending = new Set<() => void>();

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on("error", (error) => {
      this.#error ??= toFailure(error);
    });
    stream.on("close", () => {
      this.#error ??= new OutputClosed();
      for (const resolve of this.#pending) resolve();
    });
  }

  /** Whether it is time to flush. */
  get isFull(): boolean {
    return this.lines.size >= FULL;
  }

  /** Whether the stream has accepted nothing for that long. */
  standsFor(milliseconds: number): boolean {
    return performance.now() - this.#fullSince > milliseconds;
  }

  /**
   * Runs work that adds and flushes, when no other work does and the stream accepts more: waiting work has not made its
   * lines yet.
   */
  turn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(async () => {
      await this.#drained;
      this.#check();
      return work();
    });
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Resolves when all flushed text is in the file or with the reader. Throws if it does not get there. */
  async passedOn(): Promise<void> {
    await this.#passedOn;
    this.#check();
  }

  add(text: string): void {
    this.lines.add(text);
  }

  /** Writes the added lines. Throws `OutputClosed` if the reader has closed the stream. */
  async flush(): Promise<void> {
    this.#check();
    if (this.lines.size > 0) this.#write(this.lines.take());
    await this.#drained;
    this.#check();
  }

  /** Writes bytes after the added text. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.flush();
    this.#write(bytes);
  }

  /** Flushes, and waits until the stream has accepted everything. */
  async finish(): Promise<void> {
    await this.flush();
    this.#write("");
    await this.passedOn();
  }

  #write(data: string | Uint8Array): void {
    const stream = this.#stream;
    let isFull = false;
    this.#passedOn = new Promise((resolve) => {
      this.#pending.add(resolve);
      isFull = !stream.write(data, (error) => {
        if (error) this.#error ??= toFailure(error);
        this.#pending.delete(resolve);
        resolve();
      });
    });
    if (isFull) this.#drained ??= this.#untilDrained();
  }

  #check(): void {
    if (this.#error !== undefined) throw this.#error;
  }

  async #untilDrained(): Promise<void> {
    const stream = this.#stream;
    this.#fullSince = performance.now();
    await new Promise<void>((resolve) => {
      const done = (): void => {
        stream.off("drain", done).off("error", done).off("close", done);
        resolve();
      };
      stream.on("drain", done).on("error", done).on("close", done);
    });
    this.#drained = undefined;
    this.#fullSince = Number.POSITIVE_INFINITY;
  }
}

function toFailure(error: Error): Error {
  if (CLOSED.has(systemCode(error) ?? "")) return new OutputClosed();
  return new Failure(`cannot write the output: ${reasonOf(error)}`);
}

/** Writes all lines, and waits until the stream has accepted them. */
export async function printAll(stream: Writable, lines: Iterable<string>): Promise<void> {
  const output = new Output(stream);
  for (const line of lines) {
    output.add(line);
    if (output.isFull) await output.flush();
  }
  await output.finish();
}
