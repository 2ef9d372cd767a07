/** Replaces what tells who and where in texts whose fields nobody documented, and in answers to texts. */
import type { Replacer } from "./replacer.ts";

const IP_ADDRESS = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/;
// Not from the middle of one, so that a long run is walked over once.
const HOST = /(?<![A-Za-z0-9.-])[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/;
const PASSWORD = /(?<=\b(?:UP|PW|pass_word)[:,])\w{4,8}/;
const BSSID = /(?<![0-9A-Za-z])[0-9A-Fa-f]{12}(?![0-9A-Za-z])/;
/** DDMM.mmmm, and degrees with as many decimals as only a position has. */
const COORDINATE = /(?<![\d.])\d{1,5}\.\d{3,8}(?![\d.])/;
/** Not before a point: that is a distance; not YYYYMMDDhhmmss. */
const NUMBER = /(?<![\d.])(?!20\d{12}(?!\d))\d{7,}(?![\d.])/;

// One after the other in one pass, so that nothing is replaced twice.
const ANY = /* @__PURE__ */ new RegExp(
  `(${PASSWORD.source})|(${IP_ADDRESS.source})|(${HOST.source})|(${BSSID.source})|(${COORDINATE.source})|(${NUMBER.source})`,
  "g",
);

export function replaceInText(text: string, replacer: Replacer): string {
  return text.replace(ANY, (found, ...groups: (string | undefined)[]) => {
    const [password, ip, host, bssid, coordinate] = groups;
    if (password !== undefined) return replacer.word(found);
    if (ip !== undefined) return replacer.ipAddress(found);
    if (host !== undefined) return replacer.host(found);
    if (bssid !== undefined)
      return /^\d+$/.test(found) ? replacer.id(found) : replacer.bssid(found);
    if (coordinate !== undefined) return replaceDecimals(found, replacer);
    return /^89\d{16,18}$/.test(found) ? replacer.iccid(found) : replacer.id(found);
  });
}

function replaceDecimals(found: string, replacer: Replacer): string {
  const [whole = ""] = found.split(".", 1);
  if (whole.length >= 3) return replaceCoordinate(found, whole.length > 4 ? 180 : 90, replacer);
  return `${whole}.${replacer.word(found.slice(whole.length + 1))}`;
}

/** The text of a coordinate in any of its forms (`src/kind/coordinate.ts`). */
export function replaceCoordinate(text: string, limit: 90 | 180, replacer: Replacer): string {
  const inner = text.trim();
  const parts = /^(-?)(\d*)(?:(-)(\d*))?(?:(\.)(\d*))?$/.exec(inner);
  if (parts === null) return text.replace(/[1-9]+/g, (digits) => replacer.word(digits));
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
