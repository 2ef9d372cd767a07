/** Whether bytes that stand somewhere in a text are worth taking for a capture. */
import { splitFrames } from "../frame/split.ts";
import { DOLLAR, FLAG, startsFrame, YES } from "../frame/start.ts";

/** Of fewer bytes between flags there is no frame. */
const SHORTEST = 4;

/** A frame of ours begins at the first byte, without doubt. */
export function beginsFrame(bytes: Uint8Array): boolean {
  if (bytes[0] !== FLAG) {
    return startsFrame(bytes, 0, bytes.length) === YES || isDamaged(bytes);
  }
  if (bytes.length < SHORTEST) return false;
  // A flag proves little: the other one has to be there as well.
  if (bytes[bytes.length - 1] === FLAG) return true;
  return startsFrame(bytes, 0, bytes.length) === YES && bytes.indexOf(FLAG, 1) > 0;
}

/** A `$` frame with one impossible value, as the splitter takes it where a frame is due. */
function isDamaged(bytes: Uint8Array): boolean {
  if (bytes[0] !== DOLLAR || bytes.length < SHORTEST_DOLLAR) return false;
  const [first] = splitFrames(bytes.subarray(0, LONGEST_DOLLAR), { end: true }).frames;
  return first?.format === "binary" && first.offset === 0;
}

const SHORTEST_DOLLAR = 32;
const LONGEST_DOLLAR = 255;

/** `*XX,` and an id, as no other text has it. */
export function beginsTextFrame(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x2a || text.charCodeAt(at + 3) !== 0x2c) return false;
  if (!isMaker(text.charCodeAt(at + 1)) || !isMaker(text.charCodeAt(at + 2))) return false;
  for (let i = at + 4; i < at + 4 + LONGEST_ID; i++) {
    const character = text[i];
    if (character === "," || character === "#") return true;
    if (character === undefined) return i > at + 4;
    if (!isInId(character)) return false;
  }
  return false;
}

/** Longer ones are none. */
const LONGEST_ID = 26;

/** Some replace digits before they show a frame. */
function isInId(character: string): boolean {
  return isMaker(character.charCodeAt(0)) || "*?._-".includes(character);
}

function isMaker(code: number): boolean {
  const capital = code & ~0x20;
  return (code >= 0x30 && code <= 0x39) || (capital >= 0x41 && capital <= 0x5a);
}
