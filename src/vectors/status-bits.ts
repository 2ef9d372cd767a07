/** The bits of a status word that are active, with what they mean: for people, and to compare captures. */
import { JT808_ALARMS, JT808_STATES } from "../jt808/status.ts";
import { STATUS_STATES, STATUS_TABLES, type StatusTableName } from "../model/status.ts";

/** As much of a `Status` as is needed, also from JSON. */
export interface StatusWord {
  readonly word: number;
  readonly table: string;
  readonly alarmWord?: number;
}

export interface ActiveBit {
  readonly bit: number;
  /** `storedRecord`, `alarm sos`; `bit 14 low` where no table has a meaning. */
  readonly meaning: string;
}

/** The highest bit first; of JT/T 808 the alarm word behind the status word. */
export function activeBits({ word, table, alarmWord = 0 }: StatusWord): ActiveBit[] {
  if (table === "jt808") {
    return [
      ...bitsOf(word, jt808State),
      ...bitsOf(alarmWord, (bit) => {
        const row = JT808_ALARMS.find((candidate) => candidate.bit === bit);
        return row === undefined ? `alarm bit ${bit} set` : `alarm ${row.alarm}`;
      }),
    ];
  }
  const alarms = STATUS_TABLES[table as StatusTableName] ?? [];
  return bitsOf(~word, (bit) => {
    const state = STATUS_STATES.find((candidate) => candidate.bit === bit);
    const alarm = alarms.find((candidate) => candidate.bit === bit);
    if (alarm !== undefined) return `alarm ${alarm.alarm}`;
    if (state === undefined) return `bit ${bit} low`;
    return state.trueWhen === "low" ? state.state : `${state.state} off`;
  });
}

function bitsOf(word: number, meaningOf: (bit: number) => string): ActiveBit[] {
  return Array.from({ length: 32 }, (_, i) => 31 - i)
    .filter((bit) => ((word >>> bit) & 1) === 1)
    .map((bit) => ({ bit, meaning: meaningOf(bit) }));
}

function jt808State(bit: number): string {
  const row = JT808_STATES.find(({ bits }) => {
    const [first = 0, last = first] = bits.split("-").map(Number);
    return first <= bit && bit <= last;
  });
  return row === undefined ? `bit ${bit} set` : row.about.replaceAll("`", "");
}
