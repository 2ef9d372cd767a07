/** The bit-encoded PIDs: a pair of reader and writer each (SAE J1979-DA). */

import type {
  EgrTemperatures,
  EmissionRequirement,
  FreezeFrameDtc,
  FuelSystems,
  FuelTypeValues,
  ObdStandard,
  OxygenSensors,
  PtoStatus,
  SecondaryAir,
  SupportedPids,
} from "../model/obd-signals.ts";
import type { Arguments } from "./arguments.ts";
import type { BitReader, BitValues, NoValues } from "./bit-values.ts";
import {
  type Code,
  EMISSION_REQUIREMENTS,
  FUEL_SYSTEM_STATES,
  FUEL_TYPES,
  OBD_STANDARDS,
  SECONDARY_AIR_STATES,
} from "./codes.ts";
import { formatDtc, parseDtc } from "./dtc.ts";
import { DRIVE_CYCLE_MONITORS, MONITORS } from "./monitors.ts";
import type { BitCodec, Note, Nullable } from "./types.ts";

const MASK: BitCodec<SupportedPids> = {
  keys: ["supportedPids"],
  read(data, _note, base) {
    const supportedPids: number[] = [];
    for (let i = 0; i < 32; i++) {
      if (((data[i >> 3]! >> (7 - (i & 7))) & 1) === 1) supportedPids.push(base + 1 + i);
    }
    return { supportedPids };
  },
  write({ numbers }, base) {
    const data = [0, 0, 0, 0];
    for (const pid of numbers("supportedPids")) {
      const i = pid - base - 1;
      if (!Number.isInteger(i) || i < 0 || i > 31) {
        throw new RangeError(
          `values.supportedPids must be PIDs from ${base + 1} to ${base + 32}, not ${pid}`,
        );
      }
      data[i >> 3]! |= 0x80 >> (i & 7);
    }
    return data;
  },
};

const DTC: BitCodec<FreezeFrameDtc> = {
  keys: ["freezeFrameDtc"],
  read(data, note) {
    const dtc = (data[0]! << 8) | data[1]!;
    if (dtc !== 0) return { freezeFrameDtc: formatDtc(dtc) };
    note("no-dtc", "freezeFrameDtc", 0, 2, "a trouble code");
    return { freezeFrameDtc: null };
  },
  write({ text }) {
    const given = text("freezeFrameDtc");
    let dtc: number;
    try {
      dtc = parseDtc(given);
    } catch {
      throw new RangeError(
        `values.freezeFrameDtc must be a trouble code such as P0301, not ${given}`,
      );
    }
    return [dtc >> 8, dtc & 0xff];
  },
};

/** The meaning of `data[at]`, and the number itself, whether the table has it or not. */
function readCode(
  data: Uint8Array,
  at: number,
  codes: readonly Code<string>[],
  issue: "bad-state" | "reserved-code",
  field: string,
  note: Note,
): string | null {
  const row = codes.find(([code]) => code === data[at]);
  if (row === undefined) {
    note(issue, field, at, 1, issue === "bad-state" ? "one bit set" : "a number in the table");
    return null;
  }
  if (row[2] === "O") note("single-source", field, at, 1, "a number confirmed by two sources");
  return row[1];
}

/** The number if given, otherwise the number for the label. */
function writeCode(values: Arguments, field: string, codes: readonly Code<string>[]): number {
  if (values.has(`${field}Code`)) return values.integer(`${field}Code`, 255);
  const label = values.text(field);
  const row = codes.find(([, known]) => known === label);
  if (row === undefined) throw new RangeError(`values.${field}: the table has no ${label}`);
  return row[0];
}

/** A table of states or kinds: each field is one byte, and gives its meaning and the number itself. */
function coded<V>(
  issue: "bad-state" | "reserved-code",
  codes: readonly Code<string>[],
  ...fields: readonly string[]
): BitCodec<V> {
  return {
    keys: fields.flatMap((field) => [field, `${field}Code`]) as (keyof V & string)[],
    read: (data, note) =>
      Object.fromEntries(
        fields.flatMap((field, at) => [
          [field, readCode(data, at, codes, issue, field, note)],
          [`${field}Code`, data[at]!],
        ]),
      ) as Nullable<V>,
    write: (values) => fields.map((field) => writeCode(values, field, codes)),
  };
}

/** Bit 0 is bank 1 sensor 1; each bank has `perBank` bits. */
function oxygenSensors(perBank: number): BitCodec<OxygenSensors> {
  const names = Array.from(
    { length: 8 },
    (_, bit) => `bank${Math.floor(bit / perBank) + 1}Sensor${(bit % perBank) + 1}`,
  );
  return {
    keys: ["oxygenSensorsPresent"],
    read: (data) => ({
      oxygenSensorsPresent: names.filter((_, bit) => ((data[0]! >> bit) & 1) === 1),
    }),
    write({ list }) {
      let bits = 0;
      for (const name of list("oxygenSensorsPresent")) {
        const bit = names.indexOf(name);
        if (bit < 0) throw new RangeError(`values.oxygenSensorsPresent: there is no ${name}`);
        bits |= 1 << bit;
      }
      return [bits];
    },
  };
}

const AUXILIARY_INPUT: BitCodec<PtoStatus> = {
  keys: ["ptoActive"],
  read(data, note) {
    if (data[0]! > 1) note("reserved-bits", "values", 0, 1, "00 or 01");
    return { ptoActive: (data[0]! & 1) === 1 };
  },
  write: ({ flag }) => [flag("ptoActive") ? 1 : 0],
};

const EGR_SENSORS = [
  "egrTemperatureBank1Sensor1Celsius",
  "egrTemperatureBank1Sensor2Celsius",
  "egrTemperatureBank2Sensor1Celsius",
  "egrTemperatureBank2Sensor2Celsius",
] as const;

/** 1 or 4 °C per step. No document assigns the upper bits to sensors, so either all sensors are wide-range or none. */
function egrStep(support: number): 1 | 4 | null {
  const wide = support >> 4;
  return wide === 0 ? 1 : wide === 15 ? 4 : null;
}

const EGR_TEMPERATURES: BitCodec<EgrTemperatures> = {
  keys: ["supportBits", ...EGR_SENSORS],
  read(data, note) {
    const support = data[0]!;
    const step = egrStep(support);
    if (step === null) note("mixed-range", "values", 0, 1, "upper four bits all clear or all set");
    const at = (i: number): number | null => (step === null ? null : data[i]! * step - 40);
    return {
      supportBits: support,
      egrTemperatureBank1Sensor1Celsius: at(1),
      egrTemperatureBank1Sensor2Celsius: at(2),
      egrTemperatureBank2Sensor1Celsius: at(3),
      egrTemperatureBank2Sensor2Celsius: at(4),
    };
  },
  write(values) {
    const support = values.integer("supportBits", 255);
    const step = egrStep(support);
    if (step === null) {
      throw new RangeError(`values.supportBits: some of the sensors of ${support} are wide-range`);
    }
    const sensor = (key: string): number =>
      Math.round((values.number(key, -40, 255 * step - 40) + 40) / step);
    return [support, ...EGR_SENSORS.map(sensor)];
  },
};

const RAW: BitCodec<NoValues> = {
  keys: [],
  read: () => ({}),
  write() {
    throw new RangeError("pid: its layout is unknown");
  },
};

/** Every reader and writer by its name in the table. */
export const BIT_CODECS: { readonly [K in BitReader]: BitCodec<BitValues[K]> } = Object.freeze({
  mask: MASK,
  monitors: MONITORS,
  driveCycleMonitors: DRIVE_CYCLE_MONITORS,
  dtc: DTC,
  fuelSystems: coded<FuelSystems>(
    "bad-state",
    FUEL_SYSTEM_STATES,
    "fuelSystem1Status",
    "fuelSystem2Status",
  ),
  secondaryAir: coded<SecondaryAir>("bad-state", SECONDARY_AIR_STATES, "secondaryAirStatus"),
  oxygenSensors2Banks: oxygenSensors(4),
  oxygenSensors4Banks: oxygenSensors(2),
  auxiliaryInput: AUXILIARY_INPUT,
  obdStandard: coded<ObdStandard>("reserved-code", OBD_STANDARDS, "obdStandard"),
  fuelType: coded<FuelTypeValues>("reserved-code", FUEL_TYPES, "fuelType"),
  emissionRequirement: coded<EmissionRequirement>(
    "reserved-code",
    EMISSION_REQUIREMENTS,
    "emissionRequirement",
  ),
  egrTemperatures: EGR_TEMPERATURES,
  raw: RAW,
});
