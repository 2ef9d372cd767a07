/** A coordinate in millionths of a degree; its sign is a bit elsewhere. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import { refuseValue } from "../refuse.ts";
import type { BytesKind, BytesRow, Values } from "../row.ts";

export interface MillionthsKind extends BytesKind {
  readonly kind: "millionths";
  readonly most: 90 | 180;
  /** The bit that is set for south and west, in the half-byte `flagAfter` after the first; it is not written. */
  readonly negative: number;
  readonly flagAfter: number;
  /** Half-bytes to the start of the other coordinate. If both are 0, there is no position. */
  readonly other: number;
}

const UNITS = 1e6;

/**
 * A coordinate in millionths of a degree, 32 bits, up to `most` degrees. The bit `negative` of the half-byte
 * `flagAfter` behind the first is set for south and west.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { bits, createProtocol, millionths } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "flags", kind: bits(1, "acc", "fix", "south", "west"), about: "Also the signs" },
 *   { name: "homeLatitude", kind: millionths(90, { negative: 4, flagAfter: -1, other: 8 }), about: "Degrees" },
 *   { name: "homeLongitude", kind: millionths(180, { negative: 8, flagAfter: -9, other: -8 }), about: "Degrees" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 38, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}030158990606ca0fd7`, "hex"))[0]).homeLongitude; // 113.905623
 * ```
 */
export function millionths(
  most: 90 | 180,
  place: Pick<MillionthsKind, "negative" | "flagAfter" | "other">,
): MillionthsKind {
  return { kind: "millionths", halves: 8, most, ...place, step: 1 / UNITS, read, write };
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const { name } = row;
  const { most, negative, flagAfter, other } = row.kind as MillionthsKind;
  const units = r.uint(at, to);
  values[name] = null;
  if (units > most * UNITS) r.report("bad-coordinate", name, at, to, `0 to ${most} degrees`);
  else if (units === 0 && r.uint(at + other, to + other) === 0)
    r.report("no-position", name, at, to, "degrees");
  else {
    const isNegative = units > 0 && (r.half(at + flagAfter) & negative) !== 0;
    values[name] = isNegative ? -units / UNITS : units / UNITS;
  }
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const { most } = row.kind as MillionthsKind;
  const value: number | null = values[row.name] ?? null;
  if (value === null) {
    // If both are unknown they are 0; one alone is all F.
    const isBoth = (values.latitude ?? values.longitude ?? null) === null;
    return w.digits(at, 8, isBoth ? 0 : null);
  }
  if (!(Math.abs(value) <= most)) refuseValue(row.name, `-${most} to ${most}`, value);
  w.digits(at, 8, Math.round(Math.abs(value) * UNITS), 16);
}

export function emitMillionths(e: BytesEmitter, at: number, row: BytesRow<MillionthsKind>): void {
  const { most, negative, flagAfter } = row.kind;
  const units = e.name(row);
  e.line(`const ${units} = ${e.uint(at, at + 8)};`);
  e.giveUpIf(`${units} > ${most * UNITS}`);
  // 0 in both means no position, so the second one checks the first.
  const first = e.variables.get("coordinate");
  if (first === undefined) e.variables.set("coordinate", units);
  else e.giveUpIf(`${first} + ${units} === 0`);
  const isNegative = `${units} > 0 && (${e.half(at + flagAfter)} & ${negative}) !== 0`;
  e.give(row, `${isNegative} ? -${units} / ${UNITS} : ${units} / ${UNITS}`);
}

export function schemaMillionths({ most }: MillionthsKind): object {
  return { type: ["number", "null"], minimum: -most, maximum: most };
}
