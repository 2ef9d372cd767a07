/** Prints types from the PID tables: the signals and labels, and the signals of each PID. */
import {
  type Code,
  EMISSION_REQUIREMENTS,
  FUEL_SYSTEM_STATES,
  FUEL_TYPES,
  OBD_STANDARDS,
  SECONDARY_AIR_STATES,
} from "../src/obd/codes.ts";
import { COMPRESSION, CONTINUOUS, SPARK } from "../src/obd/monitors.ts";
import { PIDS, type PidRow, type SignalRow } from "../src/obd/pids.ts";
import { HEADER } from "./generated-file.ts";

export function obdSignals(): string {
  return [
    HEADER,
    numberSignals(),
    contentsByPid(),
    union("FuelSystemState", "PID 03", labels(FUEL_SYSTEM_STATES)),
    union("SecondaryAirState", "PID 12", labels(SECONDARY_AIR_STATES)),
    union("ObdStandardName", "PID 1C", labels(OBD_STANDARDS)),
    union("FuelType", "PID 51", labels(FUEL_TYPES)),
    union("EmissionRequirementName", "PID 5F", labels(EMISSION_REQUIREMENTS)),
    union("MonitorName", "PIDs 01 and 41", monitorNames()),
  ].join("\n");
}

function labels(codes: readonly Code<string>[]): readonly string[] {
  return codes.map(([, label]) => label);
}

function monitorNames(): readonly string[] {
  return [...CONTINUOUS, ...SPARK, ...COMPRESSION].filter((name) => name !== null);
}

function union(name: string, about: string, members: readonly string[]): string {
  const lines = [...new Set(members)].map((member) => `  | ${JSON.stringify(member)}`);
  return `/** ${about}. */\nexport type ${name} =\n${lines.join("\n")};\n`;
}

function numberSignals(): string {
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
  return `/** The signals that the PID tables scale. */
export interface NumberSignals {
${signals.join("\n")}
}
`;
}

function aboutOf({ pid, name }: PidRow, { min, max, unit }: SignalRow): string {
  return `PID ${hex(pid).toUpperCase()}, ${name}: ${inShort(min)} to ${inShort(max)} ${unit}`;
}

function inShort(value: number): number {
  return Number(value.toPrecision(8));
}

function contentsByPid(): string {
  const rows = PIDS.map(
    (row) => `  /** ${row.name}. */\n  readonly 0x${hex(row.pid)}: ${contentsOf(row)};`,
  );
  return `type Has<
  Name extends keyof NumberSignals,
  MayBeAbsent extends keyof NumberSignals = never,
> = Pick<NumberSignals, Name> & Partial<Pick<NumberSignals, MayBeAbsent>>;

/** What each PID gives: signals, or what the reader of its bits gives. */
export interface ContentsByPid {
${rows.join("\n")}
}
`;
}

function contentsOf({ reader, signals }: PidRow): string {
  if (reader !== null) return `"${reader}"`;
  // The second byte of a fuel trim may be absent, and so may the trim of a sensor that is not used.
  const mayBeAbsent = signals.filter(({ optional, absent }) => optional || absent !== null);
  const others = signals.filter((signal) => !mayBeAbsent.includes(signal));
  const parts = [others, ...(mayBeAbsent.length === 0 ? [] : [mayBeAbsent])];
  return `Has<${parts.map((list) => list.map(({ key }) => `"${key}"`).join(" | ")).join(", ")}>`;
}

function hex(pid: number): string {
  return pid.toString(16).padStart(2, "0");
}
