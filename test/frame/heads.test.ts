/**
 * Which bytes are the head of a record (docs/protocol/h02.md §1.2 and §1.3): BCD digits of id, time, date, latitude,
 * battery, longitude and flags, speed and course. An `X` record is 32 bytes and needs no further proof, so it shows the
 * accepted heads. Records with an id of eight bytes are 42 bytes.
 */
import { describe, expect, it } from "vitest";
import { MAYBE, startsFrame } from "../../src/frame/start.ts";
import { FrameSplitter, splitFrames } from "../../src/index.ts";
import { binary, expectCut, mileage, noise, text } from "./cut.ts";
import { type Head, record } from "./record.ts";
import { ascii, fromHex, hex, join } from "./streams.ts";

const XT = text("*HQ,8168000005,XT#");

const ROWS: readonly [field: keyof Head, good: readonly string[], bad: readonly string[]][] = [
  [
    "id",
    ["0000000000", "9999999999"],
    ["a000000000", "0a00000000", "00a0000000", "0000a00000", "00000000a0", "000000000a"],
  ],
  [
    "time",
    ["000000", "235969", "190909"],
    ["240000", "006000", "000070", "1a0000", "000a00", "00000a"],
  ],
  [
    "date",
    [
      "000000",
      "010180",
      "310100",
      "290200",
      "290224",
      "280223",
      "310324",
      "300424",
      "310524",
      "300624",
      "310724",
      "310824",
      "300924",
      "311024",
      "301124",
      "311299",
    ],
    [
      "000124",
      "010024",
      "000024",
      "320124",
      "010124".replace("0101", "0113"),
      "300224",
      "290223",
      "290299",
      "310424",
      "310624",
      "310924",
      "311124",
      "0a0124",
      "010a24",
      "01012a",
      "0101a2",
    ],
  ],
  [
    "latitude",
    ["00000000", "89599999", "90000000", "99999999"],
    [
      "89600000",
      "90000001",
      "90010000",
      "90000100",
      "91000000",
      "99999998",
      "99000000",
      "99990000",
      "98999999",
      "a0000000",
      "0a000000",
      "00a00000",
      "000a0000",
      "0000a000",
      "000000a0",
      "0000000a",
    ],
  ],
  [
    "longitude",
    [
      "0000000000",
      "179599999f",
      "1800000000",
      "180000000f",
      "9999999990",
      "999999999f",
      "099599999e",
    ],
    [
      "1796000000",
      "1800000010",
      "1800001000",
      "1800010000",
      "1800100000",
      "1801000000",
      "1810000000",
      "9999999980",
      "9999899990",
      "9998999990",
      "9989999990",
      "9899999990",
      "a000000000",
      "0a00000000",
      "00a0000000",
      "000a000000",
      "0000a00000",
      "00000a0000",
      "000000a000",
      "00000000a0",
    ],
  ],
  ["battery", ["00", "0a", "ff"], []],
  ["course", ["000000", "999999"], ["a00000", "0a0000", "00a000", "0000a0", "00000a"]],
];

/** An id of eight bytes; read as five bytes, the hour would be 99. */
const LONG_ID = "357101010199999f";

describe.each(ROWS)("%s", (field, good, bad) => {
  const short = (value: string): Uint8Array => record("58", { [field]: value }, "fffbffff 0a0b0c");
  const long = (value: string): Uint8Array => {
    const part = field === "id" ? { id: `${value}99999f` } : { id: LONG_ID, [field]: value };
    return record("24", part, "fffbffff ff01120064ba73005ecc");
  };
  it.each(good)("%s is one", (value) => {
    expectCut([mileage(short(value)), XT]);
    expectCut([binary(long(value)), XT]);
  });
  // After noise no frame is expected. The last bytes belong to no head.
  const first = (bytes: Uint8Array): number =>
    splitFrames(join(ascii("x"), bytes, XT[1]), { end: true }).frames.length;
  if (bad.length > 0) {
    it.each(bad)("%s is none", (value) => {
      // Noise, and the text frame.
      expect(first(short(value))).toBe(2);
      expect(first(long(value))).toBe(2);
    });
  }
});

describe("the last byte of an id of eight", () => {
  it("has padding in its lower half", () => {
    for (const id of ["3571010101999990", "357101010199999a"]) {
      expectCut([binary(record("24", { id }, "fffbffff ff01120064ba73005ecc")), XT]);
    }
    for (const id of ["35710101019999a0", "35710101019a999f"]) {
      const bytes = record("24", { id }, "fffbffff ff01120064ba73005ecc");
      expectCut([noise(join(ascii("x"), bytes)), XT]);
    }
  });
});

describe("a maker code", () => {
  it.each(["00", "99", "AA", "ZZ", "aa", "zz", "0z"])("may be %s", (maker) => {
    expectCut([text(`*${maker},8168000005,XT#`)]);
  });
  it.each(["/A", ":A", "@A", "[A", "`A", "{A", "A/", "A:", "A@", "A[", "A`", "A{", "é1", "A"])(
    "is not %s",
    (maker) => {
      expectCut([noise(ascii(`*${maker},8168000005,XT#`)), XT]);
    },
  );
});

/**
 * After 32 bytes that may be a longer record, the start of another frame shows that the record is complete; other bytes
 * leave the length open.
 */
describe("after a record, 7E", () => {
  const lone = record("24", {}, "fffbffff ff0005");
  const wrapped = (battery: string): string =>
    `7e${hex(record("24", { id: "8000098150", battery }, "fffbffff"))}`;
  /** Bytes consumed after a silence, which ends a record that is certain. */
  const consumed = (rest: string): number => {
    const splitter = new FrameSplitter();
    splitter.push(join(lone, fromHex(rest)));
    splitter.settle();
    return lone.length + fromHex(rest).length - splitter.buffered;
  };

  it.each([
    ["a message id", "7e02000000"],
    ["the least message id", "7e00010000"],
    ["the greatest id of the standard", "7e0fff0000"],
    ["all attributes but the reserved bit", "7e02007f"],
    ["a message id of a maker and a phone number", "7e10000000 019176652199"],
    ["the greatest message id of a maker", "7e60ff0000 999999999999"],
    ["a text frame", `7e${hex(ascii("*HQ,"))}`],
    ["a record", wrapped("50")],
    ["a record with 7E in it, escaped", wrapped("7d02")],
    ["a record with 7D in it, escaped", wrapped("7d01")],
  ])("and %s begin a frame", (_what, rest) => {
    expect(consumed(rest)).toBeGreaterThanOrEqual(lone.length);
  });
  it("and half an escape wait for the other half, which has not come", () => {
    expect(startsFrame(fromHex("7e247d02"), 0, 3)).toBe(MAYBE);
  });
  it.each([
    ["message id 0", "7e00000000"],
    ["the reserved bit of the attributes", "7e020080"],
    ["a message id above those of makers", "7e61000000 019176652199"],
    ["a message id of a maker and no digit", "7e10000000 a1"],
    ["a message id of a maker and five bytes of digits", "7e10000000 0191766521a9"],
    ["what is no text frame", `7e${hex(ascii("*H,"))}`],
  ])("and %s begin none", (_what, rest) => {
    expect(consumed(rest)).toBe(0);
  });
  it.each([
    "7e",
    "7e02",
    "7e0200",
    "7e1000",
    "7e10000000",
    "7e10000000 0191766521",
    "7e2a",
    "7e24",
    wrapped("7d02").slice(0, -12),
    wrapped("7d").slice(0, 2 + 34),
  ])("and the rest of %s may become one", (rest) => {
    expect(consumed(rest)).toBe(0);
  });
});
