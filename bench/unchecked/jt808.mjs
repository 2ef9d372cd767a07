/** The JT/T 808 forms of frames/jt808.mjs. */
import {
  alarmsIn,
  copied,
  hexText,
  issue,
  NO_ISSUES,
  placeOf,
  text,
  two,
  u16,
  u32,
  unescaped,
  utc,
} from "./shared.mjs";

const NO_ALARMS = [];
const ALARMS = [
  "sos",
  "overspeed",
  "fatigueDriving",
  "danger",
  "gpsFault",
  "gpsAntennaOpen",
  "gpsAntennaShort",
  "lowPower",
  "powerCut",
  "displayFault",
  "ttsFault",
  "cameraFault",
  "icCardFault",
  "overspeedWarning",
  "fatigueWarning",
  "illegalDriving",
  "tyrePressureWarning",
  "rightTurnBlindSpot",
  "drivingOvertime",
  "parkingOvertime",
  "geofence",
  "routeCrossing",
  "sectionTime",
  "routeDeviation",
  "speedSensorFault",
  "fuelFault",
  "theft",
  "illegalIgnition",
  "displacement",
  "collision",
  "rollover",
  "illegalDoor",
];
/** All bits except the reserved ones: 15 to 17 before 2019, 31 since. */
const ALARM_BITS = ~0x38000;
const ALARM_BITS_2019 = 0x7fffffff;

/** The satellite systems by bits 18 to 21. */
const GNSS = Array.from({ length: 16 }, (_, bits) =>
  ["gps", "beidou", "glonass", "galileo"].filter((_, i) => (bits >> i) & 1),
);

const LOADS = ["empty", "half", null, "full"];

function statusOf(word, alarmWord, is2019) {
  const bits = alarmWord & (is2019 ? ALARM_BITS_2019 : ALARM_BITS);
  const status = {
    word,
    table: "jt808",
    ignition: (word & 1) !== 0,
    doorOpen: (word & 0x3e000) !== 0,
    fuelCut: (word & 0x400) !== 0,
    outOfService: (word & 16) !== 0,
    positionEncrypted: (word & 32) !== 0,
    circuitCut: (word & 0x800) !== 0,
    doorsLocked: (word & 0x1000) !== 0,
    load: LOADS[(word >> 8) & 3],
    gnss: GNSS[(word >> 18) & 15],
    alarmWord,
    alarms: bits === 0 ? NO_ALARMS : alarmsIn(bits, ALARMS),
  };
  if (is2019) {
    status.forwardCollisionWarning = (word & 0x40) !== 0;
    status.laneDeparture = (word & 0x80) !== 0;
    status.moving = (word & 0x400000) !== 0;
  }
  return status;
}

function timeOf(b, at) {
  return new Date(
    utc(two(b[at + 2]), two(b[at + 1]), two(b[at])) +
      (two(b[at + 3]) * 3600 + two(b[at + 4]) * 60 + two(b[at + 5]) - 28800) * 1000,
  );
}

/** Twelve digits from byte 5 on. */
function shortId(b) {
  return String.fromCharCode(
    48 + (b[5] >> 4),
    48 + (b[5] & 15),
    48 + (b[6] >> 4),
    48 + (b[6] & 15),
    48 + (b[7] >> 4),
    48 + (b[7] & 15),
    48 + (b[8] >> 4),
    48 + (b[8] & 15),
    48 + (b[9] >> 4),
    48 + (b[9] & 15),
    48 + (b[10] >> 4),
    48 + (b[10] & 15),
  );
}

/** Twenty digits from byte 6 on. */
function longId(b) {
  return String.fromCharCode(
    48 + (b[6] >> 4),
    48 + (b[6] & 15),
    48 + (b[7] >> 4),
    48 + (b[7] & 15),
    48 + (b[8] >> 4),
    48 + (b[8] & 15),
    48 + (b[9] >> 4),
    48 + (b[9] & 15),
    48 + (b[10] >> 4),
    48 + (b[10] & 15),
    48 + (b[11] >> 4),
    48 + (b[11] & 15),
    48 + (b[12] >> 4),
    48 + (b[12] & 15),
    48 + (b[13] >> 4),
    48 + (b[13] & 15),
    48 + (b[14] >> 4),
    48 + (b[14] & 15),
    48 + (b[15] >> 4),
    48 + (b[15] & 15),
  );
}

const isLong = (bytes) => (bytes[3] & 0x40) !== 0;
const idOf = (bytes) => (isLong(bytes) ? longId(bytes) : shortId(bytes));
const headerOf = (bytes) =>
  isLong(bytes) ? { version: 2019, protocolVersion: bytes[5] } : { version: 2013 };
/** Where the body begins (the message number is in the two bytes before), and where it ends. */
const bodyAt = (bytes) => (isLong(bytes) ? 18 : 13);
const endOf = (bytes) => bodyAt(bytes) + (u16(bytes, 3) & 0x3ff);

/** ASCII without trailing NULs. */
function trimmed(bytes, from, to) {
  let end = to;
  while (bytes[end - 1] === 0) end--;
  return text(bytes, from, end);
}

function listOf(bytes, from, to) {
  return from === to ? [] : text(bytes, from, to).split(",");
}

/** Reads the items into a message or record; returns the issue about the first item that no table reads. */
function readItems(wire, bytes, from, end, out) {
  let found = null;
  let at = from;
  while (at < end) {
    const length = bytes[at + 1];
    const i = at + 2;
    const next = i + length;
    switch (bytes[at]) {
      case 0x01:
        out.odometerMeters = u32(bytes, i) * 100;
        break;
      case 0x02:
        out.fuelLevelLiters = u16(bytes, i) / 10;
        break;
      case 0x03:
        standardOf(out).recorderSpeedKmh = u16(bytes, i) / 10;
        break;
      case 0x04:
        standardOf(out).alarmEventId = u16(bytes, i);
        break;
      case 0x25:
        standardOf(out).vehicleSignals = u32(bytes, i);
        break;
      case 0x2a:
        standardOf(out).ioStatus = u16(bytes, i);
        break;
      case 0x2b:
        standardOf(out).analogInputs = [u16(bytes, i), u16(bytes, i + 2)];
        break;
      case 0x30:
        out.signalCsq = bytes[i];
        break;
      case 0x31:
        out.satellites = bytes[i];
        break;
      case 0xcc:
        out.iccid = text(bytes, i, next);
        break;
      case 0x80:
        engineOf(out).vehicleSpeedKmh = bytes[i];
        break;
      case 0x81:
        engineOf(out).engineRpm = u16(bytes, i);
        break;
      case 0x82:
        out.supplyVolts = u16(bytes, i) / 10;
        break;
      case 0x83:
        engineOf(out).engineLoadPercent = bytes[i];
        break;
      case 0x84:
        engineOf(out).coolantTemperatureCelsius = bytes[i] - 40;
        break;
      case 0x85:
        engineOf(out).engineFuelRateLitersPerHour = u16(bytes, i) / 1000;
        break;
      case 0x86:
        engineOf(out).intakeAirTemperatureCelsius = bytes[i] - 40;
        break;
      case 0x87:
        engineOf(out).massAirFlowGramsPerSecond = u16(bytes, i) / 100;
        break;
      case 0x88:
        engineOf(out).intakeManifoldPressureKpa = bytes[i];
        break;
      case 0x89:
        engineOf(out).throttlePositionPercent = bytes[i];
        break;
      case 0x8a:
        engineOf(out).fuelPressureKpa = u16(bytes, i);
        break;
      case 0x8b:
        engineOf(out).vin = text(bytes, i, next);
        break;
      case 0x8c:
        engineOf(out).odometerKm = u32(bytes, i) / 10;
        break;
      case 0x8d:
        engineOf(out).remainingRangeKm = u16(bytes, i);
        break;
      case 0x8e:
        engineOf(out).fuelLevelPercent = bytes[i];
        break;
      case 0xa0:
        engineOf(out).dtcs = listOf(bytes, i, next);
        break;
      default:
        if (found === null) {
          const offset = placeOf(wire, bytes, at);
          found = issue(
            "unknown-tail",
            "info",
            "jt808.items",
            offset,
            placeOf(wire, bytes, next) - offset,
            hexText(bytes, at, next),
            "a known item",
          );
          standardOf(out).items = [];
        }
        out.jt808.items.push({ id: bytes[at], data: copied(bytes, i, next) });
    }
    at = next;
  }
  return found;
}

function standardOf(out) {
  out.jt808 ??= {};
  return out.jt808;
}

function engineOf(out) {
  out.obd ??= {};
  return out.obd;
}

function position(frame) {
  const wire = frame.bytes;
  const bytes = unescaped(wire);
  const at = bodyAt(bytes);
  const word = u32(bytes, at + 4);
  const latitude = u32(bytes, at + 8) / 1e6;
  const longitude = u32(bytes, at + 12) / 1e6;
  const status = statusOf(word, u32(bytes, at), isLong(bytes));
  const message = {
    type: "position",
    command: "0x0200",
    deviceId: idOf(bytes),
    jt808: headerOf(bytes),
    serialNumber: u16(bytes, at - 2),
    status,
    alarms: status.alarms,
    valid: (word & 2) !== 0,
    latitude: (word & 4) !== 0 ? -latitude : latitude,
    longitude: (word & 8) !== 0 ? -longitude : longitude,
    altitudeMeters: (u16(bytes, at + 16) << 16) >> 16,
    speedKmh: u16(bytes, at + 18) / 10,
    courseDegrees: u16(bytes, at + 20),
    time: timeOf(bytes, at + 22),
    issues: NO_ISSUES,
    frame,
  };
  const found = readItems(wire, bytes, at + 28, endOf(bytes), message);
  if (found !== null) message.issues = [found];
  return message;
}

function batch(frame) {
  const wire = frame.bytes;
  const bytes = unescaped(wire);
  const body = bodyAt(bytes);
  const positions = [];
  let issues = NO_ISSUES;
  const end = endOf(bytes);
  for (let record = body + 3; record < end; ) {
    const at = record + 2;
    const to = at + u16(bytes, record);
    const word = u32(bytes, at + 4);
    const latitude = u32(bytes, at + 8) / 1e6;
    const longitude = u32(bytes, at + 12) / 1e6;
    const status = statusOf(word, u32(bytes, at), isLong(bytes));
    const draft = {
      status,
      alarms: status.alarms,
      valid: (word & 2) !== 0,
      latitude: (word & 4) !== 0 ? -latitude : latitude,
      longitude: (word & 8) !== 0 ? -longitude : longitude,
      altitudeMeters: (u16(bytes, at + 16) << 16) >> 16,
      speedKmh: u16(bytes, at + 18) / 10,
      courseDegrees: u16(bytes, at + 20),
      time: timeOf(bytes, at + 22),
    };
    const found = readItems(wire, bytes, at + 28, to, draft);
    if (found !== null) {
      if (issues === NO_ISSUES) issues = [];
      issues.push(found);
    }
    positions.push(draft);
    record = to;
  }
  return {
    type: "positions",
    command: "0x0704",
    deviceId: idOf(bytes),
    jt808: { ...headerOf(bytes), batch: bytes[body + 2] === 0 ? "normal" : "blindArea" },
    serialNumber: u16(bytes, body - 2),
    positions,
    issues,
    frame,
  };
}

function heartbeat(frame) {
  const bytes = unescaped(frame.bytes);
  return {
    type: "heartbeat",
    command: "0x0002",
    deviceId: idOf(bytes),
    jt808: headerOf(bytes),
    serialNumber: u16(bytes, bodyAt(bytes) - 2),
    issues: NO_ISSUES,
    frame,
  };
}

function registration(frame) {
  const bytes = unescaped(frame.bytes);
  const at = bodyAt(bytes);
  const model = at + (isLong(bytes) ? 15 : 9);
  const terminal = model + (isLong(bytes) ? 30 : 20);
  const color = terminal + (isLong(bytes) ? 30 : 7);
  return {
    type: "identity",
    command: "0x0100",
    deviceId: idOf(bytes),
    jt808: headerOf(bytes),
    serialNumber: u16(bytes, at - 2),
    provinceCode: u16(bytes, at),
    cityCode: u16(bytes, at + 2),
    manufacturer: trimmed(bytes, at + 4, model),
    model: trimmed(bytes, model, terminal),
    terminalId: trimmed(bytes, terminal, color),
    plateColorCode: bytes[color],
    plate: text(bytes, color + 1, endOf(bytes)),
    issues: NO_ISSUES,
    frame,
  };
}

function authentication(frame) {
  const bytes = unescaped(frame.bytes);
  const at = bodyAt(bytes);
  if (!isLong(bytes)) {
    return {
      type: "identity",
      command: "0x0102",
      deviceId: shortId(bytes),
      jt808: { version: 2013 },
      serialNumber: u16(bytes, at - 2),
      authenticationCode: text(bytes, at, endOf(bytes)),
      issues: NO_ISSUES,
      frame,
    };
  }
  const imei = at + 1 + bytes[at];
  return {
    type: "identity",
    command: "0x0102",
    deviceId: longId(bytes),
    jt808: headerOf(bytes),
    serialNumber: u16(bytes, at - 2),
    authenticationCode: text(bytes, at + 1, imei),
    imei: text(bytes, imei, imei + 15),
    softwareVersion: trimmed(bytes, imei + 15, imei + 35),
    issues: NO_ISSUES,
    frame,
  };
}

const RESULTS = ["ok", "failed", "bad", "unsupported"];

function answer(frame) {
  const bytes = unescaped(frame.bytes);
  const at = bodyAt(bytes);
  return {
    type: "confirmation",
    command: "0x0001",
    deviceId: idOf(bytes),
    jt808: headerOf(bytes),
    serialNumber: u16(bytes, at - 2),
    answeredSerialNumber: u16(bytes, at),
    confirms: `0x${hexText(bytes, at + 2, at + 4)}`,
    parameters: [],
    result: RESULTS[bytes[at + 4]],
    issues: NO_ISSUES,
    frame,
  };
}

function parameterOf(bytes, at, to) {
  const id = u32(bytes, at);
  const data = copied(bytes, at + 5, to);
  switch (id) {
    case 0x0001:
      return { id, data, name: "heartbeatSeconds", value: u32(bytes, at + 5) };
    case 0x0010:
      return { id, data, name: "apn", value: text(bytes, at + 5, to) };
    case 0x0013:
      return { id, data, name: "server", value: text(bytes, at + 5, to) };
    case 0x0018:
      return { id, data, name: "tcpPort", value: u32(bytes, at + 5) };
    case 0x0027:
      return { id, data, name: "sleepReportSeconds", value: u32(bytes, at + 5) };
    case 0x0029:
      return { id, data, name: "reportSeconds", value: u32(bytes, at + 5) };
    case 0x0055:
      return { id, data, name: "maxSpeedKmh", value: u32(bytes, at + 5) };
    default:
      return { id, data };
  }
}

function parameters(frame) {
  const bytes = unescaped(frame.bytes);
  const body = bodyAt(bytes);
  const found = [];
  const end = endOf(bytes);
  for (let at = body + 3; at < end; ) {
    const to = at + 5 + bytes[at + 4];
    found.push(parameterOf(bytes, at, to));
    at = to;
  }
  return {
    type: "confirmation",
    command: "0x0104",
    deviceId: idOf(bytes),
    jt808: { ...headerOf(bytes), parameters: found },
    serialNumber: u16(bytes, body - 2),
    answeredSerialNumber: u16(bytes, body),
    confirms: "0x8104",
    parameters: [],
    issues: NO_ISSUES,
    frame,
  };
}

export const JT808_PARSERS = {
  "0200": position,
  "0200-2019": position,
  "0200-engine": position,
  "0200-raw": position,
  "0002": heartbeat,
  "0704": batch,
  "0704-raw": batch,
  "0100": registration,
  "0102": authentication,
  "0001": answer,
  "0104": parameters,
};
