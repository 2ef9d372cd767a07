/**
 * The status word, `vehicle_status`: 32 bits, active low, sent as eight hexadecimal digits in text
 * frames and as four bytes in the same order in `$` frames (tables of the "SinoTrack TQ Protocol").
 *
 * As an unsigned 32-bit number, bit 31 is the first bit of the first digit. Vendor tables count
 * "byte.bit": byte 1 is bits 31 to 24, byte 4 is bits 7 to 0.
 */

import { frozen } from "../frozen.ts";

/** An event that the driver or owner should know about. */
export type AlarmName =
  | "theft"
  | "sos"
  | "overspeed"
  | "illegalIgnition"
  | "geofenceEnter"
  | "gpsAntennaOpen"
  | "gpsAntennaShort"
  | "geofenceExit"
  | "lowBattery"
  | "lowPower"
  | "batteryFault"
  | "gpsFault"
  | "vibration"
  | "displacement"
  | "powerCut"
  | "batteryRemoved"
  | "tamper"
  | "geofence"
  | "coolantTemperature"
  | "fatigueDriving"
  | "rollover"
  | "collision"
  | "wrongPassword"
  | "temperature"
  | "custom"
  | "danger"
  | "displayFault"
  | "ttsFault"
  | "cameraFault"
  | "icCardFault"
  | "overspeedWarning"
  | "fatigueWarning"
  | "drivingOvertime"
  | "parkingOvertime"
  | "routeCrossing"
  | "sectionTime"
  | "routeDeviation"
  | "speedSensorFault"
  | "fuelFault"
  | "illegalDoor"
  | "illegalDriving"
  | "tyrePressureWarning"
  | "rightTurnBlindSpot";

/**
 * A status word, decoded by one of the tables. A state without a bit in the table is absent. The bits below are those of
 * H02, active low; JT/T 808 has other bits, active high.
 */
export interface Status {
  /** The eight hexadecimal digits as an unsigned number: FFFFFBFF is 4294966271. */
  readonly word: number;
  /** The table that was used; `jt808` for every JT/T 808 message. A protocol of `./layout` may have its own. */
  readonly table: StatusTableName | "jt808" | (string & {});
  /** Bit 10, the ACC wire. Unlike the other bits it is active high, in every table. */
  readonly ignition: boolean;
  /** Bit 13 low. */
  readonly engineRunning?: boolean;
  /** Bit 9 low. */
  readonly armed?: boolean;
  /** Bit 8 low. The current SinoTrack document reserves the bit and never lowers it. */
  readonly doorOpen: boolean;
  /** Bit 27 low: the relay cuts fuel or power. */
  readonly fuelCut: boolean;
  /** Bit 19 low. */
  readonly onBackupBattery?: boolean;
  /**
   * Bit 26 low: a record from memory, or no fresh fix. The meaning differs by document (stored data,
   * GPRS blocked, SOS); captures fit this one. Absent by the table `cantrack`, whose bit 26 is tamper.
   */
  readonly storedRecord?: boolean;
  /** JT/T 808 bit 4. */
  readonly outOfService?: boolean;
  /** JT/T 808 bit 5. */
  readonly positionEncrypted?: boolean;
  /** JT/T 808 bit 11: the circuit is cut. */
  readonly circuitCut?: boolean;
  /** JT/T 808 bit 12. */
  readonly doorsLocked?: boolean;
  /** JT/T 808 bits 8 and 9; `null` for the reserved combination. */
  readonly load?: "empty" | "half" | "full" | null;
  /** JT/T 808 bit 6, since 2019: the emergency brake system warns of a collision. */
  readonly forwardCollisionWarning?: boolean;
  /** JT/T 808 bit 7, since 2019. */
  readonly laneDeparture?: boolean;
  /** JT/T 808 bit 22, since 2019. */
  readonly moving?: boolean;
  /** JT/T 808 bits 18 to 21: the satellite systems of the position. */
  readonly gnss?: readonly ("gps" | "beidou" | "glonass" | "galileo")[];
  /** The alarm word of JT/T 808, which is separate from the status word. */
  readonly alarmWord?: number;
  /** All alarms whose bits are low (in JT/T 808: set), in ascending order of the bits. */
  readonly alarms: readonly AlarmName[];
}

/** The states of H02 by their bits; `statusOf` reads them. The same in every table but for `storedRecord`. */
export const STATUS_STATES: readonly {
  readonly bit: number;
  readonly state: keyof Status;
  readonly trueWhen: "low" | "high";
}[] = /* @__PURE__ */ frozen([
  { bit: 8, state: "doorOpen", trueWhen: "low" },
  { bit: 9, state: "armed", trueWhen: "low" },
  { bit: 10, state: "ignition", trueWhen: "high" },
  { bit: 13, state: "engineRunning", trueWhen: "low" },
  { bit: 19, state: "onBackupBattery", trueWhen: "low" },
  { bit: 26, state: "storedRecord", trueWhen: "low" },
  { bit: 27, state: "fuelCut", trueWhen: "low" },
]);

/** One bit that raises an alarm when it is low. */
export interface AlarmBit {
  readonly bit: number;
  readonly alarm: AlarmName;
  /** The meaning of the bit and, if documents disagree, the reason for this reading. */
  readonly about: string;
}

// Bits on which the documents that have them agree.
const THEFT: AlarmBit = {
  bit: 0,
  alarm: "theft",
  about: "Theft, or illegal door; Traccar calls it vibration, no document does",
};
const SOS: AlarmBit = { bit: 1, alarm: "sos", about: "SOS or robbery" };
const OVERSPEED: AlarmBit = { bit: 2, alarm: "overspeed", about: "Overspeed" };
const IGNITION: AlarmBit = { bit: 3, alarm: "illegalIgnition", about: "Ignition while armed" };
const ENTER: AlarmBit = { bit: 4, alarm: "geofenceEnter", about: "Fence that must not be entered" };
const ANTENNA_OPEN: AlarmBit = { bit: 5, alarm: "gpsAntennaOpen", about: "GPS antenna open" };
const ANTENNA_SHORT: AlarmBit = { bit: 6, alarm: "gpsAntennaShort", about: "GPS antenna short" };
const EXIT: AlarmBit = { bit: 7, alarm: "geofenceExit", about: "Fence that must not be left" };
const GPS: AlarmBit = { bit: 16, alarm: "gpsFault", about: "GPS receiver fault" };
const VIBRATION: AlarmBit = { bit: 17, alarm: "vibration", about: "Vibration or shock" };
const DISPLACEMENT: AlarmBit = { bit: 25, alarm: "displacement", about: "Displacement or towing" };
const POWER_CUT: AlarmBit = {
  bit: 28,
  alarm: "powerCut",
  about: "Main power off, vehicle battery removed",
};
const LOW_BATTERY = { alarm: "lowBattery", about: "Battery low" } as const;

/** The alarms that the TQ document and the current SinoTrack document have in common. */
const TQ_AND_SINOTRACK: readonly AlarmBit[] = /* @__PURE__ */ table(
  [THEFT, SOS, OVERSPEED, IGNITION, ENTER, EXIT, GPS, VIBRATION, DISPLACEMENT, POWER_CUT],
  { bit: 11, alarm: "lowPower", about: "Supply voltage low" },
  { bit: 12, alarm: "batteryFault", about: "Battery bad" },
);

/**
 * The tables, by maker. Where they disagree:
 *
 * - Bits 5 and 6: low battery in the current SinoTrack document (V8 firmware) and in Mictrack's, the GPS
 *   antenna in all older ones.
 * - Bit 18 is reserved for SinoTrack and TQ and low for good on some units; HuaSunTeK alone has an SOS
 *   state there, so only its table raises it. Traccar raises it always.
 * - Bit 25: displacement in the TQ and SinoTrack tables, three wrong passwords in HuaSunTeK's.
 * - Power: the current SinoTrack document has no bit for a power cut; history has 28, 19 and 20. 28 is the
 *   alarm, 19 the state `onBackupBattery`.
 * - Bits 14 (custom alarm, low for good on ST-901 2G units) and 15 (overspeed state, beside the alarm 2)
 *   raise nothing in the SinoTrack tables.
 */
export const STATUS_TABLES: Readonly<Record<StatusTableName, readonly AlarmBit[]>> =
  /* @__PURE__ */ frozen({
    /** Current SinoTrack document (V6 and V8 firmware); the TQ document where it is silent. */
    sinotrack: table(TQ_AND_SINOTRACK, { bit: 5, ...LOW_BATTERY }, { bit: 6, ...LOW_BATTERY }),
    /** SinoTrack TQ document, its three tables in one: ST-90x 2G and most relatives. */
    tq: table(TQ_AND_SINOTRACK, ANTENNA_OPEN, ANTENNA_SHORT),
    /** HuaSunTeK V1.0.5: the units that send VI1, ALRM and BC. */
    huasuntek: table(
      [THEFT, SOS, OVERSPEED, IGNITION, ENTER, ANTENNA_OPEN, ANTENNA_SHORT, GPS, POWER_CUT],
      { bit: 7, alarm: "geofenceEnter", about: "Second fence that must not be entered" },
      { bit: 14, alarm: "custom", about: "Custom alarm" },
      { bit: 18, alarm: "sos", about: "SOS state that remains" },
      { bit: 24, alarm: "temperature", about: "Temperature" },
      { bit: 25, alarm: "wrongPassword", about: "Wrong password three times" },
    ),
    /** Galactic / i-Trac. */
    galactic: table([THEFT, SOS, OVERSPEED, GPS, VIBRATION, DISPLACEMENT, POWER_CUT]),
    /** LKGPS, TK-Star. */
    lkgps: table([THEFT, SOS, OVERSPEED, VIBRATION, POWER_CUT], { bit: 23, ...LOW_BATTERY }),
    /** Mictrack. */
    mictrack: table(
      [SOS, OVERSPEED, IGNITION, DISPLACEMENT],
      { bit: 5, ...LOW_BATTERY },
      { bit: 27, alarm: "powerCut", about: "Power cut; other makers have the relay here" },
      { bit: 28, alarm: "displacement", about: "Unit is being removed" },
    ),
    /** Cantrack, by option only: three servers, no document that could be read (claimed). */
    cantrack: table(
      [SOS, OVERSPEED, ENTER, EXIT],
      { bit: 11, alarm: "vibration", about: "Vibration (claimed)" },
      { bit: 12, alarm: "lowBattery", about: "Battery low (claimed)" },
      { bit: 18, alarm: "sos", about: "SOS (claimed)" },
      { bit: 20, alarm: "powerCut", about: "Main power cut (claimed)" },
      {
        bit: 26,
        alarm: "tamper",
        about: "Tampered with (claimed); stored record for other makers",
      },
      { bit: 28, alarm: "batteryRemoved", about: "Battery removed (claimed)" },
    ),
    /** ReachFar, by option only: RF-V16. */
    reachfar: table([SOS, OVERSPEED, POWER_CUT], {
      bit: 17,
      alarm: "lowBattery",
      about: "Battery low (claimed); vibration for other makers",
    }),
    /** PengAoDa OBD terminals; bit 18 is low for good. */
    pengaoda: table([THEFT, SOS, OVERSPEED, IGNITION, POWER_CUT]),
  });

export type StatusTableName =
  | "sinotrack"
  | "tq"
  | "huasuntek"
  | "galactic"
  | "lkgps"
  | "mictrack"
  | "cantrack"
  | "reachfar"
  | "pengaoda";

export const NO_ALARMS: readonly AlarmName[] = /* @__PURE__ */ Object.freeze([]);
/** The alarm of each bit, and a mask of these bits: nearly all words raise none, which the mask shows at once. */
export interface StatusBits {
  readonly names: readonly AlarmName[];
  readonly mask: number;
}

export function statusBits(rows: readonly AlarmBit[]): StatusBits {
  const names: AlarmName[] = [];
  for (const { bit: at, alarm } of rows) names[at] = alarm;
  return { names, mask: rows.reduce((mask, row) => mask | (1 << row.bit), 0) };
}

const ALARMS: Readonly<Record<string, StatusBits>> = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ Object.entries(STATUS_TABLES).map(([name, rows]) => [name, statusBits(rows)]),
);

/**
 * Decodes a status word. Every alarm whose bit is low is reported, not only the first.
 *
 * @param word The eight hexadecimal digits as a number, 0 to 4294967295.
 * @param table The meaning of the bits; by default that of the current SinoTrack document.
 * @throws RangeError if `word` is not an unsigned 32-bit number or there is no such table.
 * @example
 * ```ts
 * import { decodeStatus } from "sinotrack-protocol";
 *
 * const status = decodeStatus(0xfff7f9fd);
 * status.alarms; // ["sos"]
 * status.ignition; // false
 * status.armed; // true
 * status.onBackupBattery; // true
 * ```
 */
export function decodeStatus(word: number, table: StatusTableName = "sinotrack"): Status {
  if (!isWord(word)) {
    throw new RangeError(`word must be a whole number from 0 to 4294967295, not ${word}`);
  }
  assertStatusTable("table", table);
  return statusOf(word, table);
}

/**
 * A table that does not exist would give no alarms at all.
 *
 * @throws RangeError that names the tables.
 */
export function assertStatusTable(name: string, table: unknown): asserts table is StatusTableName {
  if (typeof table !== "string" || !Object.hasOwn(STATUS_TABLES, table)) {
    throw new RangeError(`${name} must be one of ${Object.keys(STATUS_TABLES).join(", ")}`);
  }
}

/** Whether the number has 32 bits. */
export function isWord(word: number): boolean {
  return Number.isInteger(word) && word >= 0 && word <= 0xffffffff;
}

type Writable = { -readonly [Name in keyof Status]: Status[Name] };

/** `decodeStatus` for a checked word and table. `own`: the tables of a protocol, by name. */
export function statusOf(
  word: number,
  table: StatusTableName,
  own?: ReadonlyMap<string, StatusBits>,
): Status {
  const active = ~word;
  const { names, mask } = own?.get(table) ?? ALARMS[table]!;
  const status: Writable = {
    word,
    table,
    ignition: (active & (1 << 10)) === 0,
    engineRunning: (active & (1 << 13)) !== 0,
    armed: (active & (1 << 9)) !== 0,
    doorOpen: (active & (1 << 8)) !== 0,
    fuelCut: (active & (1 << 27)) !== 0,
    onBackupBattery: (active & (1 << 19)) !== 0,
    storedRecord: (active & (1 << 26)) !== 0,
    alarms: (active & mask) === 0 ? NO_ALARMS : alarmsIn(active & mask, names),
  };
  if (table === "cantrack") delete status.storedRecord;
  return status;
}

/** The alarms of a message during reading. */
interface WithAlarms {
  status?: Status | null;
  alarms?: readonly AlarmName[];
}

/**
 * Gives a message its status, and adds the alarms of the status to those of other fields. If the status is read again by
 * another table, the alarms of the first reading are removed.
 */
export function giveStatus(values: WithAlarms, status: Status | null): void {
  const { alarms = NO_ALARMS, status: before } = values;
  const read = status?.alarms ?? NO_ALARMS;
  values.status = status;
  const own =
    alarms.length === 0 ? alarms : alarms.filter((alarm) => !before?.alarms.includes(alarm));
  values.alarms = own.length === 0 ? read : [...new Set([...own, ...read])];
}

/** The names of alarms, lowest bit first. */
function alarmsIn(bits: number, names: readonly AlarmName[]): AlarmName[] {
  const alarms: AlarmName[] = [];
  for (let left = bits; left !== 0; left &= left - 1) {
    const alarm = names[31 - Math.clz32(left & -left)]!;
    if (!alarms.includes(alarm)) alarms.push(alarm);
  }
  return alarms;
}

function table(shared: readonly AlarmBit[], ...own: readonly AlarmBit[]): readonly AlarmBit[] {
  return [...shared, ...own].sort((a, b) => a.bit - b.bit);
}
