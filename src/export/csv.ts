/** CSV (RFC 4180), for spreadsheets and databases. */
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

/** Always all columns in this order, so that two exports match, whatever their devices send. */
const COLUMNS: readonly (readonly [name: string, columnOf: (row: Row) => Json | undefined])[] = [
  ...PROPERTIES.map((name) => [name, (row: Row) => row[name]] as const),
  ["ignition", ({ status }) => (status as { ignition?: Json } | null | undefined)?.ignition],
  ["alarms", ({ alarms }) => (alarms as readonly string[]).join(" ")],
];

/**
 * Writes a header line and a line for each position in the messages, in their order, with CR LF. A value that a position
 * lacks is empty; alarms are separated by spaces. A text that a spreadsheet would read as a formula gets an apostrophe in
 * front.
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
