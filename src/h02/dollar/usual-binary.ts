/**
 * The `$` frames of 32 and 45 bytes in which nothing is wrong and nothing undocumented, read in one pass. Field by
 * field takes three times as long (`npm run bench`). Anything else is left to the layouts in binary-head.ts and
 * binary-tails.ts, which stay the truth: test/message/usual.test.ts holds both against each other.
 */
import { hexText } from "../../bytes.ts";
import { batteryPercent, isBatteryStep } from "../../kind/battery.ts";
import { isDay, secondsOfDay, utc } from "../../kind/datetime.ts";
import { knotsToKmh } from "../../kind/speed.ts";
import { finish, type Growing } from "../../model/draft.ts";
import type { Frame } from "../../model/frame.ts";
import type { Cell, Message } from "../../model/message.ts";
import { type StatusTableName, statusOf } from "../../model/status.ts";

/** A byte of two decimal digits as number, or -1. */
const BCD: Int8Array = /* @__PURE__ */ Int8Array.from({ length: 256 }, (_, byte) =>
  byte >> 4 < 10 && (byte & 15) < 10 ? (byte >> 4) * 10 + (byte & 15) : -1,
);

/** The message of such a frame; `null` for anything else. */
export function readUsualBinary(frame: Frame, table: StatusTableName): Message | null {
  const { bytes } = frame;
  const isLong = bytes.length === 45;
  if ((!isLong && bytes.length !== 32) || bytes[0] !== 0x24) return null;
  const isClassic = bytes[29] === 0xff && bytes[30] === 0;
  if (isLong) {
    if (isClassic) {
      if (bytes[31]! > 31 || bytes[32]! > 32) return null;
    } else if ((bytes[33]! | bytes[34]! | bytes[35]! | bytes[36]!) !== 0) return null;
  } else if (!isClassic) return null;

  const hour = BCD[bytes[6]!]!;
  const minute = BCD[bytes[7]!]!;
  const second = BCD[bytes[8]!]!;
  const day = BCD[bytes[9]!]!;
  const month = BCD[bytes[10]!]!;
  const year = BCD[bytes[11]!]!;
  const north = BCD[bytes[12]!]!;
  const northMinutes = BCD[bytes[13]!]!;
  const northHigh = BCD[bytes[14]!]!;
  const northLow = BCD[bytes[15]!]!;
  const flags = bytes[21]!;
  // Negative where a half-byte is no decimal digit; all digits of one number from byte 17 to 20.
  const eastHigh = BCD[bytes[17]!]! * 100 + BCD[bytes[18]!]!;
  const eastLow = BCD[bytes[19]!]! * 100 + BCD[bytes[20]!]!;
  const knots = BCD[bytes[22]!]!;
  const between = BCD[bytes[23]!]!;
  const courseLow = BCD[bytes[24]!]!;
  if (
    (hour | minute | second | day | month | year) < 0 ||
    (north | northMinutes | northHigh | northLow) < 0 ||
    (BCD[bytes[17]!]! | BCD[bytes[18]!]! | BCD[bytes[19]!]! | BCD[bytes[20]!]!) < 0 ||
    (knots | between | courseLow | BCD[flags & 0xf0]!) < 0 ||
    (BCD[bytes[1]!]! | BCD[bytes[2]!]! | BCD[bytes[3]!]! | BCD[bytes[4]!]! | BCD[bytes[5]!]!) < 0
  ) {
    return null;
  }
  const seconds = secondsOfDay(hour, minute, second);
  if (seconds < 0 || year >= 80 || !isDay(day, month, year)) return null;
  // Four digits of degrees and minutes, in which the degrees have three: DDDM, then Mmmm and one more.
  const east = Math.floor(eastHigh / 10);
  const eastMinutes = ((eastHigh % 10) * 10000 + eastLow) * 10 + (flags >> 4);
  const latitude = north * 600000 + northMinutes * 10000 + northHigh * 100 + northLow;
  const longitude = east * 600000 + eastMinutes;
  const course = (between % 10) * 100 + courseLow;
  if (
    northMinutes > 59 ||
    eastMinutes >= 600000 ||
    latitude > 54000000 ||
    longitude > 108000000 ||
    latitude + longitude === 0 ||
    course > 360
  ) {
    return null;
  }
  const battery = bytes[16]!;
  const percent = batteryPercent(battery);
  if (battery !== 0 && percent < 0) return null;
  let cell: Cell | undefined;
  if (isLong) {
    const mcc = (bytes[37]! << 8) | bytes[38]!;
    const mnc = bytes[39]!;
    const lac = (bytes[40]! << 8) | bytes[41]!;
    const cid = (bytes[42]! << 8) | bytes[43]!;
    if (mcc > 999 || (mcc | mnc | lac | cid) === 0) return null;
    cell = { mcc: mcc || null, mnc, lac: lac || null, cid: cid || null };
  }

  const message: Growing = {
    type: "position",
    command: "$",
    deviceId: hexText(bytes, 1, 6),
    time: new Date(utc(day, month, year, seconds)),
    valid: (flags & 2) !== 0,
    latitude: (flags & 4) !== 0 || latitude === 0 ? latitude / 600000 : -latitude / 600000,
    longitude: (flags & 8) !== 0 || longitude === 0 ? longitude / 600000 : -longitude / 600000,
    speedKmh: knotsToKmh(knots * 10 + Math.floor(between / 10), 1),
    courseDegrees: course,
    status: statusOf(u32(bytes, 25), table),
  };
  if (battery !== 0) {
    message.batteryPercent = percent;
    if (isBatteryStep(battery)) message.batteryCode = battery;
  }
  if (cell === undefined) message.recordNumber = bytes[31]!;
  else {
    if (isClassic) {
      message.signalCsq = bytes[31]!;
      message.satellites = bytes[32]!;
      message.odometerMeters = u32(bytes, 33) * 1000;
    } else {
      const meters = u32(bytes, 29);
      if (meters > 0) message.odometerMeters = meters;
    }
    message.cell = cell;
    message.recordNumber = bytes[44]!;
  }
  return finish(message, "position", [], frame);
}

function u32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
  );
}
