/**
 * What makers send as additional items, as data (jt808.md section 6). An id means something else with
 * every maker, so each table is a profile with a name, and only one is on by default.
 */
import type { ItemRow } from "./item-rows.ts";

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
  /** Items in which other items stand, each with an id of two bytes and a length of one. */
  readonly containers?: readonly number[];
  /** An item of a position with several values one behind the other, from its first byte on. */
  readonly record?: {
    readonly id: number;
    readonly length: number;
    readonly rows: readonly ItemRow[];
  };
  /** What stands in the containers, in the line, or behind the head of passed-through data; there wherever one of these is. */
  readonly rows?: readonly ItemRow[];
  /** An item of a position that holds a line `$OBD-RT,…`. */
  readonly lineItem?: number;
  /** The type of 0x0900 that carries it. */
  readonly passthroughType?: number;
}

type Confidence = ItemRow["confidence"];

function row(
  id: number,
  length: number | undefined,
  name: string,
  form: ItemRow["form"],
  unit: string,
  about: string,
  confidence?: Confidence,
): ItemRow {
  return {
    id,
    name,
    form,
    about,
    ...(length === undefined ? {} : { length }),
    ...(unit === "" ? {} : { unit }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}

const ONE = [1, 1, 0] as const;
const TENTH = [1, 10, 0] as const;
const THOUSANDTH = [1, 1000, 0] as const;
const CELSIUS = [1, 1, -40] as const;
const BYTE_PERCENT = [100, 255, 0] as const;

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

export const JT808_PROFILES: readonly Jt808Profile[] = /* @__PURE__ */ Object.freeze([
  {
    name: "shenzhen-obd-80",
    about:
      "The block 80 to 8E, A0, CC: most likely SinoTrack's or a sister brand's (jt808.md section 2). On by default. Items 85 (fuel consumption, unit unknown) and 8A (unknown) stay in items",
    items: [
      row(0xcc, 20, "iccid", "text", "", "ICCID"),
      row(0x80, 1, SPEED, ONE, "km/h", "Speed from the engine"),
      row(0x81, 2, RPM, ONE, "rpm", "Engine speed"),
      row(0x82, 2, "supplyVolts", TENTH, "V", "Supply voltage; also sent alone by MV710G units"),
      row(0x83, 1, LOAD, ONE, "%", "Engine load; could be raw, 255 for 100 %", "unconfirmed"),
      row(0x84, 1, COOLANT, CELSIUS, "°C", "Coolant"),
      row(0x86, 1, INTAKE, CELSIUS, "°C", "Intake air"),
      row(
        0x87,
        2,
        FLOW,
        [1, 100, 0],
        "g/s",
        "Intake flow; hundredths are plausible",
        "unconfirmed",
      ),
      row(0x88, 1, PRESSURE, ONE, "kPa", "Intake manifold pressure", "inferred"),
      row(0x89, 1, THROTTLE, ONE, "%", "Throttle; could be raw, 255 for 100 %", "unconfirmed"),
      row(0x8b, 17, VIN, "text", "", "VIN"),
      row(0x8c, 4, ODOMETER, TENTH, "km", "Odometer of the vehicle"),
      row(0x8d, 2, "obd.tripKm", ONE, "km", "Trip; kilometres by one source", "unconfirmed"),
      row(0x8e, 1, FUEL, ONE, "%", "Fuel level"),
      row(0xa0, undefined, "obd.dtcs", "list", "", "Trouble codes as sent, with commas between"),
    ],
  },
  {
    name: "obd-91-94",
    about: "Items 91 and 94, maker unknown; the bytes of 91 that have no known unit stay in items",
    items: [row(0x94, undefined, VIN, "text", "", "VIN", "unconfirmed")],
    record: {
      id: 0x91,
      length: 22,
      rows: [
        row(0, 2, "supplyVolts", TENTH, "V", "Supply voltage", "unconfirmed"),
        row(2, 2, RPM, ONE, "rpm", "Engine speed", "unconfirmed"),
        row(4, 1, SPEED, ONE, "km/h", "Speed from the engine", "unconfirmed"),
        row(5, 1, THROTTLE, BYTE_PERCENT, "%", "Throttle", "unconfirmed"),
        row(6, 1, LOAD, BYTE_PERCENT, "%", "Engine load", "unconfirmed"),
        row(7, 1, COOLANT, CELSIUS, "°C", "Coolant", "unconfirmed"),
      ],
    },
  },
  {
    name: "obd-rt",
    about:
      "A line `$OBD-RT,…` in item E6 or in 0x0900 type 41 (NatureLink NL12, EST527 modules). Some firmware shifts the fields",
    lineItem: 0xe6,
    passthroughType: 0x41,
    rows: [
      row(1, undefined, "supplyVolts", ONE, "V", "Supply voltage"),
      row(2, undefined, RPM, ONE, "rpm", "Engine speed"),
      row(3, undefined, SPEED, ONE, "km/h", "Speed from the engine"),
      row(4, undefined, THROTTLE, ONE, "%", "Throttle"),
      row(5, undefined, LOAD, ONE, "%", "Engine load"),
      row(6, undefined, COOLANT, ONE, "°C", "Coolant"),
      row(7, undefined, "obd.instantFuel", ONE, "", "Fuel: L/h when idling, L/100 km when driving"),
      row(8, undefined, "obd.averageFuelLitersPer100Km", ONE, "L/100 km", "Average"),
      row(9, undefined, "obd.tripKm", ONE, "km", "Trip"),
      row(10, undefined, "obd.totalDistanceKm", ONE, "km", "All trips"),
      row(11, undefined, "obd.tripFuelLiters", ONE, "L", "Fuel of the trip"),
      row(12, undefined, "obd.totalFuelLiters", ONE, "L", "Fuel of all trips"),
      row(13, undefined, "obd.dtcCount", ONE, "", "Number of trouble codes"),
      row(14, undefined, "obd.hardAccelerations", ONE, "", "Hard accelerations"),
      row(15, undefined, "obd.hardBrakes", ONE, "", "Hard brakes"),
    ],
  },
  {
    name: "mictrack-f3",
    about: "Item F3 of Mictrack B50 and JXYD JX08",
    containers: [0xf3],
    rows: [
      row(0x0002, undefined, SPEED, TENTH, "km/h", "Speed from the engine"),
      row(0x0003, undefined, RPM, ONE, "rpm", "Engine speed"),
      row(0x0004, undefined, "supplyVolts", THOUSANDTH, "V", "Supply voltage"),
      row(0x0005, undefined, ODOMETER, TENTH, "km", "Odometer"),
      row(0x0008, undefined, LOAD, TENTH, "%", "Engine load"),
      row(0x0009, undefined, COOLANT, CELSIUS, "°C", "Coolant"),
      row(0x000b, undefined, PRESSURE, ONE, "kPa", "Intake manifold pressure", "inferred"),
      row(0x000c, undefined, INTAKE, CELSIUS, "°C", "Intake air"),
      row(0x000e, undefined, THROTTLE, BYTE_PERCENT, "%", "Throttle"),
      row(0x0050, undefined, VIN, "text", "", "VIN"),
    ],
  },
  {
    name: "concox-f0",
    about: "0x0900 type F0 of Concox and Jimi VL502, its items with a known unit",
    passthroughType: 0xf0,
    rows: [
      row(0x0102, undefined, ODOMETER, TENTH, "km", "Odometer"),
      row(0x0528, undefined, ODOMETER, TENTH, "km", "Odometer"),
      row(0x0546, undefined, ODOMETER, TENTH, "km", "Odometer"),
      row(0x052b, undefined, FUEL, ONE, "%", "Fuel level"),
      row(0x052d, undefined, COOLANT, CELSIUS, "°C", "Coolant"),
      row(0x052e, undefined, INTAKE, CELSIUS, "°C", "Air", "inferred"),
      row(0x0530, undefined, "supplyVolts", THOUSANDTH, "V", "Supply voltage"),
      row(0x0535, undefined, SPEED, TENTH, "km/h", "Speed from the engine"),
      row(0x0536, undefined, RPM, ONE, "rpm", "Engine speed"),
      row(0x053d, undefined, PRESSURE, TENTH, "kPa", "Intake manifold pressure", "inferred"),
      row(0xfeec, undefined, VIN, "text", "", "VIN"),
    ],
  },
  {
    name: "vjt-ea",
    about: "Items EA to EE and FA to FC of the document VJT.04.063-A, those with a known unit",
    containers: [0xea, 0xeb, 0xec, 0xed, 0xee, 0xfa, 0xfb, 0xfc],
    rows: [
      row(0x0012, undefined, "supplyVolts", TENTH, "V", "Supply voltage"),
      row(0x60c0, undefined, RPM, ONE, "rpm", "Engine speed"),
      row(0x60d0, undefined, SPEED, ONE, "km/h", "Speed from the engine"),
      row(0x6050, undefined, COOLANT, CELSIUS, "°C", "Coolant"),
      row(0x60f0, undefined, INTAKE, CELSIUS, "°C", "Intake air"),
      row(0x60b0, undefined, PRESSURE, ONE, "kPa", "Intake manifold pressure", "inferred"),
      row(0x50b0, undefined, PRESSURE, ONE, "kPa", "Intake manifold pressure", "inferred"),
      row(0x6330, undefined, "obd.barometricPressureKpa", ONE, "kPa", "Air pressure", "inferred"),
      row(0x6460, undefined, "obd.ambientAirTemperatureCelsius", CELSIUS, "°C", "Outside"),
      row(0x6100, undefined, FLOW, TENTH, "g/s", "Intake flow", "inferred"),
      row(0x6110, undefined, THROTTLE, TENTH, "%", "Throttle", "inferred"),
      row(0x6210, undefined, "obd.distanceWithMilKm", ONE, "km", "Distance with the lamp on"),
      row(0x5005, undefined, "obd.engineFuelRateLitersPerHour", [1, 20, 0], "L/h", "Fuel rate"),
      row(0x5101, undefined, "obd.actualTorquePercent", [1, 1, -125], "%", "Torque", "inferred"),
      row(0x6010, undefined, "obd.dtcCount", ONE, "", "Number of trouble codes"),
    ],
  },
] satisfies readonly Jt808Profile[]);

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
