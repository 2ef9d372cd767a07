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

import { latin1Text, tenCharacters } from "../../bytes.ts";
import { isDay, secondsOfDay, utc } from "../../kind/datetime.ts";
import { knotsToKmh } from "../../kind/speed.ts";
import { hexDigit } from "../../kind/text-reader.ts";
import type { Frame } from "../../model/frame.ts";
import type { Message } from "../../model/message.ts";
import { type StatusTableName, statusOf } from "../../model/status.ts";

const COMMA = 0x2c;
const POINT = 0x2e;
const HASH = 0x23;
const ZERO = 0x30;

/** From the time to the `#` behind the status, with one digit of speed and of course. */
const SHORTEST_BODY = 54;

/** The value of each hexadecimal digit, -1 for any other byte. */
const HEX: Int8Array = /* @__PURE__ */ Int8Array.from({ length: 256 }, (_, byte) => hexDigit(byte));

/** What `readNumbers` has read. */
const NUMBERS: Int32Array = /* @__PURE__ */ new Int32Array(8);
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

  const fix = bytes[body + 7];
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
  const clock = four(bytes, body);
  const second = two(bytes, body + 4);
  const northWhole = four(bytes, body + 9);
  const northRest = four(bytes, body + 14);
  const eastFirst = bytes[body + 21]! - ZERO;
  const eastWhole = four(bytes, body + 22);
  const eastRest = four(bytes, body + 27);
  // Zero degrees and minutes are looked at more closely.
  if (
    (clock | second | northRest | eastFirst | eastWhole | eastRest) < 0 ||
    northWhole <= 0 ||
    (eastFirst | eastWhole) === 0
  ) {
    return null;
  }
  const seconds = secondsOfDay(Math.floor(clock / 100), clock % 100, second);
  const northDegrees = Math.floor(northWhole / 100);
  const northMinutes = northWhole % 100;
  const eastDegrees = Math.floor(eastWhole / 100);
  const eastMinutes = eastWhole % 100;
  const latitude = northDegrees * 600000 + northMinutes * 10000 + northRest;
  const longitude = (eastFirst * 100 + eastDegrees) * 600000 + eastMinutes * 10000 + eastRest;
  if (
    seconds < 0 ||
    northMinutes > 59 ||
    eastMinutes > 59 ||
    latitude > 54000000 ||
    longitude > 108000000
  ) {
    return null;
  }

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
  const dayAndMonth = four(bytes, date);
  const year = two(bytes, date + 4);
  if ((dayAndMonth | year) < 0 || year >= 80) return null;
  const day = Math.floor(dayAndMonth / 100);
  const month = dayAndMonth % 100;
  if (!isDay(day, month, year)) return null;
  let word = 0;
  let bad = 0;
  for (let i = date + 7; i < behind; i++) {
    const digit = HEX[bytes[i]!]!;
    bad |= digit;
    word = (word << 4) | digit;
  }
  if (bad < 0) return null;

  const deviceId = body === 18 ? tenCharacters(bytes, 4) : latin1Text(bytes, 4, body - 4);
  const time = new Date(utc(day, month, year, seconds));
  const valid = fix !== 0x56;
  const northSign = north === 0x4e ? 600000 : -600000;
  const eastSign = east === 0x45 ? 600000 : -600000;
  const status = statusOf(word >>> 0, statusTable ?? (isV8 ? "sinotrack" : "tq"));
  if (bytes[behind] === HASH) {
    if (behind !== last || isV8) return null;
    return {
      type: "position",
      command: "V1",
      maker: "HQ",
      deviceId,
      time,
      valid,
      latitude: latitude / northSign,
      longitude: longitude / eastSign,
      speedKmh,
      courseDegrees,
      status,
      issues: [],
      frame,
    };
  }
  if (bytes[behind] !== COMMA) return null;
  const count = readNumbers(bytes, behind + 1, last);
  const [mcc, mnc, lac, cid] = [NUMBERS[0]!, NUMBERS[1]!, NUMBERS[2]!, NUMBERS[3]!];
  if (count !== (isV8 ? 8 : 4) || mcc === 0 || mcc > 999 || mnc > 999) return null;
  if (lac === 0 || lac > 0xffff || cid === 0 || cid > 0xfffffff) return null;
  const cell = { mcc, mnc, lac, cid };
  if (!isV8) {
    return {
      type: "position",
      command: "V1",
      maker: "HQ",
      deviceId,
      time,
      valid,
      latitude: latitude / northSign,
      longitude: longitude / eastSign,
      speedKmh,
      courseDegrees,
      status,
      cell,
      issues: [],
      frame,
    };
  }
  const [satellites, signalCsq] = [NUMBERS[4]!, NUMBERS[5]!];
  const [tenthsOfVolts, batteryPercent] = [NUMBERS[6]!, NUMBERS[7]!];
  if (satellites > 99 || signalCsq > 31 || tenthsOfVolts > 9999 || batteryPercent > 100)
    return null;
  const supplyVolts = tenthsOfVolts / 10;
  return {
    type: "position",
    command: "V8",
    maker: "HQ",
    deviceId,
    time,
    valid,
    latitude: latitude / northSign,
    longitude: longitude / eastSign,
    speedKmh,
    courseDegrees,
    status,
    cell,
    satellites,
    signalCsq,
    supplyVolts,
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
 * The four digits at `at`, or -1. Together in one number, so that one test does for all: of this many tests one by one
 * V8 leaves half in calls of their own.
 */
function four(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const second = bytes[at + 1]!;
  const third = bytes[at + 2]!;
  const fourth = bytes[at + 3]!;
  const word = (first << 24) | (second << 16) | (third << 8) | fourth;
  // Digits are 30 to 39: the high half-byte is 3, and still is with 6 more.
  const isOther =
    ((word & 0xf0f0f0f0) ^ 0x30303030) | (((word + 0x06060606) & 0xf0f0f0f0) ^ 0x30303030);
  return isOther !== 0 ? -1 : first * 1000 + second * 100 + third * 10 + fourth - 1111 * ZERO;
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

/**
 * Reads the whole numbers of up to nine digits with commas between, from `from` to the `#` at `to`, into `NUMBERS`;
 * returns how many there are, or -1 if there is anything else.
 */
function readNumbers(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  let start = from;
  let value = 0;
  for (let at = from; at <= to; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      continue;
    }
    if (bytes[at] !== (at === to ? HASH : COMMA)) return -1;
    if (at === start || at - start > 9 || count === NUMBERS.length) return -1;
    NUMBERS[count++] = value;
    start = at + 1;
    value = 0;
  }
  return count;
}
