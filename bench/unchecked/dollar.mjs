/** The `$`, `X` and `P` forms of frames/dollar.mjs, assembled from source pieces like those of text.mjs. */
import {
  BATTERY_STEPS,
  copied,
  hexText,
  issue,
  NO_ISSUES,
  PENGAODA_TABLE,
  statusOf,
  TQ_TABLE,
  two,
  u16,
  u32,
  unescaped,
  userAlarms,
  utc,
} from "./shared.mjs";
import { TEXT_PARSERS } from "./text.mjs";

/** Ten BCD digits from byte 1 on. */
function deviceId(b) {
  return String.fromCharCode(
    48 + (b[1] >> 4),
    48 + (b[1] & 15),
    48 + (b[2] >> 4),
    48 + (b[2] & 15),
    48 + (b[3] >> 4),
    48 + (b[3] & 15),
    48 + (b[4] >> 4),
    48 + (b[4] & 15),
    48 + (b[5] >> 4),
    48 + (b[5] & 15),
  );
}

function tenDigits(bytes, at) {
  const high = two(bytes[at]) * 10000 + two(bytes[at + 1]) * 100 + two(bytes[at + 2]);
  return high * 10000 + two(bytes[at + 3]) * 100 + two(bytes[at + 4]);
}

function pids(bytes, from, to) {
  const list = [];
  for (let i = from; i < to; i += 5)
    list.push({ pid: bytes[i], data: copied(bytes, i + 1, i + 5) });
  return list;
}

function faultCodes(bytes, from, to) {
  const list = [];
  for (let i = from; i < to; i += 3) {
    list.push({ code: hexText(bytes, i, i + 2), type: bytes[i + 2] });
  }
  return list;
}

/** Joins bytes of three ranges, clipped at the end of the frame. */
function joined(bytes, ...stretches) {
  const tail = new Uint8Array(stretches.reduce((sum, [from, to]) => sum + to - from, 0));
  let length = 0;
  for (const [from, to] of stretches) {
    for (let i = from; i < to; i++) tail[length++] = bytes[i];
  }
  return tail;
}

const SCOPE = {
  BATTERY_STEPS,
  deviceId,
  faultCodes,
  hexText,
  issue,
  joined,
  NO_ISSUES,
  PENGAODA_TABLE,
  pids,
  statusOf,
  tenDigits,
  TQ_TABLE,
  two,
  u16,
  u32,
  userAlarms,
  utc,
};

/** Bytes 6 to 24. */
const HEAD = `
  const flags = bytes[21];
  const time = new Date(utc(two(bytes[9]), two(bytes[10]), two(bytes[11])) +
    (two(bytes[6]) * 3600 + two(bytes[7]) * 60 + two(bytes[8])) * 1000);
  let latitude = (two(bytes[12]) * 600000 + two(bytes[13]) * 10000 + two(bytes[14]) * 100 + two(bytes[15])) / 600000;
  let longitude = ((two(bytes[17]) * 10 + (bytes[18] >> 4)) * 600000 + (bytes[18] & 15) * 100000 +
    two(bytes[19]) * 1000 + two(bytes[20]) * 10 + (flags >> 4)) / 600000;
  if ((flags & 4) === 0) latitude = -latitude;
  if ((flags & 8) === 0) longitude = -longitude;
  const speedKmh = (two(bytes[22]) * 10 + (bytes[23] >> 4)) * 1852 / 1000;
  const courseDegrees = (bytes[23] & 15) * 100 + two(bytes[24]);
  const battery = bytes[16];`;

const literal = (command, values, { id = "deviceId(bytes)", table = "TQ", end = "NO_ISSUES" }) => `{
  type: "position", command: "${command}", deviceId: ${id}, time, valid: (flags & 2) !== 0, latitude, longitude,
  speedKmh, courseDegrees, status: (state = statusOf(u32(bytes, 25), ${table}_TABLE)), alarms: state.alarms, ${values} issues: ${end}, frame }`;

const make = (source) =>
  new Function(
    ...Object.keys(SCOPE),
    `return (frame, bytes = frame.bytes) => { let state; ${HEAD} ${source} }`,
  )(...Object.values(SCOPE));

/** Adds the value of byte 16: nothing, percent, or a step. */
const withBattery = (command, values, options = {}) => `
  if (battery === 0) return ${literal(command, values, options)};
  if (battery > 6) return ${literal(command, `batteryPercent: battery, ${values}`, options)};
  return ${literal(command, `batteryPercent: BATTERY_STEPS[battery], batteryCode: battery, ${values}`, options)};`;

const dollar = (values, end) => make(withBattery("$", values, { end }));

/** The counter of SinoTrack units, which is absent if it is 0. */
const sinoTrack = (values, end) =>
  make(`
    const odometerMeters = u32(bytes, 29);
    if (odometerMeters === 0) { ${withBattery("$", values, { end })} }
    ${withBattery("$", `odometerMeters, ${values}`, { end })}`);

const CELL =
  "cell: { mcc: u16(bytes, 37) || null, mnc: bytes[39], lac: u16(bytes, 40) || null, cid: u16(bytes, 42) || null },";
const CLASSIC = `signalCsq: bytes[31], satellites: (bytes[32] >> 4) + (bytes[32] & 15), odometerMeters: u32(bytes, 33) * 1000, ${CELL}`;

const unknownTail = (from, to) =>
  `[issue("unknown-tail", "info", "tail", ${from}, ${to - from}, hexText(bytes, ${from}, ${to}), "documented bytes")]`;

const scanned = (at) =>
  `{ mcc, mnc, lac: u16(bytes, ${at}) || null, cid: u16(bytes, ${at + 2}) || null, rssi: bytes[${at + 4}] }`;

const recordKind = (kind, values, inner = "") =>
  `return ${literal(
    "$",
    `batteryPercent: BATTERY_STEPS[battery & 15], batteryCode: battery & 15,
  alarms: userAlarms(bytes[29], battery, state.alarms), tail: joined(bytes, [31, 33], [39, 43]),
  odometerMeters: u32(bytes, 34) * 1000, pengaoda: { recordKind: "${kind}", ${inner} },
  cell: { mcc: u16(bytes, 44) || null, mnc: bytes[46], lac: u16(bytes, 49) || null, cid: u16(bytes, 47) || null },
  altitudeMeters: u16(bytes, 51), ${values} recordNumber: bytes[end],`,
    { table: "PENGAODA" },
  )};`;

const record = make(`
  const end = 55 + u16(bytes, 53);
  switch (bytes[43]) {
    case 0: ${recordKind("basic", "")}
    case 1: ${recordKind("obd", "obdPids: pids(bytes, 56, end),")}
    case 2: ${recordKind("faultCodes", "", "faultType: bytes[56], faultCodes: faultCodes(bytes, 57, end),")}
    default: ${recordKind(
      "bodyState",
      "",
      `bodyState: { doors: bytes[56], acc: bytes[57], remoteControl: bytes[58], gear: String.fromCharCode(bytes[59]),
        tyres: bytes[60], lights: bytes[61] },`,
    )}
  }`);

/** The bytes after the flag, without escapes; checksum and flag still follow. */
const inner = (bytes) => unescaped(bytes).subarray(1);

export const DOLLAR_PARSERS = {
  "binary-32": dollar("recordNumber: bytes[31],"),
  "binary-45-classic": dollar(`${CLASSIC} recordNumber: bytes[44],`),
  "binary-45": sinoTrack(`${CELL} recordNumber: bytes[44],`),
  "binary-47": dollar(`${CLASSIC} supplyVolts: u16(bytes, 44) / 10, recordNumber: bytes[46],`),
  "binary-51": dollar(
    `tail: joined(bytes, [29, 31], [39, 44], [46, 50]), signalCsq: bytes[31],
    satellites: (bytes[32] >> 4) + (bytes[32] & 15), odometerMeters: u32(bytes, 33) * 1000,
    cell: { mcc: u16(bytes, 37), mnc: null, lac: null, cid: null }, supplyVolts: u16(bytes, 44) / 10,
    recordNumber: bytes[50],`,
    unknownTail(29, 31),
  ),
  "binary-54": make(`
    const mcc = u16(bytes, 33) || null;
    const mnc = bytes[35];
    const cells = [${scanned(36)}, ${scanned(41)}, ${scanned(46)}];
    const odometerMeters = u32(bytes, 29);
    const tail = joined(bytes, [51, 54]);
    const issues = ${unknownTail(51, 54)};
    if (odometerMeters === 0) { ${withBattery("$", "cells, tail,", { end: "issues" })} }
    ${withBattery("$", "odometerMeters, cells, tail,", { end: "issues" })}`),

  "binary-46": dollar(
    `tail: joined(bytes, [30, 32]), odometerMeters: tenDigits(bytes, 32), fuelPercent: u16(bytes, 37),
    temperatureCelsius: u16(bytes, 39), altitudeMeters: bytes[41],
    cell: { mcc: null, mnc: null, lac: u16(bytes, 42) || null, cid: u16(bytes, 44) || null },`,
    unknownTail(30, 32),
  ),
  "binary-48": dollar(
    "tail: joined(bytes, [29, 47]), recordNumber: bytes[47],",
    unknownTail(29, 47),
  ),
  x: make(`
    const odometerMeters = (tenDigits(bytes, 1) * 51444) / 100000;
    if (battery === 255) {
      return ${literal("X", "odometerMeters, recordNumber: bytes[31],", { id: "null" })};
    }
    return ${literal("X", "odometerMeters, temperatureCelsius: battery / 2, recordNumber: bytes[31],", { id: "null" })};`),
  p: make(
    withBattery(
      "P",
      "picture: { alarmFlag: bytes[29], number: bytes[30], block: bytes[31] }, tail: bytes.slice(32),",
    ),
  ),
  "pengaoda-record": (frame) => record(frame, inner(frame.bytes)),
  "pengaoda-text": (frame) => {
    const bytes = inner(frame.bytes);
    const message = TEXT_PARSERS["v1-pengaoda"]({ bytes });
    message.frame = frame;
    return message;
  },
};
