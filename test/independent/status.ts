/**
 * The status word of H02, by docs/protocol/h02.md §3: 32 bits, 0 means active.
 *
 * `must` are the bits that the maker's table names as an alarm. `may` are bits on which its sources disagree, or which
 * they call a state: either result is accepted.
 */
import type { Random } from "./random.ts";
import { Alarms, type Values } from "./truth.ts";

interface Table {
  readonly must: Readonly<Record<number, string>>;
  readonly may: Readonly<Record<number, string>>;
}

/** Bits 1 and 2 have the same meaning in every table. */
const EVERY = { 1: "sos", 2: "overspeed" };

export const TABLES: Readonly<Record<string, Table>> = {
  tq: {
    must: {
      ...EVERY,
      0: "theft",
      3: "illegalIgnition",
      4: "geofenceEnter",
      5: "gpsAntennaOpen",
      6: "gpsAntennaShort",
      7: "geofenceExit",
      11: "lowPower",
      12: "batteryFault",
      16: "gpsFault",
      17: "vibration",
      25: "displacement",
      28: "powerCut",
    },
    may: {},
  },
  sinotrack: {
    must: { ...EVERY, 5: "lowBattery", 6: "lowBattery", 17: "vibration", 25: "displacement" },
    may: {
      0: "theft",
      3: "illegalIgnition",
      4: "geofenceEnter",
      7: "geofenceExit",
      11: "lowPower",
      12: "batteryFault",
      16: "gpsFault",
      28: "powerCut",
    },
  },
  huasuntek: {
    must: {
      ...EVERY,
      0: "theft",
      3: "illegalIgnition",
      4: "geofenceEnter",
      5: "gpsAntennaOpen",
      6: "gpsAntennaShort",
      14: "custom",
      16: "gpsFault",
      24: "temperature",
      25: "wrongPassword",
      28: "powerCut",
    },
    may: { 7: "geofenceEnter", 18: "sos" },
  },
  galactic: {
    must: {
      ...EVERY,
      0: "theft",
      16: "gpsFault",
      17: "vibration",
      25: "displacement",
      28: "powerCut",
    },
    may: {},
  },
  lkgps: {
    must: { ...EVERY, 17: "vibration", 23: "lowBattery", 28: "powerCut" },
    may: { 0: "theft" },
  },
  mictrack: {
    must: { ...EVERY, 3: "illegalIgnition", 5: "lowBattery", 25: "displacement", 27: "powerCut" },
    may: { 28: "displacement" },
  },
  // docs/protocol/h02.md §3.3; all others are from Cantrack's G20LS document or a table of its class.
  cantrack: {
    must: {
      ...EVERY,
      11: "vibration",
      12: "lowBattery",
      18: "sos",
      20: "powerCut",
      26: "tamper",
      28: "batteryRemoved",
    },
    may: { 4: "geofenceEnter", 7: "geofenceExit" },
  },
  reachfar: {
    must: { ...EVERY, 17: "lowBattery" },
    may: { 28: "powerCut" },
  },
  pengaoda: {
    must: { ...EVERY, 0: "theft", 3: "illegalIgnition", 28: "powerCut" },
    may: {},
  },
};

/** The meaning of a word in one of the tables. */
export function statusTruth(word: number, name: string): Values {
  const low = (bit: number): boolean => ((word >>> bit) & 1) === 0;
  return {
    word,
    table: name,
    doorOpen: low(8),
    armed: low(9),
    ignition: !low(10),
    engineRunning: low(13),
    onBackupBattery: low(19),
    ...(name === "cantrack" ? {} : { storedRecord: low(26) }),
    fuelCut: low(27),
    alarms: alarmsOf(word, name),
  };
}

function alarmsOf(word: number, name: string): Alarms {
  const table = TABLES[name] as Table;
  const named = (bits: Readonly<Record<number, string>>): string[] =>
    Object.entries(bits).flatMap(([bit, alarm]) =>
      ((word >>> Number(bit)) & 1) === 0 ? [alarm] : [],
    );
  return new Alarms(named(table.must), named(table.may));
}

/** The words that real units send, words with a few bits low, any word. */
export function randomWord(random: Random): number {
  const kind = random.int(0, 9);
  if (kind < 3) return random.pick([0xfffffbff, 0xffffdfff, 0xffffffff, 0xffffbbff, 0xffff9fff]);
  if (kind === 9) return random.uint32();
  let word = 0xffffffff;
  for (let count = random.int(1, 4); count > 0; count--) word &= ~(1 << random.int(0, 31));
  return word >>> 0;
}
