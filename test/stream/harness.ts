/** A clock to advance by hand, a source to feed by hand, and frames with known values. */
import type { Message } from "../../src/index.ts";
import type { Timer } from "../../src/stream/index.ts";
import { bytesOf, loadVectors, type Vector } from "../vectors.ts";

export class HandTimer implements Timer {
  #now = 0;
  readonly #calls = new Map<object, { at: number; callback: () => void }>();

  /** The number of waiting calls. */
  get waiting(): number {
    return this.#calls.size;
  }

  set(callback: () => void, milliseconds: number): unknown {
    const handle = {};
    this.#calls.set(handle, { at: this.#now + milliseconds, callback });
    return handle;
  }

  clear(handle: unknown): void {
    this.#calls.delete(handle as object);
  }

  async advance(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    for (const [handle, { at, callback }] of [...this.#calls]) {
      if (at > this.#now) continue;
      this.#calls.delete(handle);
      callback();
    }
    await turn();
  }
}

/** Lets all pending promises settle. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

interface Waiting {
  resolve(result: IteratorResult<Uint8Array>): void;
  reject(error: unknown): void;
}

/** A source that yields what the test gives it. */
export class HandSource implements AsyncIterable<Uint8Array>, AsyncIterator<Uint8Array> {
  reads = 0;
  returns = 0;
  #waiting: Waiting | undefined;

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    this.reads++;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    this.returns++;
    return { done: true, value: undefined };
  }

  async give(chunk: Uint8Array): Promise<void> {
    this.#take().resolve({ done: false, value: chunk });
    await turn();
  }

  async end(): Promise<void> {
    this.#take().resolve({ done: true, value: undefined });
    await turn();
  }

  async fail(error: unknown): Promise<void> {
    this.#take().reject(error);
    await turn();
  }

  #take(): Waiting {
    const waiting = this.#waiting;
    if (waiting === undefined) throw new Error("nobody reads");
    this.#waiting = undefined;
    return waiting;
  }
}

export function latin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** A frame as vendors print it. */
export const V1: Uint8Array = latin1(
  "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#",
);
export const HEARTBEAT: Uint8Array = latin1("*HQ,135790246811220,HTBT,100#");
/** A `$` report of 45 bytes, held because a report of 54 begins the same. */
export const BINARY: Uint8Array = vector("binary-45-005-mileage-44-km");
/** A `$` report followed by an `X` record, which has no id; both of 32 bytes. */
export const RECORD_AND_MILEAGE: Uint8Array = vector("stream-018-record-and-mileage");
export const RECORD_ID = "4107659477";

function vector(id: string): Uint8Array {
  const found: Vector | undefined = loadVectors()
    .flatMap(({ vectors }) => vectors)
    .find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return bytesOf(found);
}

/** `bytes` in pieces of `size`. */
export function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function commands(messages: readonly Message[]): string[] {
  return messages.map(({ type, command, deviceId }) => `${type} ${command} ${deviceId}`);
}

export const V1_ROW = "position V1 8160528000";
export const HEARTBEAT_ROW = "heartbeat HTBT 135790246811220";
export const BINARY_ROW = "position $ 4100773142";
