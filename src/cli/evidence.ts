/** Finds the bytes of a difference in a capture. */
import { decode, explain } from "../index.ts";
import { lazy } from "../lazy.ts";
import type { VectorResult } from "../vectors/check.ts";
import type { Difference } from "../vectors/compare.ts";
import { vectorBytes } from "../vectors/vector.ts";

/** Some bytes of the input. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
  /** As text in a text frame, otherwise as hexadecimal digits. */
  readonly raw: string;
}

/** Finds for each difference the bytes of the new value: none if no bytes give it, for example for a lost property. */
export function evidenceOf({
  vector,
  differences,
}: VectorResult): (difference: Difference) => ByteRange[] {
  const bytes = vectorBytes(vector);
  const messages = differences.some(({ kind }) => kind === "threw") ? [] : decode(bytes);
  const explained = lazy(() => explain(bytes));
  return ({ kind, message: index, path, expected, received }) => {
    const message = messages[index];
    if (kind === "lost-message" || message === undefined) return [];
    const { frame, issues } = message;
    const { offset: start, bytes: sent, format } = frame;
    const encoding = format === "ascii" ? "latin1" : "hex";
    const whole = [
      { offset: start, length: sent.length, raw: Buffer.from(sent).toString(encoding) },
    ];
    if (path === "") return whole;
    const [property = ""] = path.split(/[.[]/, 1);
    if (property === "issues") {
      const known = new Set((Array.isArray(expected) ? expected : []).map((pair) => String(pair)));
      return issues
        .filter(({ code, field }) => !known.has(`${code},${field}`))
        .map(({ offset, length, received: raw }) => ({ offset: start + offset, length, raw }));
    }
    const entries = explained()
      .filter(({ offset }) => offset >= start && offset < start + sent.length)
      .filter(({ name }) => name === property)
      .map(({ offset, length, raw }) => ({ offset, length, raw }));
    const element = /^\w+\[(\d+)\]/.exec(path);
    const one = element === null ? undefined : entries[Number(element[1])];
    if (one !== undefined) return [one];
    if (entries.length > 0) return entries;
    // Values without bytes of their own: the type, or a property of the whole frame.
    return received === undefined ? [] : whole;
  };
}
