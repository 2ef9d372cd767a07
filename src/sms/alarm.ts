/**
 * What the device sends by itself (h02.md section 7 and appendix A.4):
 *
 *     speed alarm!
 *     Shock alarm!
 *     STATE: LOW POWER ALARM ... Bat:5
 */
import type { AlarmName } from "../model/status.ts";
import { type Draft, file, isLetters, keyedWords, type Reader, words } from "./pieces.ts";
import type { SmsAlarm } from "./reply.ts";
import { readGauge } from "./values.ts";

/** The documented labels, in lower case. */
const ALARMS: ReadonlyMap<string, AlarmName> = /* @__PURE__ */ new Map<string, AlarmName>([
  ["speed alarm", "overspeed"],
  ["shock alarm", "vibration"],
  ["low power alarm", "lowPower"],
]);

const BATTERY: { readonly name: string; readonly read: Reader<SmsAlarm> } = {
  name: "batteryPercent",
  read: (draft, value) => {
    draft.batteryPercent = readGauge(value);
    return draft.batteryPercent !== null || value === "";
  },
};

/** No label has more words. */
const MOST_WORDS = 5;

/**
 * The alarm, or `null`. Unless the text begins with `STATE:` it must end with the word alarm or go
 * on with an exclamation mark, and a label that no document names must have two words: other texts
 * speak of alarms too.
 */
export function readAlarm(source: string): SmsAlarm | null {
  const list = words(source);
  const hasState = list[0] === "STATE:";
  const label: string[] = [];
  let mark = "";
  let at = hasState ? 1 : 0;
  for (; at < list.length && label.length < MOST_WORDS; at++) {
    const word = list[at]!;
    const bare = word.endsWith("!") ? word.slice(0, -1) : word;
    if (!isLetters(bare)) return null;
    label.push(bare);
    if (bare.toLowerCase() === "alarm") {
      mark = word.slice(bare.length);
      break;
    }
    if (bare !== word) return null;
  }
  const last = label.at(-1)?.toLowerCase();
  if (last !== "alarm") return null;
  const rest = list.slice(at + 1);
  const name = ALARMS.get(label.join(" ").toLowerCase());
  if (!hasState) {
    if (mark === "" && rest.length > 0) return null;
    if (name === undefined && label.length !== 2) return null;
  }
  const draft: Draft<SmsAlarm> = {
    type: "alarm",
    text: source,
    label: label.join(" "),
    alarms: name === undefined ? [] : [name],
    unknown: [],
  };
  const seen = new Set<string>();
  for (const entry of keyedWords(rest)) {
    if (entry.key === "" && isDots(entry.value)) continue;
    file(draft, entry, entry.key === "Bat" ? BATTERY : undefined, seen);
  }
  return draft;
}

function isDots(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text[i] !== ".") return false;
  return true;
}
