import type { Meaning, Values } from "./meaning.ts";
import { valueAt } from "./path.ts";

/** The bytes of a value, for `explain`. */
export interface TraceEntry {
  readonly meaning: Meaning;
  readonly from: number;
  readonly to: number;
  /** Holds the value, under the name of the meaning, when the whole frame was read. */
  readonly draft: Values;
  /** Index of the element, if the value is a list. */
  readonly index: number | undefined;
  /** The value, if it cannot be looked up: unescaped bytes, elements of lists. */
  readonly value?: unknown;
}

/** Records a value that was read from the bytes `from` … `to`. */
export function pushTrace(
  trace: TraceEntry[],
  meaning: Meaning,
  from: number,
  to: number,
  draft: Values,
): void {
  const value = valueAt(draft, meaning.name);
  const isElement = Array.isArray(value) && meaning.isList !== true;
  const index = isElement ? value.length - 1 : undefined;
  trace.push({ meaning, from, to, draft, index });
}
