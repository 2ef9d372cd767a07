/** Replaces the values of a frame by what their rows say of them (`personal`). */
import { hexText, latin1Bytes, latin1Text } from "../bytes.ts";
import type { Span } from "../explain.ts";
import type { ItemRow } from "../jt808/item.ts";
import type { CellKind } from "../kind/bytes/cell.ts";
import type { IdKind } from "../kind/bytes/id.ts";
import { type BytesKind, type Personal, personalOf } from "../kind/row.ts";
import type { Frame } from "../model/frame.ts";
import type { Jt808Item } from "../model/message.ts";
import type { Replacer } from "./replacer.ts";
import { replaceAll, replaceCoordinate, replaceInField, replaceInText } from "./text.ts";

/** A copy of the bytes in which nothing is left that no row calls harmless. */
export function replaceFields(
  bytes: Uint8Array,
  format: Frame["format"],
  spans: readonly Span[],
  replacer: Replacer,
): Uint8Array {
  const out = new Uint8Array(bytes);
  const isText = format === "ascii";
  for (const span of spans) {
    const { from, to, meaning, isBad } = span;
    const said = personalOf(meaning);
    // In a text frame the fields of another firmware may stand in the wrong place.
    const isWrong = isBad && said !== "cell" && (isText || said !== "harmless");
    if (said === "harmless" && !isWrong) continue;
    const personal = isWrong ? undefined : said;
    const made = isText
      ? latin1Bytes(newText(meaning.name, latin1Text(bytes, from, to), personal, replacer))
      : newBytes(span, bytes, personal, replacer);
    out.set(made, from);
  }
  return out;
}

/** Of a text frame. What no row speaks of is replaced, digit by digit and letter by letter. */
function newText(
  name: string,
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
      return raw.replace(/[^|]+/g, (cell) => newCell(name, cell, replacer));
    case "wifi":
      return raw.replace(/^[^,]*/, (bssid) => replacer.bssid(bssid));
    case "iccid":
      return replacer.iccid(raw);
    case "phone":
      return raw.includes(".") ? replaceInText(raw, replacer) : replacer.phone(raw);
    case "prose":
      return replaceInField(raw, replacer);
    default:
      return replaceAll(raw, replacer);
  }
}

/** `mcc,mnc,lac,cid` or, of a scan, `lac,cid,level` and `lac-cid-level`. Network and level stay. */
function newCell(name: string, text: string, replacer: Replacer): string {
  const parts = text.split(/([,-])/);
  const isCell = (i: number): boolean => (name === "cell" ? i > parts.length - 4 : i < 3);
  return parts.map((part, i) => newNumber(part, isCell(i), replacer)).join("");
}

function newNumber(text: string, isCell: boolean, replacer: Replacer): string {
  const number = text.trim();
  if (!isCell && /^0*[\dA-Fa-f]{0,3}$/.test(number)) return text;
  if (!/^[\dA-Fa-f]*$/.test(number)) return replaceAll(text, replacer);
  return text.replace(number, replacer.cell(number));
}

/** Of a binary frame. */
function newBytes(
  { meaning, from, to, value }: Span,
  bytes: Uint8Array,
  personal: Personal | undefined,
  replacer: Replacer,
): Uint8Array {
  const { kind, id } = meaning as Partial<ItemRow>;
  const raw = bytes.subarray(from, to);
  if (personal === "latitude" || personal === "longitude") {
    const limit = personal === "latitude" ? 90 : 180;
    if (kind?.kind === "millionths") {
      const degrees = (Number.parseInt(hexText(raw, 0, 4), 16) / 1e6).toFixed(6).split(".");
      const made = Number(replacer.coordinate(degrees[0]!, "", degrees[1]!, limit));
      return fromHex(made.toString(16).padStart(8, "0"));
    }
    if (kind?.kind === "degreesMinutes") {
      // The flags share the last byte of a longitude.
      const digits = hexText(bytes, from, from + ((kind.halves + 1) >> 1));
      const made = replaceCoordinate(digits.slice(0, kind.halves), limit, replacer);
      return fromHex(made + digits.slice(kind.halves));
    }
  }
  if (personal === "cell" && (kind?.kind === "cell" || kind?.kind === "threeCells"))
    return newCells(raw, kind, replacer);
  if (personal === "id" && kind?.kind !== "ascii") return newId(raw, kind as IdKind, replacer);
  const made = new Uint8Array(raw);
  const head = headOf(raw, id, value as Jt808Item | undefined);
  made.set(newAny(raw.subarray(head), personal, replacer), head);
  return made;
}

/** Bytes in front of a value that say what it is and how long. */
function headOf(raw: Uint8Array, id: number | undefined, item: Jt808Item | undefined): number {
  const isHead = (bytes: number): boolean => raw[bytes - 1] === raw.length - bytes;
  if (item?.data !== undefined) return raw.length - item.data.length;
  if (id === undefined) return isHead(1) ? 1 : 0;
  if (isHead(2) && raw[0] === id) return 2;
  return isHead(3) && raw[0]! * 256 + raw[1]! === id ? 3 : 0;
}

/** Text as text, all else half-byte by half-byte. */
function newAny(bytes: Uint8Array, personal: Personal | undefined, replacer: Replacer): Uint8Array {
  const text = latin1Text(bytes, 0, bytes.length);
  if (!isText(text)) return replacer.bytes(bytes);
  if (personal === "iccid") return latin1Bytes(replacer.iccid(text));
  if (personal === "id" || personal === "phone") return latin1Bytes(replacer.phone(text));
  // Fewer printable bytes may be anything.
  const isProse = personal === "prose" && text.length >= 12;
  return latin1Bytes((isProse ? replaceInText : replaceAll)(text, replacer));
}

/** Mostly letters, digits and blanks, between NUL that fills up, and no mark that BCD may be too. */
function isText(text: string): boolean {
  const marks = text.replace(/[\w\s\0]/g, "").length;
  const others = text.replace(/[^\w\s]/g, "").length;
  return /^\0*[\t\n\r ()*-?A-_a-~]+\0*$/.test(text) && others >= marks * 3;
}

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** BCD, or a packed IMEI. */
function newId(raw: Uint8Array, kind: IdKind | undefined, replacer: Replacer): Uint8Array {
  const all = hexText(raw, 0, raw.length);
  const digits = all.slice(0, kind?.digits);
  const made = replacer.packedImei(digits) ?? replacer.id(digits);
  return fromHex(made + all.slice(digits.length));
}

/** Country and network, then area, cell and level of each. */
const ONE_CELL = [["lac", 2] as const, ["cid", 2] as const, ["rssi", 1] as const];
const THREE_CELLS = [["network", 3] as const, ...ONE_CELL, ...ONE_CELL, ...ONE_CELL];

/** Area codes and cell ids; the network stays. */
function newCells(raw: Uint8Array, kind: BytesKind, replacer: Replacer): Uint8Array {
  const out = new Uint8Array(raw);
  let at = 0;
  for (const [part, bytes] of (kind as Partial<CellKind>).parts ?? THREE_CELLS) {
    const made = Number(replacer.cell(String(raw[at]! * 256 + raw[at + 1]!)));
    if (part === "lac" || part === "cid") out.set([made >> 8, made & 0xff], at);
    at += bytes;
  }
  return out;
}
