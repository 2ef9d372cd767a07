/** However a stream is cut, the frames are the same, and every good frame is found. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameSplitter } from "../../src/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import {
  ascii,
  chunked,
  contents,
  hex,
  join,
  random,
  shown,
  shuffle,
  whole,
  wholeFrames,
} from "./streams.ts";

const FRAMES = wholeFrames();

/** Devices send one text dialect and binary frames of one length (SinoTrack, TK: of two). */
const FAMILIES: readonly (readonly number[])[] = [
  [32],
  [45],
  [32, 45],
  [45, 54],
  [47],
  [32, 47],
  [51],
  [46],
  [48],
  [42],
];

function isClassic(bytes: Uint8Array): boolean {
  return bytes[29] === 0xff && bytes[30] === 0;
}

/** The binary frames that a device of the family could send. */
function binaryOf(lengths: readonly number[]): Uint8Array[] {
  const all = FRAMES.map(({ bytes }) => bytes).filter(
    (bytes) => (bytes[0] === 0x24 || bytes[0] === 0x58) && lengths.includes(bytes.length),
  );
  // With 54 go the 45-byte frames of SinoTrack, with 32 the classic ones.
  if (lengths.includes(54)) return all.filter((bytes) => bytes.length === 54 || !isClassic(bytes));
  if (lengths.length === 2) return all.filter((bytes) => isClassic(bytes) || bytes[0] === 0x58);
  return all;
}

describe("a connection with text and binary frames mixed", () => {
  // Ids from 0x8000 on are what a server sends: they are not in the stream of a device.
  const texts = FRAMES.map(({ bytes }) => bytes).filter(
    (bytes) => bytes[0] === 0x2a || (bytes[0] === 0x7e && bytes[1]! < 0x80),
  );
  for (const lengths of FAMILIES) {
    it(`gives back every frame: binary frames of ${lengths.join(" and ")} bytes`, () => {
      for (let seed = 1; seed <= 20; seed++) {
        const next = random(seed);
        // Without what makes up 29 bytes that cannot be told from a `$` frame with another length.
        const binary = shuffle(binaryOf(lengths), next);
        // A longer frame that comes after many short ones is cut, once, by the rule in length.ts.
        const longest = Math.max(...lengths);
        const first = binary.find((bytes) => bytes.length === longest)!;
        const others = [...texts, ...binary.filter((bytes) => bytes !== first)];
        const frames = [first, ...shuffle(others, next)];
        const separators = ["", "", "", "\r\n", "\n", "\0\0\0"];
        // A NUL or line break inside binary data is data, so separators stand behind text only.
        const parts = frames.flatMap((bytes) =>
          bytes[0] === 0x2a
            ? [bytes, ascii(separators[Math.floor(next() * separators.length)]!)]
            : [bytes],
        );
        const stream = join(...parts);
        const expected = frames.map(hex);
        const got = whole(stream);
        expect(got.map((line) => line.split(" ")[2])).toEqual(expected);
        for (const size of [() => 1, () => 7, () => 1460, () => Math.floor(next() * 300)]) {
          expect(chunked(stream, size)).toEqual(got);
        }
      }
    });
  }
});

describe("every vector", () => {
  for (const { file, vectors } of loadVectors()) {
    it(`is the same at every split point: ${file}`, () => {
      for (const vector of vectors) {
        const bytes = bytesOf(vector);
        const expected = whole(bytes);
        for (let at = 1; at < bytes.length; at++) {
          const splitter = new FrameSplitter();
          const got = [
            ...splitter.push(bytes.subarray(0, at)),
            ...splitter.push(bytes.subarray(at)),
            ...splitter.flush(),
          ];
          expect(shown(got), `${vector.id} cut at ${at}`).toEqual(expected);
        }
        for (const size of [1, 2, 3, 5, 16]) {
          expect(
            chunked(bytes, () => size),
            `${vector.id} by ${size}`,
          ).toEqual(expected);
        }
      }
    });
  }

  it("survives garbage before, between and behind", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const next = random(seed);
      // Text that has no marker cannot be taken for a part of a frame.
      const garbage = () => ascii("lorem ipsum".slice(0, 1 + Math.floor(next() * 10)));
      const texts = FRAMES.filter(({ bytes }) => bytes[0] === 0x2a);
      const frames = shuffle(texts, next).map(({ bytes }) => bytes);
      const stream = join(garbage(), ...frames.flatMap((bytes) => [bytes, garbage()]));
      const found = whole(stream)
        .filter((line) => !line.includes("noise"))
        .map((line) => line.split(" ")[2]);
      expect(found).toEqual(frames.map(hex));
    }
  });
});

describe("any bytes", () => {
  /** Bytes that matter to the splitter are frequent, and pieces of real frames. */
  const piece = fc.oneof(
    fc.constantFrom(...FRAMES.map(({ bytes }) => bytes)),
    fc
      .tuple(fc.constantFrom(...FRAMES.map(({ bytes }) => bytes)), fc.nat(200), fc.nat(200))
      .map(([bytes, from, to]) => bytes.subarray(Math.min(from, to), Math.max(from, to))),
    fc.uint8Array({ maxLength: 12 }),
    fc
      .array(
        fc.constantFrom(0x2a, 0x24, 0x23, 0x58, 0x50, 0x7e, 0x2c, 0x0d, 0x00, 0xff, 0x48, 0x51),
        {
          maxLength: 8,
        },
      )
      .map((bytes) => new Uint8Array(bytes)),
  );
  const stream = fc.array(piece, { maxLength: 12 }).map((pieces) => join(...pieces));

  it("give the same frames however they are cut", () => {
    fc.assert(
      fc.property(
        stream,
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        (bytes, sizes) => {
          let i = 0;
          expect(chunked(bytes, () => sizes[i++ % sizes.length]!)).toEqual(whole(bytes));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("are each in one frame, or separate frames", () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        let at = 0;
        for (const line of whole(bytes)) {
          const [offset, , text] = line.split(" ");
          for (; at < Number(offset); at++) expect([0x0d, 0x0a, 0x00]).toContain(bytes[at]);
          expect(hex(bytes.subarray(at, at + text!.length / 2))).toBe(text);
          at += text!.length / 2;
        }
        for (; at < bytes.length; at++) expect([0x0d, 0x0a, 0x00]).toContain(bytes[at]);
      }),
      { numRuns: 3000 },
    );
  });

  it("never make the splitter hold more than its limit", () => {
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 64 }), (bytes, size) => {
        const splitter = new FrameSplitter({ maxFrameLength: 256 });
        for (let at = 0; at < bytes.length; at += size) {
          splitter.push(bytes.subarray(at, at + size));
          expect(splitter.buffered).toBeLessThanOrEqual(256);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("leave a splitter in order: the next good frames are found", () => {
    const good = ascii(
      "*HQ,8168000005,V1,043602,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF#",
    );
    fc.assert(
      fc.property(stream, (bytes) => {
        const splitter = new FrameSplitter();
        splitter.push(bytes);
        splitter.flush();
        expect(contents(splitter.push(good))).toEqual([`ascii ${hex(good)}`]);
        expect(splitter.buffered).toBe(0);
      }),
    );
  });
});
