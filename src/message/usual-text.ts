/**
 * The two text reports that most traffic consists of, V1 and V8 exactly as the documents print them:
 *
 *     *HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,000.00,325,080224,fbf7fbff#
 *     *HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,000.00,325,080224,fbf7fbff,238,66,12002,17329#
 *     *HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#
 *
 * read in one pass into one object literal. Field by field takes four times as long (`npm run bench`), most of it
 * for the search for commas, for calls that V8 cannot inline and for an object that grows.
 *
 * The layouts of V1 and V8 stay the truth: whatever deviates from these forms by one byte, or would give an
 * issue, is left to them, and test/message/usual.test.ts holds both against each other.
 */

import { latin1Text } from "../bytes.ts";
import { isDay, secondsOfDay, utc } from "../field/datetime.ts";
import { knotsToKmh } from "../field/speed.ts";
import { type StatusTableName, statusOf } from "../field/status.ts";
import type { Frame } from "../frame/frame.ts";
import type { Message } from "./message.ts";
import { hexDigit } from "./text-reader.ts";

const COMMA = 0x2c;
const POINT = 0x2e;
const HASH = 0x23;
const ZERO = 0x30;

/** From the time to the `#` behind the status, with one digit of speed and of course. */
const SHORTEST_BODY = 54;

/** Where the number that was read last ends. */
let cursor = 0;
/** What its digits are divided by. */
let scale = 1;

/** The message of a report in one of the forms above; `null` for anything else. */
export function readUsualText(
  frame: Frame,
  statusTable: StatusTableName | undefined,
): Message | null {
  const { bytes } = frame;
  const last = bytes.length - 1;
  // Ids have ten digits or fifteen.
  const body = bytes[14] === COMMA ? 18 : 23;
  if (last < body + SHORTEST_BODY) return null;
  const isV8 = bytes[body - 2] === 0x38;
  if (
    bytes[0] !== 0x2a ||
    bytes[1] !== 0x48 ||
    bytes[2] !== 0x51 ||
    bytes[3] !== COMMA ||
    bytes[body - 4] !== COMMA ||
    bytes[body - 3] !== 0x56 ||
    (!isV8 && bytes[body - 2] !== 0x31) ||
    bytes[body - 1] !== COMMA ||
    bytes[last] !== HASH
  ) {
    return null;
  }
  for (let i = 4; i < body - 4; i++) if (!isDigit(bytes[i]!)) return null;
  // Units with such ids send their cells in hexadecimal.
  if (body === 23 && bytes[4] === 0x33 && bytes[5] === 0x35) return null;

  const fix = bytes[body + 7]! | 0;
  const north = bytes[body + 19];
  const east = bytes[body + 32];
  if (
    bytes[body + 6] !== COMMA ||
    (fix !== 0x41 && fix !== 0x42 && fix !== 0x56) ||
    bytes[body + 8] !== COMMA ||
    bytes[body + 13] !== POINT ||
    bytes[body + 18] !== COMMA ||
    (north !== 0x4e && north !== 0x53) ||
    bytes[body + 20] !== COMMA ||
    bytes[body + 26] !== POINT ||
    bytes[body + 31] !== COMMA ||
    (east !== 0x45 && east !== 0x57) ||
    bytes[body + 33] !== COMMA
  ) {
    return null;
  }
  const hour = two(bytes, body);
  const minute = two(bytes, body + 2);
  const second = two(bytes, body + 4);
  const latitude = minutesOf(bytes, body + 9, two(bytes, body + 9));
  const hundreds = bytes[body + 21]! - ZERO;
  const degrees = two(bytes, body + 22);
  const longitude = minutesOf(
    bytes,
    body + 22,
    degrees < 0 || hundreds < 0 || hundreds > 1 ? -1 : hundreds * 100 + degrees,
  );
  if ((hour | minute | second) < 0 || latitude < 0 || longitude < 0) return null;
  const seconds = secondsOfDay(hour, minute, second);
  // Zero degrees and minutes, and what is out of range, are looked at more closely.
  if (seconds < 0 || latitude >= 54000000 || longitude >= 108000000) return null;

  cursor = body + 34;
  const knots = decimal(bytes);
  const speedKmh = knotsToKmh(knots, scale);
  if (knots < 0 || bytes[cursor] !== COMMA) return null;
  cursor++;
  const course = decimal(bytes);
  if (course < 0 || course > 360 * scale || bytes[cursor] !== COMMA) return null;
  const courseDegrees = course / scale;

  const date = cursor + 1;
  const behind = date + 15;
  if (behind > last || bytes[date + 6] !== COMMA) return null;
  const day = two(bytes, date);
  const month = two(bytes, date + 2);
  const year = two(bytes, date + 4);
  if ((day | month | year) < 0 || year >= 80 || !isDay(day, month, year)) return null;
  let word = 0;
  for (let i = date + 7; i < behind; i++) {
    const digit = hexDigit(bytes[i]!);
    if (digit < 0) return null;
    word = (word << 4) | digit;
  }

  const table = statusTable ?? (isV8 ? "sinotrack" : "tq");
  const deviceId = latin1Text(bytes, 4, body - 4);
  const time = new Date(utc(day, month, year, seconds));
  const valid = fix !== 0x56;
  if (bytes[behind] === HASH) {
    if (behind !== last || isV8) return null;
    return {
      type: "position",
      command: "V1",
      maker: "HQ",
      deviceId,
      time,
      valid,
      latitude: north === 0x4e ? latitude / 600000 : -latitude / 600000,
      longitude: east === 0x45 ? longitude / 600000 : -longitude / 600000,
      speedKmh,
      courseDegrees,
      status: statusOf(word >>> 0, table),
      issues: [],
      frame,
    };
  }
  cursor = behind;
  const mcc = nextWhole(bytes, 999);
  const mnc = nextWhole(bytes, 999);
  const lac = nextWhole(bytes, 0xffff);
  const cid = nextWhole(bytes, 0xfffffff);
  if (mcc <= 0 || mnc < 0 || lac <= 0 || cid <= 0) return null;
  if (!isV8) {
    if (cursor !== last) return null;
    return {
      type: "position",
      command: "V1",
      maker: "HQ",
      deviceId,
      time,
      valid,
      latitude: north === 0x4e ? latitude / 600000 : -latitude / 600000,
      longitude: east === 0x45 ? longitude / 600000 : -longitude / 600000,
      speedKmh,
      courseDegrees,
      status: statusOf(word >>> 0, table),
      cell: { mcc, mnc, lac, cid },
      issues: [],
      frame,
    };
  }
  const satellites = nextWhole(bytes, 99);
  const signalCsq = nextWhole(bytes, 31);
  const tenthsOfVolts = nextWhole(bytes, 9999);
  const batteryPercent = nextWhole(bytes, 100);
  if ((satellites | signalCsq | tenthsOfVolts | batteryPercent) < 0 || cursor !== last) return null;
  return {
    type: "position",
    command: "V8",
    maker: "HQ",
    deviceId,
    time,
    valid,
    latitude: north === 0x4e ? latitude / 600000 : -latitude / 600000,
    longitude: east === 0x45 ? longitude / 600000 : -longitude / 600000,
    speedKmh,
    courseDegrees,
    status: statusOf(word >>> 0, table),
    cell: { mcc, mnc, lac, cid },
    satellites,
    signalCsq,
    supplyVolts: tenthsOfVolts / 10,
    batteryPercent,
    issues: [],
    frame,
  };
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39;
}

/** The two digits at `at`, or -1. */
function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - ZERO;
  const ones = bytes[at + 1]! - ZERO;
  // Negative where one of them is below 0 or above 9.
  return (tens | (9 - tens) | ones | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
}

/**
 * Ten-thousandths of a minute of `degrees` and of `xxMM.mmmm` at `at`, or -1, also for no degrees and no
 * minutes.
 */
function minutesOf(bytes: Uint8Array, at: number, degrees: number): number {
  const minutes = two(bytes, at + 2);
  const high = two(bytes, at + 5);
  const low = two(bytes, at + 7);
  if ((degrees | minutes | high | low) < 0 || minutes > 59 || (degrees | minutes) === 0) return -1;
  return degrees * 600000 + minutes * 10000 + high * 100 + low;
}

/** The digits from `cursor` on without their point, at most eleven, or -1; `scale` is what they are divided by. */
function decimal(bytes: Uint8Array): number {
  const from = cursor;
  let at = from;
  let value = 0;
  let divisor = 1;
  let byte = bytes[at]!;
  for (; isDigit(byte); byte = bytes[++at]!) value = value * 10 + byte - ZERO;
  let digits = at - from;
  if (byte === POINT) {
    const point = at;
    for (byte = bytes[++at]!; isDigit(byte); byte = bytes[++at]!) {
      value = value * 10 + byte - ZERO;
      divisor *= 10;
    }
    digits += at - point - 1;
  }
  cursor = at;
  scale = divisor;
  return digits === 0 || digits > 11 ? -1 : value;
}

/** The whole number behind the comma at `cursor`, or -1 if there is none, or one above `most`. */
function nextWhole(bytes: Uint8Array, most: number): number {
  if (bytes[cursor] !== COMMA) return -1;
  const from = cursor + 1;
  let at = from;
  let value = 0;
  for (let byte = bytes[at]!; isDigit(byte); byte = bytes[++at]!) value = value * 10 + byte - ZERO;
  cursor = at;
  return at === from || at - from > 9 || value > most ? -1 : value;
}
