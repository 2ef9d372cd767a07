/** The OsmAnd format over HTTP, which Traccar and many others accept (port 5055). */
import { refuse } from "../argument.ts";
import { KNOT_KMH } from "../kind/speed.ts";
import type { PositionLike } from "../message/positions-of.ts";
import { isNumber, located, rounded } from "./rows.ts";

/**
 * Writes the query of the request, without `?`: `id`, `lat`, `lon`, `timestamp` (seconds), `valid`, and if known `speed`
 * (knots), `bearing`, `altitude` (metres), `batt` (percent).
 *
 * @throws RangeError without coordinates, time or device id, because the server would insert its own or refuse it.
 * @example
 * ```ts
 * import { decode, positionsOf } from "sinotrack-protocol";
 * import { toOsmAnd } from "sinotrack-protocol/export";
 *
 * const frame = "*HQ,123456789012345,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * const [position] = positionsOf(decode(frame)[0]);
 * toOsmAnd(position);
 * // "id=123456789012345&lat=49.0133567&lon=9.2540617&timestamp=1770965233&speed=15.7&…"
 * ```
 */
export function toOsmAnd(position: PositionLike): string {
  const { latitude, longitude, time } = located(position);
  const { deviceId, speedKmh, courseDegrees, altitudeMeters, batteryPercent, valid } = position;
  if (typeof deviceId !== "string" || deviceId === "") {
    refuse("position.deviceId", "a device id", deviceId);
  }
  const values: [name: string, value: unknown][] = [
    ["id", deviceId],
    ["lat", rounded(latitude, 7)],
    ["lon", rounded(longitude, 7)],
    ["timestamp", Math.floor(time.getTime() / 1000)],
    ["speed", isNumber(speedKmh) ? rounded(speedKmh / KNOT_KMH, 2) : null],
    ["bearing", courseDegrees],
    ["altitude", altitudeMeters],
    ["batt", batteryPercent],
    ["valid", !(valid === false || valid === null)],
  ];
  return values
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join("&");
}
