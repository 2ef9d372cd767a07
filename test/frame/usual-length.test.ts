/** The shortcut that decides most `$` records by a few bytes agrees with the full evidence. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideLength, HOLD, Learned, OPEN, usualLength } from "../../src/frame/length.ts";
import { ascii, fromHex, join, wholeFrames } from "./streams.ts";

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 1) * 20_000;

const RECORDS = wholeFrames()
  .map(({ bytes }) => bytes)
  .filter((bytes) => bytes[0] === 0x24 && bytes.length >= 32 && bytes.length < 64);
const LENGTHS = [...new Set(RECORDS.map(({ length }) => length))];
/** Bytes that make a tail look like an end: markers, separators, the marks of a padlock. */
const MARKS = [0x24, 0x2a, 0x4d, 0x50, 0x58, 0x7e, 0, 0x0d, 0x0a, 1, 2, 0xff];

const changes = fc.array(fc.tuple(fc.nat(90), fc.oneof(fc.constantFrom(...MARKS), fc.nat(255))), {
  maxLength: 3,
});

it("usualLength agrees with decideLength wherever it decides", () => {
  let decided = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...RECORDS),
      fc.constantFrom(...RECORDS),
      fc.boolean(),
      fc.constantFrom(...LENGTHS),
      fc.array(fc.constantFrom(...LENGTHS), { maxLength: 2 }),
      changes,
      (record, next, isSameDevice, last, seen, changed) => {
        const length = last;
        const behind = isSameDevice
          ? [next[0]!, ...record.subarray(1, 6), ...next.subarray(6)]
          : next;
        const own = [...record, ...record].slice(0, length);
        const bytes = Uint8Array.from([...own, ...behind]);
        if (changed.length === 0 && !isSameDevice) bytes.set(Buffer.from("*HQ,12345"), length);
        for (const [at, byte] of changed) if (at < bytes.length) bytes[at] = byte;
        const learned = new Learned();
        for (const one of [...seen, last]) learned.add(one, record, 0);
        const usual = usualLength(bytes, new DataView(bytes.buffer), 0, bytes.length, learned);
        if (usual === HOLD) return;
        decided++;
        for (const isDue of [true, false]) {
          expect(
            decideLength(bytes, 0, bytes.length, OPEN, learned, undefined, isDue),
            Buffer.from(bytes).toString("hex"),
          ).toBe(usual);
        }
      },
    ),
    { numRuns: RUNS },
  );
  expect(decided).toBeGreaterThan(RUNS / 10);
});

describe("usualLength decides a record", () => {
  /** A head, and a tail of bytes that say nothing. */
  const HEAD = fromHex("24816800000510101001012422334444000113344447000000ffffffff");
  const record = (length: number, changes: Record<number, number> = {}): Uint8Array => {
    const bytes = new Uint8Array(length).fill(0x11);
    bytes.set(HEAD);
    for (const [at, byte] of Object.entries(changes)) bytes[Number(at)] = byte;
    return bytes;
  };
  const lengthOf = (bytes: Uint8Array, ...lengths: number[]): number => {
    const learned = new Learned();
    for (const length of lengths) learned.add(length, bytes, 0);
    return usualLength(bytes, new DataView(bytes.buffer), 0, bytes.length, learned);
  };
  const XT = ascii("*HQ,8168000005,XT#");

  it.each([32, 37, 45, 46, 47, 48, 51, 54])("of %i bytes, as long as the one before", (length) => {
    const both = join(record(length), record(length));
    expect(lengthOf(both, length)).toBe(length);
    expect(lengthOf(join(record(length), XT), length)).toBe(length);
    // By marker and id of the next one, and no byte less.
    expect(lengthOf(both.slice(0, length + 6), length)).toBe(length);
    expect(lengthOf(both.slice(0, length + 5), length)).toBe(HOLD);
    expect(lengthOf(join(record(length), Uint8Array.of(0x11), record(length)), length)).toBe(HOLD);
  });

  it("only by a record of the same device or a text", () => {
    for (let at = 1; at < 6; at++) {
      expect(lengthOf(join(record(45), record(45, { [at]: 0x77 })), 45), `id ${at}`).toBe(HOLD);
    }
    expect(lengthOf(join(record(45), record(45, { 0: 0x4d })), 45)).toBe(HOLD);
    expect(lengthOf(join(record(45), ascii("*HQ;816800")), 45)).toBe(HOLD);
    expect(lengthOf(join(record(45), ascii("+HQ,816800")), 45)).toBe(HOLD);
  });

  it("only with a good head", () => {
    for (const at of [3, 6, 9, 12, 17, 22]) {
      expect(lengthOf(join(record(45, { [at]: 0xaa }), record(45)), 45), `byte ${at}`).toBe(HOLD);
    }
  });

  it("unless a shorter length was seen", () => {
    const both = join(record(45), record(45));
    expect(lengthOf(both, 32, 45)).toBe(HOLD);
    expect(lengthOf(both, 47, 45)).toBe(45);
    expect(lengthOf(join(record(32), record(32)), 45, 32)).toBe(32);
  });

  it("unless it carries another length, or the one before did", () => {
    // One cell: 33 + 8 bytes.
    expect(lengthOf(join(record(45, { 30: 1, 31: 1 }), record(45)), 45)).toBe(HOLD);
    expect(lengthOf(join(record(41), record(41)), 41)).toBe(HOLD);
    expect(lengthOf(join(record(60), record(60)), 60)).toBe(HOLD);
  });

  it("unless something begins where a shorter one would end", () => {
    const with32 = (...behind: number[]): number =>
      lengthOf(
        join(record(45, Object.fromEntries(behind.map((b, i) => [32 + i, b]))), record(45)),
        45,
      );
    expect(with32(...XT.subarray(0, 4))).toBe(HOLD);
    expect(with32(0x0d, ...XT.subarray(0, 4))).toBe(HOLD);
    expect(with32(0x0d, 0x0a, 0, ...XT.subarray(0, 4))).toBe(HOLD);
    expect(with32(0x2a, 0x11)).toBe(45);
    expect(with32(0x0d, 0x11)).toBe(45);
    expect(with32(0x0d, 0x2a, 0x11)).toBe(45);
    expect(with32(0x24, 0xee)).toBe(45);
  });
});
