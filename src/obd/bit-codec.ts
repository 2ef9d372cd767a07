/** How a bit-encoded PID is read and written. */

import type { Arguments } from "./arguments.ts";
import type { ObdIssueCode } from "./issue.ts";

/** As read: `null` where bytes are there and not usable; `issues` says why. */
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
  /** The properties that it gives. */
  readonly keys: readonly (keyof V & string)[];
  read(data: Uint8Array, note: Note, pid: number): Nullable<V>;
  /** @throws RangeError that names the value. */
  write(values: Arguments, pid: number): number[];
}
