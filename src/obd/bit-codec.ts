/** The reader and writer of a bit-encoded PID. */

import type { Arguments } from "./arguments.ts";
import type { ObdIssueCode } from "./issue.ts";

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
