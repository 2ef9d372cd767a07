/** The types of values: PID 0C gives a number called `engineRpm`. */

import type { ContentsByPid } from "../generated/obd-signals-table.ts";
import type { InfoValues, ObdValues } from "../model/obd-signals.ts";
import type { Arguments } from "./arguments.ts";
import type { BitReader, BitValues } from "./bit-values.ts";
import type { ObdIssue, ObdIssueCode } from "./issue.ts";

/** Values as read: `null` if the bytes are unusable; `issues` has the reason. */
export type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

/** Reports an issue about `length` bytes at `at` of the data. */
export type Note = (
  code: ObdIssueCode,
  field: string,
  at: number,
  length: number,
  expected: string,
) => void;

/** Reads and writes the data of one bit-encoded PID, whose length has been checked. */
export interface BitCodec<V> {
  /** The properties of its values. */
  readonly keys: readonly (keyof V & string)[];
  read(data: Uint8Array, note: Note, pid: number): Nullable<V>;
  /** @throws RangeError that names the value. */
  write(values: Arguments, pid: number): number[];
}

/** A signal of the tables; pid-table-basic.ts explains them. */
export type SignalTuple = readonly [
  key: string,
  at: number,
  size: number,
  scale: readonly [num: number, den: number, add: number],
  unit: string,
  flags?: {
    readonly signed?: boolean;
    readonly optional?: boolean;
    readonly absent?: number;
    readonly shift?: number;
    readonly mask?: number;
  },
];
/** A row of the tables. */
export type RowTuple = readonly [
  pid: number,
  name: string,
  bytes: number,
  sources: string,
  contents: BitReader | readonly SignalTuple[],
  dispute?: string,
];

/** Every PID of the table, decoded or only named. */
export type KnownPid = keyof ContentsByPid;

type Flat<T> = { readonly [K in keyof T]: T[K] };
type ValuesOf<Contents> = Contents extends BitReader ? BitValues[Contents] : Flat<Contents>;

/** The values of a mode 01 or 02 PID, all of them usable: `PidValues<0x0c>` has `engineRpm`. */
export type PidValues<P extends KnownPid> = P extends KnownPid ? ValuesOf<ContentsByPid[P]> : never;

export type KnownInfoType = keyof InfoValues;

/** The reading of one PID, or of one response without PIDs. */
export interface ObdReading<V = ObdValues> {
  /** The mode (service) of the response, 1 to 10; `null` for bytes that are not a response. */
  readonly mode: number | null;
  /** The PID (mode 09: the information type); `null` if there is none, as in mode 03. */
  readonly pid: number | null;
  /** Name of the PID, for people; `null` if the PID is in no table. */
  readonly name: string | null;
  /** The number of the freeze frame, mode 02 only. */
  readonly frame?: number;
  /**
   * The control unit, if the text shows it: the id of the CAN frame in capitals, `7E8` or `18DAF110`,
   * or the address on an older bus, `10`.
   */
  readonly ecu?: string;
  readonly values: V;
  /**
   * A copy of the data bytes behind mode, PID and frame number; all bytes if they are not a response.
   * Empty for values that the device scaled.
   */
  readonly raw: Uint8Array;
  readonly issues: readonly ObdIssue[];
}

/** The reading of a PID of the table, with the values of that PID. */
export type PidReading<P extends KnownPid> = ObdReading<Nullable<PidValues<P>>>;
