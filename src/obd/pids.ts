/** The table of PIDs in readable form, and the lookup of a PID. */

import type { BitReader } from "./bit-values.ts";
import { basicRows } from "./pid-table-basic.ts";
import { extendedRows } from "./pid-table-extended.ts";
import type { RowTuple, SignalTuple } from "./types.ts";

/** A number inside the data of a PID: value = (raw * num + add) / den. */
export interface SignalRow {
  /** Name in `values`. */
  readonly key: string;
  /** First byte, 0 is A. */
  readonly at: number;
  /** Bytes, most significant first. */
  readonly size: number;
  /** Two's complement. */
  readonly signed: boolean;
  /** The number is `(bytes >> shift) & mask`; `mask` is `null` if whole bytes are used. */
  readonly shift: number;
  readonly mask: number | null;
  /** Only in the longer form of the PID. */
  readonly optional: boolean;
  /** The raw number that means "not used"; `null` if there is none. */
  readonly absent: number | null;
  readonly num: number;
  readonly den: number;
  readonly add: number;
  readonly unit: string;
  /** The smallest and the largest value that can be sent. */
  readonly min: number;
  readonly max: number;
}

/** - `agreed`: several sources. - `single-source`. - `disputed`: sources differ, see `dispute`. */
export type Confidence = "agreed" | "single-source" | "disputed";

/** One PID of modes 01 and 02. */
export interface PidRow {
  readonly pid: number;
  readonly name: string;
  /** Number of data bytes; `null` if sources disagree or none states it. */
  readonly bytes: number | null;
  /** Number of data bytes of the longer form; `bytes` if there is none. */
  readonly maxBytes: number | null;
  readonly confidence: Confidence;
  /** What other sources state; `null` if they agree. */
  readonly dispute: string | null;
  /** `null`: read signal by signal. Otherwise bit-encoded, or `raw`: known by name only. */
  readonly reader: BitReader | null;
  readonly signals: readonly SignalRow[];
}

/** Every PID of modes 01 and 02, ascending. Frozen. */
export const PIDS: readonly PidRow[] = /* @__PURE__ */ rows();

const BY_PID: ReadonlyMap<number, PidRow> = /* @__PURE__ */ new Map(
  PIDS.map((row) => [row.pid, row]),
);

/** The row of a PID; `undefined` if the table has none. */
export function rowOf(pid: number): PidRow | undefined {
  return BY_PID.get(pid);
}

function rows(): readonly PidRow[] {
  return Object.freeze([...basicRows(), ...extendedRows()].map(row));
}

function row([pid, name, length, sources, contents, dissent]: RowTuple): PidRow {
  const dispute = dissent ?? null;
  const bytes = length === 0 ? null : length;
  const signals = typeof contents === "string" ? [] : contents.map(signal);
  return Object.freeze({
    pid,
    name,
    bytes,
    maxBytes: bytes === null ? null : bytes + (signals.some((s) => s.optional) ? 1 : 0),
    // FleetWise and OBDb count as a source; a list of names and lengths does not.
    confidence:
      dispute !== null
        ? "disputed"
        : sources === "O" || sources === "F"
          ? "single-source"
          : "agreed",
    dispute,
    reader: typeof contents === "string" ? contents : null,
    signals: Object.freeze(signals),
  });
}

function signal([key, at, size, [num, den, add], unit, flags = {}]: SignalTuple): SignalRow {
  const { signed = false, optional = false, absent = null, shift = 0, mask = null } = flags;
  const top = mask ?? 256 ** size - 1;
  const lowest = signed ? -(256 ** size) / 2 : 0;
  // The code for "not used" is always the highest.
  const highest = signed ? 256 ** size / 2 - 1 : absent === null ? top : absent - 1;
  const scale = { num, den, add };
  return Object.freeze({
    key,
    at,
    size,
    signed,
    shift,
    mask,
    optional,
    absent,
    ...scale,
    unit,
    min: scaled(lowest, scale),
    max: scaled(highest, scale),
  });
}

/** Whole numbers below 2^53 and one division: the nearest double to the exact value. */
export function scaled(
  raw: number,
  { num, den, add }: { readonly num: number; readonly den: number; readonly add: number },
): number {
  return (raw * num + add) / den;
}
