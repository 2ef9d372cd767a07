/** Values of one device over time. */
import type { FrameRow } from "./frame-row.ts";

export const PLOTS = [
  { key: "speedKmh", title: "Speed", unit: "km/h", least: 20 },
  { key: "supplyVolts", title: "Voltage", unit: "V", least: 1 },
  { key: "satellites", title: "Satellites", unit: "", least: 8 },
] as const;

export type PlotKey = (typeof PLOTS)[number]["key"];

export interface Series {
  /** Seconds since 1970, UTC, in order. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** Their frames, as places in the rows. */
  readonly places: readonly number[];
}

/** A silence this many times longer than the usual interval is a gap. */
const GAP = 5;
/** A parked tracker reports every few minutes. */
const LEAST_GAP_SECONDS = 600;

/** The gaps of the line: the indexes of the values before and after each silence. */
export function gapsOf(times: readonly number[]): [before: number, behind: number][] {
  const intervals = times.slice(1).map((time, i) => time - (times[i] as number));
  const usual = [...intervals].sort((a, b) => a - b)[intervals.length >> 1] ?? 0;
  const least = Math.max(GAP * usual, LEAST_GAP_SECONDS);
  return intervals.flatMap((interval, i) => (interval > least ? [[i, i + 1]] : []));
}

/** Values of the device with a time, in the order of time. */
export function seriesOf(
  rows: readonly FrameRow[],
  shown: readonly number[],
  device: string | null,
  key: PlotKey,
): Series {
  const points: [time: number, value: number, place: number][] = [];
  for (const place of shown) {
    const row = rows[place];
    const value = row?.[key];
    if (row === undefined || row.device !== device || row.time === null || value == null) continue;
    points.push([row.time / 1000, value, place]);
  }
  points.sort(([a, , one], [b, , other]) => a - b || one - other);
  return {
    times: points.map(([time]) => time),
    values: points.map(([, value]) => value),
    places: points.map(([, , place]) => place),
  };
}
