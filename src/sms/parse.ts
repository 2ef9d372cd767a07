import { readAlarm } from "./alarm.ts";
import { readConfiguration } from "./configuration.ts";
import { readLocation } from "./location.ts";
import { words } from "./pieces.ts";
import type { SmsReply } from "./reply.ts";
import { readStatus } from "./status.ts";

/**
 * Reads the text of an SMS from the device, or of an `SMS` frame. Every string gives a reply: one
 * in no known form is `{ type: "text" }`. The time is linear in the length of the text.
 *
 * A long answer that came in several messages must be joined first.
 *
 * @param text As received, without the head and tail of a frame.
 * @throws TypeError if `text` is not a string.
 */
export function parseSms(text: string): SmsReply {
  if (typeof text !== "string") throw new TypeError("text must be a string");
  return (
    // An alarm might hold a map link, a location has words that a status has too.
    readAlarm(text) ??
    readConfiguration(text) ??
    readLocation(text) ??
    readStatus(text) ?? { type: isOk(text) ? "ok" : "text", text }
  );
}

/** `SET OK`, with or without exclamation mark; also `RESET OK`, `RESTART OK`, and `OK` alone. */
function isOk(text: string): boolean {
  // Nothing so long is one of them.
  if (text.length > 100) return false;
  const sentence = words(text).join(" ").toUpperCase();
  const bare = sentence.endsWith("!") ? sentence.slice(0, -1).trimEnd() : sentence;
  return bare === "SET OK" || bare === "OK" || bare === "RESET OK" || bare === "RESTART OK";
}
