/** Replaces what tells who and where in texts, and in fields that nobody documented. */
import { latin1Bytes, latin1Text } from "../bytes.ts";
import type { Replacer } from "./replacer.ts";

const DATE = /(?<!\d)20\d\d[/-]\d\d[/-]\d\d(?!\d)|(?<!\d)20\d{12}(?!\d)/;
const PASSWORD = /(?<=\b(?:UP|PW|pass_word)[:,])\w{4,8}/;
const VIN = /(?<![0-9A-Za-z])(?=[A-Z]*\d)(?=\d*[A-Z])[0-9A-HJ-NPR-Z]{17}(?![0-9A-Za-z])/;
const IP_ADDRESS = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/;
// Not from the middle of one, so that a long run is walked over once.
const HOST = /(?<![A-Za-z0-9.-])[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/;
const BSSID =
  /(?<![0-9A-Za-z])[0-9A-Fa-f]{2}(?:[0-9A-Fa-f]{10}|(?:[:-][0-9A-Fa-f]{2}){5})(?![0-9A-Za-z])/;
/** DDMM.mmmm, and degrees; one decimal says no more than a voltage, and V1.02 is a version. */
const COORDINATE = /(?<![\d.V])\d{1,5}\.\d{2,8}(?![\d.])/;
/** Hexadecimal ones as well, if they are not part of a word. */
const NUMBER = /(?<![0-9A-Za-z])(?=[A-Fa-f]*\d)[0-9A-Fa-f]{4,}(?![0-9A-Za-z])|(?<!\d)\d{4,}/;

// One after the other in one pass, so that nothing is replaced twice.
const ANY = /* @__PURE__ */ new RegExp(
  `(${DATE.source})|(${PASSWORD.source}|${VIN.source})|(${IP_ADDRESS.source})|(${HOST.source})|(${BSSID.source})|(${COORDINATE.source})|${NUMBER.source}`,
  "g",
);

/** Of a text: what looks like an id, a number, a place or an address. Words, dates and short numbers stay. */
export function replaceInText(text: string, replacer: Replacer): string {
  return text.replace(/[^\r\n]+/g, (line) =>
    /[^\t -~]/.test(line) ? replaceAll(line, replacer) : replaceInLine(line, replacer),
  );
}

function replaceInLine(line: string, replacer: Replacer): string {
  return line.replace(ANY, (found, ...groups: (string | undefined)[]) => {
    const [date, word, ip, host, bssid, coordinate] = groups;
    if (date !== undefined) return found;
    if (word !== undefined) return replacer.word(found);
    if (ip !== undefined) return replacer.ipAddress(found);
    if (host !== undefined) return replacer.host(found);
    if (coordinate !== undefined) return replaceDecimals(found, replacer);
    if (bssid !== undefined && /\D/.test(found)) return replacer.bssid(found);
    return replaceNumber(found, replacer);
  });
}

function replaceNumber(found: string, replacer: Replacer): string {
  if (/^89\d{16,18}$/.test(found)) return replacer.iccid(found);
  const known = replacer.known(found);
  if (known !== undefined) return known;
  // The first digits of an id stay, and those of a place would tell it.
  if (/^\d{10,}$/.test(found)) return replacer.id(found);
  return replacer.cell(found);
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

function replaceDecimals(found: string, replacer: Replacer): string {
  const [whole = "", decimals = ""] = found.split(".");
  const degrees = Number(whole);
  const limit = degrees < 90 ? 90 : 180;
  return degrees < 180 && whole.length < 4
    ? refill(found, replacer.coordinate(whole, "", decimals, limit))
    : replaceCoordinate(found, whole.length > 4 ? 180 : 90, replacer);
}

/** Degrees, minutes and decimals in any of the forms of `src/kind/coordinate.ts`. */
const HYPHENATED = /^\s*-?(\d*)-(\d*)(?:\.(\d*))?\s*$/;
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
