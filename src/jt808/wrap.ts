/** Checksum, escapes and flags around a JT/T 808 frame (docs/protocol/jt808.md §3). */
import { ESCAPE, FLAG } from "../frame/start.ts";

/** Header and body with checksum, escapes and flags. */
export function wrap(contents: readonly number[]): Uint8Array {
  const escaped = [FLAG];
  const add = (byte: number): void => {
    if (byte === FLAG || byte === ESCAPE) escaped.push(ESCAPE, byte === FLAG ? 2 : 1);
    else escaped.push(byte);
  };
  let checksum = 0;
  for (const byte of contents) {
    checksum ^= byte;
    add(byte);
  }
  add(checksum);
  escaped.push(FLAG);
  return new Uint8Array(escaped);
}
