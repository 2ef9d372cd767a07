/**
 * Replaces text without rows: every digit becomes a digit and every letter a letter. Forms are recognised only so that the
 * same secret gets the same replacement and an address stays a possible one; text without a form is replaced too.
 */
import { hexText, latin1Bytes, latin1Text } from "../bytes.ts";
import { setHalf } from "./move.ts";
import type { Replacer } from "./replacer.ts";
import { isWord } from "./words.ts";

/** The address of an access point, an IP address, a number with decimals, a word, bytes that are not text. */
const TOKEN =
  /(?:[\dA-F]{2}[:-]){5}[\dA-F]{2}|\d{1,3}(?:\.\d{1,3}){3}|\d{1,5}\.\d{2,8}|[\dA-Z]+|[^\t\r\n -~]+/gi;

/** @param isWordKept Whether words that devices print stay. */
export function sweepText(text: string, replacer: Replacer, isWordKept = false): string {
  return text.replace(TOKEN, (token) => {
    if (/[^ -~]/.test(token))
      return latin1Text(replacer.bytes(latin1Bytes(token)), 0, token.length);
    if (isWordKept && isWord(token)) return token;
    if (/[:-]/.test(token)) return replacer.bssid(token);
    if (!token.includes(".")) return replacer.run(token);
    return token.split(".").length === 4
      ? replacer.ipAddress(token)
      : (newDecimals(token, replacer) ?? replacer.word(token));
  });
}

function newDecimals(found: string, replacer: Replacer): string | undefined {
  const [whole = "", decimals = ""] = found.split(".");
  if (whole.length > 3) return replaceCoordinate(found, whole.length > 4 ? 180 : 90, replacer);
  const made = replacer.coordinate(whole, "", decimals, Number(whole) < 90 ? 90 : 180);
  return made && refill(found, made);
}

/** Degrees, minutes and decimals in any of the forms of `src/kind/coordinate.ts`. */
const HYPHENATED = /^\s*-?(\d+)-(\d*)(?:\.(\d*))?\s*$/;
const WITH_POINT = /^\s*-?(\d*?)(\d{0,2})\.(\d*)\s*$/;
const WITHOUT_POINT = /^\s*-?(\d*?)(\d{0,2})(\d{4})\s*$/;

/** The text of a coordinate; `undefined` for other text. */
export function replaceCoordinate(
  text: string,
  limit: 90 | 180,
  replacer: Replacer,
): string | undefined {
  const parts = HYPHENATED.exec(text) ?? WITH_POINT.exec(text) ?? WITHOUT_POINT.exec(text);
  if (parts === null) return undefined;
  const [, degrees = "", minutes = "", decimals = ""] = parts;
  const made = replacer.coordinate(degrees, minutes, decimals, limit);
  return made && refill(text, made);
}

/** The text with other digits. */
function refill(text: string, digits: string): string {
  let at = 0;
  return text.replace(/\d/g, () => digits[at++]!);
}

/** Texts among other bytes, with one or two bytes per character; fewer printable bytes may be anything. */
const TEXTS = /[\t\n\r -~]{6,}|(?:\0[ -~]){3,}|(?:[ -~]\0){3,}/g;

/** Bytes of unknown meaning. Texts and known packed numbers in them are recognised. */
export function sweepBytes(bytes: Uint8Array, replacer: Replacer): Uint8Array {
  const out = replacer.bytes(bytes);
  const hex = hexText(bytes, 0, bytes.length);
  const swapped = hex.replace(/(.)(.)/g, "$2$1");
  for (const [digits, flip] of [
    [hex, 0],
    [swapped, 1],
  ] as const) {
    for (const [at, made] of replacer.knownIn(digits)) {
      for (let i = 0; i < made.length; i++) setHalf(out, (at + i) ^ flip, Number(made[i]));
    }
  }
  const text = latin1Text(bytes, 0, bytes.length);
  for (const { 0: found, index } of text.matchAll(TEXTS)) {
    if (!isText(found)) continue;
    // In UTF-16 a byte 0 stands before or after each character.
    const first = found[0] === "\0" ? 1 : 0;
    const step = found[1 - first] === "\0" ? 2 : 1;
    const inner = step === 1 ? found : found.replaceAll("\0", "");
    const made = sweepText(inner, replacer);
    for (let i = 0; i < made.length; i++) out[index + first + i * step] = made.charCodeAt(i);
  }
  return out;
}

/** Mostly digits, letters and spaces, and not also possible BCD, whose bytes have no half-byte above 9. */
function isText(text: string): boolean {
  const others = text.replace(/[\w\s\0]/g, "").length;
  const isPacked = /^[\x20-\x29\x30-\x39@-IP-Y`-ip-y]+$/.test(text) && /\D/.test(text);
  return text.length - others >= others * 3 && !isPacked;
}
