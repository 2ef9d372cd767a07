/** On well-formed V1 and V8 the library agrees with the obvious reader, which shares no code with it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { latin1Bytes } from "../../src/bytes.ts";
import { parseFrame, splitFrames } from "../../src/index.ts";
import { readObviously } from "../reference/obvious-reader.mjs";

const number = (most: number, digits: number, least = 0) =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(digits, "0"));

/** Not zero: two zeros mean no position. */
const coordinate = (degrees: number, degreeDigits: number) =>
  fc
    .tuple(number(degrees - 1, degreeDigits), number(59, 2), number(9999, 4, 1))
    .map(([whole, minutes, decimals]) => `${whole}${minutes}.${decimals}`);

const date = fc
  .date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2079-12-31T23:59:59Z") })
  .filter((time) => !Number.isNaN(time.getTime()))
  .map((time) => {
    const [year, month, day] = time.toISOString().slice(2, 10).split("-");
    return `${day}${month}${year}`;
  });

const body = fc
  .tuple(
    fc.tuple(number(23, 2), number(59, 2), number(59, 2)).map((parts) => parts.join("")),
    fc.constantFrom("A", "V"),
    coordinate(90, 2),
    fc.constantFrom("N", "S"),
    coordinate(180, 3),
    fc.constantFrom("E", "W"),
    fc.tuple(number(999, 1), number(99, 2)).map((parts) => parts.join(".")),
    number(360, 3),
    date,
    fc.integer({ min: 0, max: 0xffffffff }).map((word) => word.toString(16).padStart(8, "0")),
    number(999, 1, 1),
    number(999, 2),
    number(0xffff, 1, 1),
    number(0xfffffff, 1, 1),
  )
  .map((fields) => fields.join(","));

const readings = fc
  .tuple(number(99, 1), number(31, 1), number(999, 1), number(100, 1))
  .map((fields) => `,${fields.join(",")}`);

// Ten digits: ids of 15 that begin with 353, 354 or 356 write their cells in hexadecimal.
const id = number(9999999999, 10);

test.each([
  ["V1", fc.constant("")],
  ["V8", readings],
] as const)("the obvious reader agrees about %s", (word, rest) => {
  fc.assert(
    fc.property(id, body, rest, (deviceId, fields, tail) => {
      const text = `*HQ,${deviceId},${word},${fields}${tail}#`;
      const { frames } = splitFrames(latin1Bytes(text), { end: true });
      expect(frames).toHaveLength(1);
      expect(parseFrame(frames[0]!)).toStrictEqual(readObviously(frames[0]!));
    }),
    { numRuns: 1000 },
  );
});
