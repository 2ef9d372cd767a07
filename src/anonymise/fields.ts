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
    const said = personalOf(meaning) ?? (isText ? LEGACY.get(meaning.name) : undefined);
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
      return name === "cell"
        ? cellText(raw, replacer)
        : mapParts(raw, "|", (cell) => cellsText(cell, replacer));
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

function mapParts(text: string, mark: string, map: (part: string, i: number) => string): string {
  return text.split(mark).map(map).join(mark);
}

/** `mcc,mnc,lac,cid`, or `lac,cid` without the network, which stays. */
function cellText(text: string, replacer: Replacer): string {
  const first = text.split(",").length > 2 ? 2 : 0;
  return mapParts(text, ",", (part, i) => numberText(part, i >= first, replacer));
}

/** Of a scan: `lac,cid,level`, `lac-cid-level`, or all of HuaSunTeK, `3,mcc,mnc` and pairs. */
function cellsText(text: string, replacer: Replacer): string {
  const mark = text.includes(",") ? "," : "-";
  const isList = text.split(mark).length > 4;
  return mapParts(text, mark, (part, i) => numberText(part, isList ? i >= 3 : i < 2, replacer));
}

/** Blanks around it stay, and networks and levels, which are short. */
function numberText(text: string, isCell: boolean, replacer: Replacer): string {
  const number = text.trim();
  if (number === "" || (!isCell && /^-?[\dA-Fa-f]{1,3}$/.test(number))) return text;
  return /^[\dA-Fa-f]+$/.test(number)
    ? text.replace(number, replacer.cellNumber(number))
    : replaceAll(text, replacer);
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
    if (kind?.kind === "millionths") return newMillionths(raw, limit, replacer);
    if (kind?.kind === "degreesMinutes") {
      // The flags share the last byte of a longitude.
      const all = bytes.subarray(from, from + ((kind.halves + 1) >> 1));
      return newDegrees(all, kind.halves, limit, replacer);
    }
  }
  if (personal === "cell" && kind !== undefined) return newCells(raw, kind, replacer);
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
  const isProse = personal === "prose" && text.length >= LEAST_PROSE;
  return latin1Bytes((isProse ? replaceInText : replaceAll)(text, replacer));
}

/** Fewer printable bytes may be anything. */
const LEAST_PROSE = 12;

/** Mostly letters and digits, between NUL that fills up. */
function isText(text: string): boolean {
  const inner = text.replace(/^\0+|\0+$/g, "");
  const count = inner.replace(/\W/g, "").length;
  return /^[\w\s.,:;/|=+<>()$*-]+$/.test(inner) && count * 4 >= inner.length * 3;
}

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length >> 1 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
}

/** BCD, or a packed IMEI. */
function newId(raw: Uint8Array, kind: IdKind | undefined, replacer: Replacer): Uint8Array {
  const all = hexText(raw, 0, raw.length);
  const digits = all.slice(0, kind?.digits);
  const made = replacer.packedImei(digits) ?? replacer.id(digits);
  return fromHex(made + all.slice(digits.length));
}

function newDegrees(
  raw: Uint8Array,
  count: number,
  limit: 90 | 180,
  replacer: Replacer,
): Uint8Array {
  const digits = hexText(raw, 0, raw.length);
  return fromHex(replaceCoordinate(digits.slice(0, count), limit, replacer) + digits.slice(count));
}

function newMillionths(raw: Uint8Array, limit: 90 | 180, replacer: Replacer): Uint8Array {
  const value = Number.parseInt(hexText(raw, 0, 4), 16);
  const decimals = String(value % 1e6).padStart(6, "0");
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

/** Until text frames have rows: what of them has no `personal`. */
const LEGACY: ReadonlyMap<string, Personal> = /* @__PURE__ */ (() => {
  const harmless =
    "time date valid speedKmh courseDegrees status batteryPercent batteryRaw satellites signalCsq supplyVolts odometerMeters temperatureCelsius fuelPercent altitudeMeters userAlarms network count confirms result commandTime alarm addressCoding rebootCount timingAdvance steps turnovers distanceMeters fuelLiters maxSpeedKmh averageSpeedKmh idleSeconds runSeconds hardAccelerations hardBrakes hardTurns";
  return new Map<string, Personal>([
    ...harmless.split(" ").map((name) => [name, "harmless"] as const),
    ...["text", "extra", "parameters", "reserved"].map((name) => [name, "prose"] as const),
    ...(["latitude", "longitude", "cell", "wifi", "iccid"] as const).map(
      (name) => [name, name] as const,
    ),
    ["cells", "cell"],
    ["phoneNumber", "phone"],
    ["ipAddress", "phone"],
  ]);
})();
