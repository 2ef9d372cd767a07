/** Generated messages of every layout, with every value that its wire form can express. */
import fc from "fast-check";
import {
  type AlarmName,
  decodeStatus,
  type Status,
  type StatusTableName,
} from "../../src/index.ts";

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((all) => all.join(""));
const deviceId = fc.oneof(digits(10), digits(15), digits(12));
const maker = fc.constantFrom("HQ", "hq", "TH", "XY");
const time = fc
  .integer({ min: Date.UTC(1980, 0, 6) / 1000, max: Date.UTC(2079, 11, 31, 23, 59, 59) / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 8 });
/** Every value with `decimals` decimals of a minute. */
const degrees = (most: number, decimals: number) =>
  fc
    .integer({ min: -most * 60 * 10 ** decimals, max: most * 60 * 10 ** decimals })
    // Two zeros mean no position.
    .filter((steps) => steps !== 0)
    .map((steps) => steps / (60 * 10 ** decimals));
const speed = (decimals: number) =>
  fc
    .integer({ min: 0, max: 999 * 10 ** decimals })
    .map((steps) => (steps * 1852) / (10 ** decimals * 1000));
const status = (table: StatusTableName) =>
  fc.integer({ min: 0, max: 0xffffffff }).map((word) => decodeStatus(word, table));
const cellWith = (mostCid: number) =>
  fc.record({
    mcc: fc.integer({ min: 200, max: 799 }),
    mnc: fc.integer({ min: 0, max: 255 }),
    lac: orNull(fc.integer({ min: 1, max: 0xffff })),
    cid: orNull(fc.integer({ min: 1, max: mostCid })),
  });
const cell = cellWith(0xfffffff);
const listed = fc
  .tuple(
    fc.constantFrom(460, 722),
    fc.constantFrom(0, 2, 10),
    fc.array(
      fc.record({
        lac: orNull(fc.integer({ min: 1, max: 0xffff })),
        cid: orNull(fc.integer({ min: 1, max: 0xffff })),
        rssi: fc.integer({ min: 0, max: 255 }),
      }),
      { minLength: 1, maxLength: 7 },
    ),
  )
  .map(([mcc, mnc, cells]) => cells.map((one) => ({ mcc, mnc, ...one })));

const common = { maker, deviceId };
const body = (table: StatusTableName) => ({
  time: orNull(time),
  valid: orNull(fc.boolean()),
  latitude: orNull(fc.oneof(degrees(90, 4), degrees(90, 5))),
  longitude: orNull(fc.oneof(degrees(180, 4), degrees(180, 5))),
  speedKmh: orNull(fc.oneof(speed(2), speed(3))),
  courseDegrees: orNull(fc.oneof(fc.integer({ min: 0, max: 360 }), fc.constant(284.5))),
  status: orNull(status(table)),
});
const readings = {
  satellites: orNull(fc.integer({ min: 0, max: 99 })),
  signalCsq: orNull(fc.integer({ min: 0, max: 31 })),
  supplyVolts: orNull(fc.integer({ min: 0, max: 999 }).map((tenths) => tenths / 10)),
  batteryPercent: orNull(fc.integer({ min: 0, max: 100 })),
};
const iccid = orNull(digits(20));
const binaryHead = {
  type: fc.constant("position"),
  command: fc.constant("$"),
  deviceId: digits(10),
  time,
  latitude: degrees(90, 4),
  longitude: degrees(180, 4),
  valid: fc.boolean(),
  speedKmh: speed(0),
  courseDegrees: fc.integer({ min: 0, max: 360 }),
  status: status("tq"),
};
const recordNumber = fc.integer({ min: 0, max: 255 });
const word = (command: string, type: string) => ({
  type: fc.constant(type),
  command: fc.constant(command),
  ...common,
});
const coded = {
  time: orNull(time),
  addressCoding: orNull(fc.constantFrom("gb2312", "unicode")),
  latitude: degrees(90, 5),
  longitude: degrees(180, 5),
  speedKmh: speed(2),
  courseDegrees: fc.integer({ min: 0, max: 360 }),
  status: status("huasuntek"),
  cell,
};
const trip = {
  ...body("pengaoda"),
  alarms: fc.constantFrom<AlarmName[]>([], ["lowBattery"], ["overspeed", "rollover"]),
  cell,
  extra: fc.constant(["3000"]),
  batteryPercent: fc.constant(60),
  batteryCode: fc.constant(4),
};

/** A message of each kind that a layout may send, by a readable name; `alarms` without those of the status. */
const LAYOUTS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  V1: fc.record({ ...word("V1", "position"), ...body("tq") }),
  "V1 with cell": fc.record({ ...word("V1", "position"), ...body("tq"), cell }),
  "V1 with cell and battery": fc.record({
    ...word("V1", "position"),
    // After the hexadecimal cell of ids 353…, a number is not known to be a battery level.
    deviceId: digits(10),
    ...body("tq"),
    cell,
    batteryPercent: fc.integer({ min: 7, max: 100 }),
  }),
  V5: fc.record({
    ...word("V5", "position"),
    ...body("tq"),
    cell,
    odometerMeters: fc.integer({ min: 0, max: 1e9 }),
  }),
  V6: fc.record({ ...word("V6", "position"), ...body("tq"), cell, iccid }),
  V8: fc.record({ ...word("V8", "position"), ...body("sinotrack"), cell, ...readings }),
  "V8 with WiFi": fc.record({
    ...word("V8", "position"),
    ...body("sinotrack"),
    cell,
    wifi: fc.array(
      fc.record({
        bssid: fc.constantFrom("d07600000001", "a0b1c2d3e4f5"),
        rssiDbm: fc.integer({ min: -110, max: 145 }),
      }),
      { minLength: 3, maxLength: 3 },
    ),
    ...readings,
  }),
  V2: fc.record({ ...word("V2", "position"), ...body("tq"), cell }),
  VI1: fc.record({ ...word("VI1", "position"), ...coded }),
  V19: fc.record({
    ...word("V19", "position"),
    ...body("tq"),
    phoneNumber: orNull(digits(11)),
    iccid,
  }),
  MOVE: fc.record({ ...word("MOVE", "position"), ...body("tq") }),
  VP1: fc.record({
    ...word("VP1", "position"),
    time: fc.constant(null),
    date: time.map((day) => day.toISOString().slice(0, 10)),
    valid: fc.constant(true),
    latitude: degrees(90, 4),
    longitude: degrees(180, 4),
    speedKmh: speed(2),
    courseDegrees: fc.integer({ min: 0, max: 360 }),
    status: status("tq"),
    batteryPercent: fc.integer({ min: 0, max: 98 }),
  }),
  NBR: fc.record({
    ...word("NBR", "cells"),
    time: orNull(time),
    timingAdvance: fc.integer({ min: 0, max: 255 }),
    status: status("tq"),
    cells: listed,
  }),
  "V3 of Cantrack": fc.record({
    ...word("V3", "cells"),
    time: orNull(time),
    cells: listed,
    batteryRaw: fc.integer({ min: 0, max: 665 }),
    rebootCount: fc.integer({ min: 0, max: 9999 }),
    status: status("tq"),
  }),
  LINK: fc.record({
    ...word("LINK", "heartbeat"),
    time,
    signalCsq: orNull(fc.integer({ min: 0, max: 31 })),
    satellites: fc.integer({ min: 0, max: 99 }),
    batteryPercent: fc.integer({ min: 0, max: 100 }),
    steps: fc.nat(1e9),
    turnovers: fc.nat(1e9),
    status: status("tq"),
  }),
  V0: fc.record(word("V0", "heartbeat")),
  HTBT: fc.record({
    ...word("HTBT", "heartbeat"),
    batteryPercent: fc.integer({ min: 0, max: 100 }),
  }),
  XT: fc.record({
    ...word("XT", "heartbeat"),
    valid: fc.boolean(),
    extra: fc.constant(["0", "0"]),
  }),
  ICCID: fc.record({ ...word("ICCID", "identity"), iccid }),
  SMS: fc.record({
    ...word("SMS", "text"),
    text: fc
      .array(fc.constantFrom(..."SET OK, ID:12\n"), { maxLength: 40 })
      .map((all) => all.join("")),
  }),
  ALRM: fc.record({
    ...word("ALRM", "alarm"),
    alarms: fc.constantFrom<AlarmName[]>(["sos"], ["lowBattery"], ["geofence"]),
    ...coded,
  }),
  BC: fc.record({
    ...word("BC", "positions"),
    extra: fc.constant(["052825", "138"]),
    positions: fc.array(
      fc.record({
        valid: fc.boolean(),
        latitude: degrees(90, 4),
        longitude: degrees(180, 4),
        speedKmh: speed(2),
        courseDegrees: fc.integer({ min: 0, max: 360 }),
        time: fc.constant(null),
        extra: fc.constant(["03182512"]),
        status: status("huasuntek"),
        cell,
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
  V9: fc.record({ ...word("V9", "trip"), event: fc.constant("start"), ...trip }),
  V10: fc.record({
    ...word("V10", "trip"),
    event: fc.constant("end"),
    ...trip,
    distanceMeters: fc.nat(999999),
    fuelLiters: fc.nat(999).map((tenths) => tenths / 10),
    maxSpeedKmh: fc.nat(250),
    averageSpeedKmh: fc.nat(250),
    idleSeconds: fc.nat(9999),
    runSeconds: fc.nat(9999),
    hardAccelerations: fc.nat(99),
    hardBrakes: fc.nat(99),
    hardTurns: fc.nat(99),
  }),
  "V4 with position": fc.record({
    ...word("V4", "confirmation"),
    confirms: fc.constant("S20"),
    result: fc.constantFrom("OK", "DONE", "ERROR"),
    parameters: fc.array(digits(2), { maxLength: 3 }),
    commandTime: digits(6),
    ...body("tq"),
    // Without these two, no position follows the parameters.
    time,
    valid: fc.boolean(),
  }),
  "V4 without": fc.record({
    ...word("V4", "confirmation"),
    confirms: fc.constantFrom("CR", "UR"),
    parameters: fc.array(digits(3), { maxLength: 3 }),
  }),
  unknown: fc.record({
    ...word("ZZ9", "unknown"),
    extra: fc.array(fc.constantFrom("", "1", "a b", "-3.5"), { minLength: 1, maxLength: 4 }),
  }),
  "$ of 32 bytes": fc.record({ ...binaryHead, recordNumber }),
  "$ of 45 bytes, SinoTrack": fc.record({
    ...binaryHead,
    odometerMeters: fc.integer({ min: 1, max: 0xfffffff }),
    cell: cellWith(0xffff),
    recordNumber,
  }),
  "$ of 45 bytes, classic": fc.record({
    ...binaryHead,
    signalCsq: fc.integer({ min: 0, max: 31 }),
    satellites: fc.integer({ min: 0, max: 30 }),
    odometerMeters: fc.nat(999999).map((km) => km * 1000),
    cell: cellWith(0xffff),
    recordNumber,
  }),
  X: fc.record({
    ...binaryHead,
    command: fc.constant("X"),
    odometerMeters: fc.nat(999999999).map((units) => (units * 51444) / 100000),
    temperatureCelsius: fc.integer({ min: -250, max: 253 }).map((halves) => halves / 2),
    recordNumber,
  }),
};

interface Alarming {
  readonly type?: string;
  readonly status?: Status | null;
  readonly alarms?: readonly AlarmName[];
  readonly positions?: readonly Alarming[];
}

/** Adds the alarms of the status to the others, in the order of the wire. */
function withAlarms(message: Alarming): Alarming {
  const { type, status, alarms = [], positions } = message;
  if (positions !== undefined) return { ...message, positions: positions.map(withAlarms) };
  const hasAny = status !== undefined || ["position", "alarm", "trip"].includes(type ?? "");
  if (!hasAny) return message;
  const said = status?.alarms ?? [];
  const all = type === "alarm" ? [...alarms, ...said] : [...said, ...alarms];
  return { ...message, alarms: [...new Set(all)] };
}

/** A message of each kind that a layout may send, by a readable name. */
export const KINDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = Object.fromEntries(
  Object.entries(LAYOUTS).map(([name, kind]) => [
    name,
    kind.map((message) => withAlarms(message as Alarming)),
  ]),
);
