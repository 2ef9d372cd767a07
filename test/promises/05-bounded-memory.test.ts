/**
 * Promise 5: a splitter holds at most `maxFrameLength` bytes, in a buffer of its own, and never the caller's chunk. The
 * limit applies to an unfinished frame, not to a chunk.
 *
 * Broken once by hand: in scan.ts, no limit for an extension after a `#`, and for a record that announces more; in
 * splitter.ts, the rest kept as a view of the chunk: each failed.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Frame, FrameSplitter } from "../../src/index.ts";
import { TrackerSession } from "../../src/session/index.ts";
import { ascii } from "../frame/streams.ts";
import { jt808 } from "../session/harness.ts";
import { fuzz } from "./fuzz.ts";
import { STREAM } from "./inputs.ts";

fuzz(
  "never more than the limit, whatever comes",
  1000,
  fc.property(
    STREAM,
    fc.integer({ min: 1, max: 64 }),
    fc.integer({ min: 256, max: 400 }),
    (bytes, size, maxFrameLength) => {
      const splitter = new FrameSplitter({ maxFrameLength });
      for (let at = 0; at < bytes.length; at += size) {
        splitter.push(bytes.subarray(at, at + size));
        if (splitter.buffered > maxFrameLength) throw new Error(`holds ${splitter.buffered}`);
      }
    },
  ),
);

/** Beginnings of frames that never end. */
const ENDLESS = {
  text: (i: number) => (i === 0 ? "*HQ,8168000005,V1," : "1234567,"),
  "7E": (i: number) => (i === 0 ? "\x7e\x02\x00" : "12345678"),
  picture: (i: number) =>
    i === 0
      ? Buffer.from(
          "5010307310010503162209022212874500113466574c014028fffffbffff0102",
          "hex",
        ).toString("latin1")
      : "\xff\xd8\x01\x02",
  noise: () => "no frame at all",
  stars: () => "*",
  flags: () => "~",
  dollars: () => "$",
  heads: () => "$\x51\x15\x92",
};

it.each(Object.entries(ENDLESS))(
  "%s without end: held up to the limit, then released as it arrives",
  (_, next) => {
    const splitter = new FrameSplitter({ maxFrameLength: 512 });
    let pushed = 0;
    let given = 0;
    const frames: Frame[] = [];
    for (let i = 0; i < 2000; i++) {
      const chunk = ascii(next(i));
      pushed += chunk.length;
      const found = splitter.push(chunk);
      frames.push(...found);
      for (const { bytes } of found) given += bytes.length;
      expect(splitter.buffered).toBeLessThanOrEqual(512);
      expect(given + splitter.buffered).toBe(pushed);
    }
    for (const { bytes } of frames) expect(bytes.length).toBeLessThanOrEqual(512);
  },
);

it("a record that announces more than the limit is given up at the limit", () => {
  // Engine data with an extension of 1024 bytes (0400 before 01).
  const head =
    "24863123456710111215062439542345c6116397450e014028fffbdfffff41300052000000e163042b214b0301cc00263a106000420400";
  const splitter = new FrameSplitter({ maxFrameLength: 256 });
  splitter.push(new Uint8Array(Buffer.from(head, "hex")));
  for (let i = 0; i < 1200; i++) {
    splitter.push(Uint8Array.of(1));
    expect(splitter.buffered).toBeLessThanOrEqual(256);
  }
});

it("an unfinished extension that begins at the limit is not awaited", () => {
  const splitter = new FrameSplitter({ maxFrameLength: 256 });
  splitter.push(ascii(`*XY,1,V1,${"1".repeat(240)}#<`));
  for (let i = 0; i < 300; i++) {
    splitter.push(ascii("1"));
    expect(splitter.buffered).toBeLessThanOrEqual(256);
  }
});

it("a chunk is not limited", () => {
  const frame = "*HQ,8168000005,XT#";
  const splitter = new FrameSplitter({ maxFrameLength: 256 });
  expect(splitter.push(ascii(frame.repeat(50_000)))).toHaveLength(50_000);
});

const numbered = (i: number): string => String(i).padStart(10, "0");

/** Input that makes a session remember something, with different values each time. */
const MEMORABLE = {
  heartbeats: (i: number) => ascii(`*HQ,${numbered(i)},HTBT,${i % 100}#`),
  logins: (i: number) => ascii(`*HQ,${numbered(i)},V0#`),
  reports: (i: number) =>
    ascii(`*XY,${numbered(i)},V1,102411,A,5047.5537,N,01507.0267,E,9.98,333,051024,FFFFFFFF#`),
  // The first of many parts, each time of another message.
  parts: (i: number) =>
    jt808("0704", "00".repeat(700), {
      serialNumber: i & 0xffff,
      deviceId: `01${numbered(i)}`,
      part: "00ff0001",
    }),
  "unfinished frames": () => ascii("*HQ,8168000005,V1,"),
};

it.each(Object.entries(MEMORABLE))("a session with ever new %s stays small", (_, next) => {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const used = (): number => {
    // Freed memory is subtracted only after further collections.
    for (let i = 0; i < 4; i++) collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const at = new Date(Date.UTC(2026, 0, 1));
  const [streams, peers] = [new TrackerSession(), new TrackerSession()];
  const feed = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const bytes = next(i);
      streams.receive(bytes, at);
      peers.datagram(bytes, at);
    }
  };
  feed(0, 2000);
  const before = used();
  feed(2000, 22_000);
  const grown = used() - before;
  expect(streams.buffered + peers.buffered).toBeLessThanOrEqual(2 * 4096);
  // 20 bytes kept of each of the 20,000 smallest, in both sessions, would be 800,000.
  expect(grown).toBeLessThan(400_000);
});

it("a chunk of 256 KiB is not kept alive by the few bytes after its last frame", () => {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const used = (): number => {
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const frame = "*HQ,8168000005,XT#";
  const chunk = ascii(frame.repeat((256 << 10) / frame.length) + frame.slice(0, 10));
  const before = used();
  const splitters = Array.from({ length: 100 }, () => {
    const splitter = new FrameSplitter();
    splitter.push(chunk);
    return splitter;
  });
  const perSplitter = (used() - before) / splitters.length;
  expect(splitters.every(({ buffered }) => buffered === 10)).toBe(true);
  // With the chunk it would be 262,144; with its own buffer it is 128, plus the data that coverage keeps.
  expect(perSplitter).toBeLessThan(65_536);
});
