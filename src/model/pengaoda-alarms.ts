/** Alarm bits of PengAoDa OBD terminals, active low (h02.md sections 3 and 8.4). */
import type { AlarmName } from "./status.ts";

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

/** The alarms whose bits are low, behind those of another byte. */
export function alarmsOf(byte: number, bits: AlarmBits, alarms: AlarmName[] = []): AlarmName[] {
  // By index: an iterator takes twice as long.
  for (let i = 0; i < bits.length; i++) {
    const one = bits[i]!;
    if ((byte & (1 << one[0])) === 0) alarms.push(one[1]);
  }
  return alarms;
}

/** A byte whose bits are low for these alarms. */
export function byteOf(alarms: readonly AlarmName[], bits: AlarmBits): number {
  return bits.reduce((byte, [bit, alarm]) => byte & ~(alarms.includes(alarm) ? 1 << bit : 0), 0xff);
}
