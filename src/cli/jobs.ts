/**
 * `--jobs`: this thread finds the frames of an input, others read and print them, and their lines come out in the order of
 * the input. One thread splits a stream, because the end of a `$` frame depends on the bytes before and after it. The few
 * messages that depend on others of their stream (an `X` record, the parts of a long JT/T 808 message) are read here, in
 * order.
 */
import { Worker } from "node:worker_threads";
import { type Batch, type BatchOptions, BatchReader, type BatchResult } from "./batch.ts";
import { Failure, reasonOf } from "./failure.ts";
import type { Output } from "./output.ts";
import type { Tally } from "./tally.ts";

/** Reads batches in another thread, one at a time. */
export interface BatchThread {
  read(batch: Batch): Promise<BatchResult>;
  end(): Promise<unknown>;
}

/** Batches in progress per thread: one is read, one waits. */
const AHEAD = 2;

interface Sent {
  readonly batch: Batch;
  readonly result: Promise<BatchResult>;
  readonly tally: Tally;
}

export class Jobs {
  readonly #reader: BatchReader;
  readonly #threads: readonly BatchThread[];
  readonly #output: Output;
  readonly #sent: Sent[] = [];
  #next = 0;

  constructor(threads: readonly BatchThread[], options: BatchOptions, output: Output) {
    this.#threads = threads;
    this.#reader = new BatchReader(options);
    this.#output = output;
  }

  /** Sends a batch; waits while too many are in progress. */
  async add(batch: Batch, tally: Tally): Promise<void> {
    while (this.#sent.length >= AHEAD * this.#threads.length) await this.#take();
    const thread = this.#threads[this.#next++ % this.#threads.length]!;
    const result = thread.read(batch);
    // The waiter handles a failure; until then it must not count as unhandled.
    result.catch(() => {});
    this.#sent.push({ batch, result, tally });
  }

  /** Waits until everything is printed. */
  async finish(): Promise<void> {
    while (this.#sent.length > 0) await this.#take();
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  async #take(): Promise<void> {
    const sent = this.#sent.shift();
    if (sent === undefined) return;
    const { batch, tally } = sent;
    let result = await sent.result;
    if (result.lines === null) result = this.#reader.readInOrder(batch);
    else this.#reader.follow(batch, result);
    tally.merge(result.tally);
    if (result.lines !== null) await this.#output.write(result.lines);
    await this.#output.flush();
  }
}

export function batchThread(options: BatchOptions): BatchThread {
  const worker = new Worker(new URL("cli-worker.js", import.meta.url), { workerData: options });
  const waiting: { resolve(result: BatchResult): void; reject(error: Error): void }[] = [];
  let failure: Failure | null = null;
  const fail = (reason: string): void => {
    failure ??= new Failure(`a thread of --jobs ended: ${reason}`);
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  worker.on("message", (result: BatchResult) => waiting.shift()?.resolve(result));
  worker.on("error", (error) => fail(reasonOf(error)));
  worker.on("exit", (code) => fail(`exit code ${code}`));
  return {
    read: (batch) =>
      new Promise((resolve, reject) => {
        if (failure !== null) reject(failure);
        else {
          waiting.push({ resolve, reject });
          // A copy, because a batch may have to be read again; copying the bytes costs little.
          worker.postMessage(batch);
        }
      }),
    end: () => worker.terminate(),
  };
}
