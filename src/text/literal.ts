/** Texts and arrays in the notation of programming languages. */

/** The bytes of escapes, by the character after the backslash. */
export const ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  e: 27,
  "0": 0,
};

export interface Literal {
  readonly bytes: Uint8Array;
  /** After the last character that was read. */
  readonly end: number;
  /** Whether it has its closing quote or bracket. */
  readonly isClosed: boolean;
}

/** Reads a text with escapes up to the quote, or without a quote up to a space. */
export function readEscaped(text: string, from: number, quote: string | null): Literal {
  const bytes: number[] = [];
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at] as string;
    if (character === quote) return { bytes: Uint8Array.from(bytes), end: at + 1, isClosed: true };
    if (quote === null && /[\s"'`,;)\]}]/.test(character)) break;
    if (character !== "\\") {
      bytes.push(text.charCodeAt(at) & 0xff);
      continue;
    }
    const next = text[at + 1] ?? "";
    const hex = next === "x" ? /[0-9a-f]{1,2}/iy : next === "u" ? /00[0-9a-f]{2}/iy : null;
    if (hex !== null) {
      hex.lastIndex = at + 2;
      const digits = hex.exec(text)?.[0];
      if (digits === undefined) bytes.push(0x5c);
      else {
        bytes.push(Number.parseInt(digits, 16));
        at += 1 + digits.length;
      }
      continue;
    }
    const octal = /[0-7]{2,3}/y;
    octal.lastIndex = at + 1;
    const digits = octal.exec(text)?.[0];
    if (digits !== undefined) {
      bytes.push(Number.parseInt(digits, 8) & 0xff);
      at += digits.length;
    } else if (Object.hasOwn(ESCAPES, next)) {
      bytes.push(ESCAPES[next] as number);
      at++;
    } else if (next !== "") {
      bytes.push(next.charCodeAt(0) & 0xff);
      at++;
    }
  }
  return { bytes: Uint8Array.from(bytes), end: at, isClosed: quote === null };
}

/** The numbers of an array, from after its bracket on. */
export interface Numbers extends Literal {
  /** Nothing but numbers, separators and comments up to the end. */
  readonly isPure: boolean;
}

const NUMBER =
  /(?:\(\s{0,4}(?:byte|char|sbyte|uint8_t|unsigned char|u8)\s{0,4}\)\s{0,4})?(?:0x([0-9a-f]{1,2})(?![0-9a-f])|(-?\d{1,3})(?![\d.x]))(?:u8)?/iy;
const BETWEEN = /(?:[\s,;]|\/\*(?:[^*]|\*(?!\/)){0,200}\*\/)*/y;

/** Reads numbers from -128 to 255; the text after the array does not matter. */
export function readNumbers(text: string, from: number): Numbers {
  const values: number[] = [];
  let at = from;
  for (;;) {
    BETWEEN.lastIndex = at;
    BETWEEN.exec(text);
    at = Math.max(at, BETWEEN.lastIndex);
    if (text.startsWith("//", at)) at = text.length;
    NUMBER.lastIndex = at;
    const found = NUMBER.exec(text);
    if (found === null) break;
    const value = found[1] === undefined ? Number(found[2]) : Number.parseInt(found[1], 16);
    if (value < -128 || value > 255) break;
    values.push(value & 0xff);
    at = NUMBER.lastIndex;
  }
  const isClosed = at < text.length && "]})".includes(text[at] as string);
  const end = isClosed ? at + 1 : at;
  return { bytes: Uint8Array.from(values), end, isClosed, isPure: isClosed || at === text.length };
}
