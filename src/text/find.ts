/**
 * Finds captures in a line of any text: text frames, and bytes in the notations of people and programs. Digits without a
 * label that do not begin like a frame are an id, a checksum or a number, and not a capture.
 */
import { latin1Bytes } from "../bytes.ts";
import { countBase64, readBase64 } from "./base64.ts";
import type { InputFormName } from "./form.ts";
import { countDigits, digitOf, readHex } from "./hex.ts";
import { readEscaped, readNumbers } from "./literal.ts";
import { beginsFrame, beginsTextFrame, isLetterOrDigit } from "./own-start.ts";
import type { ProblemCode } from "./piece.ts";

/** A capture in a text. */
export interface InText {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly form: InputFormName;
  readonly about: string;
  readonly problem?: ProblemCode;
}

/** Fewer digits or numbers in a row are not a capture without a label. */
const FEWEST_BYTES = 8;
const LABEL =
  /(?:hex|payload|data|bytes?|raw|message|msg|packet|frame|buffer|body|recv|received|read|rx|tx|write|sent|send|dump)\W{0,5}(?:0x|\\x|x')?$/i;

/** All captures of a text, in order. */
export function findInText(text: string): InText[] {
  const found: InText[] = [];
  let at = 0;
  while (at < text.length) {
    const one = findAt(text, at);
    if (one === null) at = nextStart(text, at);
    else {
      if (one.bytes.length > 0) found.push(one);
      at = Math.max(at + 1, one.end);
    }
  }
  return found;
}

/** The next possible start: after the current word. */
function nextStart(text: string, from: number): number {
  let at = from;
  if (isWord(text.charCodeAt(at))) {
    while (at < text.length && isWord(text.charCodeAt(at))) at++;
    return at;
  }
  return at + 1;
}

function isWord(code: number): boolean {
  return isLetterOrDigit(code) || code === 0x5f;
}

function findAt(text: string, at: number): InText | null {
  const code = text.charCodeAt(at);
  switch (code) {
    case 0x2a: // *
      return textFrame(text, at);
    case 0x3c: // <
      return text.startsWith("<Buffer ", at) ? nodeBuffer(text, at) : null;
    case 0x5b: // [
    case 0x7b: // {
    case 0x28: // (
      return array(text, at);
    case 0x5c: // \
      return text[at + 1] === "x" ? escapes(text, at) : null;
    case 0x22: // "
    case 0x27: // '
      return quoted(text, at);
    default:
  }
  if (digitOf(code) >= 0) {
    const hex = hexRun(text, at);
    if (hex !== null) return hex;
  }
  if (code === 0x62 && (text[at + 1] === "'" || text[at + 1] === '"')) return pythonBytes(text, at);
  return isWord(code) || code === 0x2b || code === 0x2f ? base64(text, at) : null;
}

/** The extension of some firmware after the `#`: see frame/extension.ts. */
const EXTENSION = /<[\d.,+-]{1,60}>|,T[\d.,+-]{1,60}#/y;

/** From `*XX,` to its `#`; without one, up to the last character that can belong to it. */
function textFrame(text: string, at: number): InText | null {
  if (!beginsTextFrame(text, at)) return null;
  let end = at + 4;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x23) {
      EXTENSION.lastIndex = end + 1;
      const more = EXTENSION.exec(text)?.[0].length ?? 0;
      return inText(text, at, end + 1 + more, "a text frame");
    }
    // Some people replace digits of the id by stars; the start of another frame ends this one.
    if (code === 0x2a && beginsTextFrame(text, end)) break;
  }
  // Stars also separate fields in other protocols.
  if (at > 0 && isWord(text.charCodeAt(at - 1))) return null;
  const quote = text[at - 1] ?? "";
  const close = quote === '"' || quote === "'" ? text.indexOf(quote, at) : -1;
  if (close >= 0 && close < end) end = close;
  return { ...inText(text, at, end, "a text frame without its end"), problem: "cut" };
}

function inText(text: string, start: number, end: number, about: string): InText {
  return { bytes: latin1Bytes(text.slice(start, end).trimEnd()), start, end, form: "log", about };
}

/** `<Buffer 24 20 72 … 31 more bytes>` */
function nodeBuffer(text: string, at: number): InText {
  const { bytes, strayAt } = readHex(text, at + 8);
  const end = strayAt < 0 ? text.length : strayAt + (text[strayAt] === ">" ? 1 : 0);
  const isCut = text[end - 1] !== ">";
  const base = { bytes, start: at, end, form: "code", about: "<Buffer …>" } as const;
  return isCut ? { ...base, problem: "cut" } : base;
}

/** Numbers in brackets. */
function array(text: string, at: number): InText | null {
  const { bytes, end, isClosed } = readNumbers(text, at + 1);
  if (!isClosed || bytes.length < 4) return null;
  const isOwn = beginsFrame(bytes);
  if (!isOwn && (bytes.length < FEWEST_BYTES || !isBytesLabel(text, at))) return null;
  return { bytes, start: at, end, form: "code", about: "an array of numbers" };
}

/** Whether the text before an array marks it as bytes. */
function isBytesLabel(text: string, at: number): boolean {
  return /(?:buffer|bytes?|uint8|u8|char|data)\W{0,6}$/i.test(text.slice(Math.max(0, at - 40), at));
}

/** `\x24\x20…`, and `\x2420…` as PostgreSQL writes bytes. */
function escapes(text: string, at: number): InText | null {
  const digits = countDigits(text, at + 2);
  if (digits >= 2 * FEWEST_BYTES) {
    const { bytes } = readHex(text, at + 2, at + 2 + digits);
    return { bytes, start: at, end: at + 2 + digits, form: "code", about: "\\x and digits" };
  }
  const { bytes, end } = readEscaped(text, at, null);
  if (bytes.length < 4) return null;
  return { bytes, start: at, end, form: "code", about: "\\x24\\x20 …" };
}

/** A text in quotes with escapes in it. */
function quoted(text: string, at: number): InText | null {
  const next = text.charCodeAt(at + 1);
  // Digits and text frames are found without the quotes; only `\x` needs this.
  if (next === 0x2a || digitOf(next) >= 0) return null;
  const quote = text[at] as string;
  const close = text.indexOf(quote, at + 1);
  if (close < 0 || text.slice(at, Math.min(close, at + 400)).indexOf("\\x") < 0) return null;
  const { bytes, end } = readEscaped(text, at + 1, quote);
  if (!beginsFrame(bytes)) return null;
  return { bytes, start: at, end, form: "code", about: "a text with escapes" };
}

/** `b'$p\x28…'` */
function pythonBytes(text: string, at: number): InText | null {
  if (at > 0 && isWord(text.charCodeAt(at - 1))) return null;
  const { bytes, end, isClosed } = readEscaped(text, at + 2, text[at + 1] as string);
  // Text with blanks and no escapes is prose, as in `it's b' and so on it's`. Without blanks it may be the rest of a frame
  // from the line before.
  const isProse = bytes.includes(0x20) && bytes.length === end - at - 3;
  if (bytes.length < 4 || ((!isClosed || isProse) && !beginsFrame(bytes))) return null;
  const base = { bytes, start: at, end, form: "code", about: "b'…'" } as const;
  return isClosed ? base : { ...base, problem: "cut" };
}

/** Digits in a row, or pairs of digits with one separator between them. */
function hexRun(text: string, at: number): InText | null {
  const isPrefixed = text.charCodeAt(at) === 0x30 && (text.charCodeAt(at + 1) | 0x20) === 0x78;
  const from = isPrefixed ? at + 2 : at;
  const digits = countDigits(text, from);
  if (digits >= 2 * FEWEST_BYTES) {
    const end = from + digits;
    const behind = text.charCodeAt(end);
    // A mask or a base64 text continues.
    if (isWord(behind)) return null;
    const { bytes } = readHex(text, from, end);
    if (!beginsFrame(bytes) && !isLabelled(text, at)) return null;
    const isOdd = digits % 2 === 1;
    const base = { bytes, start: at, end, form: "log", about: "hex in a line" } as const;
    return isOdd ? { ...base, problem: behind === 0x24 ? "cut" : "odd-digits" } : base;
  }
  if (digits !== 2) return null;
  return pairs(text, at, isPrefixed);
}

/** The whole run is read once, and skipped if it is not a capture. */
function pairs(text: string, at: number, isPrefixed: boolean): InText | null {
  let end = at + (isPrefixed ? 4 : 2);
  let separator: string | null = null;
  for (;;) {
    let next = end;
    while (next - end < 3 && next < text.length && " :-,".includes(text[next] as string)) next++;
    const between = text.slice(end, next).trim();
    if (next === end || (separator !== null && separator !== between)) break;
    separator = between;
    const from = isPrefixed ? next + 2 : next;
    if (isPrefixed && !/^0x$/i.test(text.slice(next, from))) break;
    if (countDigits(text, from, from + 3) !== 2 || isWord(text.charCodeAt(from + 2))) break;
    end = from + 2;
  }
  if (separator === null) return null;
  const { bytes } = readHex(text, at, end);
  const isMeant =
    bytes.length >= FEWEST_BYTES && (isPrefixed || beginsFrame(bytes) || isLabelled(text, at));
  return {
    bytes: isMeant ? bytes : new Uint8Array(0),
    start: at,
    end,
    form: isPrefixed ? "code" : "log",
    about: "bytes in hex",
  };
}

function isLabelled(text: string, at: number): boolean {
  return LABEL.test(text.slice(Math.max(0, at - 30), at));
}

function base64(text: string, at: number): InText | null {
  const before = text.charCodeAt(at - 1);
  if (at > 0 && (isWord(before) || "+/-".includes(text[at - 1] as string))) return null;
  const length = countBase64(text, at);
  if (length < 24) return null;
  const bytes = readBase64(text, at, at + length);
  if (!beginsFrame(bytes)) return null;
  return { bytes, start: at, end: at + length, form: "base64", about: "base64" };
}
