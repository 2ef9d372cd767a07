/** CSV (RFC 4180): what spreadsheets and databases take. */
import type { PositionLike } from "../message/positions-of.ts";
import { type Json, plainObject } from "../message/to-json.ts";
import type { Message } from "../model/message.ts";
import { allPositions } from "./rows.ts";

type Row = ReturnType<typeof plainObject>;

const PROPERTIES = [
  ...["deviceId", "time", "valid", "latitude", "longitude", "altitudeMeters", "speedKmh"],
  ...["courseDegrees", "satellites", "signalCsq", "supplyVolts", "batteryPercent"],
  ...["odometerMeters", "fuelPercent", "temperatureCelsius"],
] as const satisfies readonly (keyof PositionLike)[];

/** In this order, always all: two exports have the same columns, whatever their devices send. */
const COLUMNS: readonly (readonly [name: string, columnOf: (row: Row) => Json | undefined])[] = [
  ...PROPERTIES.map((name) => [name, (row: Row) => row[name]] as const),
  ["ignition", ({ status }) => (status as { ignition?: Json } | null | undefined)?.ignition],
  ["alarms", ({ alarms }) => (alarms as readonly string[]).join(" ")],
];

/**
 * A head line and a line for each position in the messages, in their order, with CR LF. What a position lacks is empty;
 * alarms are separated by blanks. A text that a spreadsheet would take for a formula has an apostrophe in front of it.
 *
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { toCsv } from "sinotrack-protocol/export";
 *
 * const frame = "*HQ,123456789012345,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * const [head, row] = toCsv(decode(frame)).split("\r\n");
 * head; // "deviceId,time,valid,latitude,longitude,…"
 * row; // "123456789012345,2026-02-13T06:47:13.000Z,true,49.0133567,9.2540617,…"
 * ```
 */
export function toCsv(messages: Iterable<Message>): string {
  return CSV_HEAD + allPositions(messages).map(csvLine).join("");
}

export const CSV_HEAD: string = /* @__PURE__ */ (() =>
  `${COLUMNS.map(([name]) => name).join(",")}\r\n`)();

/** The line of one position. */
export function csvLine(position: PositionLike): string {
  const row = plainObject(position);
  return `${COLUMNS.map(([, columnOf]) => cell(columnOf(row))).join(",")}\r\n`;
}

function cell(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
