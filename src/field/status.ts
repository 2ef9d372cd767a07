/**
 * The status word, `vehicle_status`: 32 bits, active low, sent as eight hexadecimal digits in text
 * frames and as four bytes in the same order in `$` frames (h02.md section 3).
 *
 * As an unsigned 32-bit number, bit 31 is the first bit of the first digit. Vendor tables count
 * "byte.bit": byte 1 is bits 31 to 24, byte 4 is bits 7 to 0.
 */

/** Something that the driver or owner should know about. */
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
  | "powerCut";

/** A status word, read by one of the tables. */
export interface Status {
  /** The eight hexadecimal digits as an unsigned number: FFFFFBFF is 4294966271. */
  readonly word: number;
  /** The table it was read by. */
  readonly table: StatusTableName;
  /** Bit 10, the ACC wire: high is on, in every table. */
  readonly ignition: boolean;
  /** Bit 13 low. */
  readonly engineRunning: boolean;
  /** Bit 9 low. */
  readonly armed: boolean;
  /** Bit 8 low. The current SinoTrack document reserves the bit and never lowers it. */
  readonly doorOpen: boolean;
  /** Bit 27 low: the relay cuts fuel or power. */
  readonly fuelCut: boolean;
  /** Bit 19 low. */
  readonly onBackupBattery: boolean;
  /**
   * Bit 26 low: a record from memory, or no fresh fix. The meaning differs by document (stored data,
   * GPRS blocked, SOS); captures fit this one.
   */
  readonly storedRecord: boolean;
  /** All alarms whose bits are low, by ascending bit. */
  readonly alarms: readonly AlarmName[];
}

/** One bit that raises an alarm when it is low. */
export interface AlarmBit {
  readonly bit: number;
  readonly alarm: AlarmName;
  /** What the bit means, and where documents disagree, why this reading was taken. */
  readonly about: string;
}

/** Bits on which every table here agrees. */
const COMMON: readonly AlarmBit[] = [
  {
    bit: 0,
    alarm: "theft",
    about: "Theft or illegal door in all tables; Traccar calls it vibration",
  },
  { bit: 1, alarm: "sos", about: "SOS or robbery, every table" },
  { bit: 2, alarm: "overspeed", about: "Overspeed, every table" },
  { bit: 3, alarm: "illegalIgnition", about: "Ignition while armed" },
  { bit: 4, alarm: "geofenceEnter", about: "No-entry fence" },
  { bit: 7, alarm: "geofenceExit", about: "No-exit fence" },
  { bit: 11, alarm: "lowPower", about: "Supply voltage low" },
  { bit: 12, alarm: "batteryFault", about: "Battery bad" },
  { bit: 16, alarm: "gpsFault", about: "GPS receiver fault" },
  { bit: 17, alarm: "vibration", about: "Vibration or shock" },
  { bit: 25, alarm: "displacement", about: "Displacement or towing" },
  { bit: 28, alarm: "powerCut", about: "Main power off, vehicle battery removed" },
];

/**
 * The tables. They differ where the current SinoTrack document (V6 and V8 firmware) has low battery
 * and the older TQ document a GPS antenna alarm.
 */
export const STATUS_TABLES: Readonly<Record<StatusTableName, readonly AlarmBit[]>> = {
  sinotrack: table(
    { bit: 5, alarm: "lowBattery", about: "Battery low, current SinoTrack document" },
    { bit: 6, alarm: "lowBattery", about: "Battery low, current SinoTrack document" },
  ),
  tq: table(
    { bit: 5, alarm: "gpsAntennaOpen", about: "GPS antenna open, TQ document" },
    { bit: 6, alarm: "gpsAntennaShort", about: "GPS antenna short, TQ document" },
  ),
};

export type StatusTableName = "sinotrack" | "tq";

const NO_ALARMS: readonly AlarmName[] = /* @__PURE__ */ Object.freeze([]);
/** Bits that are an alarm in some table. */
const ANY_ALARM: number = /* @__PURE__ */ maskOf([...STATUS_TABLES.tq, ...STATUS_TABLES.sinotrack]);

/**
 * Reads a status word. Every alarm whose bit is low is reported, not only the first.
 *
 * @param word The eight hexadecimal digits as a number, 0 to 4294967295.
 * @param table Whose meaning the bits have; by default that of the current SinoTrack document.
 * @throws RangeError if `word` is not an unsigned 32-bit number or there is no such table.
 */
export function decodeStatus(word: number, table: StatusTableName = "sinotrack"): Status {
  if (!Number.isInteger(word) || word < 0 || word > 0xffffffff) {
    throw new RangeError(`word must be a whole number from 0 to 4294967295, not ${word}`);
  }
  if (!Object.hasOwn(STATUS_TABLES, table)) {
    throw new RangeError(`table must be one of ${Object.keys(STATUS_TABLES).join(", ")}`);
  }
  return statusOf(word, table);
}

/** `decodeStatus` for a word and table that are known to be right. */
export function statusOf(word: number, table: StatusTableName): Status {
  const active = ~word;
  return {
    word,
    table,
    ignition: (active & (1 << 10)) === 0,
    engineRunning: (active & (1 << 13)) !== 0,
    armed: (active & (1 << 9)) !== 0,
    doorOpen: (active & (1 << 8)) !== 0,
    fuelCut: (active & (1 << 27)) !== 0,
    onBackupBattery: (active & (1 << 19)) !== 0,
    storedRecord: (active & (1 << 26)) !== 0,
    // Nearly all words raise none.
    alarms: (active & ANY_ALARM) === 0 ? NO_ALARMS : alarmsIn(active, STATUS_TABLES[table]),
  };
}

function alarmsIn(active: number, rows: readonly AlarmBit[]): AlarmName[] {
  const alarms: AlarmName[] = [];
  for (const { bit, alarm } of rows) {
    if ((active & (1 << bit)) !== 0 && !alarms.includes(alarm)) alarms.push(alarm);
  }
  return alarms;
}

function table(...own: AlarmBit[]): readonly AlarmBit[] {
  return Object.freeze([...COMMON, ...own].sort((a, b) => a.bit - b.bit));
}

function maskOf(rows: readonly AlarmBit[]): number {
  return rows.reduce((mask, { bit }) => mask | (1 << bit), 0);
}
