/**
 * Alarms that the device sends on its own (docs/protocol/h02.md §7 and appendix A.4), with or without the place in the
 * form of location texts:
 *
 *     speed alarm!
 *     Shock alarm! http://maps.google.com/maps?q=+22.64212,+114.18814
 *     STATE: LOW POWER ALARM ... Bat:5
 */
import type { AlarmName } from "../model/status.ts";
import type { Source } from "./lines.ts";
import { queryOf, readPlace } from "./location.ts";
import type { SmsAlarm } from "./reply.ts";
import { type Draft, isLetters, words } from "./words.ts";

/** The documented labels, in lower case. */
const ALARMS: ReadonlyMap<string, AlarmName> = /* @__PURE__ */ new Map<string, AlarmName>([
  ["speed alarm", "overspeed"],
  ["shock alarm", "vibration"],
  ["low power alarm", "lowPower"],
]);

/** No label has more words. */
const MOST_WORDS = 5;

/**
 * The alarm, or `null`. Unless it is after `STATE:`, it must begin the text and be followed by its end, an exclamation
 * mark or a map link; and an undocumented label must have two words, because other texts mention alarms too.
 */
export function readAlarm({ original, lines }: Source): SmsAlarm | null {
  const list = words(lines);
  const state = list.indexOf("STATE:");
  const label: string[] = [];
  let at = state + 1;
  for (; at < list.length && label.length < MOST_WORDS; at++) {
    const word = list[at]!;
    const bare = word.endsWith("!") ? word.slice(0, -1) : word;
    if (!isLetters(bare)) return null;
    label.push(bare);
    if (bare.toLowerCase() === "alarm") break;
    if (bare !== word) return null;
  }
  if (label.at(-1)?.toLowerCase() !== "alarm") return null;
  const rest = list.slice(at + 1);
  const name = ALARMS.get(label.join(" ").toLowerCase());
  if (state < 0) {
    const isEnd = rest.length === 0 || (name !== undefined && queryOf(rest[0]!) !== null);
    if (!list[at]!.endsWith("!") && !isEnd) return null;
    if (name === undefined && label.length !== 2) return null;
  }
  const draft: Draft<SmsAlarm> = {
    type: "alarm",
    text: original,
    label: label.join(" "),
    alarms: name === undefined ? [] : [name],
    unknown: [],
    issues: [],
  };
  const others = [...list.slice(0, Math.max(state, 0)), ...rest];
  readPlace(
    draft,
    others.filter((word) => !isDots(word)),
  );
  return draft;
}

function isDots(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text[i] !== ".") return false;
  return true;
}
