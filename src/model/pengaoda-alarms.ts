/** Alarm bits of PengAoDa OBD terminals, active low (docs/protocol/h02.md §3 and §8.4). */
import {
  type AlarmName,
  NO_ALARMS,
  STATUS_TABLES,
  type Status,
  type StatusTableName,
  statusOf,
} from "./status.ts";

type AlarmBits = readonly (readonly [bit: number, alarm: AlarmName])[];

/** Alarm by bit of the user alarm byte. Bit 2, a stored record, is no alarm. */
export const USER_ALARMS: AlarmBits = [
  [0, "lowBattery"],
  [4, "coolantTemperature"],
  [5, "fatigueDriving"],
  [6, "overspeed"],
  [7, "lowPower"],
];

/** Alarms of the two highest bits of the battery byte. */
export const IMPACT_ALARMS: AlarmBits = [
  [7, "rollover"],
  [6, "collision"],
];

/** The alarms of other fields, followed by those whose bits are low; the same list if no bit is low. */
export function alarmsWith(
  alarms: readonly AlarmName[],
  byte: number,
  bits: AlarmBits,
): readonly AlarmName[] {
  let all = alarms;
  // By index: an iterator takes twice as long.
  for (let i = 0; i < bits.length; i++) {
    const [bit, alarm] = bits[i]!;
    if ((byte & (1 << bit)) === 0 && !all.includes(alarm)) all = [...all, alarm];
  }
  return all;
}

/** A byte whose bits are low for the alarms that the status word does not raise. */
export function byteOf(
  { alarms, status }: { alarms?: readonly AlarmName[]; status?: Status | null },
  bits: AlarmBits,
): number {
  const others =
    status && Object.hasOwn(STATUS_TABLES, status.table)
      ? statusOf(status.word, status.table as StatusTableName).alarms
      : NO_ALARMS;
  return bits.reduce(
    (byte, [bit, alarm]) =>
      alarms?.includes(alarm) && !others.includes(alarm) ? byte & ~(1 << bit) : byte,
    0xff,
  );
}
