/**
 * Each kind of text is a pair: it reads back every value that it writes, over its whole range, and writes back every
 * usual text that it reads. No wrong byte makes it throw, or change a value without an issue.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextKind, TextRow, Values } from "../../src/kind/row.ts";
import { TEXT } from "../../src/kind/text/text.ts";
import { clock, date } from "../../src/kind/text/time.ts";
import { kindNames } from "./kind-names.ts";
import { readPair, type TextPair, writePair } from "./text-pair.ts";
import { NAME, PAIRS, row } from "./text-pairs.ts";

/** Numbers rounded by the wire, compared with the precision of a double. */
function close(values: Values): Values {
  const value: unknown = values[NAME];
  return typeof value === "number" ? { ...values, [NAME]: Number(value.toFixed(9)) } : values;
}

describe.each(Object.entries(PAIRS))("%s", (_, pair) => {
  const { values, texts, codes: usual = [] } = pair;

  it("reads what it writes", () => {
    fc.assert(
      fc.property(values, (written) => {
        const found = readPair(pair, writePair(pair, written));
        expect([close(found.values), found.codes]).toEqual([close(written), usual]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(texts)("writes %j unchanged", (text) => {
    expect(writePair(pair, readPair(pair, text).values)).toBe(text);
  });

  it("reads a wrong byte as another value, or reports it", () => {
    for (const text of texts) {
      for (let at = 0; at < text.length; at++) {
        for (let byte = 0; byte < 256; byte++) {
          const changed = text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1);
          if (pair.other?.test(changed)) continue;
          const read = readPair(pair, changed);
          const isSure = read.codes.join() === usual.join();
          if (Object.values(read.values).every((value) => value === null || value === undefined))
            expect([changed, isSure && changed !== text]).toEqual([changed, false]);
          else if (isSure && /^[\x20-\x22\x24-\x29\x2b\x2d-\x7e,]*$/.test(changed))
            expect([changed, readPair(pair, writePair(pair, read.values)).values]).toEqual([
              changed,
              read.values,
            ]);
        }
      }
    }
  });
});

it("every kind of text has a test", () => {
  const tested = Object.values(PAIRS).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.part === "repeated" ? part.rows : (part as TextRow))),
  );
  const names = new Set(tested.map(({ kind }) => kind.kind));
  expect(kindNames("text").filter((name) => !names.has(name))).toEqual([]);
});

describe("a moment needs both of its halves", () => {
  const read = (...kinds: readonly TextKind[]) =>
    readPair(
      { parts: kinds.map((kind) => row(kind)), values: fc.constant({}), texts: [] },
      "093043,130916",
    );

  it("reports a time of day without a day", () => {
    expect(read(clock(), TEXT)).toEqual({ values: { value: "130916" }, codes: ["no-date"] });
    expect(read(clock())).toEqual({
      values: { value: null, extra: ["130916"] },
      codes: ["no-date", "unknown-tail"],
    });
  });

  it("reports a day without a time of day before it", () => {
    const pair: TextPair = { parts: [row(date())], values: fc.constant({}), texts: [] };
    expect(readPair(pair, "130916")).toEqual({
      values: { value: null },
      codes: ["no-time-of-day"],
    });
  });

  it("reports nothing if one of them is unusable, which has its own issue", () => {
    const pair: TextPair = {
      parts: [row(clock()), row(date())],
      values: fc.constant({}),
      texts: [],
    };
    expect(readPair(pair, "250000,130916").codes).toEqual(["bad-time"]);
    expect(readPair(pair, "093043,320916").codes).toEqual(["bad-date"]);
    expect(readPair(pair, "093043").codes).toEqual(["missing-field"]);
  });

  it("reads the years from 1980 to 1999 as those of a clock that was never set", () => {
    const pair = PAIRS["clock and date"]!;
    for (const [text, year] of [
      ["000000,010180", 1980],
      ["235959,311299", 1999],
    ] as const) {
      const { values, codes } = readPair(pair, text);
      expect([values[NAME].getUTCFullYear(), codes]).toEqual([year, ["clock-not-set"]]);
      expect(writePair(pair, values)).toBe(text);
    }
  });
});

it("unusual bytes are kept", () => {
  expect(readPair(PAIRS["always"]!, "Y")).toEqual({
    values: { extra: ["Y"] },
    codes: ["unknown-tail"],
  });
  expect(readPair(PAIRS["always nothing"]!, "Y").values).toEqual({ extra: ["Y"] });
  expect(readPair(PAIRS["always"]!, "").codes).toEqual(["empty-field"]);
});
