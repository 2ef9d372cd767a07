/** Decides whether bytes somewhere in a text are a capture. */
import { latin1Text } from "../bytes.ts";
import { contentsOf, isProved, proofOf, UNPROVED } from "../frame/escaped.ts";
import { splitFrames } from "../frame/split.ts";
import { DOLLAR, FLAG, isBcd, STAR, startsFrame, YES } from "../frame/start.ts";

/** A frame of ours begins at the first byte, without doubt. */
export function beginsFrame(bytes: Uint8Array): boolean {
  if (bytes[0] === FLAG) return isBetweenFlags(bytes);
  if (bytes[0] === STAR)
    return beginsTextFrame(latin1Text(bytes, 0, Math.min(bytes.length, 40)), 0);
  return startsFrame(bytes, 0, bytes.length) === YES || isDamaged(bytes);
}

/** After flag, message id and properties of JT/T 808: digits of the phone number, or of the version and the phone number. */
const PHONE = 5;
const PHONE_END = 11;

/** Whether the bytes after the flag at `open` can be a header. */
export function hasHeader(bytes: Uint8Array, open: number): boolean {
  if (startsFrame(bytes, open, bytes.length) !== YES) return false;
  const first = bytes[open + 1];
  if (first === STAR || first === DOLLAR) return true;
  return (
    bytes.length >= open + PHONE_END && bytes.subarray(open + PHONE, open + PHONE_END).every(isBcd)
  );
}

/** A flag proves little, because a checksum may begin with its digits: the other flag is needed too. */
function isBetweenFlags(bytes: Uint8Array): boolean {
  let open = 0;
  while (bytes[open + 1] === FLAG) open++;
  const close = bytes.indexOf(FLAG, open + 1);
  if (close < 0) return false;
  const isEnd = bytes[bytes.length - 1] === FLAG;
  return hasHeader(bytes, open)
    ? isEnd || proofOf(bytes, open, close) !== UNPROVED
    : isEnd && isProved(contentsOf(bytes, open + 1, close));
}

/** A `$` frame with one impossible value, which the splitter accepts where it expects a frame. */
function isDamaged(bytes: Uint8Array): boolean {
  if (bytes[0] !== DOLLAR || bytes.length < SHORTEST_DOLLAR) return false;
  const [first] = splitFrames(bytes.subarray(0, LONGEST_DOLLAR), { end: true }).frames;
  return first?.format === "binary" && first.offset === 0;
}

const SHORTEST_DOLLAR = 32;
const LONGEST_DOLLAR = 255;

/** `*XX,` and an id, which no other text has. */
export function beginsTextFrame(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x2a || text.charCodeAt(at + 3) !== 0x2c) return false;
  if (!isLetterOrDigit(text.charCodeAt(at + 1)) || !isLetterOrDigit(text.charCodeAt(at + 2)))
    return false;
  for (let i = at + 4; i < at + 4 + LONGEST_ID; i++) {
    const character = text[i];
    if (character === "," || character === "#") return true;
    if (character === undefined) return i > at + 4;
    if (!isInId(character)) return false;
  }
  return false;
}

/** Longer texts are not an id. */
const LONGEST_ID = 26;

/** Some people replace digits before they publish a frame. */
function isInId(character: string): boolean {
  return isLetterOrDigit(character.charCodeAt(0)) || "*?._-".includes(character);
}

export function isLetterOrDigit(code: number): boolean {
  const capital = code & ~0x20;
  return (code >= 0x30 && code <= 0x39) || (capital >= 0x41 && capital <= 0x5a);
}
