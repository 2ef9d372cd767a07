/**
 * What stands between two flags (docs/protocol/jt808.md §3), beside a plain reading of it: 7D 02 is 7E, 7D 01 is 7D, a 7D
 * with anything else behind it is one that was not escaped. Bytes are made of few values, so that every case is frequent.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  contentsOf,
  escapeBytes,
  headerLength,
  is2019,
  isLengthRight,
  isProved,
  isUsualEscaped,
  otherFrame,
  plainSum,
  unescapeBytes,
  unescapedFrom,
  unescapeUsual,
} from "../../src/frame/escaped.ts";
import { MAYBE, NO, YES } from "../../src/frame/start.ts";
import { fromHex, join } from "./streams.ts";

const BYTE = fc.constantFrom(0, 1, 2, 3, 0x24, 0x2a, 0x7c, 0x7d, 0x7d, 0x7e, 0x7f, 0xff);
const WITHOUT_FLAG = BYTE.filter((byte) => byte !== 0x7e);
const BYTES = fc.array(BYTE, { maxLength: 40 });
const CONTENTS = fc.array(WITHOUT_FLAG, { maxLength: 40 });
const options = { numRuns: 2000, seed: 20 };

const sumOf = (bytes: readonly number[]): number => bytes.reduce((sum, byte) => sum ^ byte, 0);

/** The bytes without escapes, and where each of them begins. */
function unescaped(sent: readonly number[]): { bytes: number[]; places: number[] } {
  const bytes: number[] = [];
  const places: number[] = [];
  for (let at = 0; at < sent.length; at++) {
    places.push(at);
    const isEscape = sent[at] === 0x7d && (sent[at + 1] === 1 || sent[at + 1] === 2);
    bytes.push(isEscape ? (sent[++at] === 2 ? 0x7e : 0x7d) : sent[at]!);
  }
  return { bytes, places };
}

/** Bytes between others, which nobody may look at. */
function placed(bytes: readonly number[]): { all: Uint8Array; from: number; to: number } {
  const all = Uint8Array.from([0x7d, ...bytes, 2, 1]);
  return { all, from: 1, to: 1 + bytes.length };
}

/** A message with the header of 2013 or 2019, as it is before it is escaped. */
const MESSAGE = fc
  .record({
    is2019: fc.boolean(),
    hasParts: fc.boolean(),
    marks2019: fc.boolean(),
    body: fc.array(BYTE, { maxLength: 30 }),
  })
  .map(({ is2019, hasParts, marks2019, body }) => {
    const attributes = (hasParts ? 0x2000 : 0) | (marks2019 ? 0x4000 : 0) | body.length;
    const id = is2019 ? [1, ...fromHex("01234567890123456789")] : [...fromHex("012345678901")];
    const header = [2, 0, attributes >> 8, attributes & 255, ...id, 0, 7];
    const all = [...header, ...(hasParts ? [0, 2, 0, 1] : []), ...body];
    return { bytes: [...all, sumOf(all)], is2019, hasParts, marks2019, body };
  });

describe("between flags", () => {
  it("escaping and unescaping are inverse", () => {
    fc.assert(
      fc.property(BYTES, (bytes) => {
        const sent = escapeBytes(bytes);
        expect(sent).not.toContain(0x7e);
        expect(unescaped(sent).bytes).toEqual(bytes);
        const { all, from, to } = placed(sent);
        expect([...unescapeBytes(all, from, to).bytes]).toEqual(bytes);
      }),
      options,
    );
  });

  it("the places of bytes are those before unescaping", () => {
    fc.assert(
      fc.property(CONTENTS, fc.array(fc.nat(45), { maxLength: 4 }), (sent, asked) => {
        const { all, from, to } = placed(sent);
        const { bytes, places } = unescaped(sent);
        const read = unescapeBytes(all, from, to);
        expect([...read.bytes]).toEqual(bytes);
        expect([...read.places]).toEqual([...places, sent.length].map((place) => from + place));
        const contents = contentsOf(all, from, to);
        const isAsSent = contents.bytes === all;
        for (const one of asked) {
          const at = one % (bytes.length + 1);
          const place = [...places, sent.length][at]!;
          if (isAsSent) expect(contents.place(one)).toBe(one);
          else expect(contents.place(at)).toBe(from + place);
        }
      }),
      options,
    );
  });

  it("the sum of plain bytes", () => {
    fc.assert(
      fc.property(BYTES, (bytes) => {
        const { all, from, to } = placed(bytes);
        const isPlain = bytes.every((byte) => byte !== 0x7d && byte !== 0x7e);
        expect(plainSum(all, from, to)).toBe(isPlain ? sumOf(bytes) : -1);
      }),
      options,
    );
    const PLAIN = fc.array(fc.constantFrom(0, 1, 0x7c, 0x7f, 0x80, 0xfd, 0xfe), { maxLength: 20 });
    fc.assert(
      fc.property(PLAIN, (bytes) => {
        const { all, from, to } = placed(bytes);
        expect(plainSum(all, from, to)).toBe(sumOf(bytes));
      }),
      options,
    );
  });

  it("bytes without a header are as they are, or unescaped", () => {
    fc.assert(
      fc.property(CONTENTS, (sent) => {
        const { all, from, to } = placed(sent);
        const { bytes } = unescaped(sent);
        const contents = contentsOf(all, from, to);
        const read = [...contents.bytes.subarray(contents.from, contents.to)];
        if (contents.isUnescaped) expect(read).toEqual(sent);
        else expect(read).toEqual(bytes);
        expect(contents.xor).toBe(sumOf(read));
        expect(contents.sent === null).toBe(contents.bytes === all);
      }),
      options,
    );
  });
});

describe("messages", () => {
  it("have a header whose length shows in its attributes and its number of bytes", () => {
    fc.assert(
      fc.property(MESSAGE, ({ bytes, is2019: isNew, hasParts }) => {
        const { all, from, to } = placed(bytes);
        expect(is2019(all, from, to)).toBe(isNew);
        expect(headerLength(all, from, to)).toBe(12 + (isNew ? 5 : 0) + (hasParts ? 4 : 0));
        expect(isLengthRight(all, from, to)).toBe(true);
        const sent = placed(escapeBytes(bytes));
        expect(isProved(contentsOf(sent.all, sent.from, sent.to))).toBe(true);
        expect(isLengthRight(all, from, to - 1)).toBe(false);
      }),
      options,
    );
  });

  it("with the bit of 2019, or with the bytes of a long id, are of 2019 only if their length says so", () => {
    const header = "02004000012345678901" + "0007";
    const short = fromHex(header);
    const sum = sumOf([...short]);
    expect(is2019(Uint8Array.from([...short, sum]), 0, 13)).toBe(false);
    // Two bytes too many: neither header fits, and the bit decides.
    expect(is2019(Uint8Array.from([...short, 0, 0, sum]), 0, 15)).toBe(true);
    const plain = fromHex("02000000012345678901" + "0007");
    expect(is2019(Uint8Array.from([...plain, 0, 0, 0]), 0, 15)).toBe(false);
    // Five bytes too many: a long id has decimal digits only.
    const long = fromHex("0200000001" + "01234567890123456789" + "0007");
    expect(is2019(Uint8Array.from([...long, 0]), 0, 18)).toBe(true);
    for (let at = 5; at < 15; at++) {
      const other = Uint8Array.from([...long, 0]);
      other[at] = 0x1a;
      expect(is2019(other, 0, 18), `byte ${at}`).toBe(false);
    }
  });

  it("are unescaped in one pass if sum and length are right", () => {
    const plain = new Uint8Array(200);
    fc.assert(
      fc.property(
        MESSAGE,
        fc.nat(60),
        fc.constantFrom(0, 0, 0, 1, 0x7d, 0x7e, 0xff),
        (one, at, other) => {
          const sent = escapeBytes(one.bytes);
          if (other !== 0) sent[at % sent.length] = other;
          const { all, from, to } = placed(sent);
          const { bytes } = unescaped(sent);
          const isBroken = sent.some(
            (byte, i) => byte === 0x7e || (byte === 0x7d && sent[i + 1] !== 1 && sent[i + 1] !== 2),
          );
          const isRight =
            !isBroken &&
            sumOf(bytes) === 0 &&
            isLengthRight(Uint8Array.from(bytes), 0, bytes.length);
          const length = unescapeUsual(all, from, to, plain);
          expect(length).toBe(isRight ? bytes.length : -1);
          if (isRight) expect([...plain.subarray(0, length)]).toEqual(bytes);
          expect(isUsualEscaped(all, from, to)).toBe(isRight && sent.length <= 512);
        },
      ),
      options,
    );
  });

  it("that are right only before unescaping were passed on unescaped", () => {
    // A body with 7D 02 that is data.
    const all = [...fromHex("0200000201234567890100077d02")];
    const bytes = [...all, sumOf(all)];
    const contents = contentsOf(Uint8Array.from([0x7e, ...bytes, 0x7e]), 1, 1 + bytes.length);
    expect(contents.isUnescaped).toBe(true);
    expect([...contents.bytes.subarray(contents.from, contents.to)]).toEqual(bytes);
    expect(contents.place(13)).toBe(13);
  });

  it("longer than 512 bytes, and the OBD dialect, have no shortcut", () => {
    for (const [length, isUsual] of [
      [499, true],
      [500, false],
    ] as const) {
      const body = new Array<number>(length).fill(0x11);
      const all = [2, 0, length >> 8, length & 255, ...fromHex("012345678901"), 0, 7, ...body];
      const bytes = Uint8Array.from([...all, sumOf(all)]);
      expect(isUsualEscaped(bytes, 0, bytes.length), `${length}`).toBe(isUsual);
    }
    for (const first of [0x24, 0x2a]) {
      const all = [first, 0, 0, 0, ...fromHex("012345678901"), 0, 7];
      const bytes = Uint8Array.from([...all, sumOf(all)]);
      expect(isLengthRight(bytes, 0, bytes.length)).toBe(true);
      expect(isUsualEscaped(bytes, 0, bytes.length)).toBe(false);
    }
  });

  it("unescaped elsewhere have their places in the frame", () => {
    fc.assert(
      fc.property(CONTENTS, (sent) => {
        const { bytes, places } = unescaped(sent);
        const frame = Uint8Array.from([0x7e, ...sent, 0x7e]);
        const contents = unescapedFrom(frame, Uint8Array.from(bytes));
        expect(contents.isUnescaped).toBe(false);
        for (const [i, place] of places.entries()) expect(contents.place(i)).toBe(1 + place);
        // Also backwards.
        for (const i of [...places.keys()].reverse())
          expect(contents.place(i)).toBe(1 + places[i]!);
      }),
      options,
    );
  });
});

it("another frame may begin between flags", () => {
  const head = fromHex(
    "248168000005" + "101010" + "010124" + "22334455" + "00" + "0113344556" + "000000",
  );
  const text = new TextEncoder().encode("*HQ,1");
  const filler = Uint8Array.of(1, 1);
  const whole = join(filler, head, filler);
  expect(otherFrame(whole, 0, whole.length, whole.length, true)).toBe(YES);
  expect(otherFrame(whole, 3, whole.length, whole.length, true)).toBe(NO);
  // The flag may be a byte of its head, but not its marker.
  expect(otherFrame(whole, 0, 5, whole.length, true)).toBe(YES);
  expect(otherFrame(whole, 0, 2, whole.length, true)).toBe(NO);
  expect(otherFrame(whole, 0, 5, 20, true)).toBe(MAYBE);
  const both = join(filler, text, filler);
  expect(otherFrame(both, 0, both.length, both.length, true)).toBe(YES);
  expect(otherFrame(both, 0, both.length, both.length, false)).toBe(NO);
  expect(otherFrame(both, 0, 5, both.length, true)).toBe(NO);
});
