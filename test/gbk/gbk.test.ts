/** `./gbk` against the decoder of the platform, which has a different table (Node with full ICU). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeGbk, encodeGbk } from "../../src/gbk/index.ts";

const platform = new TextDecoder("gbk", { fatal: true });
/** Code points that the platform maps but leaves to private use. */
const PRIVATE_USE = /[\ue000-\uf8ff]/;

function expected(bytes: Uint8Array): string | null {
  try {
    const text = platform.decode(bytes);
    return PRIVATE_USE.test(text) ? null : text;
  } catch {
    return null;
  }
}

describe("decodeGbk and encodeGbk", () => {
  it("have every code of one byte and of two, both ways", () => {
    let count = 0;
    const codes = Array.from({ length: 0x100 }, (_, byte) => new Uint8Array([byte]));
    for (let lead = 0x80; lead <= 0xff; lead++)
      for (let trail = 0; trail <= 0xff; trail++) codes.push(new Uint8Array([lead, trail]));
    for (const bytes of codes) {
      const text = decodeGbk(bytes);
      if (text !== expected(bytes)) expect([bytes, text]).toEqual([bytes, expected(bytes)]);
      if (text === null) continue;
      count++;
      if (encodeGbk(text).join() !== bytes.join()) expect(encodeGbk(text)).toEqual(bytes);
    }
    // ASCII, the euro sign alone and before ASCII, GBK.
    expect(count).toBe(128 + 1 + 128 + 21_791 + 1);
  });

  it("encode every code point or name it", () => {
    let count = 0;
    for (let point = 0; point <= 0x10ffff; point++) {
      // Samples of the other planes, which GBK does not cover.
      if (point > 0x10000 && point % 4099 !== 0) continue;
      const text = String.fromCodePoint(point);
      let bytes: Uint8Array;
      try {
        bytes = encodeGbk(text);
      } catch (error) {
        const hex = point.toString(16).toUpperCase().padStart(4, "0");
        if (
          (error as Error).message !==
          `text must have only characters of GBK, not U+${hex} at index 0`
        )
          throw error;
        continue;
      }
      count++;
      if (platform.decode(bytes) !== text) expect([point, bytes]).toBe("the platform's");
    }
    expect(count).toBe(128 + 1 + 21_791);
  });

  it("are inverse, and agree with the platform", () => {
    const lead = fc.integer({ min: 0x81, max: 0xfe });
    const piece = fc.oneof(
      fc.tuple(fc.integer({ min: 0, max: 0x80 })),
      fc.tuple(lead, fc.integer({ min: 0x40, max: 0xfe })),
      fc.tuple(lead),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const bytes = new Uint8Array(pieces.flat());
        const text = decodeGbk(bytes);
        if (text === null) {
          let theirs: string | null = null;
          try {
            theirs = platform.decode(bytes);
          } catch {}
          expect(theirs === null || PRIVATE_USE.test(theirs)).toBe(true);
        } else {
          expect(text).toBe(platform.decode(bytes));
          expect(encodeGbk(text)).toEqual(bytes);
        }
      }),
    );
  });

  it("name a wrong argument, and the position of a character that GBK lacks", () => {
    expect(() => decodeGbk("粤" as never)).toThrow(
      new TypeError("bytes must be a Uint8Array, not a string"),
    );
    for (const wrong of [1, null, undefined, ["粤"]]) {
      expect(() => encodeGbk(wrong as never)).toThrow(new TypeError("text must be a string"));
    }
    expect(() => encodeGbk("粤A😀")).toThrow(
      new RangeError("text must have only characters of GBK, not U+1F600 at index 2"),
    );
    expect(() => encodeGbk("\ud83d")).toThrow(/U\+D83D at index 0/);
    // The byte 80 is the euro sign.
    expect(() => encodeGbk("\u0080")).toThrow(/U\+0080 at index 0/);
  });

  it("return new bytes and do not change their argument", () => {
    const bytes = new Uint8Array([0xd4, 0xc1]);
    expect(decodeGbk(bytes)).toBe("粤");
    expect(bytes).toEqual(new Uint8Array([0xd4, 0xc1]));
    expect(decodeGbk(new Uint8Array())).toBe("");
    expect(encodeGbk("")).toEqual(new Uint8Array());
  });
});
