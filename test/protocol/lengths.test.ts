/** Where a `$` frame with a custom tail ends, by the bytes around it. */
import { describe, expect, it } from "vitest";
import { HOLD, NOT_A_FRAME } from "../../src/frame/length.ts";
import type { BytesRow } from "../../src/kind/row.ts";
import type { OwnTail } from "../../src/model/protocol.ts";
import { bcd, kept, uint } from "../../src/protocol/index.ts";
import { lengthsOf } from "../../src/protocol/lengths.ts";
import { fromHex } from "../frame/streams.ts";

const HEAD = "2481680000050503162209242212874500113466574c014028ffffbbff";
/** Eleven bytes that are neither separators nor the beginning of anything. */
const TAIL = "aaaaaaaaaaaaaaaaaaaaaa";
const RECORD = HEAD + TAIL;
const NEXT = "2a48512c";
const GARBAGE = "aa";

const OPEN = 0;
const PAUSED = 1;
const CLOSED = 2;
type End = typeof OPEN | typeof PAUSED | typeof CLOSED;

const tail = (length: number, ...rows: BytesRow[]): OwnTail => ({
  name: `own${length}`,
  length,
  about: "Own",
  rows,
});
const any = (length: number): OwnTail =>
  tail(length, { name: "tail", kind: kept(length - 29), about: "Not known" });

function lengthOf(
  tails: readonly OwnTail[],
  hex: string,
  end: End,
  { at = 0, size }: { at?: number; size?: number } = {},
): number {
  const bytes = fromHex(hex);
  return lengthsOf(tails)!()(bytes, at, size ?? bytes.length, end);
}

it("needs a tail", () => {
  expect(lengthsOf([])).toBeUndefined();
});

describe("the length of 40 bytes", () => {
  it.each<[what: string, hex: string, end: End, length: number]>([
    ["needs another marker", `4d${RECORD.slice(2)}`, CLOSED, NOT_A_FRAME],
    ["needs a time of day", RECORD.replace("050316", "250316"), CLOSED, NOT_A_FRAME],
    ["is not considered before the whole head", HEAD.slice(0, -2), OPEN, NOT_A_FRAME],
    ["may follow from the head on", HEAD, OPEN, HOLD],
    ["may follow a short record", RECORD.slice(0, 64), OPEN, HOLD],
    ["gives way to a short record behind which a burst ends", RECORD.slice(0, 64), PAUSED, -1],
    ["is waited for at the end of a burst", RECORD.slice(0, 66), PAUSED, HOLD],
    ["is not reached at the end of the data", RECORD.slice(0, 66), CLOSED, NOT_A_FRAME],
    ["gives way to a text frame behind 32", `${RECORD.slice(0, 64)}${NEXT}41422c31`, CLOSED, -1],
    ["stays with a weak 7E behind 32", `${RECORD.slice(0, 64)}7e000100aaaaaaaa`, CLOSED, 40],
    ["may be a part of a longer one", RECORD, OPEN, HOLD],
    ["ends with a burst", RECORD, PAUSED, 40],
    ["ends with the data", RECORD, CLOSED, 40],
    ["ends where a text frame begins", RECORD + NEXT, OPEN, 40],
    ["ends before separators and a text frame", `${RECORD}0d0a${NEXT}`, OPEN, 40],
    ["ends before 64 separators", RECORD + "00".repeat(64), OPEN, 40],
    ["is open with 63 separators", RECORD + "00".repeat(63), OPEN, HOLD],
    ["ends before 12 bytes of a head", RECORD + HEAD.slice(0, 24), PAUSED, 40],
    ["is open with 11 bytes of a head", RECORD + HEAD.slice(0, 22), PAUSED, HOLD],
    ["is weak with 11 bytes of a head at the end", RECORD + HEAD.slice(0, 22), CLOSED, -40],
    ["is weak before the beginning of a text frame", `${RECORD}2a4851`, CLOSED, -40],
    ["is weak before garbage", RECORD + GARBAGE, OPEN, -40],
    ["ends with the data despite a text frame in it", `${HEAD}aa${NEXT}aaaaaaaaaaaa`, CLOSED, 40],
    [
      "is none with a text frame in the tail before garbage",
      `${HEAD}aaaaaaaa${NEXT}aaaaaa${GARBAGE}`,
      CLOSED,
      NOT_A_FRAME,
    ],
    [
      "is weak with another beginning than of a text frame in the tail",
      `${HEAD}aaaaaaaa7e000100aaaaaa${GARBAGE}`,
      CLOSED,
      -40,
    ],
    ["is open while a text frame may begin in the tail", `${RECORD.slice(0, -2)}2a48`, OPEN, HOLD],
  ])("%s", (_, hex, end, length) => {
    expect(lengthOf([any(40)], hex, end)).toBe(length);
  });

  it("is none if a text frame may have begun in the tail when a burst ends", () => {
    // The last byte of the tail is *, and a letter follows.
    const hex = `${RECORD.slice(0, -2)}2a48`;
    expect(lengthOf([any(40)], hex, PAUSED)).toBe(NOT_A_FRAME);
    expect(lengthOf([any(40)], hex, CLOSED)).toBe(NOT_A_FRAME);
  });

  it("is counted from the head", () => {
    expect(lengthOf([any(40)], `${NEXT}4123${RECORD}`, CLOSED, { at: 6 })).toBe(40);
    expect(lengthOf([any(40)], `${NEXT}4123${RECORD.slice(0, -4)}`, OPEN, { at: 6 })).toBe(HOLD);
    expect(lengthOf([any(40)], `${NEXT}4123${RECORD.slice(0, -4)}`, CLOSED, { at: 6 })).toBe(
      NOT_A_FRAME,
    );
  });

  it("does not depend on a text frame before the head", () => {
    expect(lengthOf([any(40)], `${NEXT}4123${RECORD}${GARBAGE}`, CLOSED, { at: 6 })).toBe(-40);
  });

  it("is the first of several that are equally weak", () => {
    const hex = RECORD + GARBAGE;
    expect(lengthOf([any(36), any(40)], hex, CLOSED)).toBe(-36);
    expect(lengthOf([any(40), any(36)], hex, CLOSED)).toBe(-40);
  });
});

describe("a tail is like its rows", () => {
  const rest = (length: number): BytesRow => ({ name: "tail", kind: kept(length), about: "Rest" });

  it("if its numbers are likely", () => {
    const likely = tail(
      33,
      { name: "first", kind: uint(1), about: "First", likely: [5, 9] },
      { name: "second", kind: uint(3), about: "Second", likely: [0x010000, 0x010203] },
    );
    for (const [hex, length] of [
      ["05010000", 33],
      ["09010203", 33],
      ["04010000", NOT_A_FRAME],
      ["0a010000", NOT_A_FRAME],
      ["0500ffff", NOT_A_FRAME],
      ["05010204", NOT_A_FRAME],
    ] as const) {
      expect(lengthOf([likely], HEAD + hex, CLOSED), hex).toBe(length);
    }
  });

  it("if all bytes of a decimal number are decimal digits", () => {
    const decimal = tail(33, { name: "count", kind: bcd(4), about: "Four digits" }, rest(2));
    for (const [hex, length] of [
      ["1299aaaa", 33],
      ["12a0aaaa", NOT_A_FRAME],
      ["a012aaaa", NOT_A_FRAME],
    ] as const) {
      expect(lengthOf([decimal], HEAD + hex, CLOSED), hex).toBe(length);
    }
  });

  it("whatever is in a number that begins inside a byte", () => {
    const digits = bcd(1);
    const half = tail(
      33,
      { name: "first", kind: { ...digits, halves: 1 }, about: "One digit" },
      { name: "second", kind: { ...digits, halves: 7 }, about: "Seven digits" },
    );
    expect(lengthOf([half], `${HEAD}aaaaaaaa`, CLOSED)).toBe(33);
  });

  it("as far as they have arrived", () => {
    const decimal = tail(
      37,
      rest(2),
      { name: "count", kind: bcd(4), about: "Four digits" },
      { name: "steps", kind: bcd(8), about: "Eight digits" },
    );
    // The buffer may have old bytes behind those that have arrived.
    const hex = `${HEAD}aaaa1234aaaaaaaa`;
    expect(lengthOf([decimal], hex, OPEN, { size: 31 })).toBe(HOLD);
    expect(lengthOf([decimal], hex, OPEN, { size: 33 })).toBe(HOLD);
    expect(lengthOf([decimal], hex, OPEN, { size: 36 })).toBe(HOLD);
    expect(lengthOf([decimal], hex, OPEN, { size: 37 })).toBe(NOT_A_FRAME);
    expect(lengthOf([decimal], `${HEAD}aaaa123aaaaaaaaa`, OPEN, { size: 32 })).toBe(HOLD);
    expect(lengthOf([decimal], `${HEAD}aaaa123aaaaaaaaa`, OPEN, { size: 33 })).toBe(NOT_A_FRAME);
  });
});
