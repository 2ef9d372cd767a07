/**
 * The answers to `669<password>` and to `g1234` of aika firmware (h02.md appendix A.4):
 *
 *     http://maps.google.com/maps?q=+22.81437,+114.02961 Date:2017-12-6 Time:1:45 ID:6179974419 Fix:V Speed:0.0KM/H Bat:80%
 *     http://maps.google.cn/maps?q=N40.71283,W008.26417 ID:9174132090 ACC:OFF GPS:A Speed:38.00KM/H 19-12-30 03:20:08
 */
import { isDay } from "../kind/datetime.ts";
import { type Draft, file, isDigits, keyedWords, type Reader, words } from "./pieces.ts";
import type { SmsLocation } from "./reply.ts";
import {
  readDecimal,
  readGauge,
  readSwitch,
  readValidity,
  readWhole,
  withoutUnit,
} from "./values.ts";

type Row = { readonly name: string; readonly read: Reader<SmsLocation> };

const VALID: Row = /* @__PURE__ */ row("valid", readValidity);

const ROWS: ReadonlyMap<string, Row> = /* @__PURE__ */ new Map<string, Row>([
  ["ID", row("deviceId", (value) => value || null)],
  ["Fix", VALID],
  ["GPS", VALID],
  ["Speed", row("speedKmh", readSpeed)],
  ["Bat", row("batteryPercent", readGauge)],
  ["ACC", row("ignition", readSwitch)],
]);

/** The location, or `null` without a map link that has coordinates or known keys beside it. */
export function readLocation(source: string): SmsLocation | null {
  const list = words(source);
  const at = list.findIndex((word) => queryOf(word) !== null);
  if (at < 0) return null;
  const link = list[at]!;
  const place = placeOf(queryOf(link)!);
  const entries = keyedWords([...list.slice(0, at), ...list.slice(at + 1)]);
  if (place === null && !entries.some(({ key }) => ROWS.has(key))) return null;
  const draft: Draft<SmsLocation> = {
    type: "location",
    text: source,
    link,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    unknown: [],
  };
  const date = entries.find(({ key, value }) => key === "Date" || (key === "" && dateOf(value)));
  const time = entries.find(({ key, value }) => key === "Time" || (key === "" && timeOf(value)));
  const day = date === undefined ? null : dateOf(date.value);
  const clock = time === undefined ? null : timeOf(time.value);
  if (date !== undefined || time !== undefined) {
    draft.localTime = day === null || clock === null ? day : `${day}T${clock}`;
  }
  const seen = new Set<string>();
  for (const entry of entries) {
    if (entry !== date && entry !== time) file(draft, entry, ROWS.get(entry.key), seen);
    // Without a day, a time of day says nothing.
    else if ((day === null || (entry === time && clock === null)) && entry.value !== "") {
      draft.unknown.push(entry);
    }
  }
  return draft;
}

/** What stands behind `q=` in a link. */
function queryOf(word: string): string | null {
  if (!word.startsWith("http://") && !word.startsWith("https://")) return null;
  const question = word.indexOf("?q=");
  const at = question < 0 ? word.indexOf("&q=") : question;
  if (at < 0) return null;
  const end = word.indexOf("&", at + 3);
  return word.slice(at + 3, end < 0 ? word.length : end);
}

function placeOf(query: string): { latitude: number; longitude: number } | null {
  const comma = query.indexOf(",");
  if (comma < 0) return null;
  const latitude = degreesOf(query.slice(0, comma), "N", "S", 90);
  const longitude = degreesOf(query.slice(comma + 1), "E", "W", 180);
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

/** `+22.81437` or `N40.71283`. */
function degreesOf(part: string, plus: string, minus: string, most: number): number | null {
  const sign = part.slice(0, 1);
  const isSigned = sign === "+" || sign === "-" || sign === plus || sign === minus;
  const degrees = readDecimal(isSigned ? part.slice(1) : part);
  if (degrees === null || degrees > most) return null;
  return degrees > 0 && (sign === "-" || sign === minus) ? -degrees : degrees;
}

/** `2017-12-6` or `19-12-30` as `2017-12-06`. */
function dateOf(value: string): string | null {
  const [year, month, day, ...more] = value.split("-", 4);
  if (more.length > 0 || (year?.length !== 4 && year?.length !== 2)) return null;
  const parts = [year, month ?? "", day ?? ""];
  if (!parts.every((part) => part.length <= 4 && isDigits(part))) return null;
  const full = year.length === 2 ? `20${year}` : year;
  if (!isDay(Number(day), Number(month), Number(full))) return null;
  return `${full}-${twoDigits(Number(month))}-${twoDigits(Number(day))}`;
}

/** `1:45` as `01:45`, `03:20:08` as it is. */
function timeOf(value: string): string | null {
  const [hours, minutes, seconds, ...more] = value.split(":", 4);
  const hour = readWhole(hours!, 23);
  const minute = readWhole(minutes ?? "", 59);
  const second = seconds === undefined ? 0 : readWhole(seconds, 59);
  if (hour === null || minute === null || second === null || more.length > 0) return null;
  const clock = `${twoDigits(hour)}:${twoDigits(minute)}`;
  return seconds === undefined ? clock : `${clock}:${twoDigits(second)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

function readSpeed(value: string): number | null {
  // Without its unit it might be knots.
  const number = withoutUnit(value, "KM/H");
  return number === value ? null : readDecimal(number);
}

function row<K extends "deviceId" | "valid" | "speedKmh" | "batteryPercent" | "ignition">(
  name: K,
  read: (value: string) => NonNullable<SmsLocation[K]> | null,
): Row {
  return {
    name,
    read: (draft, value) => {
      const result = read(value);
      (draft as { [N in K]?: NonNullable<SmsLocation[K]> | null })[name] = result;
      return result !== null || value === "";
    },
  };
}
