import { describe, expect, it } from "vitest";
import { digits, flag, hostName, isDigit, whole, word } from "../src/argument.ts";
import { refusal } from "./refusal.ts";

/** All one-byte characters that `isGood` accepts without throwing. */
function accepted(isGood: (text: string) => unknown): string {
  return Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
    .filter((text) => {
      try {
        return isGood(text) === text;
      } catch {
        return false;
      }
    })
    .join("");
}

const DIGITS = "0123456789";
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

describe("the characters of", () => {
  it("digits", () => {
    expect(accepted((text) => digits("a", text, 1, 1))).toBe(DIGITS);
    expect(isDigit(0x2f) || isDigit(0x3a)).toBe(false);
  });

  it("a word", () => {
    expect(accepted((text) => word("a", text))).toBe(
      `!"$%&'()+-./${DIGITS}:;<=>?@${CAPITALS}[\\]^_\`${CAPITALS.toLowerCase()}{|}~`,
    );
  });

  it("a host name", () => {
    expect(accepted((text) => hostName("a", text))).toBe(
      `-.${DIGITS}${CAPITALS}_${CAPITALS.toLowerCase()}`,
    );
  });
});

describe("a refusal", () => {
  it.each<[message: string, () => unknown]>([
    ["on must be true or false, not 1", () => flag("on", 1)],
    ["on must be true or false, not undefined", () => flag("on", undefined)],
    ["on must be true or false, not null", () => flag("on", null)],
    ["on must be true or false, not object", () => flag("on", {})],
    ["count must be a whole number from 1 to 9, not 0", () => whole("count", 0, 1, 9)],
    ["count must be a whole number from 1 to 9, not 10", () => whole("count", 10, 1, 9)],
    ["count must be a whole number from 1 to 9, not 1.5", () => whole("count", 1.5, 1, 9)],
    ["count must be a whole number from 1 to 9, not NaN", () => whole("count", Number.NaN, 1, 9)],
    ["count must be a whole number from 1 to 9, not true", () => whole("count", true, 1, 9)],
    [
      "count must be a whole number from 1 to 9, not a string of length 1",
      () => whole("count", "5", 1, 9),
    ],
    ["count must be a whole number from 1 to 9, not bigint", () => whole("count", 5n, 1, 9)],
    ["pin must be 4 to 6 digits, not a string of length 3", () => digits("pin", "123", 4, 6)],
    ["pin must be 4 to 6 digits, not a string of length 7", () => digits("pin", "1234567", 4, 6)],
    ["pin must be 4 to 6 digits, not a string of length 4", () => digits("pin", "12a4", 4, 6)],
    ["pin must be 4 to 6 digits, not 1234", () => digits("pin", 1234, 4, 6)],
    [
      "apn must be printable ASCII without spaces, *, # and commas, not a string of length 0",
      () => word("apn", ""),
    ],
    ["apn must be printable ASCII without spaces, *, # and commas, not 1", () => word("apn", 1)],
    [
      "host must be letters, digits, dots, hyphens and underscores, not a string of length 0",
      () => hostName("host", ""),
    ],
    [
      "host must be letters, digits, dots, hyphens and underscores, not 1",
      () => hostName("host", 1),
    ],
  ])("%s", (message, give) => {
    expect(refusal(give)).toBe(message);
  });

  it("if nothing fits", () => {
    expect([flag("on", false), whole("count", 1, 1, 9), whole("count", 9, 1, 9)]).toEqual([
      false,
      1,
      9,
    ]);
    expect([digits("pin", "1234", 4, 6), digits("pin", "123456", 4, 6)]).toEqual([
      "1234",
      "123456",
    ]);
  });
});
