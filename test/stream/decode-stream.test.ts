import { once } from "node:events";
import { createServer } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/index.ts";
import {
  type ByteSource,
  DecoderStream,
  decodeStream,
  type StreamOptions,
} from "../../src/stream/index.ts";
import { plain } from "../plain.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import {
  BINARY,
  BINARY_ROW,
  commands,
  HandSource,
  HandTimer,
  HEARTBEAT,
  HEARTBEAT_ROW,
  latin1,
  pieces,
  RECORD_AND_MILEAGE,
  RECORD_ID,
  turn,
  V1,
  V1_ROW,
} from "./harness.ts";

async function collect(source: ByteSource, options?: StreamOptions): Promise<Message[]> {
  const messages: Message[] = [];
  for await (const message of decodeStream(source, options)) messages.push(message);
  return messages;
}

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield item;
}

/** Reads everything in the background. */
function reading(source: HandSource, options?: StreamOptions) {
  const timer = new HandTimer();
  const messages: Message[] = [];
  const stream = decodeStream(source, { timer, ...options });
  const ended = (async () => {
    for await (const message of stream) messages.push(message);
  })();
  ended.catch(() => {});
  return { timer, messages, ended, stream };
}

describe("every form of a source", () => {
  const chunks = [V1.subarray(0, 30), V1.subarray(30), HEARTBEAT, BINARY];
  const rows = [V1_ROW, HEARTBEAT_ROW, BINARY_ROW];

  it.each<[string, () => ByteSource]>([
    ["array", () => chunks],
    ["generator", () => chunks.values()],
    ["async generator", () => each(chunks)],
    ["Node stream", () => Readable.from(chunks.map((chunk) => Buffer.from(chunk)))],
    ["ReadableStream", () => new Blob(chunks as Uint8Array<ArrayBuffer>[]).stream()],
    [
      "ReadableStream without an iterator, as in older browsers",
      () => {
        const stream = new Blob(chunks as Uint8Array<ArrayBuffer>[]).stream();
        return { getReader: () => stream.getReader() } as ReadableStream<Uint8Array>;
      },
    ],
  ])("%s", async (_name, open) => {
    expect(commands(await collect(open()))).toEqual(rows);
  });

  it("an empty one", async () => {
    expect(await collect([])).toEqual([]);
    expect(await collect([new Uint8Array(0)])).toEqual([]);
  });

  it.each([
    ["bytes alone", V1, "source must be"],
    ["text", "*HQ,1,V0#", "source must be"],
    ["nothing", undefined, "source must be"],
    ["null", null, "source must be"],
    ["an object", {}, "source must be"],
  ])("refuses %s at once", (_name, source, message) => {
    expect(() => decodeStream(source as unknown as ByteSource)).toThrow(TypeError);
    expect(() => decodeStream(source as unknown as ByteSource)).toThrow(message);
  });

  const settle = (given: string): RangeError =>
    new RangeError(`options.settleMs must be 0 to 2147483647, not ${given}`);
  const method = (name: string): TypeError =>
    new TypeError(`options.timer.${name} must be a function`);
  it.each<[object, object]>([
    [{ settleMs: -1 }, settle("-1")],
    [{ settleMs: Number.NaN }, settle("NaN")],
    [{ settleMs: 2 ** 31 }, settle("2147483648")],
    [{ settleMs: "200" }, settle("a string of length 3")],
    [
      { maxFrameLength: 1 },
      new RangeError("options.maxFrameLength must be a whole number from 256 to 1048576, not 1"),
    ],
    [{ timer: null }, method("set")],
    [{ timer: { clear() {} } }, method("set")],
    [{ timer: { set() {} } }, method("clear")],
  ])("refuses the options %j at once, by name", (options, error) => {
    expect(() => decodeStream([], options)).toThrow(error);
    expect(() => new DecoderStream(options)).toThrow(error);
  });

  it("accepts the limits of settleMs", async () => {
    for (const settleMs of [0, 2 ** 31 - 1]) {
      expect(commands(await collect([V1], { settleMs }))).toEqual([V1_ROW]);
    }
  });

  it("refuses a chunk of text, and cancels the source", async () => {
    let closed = false;
    async function* text(): AsyncGenerator<string> {
      try {
        yield "*HQ,8160528000,V0#";
        await pause(60_000);
      } finally {
        closed = true;
      }
    }
    await expect(collect(text() as unknown as AsyncIterable<Uint8Array>)).rejects.toThrow(
      new TypeError("chunk must be a Uint8Array, not a string"),
    );
    expect(closed).toBe(true);
  });

  it("refuses a source whose iterator gives no results", async () => {
    const source = { [Symbol.asyncIterator]: () => ({ next: async () => undefined }) };
    await expect(collect(source as unknown as AsyncIterable<Uint8Array>)).rejects.toThrow(
      new TypeError("source gave no iterator result"),
    );
  });
});

describe("the messages do not depend on the chunks", () => {
  const streams = loadVectors().flatMap(({ vectors }) => vectors);
  // In one piece, byte by byte, and in chunks of a modem with a small window.
  it.each([1, 7, 64, 1 << 20])("of %i bytes", async (size) => {
    let count = 0;
    for (const vector of streams) {
      const messages = await collect(pieces(bytesOf(vector), size));
      expect(messages.map(plain), vector.id).toEqual(vector.expect);
      count += messages.length;
    }
    expect(count).toBeGreaterThan(300);
  });

  it("nor on later changes of a chunk", async () => {
    function* reused(): Generator<Uint8Array> {
      const buffer = new Uint8Array(16);
      for (const piece of pieces(V1, 16)) {
        buffer.set(piece);
        yield buffer.subarray(0, piece.length);
        buffer.fill(0x23);
      }
    }
    expect(commands(await collect(reused()))).toEqual([V1_ROW]);
  });
});

describe("the state of a connection", () => {
  it("has the device id, for records without one, across chunks and silences", async () => {
    const source = new HandSource();
    const { messages, timer } = reading(source);
    await turn();
    await source.give(RECORD_AND_MILEAGE.subarray(0, 32));
    await timer.advance(200);
    await source.give(RECORD_AND_MILEAGE.subarray(32));
    await timer.advance(200);
    expect(commands(messages)).toEqual([`position $ ${RECORD_ID}`, `position X ${RECORD_ID}`]);
  });

  it("has a given device id until the device sends its own", async () => {
    const [record, mileage] = [RECORD_AND_MILEAGE.slice(0, 32), RECORD_AND_MILEAGE.slice(32)];
    const messages = await collect([mileage, record, mileage], { deviceId: "4200000001" });
    expect(messages.map(({ deviceId }) => deviceId)).toEqual(["4200000001", RECORD_ID, RECORD_ID]);
  });

  it("is not shared", async () => {
    const first = decodeStream([RECORD_AND_MILEAGE.slice(0, 32)]);
    const second = decodeStream([RECORD_AND_MILEAGE.slice(32)]);
    expect((await first.next()).value.deviceId).toBe(RECORD_ID);
    expect((await second.next()).value.deviceId).toBeNull();
  });

  it("passes on the options of decoding", async () => {
    const [message] = await collect([V1], { statusTable: "sinotrack" });
    expect(message).toMatchObject({ status: { table: "sinotrack" } });
    // 32 bytes of a record that would otherwise be one of 45.
    const messages = await collect([BINARY], { binaryLength: 32 });
    expect(messages[0]!.frame.bytes.length).toBe(32);
  });
});

describe("a reader", () => {
  it("passes on errors thrown into it, and closes the source", async () => {
    let isOver = false;
    const stream = decodeStream(
      (function* () {
        try {
          yield V1;
          yield V1;
        } finally {
          isOver = true;
        }
      })(),
    );
    expect((await stream.next()).value).toMatchObject({ type: "position" });
    await expect(stream.throw!(new Error("enough"))).rejects.toThrow("enough");
    expect(isOver).toBe(true);
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });
});

describe("silence", () => {
  it("a lone report is returned after 200 ms, not before", async () => {
    const source = new HandSource();
    const { messages, timer } = reading(source);
    await turn();
    await source.give(BINARY);
    await timer.advance(199);
    expect(messages).toEqual([]);
    await timer.advance(1);
    expect(commands(messages)).toEqual([BINARY_ROW]);
  });

  it("a text frame waits for nothing, and no timer runs", async () => {
    const source = new HandSource();
    const { messages, timer } = reading(source);
    await turn();
    await source.give(V1);
    expect(commands(messages)).toEqual([V1_ROW]);
    expect(timer.waiting).toBe(0);
  });

  it("restarts with each chunk", async () => {
    const source = new HandSource();
    const { messages, timer } = reading(source, { settleMs: 100 });
    await turn();
    await source.give(BINARY.subarray(0, 32));
    await timer.advance(99);
    await source.give(BINARY.subarray(32));
    await timer.advance(99);
    expect(messages).toEqual([]);
    await timer.advance(1);
    expect(commands(messages)).toEqual([BINARY_ROW]);
    expect(messages[0]!.frame.bytes.length).toBe(45);
  });

  it("leaves an unfinished frame, and wakes up once", async () => {
    const source = new HandSource();
    const { messages, timer } = reading(source);
    await turn();
    await source.give(V1.subarray(0, 40));
    await timer.advance(200);
    expect(messages).toEqual([]);
    expect(timer.waiting).toBe(0);
    expect(source.reads).toBe(2);
    await source.give(V1.subarray(40));
    expect(commands(messages)).toEqual([V1_ROW]);
  });

  it("of 0 never ends: the report waits for more bytes or the end", async () => {
    const source = new HandSource();
    const { messages, timer } = reading(source, { settleMs: 0 });
    await turn();
    await source.give(BINARY);
    expect(timer.waiting).toBe(0);
    expect(messages).toEqual([]);
    await source.end();
    expect(commands(messages)).toEqual([BINARY_ROW]);
  });

  it("is measured by the system clock", async () => {
    const source = new HandSource();
    const stream = decodeStream(source, { settleMs: 50 });
    const next = stream.next();
    await turn();
    const from = performance.now();
    await source.give(BINARY);
    expect((await next).value.frame.bytes.length).toBe(45);
    // Node's timers may be a millisecond early.
    expect(performance.now() - from).toBeGreaterThan(48);
    await stream.return?.();
  });

  it("does not pass while the program stalls: bytes that have arrived are read first", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    // From another thread, because this one will be busy: the first 32 of 45 bytes, and the rest.
    const peer = new Worker(
      `const { connect } = require("node:net");
      const { workerData: { port, bytes } } = require("node:worker_threads");
      const socket = connect(port, "127.0.0.1", () => {
        socket.setNoDelay(true);
        socket.write(bytes.subarray(0, 32));
        setTimeout(() => socket.write(bytes.subarray(32)), 100);
      });`,
      { eval: true, workerData: { port, bytes: BINARY } },
    );
    const [socket] = await once(server, "connection");
    const stream = decodeStream(socket, { settleMs: 30 });
    const next = stream.next();
    await once(socket, "readable");
    await turn();
    const until = performance.now() + 300;
    while (performance.now() < until);
    expect((await next).value.frame.bytes.length).toBe(45);
    await stream.return?.();
    await peer.terminate();
    server.close();
  });
});

describe("the end", () => {
  it("releases everything that is held", async () => {
    const messages = await collect([V1, V1.subarray(0, 20)]);
    expect(commands(messages)[0]).toBe(V1_ROW);
    const rest = messages.slice(1).flatMap(({ frame }) => [...frame.bytes]);
    expect(Buffer.from(rest).toString("latin1")).toBe("*HQ,8160528000,V1,10");
  });

  it("a failure of the source is thrown after the messages before it", async () => {
    const source = new HandSource();
    const { messages, ended } = reading(source);
    await turn();
    await source.give(BINARY);
    const error = new Error("connection reset");
    await source.fail(error);
    await expect(ended).rejects.toBe(error);
    expect(commands(messages)).toEqual([BINARY_ROW]);
    expect(source.returns).toBe(0);
  });

  it("a failure during a silence is thrown when its turn comes, and is not unhandled", async () => {
    const source = new HandSource();
    const timer = new HandTimer();
    const stream = decodeStream(source, { timer });
    const first = stream.next();
    await turn();
    await source.give(BINARY);
    await timer.advance(200);
    expect((await first).value.deviceId).toBe("4100773142");
    await source.fail(new Error("connection reset"));
    await expect(stream.next()).rejects.toThrow("connection reset");
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it("bytes that come while nobody asks, after a silence, are kept", async () => {
    const source = new HandSource();
    const timer = new HandTimer();
    const stream = decodeStream(source, { timer });
    const first = stream.next();
    await turn();
    await source.give(BINARY);
    await timer.advance(200);
    expect((await first).value.deviceId).toBe("4100773142");
    await source.give(V1);
    const second = stream.next();
    await turn();
    expect((await second).value.command).toBe("V1");
  });

  it("a source that has ended is not closed", async () => {
    const source = new HandSource();
    const stream = decodeStream(source);
    const next = stream.next();
    await turn();
    await source.end();
    expect((await next).done).toBe(true);
    await stream.return?.();
    expect(source.returns).toBe(0);
  });

  it("a source that throws instead of rejecting fails in the same way", async () => {
    function* failing(): Generator<Uint8Array> {
      yield V1;
      throw new Error("bad disk");
    }
    const stream = decodeStream(failing());
    expect((await stream.next()).value.command).toBe("V1");
    await expect(stream.next()).rejects.toThrow("bad disk");
  });
});

describe("backpressure", () => {
  it("reads no chunk before the messages of the previous one are consumed", async () => {
    const source = new HandSource();
    const stream = decodeStream(source);
    expect(source.reads).toBe(0);
    const first = stream.next();
    await turn();
    await source.give(new Uint8Array([...V1, ...HEARTBEAT]));
    expect((await first).value.command).toBe("V1");
    expect((await stream.next()).value.command).toBe("HTBT");
    await turn();
    expect(source.reads).toBe(1);
  });

  it("a Node stream is paused while nobody reads", async () => {
    let reads = 0;
    const source = new Readable({
      highWaterMark: 1000,
      read() {
        reads++;
        this.push(V1);
      },
    });
    const stream = decodeStream(source);
    await stream.next();
    await turn();
    const before = reads;
    await pause(20);
    expect(reads).toBe(before);
    expect(reads).toBeLessThan(50);
    await stream.return?.();
    expect(source.destroyed).toBe(true);
  });
});

describe("calls of next() that do not wait for each other", () => {
  it("are answered in order, across chunks", async () => {
    const source = new HandSource();
    const stream = decodeStream(source);
    const calls = [1, 2, 3, 4].map(() => stream.next());
    await turn();
    await source.give(new Uint8Array([...V1, ...HEARTBEAT]));
    calls.push(stream.next());
    await source.give(V1);
    await source.end();
    const results = await Promise.all(calls);
    expect(results.map(({ value }) => value?.command)).toEqual([
      "V1",
      "HTBT",
      "V1",
      undefined,
      undefined,
    ]);
    expect(results.map(({ done }) => done)).toEqual([false, false, false, true, true]);
  });

  it("get a failure once, and then the end", async () => {
    const source = new HandSource();
    const stream = decodeStream(source);
    const calls = [1, 2, 3].map(() => stream.next());
    await turn();
    await source.give(V1);
    await source.fail(new Error("connection reset"));
    const results = await Promise.allSettled(calls);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it("end with return(), even if bytes are held", async () => {
    const source = new HandSource();
    const stream = decodeStream(source);
    const calls = [1, 2].map(() => stream.next());
    await turn();
    await stream.return?.();
    expect(await Promise.all(calls)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });
});

describe("leaving early", () => {
  it("break closes the source, and waits for that", async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield V1;
      } finally {
        await turn();
        closed = true;
      }
    }
    for await (const message of decodeStream(endless())) {
      expect(message.command).toBe("V1");
      break;
    }
    expect(closed).toBe(true);
  });

  it("return() ends a waiting next(), and the timer", async () => {
    const source = new HandSource();
    const timer = new HandTimer();
    const stream = decodeStream(source, { timer });
    const next = stream.next();
    await turn();
    await source.give(BINARY);
    expect(timer.waiting).toBe(1);
    expect(await stream.return?.()).toEqual({ done: true, value: undefined });
    expect(await next).toEqual({ done: true, value: undefined });
    expect(timer.waiting).toBe(0);
    expect(source.returns).toBe(1);
    await stream.return?.();
    expect(source.returns).toBe(1);
  });

  it("return() before the first next() closes the source as well, and reads nothing", async () => {
    const source = new HandSource();
    const stream = decodeStream(source);
    await stream.return?.();
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect([source.returns, source.reads]).toEqual([1, 0]);
  });

  it("break throws if the source fails to close, as a loop over the source does", async () => {
    const source: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: V1 }),
        return: () => Promise.reject(new Error("cannot close")),
      }),
    };
    const leaving = async (): Promise<void> => {
      for await (const { command } of decodeStream(source)) if (command === "V1") break;
    };
    await expect(leaving()).rejects.toThrow("cannot close");
  });

  it("a source need not have return(), whether it waits or not", async () => {
    const first = { done: false, value: V1 };
    const waiting = new Promise<typeof first>(() => {});
    for (const results of [[first], [first, waiting]]) {
      const left = results.values();
      const stream = decodeStream({
        [Symbol.asyncIterator]: () => ({ next: async () => left.next().value ?? waiting }),
      });
      for (const _ of results) void stream.next();
      await turn();
      expect(await stream.return!()).toEqual({ done: true, value: undefined });
    }
  });

  it("the failure of a source that is left at the same moment is not thrown", async () => {
    const failure = Promise.reject(new Error("connection reset"));
    const stream = decodeStream({
      [Symbol.asyncIterator]: () => ({ next: () => failure }),
    });
    const next = stream.next();
    failure.catch(() => stream.return!());
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it("return() ignores a source that fails to close while it waits", async () => {
    const source = new HandSource();
    source.return = () => Promise.reject(new Error("cannot close"));
    const stream = decodeStream(source);
    const next = stream.next();
    await turn();
    expect(await stream.return!()).toEqual({ value: undefined, done: true });
    expect((await next).done).toBe(true);
    // An unhandled rejection would fail the run.
    await turn();
  });

  it("return() does not wait for a waiting generator", async () => {
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield latin1("*HQ");
      await new Promise(() => {});
    }
    const stream = decodeStream(silent());
    const next = stream.next();
    await turn();
    await stream.return?.();
    expect((await next).done).toBe(true);
  });

  it("a ReadableStream is cancelled, also while it waits, and unlocked", async () => {
    let cancelled = 0;
    const source = new ReadableStream<Uint8Array>({
      cancel() {
        cancelled++;
      },
    });
    const stream = decodeStream(source);
    const next = stream.next();
    await turn();
    await stream.return?.();
    expect((await next).done).toBe(true);
    expect(cancelled).toBe(1);
    expect(source.locked).toBe(false);
  });

  it("a Node stream is destroyed, also while it waits", async () => {
    const source = new Readable({ read() {} });
    const stream = decodeStream(source);
    const next = stream.next();
    await turn();
    await stream.return?.();
    expect((await next).done).toBe(true);
    expect(source.destroyed).toBe(true);
  });
});
