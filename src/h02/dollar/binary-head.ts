/**
 * The 29 bytes that `$`, `M`, `X` and `P` frames begin with (h02.md section 1.2, from the TQ document):
 *
 *     24 1030731001 050316 220902 22128745 00 113466574C 014028 FFFFFBFF
 *     0  1          6      9      12       16 17         22     25
 *
 * marker, id, HHMMSS, DDMMYY, latitude DDMM.mmmm, battery, longitude DDDMM.mmmm and four flag bits,
 * three digits of knots and three of course, status. A 42-byte frame has an id of eight bytes, and all
 * else three bytes later.
 */
import { batteryPercent, isBatteryStep } from "../../kind/battery.ts";
import { toDegrees } from "../../kind/coordinate.ts";
import { isDay, secondsOfDay, utc } from "../../kind/datetime.ts";
import { knotsToKmh } from "../../kind/speed.ts";
import type { BinaryReader } from "../../layout/binary-reader.ts";
import { type BinaryWriter, unitsOf } from "../../layout/binary-writer.ts";
import { type BinaryField, readBinaryField } from "../../layout/layout.ts";
import { refuseValue } from "../../layout/text-writer.ts";
import type { Draft } from "../../model/draft.ts";
import { isWord, statusOf } from "../../model/status.ts";
import { clockDigits, dayDigits } from "../text/position-body.ts";

const TIME: BinaryField = {
  name: "time",
  offset: 6,
  length: 6,
  about: "HHMMSS DDMMYY, BCD, UTC",
  read(reader, draft) {
    draft.time = null;
    const at = this.offset + reader.shift;
    const hour = reader.digits(at * 2, 2);
    const minute = reader.digits(at * 2 + 2, 2);
    const second = reader.digits(at * 2 + 4, 2);
    const day = reader.digits(at * 2 + 6, 2);
    const month = reader.digits(at * 2 + 8, 2);
    const year = reader.digits(at * 2 + 10, 2);
    let seconds = -1;
    if ((hour | minute | second) < 0) reader.report("bad-bcd", "time", at, 3, "HHMMSS");
    else {
      seconds = secondsOfDay(hour, minute, second);
      if (seconds < 0) reader.report("bad-time", "time", at, 3, "HHMMSS, 000000 to 235959");
    }
    if ((day | month | year) < 0) reader.report("bad-bcd", "time", at + 3, 3, "DDMMYY");
    else if ((day | month | year) === 0) {
      reader.report("date-not-set", "time", at + 3, 3, "a day of the calendar");
    } else if (!isDay(day, month, year)) {
      reader.report("bad-date", "time", at + 3, 3, "a day of the calendar");
    } else {
      if (year >= 80) reader.report("clock-not-set", "time", at + 3, 3, "a year from 2000 on");
      if (seconds >= 0) draft.time = new Date(utc(day, month, year, seconds));
    }
  },
  write({ time }, writer) {
    if (!time) return;
    const first = (this.offset + writer.shift) * 2;
    writer.digits(first, 6, Number(clockDigits(time)));
    writer.digits(first + 6, 6, Number(dayDigits(time)));
  },
};

const LATITUDE: BinaryField = {
  name: "latitude",
  offset: 12,
  length: 4,
  unit: "degrees",
  about: "DDMM.mmmm, BCD; north if flag bit 2 is set",
  read(reader, draft) {
    draft.latitude = readCoordinate(reader, "latitude", this.offset, this.length, 2, 4);
  },
  write(values, writer) {
    writeCoordinate(values, writer, "latitude", this.offset, 2, 4);
  },
};

export const BATTERY: BinaryField = {
  name: "batteryPercent",
  offset: 16,
  length: 1,
  unit: "%",
  about: "0 not used, 1 to 6 a step (5, 20, 40, 60, 80, 100 %), 7 to 100 percent",
  read(reader, draft) {
    const at = this.offset + reader.shift;
    const code = reader.u8(at);
    if (code === 0) return;
    const percent = batteryPercent(code);
    draft.batteryPercent = percent < 0 ? null : percent;
    if (percent < 0) reader.report("bad-battery", "batteryPercent", at, 1, "0 to 100");
    if (isBatteryStep(code)) draft.batteryCode = code;
  },
  write({ batteryCode, batteryPercent }, writer) {
    if (batteryPercent === undefined) return;
    // No code is above 100.
    writer.u8(this.offset + writer.shift, batteryCode ?? batteryPercent ?? 0xff);
  },
};

const LONGITUDE: BinaryField = {
  name: "longitude",
  offset: 17,
  length: 4,
  unit: "degrees",
  about: "DDDMM.mmmm, BCD, the last digit in the next byte; east if flag bit 3 is set",
  read(reader, draft) {
    draft.longitude = readCoordinate(reader, "longitude", this.offset, this.length + 1, 3, 8);
  },
  write(values, writer) {
    writeCoordinate(values, writer, "longitude", this.offset, 3, 8);
  },
};

/** Byte 21: the last digit of the longitude, then the flags. */
const FLAGS_AT = 21;

const VALID: BinaryField = {
  name: "valid",
  offset: FLAGS_AT,
  length: 1,
  about: "Last digit of the longitude, then flags: 8 east, 4 north, 2 valid fix, 1 undefined",
  read(reader, draft) {
    draft.valid = (reader.u8(this.offset + reader.shift) & 2) !== 0;
  },
  write({ valid }, writer) {
    if (valid) writer.bytes[this.offset + writer.shift]! |= 2;
  },
};

const SPEED: BinaryField = {
  name: "speedKmh",
  offset: 22,
  length: 1,
  unit: "km/h",
  about: "Three BCD digits of knots, the last in the next byte",
  read(reader, draft) {
    const at = this.offset + reader.shift;
    const knots = reader.digits(at * 2, 3);
    draft.speedKmh = knots < 0 ? null : knotsToKmh(knots, 1);
    if (knots < 0) reader.report("bad-bcd", "speedKmh", at, 2, "three digits of knots");
  },
  write({ speedKmh }, writer) {
    const knots = unitsOf("speedKmh", speedKmh, 1.852, 999);
    writer.digits((this.offset + writer.shift) * 2, 3, knots);
  },
};

const COURSE: BinaryField = {
  name: "courseDegrees",
  offset: 23,
  length: 2,
  unit: "degrees",
  about: "Last digit of the speed, then three BCD digits of course, clockwise from north",
  read(reader, draft) {
    const at = this.offset + reader.shift;
    const course = reader.digits(at * 2 + 1, 3);
    draft.courseDegrees = course < 0 || course > 360 ? null : course;
    if (course < 0) reader.report("bad-bcd", "courseDegrees", at, 2, "three digits of degrees");
    else if (course > 360) reader.report("out-of-range", "courseDegrees", at, 2, "0 to 360");
  },
  write({ courseDegrees }, writer) {
    // Still decimal digits, for a head without them is no start of a frame.
    const course = unitsOf("courseDegrees", courseDegrees, 1, 360) ?? 999;
    writer.digits((this.offset + writer.shift) * 2 + 1, 3, course);
  },
};

const STATUS: BinaryField = {
  name: "status",
  offset: 25,
  length: 4,
  about: "32 bits, active low",
  read(reader, draft) {
    draft.status = statusOf(reader.u32(this.offset + reader.shift), reader.table);
  },
  write({ status }, writer) {
    if (!status || !isWord(status.word))
      refuseValue("status", "a status with a word", status?.word);
    writer.u32(this.offset + writer.shift, status.word);
  },
};

/** All but marker and id. */
export const HEAD: readonly BinaryField[] = [
  TIME,
  LATITUDE,
  BATTERY,
  LONGITUDE,
  VALID,
  SPEED,
  COURSE,
  STATUS,
];

/** All of the head but byte 16, which has several meanings. */
export function readHead(reader: BinaryReader, draft: Draft): void {
  readBinaryField(TIME, reader, draft);
  readBinaryField(VALID, reader, draft);
  readBinaryField(LATITUDE, reader, draft);
  readBinaryField(LONGITUDE, reader, draft);
  readBinaryField(SPEED, reader, draft);
  readBinaryField(COURSE, reader, draft);
  readBinaryField(STATUS, reader, draft);
}

/** Writes all but marker, id and byte 16. */
export function writeHead(values: Draft, writer: BinaryWriter): void {
  for (const field of HEAD) if (field !== BATTERY) field.write(values, writer);
}

/** Four decimals of a minute; both unknown are all zeros, one alone all F. */
function writeCoordinate(
  values: Draft,
  writer: BinaryWriter,
  name: "latitude" | "longitude",
  offset: number,
  degreeDigits: number,
  positiveFlag: number,
): void {
  const first = (offset + writer.shift) * 2;
  const value = values[name];
  if (value === null || value === undefined) {
    const isNothing = (values.latitude ?? values.longitude ?? null) === null;
    writer.digits(first, degreeDigits + 6, isNothing ? 0 : null);
    return;
  }
  const most = degreeDigits === 2 ? 90 : 180;
  if (!(Math.abs(value) <= most)) refuseValue(name, `-${most} to ${most}`, value);
  const units = Math.round(Math.abs(value) * 600000);
  const degrees = Math.floor(units / 600000);
  writer.digits(first, degreeDigits, degrees);
  writer.digits(first + degreeDigits, 6, units - degrees * 600000);
  if (value >= 0) writer.bytes[FLAGS_AT + writer.shift]! |= positiveFlag;
}

/** `degreeDigits` digits of degrees, two of minutes and four decimals; sign by a flag bit. */
function readCoordinate(
  reader: BinaryReader,
  name: "latitude" | "longitude",
  offset: number,
  length: number,
  degreeDigits: number,
  positiveFlag: number,
): number | null {
  const at = offset + reader.shift;
  const first = at * 2;
  const degrees = reader.digits(first, degreeDigits);
  const minutes = reader.digits(first + degreeDigits, 6);
  if (degrees < 0 || minutes < 0) {
    reader.report("bad-bcd", name, at, length, "decimal digits");
    return null;
  }
  // All zeros or all nines in both; a look at this one spares nearly all the look at the other.
  const isSuspect = (degrees | minutes) === 0 || minutes === 999999;
  if (isSuspect && isNothing(reader)) {
    reader.report("no-position", name, at, length, "degrees and minutes");
    return null;
  }
  const value = toDegrees(degrees, minutes, 10000, degreeDigits);
  if (value === null) {
    reader.report("bad-coordinate", name, at, length, "degrees and minutes in range");
    return null;
  }
  const isPositive = (reader.u8(FLAGS_AT + reader.shift) & positiveFlag) !== 0;
  return isPositive || value === 0 ? value : -value;
}

/** Both coordinates all zeros, or all nines. */
function isNothing(reader: BinaryReader): boolean {
  const latitude = reader.digits((LATITUDE.offset + reader.shift) * 2, 8);
  const longitude = reader.digits((LONGITUDE.offset + reader.shift) * 2, 9);
  return (latitude === 0 && longitude === 0) || (latitude === 99999999 && longitude === 999999999);
}
