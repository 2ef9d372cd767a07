/**
 * The extension that some firmware writes behind the `#` of a text frame (docs/protocol/h02.md §1.1):
 *
 *     …,FFFFFBFF#,T0.0#              a temperature
 *     *XY,…,FFFFF9FF#<0,0,25,0,0,0,10>
 *
 * A text frame comes out at its `#`, without waiting. The splitter waits for the next byte only if the frame shows that its
 * firmware writes an extension: maker code XY or GY, and a V1 that has a speed of four digits and ends with the status.
 * Other devices are recognised by the first extension on their connection, which comes out as noise.
 */
import { type End, HOLD, OPEN } from "./length.ts";
import { COMMA, HASH } from "./start.ts";

const LESS = 0x3c;
const GREATER = 0x3e;
const LETTER_T = 0x54;
/** Longest extension, marks included. */
const MOST = 64;

/**
 * The end of the text frame `start` … `hash`, its extension included, or `HOLD` if more bytes decide.
 */
export function textExtension(
  bytes: Uint8Array,
  start: number,
  hash: number,
  size: number,
  isExpected: boolean,
  end: End,
): number {
  if (!isExpected && !showsExtension(bytes, start, hash)) return hash + 1;
  const last = Math.min(size, hash + 1 + MOST);
  const first = hash + 1 < last ? bytes[hash + 1] : LESS;
  if (first !== LESS && first !== COMMA) return hash + 1;
  for (let i = hash + 2; i < last; i++) {
    const byte = bytes[i]!;
    if (first === COMMA && i === hash + 2) {
      if (byte !== LETTER_T) return hash + 1;
    } else if (byte === (first === LESS ? GREATER : HASH)) return i + 1;
    else if (!isNumeric(byte)) return hash + 1;
  }
  return end === OPEN && last < hash + 1 + MOST ? HOLD : hash + 1;
}

/** Whether the bytes are an extension that came out as noise. */
export function startsExtension(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === COMMA) return bytes[end - 1] === HASH && bytes[start + 1] === LETTER_T;
  return bytes[start] === LESS && bytes[end - 1] === GREATER;
}

function showsExtension(bytes: Uint8Array, start: number, hash: number): boolean {
  const maker = (bytes[start + 1]! << 8) | bytes[start + 2]!;
  // XY and GY.
  if (maker === 0x5859 || maker === 0x4759) return true;
  // …,<four digits of speed>,<course>,<date>,<eight digits of status>#
  let comma = hash - 9;
  // The bytes before the frame are not evidence, and may be gone.
  if (comma < start || bytes[comma] !== COMMA) return false;
  for (let fields = 2; fields > 0; fields--) {
    comma--;
    while (comma > start && bytes[comma] !== COMMA) comma--;
  }
  if (comma - 5 < start || bytes[comma - 5] !== COMMA) return false;
  for (let i = comma - 4; i < comma; i++) if (!isDigit(bytes[i]!)) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Digits, sign, point and comma. */
function isNumeric(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x2b && byte <= 0x2e);
}
