/**
 * `7E … 7E`, the framing of JT/T 808 and of the OBD dialect of H02: 7E and 7D inside are sent as 7D
 * 02 and 7D 01, and the last byte before the closing flag is the XOR of what stands before it
 * (jt808.md section 3, h02.md 8.4).
 */
import { DOLLAR, ESCAPE, FLAG, STAR, startsBinary, startsText, YES } from "./start.ts";

/** The header of JT/T 808 is at least 12 bytes, and the checksum follows it. */
const LEAST = 13;

/** Whether the flags at `open` and `close` enclose bytes whose checksum or length is right. */
export function isProvedEscaped(bytes: Uint8Array, open: number, close: number): boolean {
  const first = bytes[open + 1]!;
  let xor = 0;
  let length = 0;
  let properties = 0;
  for (let i = open + 1; i < close; i++) {
    let byte = bytes[i]!;
    if (byte === ESCAPE && i + 1 < close) byte = bytes[++i]! === 2 ? FLAG : ESCAPE;
    if (length === 2) properties = byte << 8;
    else if (length === 3) properties |= byte;
    xor ^= byte;
    length++;
  }
  // The OBD dialect starts its sum with the flag.
  if (first === STAR || first === DOLLAR) return xor === FLAG;
  if (length < LEAST) return false;
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
