/** Messages during reading: the reader fills in the properties and returns them. */
import type { Values } from "../kind/row.ts";
import { NO_ALARMS } from "./status.ts";

export function newMessage(command: string, maker: string, deviceId: string | null): Values {
  return { type: "unknown", command, maker, deviceId };
}

/**
 * The same, with room for all properties of a report. In one literal the object holds them itself; if they are added
 * one by one, V8 moves them to a larger store after every third.
 */
export function newReport(
  command: string,
  maker: string | undefined,
  deviceId: string | null,
): Values {
  return maker === undefined
    ? {
        type: "unknown",
        command,
        deviceId,
        time: null,
        valid: null,
        latitude: null,
        longitude: null,
        speedKmh: null,
        courseDegrees: null,
        status: null,
        alarms: NO_ALARMS,
      }
    : {
        type: "unknown",
        command,
        maker,
        deviceId,
        time: null,
        valid: null,
        latitude: null,
        longitude: null,
        speedKmh: null,
        courseDegrees: null,
        status: null,
        alarms: NO_ALARMS,
      };
}
