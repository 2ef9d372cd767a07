/**
 * Captures without who and where: device ids, SIM and phone numbers, positions, cells, access points,
 * addresses and host names become others of the same form, and nothing else changes. Every replacement has
 * the length of what it replaces; only `7E` frames may need an escape more or less.
 */
import { assertBytes, hexText, latin1Bytes, latin1Text } from "../bytes.ts";
import { decode } from "../decode.ts";
import { type Explanation, explain } from "../explain.ts";
import { splitFrames } from "../frame/split.ts";
import type { Frame } from "../model/frame.ts";
import { sumOf } from "../pengaoda/record.ts";
import { anonymiseEscaped, fromHex } from "./escaped.ts";
import { Replacer } from "./replacer.ts";
import { replaceCoordinate, replaceInText } from "./text.ts";

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
  return joined([...parts, bytes.subarray(at)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function anonymiseFrame(frame: Frame, replacer: Replacer): Uint8Array {
  const { format, bytes } = frame;
  if (format === "escaped") {
    return anonymiseEscaped(bytes, replacer, (body) => {
      const isText = body[0] === 0x2a;
      const inner: Frame = { format: isText ? "ascii" : "binary", bytes: body, offset: 0 };
      return replaceFields(inner, replacer);
    });
  }
  if (format === "noise") return replaceLeftovers(new Uint8Array(bytes), replacer);
  const out = replaceFields(frame, replacer);
  // A bare record of PengAoDa ends with its sum: right, or wrong by as much as before.
  const sum = explain(frame).find(({ name }) => name === "checksum");
  if (sum !== undefined) {
    out[sum.offset] = bytes[sum.offset]! ^ sumOf(bytes, sum.offset) ^ sumOf(out, sum.offset);
  }
  return out;
}

function replaceFields(frame: Frame, replacer: Replacer): Uint8Array {
  const { format, bytes } = frame;
  const out = new Uint8Array(bytes);
  const isText = format === "ascii";
  for (const entry of explain(frame)) {
    const made = isText ? replacedText(entry, replacer) : replacedBytes(entry, bytes, replacer);
    if (made !== null) out.set(made, entry.offset);
  }
  return out;
}

/** Of a field of a text frame; `null` if it stays. */
function replacedText({ name, raw }: Explanation, replacer: Replacer): Uint8Array | null {
  const made = newText(name, raw, replacer);
  return made === raw ? null : latin1Bytes(made);
}

function newText(name: string, raw: string, replacer: Replacer): string {
  switch (name) {
    case "deviceId":
      return replacer.id(raw);
    case "latitude":
    case "longitude": {
      const [coordinate = "", ...hemisphere] = raw.split(",");
      const limit = name === "latitude" ? 90 : 180;
      return [replaceCoordinate(coordinate, limit, replacer), ...hemisphere].join(",");
    }
    case "cell":
      return mapParts(raw, ",", (part, i) => (i >= 2 ? cellText(part, replacer) : part));
    case "cells":
      return mapParts(raw, "|", (cell) => cellsText(cell, replacer));
    case "wifi":
      return replacer.bssid(raw.slice(0, 12)) + raw.slice(12);
    case "iccid":
      return replacer.iccid(raw);
    case "phoneNumber":
      return replacer.phone(raw);
    case "ipAddress":
      return replaceInText(raw, replacer);
    case "text":
    case "extra":
    case "parameters":
      return replaceInText(raw, replacer);
    default:
      return raw;
  }
}

function mapParts(text: string, mark: string, map: (part: string, i: number) => string): string {
  return text.split(mark).map(map).join(mark);
}

/** Of a scan: `lac,cid,level`, `lac-cid-level`, or all of HuaSunTeK, `3,mcc,mnc` and pairs. */
function cellsText(text: string, replacer: Replacer): string {
  const mark = text.includes(",") ? "," : "-";
  const isList = text.split(mark).length > 4;
  return mapParts(text, mark, (part, i) =>
    (isList ? i >= 3 : i < 2) ? cellText(part, replacer) : part,
  );
}

/** Blanks around it stay. */
function cellText(text: string, replacer: Replacer): string {
  return text.replace(/^(\s*)([0-9A-Fa-f]+)(\s*)$/, (_all, before, number: string, after) => {
    return `${before}${replacer.cellNumber(number)}${after}`;
  });
}

/** Of a field of a binary frame; `null` if it stays. */
function replacedBytes(
  { name, offset, length }: Explanation,
  bytes: Uint8Array,
  replacer: Replacer,
): Uint8Array | null {
  // The flags share the last byte of the longitude.
  const digits = hexText(bytes, offset, bytes.length);
  switch (name) {
    case "deviceId": {
      const idLength = length === 8 ? 15 : 10;
      return fromHex(replacer.id(digits.slice(0, idLength)) + digits.slice(idLength, length * 2));
    }
    case "latitude":
      return fromHex(replacedBcd(digits.slice(0, 8), 90, replacer));
    case "longitude":
      return fromHex(replacedBcd(digits.slice(0, 9), 180, replacer) + digits.slice(9, 10));
    case "cell":
      // mcc, mnc, lac, cid of seven bytes; lac, cid of four; mcc alone of two.
      return length < 4
        ? null
        : replacedCells(bytes.subarray(offset, offset + length), length - 4, 4, replacer);
    case "cells":
      return replacedCells(bytes.subarray(offset, offset + length), 3, 5, replacer);
    case "tail":
    case "noise":
      return replaceLeftovers(bytes.slice(offset, offset + length), replacer);
    default:
      return null;
  }
}

function replacedBcd(digits: string, limit: 90 | 180, replacer: Replacer): string {
  return /^\d+$/.test(digits) ? replaceCoordinate(digits, limit, replacer) : digits;
}

/** Area code and cell id, 16 bits each, every `step` bytes from `from` on. */
function replacedCells(
  bytes: Uint8Array,
  from: number,
  step: number,
  replacer: Replacer,
): Uint8Array {
  const out = new Uint8Array(bytes);
  for (let cell = from; cell + 4 <= bytes.length; cell += step) {
    for (const at of [cell, cell + 2]) {
      const made = replacer.cell(bytes[at]! * 256 + bytes[at + 1]!);
      out[at] = made >> 8;
      out[at + 1] = made & 0xff;
    }
  }
  return out;
}

/** In bytes that nobody explains: what has the form of something in a text, and ids that are known. */
function replaceLeftovers(bytes: Uint8Array, replacer: Replacer): Uint8Array {
  const isText = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 10 || byte === 13);
  if (isText) return latin1Bytes(replaceInText(latin1Text(bytes, 0, bytes.length), replacer));
  const known = [...replacer.ids].filter(([id]) => id.length % 2 === 0 && id.length >= 10);
  for (const [id, made] of known) {
    for (const [from, to] of [
      [fromHex(id), fromHex(made)],
      [latin1Bytes(id), latin1Bytes(made)],
    ] as const) {
      for (let at = 0; at + from.length <= bytes.length; at++) {
        if (from.every((byte, i) => bytes[at + i] === byte)) bytes.set(to, at);
      }
    }
  }
  return bytes;
}
