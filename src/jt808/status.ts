/** The alarm and status words of a JT/T 808 position (docs/protocol/jt808-tables.md §2): active high. */
import type { AlarmBit, AlarmName, Status } from "../model/status.ts";

/** The edition of the header; those of 2011 and 2013 are the same. */
export type Edition = 2013 | 2019;

export interface Jt808AlarmBit extends AlarmBit {
  /** The only edition with this bit. */
  readonly edition?: Edition;
}

/** Before 2019 bits 15 to 17 are reserved; each maker uses them for something else. */
export const JT808_ALARMS: readonly Jt808AlarmBit[] = [
  { bit: 0, alarm: "sos", about: "SOS" },
  { bit: 1, alarm: "overspeed", about: "Overspeed" },
  { bit: 2, alarm: "fatigueDriving", about: "Fatigue" },
  { bit: 3, alarm: "danger", about: "Danger ahead; since 2019 dangerous driving" },
  { bit: 4, alarm: "gpsFault", about: "GNSS receiver fault" },
  { bit: 5, alarm: "gpsAntennaOpen", about: "GNSS antenna open" },
  { bit: 6, alarm: "gpsAntennaShort", about: "GNSS antenna short" },
  { bit: 7, alarm: "lowPower", about: "Main supply voltage low" },
  { bit: 8, alarm: "powerCut", about: "Main supply off" },
  { bit: 9, alarm: "displayFault", about: "Display fault" },
  { bit: 10, alarm: "ttsFault", about: "Speech module fault" },
  { bit: 11, alarm: "cameraFault", about: "Camera fault" },
  { bit: 12, alarm: "icCardFault", about: "IC card module fault" },
  { bit: 13, alarm: "overspeedWarning", about: "Overspeed, pre-warning" },
  { bit: 14, alarm: "fatigueWarning", about: "Fatigue, pre-warning" },
  { bit: 15, alarm: "illegalDriving", edition: 2019, about: "Driven at a banned time" },
  { bit: 16, alarm: "tyrePressureWarning", edition: 2019, about: "Tyre pressure" },
  { bit: 17, alarm: "rightTurnBlindSpot", edition: 2019, about: "Right-turn blind spot" },
  { bit: 18, alarm: "drivingOvertime", about: "Driven too long today" },
  { bit: 19, alarm: "parkingOvertime", about: "Parked too long" },
  { bit: 20, alarm: "geofence", about: "Area entered or left" },
  { bit: 21, alarm: "routeCrossing", about: "Route entered or left" },
  { bit: 22, alarm: "sectionTime", about: "Time on a section too long or too short" },
  { bit: 23, alarm: "routeDeviation", about: "Off the route" },
  { bit: 24, alarm: "speedSensorFault", about: "Speed sensor (VSS) fault" },
  { bit: 25, alarm: "fuelFault", about: "Fuel level abnormal" },
  { bit: 26, alarm: "theft", about: "Stolen" },
  { bit: 27, alarm: "illegalIgnition", about: "Illegal ignition" },
  { bit: 28, alarm: "displacement", about: "Illegal move" },
  { bit: 29, alarm: "collision", about: "Collision" },
  { bit: 30, alarm: "rollover", about: "Rollover" },
  { bit: 31, alarm: "illegalDoor", edition: 2013, about: "Door opened illegally" },
];

/** The bits of the status word; bits 1 to 3 are `valid` and the signs of the coordinates. */
export const JT808_STATES: readonly { readonly bits: string; readonly about: string }[] = [
  { bits: "0", about: "`ignition`" },
  { bits: "1", about: "`valid`" },
  { bits: "2", about: "`latitude` is south" },
  { bits: "3", about: "`longitude` is west" },
  { bits: "4", about: "`outOfService`" },
  { bits: "5", about: "`positionEncrypted`" },
  { bits: "6", about: "`forwardCollisionWarning`, since 2019" },
  { bits: "7", about: "`laneDeparture`, since 2019" },
  { bits: "8-9", about: "`load`: 0 empty, 1 half, 3 full" },
  { bits: "10", about: "`fuelCut`" },
  { bits: "11", about: "`circuitCut`" },
  { bits: "12", about: "`doorsLocked`" },
  { bits: "13-17", about: "`doorOpen`: a door is open" },
  { bits: "18-21", about: "`gnss`: GPS, BeiDou, GLONASS, Galileo" },
  { bits: "22", about: "`moving`, since 2019" },
];

/** Bits 18 to 21 of the status word. */
export const SYSTEMS = ["gps", "beidou", "glonass", "galileo"] as const;
/** Systems by bits 18 to 21. */
const GNSS: readonly NonNullable<Status["gnss"]>[] = /* @__PURE__ */ Array.from(
  { length: 16 },
  (_, bits) => Object.freeze(SYSTEMS.filter((_system, i) => ((bits >> i) & 1) === 1)),
);
const NO_ALARMS: readonly AlarmName[] = /* @__PURE__ */ Object.freeze([]);

/** Alarms by bit. */
const ALARM_NAMES: Readonly<Record<Edition, readonly (AlarmName | undefined)[]>> =
  /* @__PURE__ */ (() => ({ 2013: alarmNames(2013), 2019: alarmNames(2019) }))();

function alarmNames(edition: Edition): readonly (AlarmName | undefined)[] {
  const own = JT808_ALARMS.filter((row) => (row.edition ?? edition) === edition);
  return Array.from({ length: 32 }, (_, bit) => own.find((row) => row.bit === bit)?.alarm);
}

/** By bits 8 and 9; the document does not state their order, but one source has 1 for half. */
export const LOADS = ["empty", "half", null, "full"] as const;

export function jt808Status(word: number, alarmWord: number, edition: Edition): Status {
  const status: { -readonly [K in keyof Status]: Status[K] } = {
    word,
    table: "jt808",
    ignition: (word & 1) !== 0,
    doorOpen: (word & 0x3e000) !== 0,
    fuelCut: (word & 0x400) !== 0,
    outOfService: (word & 0x10) !== 0,
    positionEncrypted: (word & 0x20) !== 0,
    circuitCut: (word & 0x800) !== 0,
    doorsLocked: (word & 0x1000) !== 0,
    load: LOADS[(word >> 8) & 3]!,
    gnss: GNSS[(word >> 18) & 15]!,
    alarmWord,
    alarms: alarmWord === 0 ? NO_ALARMS : alarmsIn(alarmWord, edition),
  };
  // Set one by one: spreading the object takes as long as reading the frame.
  if (edition === 2019) {
    status.forwardCollisionWarning = (word & 0x40) !== 0;
    status.laneDeparture = (word & 0x80) !== 0;
    status.moving = (word & 0x400000) !== 0;
  }
  return status;
}

function alarmsIn(word: number, edition: Edition): readonly AlarmName[] {
  const names = ALARM_NAMES[edition];
  const alarms: AlarmName[] = [];
  for (let left = word; left !== 0; left &= left - 1) {
    const alarm = names[31 - Math.clz32(left & -left)];
    if (alarm !== undefined) alarms.push(alarm);
  }
  return alarms;
}
