/**
 * Hexadecimal digits in the usual notations: `2430…`, `24 30`, `24:30`, `24-30`, `0x24, 0x30`,
 * `\x24\x30`.
 */

/** 0 to 15, or -1. */
export function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const small = code | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
}

/** The bytes in a text of hex. */
export interface HexText {
  readonly bytes: Uint8Array;
  /** Position of the first character that is not hex; -1 if there is none. */
  readonly strayAt: number;
  /** Position of a byte of which one digit is missing; -1 if there is none. */
  readonly oddAt: number;
}

const IS_SEPARATOR: Uint8Array = (() => {
  const table = new Uint8Array(256);
  for (const separator of " \t\v\f\r\n:-,;") table[separator.charCodeAt(0)] = 1;
  return table;
})();

function isSeparatorCode(code: number): boolean {
  return code < 256 && IS_SEPARATOR[code] === 1;
}

/** Reads up to the first character that is not hex. */
export function readHex(text: string, from = 0, to: number = text.length): HexText {
  const bytes = new Uint8Array((hexEnd(text, from, to) - from) >> 1);
  let length = 0;
  let high = -1;
  let oddAt = -1;
  let at = from;
  const done = (strayAt: number): HexText => {
    if (high >= 0 && oddAt < 0) oddAt = at - 1;
    return { bytes: bytes.slice(0, length), strayAt, oddAt };
  };
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    const digit = digitOf(code);
    if (digit >= 0) {
      if (high < 0 && digit === 0 && isPrefixX(text.charCodeAt(at + 1)) && at + 1 < to) {
        const before = at === from ? 0x20 : text.charCodeAt(at - 1);
        if (digitOf(before) >= 0) return done(at + 1);
        at++;
        if (digitOf(text.charCodeAt(at + 1)) < 0) return done(at);
      } else if (high < 0) {
        high = digit;
      } else {
        bytes[length++] = (high << 4) | digit;
        high = -1;
      }
    } else if (isSeparatorCode(code)) {
      if (high >= 0) {
        if (oddAt < 0) oddAt = at - 1;
        return done(-1);
      }
    } else if (code === 0x5c && isPrefixX(text.charCodeAt(at + 1)) && at + 1 < to) {
      if (high >= 0) return done(at);
      at++;
    } else {
      return done(at);
    }
  }
  return done(-1);
}

/** The end of the characters that may belong to hex. */
function hexEnd(text: string, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    const isHex = digitOf(code) >= 0 || isSeparatorCode(code) || code === 0x5c || isPrefixX(code);
    if (!isHex) break;
  }
  return at;
}

function isPrefixX(code: number): boolean {
  return (code | 0x20) === 0x78;
}

/** The number of consecutive digits at `from`. */
export function countDigits(text: string, from: number, to: number = text.length): number {
  let at = from;
  while (at < to && digitOf(text.charCodeAt(at)) >= 0) at++;
  return at - from;
}
