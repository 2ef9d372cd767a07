import type { Meaning, Values } from "../kind/row.ts";

type FormRow = Meaning & { readonly kind: { readonly step?: number } };

/** One way to write a message, which the encoder tries. */
export interface Form {
  /** What it carries: tells how far a value may be rounded. `null` for what is not written as rows yet. */
  readonly rows: readonly FormRow[] | null;
  /** @throws RangeError that names a property. */
  write(values: Values): Uint8Array;
}

/** By property, how far what is written may be from what is read back: half a step of the wire. */
export function halfSteps(rows: readonly FormRow[]): ReadonlyMap<string, number> {
  // Only what is measured is rounded: a count is what it is.
  const measured = rows.filter(({ unit, kind }) => unit !== undefined && kind.step !== undefined);
  return new Map(measured.map(({ name, kind }) => [name, kind.step! / 2]));
}
