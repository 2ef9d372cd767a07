/** Prints what each PID gives as types, from the table of PIDs; `npm run generate` writes it. */
import { PIDS, type PidRow, type SignalRow } from "../src/obd/pids.ts";

/** By path. */
export function pidFiles(): ReadonlyMap<string, string> {
  return new Map([["src/generated/pid-values-table.ts", pidValues()]]);
}

function pidValues(): string {
  const abouts = new Map<string, string[]>();
  for (const row of PIDS) {
    for (const signal of row.signals) {
      abouts.set(signal.key, [...(abouts.get(signal.key) ?? []), aboutOf(row, signal)]);
    }
  }
  const signals = [...abouts].map(([key, list]) => {
    const about = list.length > 2 ? `${list[0]} and ${list.length - 1} others` : list.join("; ");
    return `  /** ${about}. */\n  readonly ${key}: number;`;
  });
  return `/** What PIDs give, as types. Printed from src/obd/pid-table-*.ts by \`npm run generate\`: change it there. */

/** The signals of all PIDs. */
export interface Signals {
${signals.join("\n")}
}

type Has<Name extends keyof Signals, MayBeAbsent extends keyof Signals = never> = Pick<Signals, Name> &
  Partial<Pick<Signals, MayBeAbsent>>;

/** What each PID gives: signals, or what the reader of its bits gives. */
export interface ContentsByPid {
${PIDS.map((row) => `  /** ${row.name}. */\n  readonly 0x${hex(row.pid)}: ${contentsOf(row)};`).join("\n")}
}
`;
}

function contentsOf({ reader, signals }: PidRow): string {
  if (reader !== null) return `"${reader}"`;
  // The second byte of a trim, the trim of a sensor that is not used in it.
  const mayBeAbsent = signals.filter(({ optional, absent }) => optional || absent !== null);
  const others = signals.filter((signal) => !mayBeAbsent.includes(signal));
  const parts = [others, ...(mayBeAbsent.length === 0 ? [] : [mayBeAbsent])];
  return `Has<${parts.map((list) => list.map(({ key }) => `"${key}"`).join(" | ")).join(", ")}>`;
}

function aboutOf({ pid, name }: PidRow, { min, max, unit }: SignalRow): string {
  return `PID ${hex(pid).toUpperCase()}, ${name}: ${inShort(min)} to ${inShort(max)} ${unit}`;
}

function inShort(value: number): number {
  return Number(value.toPrecision(8));
}

function hex(pid: number): string {
  return pid.toString(16).padStart(2, "0");
}
