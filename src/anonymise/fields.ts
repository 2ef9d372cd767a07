/** Replaces the values of a frame by the entry `personal` of their rows. */
import { hexBytes, hexText, latin1Bytes, latin1Text } from "../bytes.ts";
import type { Span } from "../explain.ts";
import type { ItemRow } from "../jt808/item.ts";
import type { CellKind } from "../kind/bytes/cell.ts";
import type { IdKind } from "../kind/bytes/id.ts";
import {
  type BytesKind,
  type Personal,
  personalOf,
  type TextRow,
  type Values,
} from "../kind/row.ts";
import type { Frame } from "../model/frame.ts";
import type { Jt808Item } from "../model/message.ts";
import { hasHarmlessForm, isTextKind } from "./harmless.ts";
import { moveDay, turnTracks } from "./move.ts";
import type { Replacer } from "./replacer.ts";
import { replaceCoordinate, sweepBytes, sweepText } from "./sweep.ts";
import { isCommandWord } from "./words.ts";

/** The kind of a replaced value: the entry of its row, or `undocumented`. */
export type ReplacedKind = Exclude<Personal, "harmless" | "word"> | "undocumented";

/** Number of replaced values of each kind. */
export type Counts = Partial<Record<ReplacedKind, number>>;

/** A copy of the bytes that keeps only values that a row marks as harmless. */
export function replaceFields(
  bytes: Uint8Array,
  format: Frame["format"],
  spans: readonly Span[],
  replacer: Replacer,
  counts: Counts,
): Uint8Array {
  const out = new Uint8Array(bytes);
  const isText = format === "ascii";
  const { turn, shiftDays } = replacer;
  const turned: ReadonlySet<Span> =
    turn === null ? new Set() : turnTracks(out, spans, isText, turn);
  for (const span of spans) {
    const { from, to, meaning } = span;
    const raw = bytes.subarray(from, to);
    moveDay(out, span, shiftDays);
    if (turned.has(span)) {
      const said = personalOf(meaning);
      if (said === "latitude" || said === "longitude") counts[said] = (counts[said] ?? 0) + 1;
      continue;
    }
    // A course that was not turned would show the angle of the others.
    const isCourse = turn !== null && meaning.name === "courseDegrees" && span.value !== 0;
    const personal = isCourse ? undefined : personalIn(span, raw, isText);
    if (personal === "harmless") continue;
    const made = isText
      ? latin1Bytes(newText(meaning.name, latin1Text(raw, 0, raw.length), personal, replacer))
      : newBytes(span, bytes, personal, replacer);
    out.set(made, from);
    if (raw.every((byte, i) => byte === made[i])) continue;
    const kind = personal === undefined || personal === "word" ? "undocumented" : personal;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return out;
}

/** The entry of the row, if the bytes fit the row: a frame of other firmware may have anything there. */
function personalIn(
  { meaning, isBad, value }: Span,
  raw: Uint8Array,
  isText: boolean,
): Personal | undefined {
  const said = personalOf(meaning);
  // The network of a cell in a text stays even if the cell is out of range.
  if (isBad && !(isText && said === "cell")) return undefined;
  if (said === "word" && isText)
    return isCommandWord(latin1Text(raw, 0, raw.length)) ? "harmless" : undefined;
  if (said !== "harmless") return said;
  const row = meaning as Partial<ItemRow> & Partial<TextRow>;
  const head = isText ? 0 : headOf(raw, row, value as Jt808Item | undefined);
  const text = latin1Text(raw, head, raw.length);
  return hasHarmlessForm(meaning.name, row.kind, text, isText) ? said : undefined;
}

/** The new text of a span. Text without a row is replaced digit by digit and letter by letter. */
function newText(
  name: string,
  raw: string,
  personal: Personal | undefined,
  replacer: Replacer,
): string {
  switch (personal) {
    case "id":
      return /^[\dA-Za-z*]+$/.test(raw) ? replacer.id(raw) : sweepText(raw, replacer);
    case "latitude":
    case "longitude": {
      const [coordinate = "", ...hemisphere] = raw.split(",");
      const limit = personal === "latitude" ? 90 : 180;
      const made = replaceCoordinate(coordinate, limit, replacer);
      // The letter of a coordinate without a place is not read.
      const isRead = /^[NSEW0]?$/i.test(hemisphere.join());
      return made === undefined || !isRead
        ? sweepText(raw, replacer)
        : [made, ...hemisphere].join(",");
    }
    case "cell":
      return raw.replace(/[^|]+/g, (cell) => newCell(name, cell, replacer));
    case "wifi":
      return /^[^,]*(?:,[\dA-F]{0,2})?$/i.test(raw)
        ? raw.replace(/^[^,]*/, (bssid) => replacer.bssid(bssid))
        : sweepText(raw, replacer);
    case "iccid":
      return /^[\dA-Fa-f?]{18,22}$/.test(raw) ? replacer.iccid(raw) : sweepText(raw, replacer);
    default:
      return sweepText(raw, replacer, personal === "prose");
  }
}

/** `mcc,mnc,lac,cid`, or in a scan `lac,cid,level` and `lac-cid-level`. Network and level stay. */
function newCell(name: string, text: string, replacer: Replacer): string {
  const parts = text.split(/([,-])/);
  const isCell = (i: number): boolean => (name === "cell" ? i > parts.length - 4 : i < 3);
  return parts.map((part, i) => newNumber(part, isCell(i), replacer)).join("");
}

function newNumber(text: string, isCell: boolean, replacer: Replacer): string {
  const number = text.trim();
  if (!isCell && /^0*[\dA-Fa-f]{0,3}$/.test(number)) return text;
  if (!/^[\dA-Fa-f]*$/.test(number)) return sweepText(text, replacer);
  return text.replace(number, replacer.cell(number));
}

/** The new bytes of a span in a binary frame. */
function newBytes(
  { meaning, from, to, value }: Span,
  bytes: Uint8Array,
  personal: Personal | undefined,
  replacer: Replacer,
): Uint8Array {
  const { kind } = meaning as Partial<ItemRow>;
  const raw = bytes.subarray(from, to);
  const digits = hexText(raw, 0, raw.length);
  if (personal === "latitude" || personal === "longitude") {
    // The flags share the last byte of a longitude.
    const all = hexText(bytes, from, from + ((Math.max(kind?.halves ?? 0, 0) + 1) >> 1));
    const made = newCoordinate(all, personal === "latitude" ? 90 : 180, kind, replacer);
    if (made !== undefined) return hexBytes(made);
  }
  if (personal === "cell" && (kind?.kind === "cell" || kind?.kind === "threeCells"))
    return newCells(raw, kind, replacer);
  if (personal === "id" && kind?.kind !== "ascii")
    return hexBytes(newId(digits, kind as IdKind, replacer));
  const made = new Uint8Array(raw);
  const head = headOf(raw, meaning, value as Jt808Item | undefined);
  const isText = isTextKind(kind) || typeof (value as Values | null)?.value === "string";
  made.set(newValue(raw.subarray(head), personal, kind, isText, replacer), head);
  // Documented ids of parameters have two bytes.
  if (meaning.name === "jt808.parameters" && (raw[0] || raw[1]))
    made.set(sweepBytes(raw.subarray(0, 4), replacer));
  // The first half-byte of a course is the last digit of the speed.
  if (kind?.kind === "bcd" && kind.halves === raw.length * 2 - 1)
    made[0] = (raw[0]! & 0xf0) | (made[0]! & 15);
  return made;
}

function newValue(
  raw: Uint8Array,
  personal: Personal | undefined,
  kind: BytesKind | undefined,
  isText: boolean,
  replacer: Replacer,
): Uint8Array {
  if (personal === "iccid" && kind?.kind === "bcdIccid")
    return hexBytes(replacer.iccid(hexText(raw, 0, raw.length)));
  const text = latin1Text(raw, 0, raw.length);
  return isText && /^[\0\x20-~]*$/.test(text)
    ? latin1Bytes(sweepText(text, replacer))
    : sweepBytes(raw, replacer);
}

function newCoordinate(
  digits: string,
  limit: 90 | 180,
  kind: BytesKind | undefined,
  replacer: Replacer,
): string | undefined {
  if (kind?.kind === "millionths") {
    const degrees = (Number.parseInt(digits, 16) / 1e6).toFixed(6).split(".");
    const made = replacer.coordinate(degrees[0]!, "", degrees[1]!, limit);
    return made === undefined ? undefined : Number(made).toString(16).padStart(8, "0");
  }
  if (kind?.kind !== "degreesMinutes") return undefined;
  const made = replaceCoordinate(digits.slice(0, kind.halves), limit, replacer);
  return made === undefined ? undefined : made + digits.slice(kind.halves);
}

/** The bytes before a value that have its id and length. */
function headOf(
  raw: Uint8Array,
  { kind, id }: Partial<ItemRow> & Partial<TextRow>,
  item: Jt808Item | undefined,
): number {
  const isHead = (bytes: number): boolean => raw[bytes - 1] === raw.length - bytes;
  // Without a value it may be two characters of a text.
  if (item?.data?.length === 0 && raw.length === 2) return 0;
  if (item?.data !== undefined) return raw.length - item.data.length;
  if (id === undefined) return kind?.kind !== "uint" && isHead(1) ? 1 : 0;
  if (isHead(2) && raw[0] === id) return 2;
  return isHead(3) && raw[0]! * 256 + raw[1]! === id ? 3 : 0;
}

/** BCD, or a packed IMEI. */
function newId(all: string, kind: IdKind | undefined, replacer: Replacer): string {
  const digits = all.slice(0, kind?.digits);
  const made = replacer.packedImei(digits) ?? replacer.id(digits);
  return made + all.slice(digits.length);
}

/** Country and network, then area, cell and level of each. */
const ONE_CELL = [["lac", 2] as const, ["cid", 2] as const, ["rssi", 1] as const];
const THREE_CELLS = [["network", 3] as const, ...ONE_CELL, ...ONE_CELL, ...ONE_CELL];

/** Area codes and cell ids; the network stays. */
function newCells(raw: Uint8Array, kind: BytesKind, replacer: Replacer): Uint8Array {
  const out = new Uint8Array(raw);
  let at = 0;
  for (const [part, bytes] of (kind as Partial<CellKind>).parts ?? THREE_CELLS) {
    const digits = hexText(raw, at, at + bytes);
    const made = Number(replacer.cell(String(Number.parseInt(digits, 16))));
    if (part === "lac" || part === "cid")
      out.set(hexBytes(made.toString(16).padStart(bytes * 2, "0")), at);
    at += bytes;
  }
  return out;
}
