/**
 * `7E … 7E`, the framing of JT/T 808 and of the OBD dialect of H02: 7E and 7D inside are sent as 7D
 * 02 and 7D 01, and the last byte before the closing flag is the XOR of what stands before it
 * (jt808.md section 3, h02.md 8.4).
 */
import { DOLLAR, ESCAPE, FLAG, STAR, startsBinary, startsFrame, startsText, YES } from "./start.ts";

/** The header of JT/T 808 is at least 12 bytes, and the checksum follows it. */
const LEAST = 13;

/** 7D 01 or 7D 02. A 7D before anything else was not escaped, and stands for itself. */
function isEscape(bytes: Uint8Array, at: number, end: number): boolean {
  const next = at + 1 < end ? bytes[at + 1]! : 0;
  return bytes[at] === ESCAPE && (next === 1 || next === 2);
}

/**
 * The bytes `from` … `to` without escapes, and where each of them begins in `bytes`, with `to` as one more.
 */
export function unescapeBytes(
  bytes: Uint8Array,
  from: number,
  to: number,
): { bytes: Uint8Array; offsets: number[] } {
  const plain: number[] = [];
  const offsets: number[] = [];
  for (let i = from; i < to; i++) {
    offsets.push(i);
    plain.push(isEscape(bytes, i, to) ? ESCAPE - 1 + bytes[++i]! : bytes[i]!);
  }
  offsets.push(Math.max(from, to));
  return { bytes: new Uint8Array(plain), offsets };
}

/** Whether the flags at `open` and `close` enclose bytes whose checksum or length is right. */
export function isProvedEscaped(bytes: Uint8Array, open: number, close: number): boolean {
  const first = bytes[open + 1]!;
  let xor = 0;
  let length = 0;
  let properties = 0;
  for (let i = open + 1; i < close; i++) {
    let byte = bytes[i]!;
    if (isEscape(bytes, i, close)) byte = ESCAPE - 1 + bytes[++i]!;
    if (length === 2) properties = byte << 8;
    else if (length === 3) properties |= byte;
    xor ^= byte;
    length++;
  }
  // The OBD dialect starts its sum with the flag.
  if (first === STAR || first === DOLLAR) return xor === FLAG;
  if (length < LEAST) return false;
  // One of 256 runs of bytes between stray flags has the right sum: the header must be one as well.
  if (startsFrame(bytes, open, close) !== YES) return false;
  return xor === 0 || length === LEAST + headerExtra(properties) + (properties & 0x3ff);
}

/** Whether a text or `$` frame begins between the flags, other than right behind the first. */
export function holdsOtherFrame(bytes: Uint8Array, open: number, close: number): boolean {
  for (let i = open + 2; i < close; i++) {
    if (bytes[i] === STAR && startsText(bytes, i, close) === YES) return true;
    if (bytes[i] === DOLLAR && startsBinary(bytes, i, close) === YES) return true;
  }
  return false;
}

/** Bytes of a header beyond the twelve: sub-package numbers, and version and long id since 2019. */
function headerExtra(properties: number): number {
  return ((properties & 0x2000) !== 0 ? 4 : 0) + ((properties & 0x4000) !== 0 ? 5 : 0);
}
