/** Numbers: big-endian (`uint`, `int`) or one decimal digit per half-byte (`bcd`). */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import { setValue, valueAt } from "../path.ts";
import { refuseValue } from "../refuse.ts";
import { type BytesKind, type BytesRow, REST, type Values } from "../row.ts";
import { keepUnknown } from "./kept.ts";

/** How a value is made from the count on the wire: `count * times / over + plus`. */
export interface Scale {
  readonly times?: number;
  readonly over?: number;
  readonly plus?: number;
  /** Limits of the count; beyond them the value is `null`, with an issue. */
  readonly most?: number;
  readonly least?: number;
  /** The count to write for an unknown value; `null` for all F; 0 by default. */
  readonly unknown?: number | null;
  /** A count of 0 means no value: the property is absent. */
  readonly zero?: "absent";
  /** The count that means no value: the value is `null`, without an issue. */
  readonly none?: number;
  /** The count above `most` that means unknown: the value is `null`, without an error. */
  readonly notKnown?: number;
  /** A count beyond `least` and `most` is another value: it stays in `tail`, and the property is absent. */
  readonly beyond?: "kept";
}

export interface NumberKind extends BytesKind {
  readonly kind: "uint" | "int" | "bcd";
  readonly times: number;
  readonly over: number;
  readonly plus: number;
  readonly most: number;
  readonly least: number;
  readonly unknown: number | null;
  readonly isZeroAbsent: boolean;
  readonly none: number | undefined;
  readonly notKnown: number | undefined;
  readonly isBeyondKept: boolean;
  /** The value is the count. */
  readonly isPlain: boolean;
}

/**
 * A big-endian unsigned number of `bytes` bytes, or with `REST` of one to four.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, kept, uint } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "tyreKpa", kind: uint(2), about: "Spare wheel" },
 *   { name: "tail", kind: kept(2), about: "Not explained" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}00dc0000`, "hex"))[0]).tyreKpa; // 220
 * ```
 */
export function uint(bytes: number, scale: Scale = {}): NumberKind {
  if (bytes !== REST) return make("uint", bytes * 2, 0, 256 ** bytes - 1, scale, readUint);
  return { ...make("uint", REST, 0, 256 ** MOST_BYTES - 1, scale, readUint), fits };
}

const MOST_BYTES = 4;

function fits(_r: BytesReader, at: number, to: number): boolean {
  return to > at && to - at <= MOST_BYTES * 2;
}

/**
 * The same number from its `least` to its `most`; another one is left to the next row with the same id.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, number, upToMost } from "sinotrack-protocol/layout";
 *
 * const mine = createProtocol({
 *   jt808Items: [
 *     { id: 0xe1, name: "steps", kind: upToMost(number(4, { most: 200 })), about: "Steps of the wearer" },
 *     { id: 0xe1, name: "moreSteps", kind: number(4), about: "The same above 200" },
 *   ],
 * });
 * // A position with the item E1: four bytes, 00 00 01 02.
 * const hex = "7e0200002201917665218400b300000000000000030158990606ca0fd7000400000000211129111705e104000001029c7e";
 * toJson(mine.decode(Buffer.from(hex, "hex"))[0]).moreSteps; // 258
 * ```
 */
export function upToMost(kind: NumberKind): NumberKind {
  const { least, most } = kind;
  return {
    ...kind,
    fits(r, at, to) {
      const count = r.uint(at, to);
      return count >= least && count <= most;
    },
  };
}

/**
 * A big-endian signed number in two's complement.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, int, kept } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "cargoCelsius", kind: int(2, { over: 10 }), about: "Temperature of the cargo" },
 *   { name: "tail", kind: kept(2), about: "Not explained" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}ff380000`, "hex"))[0]).cargoCelsius; // -20
 * ```
 */
export function int(bytes: number, scale: Scale = {}): NumberKind {
  const half = 256 ** bytes / 2;
  return make("int", bytes * 2, -half, half - 1, scale, readInt);
}

/**
 * A number of decimal digits, one per half-byte.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { bcd, createProtocol } from "sinotrack-protocol/layout";
 *
 * const rows = [{ name: "tripMeters", kind: bcd(8), about: "Since the start" }];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}00001250`, "hex"))[0]).tripMeters; // 1250
 * ```
 */
export function bcd(digits: number, scale: Scale = {}): NumberKind {
  return make("bcd", digits, 0, 10 ** digits - 1, scale, readBcd);
}

function make(
  kind: NumberKind["kind"],
  halves: number,
  least: number,
  most: number,
  scale: Scale,
  read: BytesKind["read"],
): NumberKind {
  return {
    kind,
    halves,
    times: scale.times ?? 1,
    over: scale.over ?? 1,
    plus: scale.plus ?? 0,
    most: scale.most ?? most,
    least: scale.least ?? least,
    unknown: scale.notKnown ?? scale.none ?? (scale.unknown === undefined ? 0 : scale.unknown),
    none: scale.none,
    notKnown: scale.notKnown,
    isZeroAbsent: scale.zero === "absent",
    isBeyondKept: scale.beyond === "kept",
    isPlain: scale.times === undefined && scale.over === undefined && scale.plus === undefined,
    step: (scale.times ?? 1) / (scale.over ?? 1),
    read,
    write,
  };
}

/** One rounding, so that tenths are the nearest double to tenths. */
function fromCount({ times, over, plus }: NumberKind, count: number): number {
  return over === 1 ? count * times + plus : (count * times + plus * over) / over;
}

/** The limits of the value, for people. */
function rangeOf(kind: NumberKind): string {
  const [least, most] = [kind.least, kind.most].map((count) =>
    Number(fromCount(kind, count).toPrecision(12)),
  );
  return `${least} to ${most}`;
}

function readUint(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  take(r, at, to, row, values, r.uint(at, to));
}

function readInt(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const count = r.uint(at, to);
  const all = 16 ** (to - at);
  take(r, at, to, row, values, count >= all / 2 ? count - all : count);
}

function readBcd(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const count = r.digits(at, to);
  if (count >= 0) return take(r, at, to, row, values, count);
  r.report("bad-bcd", row.name, at, to, `${to - at} decimal digits`);
  setValue(values, row, null);
}

function take(
  r: BytesReader,
  at: number,
  to: number,
  row: BytesRow,
  values: Values,
  count: number,
): void {
  const kind = row.kind as NumberKind;
  if (count === 0 && kind.isZeroAbsent) return;
  if (count === kind.none) return setValue(values, row, null);
  const isInRange = count <= kind.most && count >= kind.least;
  if (!isInRange) {
    if (kind.isBeyondKept) return keepUnknown(r, at >> 1, to >> 1, values);
    const code = count === kind.notKnown ? "not-known" : "out-of-range";
    r.report(code, row.name, at, to, rangeOf(kind));
  }
  const value = !isInRange ? null : kind.isPlain ? count : fromCount(kind, count);
  setValue(values, row, value);
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const kind = row.kind as NumberKind;
  const value = valueAt(values, row.name);
  const radix = kind.kind === "bcd" ? 10 : 16;
  const halves = kind.halves === REST ? MOST_BYTES * 2 : kind.halves;
  if (value === undefined && kind.isBeyondKept) return w.keep(values, at, halves >> 1, undefined);
  if (value === null || value === undefined) return w.digits(at, halves, kind.unknown, radix);
  const count = Math.round((((value as number) - kind.plus) * kind.over) / kind.times);
  // Only measured values are rounded; counts are exact.
  const isRounded = kind.isPlain && row.unit === undefined && count !== value;
  if (typeof value !== "number" || isRounded || !(count >= kind.least && count <= kind.most))
    refuseValue(row.name, rangeOf(kind), value);
  w.digits(at, halves, count < 0 ? count + 16 ** halves : count, radix);
}

export function emitUint(e: BytesEmitter, at: number, row: BytesRow<NumberKind>): void {
  emit(e, row, e.uint(at, at + row.kind.halves), 16 ** row.kind.halves - 1);
}

export function emitInt(e: BytesEmitter, at: number, row: BytesRow<NumberKind>): void {
  const { halves } = row.kind;
  // The shifts extend the sign.
  const shift = 32 - halves * 4;
  const source = `(${e.uint(at, at + halves)} << ${shift}) >> ${shift}`;
  emit(e, row, source, 16 ** halves / 2 - 1);
}

export function emitBcd(e: BytesEmitter, at: number, row: BytesRow<NumberKind>): void {
  const { halves } = row.kind;
  e.needDigits(at, at + halves);
  emit(e, row, e.digits(at, at + halves), 10 ** halves - 1);
}

function emit(e: BytesEmitter, row: BytesRow<NumberKind>, source: string, all: number): void {
  const { times, over, plus, most, least, isZeroAbsent, none, kind } = row.kind;
  const n = e.name(row);
  e.line(`const ${n} = ${source};`);
  if (none !== undefined) e.giveUpIf(`${n} === ${none}`);
  if (most < all) e.giveUpIf(`${n} > ${most}`);
  if (least > (kind === "int" ? -all - 1 : 0)) e.giveUpIf(`${n} < ${least}`);
  const product = times === 1 ? n : `${n} * ${times}`;
  const sign = plus < 0 ? "-" : "+";
  const sum = plus === 0 ? product : `${product} ${sign} ${Math.abs(plus * over)}`;
  const value = over === 1 ? sum : plus === 0 ? `${product} / ${over}` : `(${sum}) / ${over}`;
  if (isZeroAbsent) e.later.push(`if (${n} !== 0) m.${row.name} = ${value};`);
  else e.give(row, value);
}

export function schemaUint({ least, most, ...kind }: NumberKind): object {
  // Numbers beyond the limits are not values.
  const { halves, none, isBeyondKept } = kind;
  const all = 16 ** (halves === REST ? MOST_BYTES * 2 : halves);
  const isLimited = kind.kind === "int" ? least > -all / 2 || most < all / 2 - 1 : most < all - 1;
  const canBeNull = kind.kind === "bcd" || none !== undefined || (isLimited && !isBeyondKept);
  const limits = [
    fromCount({ least, most, ...kind }, least),
    fromCount({ least, most, ...kind }, most),
  ];
  const isWhole = kind.over === 1 && Number.isInteger(kind.times);
  return {
    type: canBeNull ? [isWhole ? "integer" : "number", "null"] : isWhole ? "integer" : "number",
    minimum: Math.min(...limits),
    maximum: Math.max(...limits),
  };
}
export const schemaInt: typeof schemaUint = schemaUint;
export const schemaBcd: typeof schemaUint = schemaUint;
