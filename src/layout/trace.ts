import type { Draft } from "../model/draft.ts";
import type { FieldMeaning } from "./layout.ts";

/** Which bytes gave which value: what `explain` is made from. */
export interface TraceEntry {
  readonly meaning: FieldMeaning;
  readonly from: number;
  readonly to: number;
  /** Holds the value, under the name of the meaning, when the whole frame was read. */
  readonly draft: Draft;
  /** Which element it is, of a value that is a list. */
  readonly index: number | undefined;
  /** The value where it is not to be looked up: bytes that were unescaped, elements of lists. */
  readonly value?: unknown;
}

/** Records a value that was read from the bytes `from` … `to`. */
export function pushTrace(
  trace: TraceEntry[],
  meaning: FieldMeaning,
  from: number,
  to: number,
  draft: Draft,
): void {
  const value = draft[meaning.name as keyof Draft];
  const isElement = Array.isArray(value) && meaning.isList !== true;
  const index = isElement ? value.length - 1 : undefined;
  trace.push({ meaning, from, to, draft, index });
}
