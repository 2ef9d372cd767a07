/** Replaces the values of a frame by what their rows say of them (`personal`). */
import { hexText, latin1Bytes, latin1Text } from "../bytes.ts";
import { type Span, spansOf } from "../explain.ts";
import type { CellKind } from "../kind/bytes/cell.ts";
import type { BytesKind, Personal } from "../kind/row.ts";
import { personalOf } from "../kind/row.ts";
import type { Frame } from "../model/frame.ts";
import type { Replacer } from "./replacer.ts";
import { replaceCoordinate, replaceInText } from "./text.ts";

/** A copy of the frame's bytes in which nothing is left that its rows do not call harmless. */
export function replaceFields(frame: Frame, replacer: Replacer): Uint8Array {
  const { format, bytes } = frame;
  const out = new Uint8Array(bytes);
  for (const span of spansOf(frame)) {
    const personal = personalOf(span.meaning) ?? LEGACY[span.meaning.name];
    if (personal === "harmless" || span.from === span.to) continue;
    const made =
      format === "ascii"
        ? latin1Bytes(newText(span, latin1Text(bytes, span.from, span.to), personal, replacer))
        : newBytes(span, bytes, personal, replacer);
    out.set(made, span.from);
  }
  return out;
}

/** Of a text frame. What no row speaks of is replaced, digit by digit and letter by letter. */
function newText(
  { meaning }: Span,
  raw: string,
  personal: Personal | undefined,
  replacer: Replacer,
): string {
  switch (personal) {
    case "id":
      return replacer.id(raw);
    case "latitude":
    case "longitude": {
      const [coordinate = "", ...hemisphere] = raw.split(",");
      const limit = personal === "latitude" ? 90 : 180;
      return [replaceCoordinate(coordinate, limit, replacer), ...hemisphere].join(",");
    }
    case "cell":
      return meaning.name === "cell"
        ? cellText(raw, replacer)
        : mapParts(raw, "|", (cell) => cellsText(cell, replacer));
    case "wifi":
      return replacer.bssid(raw.slice(0, 12)) + raw.slice(12);
    case "iccid":
      return replacer.iccid(raw);
    case "phone":
      return raw.includes(".") ? replaceInText(raw, replacer) : replacer.phone(raw);
    case "prose":
      return replaceInText(raw, replacer);
    default:
      return replacer.word(raw);
  }
}

function mapParts(text: string, mark: string, map: (part: string, i: number) => string): string {
  return text.split(mark).map(map).join(mark);
}

/** `mcc,mnc,lac,cid`, or `lac,cid` without the network, which stays. */
function cellText(text: string, replacer: Replacer): string {
  const first = text.split(",").length > 2 ? 2 : 0;
  return mapParts(text, ",", (part, i) => (i >= first ? numberText(part, replacer) : part));
}

/** Of a scan: `lac,cid,level`, `lac-cid-level`, or all of HuaSunTeK, `3,mcc,mnc` and pairs. */
function cellsText(text: string, replacer: Replacer): string {
  const mark = text.includes(",") ? "," : "-";
  const isList = text.split(mark).length > 4;
  return mapParts(text, mark, (part, i) =>
    (isList ? i >= 3 : i < 2) ? numberText(part, replacer) : part,
  );
}

/** Blanks around it stay. */
function numberText(text: string, replacer: Replacer): string {
  return text.replace(/^(\s*)([0-9A-Fa-f]+)(\s*)$/, (_all, before, number: string, after) => {
    return `${before}${replacer.cellNumber(number)}${after}`;
  });
}

/** Of a binary frame. */
function newBytes(
  { meaning, from, to, value }: Span,
  bytes: Uint8Array,
  personal: Personal | undefined,
  replacer: Replacer,
): Uint8Array {
  const kind = (meaning as { readonly kind?: BytesKind }).kind;
  const raw = bytes.subarray(from, to);
  switch (personal) {
    case "latitude":
    case "longitude":
      return kind?.kind === "millionths"
        ? newMillionths(raw, personal, replacer)
        : // The flags share the last byte of a longitude.
          newDigits(
            bytes.subarray(from, from + ((kind!.halves + 1) >> 1)),
            kind!.halves,
            personal,
            replacer,
          );
    case "cell":
      return newCells(raw, kind as BytesKind, replacer);
    case "prose":
      return newLeftovers(raw, replacer);
    case "id":
      if (!isText(raw)) return newId(raw, kind, replacer);
      break;
  }
  // Of an item that no table reads, id and length stay.
  const { data } = (value ?? {}) as { readonly data?: Uint8Array };
  const head = data === undefined ? 0 : raw.length - data.length;
  const made = new Uint8Array(raw);
  made.set(newBlind(raw.subarray(head), personal, replacer), head);
  return made;
}

/** Text as text, all else digit by digit of its hexadecimal form. */
function newBlind(
  bytes: Uint8Array,
  personal: Personal | undefined,
  replacer: Replacer,
): Uint8Array {
  if (!isText(bytes)) return fromHex(replacer.hexDigits(hexText(bytes, 0, bytes.length)));
  const text = latin1Text(bytes, 0, bytes.length);
  if (personal === "iccid") return latin1Bytes(replacer.iccid(text));
  const made = text.replace(/[0-9A-Za-z]+/g, (word) =>
    /^\d{5,}$/.test(word) ? replacer.id(word) : replacer.word(word),
  );
  return latin1Bytes(made);
}

/** Printable, but for what fills up. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0);
}

export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length >> 1 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
}

/** BCD. Zeros in front of the number of a JT/T 808 terminal only fill up. */
function newId(raw: Uint8Array, kind: BytesKind | undefined, replacer: Replacer): Uint8Array {
  const digits = hexText(raw, 0, raw.length);
  if (kind?.kind === "id") {
    const { digits: count } = kind as BytesKind & { readonly digits: number };
    return fromHex(replacer.id(digits.slice(0, count)) + digits.slice(count));
  }
  return fromHex(replacer.id(digits.replace(/^0+/, "")).padStart(digits.length, "0"));
}

function newDigits(
  raw: Uint8Array,
  halves: number,
  personal: "latitude" | "longitude",
  replacer: Replacer,
): Uint8Array {
  const digits = hexText(raw, 0, raw.length);
  const own = digits.slice(0, halves);
  if (!/^\d+$/.test(own)) return new Uint8Array(raw);
  const limit = personal === "latitude" ? 90 : 180;
  return fromHex(replaceCoordinate(own, limit, replacer) + digits.slice(halves));
}

function newMillionths(
  raw: Uint8Array,
  personal: "latitude" | "longitude",
  replacer: Replacer,
): Uint8Array {
  const value = Number.parseInt(hexText(raw, 0, 4), 16);
  const decimals = String(value % 1e6).padStart(6, "0");
  const limit = personal === "latitude" ? 90 : 180;
  const degrees = String(Math.floor(value / 1e6));
  const made = Number(replacer.coordinate(degrees, "", decimals, limit));
  return fromHex(made.toString(16).padStart(8, "0"));
}

/** Area codes and cell ids; the network stays. */
function newCells(raw: Uint8Array, kind: BytesKind, replacer: Replacer): Uint8Array {
  const out = new Uint8Array(raw);
  const replace = (at: number): void => {
    const made = replacer.cell(raw[at]! * 256 + raw[at + 1]!);
    out[at] = made >> 8;
    out[at + 1] = made & 0xff;
  };
  if (kind.kind === "cell") {
    let at = 0;
    for (const [part, bytes] of (kind as CellKind).parts) {
      if (part === "lac" || part === "cid") replace(at);
      at += bytes;
    }
  } else {
    // Behind the network lac, cid and level of each.
    for (let at = 3; at + 5 <= raw.length; at += 5) {
      replace(at);
      replace(at + 2);
    }
  }
  return out;
}

/** In bytes that nobody explains: what has the form of something in a text, and ids that are known. */
export function newLeftovers(raw: Uint8Array, replacer: Replacer): Uint8Array {
  const isLines = raw.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 10 || byte === 13);
  if (isLines) return latin1Bytes(replaceInText(latin1Text(raw, 0, raw.length), replacer));
  const bytes = new Uint8Array(raw);
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

/** Until text frames have rows. */
const LEGACY: Readonly<Record<string, Personal>> = {
  iccid: "iccid",
  phoneNumber: "phone",
  ipAddress: "prose",
  text: "prose",
  extra: "prose",
  parameters: "prose",
  latitude: "latitude",
  longitude: "longitude",
  cell: "cell",
  cells: "cell",
  wifi: "wifi",
  time: "harmless",
  valid: "harmless",
  speedKmh: "harmless",
  courseDegrees: "harmless",
  status: "harmless",
  batteryPercent: "harmless",
  satellites: "harmless",
  signalCsq: "harmless",
  supplyVolts: "harmless",
  odometerMeters: "harmless",
  temperatureCelsius: "harmless",
  fuelPercent: "harmless",
  altitudeMeters: "harmless",
  date: "harmless",
  userAlarms: "harmless",
  network: "harmless",
  count: "harmless",
  confirms: "harmless",
  result: "harmless",
  commandTime: "harmless",
  alarm: "harmless",
  addressCoding: "harmless",
  batteryRaw: "harmless",
  rebootCount: "harmless",
  timingAdvance: "harmless",
  steps: "harmless",
  turnovers: "harmless",
  distanceMeters: "harmless",
  fuelLiters: "harmless",
  maxSpeedKmh: "harmless",
  averageSpeedKmh: "harmless",
  idleSeconds: "harmless",
  runSeconds: "harmless",
  hardAccelerations: "harmless",
  hardBrakes: "harmless",
  hardTurns: "harmless",
};
