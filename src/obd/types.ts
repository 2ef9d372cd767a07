/** The types of values, derived from the table: PID 0C gives a number called `engineRpm`. */

import type { InfoValues, ObdValues } from "../model/obd-signals.ts";
import type { Nullable } from "./bit-codec.ts";
import type { BitReader, BitValues } from "./bits.ts";
import type { ObdIssue } from "./issue.ts";
import type { BASIC_ROWS } from "./pid-table-basic.ts";
import type { EXTENDED_ROWS } from "./pid-table-extended.ts";

type Row = (typeof BASIC_ROWS)[number] | (typeof EXTENDED_ROWS)[number];

/** Every PID of the table, decoded or only named. */
export type KnownPid = Row[0];

type Contents<P extends KnownPid> = Extract<Row, readonly [P, ...unknown[]]>[4];

type Signal = readonly [string, ...unknown[]];
/** These may be absent: the second byte of a trim, the trim of a sensor that is not used in it. */
type MayBeAbsent<S> = S extends readonly [
  ...unknown[],
  { readonly optional: true } | { readonly absent: number },
]
  ? S
  : never;

type Flat<T> = { readonly [K in keyof T]: T[K] };
type SignalValues<S extends Signal> = Flat<
  { readonly [X in Exclude<S, MayBeAbsent<S>> as X[0]]: number } & {
    readonly [X in MayBeAbsent<S> as X[0]]?: number;
  }
>;

type ValuesOf<C> = C extends BitReader
  ? BitValues[C]
  : C extends readonly Signal[]
    ? SignalValues<C[number]>
    : never;

/** The values of a mode 01 or 02 PID, all of them usable: `PidValues<0x0c>` has `engineRpm`. */
export type PidValues<P extends KnownPid> = P extends KnownPid ? ValuesOf<Contents<P>> : never;

export type KnownInfoType = keyof InfoValues;

/** What one PID, or one response without PIDs, says. */
export interface ObdReading<V = ObdValues> {
  /** The mode (service) that was answered, 1 to 10; `null` for bytes that answer none. */
  readonly mode: number | null;
  /** The PID (mode 09: the information type); `null` where there is none, as in mode 03. */
  readonly pid: number | null;
  /** What it is, for people; `null` if the PID is in no table. */
  readonly name: string | null;
  /** The number of the freeze frame, mode 02 only. */
  readonly frame?: number;
  readonly values: V;
  /**
   * The data bytes behind mode, PID and frame number; all bytes of what is no response. A copy.
   * Empty for values that the device scaled.
   */
  readonly raw: Uint8Array;
  readonly issues: readonly ObdIssue[];
}

/** A reading of a PID that the table knows, with the values of that PID. */
export type PidReading<P extends KnownPid> = ObdReading<Nullable<PidValues<P>>>;
