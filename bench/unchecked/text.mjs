/**
 * The text forms of frames/text.mjs. Each is one function with its cursor in a local variable, assembled as source from
 * the pieces below. With functions as pieces and the cursor in a module variable, V1 takes a third longer.
 */
import {
  BATTERY_STEPS,
  HUASUNTEK_TABLE,
  issue,
  NO_ISSUES,
  PENGAODA_TABLE,
  SINOTRACK_TABLE,
  statusOf,
  TQ_TABLE,
  text,
  userAlarms,
  utc,
} from "./shared.mjs";

/** Two digits at once: 48 * 11 is the excess of their character codes. */
function pair(bytes, at) {
  return bytes[at] * 10 + bytes[at + 1] - 528;
}

/** Twelve hexadecimal digits in lower case. */
function bssid(b, i) {
  return String.fromCharCode(
    b[i] | 32,
    b[i + 1] | 32,
    b[i + 2] | 32,
    b[i + 3] | 32,
    b[i + 4] | 32,
    b[i + 5] | 32,
    b[i + 6] | 32,
    b[i + 7] | 32,
    b[i + 8] | 32,
    b[i + 9] | 32,
    b[i + 10] | 32,
    b[i + 11] | 32,
  );
}

/** 2026-12-31 from DDMMYY. */
function isoDay(b, i) {
  return String.fromCharCode(
    50,
    48,
    b[i + 4],
    b[i + 5],
    45,
    b[i + 2],
    b[i + 3],
    45,
    b[i],
    b[i + 1],
  );
}

const RESULT_WORDS = new Set(["OK", "DONE", "ERROR"]);
const RESULT_CODES = new Set(["00", "01", "02", "03", "04", "80"]);
const HAS_RESULT_CODE = new Set(["S20", "SF2", "CF2", "MP", "IP", "INFO", "RESET", "SLAN"]);

function isResult(command, word) {
  return RESULT_WORDS.has(word) || (HAS_RESULT_CODE.has(command) && RESULT_CODES.has(word));
}

/** 130502.35 units of 0.51444 m. */
function mileage(word) {
  return (Number(word.replace(".", "")) * 51444) / 10000000;
}

const ALARMS = [null, "sos", "lowBattery", "geofence"];

const SCOPE = {
  ALARMS,
  BATTERY_STEPS,
  bssid,
  HUASUNTEK_TABLE,
  isoDay,
  isResult,
  issue,
  mileage,
  NO_ISSUES,
  pair,
  PENGAODA_TABLE,
  SINOTRACK_TABLE,
  statusOf,
  TQ_TABLE,
  text,
  userAlarms,
  utc,
};

/** A parser of frames whose word has `width` characters; `source` begins after the comma of the word. */
function parser(width, source) {
  const whole = `return (frame) => {
    const { bytes } = frame;
    const end = bytes[14] === 44 ? 14 : 19;
    const deviceId = text(bytes, 4, end);
    let i = end + ${width + 2};
    let c = 0;
    let state;
    ${source}
  }`;
  return new Function(...Object.keys(SCOPE), whole)(...Object.values(SCOPE));
}

/** HHMMSS, A or V, and their commas. */
const CLOCK =
  "const clock = pair(bytes, i) * 3600 + pair(bytes, i + 2) * 60 + pair(bytes, i + 4); i += 7;";
const VALID = "const valid = bytes[i] !== 86; i += 2;";

/** DDMM.mmmm,N,DDDMM.mmmm,E, with four or five decimals in both. */
const PLACE = `
  const more = bytes[i + 9] === 44 ? 0 : 1;
  let scale = 600000;
  let north = pair(bytes, i + 2) * 10000 + pair(bytes, i + 5) * 100 + pair(bytes, i + 7);
  let east = pair(bytes, i + 15 + more) * 10000 + pair(bytes, i + 18 + more) * 100 + pair(bytes, i + 20 + more);
  if (more === 1) {
    scale = 6000000;
    north = north * 10 + bytes[i + 9] - 48;
    east = east * 10 + bytes[i + 23] - 48;
  }
  let latitude = (pair(bytes, i) * scale + north) / scale;
  let longitude = ((pair(bytes, i + 12 + more) * 10 + bytes[i + 14 + more] - 48) * scale + east) / scale;
  if (bytes[i + 10 + more] === 83) latitude = -latitude;
  i += 23 + more * 2;
  if (bytes[i] === 87) longitude = -longitude;
  i += 2;`;

/** Digits and their end, a character below the digits. */
const whole = (name) =>
  `let ${name} = 0; c = bytes[i++]; while (c >= 48) { ${name} = ${name} * 10 + c - 48; c = bytes[i++]; }`;

/** The same in hexadecimal; letters have bit 6 set. */
const hexadecimal = (name) =>
  `let ${name} = 0; c = bytes[i++]; while (c >= 48) { ${name} = ${name} * 16 + (c & 15) + (c >> 6) * 9; c = bytes[i++]; }`;

/** With or without decimals, times `factor` and divided by `divisor`. */
const decimal = (name, factor = "", divisor = 1) => `
  let ${name} = 0;
  let ${name}Scale = ${divisor};
  c = bytes[i++];
  while (c >= 48) { ${name} = ${name} * 10 + c - 48; c = bytes[i++]; }
  if (c === 46) {
    c = bytes[i++];
    while (c >= 48) { ${name} = ${name} * 10 + c - 48; ${name}Scale *= 10; c = bytes[i++]; }
  }
  ${name} = ${name}${factor} / ${name}Scale;`;

const MOTION = decimal("speedKmh", " * 1852", 1000) + decimal("courseDegrees");

const DATE =
  "const time = new Date(utc(pair(bytes, i), pair(bytes, i + 2), pair(bytes, i + 4)) + clock * 1000); i += 7;";

/** Eight digits and the character that ends them. */
const STATUS = `
  let word = 0;
  for (const to = i + 8; i < to; i++) { c = bytes[i]; word = (word << 4) | ((c & 15) + (c >> 6) * 9); }
  i++;`;

/** Up to the comma or \`#\`. */
const field = (name) =>
  `const ${name}At = i; while (bytes[i] !== 44 && bytes[i] !== 35) i++; const ${name} = text(bytes, ${name}At, i++);`;

const BODY = CLOCK + VALID + PLACE + MOTION + DATE + STATUS;
const CELL = whole("mcc") + whole("mnc") + whole("lac") + whole("cid");
const CELL_VALUE = "cell: { mcc, mnc, lac, cid },";
/** 0 means unknown. */
const LOOSE_CELL = "cell: { mcc: mcc || null, mnc, lac: lac || null, cid: cid || null },";

const HEAD = 'maker: "HQ", deviceId,';
const END = "issues: NO_ISSUES, frame";
const FIX = "latitude, longitude, speedKmh, courseDegrees,";

const position = (command, table, values, end = END, type = "position") => `
  return { type: "${type}", command: "${command}", ${HEAD} time, valid, ${FIX}
    status: (state = statusOf(word >>> 0, ${table}_TABLE)), alarms: state.alarms, ${values} ${end} };`;

/** Body and tail. `read` is the source that reads the tail, `values` the properties that it gives. */
const report = (command, table, read = "", values = "") =>
  parser(command.length, BODY + read + position(command, table, values));

const READINGS =
  whole("satellites") + whole("signalCsq") + whole("tenths") + whole("batteryPercent");
const READING_VALUES = "satellites, signalCsq, supplyVolts: tenths / 10, batteryPercent,";

/** A step is given as number too. */
const battery = (command, values) => `${whole("code")}
  if (code > 6) { ${position(command, "TQ", `${values} batteryPercent: code,`)} }
  ${position(command, "TQ", `${values} batteryPercent: BATTERY_STEPS[code], batteryCode: code,`)}`;

const WIFI = `
  const wifi = [];
  for (let k = 0; k < 3; k++) {
    const address = bssid(bytes, i);
    i += 13;
    ${hexadecimal("level")}
    wifi.push({ bssid: address, rssiDbm: level - 110 });
  }`;

const PENGAODA = `${hexadecimal("user")}
  const settings = text(bytes, i, i + 4);
  i += 5;
  ${whole("mcc") + whole("mnc") + whole("cid") + whole("lac") + hexadecimal("battery")}`;
const PENGAODA_VALUES = `alarms: userAlarms(user, battery, state.alarms), extra: [settings], ${LOOSE_CELL}
  batteryPercent: BATTERY_STEPS[battery & 15], batteryCode: battery & 15,`;
const TRIP = [
  "distanceMeters",
  "tenths",
  "maxSpeedKmh",
  "averageSpeedKmh",
  "idleSeconds",
  "runSeconds",
  "hardAccelerations",
  "hardBrakes",
  "hardTurns",
];
const TRIP_VALUES = TRIP.map((name) => (name === "tenths" ? "fuelLiters: tenths / 10" : name));

/** A list of cells up to the status, each with its level, which may be negative. */
const nbrCells = `
  const cells = [];
  for (let k = 0; k < count; k++) {
    ${whole("lac") + whole("cid")}
    if (bytes[i] === 45) {
      i++;
      ${whole("level")}
      cells.push({ mcc, mnc, lac, cid, rssiDbm: -level });
    } else {
      ${whole("rssi")}
      cells.push({ mcc, mnc, lac, cid, rssi });
    }
  }`;
const nbr = (values) => `
  return { type: "cells", command: "NBR", ${HEAD} cells, time, timingAdvance,
    status: (state = statusOf(word >>> 0, TQ_TABLE)), alarms: state.alarms, ${values} ${END} };`;

const vp1 = (values) => `
  return { type: "position", command: "VP1", maker: bytes[1] === 72 ? "HQ" : "hq", deviceId,
    valid, ${FIX} time: null, date, ${values} issues, frame };`;

/** One of several cells without a network, with the network of the serving cell. */
const scanned = (lac, cid) => `{ mcc, mnc, lac: ${lac}, cid: ${cid}, rssi }`;
const SCAN = `${hexadecimal("mcc") + hexadecimal("mnc") + hexadecimal("lac") + hexadecimal("cid") + whole("percent")}
  const cells = [];
  do {
    ${hexadecimal("area") + hexadecimal("id")}
    let rssi = 0;
    c = bytes[i++];
    while (c >= 48 && c <= 57) { rssi = rssi * 10 + c - 48; c = bytes[i++]; }
    cells.push(${scanned("area", "id")});
  } while (c === 124);`;
const SCAN_VALUES = `addressCoding, ${CELL_VALUE} batteryPercent: percent === 99 ? 100 : percent, cells,`;
const CODING = 'const addressCoding = bytes[i] === 48 ? "gb2312" : "unicode"; i += 2;';
const coded = (command, type, front, alarms = "state.alarms") =>
  parser(
    command.length,
    `${front + CLOCK + CODING + PLACE + MOTION + DATE + STATUS + SCAN}
    return { type: "${type}", command: "${command}", ${HEAD} time, ${FIX}
      status: (state = statusOf(word >>> 0, HUASUNTEK_TABLE)), alarms: ${alarms}, ${SCAN_VALUES} ${END} };`,
  );

/** DDDMM without leading zeros. */
const SHORT_PLACE = `
  const more = bytes[i + 9] === 44 ? 0 : 1;
  const scale = more === 1 ? 6000000 : 600000;
  let north = pair(bytes, i + 2) * 10000 + pair(bytes, i + 5) * 100 + pair(bytes, i + 7);
  if (more === 1) north = north * 10 + bytes[i + 9] - 48;
  let latitude = (pair(bytes, i) * scale + north) / scale;
  if (bytes[i + 10 + more] === 83) latitude = -latitude;
  i += 12 + more;
  const longitudeAt = i;
  let point = i;
  while (bytes[point] !== 46) point++;
  let longitude = 0;
  for (const to = point - 2; i < to; i++) longitude = longitude * 10 + bytes[i] - 48;
  let east = pair(bytes, i) * 10000 + pair(bytes, i + 3) * 100 + pair(bytes, i + 5);
  if (more === 1) east = east * 10 + bytes[i + 7] - 48;
  i += 7 + more;
  const longitudeEnd = i;
  longitude = (longitude * scale + east) / scale;
  if (bytes[i + 1] === 87) longitude = -longitude;
  i += 3;`;
const SHORT_ISSUES = `issues: [
    issue("short-coordinate", "info", "longitude", longitudeAt, longitudeEnd - longitudeAt,
      text(bytes, longitudeAt, longitudeEnd), "DDDMM.mmmm,E or W"),
    issue("trailing-comma", "info", "frame", bytes.length - 1, 0, "", "#"),
  ], frame`;

/** Fields up to a validity field are parameters; the last of them is the time of the command. */
const V4_FRONT = `${field("confirms")}
  const parameters = [];
  while (bytes[i + 6] !== 44 || bytes[i + 8] !== 44 || bytes[i + 7] < 65) {
    const from = i;
    while (bytes[i] !== 44) i++;
    parameters.push(text(bytes, from, i++));
  }
  const commandTime = parameters.pop();`;
const v4 = (values, last) => `
  {
    const message = { type: "confirmation", command: "V4", ${HEAD} confirms, parameters, commandTime, time, valid, ${FIX}
      status: (state = statusOf(word >>> 0, TQ_TABLE)), alarms: state.alarms, ${values} ${END} };
    ${last}
    return message;
  }`;
const V4_RESULT =
  'if (parameters.length > 0 && isResult(confirms, parameters[0])) message.result = parameters.shift(); else if (confirms === "S32") message.odometerMeters = mileage(parameters[0]);';

export const TEXT_PARSERS = {
  v1: report("V1", "TQ"),
  "v1-cell": report("V1", "TQ", CELL, CELL_VALUE),
  "v1-battery": parser(2, BODY + CELL + battery("V1", LOOSE_CELL)),
  "v1-satellites": report(
    "V1",
    "TQ",
    CELL + whole("satellites") + whole("signalCsq"),
    `${CELL_VALUE} satellites, signalCsq,`,
  ),
  "v1-volts": report(
    "V1",
    "TQ",
    CELL + whole("satellites") + whole("signalCsq") + whole("tenths"),
    `${CELL_VALUE} satellites, signalCsq, supplyVolts: tenths / 10,`,
  ),
  "v1-cells": report(
    "V1",
    "TQ",
    `${whole("percent")} i += 2; ${whole("mcc") + whole("mnc")}
    const cells = [];
    for (let k = 0; k < 3; k++) {
      ${whole("lac") + whole("cid")}
      cells.push({ mcc, mnc, lac: lac || null, cid: cid || null });
    }`,
    "batteryPercent: percent === 99 ? 100 : percent, cells,",
  ),
  "v1-hex": report(
    "V1",
    "TQ",
    hexadecimal("mcc") + hexadecimal("mnc") + hexadecimal("lac") + hexadecimal("cid"),
    CELL_VALUE,
  ),
  "v1-odometer": report(
    "V1",
    "TQ",
    whole("odometerMeters") +
      decimal("temperatureCelsius") +
      decimal("fuelPercent") +
      decimal("altitudeMeters") +
      hexadecimal("lac") +
      hexadecimal("cid"),
    "odometerMeters, temperatureCelsius, fuelPercent, altitudeMeters, cell: { mcc: null, mnc: null, lac, cid },",
  ),
  "v1-swapped": parser(
    2,
    `${BODY} const isEmpty = bytes[i] === 44;
    ${whole("mcc") + whole("mnc") + hexadecimal("cid") + whole("lac")}
    ${battery("V1", "cell: { mcc: isEmpty ? null : mcc, mnc: isEmpty ? null : mnc, lac, cid },")}`,
  ),
  "v1-pengaoda": report("V1", "PENGAODA", PENGAODA, PENGAODA_VALUES),
  v6: report("V6", "TQ", CELL + field("iccid"), `${CELL_VALUE} iccid,`),
  v8: report("V8", "SINOTRACK", CELL + READINGS, `${CELL_VALUE} ${READING_VALUES}`),
  "v8-wifi": report(
    "V8",
    "SINOTRACK",
    CELL + WIFI + READINGS,
    `${CELL_VALUE} wifi, ${READING_VALUES}`,
  ),
  v19: parser(
    3,
    `${CLOCK + VALID + PLACE + MOTION + DATE} i++; ${field("phone") + field("iccid") + STATUS}
    if (phone.includes(".")) { ${position("V19", "TQ", "ipAddress: phone, iccid,")} }
    ${position("V19", "TQ", "phoneNumber: phone, iccid,")}`,
  ),
  vp1: parser(
    3,
    `${VALID + PLACE + MOTION} const date = isoDay(bytes, i);
    const issues = [issue("no-time-of-day", "warning", "time", i, 6, text(bytes, i, i + 6), "HHMMSS")];
    i += 7;
    if (i === bytes.length) { ${vp1("alarms: [],")} }
    ${STATUS + whole("percent")}
    ${vp1("status: (state = statusOf(word >>> 0, TQ_TABLE)), alarms: state.alarms, batteryPercent: percent === 99 ? 100 : percent,")}`,
  ),
  "vp1-cells": parser(
    3,
    `${VALID + whole("mcc") + whole("mnc")}
    const cells = [];
    do {
      ${whole("lac") + whole("cid")}
      let rssi = 0;
      c = bytes[i++];
      while (c >= 48 && c <= 57) { rssi = rssi * 10 + c - 48; c = bytes[i++]; }
      cells.push({ mcc, mnc, lac, cid, rssi });
    } while (c !== 35);
    return { type: "cells", command: "VP1", maker: "hq", deviceId, valid, cells, ${END} };`,
  ),
  nbr: parser(
    3,
    `${CLOCK + whole("mcc") + whole("mnc") + whole("timingAdvance") + whole("count") + nbrCells + DATE + STATUS}
    if (i === bytes.length) { ${nbr("")} }
    ${whole("code")} ${nbr("batteryPercent: BATTERY_STEPS[code], batteryCode: code,")}`,
  ),
  v4: parser(
    2,
    `${V4_FRONT + BODY}
    if (i === bytes.length) ${v4("", V4_RESULT)}
    ${CELL + v4(CELL_VALUE, V4_RESULT)}`,
  ),
  "v4-short": parser(
    2,
    `${field("confirms")}
    const parameters = [];
    while (i < bytes.length) { ${field("parameter")} parameters.push(parameter); }
    if (parameters.length > 0 && isResult(confirms, parameters[0])) {
      const result = parameters.shift();
      return { type: "confirmation", command: "V4", ${HEAD} confirms, result, parameters, ${END} };
    }
    return { type: "confirmation", command: "V4", ${HEAD} confirms, parameters, ${END} };`,
  ),
  v0: parser(2, `return { type: "heartbeat", command: "V0", ${HEAD} ${END} };`),
  htbt: parser(
    4,
    `if (i >= bytes.length) return { type: "heartbeat", command: "HTBT", ${HEAD} ${END} };
    ${whole("batteryPercent")}
    return { type: "heartbeat", command: "HTBT", ${HEAD} batteryPercent, ${END} };`,
  ),
  xt: parser(
    2,
    `if (i >= bytes.length) return { type: "heartbeat", command: "XT", ${HEAD} ${END} };
    const first = bytes[i];
    if (first > 57) i += 2;
    ${field("one") + field("two")}
    if (first > 57) {
      return { type: "heartbeat", command: "XT", ${HEAD} valid: first !== 86, extra: [one, two], ${END} };
    }
    return { type: "heartbeat", command: "XT", ${HEAD} extra: [one, two], ${END} };`,
  ),
  link: parser(
    4,
    `${CLOCK + whole("signalCsq") + whole("satellites") + whole("batteryPercent") + whole("steps") + whole("turnovers") + DATE + STATUS}
    return { type: "heartbeat", command: "LINK", ${HEAD} time, signalCsq, satellites, batteryPercent, steps, turnovers,
      status: (state = statusOf(word >>> 0, TQ_TABLE)), alarms: state.alarms, ${END} };`,
  ),

  "v1-no-cell": parser(
    2,
    `${BODY} const received = text(bytes, i, bytes.length - 1);
    ${position("V1", "TQ", "cell: null,", 'issues: [issue("no-cell", "warning", "cell", i, bytes.length - 1 - i, received, "mcc,mnc,lac,cid")], frame')}`,
  ),
  "v6-short": parser(
    2,
    CLOCK +
      VALID +
      SHORT_PLACE +
      MOTION +
      DATE +
      STATUS +
      CELL +
      field("iccid") +
      position("V6", "TQ", `${CELL_VALUE} iccid,`, SHORT_ISSUES),
  ),
  v2: report("V2", "TQ", CELL, CELL_VALUE),
  "v3-cells": parser(
    2,
    `${CLOCK}
    const mcc = pair(bytes, i) * 10 + bytes[i + 2] - 48;
    i += 3;
    ${whole("mnc") + whole("count")}
    const cells = [];
    for (let k = 0; k < count; k++) {
      ${whole("lac") + whole("cid") + whole("rssi")}
      if (bytes[i] === 45) {
        i++;
        ${whole("level")}
        cells.push({ mcc, mnc, lac, cid, rssi, rssiDbm: -level });
      } else {
        i++;
        cells.push({ mcc, mnc, lac, cid, rssi });
      }
    }
    ${hexadecimal("batteryRaw") + whole("rebootCount")} i += 2; ${DATE + STATUS}
    return { type: "cells", command: "V3", ${HEAD} cells, batteryRaw, rebootCount, time,
      status: (state = statusOf(word >>> 0, TQ_TABLE)), alarms: state.alarms, ${END} };`,
  ),
  vi1: coded("VI1", "position", ""),
  v5: parser(
    2,
    `${BODY + CELL + whole("distance")}
    if (i === bytes.length) { ${position("V5", "TQ", `${CELL_VALUE} odometerMeters: distance,`)} }
    ${whole("tenths") + position("V5", "TQ", `${CELL_VALUE} odometerMeters: distance * 1000, supplyVolts: tenths / 10,`)}`,
  ),
  "v5-wifi": parser(
    2,
    `${CLOCK + whole("count")}
    const wifi = [];
    for (let k = 0; k < count; k++) {
      const address = bssid(bytes, i);
      i += 12;
      ${hexadecimal("rssi")}
      wifi.push({ bssid: address, rssi });
    }
    ${hexadecimal("batteryRaw") + DATE + STATUS}
    return { type: "cells", command: "V5", ${HEAD} cells: [], wifi, batteryRaw, time,
      status: (state = statusOf(word >>> 0, TQ_TABLE)), alarms: state.alarms, ${END} };`,
  ),
  v9: parser(
    2,
    BODY + PENGAODA + position("V9", "PENGAODA", `event: "start", ${PENGAODA_VALUES}`, END, "trip"),
  ),
  v10: parser(
    3,
    BODY +
      PENGAODA +
      TRIP.map((name) => whole(name)).join("") +
      position(
        "V10",
        "PENGAODA",
        `event: "end", ${PENGAODA_VALUES} ${TRIP_VALUES.join()},`,
        END,
        "trip",
      ),
  ),
  bc: parser(
    2,
    `const extra = [text(bytes, i, i + 6)];
    i += 7;
    ${field("length")}
    extra.push(length);
    const positions = [];
    const issues = [];
    do {
      ${VALID + PLACE + MOTION}
      const day = text(bytes, i, i + 8);
      issues.push(issue("no-month", "warning", "time", i, 8, day, "a date"));
      i += 9;
      ${STATUS + hexadecimal("mcc") + hexadecimal("mnc") + hexadecimal("lac")}
      let cid = 0;
      c = bytes[i++];
      while (c >= 48 && c !== 59) { cid = cid * 16 + (c & 15) + (c >> 6) * 9; c = bytes[i++]; }
      positions.push({ valid, ${FIX} time: null, extra: [day], status: (state = statusOf(word >>> 0, HUASUNTEK_TABLE)), alarms: state.alarms,
        ${CELL_VALUE} });
    } while (c === 59);
    return { type: "positions", command: "BC", ${HEAD} extra, positions, issues, frame };`,
  ),
  alrm: coded(
    "ALRM",
    "alarm",
    "const alarm = ALARMS[bytes[i] - 48]; i += 2;",
    "[...new Set([alarm, ...state.alarms])]",
  ),
};
