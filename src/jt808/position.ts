/**
 * The body of 0x0200, of the records of 0x0704 and of 0x0201 (jt808.md section 5):
 *
 *     00000000 80000003 01589906 06CA0FD7 0004 0000 0000 211129111705 | items
 *     alarms   status   latitude longitude alt speed course YYMMDDhhmmss
 */
import { isDay, secondsOfDay, utc } from "../kind/datetime.ts";
import type { Draft } from "../model/draft.ts";
import { readItems, writeItems } from "./items.ts";
import { type Jt808Field, leastLength } from "./layout.ts";
import type { Jt808Reader } from "./reader.ts";
import { JT808_ALARMS, jt808Status } from "./status.ts";
import { assertWhole, type Writer } from "./writer.ts";

const SOUTH = 4;
const WEST = 8;
const VALID_BIT = 2;
/** A coordinate that is out of range for sure. */
const NO_COORDINATE = 0xffffffff;
const NO_COURSE = 0xffff;

const ALARMS: Jt808Field = {
  name: "status",
  length: 4,
  about: "Alarm word, active high; it is in status.alarmWord and status.alarms",
  // The status word follows it and is read together with it.
  read() {},
  write(writer, { status }) {
    writer.number(status?.alarmWord ?? alarmWord(status?.alarms ?? []), 4);
  },
};

function alarmWord(alarms: readonly string[]): number {
  let word = 0;
  for (const name of alarms) {
    const row = JT808_ALARMS.find(({ alarm }) => alarm === name);
    if (row === undefined)
      throw new RangeError(`status.alarms has ${name}, which JT/T 808 has not`);
    word |= 1 << row.bit;
  }
  return word >>> 0;
}

const STATUS: Jt808Field = {
  name: "status",
  length: 4,
  about: "Status word, active high",
  read(reader, from, to, draft) {
    const word = reader.number(from, to);
    draft.status = jt808Status(word, reader.number(from - 4, from));
    draft.valid = (word & VALID_BIT) !== 0;
    if (draft.status.positionEncrypted) {
      reader.report("encrypted-position", "status", from, to, "bit 5 at 0");
    }
  },
  write(writer, { status, valid, latitude, longitude }) {
    let word = status?.word ?? (status?.ignition === true ? 1 : 0);
    assertWhole(word, 0xffffffff, "status.word");
    word = withBit(word, VALID_BIT, valid ?? null);
    word = withBit(word, SOUTH, signOf(latitude));
    word = withBit(word, WEST, signOf(longitude));
    writer.number(word >>> 0, 4);
  },
};

/** Nothing to say about the sign of what is not known, or 0. */
function signOf(degrees: number | null | undefined): boolean | null {
  return degrees ? degrees < 0 : null;
}

function withBit(word: number, bit: number, isSet: boolean | null): number {
  return isSet === null ? word : isSet ? word | bit : word & ~bit;
}

function coordinate(
  name: "latitude" | "longitude",
  most: number,
  negative: number,
  about: string,
): Jt808Field {
  return {
    name,
    length: 4,
    unit: "degrees",
    about,
    read(reader, from, to, draft) {
      const raw = reader.number(from, to);
      const degrees = raw / 1e6;
      draft[name] = null;
      if (degrees > most) reader.report("bad-coordinate", name, from, to, `0 to ${most} degrees`);
      else if (isNothing(reader, name === "latitude" ? from : from - 4)) {
        reader.report("no-position", name, from, to, "degrees");
      } else draft[name] = raw > 0 && (draft.status!.word & negative) !== 0 ? -degrees : degrees;
    },
    write(writer, draft) {
      const degrees = draft[name] ?? null;
      if (degrees === null) {
        const isBoth = (draft.latitude ?? null) === null && (draft.longitude ?? null) === null;
        writer.number(isBoth ? 0 : NO_COORDINATE, 4);
        return;
      }
      if (!(Math.abs(degrees) <= most)) throw new RangeError(`${name} must be -${most} to ${most}`);
      writer.number(Math.round(Math.abs(degrees) * 1e6), 4);
    },
  };
}

/** Latitude and longitude both 0. */
function isNothing(reader: Jt808Reader, latitudeAt: number): boolean {
  return (
    reader.number(latitudeAt, latitudeAt + 4) + reader.number(latitudeAt + 4, latitudeAt + 8) === 0
  );
}

const ALTITUDE: Jt808Field = {
  name: "altitudeMeters",
  length: 2,
  unit: "m",
  about: "Altitude, signed",
  read(reader, from, to, draft) {
    draft.altitudeMeters = (reader.number(from, to) << 16) >> 16;
  },
  write(writer, draft) {
    const meters = draft.altitudeMeters ?? 0;
    if (!Number.isInteger(meters) || meters < -0x8000 || meters > 0x7fff) {
      throw new RangeError("altitudeMeters must be a whole number from -32768 to 32767");
    }
    writer.number(meters & 0xffff, 2);
  },
};

const SPEED: Jt808Field = {
  name: "speedKmh",
  length: 2,
  unit: "km/h",
  about: "Tenths on the wire",
  read(reader, from, to, draft) {
    draft.speedKmh = reader.number(from, to) / 10;
  },
  write(writer, draft) {
    const tenths = Math.round((draft.speedKmh ?? 0) * 10);
    if (!(tenths >= 0 && tenths <= 0xffff)) throw new RangeError("speedKmh must be 0 to 6553.5");
    writer.number(tenths, 2);
  },
};

const COURSE: Jt808Field = {
  name: "courseDegrees",
  length: 2,
  unit: "degrees",
  about: "Clockwise from north, 0 to 360",
  read(reader, from, to, draft) {
    const course = reader.number(from, to);
    draft.courseDegrees = course > 360 ? null : course;
    if (course > 360) reader.report("out-of-range", "courseDegrees", from, to, "0 to 360");
  },
  write(writer, { courseDegrees }) {
    if (courseDegrees === null || courseDegrees === undefined) return writer.number(NO_COURSE, 2);
    assertWhole(courseDegrees, 360, "courseDegrees");
    writer.number(courseDegrees, 2);
  },
};

const TIME: Jt808Field = {
  name: "time",
  length: 6,
  about: "YYMMDDhhmmss, BCD, in the time of the device, GMT+8 by the standard",
  note: "option jt808UtcOffsetMinutes",
  read(reader, from, to, draft) {
    draft.time = readTime(reader, from, to);
  },
  write(writer, { time }) {
    writer.digits(time === null || time === undefined ? "000000000000" : timeDigits(time));
  },
};

/** The time of the device as UTC, or `null` with an issue. */
export function readTime(reader: Jt808Reader, from: number, to: number): Date | null {
  const year = reader.bcd(from, from + 1);
  const month = reader.bcd(from + 1, from + 2);
  const day = reader.bcd(from + 2, from + 3);
  const hour = reader.bcd(from + 3, from + 4);
  const minute = reader.bcd(from + 4, from + 5);
  const second = reader.bcd(from + 5, from + 6);
  if ((year | month | day | hour | minute | second) < 0) {
    reader.report("bad-bcd", "time", from, to, "YYMMDDhhmmss");
    return null;
  }
  if ((year | month | day) === 0) {
    reader.report("date-not-set", "time", from, from + 3, "a day of the calendar");
    return null;
  }
  const isCalendar = isDay(day, month, year);
  const seconds = secondsOfDay(hour, minute, second);
  if (!isCalendar) reader.report("bad-date", "time", from, from + 3, "a day of the calendar");
  if (seconds < 0) reader.report("bad-time", "time", from + 3, to, "hhmmss, 000000 to 235959");
  if (!isCalendar || seconds < 0) return null;
  if (year >= 80) reader.report("clock-not-set", "time", from, from + 1, "a year from 2000 on");
  return new Date(utc(day, month, year, seconds - reader.settings.utcOffsetMinutes * 60));
}

/** In GMT+8. */
function timeDigits(time: Date): string {
  const local = new Date(time.getTime() + 480 * 60000);
  const year = local.getUTCFullYear();
  if (!(year >= 1980 && year <= 2079)) throw new RangeError("time must be in 1980 to 2079");
  const parts = [
    year % 100,
    local.getUTCMonth() + 1,
    local.getUTCDate(),
    local.getUTCHours(),
    local.getUTCMinutes(),
    local.getUTCSeconds(),
  ];
  return parts.map((part) => String(part).padStart(2, "0")).join("");
}

const ITEMS: Jt808Field = {
  name: "items",
  length: "rest",
  about: "Additional items",
  read: readItems,
  write: writeItems,
};

export const POSITION_FIELDS: readonly Jt808Field[] = [
  ALARMS,
  STATUS,
  coordinate("latitude", 90, SOUTH, "Millionths; south if status bit 2 is set"),
  coordinate("longitude", 180, WEST, "Millionths; west if status bit 3 is set"),
  ALTITUDE,
  SPEED,
  COURSE,
  TIME,
  ITEMS,
];

export const LEAST_POSITION: number = /* @__PURE__ */ leastLength(POSITION_FIELDS);

/** Writes the body of a position. */
export function writePosition(writer: Writer, draft: Readonly<Draft>): void {
  for (const field of POSITION_FIELDS) field.write(writer, draft);
}
