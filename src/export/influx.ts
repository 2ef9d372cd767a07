/** The line protocol of InfluxDB, which Telegraf, QuestDB and VictoriaMetrics also accept. */
import type { PositionLike } from "../message/positions-of.ts";
import { isNumber, located, rounded } from "./rows.ts";

/** The numeric fields of a position, all as floats: a column has one type, whatever a device sends. */
const NUMBERS = [
  ...["speedKmh", "courseDegrees", "altitudeMeters", "satellites", "signalCsq", "supplyVolts"],
  ...["batteryPercent", "odometerMeters", "fuelPercent", "temperatureCelsius"],
] as const satisfies readonly (keyof PositionLike)[];

/**
 * Writes one line: measurement `position`, tag `deviceId` (none if the frame has no device id), the values of the position
 * as fields, `alarms` as a text separated by spaces, and the time in nanoseconds.
 *
 * @throws RangeError without coordinates or time, because the database would insert its own.
 * @example
 * ```ts
 * import { decode, positionsOf } from "sinotrack-protocol";
 * import { toInflux } from "sinotrack-protocol/export";
 *
 * const frame = "*HQ,123456789012345,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * const [position] = positionsOf(decode(frame)[0]);
 * toInflux(position);
 * // "position,deviceId=123456789012345 latitude=49.0133567,longitude=9.2540617,speedKmh=29.0764,… 1770965233000000000"
 * ```
 */
export function toInflux(position: PositionLike): string {
  const { latitude, longitude, time } = located(position);
  const { deviceId, valid, status, alarms } = position;
  const fields: [name: string, value: string][] = [
    ["latitude", String(rounded(latitude, 7))],
    ["longitude", String(rounded(longitude, 7))],
  ];
  for (const name of NUMBERS) {
    const value = position[name];
    if (isNumber(value)) fields.push([name, String(value)]);
  }
  if (typeof valid === "boolean") fields.push(["valid", String(valid)]);
  if (status) fields.push(["ignition", String(status.ignition)]);
  if (alarms.length > 0) fields.push(["alarms", `"${alarms.join(" ")}"`]);
  const tag = deviceId === null || deviceId === "" ? "" : `,deviceId=${tagText(deviceId)}`;
  const list = fields.map((field) => field.join("=")).join(",");
  return `position${tag} ${list} ${time.getTime()}000000`;
}

/** A backslash at the end would escape the space after it; control characters end the line. */
function tagText(text: string): string {
  return [...text]
    .map((character) => (character < " " || character === "\\" ? "_" : character))
    .join("")
    .replace(/[, =]/g, "\\$&");
}
