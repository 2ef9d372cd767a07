/** Sends to Traccar, or to any server that takes the OsmAnd form over HTTP (port 5055). */
import { fixOf, positionsOf } from "sinotrack-protocol";
import { toOsmAnd } from "sinotrack-protocol/export";
import { Refused } from "./courier.mjs";

/** Alarms that Traccar has names for; the others are sent as `general`. */
const ALARMS = new Map(
  Object.entries({
    sos: "sos",
    overspeed: "overspeed",
    powerCut: "powerCut",
    lowBattery: "lowBattery",
    lowPower: "lowPower",
    vibration: "vibration",
    displacement: "movement",
    tamper: "tampering",
    illegalDoor: "door",
    fatigueDriving: "fatigueDriving",
    geofenceEnter: "geofenceEnter",
    geofenceExit: "geofenceExit",
    geofence: "geofence",
  }),
);

export class Traccar {
  name = "traccar";
  #url;
  #timeoutMs;

  constructor(url, { timeoutMs = 10_000 } = {}) {
    this.#url = new URL(url);
    this.#timeoutMs = timeoutMs;
  }

  /** A query for each position with a place and a time; Traccar would substitute its own. */
  entriesOf(message) {
    return positionsOf(message)
      .filter((position) => {
        const { reasons } = fixOf(position);
        const senseless = ["no-coordinates", "no-time", "clock-not-set", "encrypted"];
        return position.deviceId !== null && !reasons.some((reason) => senseless.includes(reason));
      })
      .map((position) => {
        const { status, supplyVolts, alarms } = position;
        const query = new URLSearchParams(toOsmAnd(position));
        // Values without a name in the form become attributes of the position, under Traccar's names.
        if (typeof status?.ignition === "boolean") query.set("ignition", `${status.ignition}`);
        if (typeof supplyVolts === "number") query.set("power", `${supplyVolts}`);
        const names = new Set(alarms.map((alarm) => ALARMS.get(alarm) ?? "general"));
        if (names.size > 0) query.set("alarm", [...names].join(","));
        return query.toString();
      });
  }

  async deliver(_deviceId, query) {
    const url = new URL(this.#url);
    url.search = query;
    const response = await fetch(url, {
      method: "POST",
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    // The body must be read before the connection can be reused.
    await response.text();
    if (response.ok) return;
    if (response.status === 400) throw new Refused("400, is it registered there?");
    throw new Error(`HTTP ${response.status}`);
  }

  close() {}
}
