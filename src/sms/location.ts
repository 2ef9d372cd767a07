/**
 * The answers to `669<password>`, to `g1234` of aika firmware (docs/protocol/h02.md §7) and, with `⏎` for
 * the line feed, to `666<password>` of the V-SUN TK205, a relative:
 *
 *     http://maps.google.com/maps?q=+22.81437,+114.02961 Date:2017-12-6 Time:1:45 ID:6179974419 Fix:V Speed:0.0KM/H Bat:80%
 *     http://maps.google.cn/maps?q=N40.71283,W008.26417 ID:9174132090 ACC:OFF GPS:A Speed:38.00KM/H 19-12-30 03:20:08
 *     Lat: +22.50500⏎Long: +114.01000⏎Speed: 0.00KM/H⏎Direction: 315.00⏎Date: 2008-04-25⏎Time: 16:39:45⏎BS: 25ee0dff⏎Fix: A⏎ID: 353000000000001⏎STATE: SMS
 */
import { isDay, secondsOfDay } from "../kind/datetime.ts";
import { smsIssue } from "./issue.ts";
import type { Source } from "./lines.ts";
import type { SmsLocation, SmsPlace } from "./reply.ts";
import {
  readDecimal,
  readGauge,
  readPercent,
  readSwitch,
  readValidity,
  withoutUnit,
} from "./values.ts";
import { type Draft, file, keyedWords, type Row, rowsOf, words } from "./words.ts";

type PlaceRow = Row<SmsPlace, string>;
const row = /* @__PURE__ */ rowsOf<SmsPlace, string>((value) => value);
const VALID: PlaceRow = /* @__PURE__ */ row("valid", readValidity);

const ROWS: ReadonlyMap<string, PlaceRow> = /* @__PURE__ */ new Map<string, PlaceRow>([
  ["ID", row("deviceId", (value) => value || null)],
  ["Fix", VALID],
  ["GPS", VALID],
  ["Speed", row("speedKmh", readSpeed)],
  ["Direction", row("courseDegrees", readCourse)],
  ["Bat", row("batteryPercent", readGauge)],
  ["Battery", row("batteryPercent", readPercent)],
  ["ACC", row("ignition", readSwitch)],
]);

/** The location, or `null` without a map link that has coordinates or known keys beside it. */
export function readLocation(source: Source): SmsLocation | null {
  const draft: Draft<SmsLocation> = {
    type: "location",
    text: source.original,
    latitude: null,
    longitude: null,
    unknown: [],
    issues: [],
  };
  return readPlace(draft, words(source.lines)) ? draft : null;
}

/** Reads the place from the words. False if they have no coordinates. */
export function readPlace(draft: Draft<SmsPlace>, list: readonly string[]): boolean {
  const at = list.findIndex((word) => queryOf(word) !== null);
  const entries = keyedWords(at < 0 ? list : [...list.slice(0, at), ...list.slice(at + 1)]);
  const latitude = entries.find(({ key }) => key === "Lat");
  const longitude = entries.find(({ key }) => key === "Long");
  const link = list[at];
  let query: string | null = null;
  if (link !== undefined) {
    draft.link = link;
    query = queryOf(link);
  } else if (latitude !== undefined && longitude !== undefined) {
    query = `${latitude.value},${longitude.value}`;
  }
  const place = query === null ? null : placeOf(query);
  if (query !== null) {
    draft.latitude = place?.latitude ?? null;
    draft.longitude = place?.longitude ?? null;
    if (place === null) draft.issues.push(smsIssue("bad-value", "latitude", query));
  }
  const isRead = link === undefined && place !== null;
  const date = entries.find(({ key, value }) => key === "Date" || (key === "" && dateOf(value)));
  const time = entries.find(({ key, value }) => key === "Time" || (key === "" && timeOf(value)));
  const day = date === undefined ? null : dateOf(date.value);
  const clock = time === undefined ? null : timeOf(time.value);
  if (date !== undefined || time !== undefined) {
    draft.localTime = day === null || clock === null ? day : `${day}T${clock}`;
  }
  const seen = new Set<PlaceRow>();
  for (const entry of entries) {
    if (isRead && (entry === latitude || entry === longitude)) continue;
    if (entry !== date && entry !== time)
      file(draft, entry, ROWS.get(entry.key), entry.value, seen);
    // A time of day is useless without a day.
    else if ((day === null || (entry === time && clock === null)) && entry.value !== "") {
      draft.issues.push(smsIssue("bad-value", "localTime", entry.value));
      draft.unknown.push(entry);
    }
  }
  return place !== null || (query !== null && entries.some(({ key }) => ROWS.has(key)));
}

/** The text after `q=` in a link. */
export function queryOf(word: string): string | null {
  return /^https?:\/\/.*?[?&]q=([^&]*)/.exec(word)?.[1] ?? null;
}

function placeOf(query: string): { latitude: number; longitude: number } | null {
  const comma = query.indexOf(",");
  if (comma < 0) return null;
  const latitude = degreesOf(query.slice(0, comma), "N", "S", 90);
  const longitude = degreesOf(query.slice(comma + 1), "E", "W", 180);
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

/** `+22.81437`, `N40.71283` or `22.67680N`. */
function degreesOf(part: string, plus: string, minus: string, most: number): number | null {
  const signs = ["+", "-", plus, minus];
  const isBehind = part.endsWith(plus) || part.endsWith(minus);
  const sign = isBehind ? part.slice(-1) : part.slice(0, 1);
  const isSigned = signs.includes(sign);
  const digits = isBehind ? part.slice(0, -1) : isSigned ? part.slice(1) : part;
  const degrees = readDecimal(digits);
  if (degrees === null || degrees > most) return null;
  return degrees > 0 && (sign === "-" || sign === minus) ? -degrees : degrees;
}

/** `2017-12-6` or `19-12-30` as `2017-12-06`. */
function dateOf(value: string): string | null {
  if (!/^(?:\d\d|\d{4})-\d\d?-\d\d?$/.test(value)) return null;
  const [year, month, day] = value.split("-") as [string, string, string];
  const full = year.length === 2 ? `20${year}` : year;
  if (!isDay(Number(day), Number(month), Number(full))) return null;
  return `${full}-${twoDigits(Number(month))}-${twoDigits(Number(day))}`;
}

/** `1:45` as `01:45`, `03:20:08` as it is. */
function timeOf(value: string): string | null {
  if (!/^\d\d?(?::\d\d?){1,2}$/.test(value)) return null;
  const parts = value.split(":").map(Number);
  const [hour, minute, second = 0] = parts as [number, number, number?];
  return secondsOfDay(hour, minute, second) < 0 ? null : parts.map(twoDigits).join(":");
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

function readSpeed(value: string): number | null {
  // Without its unit it might be knots.
  const number = withoutUnit(value, "KM/H");
  return number === value ? null : readDecimal(number);
}

function readCourse(value: string): number | null {
  const course = readDecimal(value);
  return (course ?? 0) > 360 ? null : course;
}
