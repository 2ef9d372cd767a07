/**
 * `7E … 7E`: a text or `$` record of PengAoDa units (h02.md section 8.4), or JT/T 808 (jt808.md section 3).
 * Both escape their flag byte, both end with an XOR.
 */
import { unescapeBytes } from "../frame/escaped.ts";
import { ESCAPE, FLAG } from "../frame/start.ts";
import type { Frame } from "../model/frame.ts";
import { newLeftovers, replaceFields } from "./fields.ts";
import type { Replacer } from "./replacer.ts";

/** The frame with other values. It may be longer or shorter by the escapes that its bytes need. */
export function anonymiseEscaped(frame: Uint8Array, replacer: Replacer): Uint8Array {
  // A flag may have closed the frame before it as well.
  const isOpened = frame[0] === FLAG;
  const { bytes: content } = unescapeBytes(frame, isOpened ? 1 : 0, frame.length - 1);
  if (content.length < 2) return frame.slice();
  const check = content[content.length - 1]!;
  const body = content.slice(0, -1);
  const made = body[0] === 0x2a || body[0] === 0x24 ? inner(body, replacer) : jt808(body, replacer);
  // Right with either start, or wrong by as much as before.
  const newCheck = check ^ xor(body) ^ xor(made);
  return new Uint8Array([...(isOpened ? [FLAG] : []), ...escapedBytes([...made, newCheck]), FLAG]);
}

function xor(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}

function escapedBytes(bytes: readonly number[]): number[] {
  return bytes.flatMap((byte) =>
    byte === FLAG ? [ESCAPE, 2] : byte === ESCAPE ? [ESCAPE, 1] : [byte],
  );
}

function inner(bytes: Uint8Array, replacer: Replacer): Uint8Array {
  const format: Frame["format"] = bytes[0] === 0x2a ? "ascii" : "binary";
  return replaceFields({ format, bytes, offset: 0 }, replacer);
}

/** Without escapes, and with the right sum, the places of the values are those in the body. */
function jt808(body: Uint8Array, replacer: Replacer): Uint8Array {
  const bytes = new Uint8Array([FLAG, ...body, xor(body), FLAG]);
  const made = replaceFields({ format: "escaped", bytes, offset: 0 }, replacer).slice(1, -2);
  return repeatIds(body, made, replacer);
}

/** Some units say their number once more in the body, where no row looks for it. */
function repeatIds(was: Uint8Array, made: Uint8Array, replacer: Replacer): Uint8Array {
  const from = (was[2]! & 0x40) === 0 ? 4 : 5;
  const number = was.subarray(from, from + (from === 4 ? 6 : 10));
  if (number.every((byte) => byte === number[0])) return made;
  const other = made.slice(from, from + number.length);
  for (let at = from + number.length; at + number.length <= made.length; at++) {
    if (number.every((byte, i) => made[at + i] === byte)) made.set(other, at);
  }
  const end = from + number.length;
  made.set(newLeftovers(made.subarray(end), replacer), end);
  return made;
}
