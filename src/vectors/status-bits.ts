/** The bits of a status word with their meanings, for people and for comparing captures. */
import { JT808_ALARMS, JT808_STATES } from "../jt808/status.ts";
import { STATUS_STATES, STATUS_TABLES, type StatusTableName } from "../model/status.ts";

/** The needed part of a `Status`, also from JSON. */
export interface StatusWord {
  readonly word: number;
  readonly table: string;
  readonly alarmWord?: number;
}

/** One bit, on the wire and decoded. */
export interface StatusBit {
  /** JT/T 808 has a word of its own for alarms. */
  readonly word: "status" | "alarm";
  readonly bit: number;
  /** Whether it is 1 on the wire. */
  readonly isSet: boolean;
  /** `ignition`, `alarm sos`; `null` if no table has a meaning. */
  readonly name: string | null;
  /** Whether the named state is active: most bits of H02 are active low, ignition is not. */
  readonly isTrue: boolean;
  /** Description of an alarm in the tables. */
  readonly about?: string;
}

export interface ActiveBit {
  readonly bit: number;
  /** `storedRecord`, `alarm sos`; `bit 14 low` if no table has a meaning. */
  readonly meaning: string;
}

const BITS: readonly number[] = /* @__PURE__ */ Array.from({ length: 32 }, (_, i) => 31 - i);

/** All 32 bits, the highest first; for JT/T 808 followed by the 32 bits of the alarm word. */
export function statusBits({ word, table, alarmWord = 0 }: StatusWord): StatusBit[] {
  if (table === "jt808") {
    return [
      ...BITS.map((bit) => bitOf("status", word, bit, jt808State(bit))),
      ...BITS.map((bit) => {
        const row = JT808_ALARMS.find((candidate) => candidate.bit === bit);
        return bitOf("alarm", alarmWord, bit, row && `alarm ${row.alarm}`, row?.about);
      }),
    ];
  }
  const alarms = STATUS_TABLES[table as StatusTableName] ?? [];
  return BITS.map((bit) => {
    const state = STATUS_STATES.find((candidate) => candidate.bit === bit);
    const alarm = alarms.find((candidate) => candidate.bit === bit);
    const name = alarm === undefined ? state?.state : `alarm ${alarm.alarm}`;
    const read = bitOf("status", word, bit, name, alarm?.about);
    const isHigh = alarm === undefined && state?.trueWhen === "high";
    return { ...read, isTrue: read.isSet === isHigh };
  });
}

function bitOf(
  of: StatusBit["word"],
  word: number,
  bit: number,
  name: string | undefined,
  about?: string,
): StatusBit {
  const isSet = ((word >>> bit) & 1) === 1;
  const more = about === undefined ? {} : { about };
  return { word: of, bit, isSet, name: name ?? null, isTrue: isSet, ...more };
}

/** The active bits: the low ones of H02, the set ones of JT/T 808. */
export function activeBits(status: StatusWord): ActiveBit[] {
  const isJt808 = status.table === "jt808";
  return statusBits(status)
    .filter(({ isSet }) => isSet === isJt808)
    .map(({ bit, name, isTrue }) => ({
      bit,
      // All bits of the alarm word have a meaning.
      meaning:
        name === null ? `bit ${bit} ${isJt808 ? "set" : "low"}` : `${name}${isTrue ? "" : " off"}`,
    }));
}

function jt808State(bit: number): string | undefined {
  const row = JT808_STATES.find(({ bits }) => {
    const [first = 0, last = first] = bits.split("-").map(Number);
    return first <= bit && bit <= last;
  });
  return row?.about.replaceAll("`", "");
}
