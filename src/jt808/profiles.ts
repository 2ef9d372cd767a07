/**
 * What makers send as additional items (jt808.md section 6). An id means something else with every maker, so
 * each table is a profile with a name, and only one is on by default.
 */
import { ascii, asciiTexts } from "../kind/bytes/ascii.ts";
import type { Scale } from "../kind/bytes/number.ts";
import { type BytesKind, type BytesRow, REST } from "../kind/row.ts";
import { type Confidence, container, type ItemRow, number, record, row, value } from "./item.ts";
import { DECIMAL, obdLine } from "./obd-line.ts";
import { engineItems } from "./passthrough.ts";

export type Jt808ProfileName =
  | "shenzhen-obd-80"
  | "obd-91-94"
  | "obd-rt"
  | "mictrack-f3"
  | "concox-f0"
  | "vjt-ea";

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

function vin(id: number, kind: BytesKind = ascii(REST), confidence?: Confidence): ItemRow {
  return { ...row(id, kind, VIN, "", "VIN", confidence), personal: "text" };
}

function field(name: string, unit: string, about: string): BytesRow {
  return value(DECIMAL, name, unit, about);
}

/** What consists of values. */
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

export const JT808_PROFILES: readonly Jt808Profile[] = /* @__PURE__ */ profiles();

function profiles(): readonly Jt808Profile[] {
  const line = obdLine([
    field("supplyVolts", "V", "Supply voltage"),
    field(RPM, "rpm", "Engine speed"),
    field(SPEED, "km/h", "Speed from the engine"),
    field(THROTTLE, "%", "Throttle"),
    field(LOAD, "%", "Engine load"),
    field(COOLANT, "°C", "Coolant"),
    field("obd.instantFuel", "", "Fuel: L/h when idling, L/100 km when driving"),
    field("obd.averageFuelLitersPer100Km", "L/100 km", "Average"),
    field("obd.tripKm", "km", "Trip"),
    field("obd.totalDistanceKm", "km", "All trips"),
    field("obd.tripFuelLiters", "L", "Fuel of the trip"),
    field("obd.totalFuelLiters", "L", "Fuel of all trips"),
    field("obd.dtcCount", "", "Number of trouble codes"),
    field("obd.hardAccelerations", "", "Hard accelerations"),
    field("obd.hardBrakes", "", "Hard brakes"),
  ]);
  const vjt = container([
    row(0x0012, number(REST, TENTH), "supplyVolts", "V", "Supply voltage"),
    row(0x60c0, number(REST), RPM, "rpm", "Engine speed"),
    row(0x60d0, number(REST), SPEED, "km/h", "Speed from the engine"),
    row(0x6050, number(REST, CELSIUS), COOLANT, "°C", "Coolant"),
    row(0x60f0, number(REST, CELSIUS), INTAKE, "°C", "Intake air"),
    row(0x60b0, number(REST), PRESSURE, "kPa", "Intake manifold pressure", "inferred"),
    row(0x50b0, number(REST), PRESSURE, "kPa", "Intake manifold pressure", "inferred"),
    row(0x6330, number(REST), "obd.barometricPressureKpa", "kPa", "Air pressure", "inferred"),
    row(0x6460, number(REST, CELSIUS), "obd.ambientAirTemperatureCelsius", "°C", "Outside"),
    row(0x6100, number(REST, TENTH), FLOW, "g/s", "Intake flow", "inferred"),
    row(0x6110, number(REST, TENTH), THROTTLE, "%", "Throttle", "inferred"),
    row(0x6210, number(REST), "obd.distanceWithMilKm", "km", "Distance with the lamp on"),
    row(0x5005, number(REST, { over: 20 }), "obd.engineFuelRateLitersPerHour", "L/h", "Fuel rate"),
    row(0x5101, number(REST, { plus: -125 }), "obd.actualTorquePercent", "%", "Torque", "inferred"),
    row(0x6010, number(REST), "obd.dtcCount", "", "Number of trouble codes"),
  ]);
  return [
    {
      name: "shenzhen-obd-80",
      about:
        "The block 80 to 8E, A0, CC: most likely SinoTrack's or a sister brand's (jt808.md section 2). On by default. Items 85 (fuel consumption, unit unknown) and 8A (unknown) stay in items",
      items: [
        { ...row(0xcc, ascii(20, true), "iccid", "", "ICCID"), personal: "iccid" },
        row(0x80, number(1), SPEED, "km/h", "Speed from the engine"),
        row(0x81, number(2), RPM, "rpm", "Engine speed"),
        row(
          0x82,
          number(2, TENTH),
          "supplyVolts",
          "V",
          "Supply voltage; also sent alone by MV710G units",
        ),
        row(0x83, number(1), LOAD, "%", "Engine load; could be raw, 255 for 100 %", "unconfirmed"),
        row(0x84, number(1, CELSIUS), COOLANT, "°C", "Coolant"),
        row(0x86, number(1, CELSIUS), INTAKE, "°C", "Intake air"),
        row(
          0x87,
          number(2, HUNDREDTH),
          FLOW,
          "g/s",
          "Intake flow; hundredths are plausible",
          "unconfirmed",
        ),
        row(0x88, number(1), PRESSURE, "kPa", "Intake manifold pressure", "inferred"),
        row(0x89, number(1), THROTTLE, "%", "Throttle; could be raw, 255 for 100 %", "unconfirmed"),
        vin(0x8b, ascii(17, true)),
        row(0x8c, number(4, TENTH), ODOMETER, "km", "Odometer of the vehicle"),
        row(0x8d, number(2), "obd.tripKm", "km", "Trip; kilometres by one source", "unconfirmed"),
        row(0x8e, number(1), FUEL, "%", "Fuel level"),
        row(0xa0, asciiTexts(), "obd.dtcs", "", "Trouble codes as sent, with commas between"),
      ],
    },
    {
      name: "obd-91-94",
      about:
        "Items 91 and 94, maker unknown; the bytes of 91 that have no known unit stay in items",
      items: [
        vin(0x94, ascii(REST), "unconfirmed"),
        several(
          0x91,
          record(22, [
            value(number(2, TENTH), "supplyVolts", "V", "Supply voltage", "unconfirmed"),
            value(number(2), RPM, "rpm", "Engine speed", "unconfirmed"),
            value(number(1), SPEED, "km/h", "Speed from the engine", "unconfirmed"),
            value(number(1, BYTE_PERCENT), THROTTLE, "%", "Throttle", "unconfirmed"),
            value(number(1, BYTE_PERCENT), LOAD, "%", "Engine load", "unconfirmed"),
            value(number(1, CELSIUS), COOLANT, "°C", "Coolant", "unconfirmed"),
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
            row(0x0002, number(REST, TENTH), SPEED, "km/h", "Speed from the engine"),
            row(0x0003, number(REST), RPM, "rpm", "Engine speed"),
            row(0x0004, number(REST, THOUSANDTH), "supplyVolts", "V", "Supply voltage"),
            row(0x0005, number(REST, TENTH), ODOMETER, "km", "Odometer"),
            row(0x0008, number(REST, TENTH), LOAD, "%", "Engine load"),
            row(0x0009, number(REST, CELSIUS), COOLANT, "°C", "Coolant"),
            row(0x000b, number(REST), PRESSURE, "kPa", "Intake manifold pressure", "inferred"),
            row(0x000c, number(REST, CELSIUS), INTAKE, "°C", "Intake air"),
            row(0x000e, number(REST, BYTE_PERCENT), THROTTLE, "%", "Throttle"),
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
            row(0x0102, number(REST, TENTH), ODOMETER, "km", "Odometer"),
            row(0x0528, number(REST, TENTH), ODOMETER, "km", "Odometer"),
            row(0x0546, number(REST, TENTH), ODOMETER, "km", "Odometer"),
            row(0x052b, number(REST), FUEL, "%", "Fuel level"),
            row(0x052d, number(REST, CELSIUS), COOLANT, "°C", "Coolant"),
            row(0x052e, number(REST, CELSIUS), INTAKE, "°C", "Air", "inferred"),
            row(0x0530, number(REST, THOUSANDTH), "supplyVolts", "V", "Supply voltage"),
            row(0x0535, number(REST, TENTH), SPEED, "km/h", "Speed from the engine"),
            row(0x0536, number(REST), RPM, "rpm", "Engine speed"),
            row(
              0x053d,
              number(REST, TENTH),
              PRESSURE,
              "kPa",
              "Intake manifold pressure",
              "inferred",
            ),
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
  ];
}

export const DEFAULT_PROFILES: readonly Jt808ProfileName[] = /* @__PURE__ */ Object.freeze([
  "shenzhen-obd-80",
] as const);

/** @throws RangeError for a name that there is not. */
export function assertProfiles(names: readonly Jt808ProfileName[]): void {
  for (const name of names) {
    if (!JT808_PROFILES.some((profile) => profile.name === name)) {
      throw new RangeError(
        `jt808Profiles must be some of ${JT808_PROFILES.map((profile) => profile.name).join(", ")}`,
      );
    }
  }
}
