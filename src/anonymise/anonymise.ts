/**
 * Captures without who and where: device ids, SIM and phone numbers, positions, cells, access points,
 * addresses and host names become others of the same form, and nothing else changes. Every replacement has
 * the length of what it replaces; only `7E` frames may need an escape more or less.
 */
import { assertBytes, concat } from "../bytes.ts";
import { decode } from "../decode.ts";
import { spansOf } from "../explain.ts";
import { splitFrames } from "../frame/split.ts";
import type { Frame } from "../model/frame.ts";
import { CHECKSUM, sumOf } from "../pengaoda/record.ts";
import { anonymiseEscaped } from "./escaped.ts";
import { replaceFields } from "./fields.ts";
import { Replacer } from "./replacer.ts";

/** Anonymises one capture after the other; what is the same in two of them stays the same. */
export type Anonymiser = (bytes: Uint8Array) => Uint8Array;

/**
 * Makes an anonymiser.
 *
 * Replaced are ids, positions, cells, access points, SIM numbers, phone numbers and addresses wherever a
 * layout names them; in texts, parameters, fields and bytes that nobody documented, whatever has their
 * form. Times, speeds, status, country and network stay. Places that are near each other stay near each
 * other. The check bytes of `7E` frames are made right again if they were right. Of a JT/T 808 message that comes in
 * parts only the number of the device is replaced, and of its items the position, the SIM and texts.
 *
 * @param seed Tells what becomes what: the same seed, the same replacement. Who knows it can try out which
 * id became which, so keep it as secret as the capture.
 * @throws TypeError if `seed` is no string, RangeError if it is empty.
 */
export function createAnonymiser(seed: string): Anonymiser {
  if (typeof seed !== "string") throw new TypeError("seed must be a string");
  if (seed === "") throw new RangeError("seed must not be empty");
  const replacer = new Replacer(seed);
  return (bytes) => {
    assertBytes(bytes, "bytes");
    return anonymise(bytes, replacer);
  };
}

function anonymise(bytes: Uint8Array, replacer: Replacer): Uint8Array {
  for (const { deviceId } of decode(bytes)) if (deviceId !== null) replacer.id(deviceId);
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const frame of splitFrames(bytes, { end: true }).frames) {
    parts.push(bytes.subarray(at, frame.offset), anonymiseFrame(frame, replacer));
    at = frame.offset + frame.bytes.length;
  }
  return concat([...parts, bytes.subarray(at)]);
}

function anonymiseFrame(frame: Frame, replacer: Replacer): Uint8Array {
  const { format, bytes } = frame;
  if (format === "escaped") return anonymiseEscaped(bytes, replacer);
  const out = replaceFields(frame, replacer);
  // A bare record of PengAoDa ends with its sum: right, or wrong by as much as before.
  const sum = spansOf(frame).find(({ meaning }) => meaning.name === CHECKSUM.name)?.from;
  if (sum !== undefined) out[sum] = bytes[sum]! ^ sumOf(bytes, sum) ^ sumOf(out, sum);
  return out;
}
