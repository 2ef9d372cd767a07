/** A digit that stands for a name. */
import { refuseValue } from "../refuse.ts";
import type { TextKind, TextRow, TextSlot, Values } from "../row.ts";
import type { TextReader } from "../text-reader.ts";
import type { TextWriter } from "../text-writer.ts";

export interface OneOfDigitsKind extends TextKind {
  readonly kind: "oneOfDigits";
  /** By digit; `null` for a digit without a meaning. */
  readonly names: readonly (string | null)[];
  readonly expected: string;
  /** The text for `null`. */
  readonly unknown: string;
}

/**
 * A digit that stands for a name, by its place in `names`. Any other text gives `null`, with an issue that has
 * `expected`. For `null`, `unknown` is written.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, oneOfDigits } from "sinotrack-protocol/layout";
 *
 * const parts = [{ name: "door", kind: oneOfDigits(["closed", "open"], "0 or 1", "9"), about: "The door" }];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,1#")[0]).values; // { door: "open" }
 * ```
 */
export function oneOfDigits(
  names: readonly (string | null)[],
  expected: string,
  unknown: string,
): OneOfDigitsKind {
  return {
    kind: "oneOfDigits",
    fields: 1,
    names,
    expected,
    unknown,
    personal: "harmless",
    read,
    write,
  };
}

function read(r: TextReader, at: number, row: TextSlot, values: Values): void {
  const { names, expected } = row.kind as OneOfDigitsKind;
  values[row.name] = null;
  if (!r.select(at, row.name, expected)) return;
  values[row.name] = names[r.decimal()] ?? null;
  if (values[row.name] === null) r.report("bad-number", row.name, at, at, expected);
}

function write(w: TextWriter, row: TextRow, values: Values): void {
  const { names, unknown } = row.kind as OneOfDigitsKind;
  const name: string | null = values[row.name] ?? null;
  if (name === null) return w.put(unknown);
  const digit = names.indexOf(name);
  if (digit < 0) refuseValue(row.name, `${names.filter(Boolean).join(", ")} or null`, name);
  w.putWhole(digit);
}

export function schemaOneOfDigits({ names }: OneOfDigitsKind): object {
  return { enum: [...names.filter((name) => name !== null), null] };
}
