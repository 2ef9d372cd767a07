/** The vehicle identification number, ISO 3779: 17 characters, no I, O or Q. */

const ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
/** The value of each character of the alphabet. */
const VALUES = "012345678912345678123457923456789";
/** Weights by position; that of the check digit is 0. */
const WEIGHTS: readonly number[] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** Index of the check digit, in North America and China. */
const CHECK_AT = 8;

/**
 * Checks whether the ninth character is the check digit of the others (49 CFR 565.15): the weighted sum modulo 11, where
 * 10 is written X. European makers may use any character there.
 *
 * @returns `null` if `vin` is not 17 characters of the VIN alphabet.
 * @throws TypeError if `vin` is not a string.
 * @example
 * ```ts
 * import { vinCheckDigitValid } from "sinotrack-protocol/obd";
 *
 * vinCheckDigitValid("1M8GDM9AXKP042788"); // true
 * vinCheckDigitValid("1M8GDM9A1KP042788"); // false
 * vinCheckDigitValid("1M8GDM9A"); // null
 * ```
 */
export function vinCheckDigitValid(vin: string): boolean | null {
  if (typeof vin !== "string") throw new TypeError("vin must be a string");
  if (vin.length !== WEIGHTS.length) return null;
  let sum = 0;
  for (let i = 0; i < vin.length; i++) {
    const at = ALPHABET.indexOf(vin.charAt(i));
    if (at < 0) return null;
    sum += Number(VALUES.charAt(at)) * WEIGHTS[i]!;
  }
  return vin.charAt(CHECK_AT) === "0123456789X".charAt(sum % 11);
}
