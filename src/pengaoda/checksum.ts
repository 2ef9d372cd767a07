/** The check byte of PengAoDa frames and records (docs/protocol/h02.md §8.4). */
import { FLAG } from "../frame/start.ts";

/** The XOR of the opening flag, which is not in the record, and the first `count` bytes. */
export function sumOf(bytes: Uint8Array, count: number): number {
  let sum: number = FLAG;
  for (let i = 0; i < count; i++) sum ^= bytes[i]!;
  return sum;
}

export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
