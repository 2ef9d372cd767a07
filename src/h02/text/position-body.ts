/**
 * The position as text frames have it, in V1, V4, V5, V6, V8 and others:
 *
 *     093300 , A , 2235.0086 , N , 11354.3668 , E , 014.28 , 028 , 160716 , FFFFBBFF
 *     HHMMSS   fix  DDMM.mmmm      DDDMM.mmmm       knots    deg   DDMMYY   status
 *
 * Source: h02.md section 2 (all vendor documents agree); the forms that documents do not print are in
 * section 9.
 */
import {
  type CoordinateResult,
  isNoCoordinate,
  parseCoordinate,
  toDegrees,
} from "../../kind/coordinate.ts";
import { isDay, isWireTime, secondsOfDay, utc } from "../../kind/datetime.ts";
import { refuseValue } from "../../kind/refuse.ts";
import { knotsToKmh } from "../../kind/speed.ts";
import { hexDigit, isDigit, type TextReader } from "../../kind/text-reader.ts";
import { exactUnits, pointText, type TextWriter, wholeText } from "../../kind/text-writer.ts";
import { readField, type TextField } from "../../layout/layout.ts";
import type { Draft } from "../../model/draft.ts";
import { isWord, type StatusTableName, statusOf } from "../../model/status.ts";
import { BATTERY_CODE } from "./battery-field.ts";

export const TIME: TextField = {
  name: "time",
  width: 1,
  about: "Time of the fix, HHMMSS, UTC",
  read(reader, at, draft) {
    draft.time = null;
    reader.secondsOfDay = -1;
    if (!reader.select(at, "time", "HHMMSS")) return;
    const { start } = reader;
    if (reader.end - start !== 6 || reader.countDigits(start) !== 6) {
      reader.report("bad-time", "time", at, at, "HHMMSS");
      return;
    }
    reader.secondsOfDay = secondsOfDay(
      reader.two(start),
      reader.two(start + 2),
      reader.two(start + 4),
    );
    if (reader.secondsOfDay < 0)
      reader.report("bad-time", "time", at, at, "HHMMSS, 000000 to 235959");
  },
  write({ time }, writer) {
    writer.put(time ? clockDigits(time) : "");
  },
};

export const DATE: TextField = {
  name: "time",
  width: 1,
  about: "Date of the fix, DDMMYY, UTC; 00 to 79 are 2000 to 2079, 80 to 99 are 1980 to 1999",
  read(reader, at, draft) {
    draft.time = null;
    const day = readDay(reader, at);
    if (day !== null && reader.secondsOfDay >= 0) {
      draft.time = new Date(day + reader.secondsOfDay * 1000);
    }
  },
  write({ time }, writer) {
    writer.put(time ? dayDigits(time) : "");
  },
};

/** The date of forms without time of day. */
export const DAY: TextField = {
  name: "date",
  width: 1,
  about: "Day of the fix, DDMMYY, UTC; the time of day is not sent",
  read(reader, at, draft) {
    draft.time = null;
    const day = readDay(reader, at);
    if (day !== null) draft.date = new Date(day).toISOString().slice(0, 10);
    reader.report("no-time-of-day", "time", at, at, "HHMMSS");
  },
  write({ date }, writer) {
    writer.put(date === undefined ? "" : dayDigits(new Date(`${date}T00:00:00Z`)));
  },
};

/** HHMMSS. */
export function clockDigits(time: Date): string {
  return isoDigits(time, 11);
}

/** DDMMYY. */
export function dayDigits(time: Date): string {
  const digits = isoDigits(time, 2);
  return digits.slice(4, 6) + digits.slice(2, 4) + digits.slice(0, 2);
}

/** Six digits of the ISO form from character `from` on: HHMMSS from 11, YYMMDD from 2. */
function isoDigits(time: Date, from: number): string {
  if (!isWireTime(time)) refuseValue("time", "a time of the years 1980 to 2079", time);
  return time
    .toISOString()
    .slice(from, from + 8)
    .replace(/[-:]/g, "");
}

/**
 * The start of the day that field `at` names, DDMMYY, in milliseconds since 1970; `null` with an issue if it
 * names none.
 */
function readDay(reader: TextReader, at: number): number | null {
  if (!reader.select(at, "time", "DDMMYY")) return null;
  const { start } = reader;
  if (reader.end - start !== 6 || reader.countDigits(start) !== 6) {
    reader.report("bad-date", "time", at, at, "DDMMYY");
    return null;
  }
  const day = reader.two(start);
  const month = reader.two(start + 2);
  const year = reader.two(start + 4);
  if ((day | month | year) === 0) {
    reader.report("date-not-set", "time", at, at, "a day of the calendar");
    return null;
  }
  if (!isDay(day, month, year)) {
    reader.report("bad-date", "time", at, at, "a day of the calendar");
    return null;
  }
  if (year >= 80) reader.report("clock-not-set", "time", at, at, "a year from 2000 on");
  return utc(day, month, year, 0);
}

export const VALID: TextField = {
  name: "valid",
  width: 1,
  about:
    "A: the position is a fix. B: a fix by BeiDou. V: it is not, the position is an old one or zero",
  read(reader, at, draft) {
    draft.valid = null;
    if (!reader.select(at, "valid", "A, V or B")) return;
    const letter = reader.end - reader.start === 1 ? reader.bytes[reader.start]! : 0;
    // 0x20 makes a capital small.
    const small = letter | 0x20;
    if (small === 0x61 || small === 0x62) draft.valid = true;
    else if (small === 0x76) draft.valid = false;
    else {
      reader.report("bad-validity", "valid", at, at, "A, V or B");
      return;
    }
    if (small === letter) reader.report("lower-case", "valid", at, at, "A, V or B");
  },
  write({ valid }, writer) {
    writer.put(valid ? "A" : valid === false ? "V" : "");
  },
};

export const LATITUDE: TextField = {
  name: "latitude",
  width: 2,
  unit: "degrees",
  about: "DDMM.mmmm, north or south",
  read(reader, at, draft) {
    draft.latitude = readCoordinate(reader, at, at + 2, "latitude", 2, "N", "S");
  },
  write({ latitude }, writer) {
    writeCoordinate(latitude, "latitude", 2, "N", "S", writer);
  },
};

export const LONGITUDE: TextField = {
  name: "longitude",
  width: 2,
  unit: "degrees",
  about: "DDDMM.mmmm, east or west",
  read(reader, at, draft) {
    draft.longitude = readCoordinate(reader, at, at - 2, "longitude", 3, "E", "W");
  },
  write({ longitude }, writer) {
    writeCoordinate(longitude, "longitude", 3, "E", "W", writer);
  },
};

/** Four decimals of a minute, five if the value has them, as from Cantrack. */
function writeCoordinate(
  degrees: number | null | undefined,
  name: "latitude" | "longitude",
  degreeDigits: number,
  positive: string,
  negative: string,
  writer: TextWriter,
): void {
  if (degrees === null || degrees === undefined) {
    writer.put("");
    writer.put("");
    return;
  }
  const most = degreeDigits === 2 ? 90 : 180;
  if (!(Math.abs(degrees) <= most)) refuseValue(name, `-${most} to ${most}`, degrees);
  const size = Math.abs(degrees);
  const whole = Math.floor(size);
  const { count, decimals } = exactUnits(size, size * 60, 4, 5, (minutes, scale) =>
    toDegrees(whole, minutes - whole * 60 * scale, scale, degreeDigits),
  );
  const scale = 10 ** decimals;
  // Rounding can have reached the next degree.
  const fullDegrees = Math.floor(count / (60 * scale));
  const minutes = count - fullDegrees * 60 * scale;
  writer.put(wholeText(fullDegrees, degreeDigits) + pointText(minutes, decimals, 2));
  // What rounds to zero has no sign.
  writer.put(degrees < 0 && count > 0 ? negative : positive);
}

const FOUND: CoordinateResult = { degrees: null, hasMinus: false, findings: [] };

/** `other` is the field of the other coordinate: a zero means nothing only if both are zero. */
function readCoordinate(
  reader: TextReader,
  at: number,
  other: number,
  name: "latitude" | "longitude",
  degreeDigits: number,
  positive: string,
  negative: string,
): number | null {
  const usual = usualCoordinate(reader, at, degreeDigits, positive, negative);
  if (!Number.isNaN(usual)) return usual;
  const expected = degreeDigits === 2 ? "DDMM.mmmm,N or S" : "DDDMM.mmmm,E or W";
  if (isNothing(reader, at) && isNothing(reader, other)) {
    reader.report("no-position", name, at, at, expected);
    return null;
  }
  if (!reader.select(at, name, expected)) return null;
  parseCoordinate(reader.bytes, reader.start, reader.end, degreeDigits, FOUND);
  for (const code of FOUND.findings) reader.report(code, name, at, at, expected);
  const degrees = FOUND.degrees;
  if (degrees === null) return null;
  const { hasMinus } = FOUND;

  if (at + 1 >= reader.count) {
    reader.select(at + 1, name, `${positive} or ${negative}`);
    return null;
  }
  reader.trim(at + 1);
  const letter = reader.selected();
  const capital = letter.toUpperCase();
  if (capital !== positive && capital !== negative) {
    reader.report("bad-hemisphere", name, at + 1, at + 1, `${positive} or ${negative}`);
    return null;
  }
  if (capital !== letter) reader.report("lower-case", name, at + 1, at + 1, capital);
  if (hasMinus) {
    if (capital === positive) {
      reader.report("hemisphere-conflict", name, at, at + 1, `${negative} with a minus sign`);
    }
    return degrees;
  }
  return capital === negative && degrees !== 0 ? -degrees : degrees;
}

/**
 * A coordinate exactly as documented, which nearly all are: four decimals, all digits there, a capital
 * letter. Twice as fast as to look for every deviation; NaN if there may be one.
 */
function usualCoordinate(
  reader: TextReader,
  at: number,
  degreeDigits: number,
  positive: string,
  negative: string,
): number {
  if (reader.width(at) !== degreeDigits + 7 || reader.width(at + 1) !== 1) return Number.NaN;
  const { bytes } = reader;
  const from = reader.from(at);
  const point = from + degreeDigits + 2;
  if (bytes[point] !== 0x2e) return Number.NaN;
  const whole = reader.plainDigits(from, point);
  const decimals = reader.plainDigits(point + 1, point + 5);
  const degrees = Math.floor(whole / 100);
  // Zero, nines and anything out of range are looked at more closely.
  if (whole <= 0 || decimals < 0 || degrees >= (degreeDigits === 2 ? 90 : 180)) return Number.NaN;
  const minutes = (whole - degrees * 100) * 10000 + decimals;
  if (minutes >= 600000) return Number.NaN;
  const value = (degrees * 600000 + minutes) / 600000;
  const letter = bytes[reader.from(at + 1)];
  if (letter === positive.charCodeAt(0)) return value;
  return letter === negative.charCodeAt(0) ? -value : Number.NaN;
}

function isNothing(reader: TextReader, at: number): boolean {
  if (at >= reader.count) return false;
  reader.trim(at);
  return isNoCoordinate(reader.bytes, reader.start, reader.end);
}

export const SPEED: TextField = {
  name: "speedKmh",
  width: 1,
  unit: "km/h",
  about: "Knots on the wire, with none to three decimals",
  read(reader, at, draft) {
    draft.speedKmh = readDecimal(reader, at, "speedKmh", "knots", 0, knotsToKmh);
  },
  write({ speedKmh }, writer) {
    if (speedKmh === null || speedKmh === undefined) return writer.put("");
    if (!(speedKmh >= 0 && speedKmh < 1852)) refuseValue("speedKmh", "0 to 1851", speedKmh);
    const knots = speedKmh / 1.852;
    if (writer.numbers === "whole") return writer.putWhole(Math.round(knots), 4);
    const { count, decimals } = exactUnits(speedKmh, knots, 2, 6, knotsToKmh);
    writer.put(pointText(count, decimals, writer.numbers === "short" ? 1 : 3));
  },
};

export const COURSE: TextField = {
  name: "courseDegrees",
  width: 1,
  unit: "degrees",
  about: "Clockwise from north, 0 to 360",
  read(reader, at, draft) {
    draft.courseDegrees = readDecimal(
      reader,
      at,
      "courseDegrees",
      "degrees, 0 to 360",
      360,
      divide,
    );
  },
  write({ courseDegrees }, writer) {
    putDecimal(courseDegrees, "courseDegrees", 0, 360, writer.numbers === "short" ? 1 : 3, writer);
  },
};

function divide(value: number, scale: number): number {
  return value / scale;
}

/** Writes a number from 0 to `most` with the decimals that it needs. */
export function putDecimal(
  value: number | null | undefined,
  name: string,
  decimals: number,
  most: number,
  width: number,
  writer: TextWriter,
): void {
  if (value === null || value === undefined) return writer.put("");
  if (!(value >= 0 && value <= most)) refuseValue(name, `0 to ${most}`, value);
  const exact = exactUnits(value, value, decimals, 6, divide);
  writer.put(pointText(exact.count, exact.decimals, width));
}

/** A number without sign, with or without decimals, made into a value by `convert`. */
export function readDecimal(
  reader: TextReader,
  at: number,
  name: string,
  expected: string,
  most: number,
  convert: (value: number, scale: number) => number,
): number | null {
  if (!reader.select(at, name, expected)) return null;
  let value = 0;
  let scale = 1;
  let digits = 0;
  let hasPoint = false;
  for (let i = reader.start; i < reader.end; i++) {
    const byte = reader.bytes[i]!;
    if (isDigit(byte)) {
      value = value * 10 + byte - 0x30;
      if (hasPoint) scale *= 10;
      digits++;
    } else if (byte === 0x2e && !hasPoint) hasPoint = true;
    else {
      digits = 0;
      break;
    }
  }
  // Eleven digits and the factors of the conversions stay below 2^53, so the result is exact.
  if (digits === 0 || digits > 11) {
    reader.report("bad-number", name, at, at, expected);
    return null;
  }
  if (most > 0 && value > most * scale) {
    reader.report("out-of-range", name, at, at, expected);
    return null;
  }
  return convert(value, scale);
}

export const STATUS: TextField = {
  name: "status",
  width: 1,
  about: "32 bits, active low, as eight hexadecimal digits",
  read(reader, at, draft) {
    draft.status = null;
    if (!reader.select(at, "status", "eight hexadecimal digits")) return;
    const { bytes, start } = reader;
    let word = 0;
    // Negative as soon as one of them is no digit.
    let digits = reader.end - start === 8 ? 0 : -1;
    for (let i = start; digits >= 0 && i < start + 8; i++) {
      const digit = hexDigit(bytes[i]!);
      digits |= digit;
      word = (word << 4) | digit;
    }
    if (digits < 0) {
      reader.report("bad-status", "status", at, at, "eight hexadecimal digits");
      return;
    }
    draft.status = statusOf(word >>> 0, reader.table as StatusTableName);
  },
  write({ status }, writer) {
    if (status && !isWord(status.word)) refuseValue("status.word", "0 to 4294967295", status.word);
    writer.putWhole(status?.word, 8, 16);
  },
};

/** The fields from time to status. */
export const POSITION_BODY: readonly TextField[] = [
  TIME,
  VALID,
  LATITUDE,
  LONGITUDE,
  SPEED,
  COURSE,
  DATE,
  STATUS,
];

/** Where the date stands, counted from the time. */
const DATE_AT = 8;

/**
 * Reads the body whose time is field `at`; returns the number of the field behind it. Two known
 * deviations: a battery code between course and date (id 421… units), and no comma between date and
 * status (as the current SinoTrack document prints it).
 */
export function readPositionBody(reader: TextReader, at: number, draft: Draft): number {
  readField(TIME, reader, at, draft);
  readField(VALID, reader, at + 1, draft);
  readField(LATITUDE, reader, at + 2, draft);
  readField(LONGITUDE, reader, at + 4, draft);
  readField(SPEED, reader, at + 6, draft);
  readField(COURSE, reader, at + 7, draft);
  let date = at + DATE_AT;
  if (reader.isDigits(date, 1, 3) && reader.isDigits(date + 1, 6, 6)) {
    readField(BATTERY_CODE, reader, date, draft);
    date++;
  }
  if (reader.width(date) === 14) {
    reader.trim(date);
    if (reader.countDigits(reader.start) >= 6) splitDateAndStatus(reader, date);
  }
  readField(DATE, reader, date, draft);
  readField(STATUS, reader, date + 1, draft);
  return date + 2;
}

function splitDateAndStatus(reader: TextReader, at: number): void {
  reader.report("comma-missing", "status", at, at, "DDMMYY,status");
  reader.splitField(at, 6);
}
