/** The shortcut that decides most `$` records by a few bytes agrees with the full evidence. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { decideLength, HOLD, Learned, OPEN, usualLength } from "../../src/frame/length.ts";
import { wholeFrames } from "./streams.ts";

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
