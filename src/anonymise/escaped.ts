/**
 * `7E … 7E`: a text or `$` record of PengAoDa units (h02.md section 8.4), or JT/T 808 (jt808.md sections 3
 * to 5). Both double their flag byte as `7D 02`, both end with an XOR.
 */
import { hexText, latin1Bytes } from "../bytes.ts";
import type { Readings } from "../model/message.ts";
import { parseFrame } from "../parse.ts";
import type { Replacer } from "./replacer.ts";

const FLAG = 0x7e;
const ESCAPE = 0x7d;

/** The frame with another body. It may be longer or shorter by the escapes that its bytes need. */
export function anonymiseEscaped(
  frame: Uint8Array,
  replacer: Replacer,
  inner: (body: Uint8Array) => Uint8Array,
): Uint8Array {
  // A flag may have closed the frame before it as well.
  const isOpened = frame[0] === FLAG;
  const content = unescaped(frame.subarray(isOpened ? 1 : 0, frame.length - 1));
  if (content.length < 2) return frame.slice();
  const check = content[content.length - 1] as number;
  const body = content.slice(0, -1);
  const isH02 = body[0] === 0x2a || body[0] === 0x24;
  const made = isH02 ? inner(body) : withoutSim(anonymiseJt808(body, replacer), frame, replacer);
  // Right with either start, or wrong by as much as before.
  const newCheck = check ^ xor(body) ^ xor(made);
  const escaped = escapedBytes(new Uint8Array([...made, newCheck]));
  return new Uint8Array([...(isOpened ? [FLAG] : []), ...escaped, FLAG]);
}

function xor(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}

function unescaped(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const next = bytes[i + 1];
    if (bytes[i] === ESCAPE && (next === 1 || next === 2)) {
      out.push(next === 1 ? ESCAPE : FLAG);
      i++;
    } else out.push(bytes[i] as number);
  }
  return new Uint8Array(out);
}

function escapedBytes(bytes: Uint8Array): number[] {
  return [...bytes].flatMap((byte) =>
    byte === FLAG ? [ESCAPE, 2] : byte === ESCAPE ? [ESCAPE, 1] : [byte],
  );
}

/** The number of the SIM, which stands in items, as text or BCD. */
function withoutSim(body: Uint8Array, frame: Uint8Array, replacer: Replacer): Uint8Array {
  const { iccid } = parseFrame({ format: "escaped", bytes: frame, offset: 0 }) as Readings;
  if (typeof iccid !== "string") return body;
  const made = replacer.iccid(iccid);
  const forms = [latin1Bytes(iccid), fromHex(iccid)];
  const news = [latin1Bytes(made), fromHex(made)];
  for (const [k, form] of forms.entries()) {
    for (let at = 0; at + form.length <= body.length; at++) {
      if (form.every((byte, i) => body[at + i] === byte)) body.set(news[k]!, at);
    }
  }
  return body;
}

export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length >> 1 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
}

const LOCATION = 0x0200;
const LOCATION_ANSWER = 0x0201;
const BATCH = 0x0704;
const REGISTRATION = 0x0100;
const AUTHENTICATION = 0x0102;

function anonymiseJt808(body: Uint8Array, replacer: Replacer): Uint8Array {
  const out = new Uint8Array(body);
  if (body.length < 12) return out;
  const isNew = (u16(body, 2) & 0x4000) !== 0;
  const isPart = (u16(body, 2) & 0x2000) !== 0;
  replaceBcd(out, isNew ? 5 : 4, isNew ? 10 : 6, replacer);
  repeatNumber(out, body.subarray(isNew ? 5 : 4, isNew ? 15 : 10), isNew ? 5 : 4);
  // What a part of a message holds can only be told with the others.
  if (isPart && u16(body, isNew ? 17 : 12) > 1) return out;
  const start = (isNew ? 17 : 12) + (isPart ? 4 : 0);
  switch (u16(body, 0)) {
    case LOCATION:
      replaceLocation(out, start, replacer);
      break;
    case LOCATION_ANSWER:
      replaceLocation(out, start + 2, replacer);
      break;
    case BATCH:
      for (let at = start + 3; at + 2 < body.length; at += 2 + u16(body, at)) {
        replaceLocation(out, at + 2, replacer);
      }
      break;
    case REGISTRATION:
      // Province, city, maker and model stay; behind them are the id of the terminal and the plate.
      replaceAscii(out, start + (isNew ? 45 : 29), replacer);
      break;
    case AUTHENTICATION:
      replaceAscii(out, start, replacer);
      break;
  }
  return out;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}

/** The number of the terminal; its leading zeros stay. */
function replaceBcd(out: Uint8Array, from: number, length: number, replacer: Replacer): void {
  const digits = hexText(out, from, from + length);
  const number = digits.replace(/^0+/, "");
  const made = replacer.id(number).padStart(digits.length, "0");
  for (let i = 0; i < length; i++) {
    out[from + i] = Number.parseInt(made.slice(i * 2, i * 2 + 2), 16);
  }
}

/** Some units say their number once more in the body. */
function repeatNumber(out: Uint8Array, number: Uint8Array, from: number): void {
  if (number.every((byte) => byte === number[0])) return;
  const made = out.slice(from, from + number.length);
  for (let at = from + number.length; at + number.length <= out.length; at++) {
    if (number.every((byte, i) => out[at + i] === byte)) out.set(made, at);
  }
}

/** Latitude and longitude in millionths of a degree, behind alarms and status. */
function replaceLocation(out: Uint8Array, at: number, replacer: Replacer): void {
  for (const [from, limit] of [
    [at + 8, 90],
    [at + 12, 180],
  ] as const) {
    if (from + 4 > out.length) return;
    const value = u16(out, from) * 0x10000 + u16(out, from + 2);
    const degrees = Math.floor(value / 1e6);
    const decimals = String(value % 1e6).padStart(6, "0");
    const made = Number(replacer.coordinate(String(degrees), "", decimals, limit));
    for (let i = 0; i < 4; i++) out[from + i] = Math.floor(made / 2 ** (24 - i * 8)) & 0xff;
  }
}

/** Digits and capitals for digits and capitals. */
function replaceAscii(out: Uint8Array, from: number, replacer: Replacer): void {
  let end = from;
  const isLetter = (byte: number): boolean =>
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a);
  for (let at = from; at < out.length; at = end + 1) {
    end = at;
    while (end < out.length && isLetter(out[end] as number)) end++;
    const text = String.fromCharCode(...out.subarray(at, end));
    const made = /^\d{5,}$/.test(text) ? replacer.id(text) : replacer.word(text);
    for (let i = 0; i < made.length; i++) out[at + i] = made.charCodeAt(i);
  }
}
