/**
 * Each kind of text is a pair: what it writes it reads back, what it reads in its usual form it writes again, and no wrong
 * byte makes it throw or lie.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latin1Bytes } from "../../src/bytes.ts";
import type { TextKind, TextRow, Values } from "../../src/kind/row.ts";
import { BATTERY_99, BATTERY_CODE } from "../../src/kind/text/battery.ts";
import { LATITUDE, LONGITUDE } from "../../src/kind/text/coordinate.ts";
import { CSQ, decimal, hexadecimal, KNOTS, whole } from "../../src/kind/text/number.ts";
import { oneOfDigits } from "../../src/kind/text/one-of.ts";
import { ICCID, LISTED, PHONE_OR_IP, TEXT, TO_THE_END } from "../../src/kind/text/text.ts";
import { VALIDITY } from "../../src/kind/text/validity.ts";
import { WIFI } from "../../src/kind/text/wifi.ts";
import { TextReader } from "../../src/kind/text-reader.ts";
import { TextWriter } from "../../src/kind/text-writer.ts";

const ABOUT = "Tested";
const NAME = "value";

interface Read {
  readonly value: unknown;
  readonly codes: readonly string[];
}

function read(kind: TextKind, fields: string): Read {
  const r = new TextReader(latin1Bytes(`*HQ,1234567890,T,${fields}#`));
  const values: Values = {};
  kind.read(r, 3, { name: NAME, kind }, values);
  return { value: values[NAME], codes: r.issues.map(({ code }) => code) };
}

function write(kind: TextKind, value: unknown): string {
  const w = new TextWriter("1234567890", "long");
  const row: TextRow = { name: NAME, kind, about: ABOUT };
  kind.write(w, row, { [NAME]: value });
  return w.fields.join();
}

const tenths = (most: number): fc.Arbitrary<number> => fc.nat(most * 10).map((n) => n / 10);
const plain = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);

/** The kind, its values, and texts in its usual form. */
const PAIRS: readonly [string, TextKind, fc.Arbitrary<unknown>, readonly string[]][] = [
  ["whole", whole(9999), fc.nat(9999), ["0", "7", "9999"]],
  ["whole of hundreds", whole(99, { times: 100 }), fc.nat(99).map((n) => n * 100), ["0", "99"]],
  ["CSQ", CSQ, fc.nat(31), ["0", "31", "99"]],
  ["decimal", decimal(100, { decimals: 1 }), tenths(100), ["0.0", "99.5", "100.0"]],
  [
    "decimal with a sign",
    decimal(50, { least: -50 }),
    fc.integer({ min: -50, max: 50 }),
    ["-11", "0"],
  ],
  ["hexadecimal", hexadecimal(4), fc.nat(0xffff), ["0000", "00AB", "FFFF"]],
  [
    "oneOfDigits",
    oneOfDigits(["off", "on"], "0 or 1", "9"),
    fc.constantFrom("off", "on"),
    ["0", "1"],
  ],
  ["KNOTS", KNOTS, fc.nat(99_999).map((n) => (n * 1852) / 100_000), ["000.00", "014.28", "999.99"]],
  ["VALIDITY", VALIDITY, fc.boolean(), ["A", "V"]],
  [
    "LATITUDE",
    LATITUDE,
    fc.integer({ min: -53_999_999, max: 53_999_999 }).map((n) => n / 600_000),
    ["2212.8745,N", "0107.5000,S"],
  ],
  [
    "LONGITUDE",
    LONGITUDE,
    fc.integer({ min: -107_999_999, max: 107_999_999 }).map((n) => n / 600_000),
    ["11346.6574,E", "00007.5000,W"],
  ],
  [
    "BATTERY_CODE",
    BATTERY_CODE,
    fc.constantFrom(0, ...Array.from({ length: 94 }, (_, i) => i + 7)),
    ["0", "7", "100"],
  ],
  ["BATTERY_99", BATTERY_99, fc.integer({ min: 0, max: 98 }), ["00", "07", "99"]],
  ["TEXT", TEXT, plain, ["abc", "A1"]],
  ["ICCID", ICCID, fc.stringMatching(/^\d{19,20}$/), ["89860042191130272549"]],
  ["PHONE_OR_IP", PHONE_OR_IP, fc.stringMatching(/^\d{5,15}$/), ["13800138000"]],
  ["TO_THE_END", TO_THE_END, plain, ["a,b,c"]],
  ["LISTED", LISTED, plain.map((text) => [text]), ["abc"]],
  [
    "WIFI",
    WIFI,
    fc
      .tuple(fc.stringMatching(/^[0-9a-f]{12}$/), fc.integer({ min: -110, max: 145 }))
      .map(([bssid, rssiDbm]) => [{ bssid, rssiDbm }]),
    ["aabbccddeeff,3a"],
  ],
];

describe.each(PAIRS)("%s", (_, kind, values, texts) => {
  it("reads what it writes", () => {
    fc.assert(
      fc.property(values, (value) => {
        const { value: found, codes } = read(kind, write(kind, value));
        if (typeof value === "number") expect(found).toBeCloseTo(value, 9);
        else expect(found).toEqual(value);
        expect(codes).toEqual([]);
      }),
    );
  });

  it.each(texts)("writes %s as it was", (text) => {
    expect(write(kind, read(kind, text).value)).toBe(text);
  });

  it("takes a wrong byte for another value, or reports it", () => {
    for (const text of texts) {
      for (let at = 0; at < text.length; at++) {
        for (let byte = 0; byte < 256; byte++) {
          const changed = text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1);
          const { value, codes } = read(kind, changed);
          if (value === null || value === undefined) expect(codes, changed).not.toEqual([]);
          else if (codes.length === 0 && /^[\x20-\x22\x24-\x29\x2b\x2d-\x7e,]*$/.test(changed))
            expect(read(kind, write(kind, value)).value, changed).toEqual(value);
        }
      }
    }
  });
});
