/**
 * Lines of Traccar's log, which has changed its form several times:
 *
 *     2012-10-13 07:35:08 FINE: [5012 - 10.31.157.17] - (HEX: 2A48…)
 *     2018-05-19 10:27:34 DEBUG: [10B9422C: 5013 < 10.218.246.13] HEX: 2447…
 *     2026-08-31 13:27:47  INFO: [Tf5d9a4e1: h02 < 10.0.0.7] *HQ,1234567890,V8,…
 *
 * `<` marks data of the device, `>` data of the server; text messages are written as text.
 */
import { latin1Bytes } from "../bytes.ts";
import type { InText } from "./find.ts";
import { countDigits, readHex } from "./hex.ts";
import { type Around, NOTHING, timeIn } from "./prefix.ts";

const ENTRY =
  /\[([^[\]\s:]{1,40}): (?:[^[\]\s<>]{1,40} )?(<|>|&lt;|&gt;) ?[^[\]<>]{0,80}\] ?(?:HEX: ?)?/;
const OLD_ENTRY = /\[([\w.-]{1,40}) - ([^[\]\s]{1,60})\] - \(HEX: ?/;
/** Traccar's other log entries about a session: results of decoding, connections … */
const OTHER_ENTRY = /\[[TU]?[0-9a-f]{8}\] /i;

/** The contents of a line of the log; lines with the result of Traccar have no capture. */
export interface TraccarLine extends Around {
  readonly capture: InText | null;
}

export function traccarLine(text: string, utcOffsetMinutes: number): TraccarLine | null {
  if (!text.includes("[")) return null;
  const head = text.length > 600 ? text.slice(0, 600) : text;
  const entry = ENTRY.exec(head);
  if (entry !== null) {
    const [all, session = null, arrow = ""] = entry;
    const start = entry.index + all.length;
    return {
      direction: arrow === "<" || arrow === "&lt;" ? "up" : "down",
      time: timeIn(head.slice(0, entry.index), utcOffsetMinutes),
      session,
      capture: payload(text, start, text.length),
    };
  }
  const old = OLD_ENTRY.exec(head);
  if (old !== null) {
    const start = old.index + old[0].length;
    const close = text.indexOf(")", start);
    return {
      direction: null,
      time: timeIn(head.slice(0, old.index), utcOffsetMinutes),
      session: `${old[1]} - ${old[2]}`,
      capture: payload(text, start, close < 0 ? text.length : close),
    };
  }
  if (!OTHER_ENTRY.test(head)) return null;
  return { ...NOTHING, capture: null };
}

function payload(text: string, from: number, to: number): InText | null {
  let end = to;
  while (end > from && text.charCodeAt(end - 1) <= 0x20) end--;
  if (end === from) return null;
  const digits = countDigits(text, from, end);
  const base = { start: from, form: "traccar", about: "an entry of Traccar's log" } as const;
  // The text after the digits is no word: some editors mark a truncated line.
  if (digits >= 4 && (digits === end - from || !/\w/.test(text[from + digits] as string))) {
    const { bytes } = readHex(text, from, from + digits);
    const isCut = digits < end - from && text[from + digits] === "$";
    const found = { ...base, bytes, end: from + digits };
    if (isCut) return { ...found, problem: "cut" };
    return digits % 2 === 1 ? { ...found, problem: "odd-digits" } : found;
  }
  return { ...base, bytes: latin1Bytes(text.slice(from, end)), end };
}
