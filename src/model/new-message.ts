/** Messages while they are being read: the reader fills them in, and they become what is handed out. */
import type { Values } from "../kind/row.ts";
import { NO_ALARMS } from "./status.ts";

export function newMessage(command: string, maker: string, deviceId: string | null): Values {
  return { type: "unknown", command, maker, deviceId };
}

/**
 * The same with room for all that every report has and its reader sets in any case. Made at once, the object
 * holds them itself; property by property it is moved to a larger store after each third.
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
