import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HEAD } from "../../src/h02/dollar/head.ts";
import { MILEAGE_ROWS } from "../../src/h02/dollar/mileage.ts";
import { PICTURE_ROWS } from "../../src/h02/dollar/picture.ts";
import { DOLLAR_TAILS } from "../../src/h02/dollar/tails.ts";
import { ascii, asciiTexts } from "../../src/kind/bytes/ascii.ts";
import { bit } from "../../src/kind/bytes/bit.ts";
import { bits, numbered } from "../../src/kind/bytes/bits.ts";
import { cell, THREE_CELLS } from "../../src/kind/bytes/cell.ts";
import { count } from "../../src/kind/bytes/count.ts";
import { id, mark } from "../../src/kind/bytes/id.ts";
import { kept } from "../../src/kind/bytes/kept.ts";
import { list, upTo } from "../../src/kind/bytes/list.ts";
import { millionths } from "../../src/kind/bytes/millionths.ts";
import { moment } from "../../src/kind/bytes/moment.ts";
import { bcd, int, uint } from "../../src/kind/bytes/number.ts";
import { oneOf } from "../../src/kind/bytes/one-of.ts";
import { type BytesKind, type BytesRow, REST } from "../../src/kind/row.ts";
import { halvesOf } from "../../src/layout/bytes-rows.ts";
import { RECORD_BATTERY } from "../../src/pengaoda/record.ts";
import { compileRows, expectPair, readRows, writeRows } from "./bytes-pair.ts";
import { kindNames } from "./kind-names.ts";

const NUM_RUNS = Number(process.env["FUZZ_RUNS"] ?? 2_000);
/** The kinds with a test in this file. */
const tested = new Set<string>(
  [...HEAD, ...DOLLAR_TAILS.flatMap(({ rows }) => rows)].map(({ kind }) => kind.kind),
);
function row(kind: BytesKind, name = "value"): BytesRow {
  tested.add(kind.kind);
  return { name, kind, about: "" };
}

/** Other lists are left to the interpreter. */
function hasFast(rows: readonly BytesRow[]): boolean {
  return rows.every(
    ({ kind }) => kind.kind !== "bits" && !("isFilledUp" in kind && kind.isFilledUp),
  );
}

/** Kinds whose unusual bytes go into `tail`. */
const KEPT: ReadonlySet<string> = new Set(["kept", "mark"]);

/** Every number of one or two bytes. */
function everyValue(kind: BytesKind, name?: string): { read: number; refused: number } {
  const rows = [row(kind, name)];
  const compiled = hasFast(rows) ? compileRows(rows) : null;
  const all = 16 ** kind.halves;
  let read = 0;
  for (let n = 0; n < all; n++) {
    // An odd half-byte is the high one.
    const raw = kind.halves % 2 === 1 ? n * 16 : n;
    const bytes = kind.halves <= 2 ? Uint8Array.of(raw) : Uint8Array.of(raw >> 8, raw);
    const { issues } = expectPair(rows, compiled, bytes);
    if (issues.every(({ code }) => code === "battery-step-disputed")) read++;
  }
  return { read, refused: all - read };
}

describe("kinds of one or two bytes, with every value", () => {
  it.each<[string, BytesKind, number]>([
    ["uint", uint(1), 256],
    ["uint with a limit", uint(1, { most: 31 }), 32],
    ["uint with limits", uint(1, { least: 5, most: 9 }), 5],
    ["tenths", uint(2, { over: 10 }), 65_536],
    ["less forty", uint(1, { plus: -40 }), 256],
    ["of 255, in percent", uint(1, { times: 100, over: 255 }), 256],
    ["0 absent", uint(2, { zero: "absent" }), 65_536],
    ["int", int(1), 256],
    ["int of two bytes", int(2), 65_536],
    ["int with limits", int(2, { least: -40, most: 215 }), 256],
    ["three digits", bcd(3), 1000],
    ["three digits of degrees", bcd(3, { most: 360 }), 361],
    ["knots", bcd(3, { times: 1852, over: 1000 }), 1000],
    ["four digits", bcd(4), 10_000],
    ["a name", oneOf("a", "b", "c"), 3],
    ["always the same", kept(1, 0xff), 1],
    ["names of bits", bits(1, "a", null, "c"), 256],
    ["numbers of bits", numbered(2), 65_536],
    ["up to two numbers", upTo(2, uint(1)), 65_536],
    ["two digits of an id", id(2), 100],
    ["one letter", ascii(1), 94],
    ["a mark", mark(0x41), 1],
  ])("%s", (_what, kind, count) => {
    expect(everyValue(kind, KEPT.has(kind.kind) ? "tail" : "value").read).toBe(count);
  });

  it("the battery byte: unused, six steps, 7 to 100", () => {
    const battery = HEAD.find(({ name }) => name === "batteryPercent")!;
    expect(everyValue(battery.kind, battery.name).read).toBe(101);
  });

  it("the battery byte of PengAoDa: a step, whatever the other bits are", () => {
    const read = readRows([RECORD_BATTERY], Uint8Array.of(0x43));
    // The rest of the byte belongs to the row of user alarms.
    expect(read.values).toEqual({ batteryPercent: 20, batteryCode: 3 });
  });

  it("satellites of two systems: only the sum is written back", () => {
    const satellites = DOLLAR_TAILS.find(({ name }) => name === "47")!.rows[2]!;
    for (let byte = 0; byte < 256; byte++) {
      const { values } = readRows([satellites], Uint8Array.of(byte));
      expect(values).toEqual({ satellites: (byte >> 4) + (byte & 15) });
      const again = readRows([satellites], writeRows([satellites], values));
      expect(again.values).toEqual(values);
      expect(compileRows([satellites])(Uint8Array.of(byte))?.values).toEqual(values);
    }
  });
});

/** Normalises the marker, undefined flags, and the sign of zero. */
function makeCanonical(bytes: Uint8Array): void {
  bytes[0] = 0x24;
  bytes[21]! &= 0xfe;
  const isZero = (from: number, to: number) => bytes.subarray(from, to).every((byte) => byte === 0);
  if (isZero(12, 16)) bytes[21]! |= 4;
  if (isZero(17, 21) && bytes[21]! < 16) bytes[21]! |= 8;
}

/** Random bytes of a given length, with many digits. */
const bytesOf = (length: number) =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .chain((random) =>
      fc
        .tuple(fc.boolean(), fc.constant(random))
        .map(([isBcd, bytes]) =>
          isBcd ? bytes.map((byte) => ((byte >> 4) % 10) * 16 + ((byte & 15) % 10)) : bytes,
        ),
    );

/** As in a position of JT/T 808: south and west are bits of a preceding word. */
const MILLIONTHS: readonly BytesRow[] = [
  row(uint(4), "word"),
  row(millionths(90, { negative: 4, flagAfter: -1, other: 8 }), "latitude"),
  row(millionths(180, { negative: 8, flagAfter: -9, other: -8 }), "longitude"),
];

describe("longer kinds, with random values and their edges", () => {
  it.each<[string, readonly BytesRow[]]>([
    ["uint of four bytes", [row(uint(4, { times: 1000 }))]],
    ["uint of six bytes", [row(uint(6))]],
    ["ten digits", [row(bcd(10))]],
    ["HHMMSS DDMMYY", [row(moment("hisdmy"))]],
    ["YYMMDDhhmmss in the time of the device", [row(moment("ymdhis"))]],
    [
      "a cell",
      [
        row(
          cell([
            ["mcc", 2],
            ["mnc", 1],
            ["lac", 2],
            ["cid", 2],
          ]),
        ),
      ],
    ],
    ["cells", [row(THREE_CELLS)]],
    ["a coordinate and the word with its sign", MILLIONTHS],
    ["texts", [row(asciiTexts())]],
    ["a list to the end", [row(list(int(2)))]],
    ["the head", HEAD],
    // The satellites have a test above.
    ...DOLLAR_TAILS.map(({ name, rows }): [string, readonly BytesRow[]] => [
      `the tail ${name}`,
      rows.filter((one) => one.name !== "satellites"),
    ]),
  ])("%s", (_what, rows) => {
    const length = rows[0]!.kind.halves === REST ? 8 : Math.ceil(halvesOf(rows) / 2);
    const compiled = hasFast(rows) ? compileRows(rows) : null;
    fc.assert(
      fc.property(bytesOf(length), (bytes) => {
        if (rows === HEAD) makeCanonical(bytes);
        // Up to and beyond 90 and 180 degrees.
        if (rows === MILLIONTHS) for (const at of [4, 8]) bytes[at]! %= 12;
        const isText = rows[0]!.kind.kind === "asciiTexts";
        expectPair(rows, compiled, isText ? bytes.map((byte) => 0x21 + (byte % 94)) : bytes);
      }),
      { numRuns: NUM_RUNS },
    );
    const edges = [0, 0xff, 0x99, 0x10].map((byte) => new Uint8Array(length).fill(byte));
    for (const bytes of edges) {
      if (rows === HEAD) makeCanonical(bytes);
      expectPair(rows, compiled, bytes);
    }
  });

  it("X and P records", () => {
    fc.assert(
      fc.property(bytesOf(32), (bytes) => {
        expectPair(MILEAGE_ROWS.slice(1), null, bytes.slice(1));
      }),
      { numRuns: NUM_RUNS },
    );
    fc.assert(
      fc.property(bytesOf(3), (bytes) => {
        const { values } = readRows(PICTURE_ROWS.slice(0, 1), bytes);
        expect(writeRows(PICTURE_ROWS.slice(0, 1), values)).toEqual(bytes);
      }),
    );
  });
});

it("writes the count of a list", () => {
  const rows = [row(count(1, "value")), row(list(uint(1)))];
  for (const value of [[7], [1, 2, 3]]) {
    const bytes = Uint8Array.from([value.length, ...value]);
    expect(writeRows(rows, { value })).toEqual(bytes);
    expect(readRows(rows, bytes)).toEqual({ values: { value }, issues: [] });
  }
});

it("every kind of bytes has a test", () => {
  expect(kindNames("bytes").filter((name) => !tested.has(name))).toEqual([]);
});

it("a bit does not affect the others of its half-byte", () => {
  const rows = [row(bit(4))];
  const compiled = compileRows(rows);
  for (let half = 0; half < 16; half++) {
    const bytes = Uint8Array.of(half * 16);
    const value = [4, 5, 6, 7, 12, 13, 14, 15].includes(half);
    expect(readRows(rows, bytes).values).toEqual({ value });
    expect(compiled(bytes)?.values).toEqual({ value });
    expect(writeRows(rows, { value })).toEqual(Uint8Array.from(value ? [0x40] : []));
  }
});
