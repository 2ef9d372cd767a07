/**
 * PIDs 01 and 41: which self-tests the vehicle has, and which are not complete.
 *
 * A: bit 7 MIL, bits 6-0 count of trouble codes (41: reserved). B: bits 0-2 misfire, fuel system,
 * components; bits 4-6 the same, not complete; bit 3 compression ignition. C: eight more monitors,
 * whose names depend on the ignition; D: the same, not complete.
 */

import type { MonitorName } from "../generated/obd-signals-table.ts";
import type { DriveCycleMonitors, IgnitionType, Monitors } from "../model/obd-signals.ts";
import type { BitCodec, Note, Nullable } from "./types.ts";

/** Names by bit of B, from bit 0. */
export const CONTINUOUS = ["misfire", "fuelSystem", "components"] as const;
/** Names by bit of C and D, from bit 0; `null` is reserved. */
export const SPARK = [
  "catalyst",
  "heatedCatalyst",
  "evaporativeSystem",
  "secondaryAir",
  "airConditioningRefrigerant",
  "oxygenSensor",
  "oxygenSensorHeater",
  "egrVvt",
] as const;
export const COMPRESSION = [
  "nmhcCatalyst",
  "noxAftertreatment",
  null,
  "boostPressure",
  null,
  "exhaustGasSensor",
  "particulateFilter",
  "egrVvt",
] as const;

interface Tests {
  readonly ignitionType: IgnitionType;
  readonly supported: readonly MonitorName[];
  readonly incomplete: readonly MonitorName[];
}

function readTests(data: Uint8Array, note: Note): Tests {
  const b = data[1]!;
  const ignitionType: IgnitionType = (b & 8) === 0 ? "spark" : "compression";
  const supported: MonitorName[] = [];
  const incomplete: MonitorName[] = [];
  let meaningless = (b & 0x80) !== 0;
  const take = (name: MonitorName | null, isSupported: boolean, isIncomplete: boolean): void => {
    if (name !== null && isSupported) {
      supported.push(name);
      if (isIncomplete) incomplete.push(name);
    } else if (isSupported || isIncomplete) {
      meaningless = true;
    }
  };
  CONTINUOUS.forEach((name, bit) => {
    take(name, bitOf(b, bit), bitOf(b, bit + 4));
  });
  const names = ignitionType === "spark" ? SPARK : COMPRESSION;
  names.forEach((name, bit) => {
    take(name, bitOf(data[2]!, bit), bitOf(data[3]!, bit));
  });
  if (meaningless) {
    note("reserved-bits", "values", 1, 3, "no reserved monitor, none incomplete but unsupported");
  }
  return { ignitionType, supported, incomplete };
}

function bitOf(byte: number, bit: number): boolean {
  return ((byte >> bit) & 1) === 1;
}

function writeTests(
  ignition: string,
  supported: readonly string[],
  incomplete: readonly string[],
  names: readonly [string, string],
): [number, number, number] {
  if (ignition !== "spark" && ignition !== "compression") {
    throw new RangeError(`values.ignitionType must be spark or compression, not ${ignition}`);
  }
  const others = ignition === "spark" ? SPARK : COMPRESSION;
  let b = ignition === "spark" ? 0 : 8;
  let c = 0;
  let d = 0;
  for (const name of supported) {
    const bit = (CONTINUOUS as readonly string[]).indexOf(name);
    const other = (others as readonly (string | null)[]).indexOf(name);
    if (bit < 0 && other < 0) {
      throw new RangeError(`values.${names[0]}: no monitor ${name} with ${ignition} ignition`);
    }
    if (bit >= 0) b |= 1 << bit;
    else c |= 1 << other;
    if (!incomplete.includes(name)) continue;
    if (bit >= 0) b |= 16 << bit;
    else d |= 1 << other;
  }
  for (const name of incomplete) {
    if (!supported.includes(name)) {
      throw new RangeError(`values.${names[1]}: ${name} is not in values.${names[0]}`);
    }
  }
  return [b, c, d];
}

/** PID 01. */
export const MONITORS: BitCodec<Monitors> = {
  keys: ["milOn", "dtcCount", "ignitionType", "monitorsSupported", "monitorsIncomplete"],
  read(data, note): Nullable<Monitors> {
    const { ignitionType, supported, incomplete } = readTests(data, note);
    return {
      milOn: (data[0]! & 0x80) !== 0,
      dtcCount: data[0]! & 0x7f,
      ignitionType,
      monitorsSupported: supported,
      monitorsIncomplete: incomplete,
    };
  },
  write(values) {
    const { flag, integer, text, list } = values;
    const a = (flag("milOn") ? 0x80 : 0) | integer("dtcCount", 127);
    const supported = list("monitorsSupported");
    const incomplete = list("monitorsIncomplete");
    const names = ["monitorsSupported", "monitorsIncomplete"] as const;
    return [a, ...writeTests(text("ignitionType"), supported, incomplete, names)];
  },
};

/** PID 41. */
export const DRIVE_CYCLE_MONITORS: BitCodec<DriveCycleMonitors> = {
  keys: ["ignitionType", "driveCycleMonitorsEnabled", "driveCycleMonitorsIncomplete"],
  read(data, note): Nullable<DriveCycleMonitors> {
    if (data[0] !== 0) note("reserved-bits", "values", 0, 1, "00");
    const { ignitionType, supported, incomplete } = readTests(data, note);
    return {
      ignitionType,
      driveCycleMonitorsEnabled: supported,
      driveCycleMonitorsIncomplete: incomplete,
    };
  },
  write({ text, list }) {
    const enabled = list("driveCycleMonitorsEnabled");
    const incomplete = list("driveCycleMonitorsIncomplete");
    const names = ["driveCycleMonitorsEnabled", "driveCycleMonitorsIncomplete"] as const;
    return [0, ...writeTests(text("ignitionType"), enabled, incomplete, names)];
  },
};
