/**
 * The additional items of makers. An id has a different meaning with every maker, so each table is a profile with a name,
 * and only one is on by default.
 */

import { refuse } from "../argument.ts";
import { ascii, asciiTexts } from "../kind/bytes/ascii.ts";
import { cell } from "../kind/bytes/cell.ts";
import { list } from "../kind/bytes/list.ts";
import type { Scale } from "../kind/bytes/number.ts";
import { oneOf } from "../kind/bytes/one-of.ts";
import { setValue } from "../kind/path.ts";
import { type BytesKind, type BytesRow, REST, type Told, value } from "../kind/row.ts";
import { lazy } from "../lazy.ts";
import { BCD_ICCID } from "./iccid.ts";
import { container, type ItemRow, longContainer, number, record, row } from "./item.ts";
import { DECIMAL, obdLine } from "./obd-line.ts";
import { engineItems } from "./passthrough.ts";
import { ACCESS_POINT, ACCESS_POINT_TEXT, scan, scannedCell } from "./scan.ts";

/**
 * A table of additional JT/T 808 items, named after the firmware that sends them. An id has a different meaning with every
 * maker, so only `shenzhen-obd-80` is read by default.
 */
export type Jt808ProfileName =
  | "shenzhen-obd-80"
  | "obd-91-94"
  | "obd-rt"
  | "mictrack-f3"
  | "concox-f0"
  | "vjt-ea"
  | "gps51"
  | "bsj-eb"
  | "aovx";

export interface Jt808Profile {
  readonly name: Jt808ProfileName;
  readonly about: string;
  /** Items of a position. */
  readonly items?: readonly ItemRow[];
  /** Data of 0x0900, by their type. */
  readonly passedThrough?: readonly ItemRow[];
}

const TENTH: Scale = { over: 10 };
const HUNDREDTH: Scale = { over: 100 };
const THOUSANDTH: Scale = { over: 1000 };
const CELSIUS: Scale = { plus: -40 };
const BYTE_PERCENT: Scale = { times: 100, over: 255 };

function vin(id: number, kind: BytesKind = ascii(REST), told: Partial<Told> = {}): ItemRow {
  return row(id, kind, VIN, { about: "VIN", personal: "text", ...told });
}

function cells(id: number, kind: BytesKind): ItemRow {
  return { id, name: "cells", kind, isList: true, about: "Nearby cells" };
}

function wifi(id: number, kind: BytesKind): ItemRow {
  return { id, name: "wifi", kind, isList: true, about: "Nearby access points" };
}

function field(name: string, told: Told): BytesRow {
  return value(DECIMAL, name, told);
}

/** An item that consists of values. */
function several(id: number, kind: BytesKind): ItemRow {
  return { id, name: "obd", kind, about: "Engine data" };
}

const SPEED = "obd.vehicleSpeedKmh";
const RPM = "obd.engineRpm";
const LOAD = "obd.engineLoadPercent";
const COOLANT = "obd.coolantTemperatureCelsius";
const INTAKE = "obd.intakeAirTemperatureCelsius";
const PRESSURE = "obd.intakeManifoldPressureKpa";
const THROTTLE = "obd.throttlePositionPercent";
const FLOW = "obd.massAirFlowGramsPerSecond";
const ODOMETER = "obd.odometerKm";
const FUEL = "obd.fuelLevelPercent";
const VIN = "obd.vin";

/** FFFF none, 04F6 not connected. */
const SENSOR_TEMPERATURE: BytesKind = {
  kind: "sensorTemperature",
  halves: 4,
  personal: "harmless",
  read(r, at, to, row, values) {
    const count = r.uint(at, to);
    const tenths = count & SIGN ? -(count & ~SIGN) : count;
    setValue(values, row, count === 0xffff || count === 0x04f6 ? null : tenths / 10);
  },
  write() {},
};
const SIGN = 0x8000;

export const schemaSensorTemperature: object = {
  type: ["number", "null"],
  minimum: -3276.7,
  maximum: 3276.7,
};

const BATTERY_TENTHS: BytesKind = {
  kind: "batteryTenths",
  halves: 4,
  fits: (r, at) => r.uint(at, at + 2) <= 10,
  read(r, at, to, row, values) {
    const tens = r.uint(at, at + 2) * 10;
    const percent = r.uint(at + 2, to);
    const agrees = percent >= 1 && percent <= 100 && Math.abs(percent - tens) <= 10;
    setValue(values, row, agrees ? percent : tens);
  },
  write() {},
};

export const schemaBatteryTenths: object = { type: "integer", minimum: 0, maximum: 100 };

export const knownProfiles: () => readonly Jt808Profile[] = /* @__PURE__ */ lazy(profiles);

function profiles(): readonly Jt808Profile[] {
  const line = obdLine([
    field("supplyVolts", { about: "Supply voltage" }),
    field(RPM, { about: "Engine speed" }),
    field(SPEED, { about: "Speed from the engine" }),
    field(THROTTLE, { about: "Throttle" }),
    field(LOAD, { about: "Engine load" }),
    field(COOLANT, { about: "Coolant" }),
    field("obd.instantFuel", { about: "Fuel: L/h when idling, L/100 km when driving" }),
    field("obd.averageFuelLitersPer100Km", { about: "Average" }),
    field("obd.tripKm", { about: "Trip" }),
    field("obd.totalDistanceKm", { about: "All trips" }),
    field("obd.tripFuelLiters", { about: "Fuel of the trip" }),
    field("obd.totalFuelLiters", { about: "Fuel of all trips" }),
    field("obd.dtcCount", { about: "Number of trouble codes" }),
    field("obd.hardAccelerations", { about: "Hard accelerations" }),
    field("obd.hardBrakes", { about: "Hard brakes" }),
  ]);
  const vjt = container([
    row(0x0012, number(REST, TENTH), "supplyVolts", { about: "Supply voltage" }),
    row(0x60c0, number(REST), RPM, { about: "Engine speed" }),
    row(0x60d0, number(REST), SPEED, { about: "Speed from the engine" }),
    row(0x6050, number(REST, CELSIUS), COOLANT, { about: "Coolant" }),
    row(0x60f0, number(REST, CELSIUS), INTAKE, { about: "Intake air" }),
    row(0x60b0, number(REST), PRESSURE, {
      about: "Intake manifold pressure",
      confidence: "inferred",
    }),
    row(0x50b0, number(REST), PRESSURE, {
      about: "Intake manifold pressure",
      confidence: "inferred",
    }),
    row(0x6330, number(REST), "obd.barometricPressureKpa", {
      about: "Air pressure",
      confidence: "inferred",
    }),
    row(0x6460, number(REST, CELSIUS), "obd.ambientAirTemperatureCelsius", { about: "Outside" }),
    row(0x6100, number(REST, TENTH), FLOW, { about: "Intake flow", confidence: "inferred" }),
    row(0x6110, number(REST, TENTH), THROTTLE, { about: "Throttle", confidence: "inferred" }),
    row(0x6210, number(REST), "obd.distanceWithMilKm", { about: "Distance with the lamp on" }),
    row(0x5005, number(REST, { over: 20 }), "obd.engineFuelRateLitersPerHour", {
      about: "Fuel rate",
    }),
    row(0x5101, number(REST, { plus: -125 }), "obd.actualTorquePercent", {
      about: "Torque",
      confidence: "inferred",
    }),
    row(0x6010, number(REST), "obd.dtcCount", { about: "Number of trouble codes" }),
  ]);
  return [
    {
      name: "shenzhen-obd-80",
      about:
        "The block 80 to 8E, A0, CC: most likely SinoTrack's or a sister brand's (docs/protocol/jt808.md §2). On by default",
      items: [
        row(0xcc, ascii(20, { isWhole: true }), "iccid", { about: "ICCID", personal: "iccid" }),
        row(0x80, number(1), SPEED, { about: "Speed from the engine" }),
        row(0x81, number(2), RPM, { about: "Engine speed" }),
        row(0x82, number(2, TENTH), "supplyVolts", {
          about: "Supply voltage; also sent alone by MV710G units",
        }),
        row(0x83, number(1), LOAD, {
          about: "Engine load; could be raw, 255 for 100 %",
          confidence: "unconfirmed",
        }),
        row(0x84, number(1, CELSIUS), COOLANT, { about: "Coolant" }),
        row(0x85, number(2, THOUSANDTH), "obd.engineFuelRateLitersPerHour", {
          about: "Consumption, mL/h on the wire by one server",
          confidence: "unconfirmed",
        }),
        row(0x86, number(1, CELSIUS), INTAKE, { about: "Intake air" }),
        row(0x87, number(2, HUNDREDTH), FLOW, {
          about: "Intake flow; hundredths are plausible",
          confidence: "unconfirmed",
        }),
        row(0x88, number(1), PRESSURE, {
          about: "Intake manifold pressure",
          confidence: "inferred",
        }),
        row(0x89, number(1), THROTTLE, {
          about: "Throttle; could be raw, 255 for 100 %",
          confidence: "unconfirmed",
        }),
        row(0x8a, number(2), "obd.fuelPressureKpa", {
          about: "Fuel pressure by one server",
          confidence: "unconfirmed",
        }),
        vin(0x8b, ascii(17, { isWhole: true })),
        row(0x8c, number(4, TENTH), ODOMETER, { about: "Odometer of the vehicle" }),
        row(0x8d, number(2), "obd.remainingRangeKm", {
          about:
            "Remaining range: 6.5 km per percent in both samples, which no trip counter would give. Traccar reads a trip",
          confidence: "inferred",
        }),
        row(0x8e, number(1), FUEL, { about: "Fuel level" }),
        row(0xa0, asciiTexts(), "obd.dtcs", {
          isList: true,
          about: "Trouble codes as sent, with commas between",
        }),
      ],
    },
    {
      name: "obd-91-94",
      about:
        "Items 91 and 94, maker unknown; the bytes of 91 that have no known unit stay in items",
      items: [
        vin(0x94, ascii(REST), { confidence: "unconfirmed" }),
        several(
          0x91,
          record(22, [
            value(number(2, TENTH), "supplyVolts", {
              about: "Supply voltage",
              confidence: "unconfirmed",
            }),
            value(number(2), RPM, { about: "Engine speed", confidence: "unconfirmed" }),
            value(number(1), SPEED, { about: "Speed from the engine", confidence: "unconfirmed" }),
            value(number(1, BYTE_PERCENT), THROTTLE, {
              about: "Throttle",
              confidence: "unconfirmed",
            }),
            value(number(1, BYTE_PERCENT), LOAD, {
              about: "Engine load",
              confidence: "unconfirmed",
            }),
            value(number(1, CELSIUS), COOLANT, { about: "Coolant", confidence: "unconfirmed" }),
          ]),
        ),
      ],
    },
    {
      name: "obd-rt",
      about:
        "A line `$OBD-RT,…` in item E6 or in 0x0900 type 41 (NatureLink NL12, EST527 modules). Some firmware shifts the fields",
      items: [several(0xe6, line)],
      passedThrough: [several(0x41, line)],
    },
    {
      name: "mictrack-f3",
      about: "Item F3 of Mictrack B50 and JXYD JX08",
      items: [
        several(
          0xf3,
          container([
            row(0x0002, number(REST, TENTH), SPEED, { about: "Speed from the engine" }),
            row(0x0003, number(REST), RPM, { about: "Engine speed" }),
            row(0x0004, number(REST, THOUSANDTH), "supplyVolts", { about: "Supply voltage" }),
            row(0x0005, number(REST, TENTH), ODOMETER, { about: "Odometer" }),
            row(0x0008, number(REST, TENTH), LOAD, { about: "Engine load" }),
            row(0x0009, number(REST, CELSIUS), COOLANT, { about: "Coolant" }),
            row(0x000b, number(REST), PRESSURE, {
              about: "Intake manifold pressure",
              confidence: "inferred",
            }),
            row(0x000c, number(REST, CELSIUS), INTAKE, { about: "Intake air" }),
            row(0x000e, number(REST, BYTE_PERCENT), THROTTLE, { about: "Throttle" }),
            vin(0x0050),
          ]),
        ),
      ],
    },
    {
      name: "concox-f0",
      about: "0x0900 type F0 of Concox and Jimi VL502, its items with a known unit",
      passedThrough: [
        several(
          0xf0,
          engineItems([
            row(0x0102, number(REST, TENTH), ODOMETER, { about: "Odometer" }),
            row(0x0528, number(REST, TENTH), ODOMETER, { about: "Odometer" }),
            row(0x0546, number(REST, TENTH), ODOMETER, { about: "Odometer" }),
            row(0x052b, number(REST), FUEL, { about: "Fuel level" }),
            row(0x052d, number(REST, CELSIUS), COOLANT, { about: "Coolant" }),
            row(0x052e, number(REST, CELSIUS), INTAKE, { about: "Air", confidence: "inferred" }),
            row(0x0530, number(REST, THOUSANDTH), "supplyVolts", { about: "Supply voltage" }),
            row(0x0535, number(REST, TENTH), SPEED, { about: "Speed from the engine" }),
            row(0x0536, number(REST), RPM, { about: "Engine speed" }),
            row(0x053d, number(REST, TENTH), PRESSURE, {
              about: "Intake manifold pressure",
              confidence: "inferred",
            }),
            vin(0xfeec),
          ]),
        ),
      ],
    },
    {
      name: "vjt-ea",
      about: "Items EA to EE and FA to FC of the document VJT.04.063-A, those with a known unit",
      items: [0xea, 0xeb, 0xec, 0xed, 0xee, 0xfa, 0xfb, 0xfc].map((id) => several(id, vjt)),
    },
    {
      name: "gps51",
      about:
        "Items 51 to 61 and F1 of the GPS51 document, the G10LS and relatives, as far as two or more servers read them alike",
      items: [
        {
          ...row(0x51, list(SENSOR_TEMPERATURE), "jt808.temperaturesCelsius", {
            about:
              "Sensors in their order, tenths; the top bit is the sign. Without a sensor FFFF, or 04F6",
          }),
          isList: true,
        },
        row(0x52, oneOf("unknown", "forward", "reverse", "stopped"), "jt808.drum", {
          about: "Drum of a mixer: 0 unknown, 1 forward (empty), 2 reverse (loaded), 3 stopped",
        }),
        cells(0x53, scan(scannedCell(["mnc", 1], ["lac", 2], ["cid", 2]), true)),
        wifi(0x54, scan(ACCESS_POINT, true)),
        row(0x56, BATTERY_TENTHS, "batteryPercent", {
          about: "Tens of percent, then percent where it agrees: some units send something else",
          confidence: "inferred",
        }),
        {
          ...row(0x58, list(number(2, { over: 10, none: 0x0fff })), "jt808.humiditiesPercent", {
            about: "Sensors in their order, tenths. Without a sensor 0FFF or FFFF",
          }),
          isList: true,
        },
        cells(0x5d, scan(scannedCell(["mnc", 1], ["lac", 2], ["cid", 4]), true)),
        row(0x61, number(2, HUNDREDTH), "supplyVolts", { about: "Supply voltage" }),
        row(0xf1, ascii(20, { isWhole: true }), "iccid", { about: "ICCID", personal: "iccid" }),
      ],
    },
    {
      name: "bsj-eb",
      about:
        "Item EB of BSJ units: lengths of two bytes, then ids of two. Those that the BSJ-EG01 document and Traccar read alike",
      items: [
        {
          id: 0xeb,
          name: "jt808",
          about: "Items in an item",
          kind: longContainer([
            row(0x00b2, BCD_ICCID, "iccid", { about: "ICCID", personal: "iccid" }),
            row(0x00a8, number(1, { most: 100 }), "batteryPercent", { about: "Battery" }),
            row(0x002d, number(2, THOUSANDTH), "jt808.batteryVolts", {
              about: "Battery, thousandths",
            }),
            row(0x002d, number(4, THOUSANDTH), "supplyVolts", {
              about: "Supply voltage, thousandths",
            }),
            wifi(0x00b9, ACCESS_POINT_TEXT),
            {
              id: 0x00d8,
              name: "cell",
              kind: cell([
                ["mcc", 2],
                ["mnc", 1],
                ["lac", 2],
                ["cid", 4],
              ]),
              about: "Network cell",
            },
          ]),
        },
      ],
    },
    {
      name: "aovx",
      about: "Items F0, F1, F4 and F7 of AOVX units, which Traccar and a second server read alike",
      items: [
        cells(0xf0, scan(scannedCell(["mnc", 2], ["cid", 4], ["lac", 4]), false)),
        row(0xf1, number(4, THOUSANDTH), "supplyVolts", { about: "Supply voltage, thousandths" }),
        wifi(0xf4, scan(ACCESS_POINT, false)),
        {
          id: 0xf7,
          name: "jt808",
          about: "Battery",
          kind: record(6, [
            value(number(4, THOUSANDTH), "jt808.batteryVolts", { about: "Battery, thousandths" }),
            value(oneOf(null, "notCharging", "charging", "full"), "jt808.chargeState", {
              about: "1 notCharging, 2 charging, 3 full",
            }),
            value(number(1, { most: 100 }), "batteryPercent", { about: "Battery" }),
          ]),
        },
      ],
    },
  ];
}

export const DEFAULT_PROFILES: readonly Jt808ProfileName[] = /* @__PURE__ */ Object.freeze([
  "shenzhen-obd-80",
] as const);

/** @throws RangeError for a value that is not a list, and for an unknown name. */
export function assertProfiles(option: string, names: unknown): void {
  // A fast path, because this runs for each message.
  if (names === DEFAULT_PROFILES) return;
  const known = knownProfiles().map(({ name }) => name as string);
  if (!Array.isArray(names) || !names.every((name) => known.includes(name))) {
    refuse(option, `a list of names: ${known.join(", ")}`, names);
  }
}
