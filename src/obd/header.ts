/**
 * The sender of a line: the ids of CAN frames, as logs and adapters with headers on print them, and the headers of older
 * buses. The bytes of the bus follow the id.
 *
 *     7E8 06 41 00 BE 3F A8 13                          ELM327, 11 bits
 *     18 DA F1 10 03 41 0D 3C                           ELM327, 29 bits
 *     (1609459200.123456) can0 7E8#03410D3C             candump -L
 *     can0  7E8   [4]  03 41 0D 3C                      candump
 *     t7E8403410D3C                                     SLCAN
 *     48 6B 10 41 00 BE 3E B8 11 FA                     J1850 VPW, ISO 9141-2; J1850 PWM begins with 41
 *     86 F1 10 41 00 BF 9F E8 91 9F                     ISO 14230-4 (KWP2000)
 */

import { digitsOf, isHex, wordsOf } from "./hex.ts";

export interface CanFrame {
  /** In upper case. */
  readonly id: string;
  /** Hexadecimal digits, or the text in their place. */
  readonly data: string;
}

/** The frame in a line of a CAN log; `null` for other lines. */
export function logFrame(line: string): CanFrame | null {
  const hash = line.indexOf("#");
  const bracket = line.indexOf("[");
  if (hash >= 0 && bracket < 0) {
    return frameOf(wordsOf(line.slice(0, hash)).at(-1), line.slice(hash + 1));
  }
  if (bracket >= 0) {
    const end = line.indexOf("]", bracket);
    const count = Number(line.slice(bracket + 1, Math.max(end, bracket)));
    // The same bytes may follow as characters.
    const data = wordsOf(line.slice(end + 1)).slice(0, count);
    return frameOf(wordsOf(line.slice(0, bracket)).at(-1), data.join(""));
  }
  if (!/^t/i.test(line)) return null;
  const start = line.startsWith("t") ? 4 : 9;
  const end = start + 1 + 2 * Number(line.charAt(start));
  // A time stamp of four digits may follow.
  const isWhole = line.length === end || line.length === end + 4;
  return isWhole ? frameOf(line.slice(1, start), line.slice(start + 1, end)) : null;
}

/** The frames in a line of an adapter with headers on; empty if it does not begin with a CAN id. */
export function headedFrames(line: string): CanFrame[] {
  const words = wordsOf(line);
  const first = words[0]!;
  const digits = words.join("");
  // The number of words of the id; 0 for a line without blanks.
  let taken = words.length > 1 ? 1 : 0;
  let length = 3;
  if (/^18D[AB]/i.test(digits)) {
    length = 8;
    if (first.length === 2) taken = 4;
  } else if (taken === 1 ? !/^7..$/.test(first) : !/^7E[89A-F](..)+$/i.test(first)) return [];
  // If the adapter prints the number of bytes, it is a single digit.
  const isCounted = words[taken]?.length === 1;
  const id = digits.slice(0, length);
  const frames: CanFrame[] = [];
  let rest = digits.slice(length + (isCounted ? 1 : 0));
  while (rest !== "") {
    // Without line ends, the next frame follows a frame of eight bytes.
    const end = rest.startsWith(id, 16) ? 16 : rest.length;
    frames.push({ id: id.toUpperCase(), data: rest.slice(0, end) });
    rest = rest.slice(end + length);
  }
  return frames;
}

function frameOf(id = "", data: string): CanFrame | null {
  const isId = (id.length === 3 || id.length === 8) && isHex(id);
  return isId ? { id: id.toUpperCase(), data: wordsOf(data).join("") } : null;
}

/**
 * Whether a control unit answers with this id. 7DF and 7E0 to 7E7 are requests of the tester, and logs are full of
 * frames that are not diagnostic.
 */
export function isAnswerId(id: string): boolean {
  if (id.length === 8) return id.startsWith("18DAF1");
  return id >= "700" && id !== "7DF" && (id < "7E0" || id >= "7E8");
}

export interface OlderFrame {
  /** The address of the control unit; `null` for a request of the tester. */
  readonly ecu: string | null;
  readonly bytes: Uint8Array;
  readonly isIntact: boolean;
}

const TESTER = 0xf1;

/** The data between header and checksum of an older bus; `null` if the bytes are not in this form. */
export function olderFrame(line: Uint8Array): OlderFrame | null {
  const [first = 0, target, source, third = 0] = line;
  // The length is in the first byte, or after the addresses.
  const start = (first & 0x3f) === 0 ? 4 : 3;
  const length = start + (start === 3 ? first & 0x3f : third) + 1;
  const isKwp = first >= 0x80 && line.length === length && (target === TESTER || source === TESTER);
  const isAnswer = target === 0x6b && (first === 0x48 || first === 0x41);
  const isRequest = target === 0x6a && source === TESTER && (first === 0x68 || first === 0x61);
  if (line.length < 5 || !(isKwp || isAnswer || isRequest)) return null;
  const { isSum, isCrc } = checkOf(line);
  // 41 6B is also a response of mode 01: only the checksum can decide.
  if (first === 0x41 && !isCrc) return null;
  return {
    ecu: source === TESTER ? null : digitsOf(line.subarray(2, 3)).toUpperCase(),
    bytes: line.subarray(isKwp ? start : 3, -1),
    isIntact: isSum || (isCrc && !isKwp),
  };
}

/** Whether the last byte is the sum of the others, or the CRC of SAE J1850. */
function checkOf(line: Uint8Array): { readonly isSum: boolean; readonly isCrc: boolean } {
  const last = line.length - 1;
  let sum = 0;
  let crc = 0xff;
  for (let at = 0; at < last; at++) {
    sum += line[at]!;
    crc ^= line[at]!;
    for (let i = 0; i < 8; i++) crc = ((crc << 1) ^ (crc & 0x80 ? 0x1d : 0)) & 0xff;
  }
  return { isSum: (sum & 0xff) === line[last], isCrc: (crc ^ 0xff) === line[last] };
}
