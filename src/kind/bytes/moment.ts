/** A moment in six BCD bytes: `hisdmy` of H02 in UTC, `ymdhis` of JT/T 808 in the time of the device. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import { isDay, isWireMoment, secondsOfDay, utc, wireParts } from "../datetime.ts";
import type { BytesEmitter } from "../emit.ts";
import { refuseValue } from "../refuse.ts";
import type { BytesKind, BytesRow, BytesSlot, Values } from "../row.ts";

export interface MomentKind extends BytesKind {
  readonly kind: "moment";
  readonly order: "hisdmy" | "ymdhis";
  /** Whether `utcOffsetMinutes` applies. */
  readonly isLocal: boolean;
}

/**
 * A moment in six BCD bytes: `hisdmy` is in UTC, `ymdhis` in the time of the device (`utcOffsetMinutes`).
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, moment } from "sinotrack-protocol/layout";
 *
 * const rows = [{ name: "startedAt", kind: moment("hisdmy"), about: "When the engine was started" }];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 35, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}064713130226`, "hex"))[0]).startedAt; // "2026-02-13T06:47:13.000Z"
 * ```
 */
export function moment(order: MomentKind["order"]): MomentKind {
  const isLocal = order === "ymdhis";
  return { kind: "moment", halves: 12, order, isLocal, personal: "harmless", read, write };
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  values[row.name] = momentAt(r, at, to, row);
}

function momentAt(r: BytesReader, at: number, to: number, row: BytesSlot): Date | null {
  const { name } = row;
  const { isLocal } = row.kind as MomentKind;
  const clock = isLocal ? at + 6 : at;
  const date = isLocal ? at : at + 6;
  const hour = r.twoDigits(clock);
  const minute = r.twoDigits(clock + 2);
  const second = r.twoDigits(clock + 4);
  const day = r.twoDigits(isLocal ? date + 4 : date);
  const month = r.twoDigits(date + 2);
  const year = r.twoDigits(isLocal ? date : date + 4);
  const isDate = (day | month | year) >= 0;
  const isClock = (hour | minute | second) >= 0;
  const isGood = isDate && isDay(day, month, year);
  const seconds = isClock ? secondsOfDay(hour, minute, second) : -1;
  if (isLocal && !(isDate && isClock)) return r.refuse("bad-bcd", name, at, to, "YYMMDDhhmmss");
  const isSet = (day | month | year) !== 0;
  // In the order of the wire.
  if (!isGood && isLocal) reportDate(r, date, row, isDate, isSet);
  if (!isClock) r.report("bad-bcd", name, clock, clock + 6, "HHMMSS");
  else if (seconds < 0 && (isSet || !isLocal))
    r.report("bad-time", name, clock, clock + 6, "HHMMSS, 000000 to 235959");
  if (!isGood && !isLocal) reportDate(r, date, row, isDate, isSet);
  if (!isGood || (isLocal && seconds < 0)) return null;
  if (year >= 80)
    r.report("clock-not-set", name, date, date + (isLocal ? 2 : 6), "a year from 2000 on");
  if (seconds < 0) return null;
  const offset = isLocal ? r.settings.utcOffsetMinutes * 60 : 0;
  return new Date(utc(day, month, year, seconds - offset));
}

function reportDate(
  r: BytesReader,
  date: number,
  { name }: BytesSlot,
  isDate: boolean,
  isSet: boolean,
): void {
  if (!isDate) r.report("bad-bcd", name, date, date + 6, "DDMMYY");
  else if (isSet) r.report("bad-date", name, date, date + 6, "a day of the calendar");
  else r.report("date-not-set", name, date, date + 6, "a day of the calendar");
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const time: Date | null | undefined = values[row.name];
  const { order, isLocal } = row.kind as MomentKind;
  if (!time) return w.digits(at, 12, 0);
  const given = typeof time.getTime === "function" ? time.getTime() : Number.NaN;
  const local = given + (isLocal ? w.utcOffsetMinutes * 60000 : 0);
  if (!isWireMoment(local)) refuseValue(row.name, "a time of the years 1980 to 2079", time);
  const { day, month, year, hour, minute, second } = wireParts(local);
  const [date, clock] = order === "ymdhis" ? [at, at + 6] : [at + 6, at];
  const [first, last] = order === "ymdhis" ? [year, day] : [day, year];
  w.digits(date, 2, first);
  w.digits(date + 2, 2, month);
  w.digits(date + 4, 2, last);
  w.digits(clock, 2, hour);
  w.digits(clock + 2, 2, minute);
  w.digits(clock + 4, 2, second);
}

export function emitMoment(e: BytesEmitter, at: number, row: BytesRow<MomentKind>): void {
  const { order, isLocal } = row.kind;
  e.needDigits(at, at + 12);
  const name = e.name(row);
  const [hour, minute, second, day, month, year] = [..."hisdmy"].map((letter) => {
    const from = at + order.indexOf(letter) * 2;
    return e.digits(from, from + 2);
  });
  e.line(`const ${name}Y = ${year}, ${name}M = ${month}, ${name}D = ${day};`);
  e.giveUpIf(`${name}Y >= 80 || !${e.call("isDay", `${name}D`, `${name}M`, `${name}Y`)}`);
  e.line(`const ${name} = ${e.call("secondsOfDay", hour!, minute!, second!)};`);
  e.giveUpIf(`${name} < 0`);
  const seconds = isLocal ? `${name} - offsetSeconds` : name;
  e.give(row, `new Date(${e.call("utc", `${name}D`, `${name}M`, `${name}Y`, seconds)})`);
}

export const schemaMoment: object = { type: ["string", "null"], format: "date-time" };
