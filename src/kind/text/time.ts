/** Time of day and day as text, HHMMSS and DDMMYY, UTC. */
import { frozen } from "../../frozen.ts";
import { isDay, isWireTime, secondsOfDay, utc, wireParts } from "../datetime.ts";
import type { TextEmitter } from "../emit.ts";
import { refuseValue } from "../refuse.ts";
import type { TextKind, TextRow, TextSlot, Values } from "../row.ts";
import type { TextReader } from "../text-reader.ts";
import type { TextWriter } from "../text-writer.ts";

export interface ClockKind extends TextKind {
  readonly kind: "clock";
  /** The text for an unknown time. */
  readonly unknown: string;
}

/**
 * Time of day, `HHMMSS`. With a `date` behind it, it gives a moment.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { clock, createProtocol, date } from "sinotrack-protocol/layout";
 *
 * const parts = [
 *   { name: "time", kind: clock(), about: "HHMMSS" },
 *   { name: "time", kind: date(), about: "DDMMYY" },
 * ];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,064713,130226#")[0]).values; // { time: "2026-02-13T06:47:13.000Z" }
 * ```
 */
export function clock({ unknown = "" }: { unknown?: string } = {}): ClockKind {
  return {
    kind: "clock",
    fields: 1,
    unknown,
    personal: "harmless",
    read: readClock,
    write: writeClock,
  };
}

function readClock(r: TextReader, at: number, row: TextSlot, values: Values): void {
  const { name } = row;
  values[name] = null;
  r.secondsOfDay = -1;
  r.clock = name;
  r.clockAt = at;
  if (!r.select(at, name, "HHMMSS")) return;
  const digits = r.sixDigits();
  if (digits < 0) return r.report("bad-time", name, at, at, "HHMMSS");
  const minutes = Math.floor(digits / 100);
  r.secondsOfDay = secondsOfDay(Math.floor(minutes / 100), minutes % 100, digits % 100);
  if (r.secondsOfDay < 0) r.report("bad-time", name, at, at, "HHMMSS, 000000 to 235959");
}

function writeClock(w: TextWriter, row: TextRow, values: Values): void {
  const time: Date | null | undefined = values[row.name];
  if (!time) return w.put((row.kind as ClockKind).unknown);
  const { hour, minute, second } = partsOf(time, row.name);
  putSix(w, hour, minute, second);
}

export function emitClock(e: TextEmitter, row: TextRow): void {
  e.blanks(row);
  e.variables.set("clock", e.fixed("clock", "clockAt", 6));
}

export interface DateKind extends TextKind {
  readonly kind: "date";
  readonly unknown: string;
  /** Some units send no comma between the date and the status after it. */
  readonly mayJoinStatus: boolean;
}

/**
 * Day, `DDMMYY`. With the `clock` before it, it gives a moment in UTC.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { clock, createProtocol, date, whole } from "sinotrack-protocol/layout";
 *
 * const parts = [
 *   { name: "time", kind: clock(), about: "HHMMSS" },
 *   { name: "door", kind: whole(4), about: "Which door" },
 *   { name: "time", kind: date(), about: "DDMMYY" },
 * ];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,064713,2,130226#")[0]).values;
 * // { time: "2026-02-13T06:47:13.000Z", door: 2 }
 * ```
 */
export function date({
  unknown = "",
  mayJoinStatus = false,
}: {
  unknown?: string;
  mayJoinStatus?: boolean;
} = {}): DateKind {
  return {
    kind: "date",
    fields: 1,
    unknown,
    mayJoinStatus,
    personal: "harmless",
    read: readDate,
    write: writeDate,
  };
}

function readDate(r: TextReader, at: number, row: TextSlot, values: Values): void {
  if (r.width(at) === 14 && (row.kind as DateKind).mayJoinStatus) {
    r.trim(at);
    if (r.countDigits(r.start) >= 6) {
      r.report("comma-missing", "status", at, at, "DDMMYY,status");
      r.splitField(at, 6);
    }
  }
  values[row.name] = null;
  const day = readDay(r, at, row.name);
  if (r.clock === null) r.report("no-time-of-day", row.name, at, at, "HHMMSS before it");
  else if (day !== null && r.secondsOfDay >= 0) {
    values[row.name] = new Date(day + r.secondsOfDay * 1000);
  }
  r.clock = null;
}

/** Reports a time of day that no date has followed. */
export function reportUndated(r: TextReader): void {
  const { clock, clockAt } = r;
  r.clock = null;
  if (clock === null || r.secondsOfDay < 0) return;
  r.report("no-date", clock, clockAt, clockAt, "DDMMYY behind it");
}

function writeDate(w: TextWriter, row: TextRow, values: Values): void {
  const time: Date | null | undefined = values[row.name];
  if (time) putDay(w, time, row.name);
  else w.put((row.kind as DateKind).unknown);
}

export function emitDate(e: TextEmitter, row: TextRow<DateKind>): void {
  e.blanks(row);
  const name = e.fixed("day", "dayAt", 6);
  if (row.kind.mayJoinStatus) e.mayJoin();
  e.give(row, `new Date((${name} * 86400 + ${e.variables.get("clock")}) * 1000)`);
}

/** The day of forms without a time of day: the row names its property, and `time` is `null`. */
export const DAY: TextKind = /* @__PURE__ */ frozen({
  kind: "day",
  fields: 1,
  personal: "harmless",
  read(r, at, row, values) {
    values["time"] = null;
    const day = readDay(r, at, "time");
    if (day !== null) values[row.name] = new Date(day).toISOString().slice(0, 10);
    r.report("no-time-of-day", "time", at, at, "HHMMSS");
  },
  write(w, row, values) {
    const day: string | undefined = values[row.name];
    if (day === undefined) w.put("");
    else putDay(w, new Date(`${day}T00:00:00Z`), row.name);
  },
});

export function emitDay(e: TextEmitter, row: TextRow): void {
  e.blanks({ ...row, name: "time" });
  e.fixed("day", "dayAt", 6);
  // A longer issue is left to the interpreter.
  e.behind.push("if (B[p - 7] !== 44) return null;");
  e.issue("no-time-of-day", "time", "p - 6", 6, "HHMMSS");
  e.behind.push("place = p - 6;");
  e.shared.set("place", "0");
  e.give({ ...row, name: "time" }, "null");
  e.give(row, e.call("isoDay", "B", "place"));
}

/** The start of the day DDMMYY in milliseconds since 1970; `null`, with an issue, for a bad day. */
function readDay(r: TextReader, at: number, name: string): number | null {
  if (!r.select(at, name, "DDMMYY")) return null;
  const digits = r.sixDigits();
  if (digits < 0) {
    r.report("bad-date", name, at, at, "DDMMYY");
    return null;
  }
  const months = Math.floor(digits / 100);
  const day = Math.floor(months / 100);
  const month = months % 100;
  const year = digits % 100;
  if (!isDay(day, month, year)) {
    const code = (day | month | year) === 0 ? "date-not-set" : "bad-date";
    r.report(code, name, at, at, "a day of the calendar");
    return null;
  }
  if (year >= 80) r.report("clock-not-set", name, at, at, "a year from 2000 on");
  return utc(day, month, year, 0);
}

function putDay(w: TextWriter, time: Date, name: string): void {
  const { day, month, year } = partsOf(time, name);
  putSix(w, day, month, year);
}

function partsOf(time: Date, name: string): ReturnType<typeof wireParts> {
  if (!isWireTime(time)) refuseValue(name, "a time of the years 1980 to 2079", time);
  return wireParts(time.getTime());
}

/** Writes two digits of each number. */
function putSix(w: TextWriter, first: number, second: number, third: number): void {
  w.addDigits(first, 2);
  w.addDigits(second, 2);
  w.addDigits(third, 2);
  w.end();
}

export const schemaClock: object = { type: ["string", "null"], format: "date-time" };
export const schemaDate: object = schemaClock;

export const schemaDay: object = { type: "string", format: "date" };
