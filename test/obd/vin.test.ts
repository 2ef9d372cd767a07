import { describe, expect, it } from "vitest";
import { vinCheckDigitValid } from "../../src/obd/index.ts";

describe("vinCheckDigitValid", () => {
  // The first is the usual textbook example, whose remainder 10 is written X. In the second all values are 1: the sum
  // of the weights is 89, which is 1 modulo 11.
  it.each(["1M8GDM9AXKP042788", "11111111111111111"])("%s", (vin) => {
    expect(vinCheckDigitValid(vin)).toBe(true);
  });

  it("knows every letter", () => {
    // One letter of the alphabet before zeros: place 9 is its value times 8 modulo 11.
    const values = { A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4 };
    const more = { N: 5, P: 7, R: 9, S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 };
    for (const [letter, value] of Object.entries({ ...values, ...more })) {
      const digit = "0123456789X"[(value * 8) % 11]!;
      expect(vinCheckDigitValid(`${letter}0000000${digit}00000000`)).toBe(true);
    }
  });

  it("detects a wrong digit and swapped characters", () => {
    expect(vinCheckDigitValid("1M8GDM9A1KP042788")).toBe(false);
    expect(vinCheckDigitValid("1M8GDM9AXKP042878")).toBe(false);
    expect(vinCheckDigitValid("W0L144085W1562304")).toBe(false);
  });

  it("is null for a text that is no VIN", () => {
    for (const text of ["", "1M8GDM9AXKP04278", "1M8GDM9AXKP0427888", "1M8GDM9AXKPO42788"]) {
      expect(vinCheckDigitValid(text)).toBeNull();
    }
    expect(vinCheckDigitValid("1m8gdm9axkp042788")).toBeNull();
  });
});
