/** JT/T 808 and H02 on one connection, however it is split. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, explain, splitFrames } from "../../src/index.ts";
import { chunked, hex, join, random, shuffle, whole, wholeFrames } from "../frame/streams.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { fromHex, toHex } from "./frames.ts";

const FRAMES = wholeFrames().map(({ bytes }) => bytes);
/**
 * Ids from 0x8000 on come from servers. With a wrong checksum and a wrong length, 7E may also be a byte of the record
 * before it.
 */
const JT808 = FRAMES.filter((bytes) => bytes[0] === 0x7e && bytes[1]! < 0x80).filter(
  (bytes) => !decode(bytes)[0]!.issues.some(({ code }) => code === "bad-checksum"),
);
const DAMAGE = new Set(["bad-checksum", "length-differs", "truncated"]);
/** Frames that prove themselves, without H02 frames between flags and ids above 0x0FFF. */
const GOOD = JT808.filter((bytes) => {
  const [message] = decode(bytes);
  return bytes[1]! < 0x10 && message!.issues.every(({ code }) => !DAMAGE.has(code));
});
const TEXTS = FRAMES.filter((bytes) => bytes[0] === 0x2a);
const BINARY = FRAMES.filter(
  (bytes) => bytes[0] === 0x24 && bytes.length === 32 && bytes[29] === 0xff && bytes[30] === 0,
);

const DAMAGED = new Set(
  JT808.filter((bytes) => decode(bytes)[0]!.issues.some(({ code }) => DAMAGE.has(code))),
);

/** A damaged frame is not placed after a `$` frame, because it may not show that the frame has ended. */
function separated(frames: readonly Uint8Array[]): Uint8Array[] {
  const moved = frames.filter((bytes, i) => DAMAGED.has(bytes) && frames[i - 1]?.[0] === 0x24);
  return [...moved, ...frames.filter((bytes) => !moved.includes(bytes))];
}

describe("a connection with JT/T 808, text and `$` frames mixed", { timeout: 30_000 }, () => {
  it("returns every frame, in random chunks", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      const frames = separated(shuffle([...JT808, ...TEXTS, ...BINARY], next));
      const stream = join(...frames);
      const got = whole(stream);
      expect(got.map((line) => line.split(" ")[2])).toEqual(frames.map(hex));
      for (let round = 0; round < 3; round++) {
        const most = [3, 40, 600][round]!;
        expect(chunked(stream, () => 1 + Math.floor(next() * most))).toEqual(got);
      }
    }
  });
  it("returns JT/T 808 frames that share their flags", () => {
    expect(GOOD.length).toBeGreaterThan(60);
    for (let seed = 1; seed <= 20; seed++) {
      const next = random(seed);
      const frames = shuffle(GOOD, next);
      const stream = join(fromHex("7e"), ...frames.map((bytes) => bytes.subarray(1)));
      const got = whole(stream);
      expect(got.map((line) => line.split(" ")[2]!.replace(/^7e/, ""))).toEqual(
        frames.map((bytes) => hex(bytes.subarray(1))),
      );
      expect(chunked(stream, () => 1 + Math.floor(next() * 90))).toEqual(got);
    }
  });
  it("loses only the damaged frame", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const next = random(seed);
      const frames = shuffle(GOOD, next).slice(0, 12);
      const damaged = frames[5]!.slice();
      // Without its checksum and closing flag.
      const stream = join(...frames.slice(0, 5), damaged.subarray(0, -2), ...frames.slice(6));
      // The rest of the damaged frame may end where the next one begins: then they share the flag.
      const got = splitFrames(stream, { end: true }).frames.map(({ bytes }) =>
        toHex(bytes).replace(/^7e/, ""),
      );
      for (const good of [...frames.slice(0, 5), ...frames.slice(6)])
        expect(got).toContain(hex(good.subarray(1)));
    }
  });
});

describe("explain", { timeout: 30_000 }, () => {
  it("covers every byte once with every profile, whatever the bytes", () => {
    const vectors = loadVectors()
      .filter(({ file }) => file === "jt808.jsonl")
      .flatMap(({ vectors: all }) => all.map(bytesOf));
    const jt808Profiles = [
      "shenzhen-obd-80",
      "obd-91-94",
      "obd-rt",
      "mictrack-f3",
      "concox-f0",
      "vjt-ea",
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...vectors),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        (original, changes) => {
          const bytes = original.slice();
          for (const [place, value] of changes) bytes[1 + (place % (bytes.length - 2))] = value;
          let at = 0;
          for (const { offset, length, raw } of explain(bytes, { jt808Profiles })) {
            expect(offset).toBe(at);
            const part = bytes.subarray(at, at + length);
            expect([toHex(part), Buffer.from(part).toString("latin1")]).toContain(raw);
            at += length;
          }
          expect(at).toBe(bytes.length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
