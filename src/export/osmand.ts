/** The OsmAnd form over HTTP, which Traccar and many others take (port 5055). */
import { refuse } from "../argument.ts";
import { KNOT_KMH } from "../kind/speed.ts";
import type { PositionLike } from "../message/positions-of.ts";
import { isNumber, located, rounded } from "./rows.ts";

/**
 * The query of the request, without `?`: `id`, `lat`, `lon`, `timestamp` (seconds), `valid`, and as far as known `speed`
 * (knots), `bearing`, `altitude` (metres), `batt` (percent).
 *
 * @throws RangeError without coordinates, time or device id: the server would put in its own, or refuse it.
 */
export function toOsmAnd(position: PositionLike): string {
  const { latitude, longitude, time } = located(position);
  const { deviceId, speedKmh, courseDegrees, altitudeMeters, batteryPercent, valid } = position;
  if (typeof deviceId !== "string" || deviceId === "") {
    refuse("position.deviceId", "the id of a device", deviceId);
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
