import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/index.ts";
import { DecoderStream, type StreamOptions } from "../../src/stream/index.ts";
import { plain } from "../plain.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import {
  BINARY,
  BINARY_ROW,
  commands,
  HandTimer,
  HEARTBEAT,
  HEARTBEAT_ROW,
  pieces,
  RECORD_AND_MILEAGE,
  RECORD_ID,
  turn,
  V1,
  V1_ROW,
} from "./harness.ts";

/** A stream whose ends the test controls. */
function opened(options?: StreamOptions) {
  const timer = new HandTimer();
  const stream = new DecoderStream({ timer, ...options });
  const messages: Message[] = [];
  const ended = stream.readable.pipeTo(
    new WritableStream({
      write(message) {
        messages.push(message);
      },
    }),
  );
  ended.catch(() => {});
  return { timer, messages, ended, writer: stream.writable.getWriter() };
}

it("gives the messages of every vector, in any chunks", async () => {
  for (const vector of loadVectors().flatMap(({ vectors }) => vectors)) {
    const { writer, messages, ended } = opened();
    for (const piece of pieces(bytesOf(vector), 20)) await writer.write(piece);
    await writer.close();
    await ended;
    expect(messages.map(plain), vector.id).toEqual(vector.expect);
  }
});

it("remembers the device for records without an id", async () => {
  const { writer, messages } = opened();
  for (const piece of pieces(RECORD_AND_MILEAGE, 32)) await writer.write(piece);
  await writer.close();
  expect(commands(messages)).toEqual([`position $ ${RECORD_ID}`, `position X ${RECORD_ID}`]);
});

describe("silence", () => {
  it("a lone report is returned after 200 ms, not before, and a chunk restarts the time", async () => {
    const { writer, messages, timer } = opened();
    await writer.write(BINARY.subarray(0, 32));
    await timer.advance(199);
    await writer.write(BINARY.subarray(32));
    await timer.advance(199);
    expect(messages).toEqual([]);
    await timer.advance(1);
    expect(commands(messages)).toEqual([BINARY_ROW]);
    expect(messages[0]!.frame.bytes.length).toBe(45);
  });

  it("no timer runs when nothing is held, nor with settleMs 0", async () => {
    const { writer, messages, timer } = opened();
    await writer.write(V1);
    await turn();
    expect(commands(messages)).toEqual([V1_ROW]);
    expect(timer.waiting).toBe(0);

    const never = opened({ settleMs: 0 });
    await never.writer.write(BINARY);
    expect(never.timer.waiting).toBe(0);
    await never.writer.close();
    await never.ended;
    expect(commands(never.messages)).toEqual([BINARY_ROW]);
  });

  it("the end leaves no timer", async () => {
    const { writer, timer, messages, ended } = opened();
    await writer.write(BINARY);
    expect(timer.waiting).toBe(1);
    await writer.close();
    await ended;
    expect(timer.waiting).toBe(0);
    expect(commands(messages)).toEqual([BINARY_ROW]);
  });

  it("that ends after the stream was cancelled or aborted is no error", async () => {
    const cancelled = new DecoderStream({ settleMs: 10 });
    const writer = cancelled.writable.getWriter();
    const reader = cancelled.readable.getReader();
    const read = reader.read();
    await writer.write(BINARY);
    await reader.cancel();
    expect((await read).done).toBe(true);

    const aborted = opened({ settleMs: 10 });
    await aborted.writer.write(BINARY);
    await aborted.writer.abort(new Error("gone"));
    await aborted.timer.advance(10);
    // An error in a timer would be uncaught, and fail the run.
    await pause(30);
    await expect(aborted.ended).rejects.toThrow("gone");
    expect(aborted.messages).toEqual([]);
  });
});

it("accepts no chunk while nobody reads messages", async () => {
  let pulled = 0;
  const source = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        pulled++;
        controller.enqueue(V1);
      },
    },
    { highWaterMark: 0 },
  );
  const reader = source.pipeThrough(new DecoderStream()).getReader();
  await reader.read();
  await pause(20);
  // One consumed, one or two in transit.
  expect(pulled).toBeLessThan(5);
  await reader.cancel();
});

it("an error of the source errors the stream", async () => {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(HEARTBEAT);
    },
    pull(controller) {
      controller.error(new Error("connection reset"));
    },
  });
  const rows: string[] = [];
  const reading = (async () => {
    for await (const message of source.pipeThrough(new DecoderStream())) {
      rows.push(...commands([message]));
    }
  })();
  await expect(reading).rejects.toThrow("connection reset");
  expect(rows.every((row) => row === HEARTBEAT_ROW)).toBe(true);
});

it("a chunk of another type than bytes errors the stream", async () => {
  const { writer, ended } = opened();
  await expect(writer.write("*HQ,1,V0#" as unknown as Uint8Array)).rejects.toThrow(TypeError);
  await expect(ended).rejects.toThrow("chunk must be a Uint8Array");
});
