/** NMEA 0183, for programs that expect a GPS receiver. */
import { KNOT_KMH } from "../kind/speed.ts";
import type { PositionLike } from "../message/positions-of.ts";
import { isNumber, located } from "./rows.ts";

/**
 * Writes one `$GPRMC` sentence with its checksum, without line break: time and date in UTC, `A` or `V`, minutes with five
 * decimals, knots, degrees. A position without validity counts as valid; an unknown speed or course is empty.
 *
 * @throws RangeError without coordinates or time, because the reader would insert its own.
 * @example
 * ```ts
 * import { decode, positionsOf } from "sinotrack-protocol";
 * import { toNmea } from "sinotrack-protocol/export";
 *
 * const frame = "*HQ,123456789012345,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * const [position] = positionsOf(decode(frame)[0]);
 * toNmea(position); // "$GPRMC,064713.00,A,4900.80140,N,00915.24370,E,15.70,323.0,130226,,*3E"
 * ```
 */
export function toNmea(position: PositionLike): string {
  const { latitude, longitude, time } = located(position);
  const { speedKmh, courseDegrees, valid } = position;
  const iso = time.toISOString();
  const body = [
    "GPRMC",
    `${iso.slice(11, 19).replaceAll(":", "")}.${iso.slice(20, 22)}`,
    valid === false || valid === null ? "V" : "A",
    minutes(latitude, 2),
    latitude < 0 ? "S" : "N",
    minutes(longitude, 3),
    longitude < 0 ? "W" : "E",
    isNumber(speedKmh) ? (speedKmh / KNOT_KMH).toFixed(2) : "",
    isNumber(courseDegrees) ? courseDegrees.toFixed(1) : "",
    `${iso.slice(8, 10)}${iso.slice(5, 7)}${iso.slice(2, 4)}`,
    "",
    "",
  ].join(",");
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum ^= body.charCodeAt(i);
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, "0")}`;
}

/** Whole degrees and minutes; rounded first, so that there are never sixty of them. */
function minutes(degrees: number, digits: number): string {
  const steps = Math.round(Math.abs(degrees) * 60 * 1e5);
  const whole = Math.floor(steps / 60e5);
  const rest = ((steps - whole * 60e5) / 1e5).toFixed(5).padStart(8, "0");
  return `${String(whole).padStart(digits, "0")}${rest}`;
}
