/** Texts of coordinates (docs/protocol/h02.md §2 and §9) at the limits of their forms; values computed by hand. */
import { describe, expect, it } from "vitest";
import { isNoCoordinate, parseCoordinate } from "../../src/kind/coordinate.ts";

/** Reads `text` between other digits, hyphens and points, which do not belong to it. */
function read(text: string, degreeDigits = 2, behind = "") {
  const bytes = new TextEncoder().encode(`9-${text}${behind}`);
  const result = { degrees: null, hasMinus: false, findings: [] };
  parseCoordinate(bytes, 2, 2 + text.length, degreeDigits, result);
  return result as { degrees: number | null; hasMinus: boolean; findings: string[] };
}

describe("a coordinate", () => {
  it.each([
    // 22° 35.0086' are 1355.0086 minutes.
    ["2235.0086", 13550086 / 600000, []],
    ["-2235.0086", -13550086 / 600000, []],
    ["2235.", 1355 / 60, []],
    ["2235.12345678", 135512345678 / 6e9, []],
    ["735.0086", 4550086 / 600000, ["short-coordinate"]],
    ["35.0086", 350086 / 600000, ["degrees-missing"]],
    ["5.5", 5.5 / 60, ["degrees-missing"]],
    ["22350086", 13550086 / 600000, ["coordinate-without-point"]],
    ["7350086", 4550086 / 600000, ["coordinate-without-point", "short-coordinate"]],
    ["-23-48.7614", -14287614 / 600000, ["hyphenated-coordinate"]],
    ["-48-7.2904", -28872904 / 600000, ["hyphenated-coordinate"]],
    ["-23-29", -1409 / 60, ["hyphenated-coordinate"]],
    ["-23-7", -1387 / 60, ["hyphenated-coordinate"]],
    ["-0000.0000", 0, []],
    ["9000.0000", 90, []],
  ])("%s is %d degrees", (text, degrees, findings) => {
    for (const behind of ["", "5", "-5", ".5", ",N"]) {
      const result = read(text, 2, behind);
      expect(result).toEqual({ degrees, hasMinus: text.startsWith("-"), findings });
      expect(Object.is(result.degrees, -0)).toBe(false);
    }
  });

  it.each([
    ["", "nothing"],
    ["-", "a sign alone"],
    [".5", "no digits before the point"],
    ["--5.5", "two signs"],
    ["-23-", "no minutes behind the hyphen"],
    ["-23-.5", "no whole minutes behind the hyphen"],
    ["23-290.0", "three digits of minutes"],
    ["23-029.0", "three digits of minutes, the first a zero"],
    ["23-60.0", "60 minutes"],
    ["23-29-5", "two hyphens"],
    ["23-29x", "a letter at the end"],
    ["2235x0086", "a letter for the point"],
    ["2205/0086", "the character before 0 for the point"],
    ["2200.0/", "the character before 0 at the end"],
    ["2235:0086", "the character behind 9 for the point"],
    ["2235.00:6", "the character behind 9"],
    ["2235.00/6", "the character before 0"],
    ["22.35.00", "two points"],
    ["2235.123456789", "nine decimals"],
    ["350086", "no point, and too short for degrees"],
    ["02235.0086", "three digits of degrees in a latitude"],
    ["9000.0001", "beyond the pole"],
    ["2260.0000", "60 minutes"],
  ])("%j is none: %s", (text) => {
    expect(read(text).degrees).toBeNull();
    expect(read(text).findings.at(-1)).toBe("bad-coordinate");
  });

  it("may have up to 180 degrees in a longitude", () => {
    expect(read("18000.0000", 3).degrees).toBe(180);
    expect(read("18000.0001", 3).degrees).toBeNull();
  });
});

it.each([
  ["0000.0000", true],
  ["9999.9999", true],
  ["00000", true],
  ["2222.2222", false],
  ["0000.0009", false],
  ["9990.0000", false],
  ["0900.0000", false],
  [".", false],
])("%s means no position: %s", (text, expected) => {
  const bytes = new TextEncoder().encode(text);
  expect(isNoCoordinate(bytes, 0, bytes.length)).toBe(expected);
});
