/** Replaces what tells who and where in texts, and in fields that nobody documented. */
import { latin1Bytes, latin1Text } from "../bytes.ts";
import type { Replacer } from "./replacer.ts";

const DATE = /(?<!\d)20\d\d[/-]\d\d[/-]\d\d(?!\d)|(?<!\d)20\d{12}(?!\d)/;
const PASSWORD = /(?<=\b(?:UP|PW|pass_word)[:,])\w{4,8}/;
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
  `(${DATE.source})|(${PASSWORD.source})|(${IP_ADDRESS.source})|(${HOST.source})|(${BSSID.source})|(${COORDINATE.source})|${NUMBER.source}`,
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
    const [date, password, ip, host, bssid, coordinate] = groups;
    if (date !== undefined) return found;
    if (password !== undefined) return replacer.word(found);
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
  return replacer.cellNumber(found);
}

/** Of a field that may be a text or a number: one that is nothing but a number is replaced, however short. */
export function replaceInField(text: string, replacer: Replacer): string {
  const made = replaceInText(text, replacer);
  if (made !== text || !/^[+-]?[\dA-Za-z.]+$/.test(text) || !/\d/.test(text)) return made;
  return /^[\dA-Fa-f]+$/.test(text) ? replacer.cellNumber(text) : replaceAll(text, replacer);
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
  if (degrees >= 180 || whole.length > 3)
    return replaceCoordinate(found, whole.length > 4 ? 180 : 90, replacer);
  const made = replacer.coordinate(whole, "", decimals, degrees < 90 ? 90 : 180);
  return `${made.slice(0, whole.length)}.${made.slice(whole.length)}`;
}

/** The text of a coordinate in any of its forms (`src/kind/coordinate.ts`). */
export function replaceCoordinate(text: string, limit: 90 | 180, replacer: Replacer): string {
  const inner = text.trim();
  const parts = /^(-?)(\d*)(?:(-)(\d*))?(?:(\.)(\d*))?$/.exec(inner);
  if (parts === null) return replaceAll(text, replacer);
  const [, sign = "", whole = "", hyphen = "", afterHyphen = "", point = "", rest = ""] = parts;
  const digits = hyphen === "" ? whole : afterHyphen;
  const decimals = point === "" && hyphen === "" ? digits.slice(-4) : rest;
  const upTo = point === "" && hyphen === "" ? digits.slice(0, -4) : digits;
  const minutes = hyphen === "" ? upTo.slice(-2) : upTo;
  const degrees = hyphen === "" ? upTo.slice(0, -2) : whole;
  const made = replacer.coordinate(degrees, minutes, decimals, limit);
  const minutesEnd = degrees.length + minutes.length;
  const before = text.indexOf(inner);
  return [
    text.slice(0, before),
    sign,
    made.slice(0, degrees.length),
    hyphen,
    made.slice(degrees.length, minutesEnd),
    point,
    made.slice(minutesEnd),
    text.slice(before + inner.length),
  ].join("");
}
