/** Replaces what tells who and where in texts, and in fields that nobody documented. */
import { latin1Bytes, latin1Text } from "../bytes.ts";
import type { Replacer } from "./replacer.ts";

/** A date, a BSSID with colons, or words and numbers with points and hyphens between them. */
const TOKEN =
  /20\d\d[/-]\d\d[/-]\d\d|[\dA-Fa-f]{2}(?::[\dA-Fa-f]{2}){5}|[\dA-Za-z]+(?:[.-]+[\dA-Za-z]+)*/g;

/** With slashes or hyphens, or YYYYMMDDhhmmss. */
const DATE = /^20\d\d(?:[/-]\d\d[/-]\d\d|[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)$/;

/** Of a text: what looks like an id, a number, a place or an address. Words, dates and short numbers stay. */
export function replaceInText(text: string, replacer: Replacer): string {
  return text.replace(/[^\r\n]+/g, (line) =>
    /[^\t -~]/.test(line)
      ? replaceAll(line, replacer)
      : line.replace(TOKEN, (token, at: number) => {
          const before = line.slice(Math.max(0, at - 11), at);
          const isPassword = /\b(?:UP|PW|pass_word)[:,]$/.test(before) && token.length >= 4;
          return isPassword ? replacer.word(token) : newToken(token, replacer);
        }),
  );
}

function newToken(token: string, replacer: Replacer): string {
  if (DATE.test(token)) return token;
  if (/^[A-Za-z]*\d{1,3}(?:\.\d{1,3}){3}$/.test(token)) return replacer.ipAddress(token);
  if (/\.[A-Za-z]{2,}$/.test(token)) return replacer.host(token);
  if (/^[\dA-F]{2}(?:[:-]?[\dA-F]{2}){5}$/i.test(token) && /\D/.test(token))
    return replacer.bssid(token);
  return token.replace(/[^-]+/g, (part) => {
    // One decimal says no more than a voltage does, and V1.02 is a version.
    if (/^[A-UW-Za-z]*\d{1,5}\.\d{2,8}$/.test(part))
      return part.replace(/\d.*/, (number) => newDecimals(number, replacer));
    const isHex = /^[\dA-Fa-f]{4,}$/.test(part) && /\d/.test(part);
    return part.replace(isHex ? /.+/ : /\d{4,}/g, (number) => newNumber(number, replacer));
  });
}

function newNumber(digits: string, replacer: Replacer): string {
  if (/^89\d{16,18}$/.test(digits)) return replacer.iccid(digits);
  // The first digits of an id stay, and those of a place would tell it.
  const isId = /^\d{10,}$/.test(digits) || replacer.known(digits) !== undefined;
  return isId ? replacer.id(digits) : replacer.cell(digits);
}

/** Of a field that may be a text or a number: one that is nothing but a number is replaced, however short. */
export function replaceInField(text: string, replacer: Replacer): string {
  const made = replaceInText(text, replacer);
  const isNumber = /^[+-]?[\dA-Za-z.]+$/.test(text) && /\d/.test(text) && !DATE.test(text);
  if (made !== text || !isNumber) return made;
  return /^[\dA-Fa-f]+$/.test(text) ? replacer.cell(text) : replaceAll(text, replacer);
}

/** All digits, letters and bytes that are no text. */
export function replaceAll(text: string, replacer: Replacer): string {
  return text.replace(/[\dA-Za-z]+|[^\t\r\n -~]+/g, (run) =>
    /^\w/.test(run)
      ? (replacer.known(run) ?? replacer.word(run))
      : latin1Text(replacer.bytes(latin1Bytes(run)), 0, run.length),
  );
}

function newDecimals(found: string, replacer: Replacer): string {
  const [whole = "", decimals = ""] = found.split(".");
  const degrees = Number(whole);
  const limit = degrees < 90 ? 90 : 180;
  const made =
    degrees < 180 && whole.length < 4
      ? refill(found, replacer.coordinate(whole, "", decimals, limit))
      : replaceCoordinate(found, whole.length > 4 ? 180 : 90, replacer);
  // What is no place stays there.
  return made === found && /[1-9]/.test(found) ? replaceAll(found, replacer) : made;
}

/** Degrees, minutes and decimals in any of the forms of `src/kind/coordinate.ts`. */
const HYPHENATED = /^\s*-?(\d+)-(\d*)(?:\.(\d*))?\s*$/;
const WITH_POINT = /^\s*-?(\d*?)(\d{0,2})\.(\d*)\s*$/;
const WITHOUT_POINT = /^\s*-?(\d*?)(\d{0,2})(\d{4})\s*$/;

/** The text of a coordinate. */
export function replaceCoordinate(text: string, limit: 90 | 180, replacer: Replacer): string {
  const parts = HYPHENATED.exec(text) ?? WITH_POINT.exec(text) ?? WITHOUT_POINT.exec(text);
  if (parts === null) return replaceAll(text, replacer);
  const [, degrees = "", minutes = "", decimals = ""] = parts;
  return refill(text, replacer.coordinate(degrees, minutes, decimals, limit));
}

/** The text with other digits. */
function refill(text: string, digits: string): string {
  let at = 0;
  return text.replace(/\d/g, () => digits[at++]!);
}
