/** Frames that are copied, cloned, sent to another thread or written as JSON. */
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import {
  decode,
  type Frame,
  FrameSplitter,
  parseFrame,
  splitFrames,
  toJson,
} from "../../src/index.ts";
import { frameOf, toHex } from "../jt808/frames.ts";
import { latin1 } from "../stream/harness.ts";

const TEXT = "*HQ,353271799434922,HTBT,85#";
/** Vectors binary-32-001 and -002. */
const RECORDS = [
  "2410307310010503162209022212874500113466574c014028fffffbffff0000",
  "2427000994022134091406135000345900014550362e000000ffffffffff0000",
];
const BYTES = latin1(`${TEXT}\r\n${TEXT}`);

/** The same frame, made in every way that the library has. */
const WAYS: Readonly<Record<string, () => Frame>> = {
  splitFrames: () => splitFrames(BYTES).frames[1]!,
  FrameSplitter: () => new FrameSplitter().push(BYTES)[1]!,
  decode: () => decode(BYTES)[1]!.frame,
};

function sent(value: unknown): unknown {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(value);
  const received = receiveMessageOnPort(port2);
  port1.close();
  return received?.message;
}

describe.each(Object.entries(WAYS))("a frame of %s", (_name, make) => {
  it("returns the same view of its bytes each time", () => {
    const frame = make();
    expect(Buffer.from(frame.bytes).toString()).toBe(TEXT);
    expect(frame.bytes).toBe(frame.bytes);
  });

  it("is read the same before and after its bytes are accessed", () => {
    const frame = make();
    const message = parseFrame(frame);
    expect(toHex(frame.bytes)).toBe(toHex(latin1(TEXT)));
    expect(parseFrame(frame)).toEqual(message);
    expect(parseFrame({ format: "ascii", bytes: latin1(TEXT), offset: 30 })).toEqual(message);
  });

  it("is plain JSON", () => {
    const frame = make();
    const json = { format: "ascii", offset: 30, length: 28, hex: toHex(latin1(TEXT)) };
    expect(JSON.parse(JSON.stringify(frame))).toEqual(json);
    const message = parseFrame(frame);
    expect(JSON.parse(JSON.stringify(message)).frame).toEqual(toJson(message)["frame"]);
  });

  it("loses its bytes when it is copied, cloned or sent", () => {
    const frame = make();
    for (const bytesAsked of [false, true]) {
      if (bytesAsked) expect(frame.bytes).toHaveLength(28);
      const kept = { format: "ascii", offset: 30 };
      expect(Object.entries({ ...frame })).toEqual(Object.entries(kept));
      expect(Object.entries(structuredClone(frame))).toEqual(Object.entries(kept));
      expect(Object.entries(sent(frame) as Frame)).toEqual(Object.entries(kept));
      expect(() => parseFrame(structuredClone(frame))).toThrow(TypeError);
    }
  });

  it("keeps its bytes if they are copied by name", () => {
    const frame = make();
    const { format, bytes, offset } = frame;
    for (const copy of [{ ...frame, bytes }, structuredClone({ format, bytes, offset })]) {
      expect(parseFrame(copy)).toEqual(parseFrame(frame));
      expect(Object.keys(copy).sort()).toEqual(["bytes", "format", "offset"]);
    }
    expect(sent({ ...frame, bytes })).toEqual({ format, bytes, offset });
  });
});

it("the frame of an assembled message is plain JSON", () => {
  const parts = [1, 2].map((number) =>
    frameOf(`0801 2002 019176652184 00b${number} 0002 000${number} aabb`),
  );
  const messages = parts.flatMap((part) => decode(part));
  const { frame } = decode(Buffer.concat(parts)).at(-1)!;
  expect(messages.map(({ frame }) => frame.format)).toEqual(["escaped", "escaped"]);
  expect(JSON.parse(JSON.stringify(frame))).toEqual({
    format: "escaped",
    offset: messages[0]!.frame.bytes.length,
    length: frame.bytes.length,
    hex: toHex(frame.bytes),
  });
});

describe("frames of splitters own their bytes", () => {
  /** In a large chunk, and in small ones that are joined. */
  const SIZES = [BYTES.length, 5];

  it.each(SIZES)("in chunks of %i bytes, whatever becomes of the chunks", (size) => {
    const splitter = new FrameSplitter();
    const frames: Frame[] = [];
    for (let at = 0; at < BYTES.length; at += size) {
      const chunk = BYTES.slice(at, at + size);
      frames.push(...splitter.push(chunk));
      chunk.fill(0);
    }
    expect(frames.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([TEXT, TEXT]);
  });

  it.each(SIZES)("in chunks of %i bytes, and show no others", (size) => {
    const splitters = [new FrameSplitter(), new FrameSplitter()];
    const frames: Frame[] = [];
    for (let at = 0; at < BYTES.length; at += size) {
      for (const splitter of splitters) frames.push(...splitter.push(BYTES.slice(at, at + size)));
    }
    expect(frames).toHaveLength(4);
    for (const { bytes } of frames) {
      expect(bytes.buffer.byteLength).toBe(TEXT.length);
      bytes.fill(0);
    }
    for (const splitter of splitters) frames.push(...splitter.push(BYTES));
    for (const { bytes } of frames.slice(4)) expect(Buffer.from(bytes).toString()).toBe(TEXT);
  });

  it("also a frame that is as long as the buffer of many chunks, and one that is longer", () => {
    for (const length of [8191, 8192, 8193]) {
      const splitter = new FrameSplitter({ maxFrameLength: 10_000 });
      const long = latin1(`*HQ,353271799434922,XT,${"1".repeat(length - 24)}#`);
      const frames = [long, BYTES, long].flatMap((chunk) => splitter.push(chunk));
      expect(frames.map(({ bytes }) => bytes.buffer.byteLength)).toEqual([length, 28, 28, length]);
      expect(toHex(frames[0]!.bytes)).toBe(toHex(long));
      frames[0]!.bytes.fill(0);
      expect(toHex(frames[3]!.bytes)).toBe(toHex(long));
    }
  });
});

it("frames of splitFrames and decode are views of the caller's bytes", () => {
  const datagram = latin1(`${TEXT}\r\n`);
  for (const bytes of [BYTES, datagram]) {
    for (const frame of splitFrames(bytes).frames) expect(frame.bytes.buffer).toBe(bytes.buffer);
    for (const { frame } of decode(bytes)) expect(frame.bytes.buffer).toBe(bytes.buffer);
  }
});

it("records of one chunk do not show each other's bytes", () => {
  const records = RECORDS.map((hex) => Buffer.from(hex, "hex"));
  const frames = new FrameSplitter({ binaryLength: 32 }).push(Buffer.concat(records));
  expect(frames.map(({ bytes }) => toHex(bytes))).toEqual(RECORDS);
});
