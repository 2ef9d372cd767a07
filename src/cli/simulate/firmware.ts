/**
 * Firmware families with their message types and times. The forms are those of docs/protocol/h02.md §1.3 and §2;
 * frequencies and probabilities are made up.
 */
import { decodeStatus, type EncodableMessage, type StatusTableName } from "../../index.ts";
import { jt808Status } from "../../jt808/status.ts";
import { batteryPercent } from "../../kind/battery.ts";
import type { Random } from "./random.ts";

/** The measurements of a device at one moment. */
export interface Reading {
  readonly deviceId: string;
  readonly time: Date;
  readonly valid: boolean;
  readonly latitude: number;
  readonly longitude: number;
  readonly speedKmh: number;
  readonly courseDegrees: number;
  readonly odometerMeters: number;
  /** The status word. */
  readonly word: number;
  readonly mcc: number;
  readonly mnc: number;
  readonly lac: number;
  readonly cid: number;
  readonly satellites: number;
  readonly signalCsq: number;
  readonly batteryPercent: number;
  readonly vehicleVolts: number;
  readonly recordNumber: number;
  /** Number of earlier reports of the device. */
  readonly count: number;
  readonly transport: "tcp" | "udp";
  readonly random: Random;
}

export interface Firmware {
  /** Name for `--family`. */
  readonly family: string;
  readonly name: string;
  /** The first digits of its ids. */
  readonly idStart: string;
  readonly idLength: 10 | 12 | 15;
  /** Bits of the status word that are always low. */
  readonly alwaysLow: number;
  /** The bits that it lowers for an alarm, while parked and while driving. */
  readonly alarmBits: { readonly parked: readonly number[]; readonly driving: readonly number[] };
  /** Whether an alarm stays until the server sends R7, as in the TQ document, or for one report. */
  readonly latchesAlarms: boolean;
  /** Whether it keeps records and sends them again until they are acknowledged. */
  readonly keepsRecords: boolean;
  /** Bytes after each text frame. */
  readonly lineEnd: string;
  powerOn(reading: Reading): EncodableMessage[];
  report(reading: Reading): EncodableMessage[];
}

const TQ_ALARMS = { parked: [0, 17, 3, 19], driving: [1, 19] };
const SINOTRACK_ALARMS = { parked: [17, 25, 5], driving: [1, 5] };

/** The properties of every position. */
function position(command: string, reading: Reading, table: StatusTableName = "tq") {
  const { deviceId, time, valid, latitude, longitude, speedKmh, courseDegrees, word } = reading;
  const maker = command === "$" || command === "X" ? {} : { maker: "HQ" };
  const status = decodeStatus(word, table);
  const where = { time, valid, latitude, longitude, speedKmh, courseDegrees, status };
  return { type: "position", command, ...maker, deviceId, ...where } as const;
}

function cellOf({ mcc, mnc, lac, cid }: Reading) {
  return { mcc, mnc, lac, cid };
}

/** The step from 1 to 6 that is nearest to the charge, and its percentage. */
function batterySteps(reading: Reading) {
  const steps = [1, 2, 3, 4, 5, 6].map((step) => batteryPercent(step));
  const distances = steps.map((step) => Math.abs(step - reading.batteryPercent));
  const nearest = distances.indexOf(Math.min(...distances));
  return { batteryCode: nearest + 1, batteryPercent: steps[nearest] as number };
}

/** V6, with the serial number of the SIM: 19 digits made from the id. */
function identity(reading: Reading): EncodableMessage {
  const iccid = `89${String(reading.mcc)}${reading.deviceId.padStart(14, "0")}`;
  return { ...position("V6", reading), cell: cellOf(reading), iccid };
}

function v8(reading: Reading) {
  const { satellites, signalCsq } = reading;
  return { ...position("V8", reading, "sinotrack"), cell: cellOf(reading), satellites, signalCsq };
}

function accessPoints({ random }: Reading) {
  return [0, 1, 2].map(() => ({
    bssid: Array.from({ length: 6 }, () => random.whole(0, 255).toString(16).padStart(2, "0")).join(
      "",
    ),
    rssiDbm: random.whole(-95, -40),
  }));
}

/** X: the mileage, over TCP only, because it has no device id. The wire counts units of 0.51444 m. */
function mileage(reading: Reading): EncodableMessage[] {
  if (reading.transport !== "tcp") return [];
  const { odometerMeters, recordNumber } = reading;
  return [{ ...position("X", reading), odometerMeters, temperatureCelsius: 21.5, recordNumber }];
}

function neighbours(reading: Reading, battery: object): EncodableMessage {
  const { deviceId, time, word, mcc, mnc, lac, cid, random } = reading;
  const cells = Array.from({ length: random.whole(2, 6) }, (_, i) => ({
    mcc,
    mnc,
    lac,
    cid: (cid + i * 7) % 65_000 || 1,
    rssi: random.whole(5, 60),
  }));
  const status = decodeStatus(word, "tq");
  const head = { type: "cells", command: "NBR", maker: "HQ", deviceId } as const;
  return { ...head, cells, time, timingAdvance: 0, status, ...battery };
}

function htbt({ deviceId, batteryPercent }: Reading): EncodableMessage {
  return { type: "heartbeat", command: "HTBT", maker: "HQ", deviceId, batteryPercent };
}

function binary45(reading: Reading): EncodableMessage {
  const { odometerMeters, recordNumber } = reading;
  return {
    ...position("$", reading),
    ...batterySteps(reading),
    odometerMeters: Math.round(odometerMeters),
    cell: cellOf(reading),
    recordNumber,
  };
}

/** The states of the H02 status word, active low, that JT/T 808 has too: SOS, overspeed and ignition. */
function jt808StatusOf({ word, valid, latitude, longitude }: Reading) {
  const isLow = (bit: number): boolean => (word & (1 << bit)) === 0;
  const alarms = (isLow(1) ? 1 : 0) | (isLow(2) ? 2 : 0);
  const signs = (latitude < 0 ? 4 : 0) | (longitude < 0 ? 8 : 0);
  return jt808Status((isLow(10) ? 0 : 1) | (valid ? 2 : 0) | signs, alarms, 2013);
}

/** The head of message `number` since power-on. */
function jt808(reading: Reading, number: number) {
  const { deviceId } = reading;
  return { deviceId, jt808: { version: 2013 as const }, serialNumber: number % 0x10000 };
}

/** Number of parameters that the answer to a command echoes; all if the command is not listed. */
const ECHOED: ReadonlyMap<string, number> = new Map([
  ["S20", 0],
  ["SCF", 0],
  ["S71", 1],
]);

/**
 * The answer to a command: V4 with its word, the result OK to S20, parameters and its time (docs/protocol/h02.md §6);
 * of JT/T 808 0x0001 with its number and id (docs/protocol/jt808.md §4).
 */
export function answerTo(
  reading: Reading,
  command: string,
  parameters: readonly string[],
  serialNumber?: number,
): EncodableMessage {
  if (serialNumber !== undefined) {
    const answer = { confirms: command, answeredSerialNumber: serialNumber, result: "ok" };
    const head = { type: "confirmation", command: "0x0001" } as const;
    return { ...head, ...jt808(reading, reading.count), ...answer, parameters: [] };
  }
  const [commandTime = "", ...behindTime] = parameters;
  const head = { type: "confirmation", command: "V4", maker: "HQ" } as const;
  const answer = { deviceId: reading.deviceId, confirms: command };
  // A command without a time is answered with its word alone.
  if (!/^\d{6}$/.test(commandTime)) return { ...head, ...answer, parameters: [] };
  const result = command === "S20" ? { result: "OK" } : {};
  const echo = { parameters: behindTime.slice(0, ECHOED.get(command)), commandTime };
  return { ...position("V4", reading), ...head, ...answer, ...result, ...echo };
}

const isEvery = ({ count }: Reading, number: number): boolean => count % number === number - 1;

/** Low in the `BBFF` and `9FFF` of 2G units: bit 14. */
const ST_2G_LOW = 1 << 14;

/** The common settings of most families. */
const PLAIN = {
  idLength: 10,
  alwaysLow: 0,
  latchesAlarms: false,
  keepsRecords: false,
  lineEnd: "",
} as const;

/** A 2G unit, whose alarms stay until the server clears them. */
const TQ = { ...PLAIN, alarmBits: TQ_ALARMS, latchesAlarms: true } as const;

/** A current 4G unit. */
const SINOTRACK = { ...PLAIN, alarmBits: SINOTRACK_ALARMS, keepsRecords: true } as const;

export const FIRMWARES: readonly Firmware[] = [
  {
    ...SINOTRACK,
    family: "st-901l",
    name: "ST-901L: V8",
    idStart: "90",
    powerOn: (reading) => [identity(reading)],
    report: (reading) => [
      { ...v8(reading), supplyVolts: reading.vehicleVolts, batteryPercent: reading.batteryPercent },
    ],
  },
  {
    ...SINOTRACK,
    family: "st-915l",
    name: "ST-915L: V8 with WiFi",
    idStart: "70",
    powerOn: (reading) => [identity(reading)],
    report(reading) {
      const { batteryPercent } = reading;
      // Without external supply the voltage is that of the cell.
      const supplyVolts = Math.round(34 + batteryPercent * 0.07) / 10;
      return [{ ...v8(reading), wifi: accessPoints(reading), supplyVolts, batteryPercent }];
    },
  },
  {
    ...TQ,
    family: "st-902",
    name: "ST-902 2G: V6 and $ of 45 bytes, V1 between",
    idStart: "61",
    alwaysLow: ST_2G_LOW,
    powerOn: (reading) => [identity(reading), binary45(reading)],
    report: (reading) => [
      ...(isEvery(reading, 6) ? [{ ...position("V1", reading), cell: cellOf(reading) }] : []),
      binary45(reading),
    ],
  },
  {
    ...TQ,
    family: "st-901",
    name: "ST-901 2G: V1 with cell, V5",
    idStart: "91",
    alwaysLow: ST_2G_LOW,
    powerOn: (reading) => [identity(reading)],
    report(reading) {
      const odometerMeters = Math.round(reading.odometerMeters);
      return isEvery(reading, 4)
        ? [{ ...position("V5", reading), cell: cellOf(reading), odometerMeters }]
        : [{ ...position("V1", reading), cell: cellOf(reading) }];
    },
  },
  {
    ...TQ,
    family: "tq",
    name: "TQ standard mode: $ of 32 bytes, X",
    idStart: "41",
    powerOn: (reading) => [position("V1", reading)],
    report(reading) {
      const { recordNumber } = reading;
      return [
        { ...position("$", reading), ...batterySteps(reading), recordNumber },
        ...(isEvery(reading, 5) ? mileage(reading) : []),
      ];
    },
  },
  {
    ...TQ,
    family: "tk-star",
    name: "TK-Star: $ of 45 bytes, NBR without a fix",
    idStart: "47",
    powerOn(reading) {
      const { mcc, mnc } = reading;
      const cell = { mcc, mnc, lac: null, cid: null };
      return [{ ...position("V1", reading), cell, ...batterySteps(reading) }];
    },
    report(reading) {
      if (!reading.valid) return [neighbours(reading, batterySteps(reading))];
      const { satellites, signalCsq, odometerMeters, recordNumber } = reading;
      return [
        {
          ...position("$", reading),
          ...batterySteps(reading),
          signalCsq,
          satellites,
          odometerMeters: Math.round(odometerMeters / 1000) * 1000,
          cell: cellOf(reading),
          recordNumber,
        },
        ...(isEvery(reading, 8) ? mileage(reading) : []),
      ];
    },
  },
  {
    ...PLAIN,
    family: "cantrack",
    name: "Cantrack: HTBT, V1",
    idStart: "355",
    idLength: 15,
    alarmBits: TQ_ALARMS,
    lineEnd: "\r\n",
    powerOn: (reading) => [htbt(reading)],
    report: (reading) => [position("V1", reading), ...(isEvery(reading, 3) ? [htbt(reading)] : [])],
  },
  {
    ...PLAIN,
    family: "jt808",
    name: "JT/T 808 with engine data: 0x0100, 0x0102, 0x0200, 0x0002",
    idStart: "0191",
    idLength: 12,
    alarmBits: { parked: [1], driving: [1, 2] },
    powerOn: (reading) => [
      {
        type: "identity",
        command: "0x0100",
        ...jt808(reading, 0),
        provinceCode: 44,
        cityCode: 300,
        manufacturer: "70111",
        model: "SIM",
        terminalId: reading.deviceId.slice(-7),
        plateColorCode: 1,
        plate: "TEST1",
      },
      {
        type: "identity",
        command: "0x0102",
        ...jt808(reading, 1),
        authenticationCode: reading.deviceId,
      },
    ],
    report(reading) {
      const { time, valid, latitude, longitude, speedKmh, courseDegrees, signalCsq } = reading;
      // At most two messages per report.
      const head = jt808(reading, 2 * reading.count);
      const next = jt808(reading, 2 * reading.count + 1);
      const beat = { type: "heartbeat", command: "0x0002", ...next } as const;
      const status = jt808StatusOf(reading);
      const engine = {
        vehicleSpeedKmh: Math.round(speedKmh),
        engineRpm: status.ignition ? 800 + Math.round(speedKmh * 22) : 0,
        engineLoadPercent: status.ignition ? 20 : 0,
        coolantTemperatureCelsius: 83,
        fuelLevelPercent: Math.min(100, reading.batteryPercent),
      };
      return [
        {
          type: "position",
          command: "0x0200",
          ...head,
          status,
          valid,
          latitude,
          longitude,
          altitudeMeters: 40,
          speedKmh,
          courseDegrees: Math.round(courseDegrees) % 360,
          time,
          odometerMeters: Math.round(reading.odometerMeters / 100) * 100,
          signalCsq,
          supplyVolts: reading.vehicleVolts,
          obd: engine,
        },
        ...(isEvery(reading, 5) ? [beat] : []),
      ];
    },
  },
  {
    ...PLAIN,
    family: "reachfar",
    name: "ReachFar: V0, LINK, V1, NBR without a fix",
    idStart: "14",
    alarmBits: TQ_ALARMS,
    powerOn: ({ deviceId }) => [{ type: "heartbeat", command: "V0", maker: "HQ", deviceId }],
    report(reading) {
      const { deviceId, time, signalCsq, satellites, batteryPercent, count, word } = reading;
      if (!reading.valid) return [neighbours(reading, {})];
      if (!isEvery(reading, 3)) return [position("V1", reading)];
      const head = { type: "heartbeat", command: "LINK", maker: "HQ", deviceId } as const;
      const status = decodeStatus(word, "tq");
      const worn = { steps: count * 12, turnovers: 0, status };
      return [{ ...head, time, signalCsq, satellites, batteryPercent, ...worn }];
    },
  },
];
