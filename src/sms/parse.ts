import { readAlarm } from "./alarm.ts";
import { readConfiguration } from "./configuration.ts";
import { sourceOf } from "./lines.ts";
import { readLocation } from "./location.ts";
import { readOk } from "./ok.ts";
import type { SmsReply } from "./reply.ts";
import { readStatus } from "./status.ts";

/**
 * Parses the text of an SMS from the device, or of an `SMS` frame. Every string gives a reply: an unknown form gives
 * `{ type: "text" }`. The time is linear in the length of the text.
 *
 * A long answer that came in several messages must be joined first. Line breaks may be lost, doubled,
 * written as `\n` or inside a value: then the text is cut by its keys, with an issue for each value
 * that rests on that.
 *
 * @param text As received, without the head and tail of a frame.
 * @throws TypeError if `text` is not a string.
 * @example
 * ```ts
 * import { parseSms } from "sinotrack-protocol/sms";
 *
 * parseSms("SET OK").type; // "ok"
 * const reply = parseSms("ST906(70SACD)_TQ_V_2.0 2024/06/07\nID:11264944\nIP:192.0.2.153 5013\nVOLT:13.1V");
 * if (reply.type === "status") {
 *   reply.server; // { host: "192.0.2.153", port: 5013 }
 *   reply.supplyVolts; // 13.1
 * }
 * ```
 */
export function parseSms(text: string): SmsReply {
  if (typeof text !== "string") throw new TypeError("text must be a string");
  const source = sourceOf(text);
  return (
    // An alarm might hold a map link, a location has words that a status has too.
    readAlarm(source) ??
    readConfiguration(source) ??
    readLocation(source) ??
    readStatus(source) ??
    readOk(source) ?? { type: "text", text, issues: [] }
  );
}
