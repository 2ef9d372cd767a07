/**
 * Kinds of JT/T 808 values as pairs: the writer reproduces what the reader has read (docs/protocol/jt808.md §3 to §6).
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerLength } from "../../src/frame/escaped.ts";
import { ANSWER } from "../../src/jt808/answer.ts";
import { HEADER_2013, HEADER_2019, headerRows } from "../../src/jt808/header.ts";
import { fits, type ItemRow, number } from "../../src/jt808/item.ts";
import { POSITION } from "../../src/jt808/position.ts";
import { registration } from "../../src/jt808/registration.ts";
import { ascii, asciiTexts } from "../../src/kind/bytes/ascii.ts";
import { BytesReader } from "../../src/kind/bytes-reader.ts";
import { type BytesKind, type BytesRow, REST } from "../../src/kind/row.ts";
import { halvesOf } from "../../src/layout/bytes-rows.ts";
import { compileRows, expectPair, readRows, writeRows } from "../kind/bytes-pair.ts";
import { refusal } from "../refusal.ts";
import { fromHex, toHex } from "./frames.ts";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 2_000);
const row = (kind: BytesKind): BytesRow => ({ name: "value", kind, about: "" });
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

describe("text", () => {
  const read = (kind: BytesKind, text: string): unknown[] => {
    const { values, issues } = readRows([row(kind)], bytes(text));
    return [values["value"], ...issues.map(({ code, offset, length }) => [code, offset, length])];
  };
  const texts: readonly (readonly [text: string, ...shown: unknown[]])[] = [
    ["ABC", "ABC"],
    ["A\0\0", "A"],
    ["A  ", "A"],
    ["\0\0A", "A"],
    ["\0A ", "A"],
    [" A\0", " A"],
    ["A\0B", null, ["bad-text", 0, 3]],
    ["A\x7fB", null, ["bad-text", 0, 3]],
    ["\0\0\0", null, ["empty-field", 0, 3]],
  ];
  it.each(texts.map(([text, ...shown]) => [text, shown] as const))("%j", (text, shown) => {
    expect(read(ascii(3), text)).toEqual(shown);
    expect(read(ascii(REST), text)).toEqual(shown);
  });

  it("is padded, and refused if it is longer or not ASCII", () => {
    const write = (kind: BytesKind, value: unknown): string =>
      toHex(writeRows([row(kind)], { value }));
    expect(write(ascii(3), "A")).toBe("410000");
    expect(write(ascii(3), null)).toBe("000000");
    expect(write(ascii(REST), "A~")).toBe("417e");
    expect(write(ascii(REST), undefined)).toBe("");
    expect(write(ascii(2, { isWhole: true }), "AB")).toBe("4142");
    expect(write(ascii(2, { isWhole: true }), null)).toBe("0000");
    for (const value of ["ABCD", "\x1f", "\u00e9", 5, ["A"]])
      expect(refusal(() => write(ascii(3), value))).toContain("message.value must be up to 3");
    expect(refusal(() => write(ascii(2, { isWhole: true }), "A"))).toContain(
      "message.value must be 2",
    );
  });

  it("in a list is separated by commas", () => {
    for (const [text, list] of [
      ["", []],
      ["P0171", ["P0171"]],
      ["P538f,U029f", ["P538f", "U029f"]],
    ] as const) {
      expect(read(asciiTexts(), text)).toEqual([list]);
      expect(writeRows([row(asciiTexts())], { value: list })).toEqual(bytes(text));
    }
    expect(refusal(() => writeRows([row(asciiTexts())], { value: null }))).toContain("value");
  });

  it("of any printable characters survives a round trip, with the fast reader too", () => {
    for (const kind of [ascii(17), ascii(REST), asciiTexts()]) {
      const compiled = compileRows([row(kind)]);
      const text = fc.string({
        unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
        minLength: 17,
        maxLength: 17,
      });
      fc.assert(
        fc.property(text, (value) => {
          const { values, issues } = expectPair([row(kind)], compiled, bytes(value));
          expect(issues).toEqual([]);
          expect(compiled(bytes(value))?.values).toEqual(values);
        }),
        { numRuns },
      );
    }
  });
});

describe("a number of one to four bytes", () => {
  const kind = number(REST, { over: 10 });
  const item: ItemRow = { ...row(kind), id: 1 };
  it.each([
    ["", false],
    ["ff", true],
    ["00ff", true],
    ["0000ff", true],
    ["000000ff", true],
    ["00000000ff", false],
  ])("%s", (hex, isOne) => {
    const data = fromHex(hex);
    const reader = new BytesReader(data, { table: "", utcOffsetMinutes: 0, profiles: [] }, null);
    expect(fits(item, reader, 0, data.length, {})).toBe(isOne);
    if (isOne) expect(readRows([item], data).values).toEqual({ value: 25.5 });
  });
  it("is written as four, all F if it is unknown", () => {
    expect(toHex(writeRows([item], { value: 25.5 }))).toBe("000000ff");
    expect(toHex(writeRows([item], { value: null }))).toBe("ffffffff");
  });
});

describe("the header", () => {
  const digits = (count: number) =>
    fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: count, maxLength: count });
  it.each([
    ["2013", HEADER_2013, fc.tuple(fc.constant("02000000"), digits(12), digits(4))],
    ["2019", HEADER_2019, fc.tuple(fc.constant("0200400001"), digits(20), digits(4))],
  ] as const)("of %s", (_edition, rows, header) => {
    fc.assert(
      fc.property(header, (parts) => {
        expect(expectPair(rows, null, fromHex(parts.join(""))).issues).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("has the length expected by the splitter", () => {
    for (const hex of ["02000000", "02002000", "02004000", "02006000", "55010000", "55020000"]) {
      const bytes = fromHex(hex);
      const rows = headerRows(bytes, 0, 4).map((slot) => slot.row);
      expect([hex, halvesOf(rows) / 2]).toEqual([hex, headerLength(bytes, 0, 4)]);
    }
  });

  it.each(["4eb38069ed51", "01917665218a", "ffffffffffff"])("with the id %s", (id) => {
    const header = fromHex(`02000000${id}00b3`);
    const { values } = readRows(HEADER_2013, header);
    expect(toHex(writeRows(HEADER_2013, values))).toBe(toHex(header));
  });
});

it("every result of an answer survives a round trip", () => {
  for (let result = 0; result < 256; result++) {
    const body = Uint8Array.of(0, 20, 0x81, 3, result);
    expect(expectPair(ANSWER, null, body).issues).toEqual([]);
  }
});

describe("a position", () => {
  // The items have separate tests.
  const rows = POSITION.slice(0, -1);
  const compiled = compileRows(rows);
  const word = (most: number) =>
    fc
      .oneof(fc.integer({ min: 0, max: most }), fc.constantFrom(0, 1, most))
      .map((value) => value.toString(16).padStart(8, "0"));
  const half = (most: number) => word(most).map((hex) => hex.slice(4));
  const pair = (least: number, most: number) =>
    fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, "0"));
  const body = fc
    .tuple(
      word(0xffffffff),
      word(0xffffffff),
      word(90e6 + 1),
      word(180e6 + 1),
      half(0xffff),
      half(0xffff),
      half(361),
      pair(0, 99),
      pair(0, 13),
      pair(0, 31),
      pair(0, 24),
      pair(0, 60),
      pair(0, 60),
    )
    .map((parts) => fromHex(parts.join("")));
  it("survives a round trip, with the fast reader too", () => {
    fc.assert(
      fc.property(body, (data) => {
        expectPair(rows, compiled, data);
      }),
      { numRuns },
    );
  });
});

it("a registration survives a round trip", () => {
  const text = (length: number) =>
    fc
      .string({ unit: fc.constantFrom(..."AZ09"), minLength: 1, maxLength: length })
      .map((value) => value.padEnd(length, "\0"));
  const body = fc.tuple(fc.uint8Array({ minLength: 5, maxLength: 5 }), text(5), text(20), text(7));
  fc.assert(
    fc.property(body, ([codes, maker, model, terminal]) => {
      const data = [...codes.slice(0, 4), ...bytes(maker + model + terminal), codes[4]!, 0x42];
      const { issues } = expectPair(registration(5, 20, 7), null, Uint8Array.from(data));
      expect(issues).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
