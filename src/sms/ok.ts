/**
 * Texts with which the device accepts a command (docs/protocol/h02.md §7; Traccar issues 2019 and 3040):
 *
 *     SET OK
 *     SF OK
 *     TIME ZONE SET OK, CURRENT: E08.
 */
import { smsIssue } from "./issue.ts";
import type { Source } from "./lines.ts";
import type { SmsOk } from "./reply.ts";
import { readTimeZone } from "./values.ts";
import { words } from "./words.ts";

const SENTENCES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "SET OK",
  "OK",
  "RESET OK",
  "RESTART OK",
  "SF OK",
  "CF OK",
  "TIME ZONE SET OK",
]);

const TIME_ZONE_SET = "TIME ZONE SET OK, CURRENT: ";

/** With an exclamation mark or a full stop at its end, or without. */
export function readOk({ original, lines }: Source): SmsOk | null {
  const sentence = words(lines).join(" ").toUpperCase();
  const isMarked = sentence.endsWith("!") || sentence.endsWith(".");
  const bare = isMarked ? sentence.slice(0, -1).trimEnd() : sentence;
  if (SENTENCES.has(bare)) return { type: "ok", text: original, issues: [] };
  if (!bare.startsWith(TIME_ZONE_SET)) return null;
  const current = bare.slice(TIME_ZONE_SET.length);
  const timeZone = readTimeZone(current);
  const issues = timeZone.minutesEast === null ? [smsIssue("bad-value", "timeZone", current)] : [];
  return { type: "ok", text: original, timeZone, issues };
}
