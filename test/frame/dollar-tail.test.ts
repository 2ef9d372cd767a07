/**
 * What speaks for a tail of each documented length and against it, and the records that carry their length
 * (docs/protocol/h02.md §1.3 and §8.4).
 */
import { describe, expect, it } from "vitest";
import {
  isClassic,
  LIKE,
  lengthInFrame,
  likeness,
  NONE,
  SURE,
  UNLIKE,
  UNTOLD,
} from "../../src/frame/dollar-tail.ts";
import { fromHex, join } from "./streams.ts";

/** Bytes of other frames in front, so that offsets count from the frame. */
const BEFORE = fromHex("ee ee ee");
const HEAD = fromHex("24 4109003232 081600 130826 09350290 06 083569926e 000000 fffffbff");
const AT = BEFORE.length;

/** `arrived` bytes of the tail; the bytes behind them are there, but do not count. */
function likeOf(length: number, tail: string, arrived?: number): number {
  const behind = fromHex(tail);
  const size = AT + HEAD.length + (arrived ?? behind.length);
  return likeness(join(BEFORE, HEAD, behind), AT, size, length);
}

describe("a tail", () => {
  it.each<[what: string, length: number, tail: string, like: number]>([
    ["32 bytes, anything", 32, "000000", LIKE],
    ["45, all in range", 45, "ff00 0b 05 00000102 02c8 03 1122 3344 77", SURE],
    ["45, no network", 45, "ff00 0b 05 00000102 0000 00 0000 0000 77", LIKE],
    ["45, a counter, and no network", 45, "00000102 00000000 0000 00 0000 0000 77", SURE],
    [
      "45, a counter and a country, not reserved",
      45,
      "00000102 00000001 01cc 00 0000 0000 77",
      LIKE,
    ],
    ["45, no country", 45, "ff00 0b 05 00000102 0001 03 1122 3344 77", UNLIKE],
    ["45, no level and no country", 45, "ff00 20 05 00000102 0001 03 1122 3344 77", NONE],
    ["45, a counter too high, no country", 45, "10000000 00000000 0001 03 1122 3344 77", NONE],
    ["47, 60 V", 47, "ff00 0b 05 00000102 02c8 03 1122 3344 0258 77", SURE],
    ["47, 60.1 V", 47, "ff00 0b 05 00000102 02c8 03 1122 3344 0259 77", UNLIKE],
    ["47, 60.1 V, no level", 47, "ff00 20 05 00000102 02c8 03 1122 3344 0259 77", NONE],
    ["47, 60.1 V, no country", 47, "ff00 0b 05 00000102 0001 03 1122 3344 0259 77", NONE],
    ["54, no network", 54, `00000102 0000 02 ${"11".repeat(15)} 080000`, UNLIKE],
    ["54, a counter too high, no network", 54, `10000102 0000 02 ${"11".repeat(15)} 080000`, NONE],
    ["46, all in range", 46, "ff 0344 0069129344 0064 007d 11 5141 5a20", SURE],
    ["46, no fuel level", 46, "ff 0344 0069129344 ffff 007d 11 5141 5a20", SURE],
    ["46, a fuel level of 101 %", 46, "ff 0344 0069129344 0065 007d 11 5141 5a20", UNLIKE],
    ["46, no digits", 46, "ff 0344 006912934a 0064 007d 11 5141 5a20", UNLIKE],
    ["46, no digits, 126 degrees", 46, "ff 0344 006912934a 0064 007e 11 5141 5a20", NONE],
    ["48, FF 00", 48, `ff00 ${"02".repeat(17)}`, LIKE],
    ["48, FF 01", 48, `ff01 ${"02".repeat(17)}`, UNLIKE],
    ["37", 37, "0b00 07 0000001799", LIKE],
    ["37, FF 01", 37, "ff01 07 0000001799", NONE],
  ])("%s", (_what, length, tail, like) => {
    expect(likeOf(length, tail)).toBe(like);
  });

  // What has not arrived may be anything, whatever stands in the memory behind it.
  it.each<[what: string, length: number, tail: string, arrived: number, like: number]>([
    ["nothing of 46", 46, "00 0000 aaaaaaaaaa ffff ffff", 0, SURE],
    ["FF of 46, two bytes open", 46, "ff 0000 aaaaaaaaaa ffff ffff", 1, SURE],
    ["00 of a value from 0100 on", 46, "ff 00ff aaaaaaaaaa ffff ffff", 2, UNLIKE],
    ["01 of it", 46, "ff 0100 aaaaaaaaaa ffff ffff", 2, SURE],
    ["no digit yet", 46, "ff 0100 aaaaaaaaaa ffff ffff", 3, SURE],
    ["one that is none", 46, "ff 0100 aaaaaaaaaa ffff ffff", 4, UNLIKE],
    ["one digit", 46, "ff 0100 12aaaaaaaa ffff ffff", 4, SURE],
    ["five digits", 46, "ff 0100 1234567890 03ff ffff", 8, SURE],
    ["half a fuel level above 100 %", 46, "ff 0100 1234567890 03ff ffff", 9, UNLIKE],
    ["half a country code", 45, "ff00 0b 05 00000102 0001", 9, LIKE],
    ["a country code that is none", 45, "ff00 0b 05 00000102 0001", 10, UNLIKE],
    ["a country code", 45, "ff00 0b 05 00000102 02c8", 10, SURE],
    ["the start of a counter", 54, "0fffffff 0001", 1, LIKE],
    ["the start of one too high", 54, "10000000 0001", 1, UNLIKE],
    ["the start of 51.2 V", 47, "ff00 0b 05 00000102 02c8 03 1122 3344 02ff", 16, SURE],
    ["the start of 76.8 V", 47, "ff00 0b 05 00000102 02c8 03 1122 3344 0300", 16, UNLIKE],
  ])("%s", (_what, length, tail, arrived, like) => {
    expect(likeOf(length, tail, arrived)).toBe(like);
  });
});

describe("FF 00 behind the head", () => {
  it.each<[tail: string, is: boolean]>([
    ["ff00", true],
    ["ff01", false],
    ["0000", false],
    ["fe00", false],
  ])("%s: %s", (tail, is) => {
    expect(isClassic(join(BEFORE, HEAD, fromHex(tail)), AT)).toBe(is);
  });
});

describe("a length in the frame", () => {
  const lengthOf = (tail: string, arrived?: number): number => {
    const behind = fromHex(tail);
    const size = AT + HEAD.length + (arrived ?? behind.length);
    return lengthInFrame(join(BEFORE, HEAD, behind), AT, size);
  };
  // 32 + 8n + 1 and 32 + 7n + 1 for one to twenty.
  it.each<[format: number, count: number, length: number]>([
    [0, 1, -1],
    [1, 0, -1],
    [1, 1, 41],
    [1, 20, 193],
    [1, 21, -1],
    [2, 0, -1],
    [2, 1, 40],
    [2, 20, 173],
    [2, 21, -1],
    [3, 1, -1],
    [3, 20, -1],
  ])("format %i, %i entries: %i", (format, count, length) => {
    const tail = Buffer.from([0xff, format, count]).toString("hex");
    expect(lengthOf(tail)).toBe(length);
  });

  /** `A`, `R` and `c` before their blocks, then the length of the extension in bytes 53 and 54. */
  const engine = (extension: string, marks = ["41", "52", "63"]): string =>
    `ff ${marks[0]} 3000 ${marks[1]} 000000e1 ${marks[2]} 042b214b0301cc00263a106000 42 ${extension}`;
  it.each<[what: string, tail: string, length: number]>([
    ["no extension", engine("0000"), 57],
    ["one byte", engine("0001"), 58],
    ["1024 bytes", engine("0400"), 55 + 1024 + 2],
    ["1025 bytes", engine("0401"), -1],
    ["another second mark", engine("0001", ["41", "53", "63"]), -1],
    ["another third mark", engine("0001", ["41", "52", "64"]), -1],
  ])("of engine data, with %s", (_what, tail, length) => {
    expect(lengthOf(tail)).toBe(length);
  });
  it("of engine data is told by the last byte of its head, and denied by the last mark", () => {
    const known = engine("0001");
    const other = engine("0001", ["41", "53", "64"]);
    // The last mark is byte 38, the tail begins with byte 29, the length is told with byte 54.
    for (let arrived = 3; arrived < 26; arrived++) {
      expect(lengthOf(known, arrived), `${arrived} bytes`).toBe(UNTOLD);
      expect(lengthOf(other, arrived), `${arrived} bytes`).toBe(arrived < 10 ? UNTOLD : -1);
    }
    expect(lengthOf(known, 26)).toBe(58);
  });
});
