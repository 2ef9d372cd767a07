/** Finds time, sender and connection of a capture in the text around it. */
import type { Direction } from "./piece.ts";

/** The known facts about a line. */
export interface Around {
  readonly direction: Direction | null;
  readonly time: Date | null;
  readonly session: string | null;
}

export const NOTHING: Around = Object.freeze({ direction: null, time: null, session: null });

/** Number of characters around a capture that are examined. */
const MOST = 512;

const TIME =
  /(?<!\d)(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ?(Z(?![A-Za-z])|[+-]\d\d:?\d\d(?!\d))?/;
const WEB_TIME = /(?<!\d)(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})/;
const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** Most logs write local time without its zone; `utcOffsetMinutes` gives it. */
export function timeIn(text: string, utcOffsetMinutes: number): Date | null {
  const iso = TIME.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    const milliseconds = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, "0"));
    return dateOf(
      [year, month, day, hour, minute, second].map(Number),
      milliseconds,
      zone === undefined ? utcOffsetMinutes : minutesOf(zone),
    );
  }
  const web = WEB_TIME.exec(text);
  if (web === null) return null;
  const [, day, name, year, hour, minute, second, zone] = web;
  const month = MONTHS.indexOf(name as string) / 3 + 1;
  if (!Number.isInteger(month)) return null;
  const values = [Number(year), month, ...[day, hour, minute, second].map(Number)];
  return dateOf(values, 0, minutesOf(zone as string));
}

function minutesOf(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

function dateOf(
  [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[],
  milliseconds: number,
  offset: number,
): Date | null {
  const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const back = new Date(time);
  // A date that rolls over to another day was not a date.
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return null;
  return hour < 24 && minute < 60 && second < 61 ? new Date(time - offset * 60_000) : null;
}

/** A time in a field of its own; it may also be seconds or milliseconds since 1970. */
export function timeOf(value: unknown, utcOffsetMinutes: number): Date | null {
  if (typeof value === "string") {
    const found = timeIn(value.slice(0, MOST), utcOffsetMinutes);
    if (found !== null || !/^\d{10}(?:\d{3})?(?:\.\d{1,9})?$/.test(value)) return found;
    return timeOf(Number(value), utcOffsetMinutes);
  }
  if (typeof value !== "number") return null;
  // Between 2001 and 2100.
  if (value > 1e9 && value < 4.1e9) return new Date(Math.round(value * 1000));
  return value > 1e12 && value < 4.1e12 ? new Date(Math.round(value)) : null;
}

const WORDS: readonly (readonly [RegExp, Direction])[] = [
  [
    /\b(?:from|by) (?:the )?(?:device|tracker|client|terminal)\b|\b(?:device|tracker|terminal) sent\b/i,
    "up",
  ],
  [/\bto (?:the )?(?:device|tracker|client|terminal)\b/i, "down"],
  [
    /(?<![A-Za-z0-9])(?:READ|RX|RECV|RECEIVED?|RCVD|RCV|INBOUND|INCOMING|UPLINK|UPSTREAM)(?![A-Za-z0-9])/i,
    "up",
  ],
  [
    /(?<![A-Za-z0-9])(?:WRITE|WROTE|TX|SEND|SENDING|SENT|OUTBOUND|OUTGOING|DOWNLINK|DOWNSTREAM)(?![A-Za-z0-9])/i,
    "down",
  ],
  // Ordinary words unless they stand out.
  [/(?<![A-Za-z0-9])(?:IN|UP)(?![A-Za-z0-9])|(?<![A-Za-z0-9.])(?:in|up)(?=["\]),;:|])/, "up"],
  [
    /(?<![A-Za-z0-9])(?:OUT|DOWN)(?![A-Za-z0-9])|(?<![A-Za-z0-9.])(?:out|down)(?=["\]),;:|])/,
    "down",
  ],
  [/<<|<--/, "up"],
  [/>>|-->/, "down"],
];

/** The first of several words decides. */
export function directionIn(text: string): Direction | null {
  let best: Direction | null = null;
  let first = text.length;
  for (const [pattern, direction] of WORDS) {
    const at = text.search(pattern);
    // The first patterns are the most certain.
    if (at >= 0 && best !== null && direction !== best && first <= at) continue;
    if (at >= 0 && at < first) {
      best = direction;
      first = at;
    }
  }
  return best;
}

/** A word in a field of its own. */
export function directionOf(value: unknown): Direction | null {
  if (typeof value !== "string") return null;
  if (/^(?:in|up|i|u|<|rx|r)$/i.test(value)) return "up";
  if (/^(?:out|down|o|d|>|tx|w|s)$/i.test(value)) return "down";
  return directionIn(value.slice(0, MOST));
}

const NETTY = /\[id: (0x[0-9a-f]{1,16})/;
const NAMED =
  /(?<![A-Za-z])(?:conn(?:ection)?|session|socket|client)(?:[ _-]?id)?[ #=:]{1,3}([\w.:-]{1,128})/i;
const ADDRESS = /(?<![\d.])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}:\d{1,5})(?!\d)/;
const ADDRESS6 = /\[([0-9a-f:]{2,39}\]:\d{1,5})(?!\d)/i;

function sessionIn(text: string): string | null {
  const netty = NETTY.exec(text)?.[1];
  if (netty !== undefined) return netty;
  // A word without a digit is not a name.
  const named = NAMED.exec(text)?.[1]?.replace(/[.:]$/, "");
  if (named !== undefined && /\d/.test(named)) return named;
  const address = ADDRESS.exec(text)?.[1];
  if (address !== undefined) return address;
  const six = ADDRESS6.exec(text);
  return six === null ? null : `[${six[1]}`;
}

/** The facts in the text before and after a capture. */
export function aroundOf(before: string, behind: string, utcOffsetMinutes: number): Around {
  const start = before.length > MOST ? before.slice(0, MOST) : before;
  const end = behind.length > MOST ? behind.slice(0, MOST) : behind;
  if (start.trim() === "" && end.trim() === "") return NOTHING;
  return {
    direction: directionIn(start) ?? directionIn(end),
    time: timeIn(start, utcOffsetMinutes) ?? timeIn(end, utcOffsetMinutes),
    session: sessionIn(start),
  };
}
