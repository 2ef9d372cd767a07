/**
 * What is said of a head whose bytes arrive one after the other (docs/protocol/h02.md §1.2): no byte behind those that
 * arrived counts, and a value is judged when its last byte is there.
 */
import { describe, expect, it } from "vitest";
import {
  isHead,
  MAYBE,
  NO,
  startsBinary,
  startsFrame,
  startsHead,
  type Verdict,
  YES,
} from "../../src/frame/start.ts";
import { type Head, record } from "./record.ts";
import { ascii, fromHex, join } from "./streams.ts";

const BEFORE = fromHex("ee ee ee");
const AT = BEFORE.length;

function head(part: Partial<Head>): Uint8Array {
  return record("24", part, "fffbffff");
}

/** Bytes up to the end of the course, with an id of five bytes and of eight. */
const WHOLE = 25;
const WHOLE_LONG = 28;
const LONG_ID = "357101010199999f";

/** The verdict for each number of bytes from 1 on; `behind` stands behind them. */
function verdicts(
  bytes: Uint8Array,
  ask: (all: Uint8Array, at: number, end: number) => Verdict,
  behind = 0xff,
): Verdict[] {
  return Array.from(bytes, (_, i) => {
    const all = join(BEFORE, bytes.slice(0, i + 1), new Uint8Array(64).fill(behind));
    return ask(all, AT, AT + i + 1);
  });
}

/** `MAYBE` for so many bytes, then the verdict. */
function decidedBy(count: number, verdict: Verdict, all: Uint8Array): Verdict[] {
  return Array.from(all, (_, i) => (i + 1 < count ? MAYBE : verdict));
}

/** The count of bytes that decide is that of the last byte of the impossible value, or of what is no digit. */
const BAD: readonly [part: Partial<Head>, decides: number][] = [
  [{ id: "a000000000" }, 2],
  [{ id: "00000000a0" }, 6],
  [{ id: "000000000a" }, 6],
  [{ time: "240000" }, 9],
  [{ time: "006000" }, 9],
  [{ time: "000070" }, 9],
  [{ time: "00000a" }, 9],
  [{ date: "0a0124" }, 10],
  [{ date: "310424" }, 12],
  [{ date: "000124" }, 12],
  [{ date: "0101a2" }, 12],
  [{ latitude: "89600000" }, 16],
  [{ latitude: "90000001" }, 16],
  [{ latitude: "0000000a" }, 16],
  [{ longitude: "1796000000" }, 22],
  [{ longitude: "1800000010" }, 22],
  [{ longitude: "0a00000000" }, 18],
  [{ longitude: "00000000a0" }, 22],
  [{ course: "a00000" }, 23],
  [{ course: "00000a" }, 25],
];

describe("a head", () => {
  it.each<[part: Partial<Head>]>([
    [{}],
    [{ id: "0000000000", time: "000000", date: "000000" }],
    [{ time: "235969" }],
    [{ latitude: "99999999", longitude: "999999999f" }],
    [{ latitude: "90000000", longitude: "180000000f" }],
  ])("%o is one with its course", (part) => {
    const bytes = head(part);
    for (const behind of [0, 0xff]) {
      expect(verdicts(bytes, startsBinary, behind)).toEqual(decidedBy(WHOLE, YES, bytes));
    }
    const all = join(BEFORE, bytes);
    expect(isHead(all, new DataView(all.buffer), AT)).toBe(true);
  });

  it("with an id of eight bytes is one three bytes later", () => {
    const bytes = head({ id: LONG_ID });
    const ask = (all: Uint8Array, at: number, end: number): Verdict =>
      startsHead(all, at, end, WHOLE_LONG - WHOLE);
    for (const behind of [0, 0xff]) {
      expect(verdicts(bytes, ask, behind)).toEqual(decidedBy(WHOLE_LONG, YES, bytes));
    }
  });

  it.each(BAD)("%o is none", (part, decides) => {
    const bytes = head(part);
    const short = (all: Uint8Array, at: number, end: number): Verdict =>
      startsHead(all, at, end, 0);
    expect(verdicts(bytes, short)).toEqual(decidedBy(decides, NO, bytes));
    const all = join(BEFORE, bytes);
    expect(isHead(all, new DataView(all.buffer), AT)).toBe(false);
  });
});

describe("a head of which one value may be impossible", () => {
  const spare = (all: Uint8Array, at: number, end: number): Verdict =>
    startsHead(all, at, end, 0, 1);
  it.each<[part: Partial<Head>]>([
    [{}],
    [{ time: "991600" }],
    [{ time: "0000a0" }],
    [{ time: "aaaaaa" }],
    [{ date: "aaaaaa" }],
    [{ date: "000000" }],
    [{ date: "0101a2" }],
    [{ latitude: "aaaaaaaa" }],
    [{ latitude: "000000a0" }],
    [{ longitude: "aaaaaaaaaa" }],
    [{ longitude: "00000000a0" }],
    [{ course: "aaaaaa" }],
  ])("%o is one", (part) => {
    expect(verdicts(head(part), spare)).toEqual(decidedBy(WHOLE, YES, head(part)));
  });
  it.each<[part: Partial<Head>, decides: number]>([
    [{ id: "a000000000" }, 2],
    [{ id: "000000000a" }, 6],
    [{ time: "0000a0", date: "0101a2" }, 12],
    [{ time: "991600", date: "000000" }, 12],
    [{ date: "000000", latitude: "a0000000" }, 13],
    [{ date: "aa0101", course: "0000a0" }, 25],
    [{ latitude: "a0000000", longitude: "a000000000" }, 18],
    [{ longitude: "a000000000", course: "a00000" }, 23],
  ])("%o is none", (part, decides) => {
    expect(verdicts(head(part), spare)).toEqual(decidedBy(decides, NO, head(part)));
  });
});

describe("7E", () => {
  it.each<[what: string, bytes: Uint8Array, decides: number, verdict: Verdict]>([
    ["a text frame", join(fromHex("7e"), ascii("*HQ,")), 5, YES],
    ["what is no text frame", join(fromHex("7e"), ascii("*HQ;")), 5, NO],
    ["a message id", fromHex("7e 0001 0000"), 4, YES],
    ["message id 0", fromHex("7e 0000 0000"), 3, NO],
    ["the reserved bit", fromHex("7e 0001 80 00"), 4, NO],
    ["a maker's message", fromHex("7e 1001 0000 019176652199"), 11, YES],
    ["a record", join(fromHex("7e"), head({})), 26, YES],
    ["a record with an escaped byte", join(fromHex("7e"), head({ battery: "7d02" })), 27, YES],
    ["one with an id of eight bytes", join(fromHex("7e"), head({ id: LONG_ID })), 29, YES],
    [
      "one with an escaped byte and an id of eight bytes",
      join(fromHex("7e"), head({ id: LONG_ID, battery: "7d01" })),
      30,
      YES,
    ],
    // Read as an escape, it would leave a longitude of 210 degrees.
    ["a record with a 7D that is none", join(fromHex("7e"), head({ battery: "7d" })), 26, YES],
  ])("and %s", (_what, bytes, decides, verdict) => {
    for (const behind of [0, 0xff]) {
      expect(verdicts(bytes, startsFrame, behind)).toEqual(decidedBy(decides, verdict, bytes));
    }
  });
});
