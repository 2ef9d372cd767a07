/**
 * The practical limit: the least that any parser could do to make the same messages from the frames of
 * `frames.mjs`. It believes every byte: no check, no issue, no variant of a frame but the one. Each message is
 * one literal, and the bytes are read once from left to right. Never use it for anything else.
 */
import { decodeStatus } from "../dist/index.js";

const NO_ISSUES = [];
const NO_ALARMS = [];
/** Bits that raise an alarm in the tables of both V1 and V8. */
const ALARM_BITS = 0x120318ff;

/** Where the text is read on. */
let at = 0;

export function parseUnchecked(frame) {
  const { bytes } = frame;
  if (bytes[0] === 0x24) return binary(frame, bytes);
  if (bytes[0] === 0x7e) return jt808(frame, bytes);
  at = 4;
  while (bytes[at] !== 0x2c) at++;
  const deviceId = text(bytes, 4, at);
  const word = (bytes[at + 1] << 8) | bytes[at + 2];
  at += 4;
  switch (word) {
    case 0x5631:
      return v1(frame, bytes, deviceId);
    case 0x5638:
      return v8(frame, bytes, deviceId);
    case 0x4e42:
      at++;
      return nbr(frame, bytes, deviceId);
    case 0x5630:
      return {
        type: "heartbeat",
        command: "V0",
        maker: "HQ",
        deviceId,
        issues: NO_ISSUES,
        frame,
      };
    default: {
      // V4
      const from = at;
      while (bytes[at] !== 0x2c) at++;
      return {
        type: "confirmation",
        command: "V4",
        maker: "HQ",
        deviceId,
        confirms: text(bytes, from, at),
        parameters: [text(bytes, at + 1, bytes.length - 1)],
        issues: NO_ISSUES,
        frame,
      };
    }
  }
}

function v1(frame, bytes, deviceId) {
  const clock = seconds(bytes);
  const valid = bytes[at] === 0x41;
  at += 2;
  const latitude = coordinate(bytes, 2, 0x4e);
  const longitude = coordinate(bytes, 3, 0x45);
  const speedKmh = knots(bytes);
  const courseDegrees = number(bytes);
  return {
    type: "position",
    command: "V1",
    maker: "HQ",
    deviceId,
    time: date(bytes, clock),
    valid,
    latitude,
    longitude,
    speedKmh,
    courseDegrees,
    status: status(hexadecimal(bytes), "tq"),
    cell: cell(bytes),
    issues: NO_ISSUES,
    frame,
  };
}

function v8(frame, bytes, deviceId) {
  const clock = seconds(bytes);
  const valid = bytes[at] === 0x41;
  at += 2;
  const latitude = coordinate(bytes, 2, 0x4e);
  const longitude = coordinate(bytes, 3, 0x45);
  const speedKmh = knots(bytes);
  const courseDegrees = number(bytes);
  return {
    type: "position",
    command: "V8",
    maker: "HQ",
    deviceId,
    time: date(bytes, clock),
    valid,
    latitude,
    longitude,
    speedKmh,
    courseDegrees,
    status: status(hexadecimal(bytes), "sinotrack"),
    cell: cell(bytes),
    satellites: number(bytes),
    signalCsq: number(bytes),
    supplyVolts: number(bytes) / 10,
    batteryPercent: number(bytes),
    issues: NO_ISSUES,
    frame,
  };
}

const STEPS = [0, 5, 20, 40, 60, 80, 100];

function nbr(frame, bytes, deviceId) {
  const clock = seconds(bytes);
  const mcc = number(bytes);
  const mnc = number(bytes);
  const timingAdvance = number(bytes);
  const count = number(bytes);
  const cells = [];
  for (let i = 0; i < count; i++) {
    cells.push({ mcc, mnc, lac: number(bytes), cid: number(bytes), rssi: number(bytes) });
  }
  const time = date(bytes, clock);
  const word = hexadecimal(bytes);
  const batteryCode = number(bytes);
  return {
    type: "cells",
    command: "NBR",
    maker: "HQ",
    deviceId,
    cells,
    time,
    timingAdvance,
    status: status(word, "tq"),
    batteryPercent: STEPS[batteryCode],
    batteryCode,
    issues: NO_ISSUES,
    frame,
  };
}

function binary(frame, bytes) {
  const flags = bytes[21];
  const latitude =
    (two(bytes[12]) * 600000 + two(bytes[13]) * 10000 + two(bytes[14]) * 100 + two(bytes[15])) /
    600000;
  const longitude =
    ((two(bytes[17]) * 10 + (bytes[18] >> 4)) * 600000 +
      (bytes[18] & 15) * 100000 +
      two(bytes[19]) * 1000 +
      two(bytes[20]) * 10 +
      (flags >> 4)) /
    600000;
  const deviceId = String.fromCharCode(
    48 + (bytes[1] >> 4),
    48 + (bytes[1] & 15),
    48 + (bytes[2] >> 4),
    48 + (bytes[2] & 15),
    48 + (bytes[3] >> 4),
    48 + (bytes[3] & 15),
    48 + (bytes[4] >> 4),
    48 + (bytes[4] & 15),
    48 + (bytes[5] >> 4),
    48 + (bytes[5] & 15),
  );
  const time = new Date(
    utc(two(bytes[9]), two(bytes[10]), two(bytes[11])) +
      (two(bytes[6]) * 3600 + two(bytes[7]) * 60 + two(bytes[8])) * 1000,
  );
  const word = u32(bytes, 25);
  if (bytes.length === 32) {
    return {
      type: "position",
      command: "$",
      deviceId,
      time,
      valid: (flags & 2) !== 0,
      latitude: (flags & 4) !== 0 ? latitude : -latitude,
      longitude: (flags & 8) !== 0 ? longitude : -longitude,
      speedKmh: ((two(bytes[22]) * 10 + (bytes[23] >> 4)) * 1852) / 1000,
      courseDegrees: (bytes[23] & 15) * 100 + two(bytes[24]),
      status: status(word, "tq"),
      batteryPercent: STEPS[bytes[16]],
      batteryCode: bytes[16],
      recordNumber: bytes[31],
      issues: NO_ISSUES,
      frame,
    };
  }
  return {
    type: "position",
    command: "$",
    deviceId,
    time,
    valid: (flags & 2) !== 0,
    latitude: (flags & 4) !== 0 ? latitude : -latitude,
    longitude: (flags & 8) !== 0 ? longitude : -longitude,
    speedKmh: ((two(bytes[22]) * 10 + (bytes[23] >> 4)) * 1852) / 1000,
    courseDegrees: (bytes[23] & 15) * 100 + two(bytes[24]),
    status: status(word, "tq"),
    batteryPercent: STEPS[bytes[16]],
    batteryCode: bytes[16],
    odometerMeters: u32(bytes, 29),
    cell: {
      mcc: (bytes[37] << 8) | bytes[38],
      mnc: bytes[39],
      lac: (bytes[40] << 8) | bytes[41],
      cid: (bytes[42] << 8) | bytes[43],
    },
    recordNumber: bytes[44],
    issues: NO_ISSUES,
    frame,
  };
}

const GPS = ["gps"];
const POWER_CUT = ["powerCut"];
const NO_ESCAPES = new Uint8Array(64);

function jt808(frame, wire) {
  // Most frames hold nothing that was escaped and are read where they are.
  let bytes = wire;
  if (wire.indexOf(0x7d) >= 0) {
    bytes = NO_ESCAPES;
    for (let from = 0, to = 0; from < wire.length; to++) {
      const byte = wire[from++];
      bytes[to] = byte === 0x7d ? 0x7c + wire[from++] : byte;
    }
  }
  const alarmWord = u32(bytes, 13);
  const word = u32(bytes, 17);
  const deviceId = String.fromCharCode(
    48 + (bytes[5] >> 4),
    48 + (bytes[5] & 15),
    48 + (bytes[6] >> 4),
    48 + (bytes[6] & 15),
    48 + (bytes[7] >> 4),
    48 + (bytes[7] & 15),
    48 + (bytes[8] >> 4),
    48 + (bytes[8] & 15),
    48 + (bytes[9] >> 4),
    48 + (bytes[9] & 15),
    48 + (bytes[10] >> 4),
    48 + (bytes[10] & 15),
  );
  const latitude = u32(bytes, 21) / 1e6;
  const longitude = u32(bytes, 25) / 1e6;
  return {
    type: "position",
    command: "0x0200",
    deviceId,
    jt808: { version: 2013 },
    serialNumber: (bytes[11] << 8) | bytes[12],
    status: {
      word,
      table: "jt808",
      ignition: (word & 1) !== 0,
      doorOpen: (word & 0x1e000) !== 0,
      fuelCut: (word & 0x400) !== 0,
      outOfService: (word & 16) !== 0,
      positionEncrypted: (word & 32) !== 0,
      circuitCut: (word & 0x800) !== 0,
      doorsLocked: (word & 0x1000) !== 0,
      gnss: GPS,
      alarmWord,
      alarms: alarmWord === 0 ? NO_ALARMS : POWER_CUT,
    },
    valid: (word & 2) !== 0,
    latitude: (word & 4) !== 0 ? -latitude : latitude,
    longitude: (word & 8) !== 0 ? -longitude : longitude,
    altitudeMeters: (bytes[29] << 8) | bytes[30],
    speedKmh: ((bytes[31] << 8) | bytes[32]) / 10,
    courseDegrees: (bytes[33] << 8) | bytes[34],
    time: new Date(
      utc(two(bytes[37]), two(bytes[36]), two(bytes[35])) +
        (two(bytes[38]) * 3600 + two(bytes[39]) * 60 + two(bytes[40]) - 28800) * 1000,
    ),
    odometerMeters: u32(bytes, 43) * 100,
    signalCsq: bytes[49],
    satellites: bytes[52],
    issues: NO_ISSUES,
    frame,
  };
}

/** Ten characters at once, as most ids have. */
function text(bytes, from, to) {
  if (to - from === 10) {
    return String.fromCharCode(
      bytes[from],
      bytes[from + 1],
      bytes[from + 2],
      bytes[from + 3],
      bytes[from + 4],
      bytes[from + 5],
      bytes[from + 6],
      bytes[from + 7],
      bytes[from + 8],
      bytes[from + 9],
    );
  }
  let result = "";
  for (let i = from; i < to; i++) result += String.fromCharCode(bytes[i]);
  return result;
}

function two(byte) {
  return (byte >> 4) * 10 + (byte & 15);
}

function u32(bytes, from) {
  return (
    ((bytes[from] << 24) | (bytes[from + 1] << 16) | (bytes[from + 2] << 8) | bytes[from + 3]) >>> 0
  );
}

/** Two digits, both at once: 48 * 11 is what their codes have too much. */
function pair(bytes, from) {
  return bytes[from] * 10 + bytes[from + 1] - 528;
}

/** HHMMSS and the comma. */
function seconds(bytes) {
  const value = pair(bytes, at) * 3600 + pair(bytes, at + 2) * 60 + pair(bytes, at + 4);
  at += 7;
  return value;
}

/** DDMMYY and the comma. */
function date(bytes, clock) {
  const day = utc(pair(bytes, at), pair(bytes, at + 2), pair(bytes, at + 4));
  at += 7;
  return new Date(day + clock * 1000);
}

const DAYS_BEFORE = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];

/** Milliseconds to the day of a year from 2000 on, years taken to begin in March. */
function utc(day, month, year) {
  const years = (month < 3 ? year - 1 : year) + 32;
  return (years * 365 + (years >> 2) + DAYS_BEFORE[month - 1] + day - 672) * 86400000;
}

/** DDMM.mmmm or DDDMM.mmmm, the letter and both commas. */
function coordinate(bytes, degreeDigits, positive) {
  let degrees = pair(bytes, at);
  if (degreeDigits === 3) degrees = degrees * 10 + bytes[at + 2] - 48;
  at += degreeDigits;
  const minutes = pair(bytes, at) * 10000 + pair(bytes, at + 3) * 100 + pair(bytes, at + 5);
  const value = (degrees * 600000 + minutes) / 600000;
  const isPositive = bytes[at + 8] === positive;
  at += 10;
  return isPositive ? value : -value;
}

/** Digits up to the comma or `#`. */
function number(bytes) {
  let value = 0;
  let byte = bytes[at++];
  while (byte >= 0x30) {
    value = value * 10 + byte - 0x30;
    byte = bytes[at++];
  }
  return value;
}

/** Knots with two decimals, as km/h. */
function knots(bytes) {
  const whole = numberToPoint(bytes);
  const value = (whole * 100 + pair(bytes, at)) * 1852;
  at += 3;
  return value / 100000;
}

function numberToPoint(bytes) {
  let value = 0;
  while (bytes[at] !== 0x2e) value = value * 10 + bytes[at++] - 0x30;
  at++;
  return value;
}

/** Eight digits and the comma; a letter has bit 6. */
function hexadecimal(bytes) {
  let value = 0;
  for (let i = at; i < at + 8; i++) {
    const byte = bytes[i];
    value = (value << 4) | ((byte & 15) + (byte >> 6) * 9);
  }
  at += 9;
  return value >>> 0;
}

function cell(bytes) {
  return { mcc: number(bytes), mnc: number(bytes), lac: number(bytes), cid: number(bytes) };
}

function status(word, table) {
  const active = ~word;
  if ((active & ALARM_BITS) !== 0) return decodeStatus(word, table);
  return {
    word,
    table,
    ignition: (active & (1 << 10)) === 0,
    engineRunning: (active & (1 << 13)) !== 0,
    armed: (active & (1 << 9)) !== 0,
    doorOpen: (active & (1 << 8)) !== 0,
    fuelCut: (active & (1 << 27)) !== 0,
    onBackupBattery: (active & (1 << 19)) !== 0,
    storedRecord: (active & (1 << 26)) !== 0,
    alarms: NO_ALARMS,
  };
}
