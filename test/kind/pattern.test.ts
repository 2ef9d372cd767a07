/** Patterns of fields: each element, and the place behind the first gap. */
import { describe, expect, it } from "vitest";
import { latin1Bytes } from "../../src/bytes.ts";
import { ANY, type FieldPattern, fits } from "../../src/kind/pattern.ts";
import { TextReader } from "../../src/kind/text-reader.ts";
import { BODY } from "../../src/layout/text-form.ts";

const readerOf = (fields: string): TextReader =>
  new TextReader(latin1Bytes(`*HQ,1234567890,T${fields === "" ? "" : `,${fields}`}#`));

const SIX = /^ *\d{6} *$/;
const DATE: FieldPattern = [1, ANY, SIX, 1];
const NUMBERS: FieldPattern = [{ each: { whole: 99 } }, /^X$/];

describe("a pattern", () => {
  it.each<readonly [pattern: FieldPattern, fields: string, isOne: boolean]>([
    [[], "", true],
    [[], "a", false],
    [[2], "a,b", true],
    [[2], "a", false],
    [[2], "a,b,c", false],
    [[SIX], "123456", true],
    [[SIX], " 123456 ", true],
    [[SIX], "12345", false],
    [[SIX], "", false],
    [[/^$/, ANY], ",b", true],
    [[{ whole: 31 }], "031", true],
    [[{ whole: 31 }], "32", false],
    [[{ whole: 31 }], "-1", false],
    [[{ whole: 31 }], "", false],
    [[2, -2, /^a$/, 1], "a,b", true],
    [[2, -2, /^b$/, 1], "a,b", false],
    [[{ id: /^12/ }, 1], "a", true],
    [[{ id: /^2/ }, 1], "a", false],
    [[ANY], "", true],
    [[1, ANY], "", false],
    [[{ most: 2 }], "a,b", true],
    [[{ most: 2 }], "a,b,c", false],
    [NUMBERS, "X", true],
    [NUMBERS, "1,99,X", true],
    [NUMBERS, "1,100,X", false],
    [[1, [[SIX, 1], [/^b$/]], /^c$/], "a,b,c", true],
    [[1, [[SIX, 1], [/^b$/]], /^c$/], "a,123456,b,c", true],
    [[1, [[SIX, 1], [/^b$/]], /^c$/], "a,123456,c", false],
  ])("%j of %j", (pattern, fields, isOne) => {
    expect(fits([pattern], readerOf(fields), BODY)).toBe(isOne);
  });

  it.each<readonly [fields: string, place: number]>([
    ["a,123456,b", BODY + 1],
    ["a,b,c,123456,123456", BODY + 3],
    ["a,b,c", -1],
  ])("with a gap leaves its place: %j", (fields, place) => {
    const r = readerOf(fields);
    fits([DATE], r, BODY);
    expect(r.place).toBe(place);
  });

  it("with a gap at the end leaves no place", () => {
    const r = readerOf("a,b");
    expect(fits([[1, ANY]], r, BODY)).toBe(true);
    expect(r.place).toBe(-1);
  });
});

it.each([
  /^$/,
  /^[^,]{8}$/,
  /^ *\d{6} *$/,
  /^ *\d{1,3} *$/,
  /^ *\d{2,} *$/,
  /^ *\d{0,2} *$/,
  /^ *\d{1} \d{1} *$/,
  /^[\dA-Fa-f]{3}$/,
])("%s means the same as the expression alone", (form) => {
  const texts =
    " ,  ,1, 12,12 ,1 2,123,1234,123456, 123456 ,1234567,12345678,abcdefgh, 1234567,-1,abc,9F0,fG1,a b,12 ,@AF,aF`".split(
      ",",
    );
  const found = texts.map((text) => fits([[form, 1]], readerOf(`${text},x`), BODY));
  expect(found).toEqual(texts.map((text) => form.test(text)));
  expect(fits([[form]], readerOf(""), BODY)).toBe(false);
});

it("one of several patterns is enough; without any, all fields fit", () => {
  expect(fits([[SIX], [/^a$/]], readerOf("a"), BODY)).toBe(true);
  expect(fits([[SIX], [/^b$/]], readerOf("a"), BODY)).toBe(false);
  expect(fits([], readerOf("a"), BODY)).toBe(false);
  expect(fits(undefined, readerOf("a"), BODY)).toBe(true);
});

it("a function may decide instead", () => {
  expect(fits((r, at) => r.text(at) === "a", readerOf("a"), BODY)).toBe(true);
  expect(fits((r, at) => r.text(at) === "b", readerOf("a"), BODY)).toBe(false);
});
