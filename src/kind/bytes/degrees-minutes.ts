/** Degrees, two digits of minutes and four decimals in BCD; a bit elsewhere has the sign. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import { toDegrees } from "../coordinate.ts";
import type { BytesEmitter } from "../emit.ts";
import { refuseValue } from "../refuse.ts";
import type { BytesKind, BytesRow, BytesSlot, Values } from "../row.ts";

export interface DegreesMinutesKind extends BytesKind {
  readonly kind: "degreesMinutes";
  /** Two for a latitude, three for a longitude. */
  readonly degreeDigits: 2 | 3;
  /** The bit that is set for north and east, in the half-byte `flagAfter` after the first digit. */
  readonly positive: number;
  readonly flagAfter: number;
  /** Half-bytes to the start of the other coordinate. If both are all zeros or nines, there is no position. */
  readonly other: number;
}

/** Ten-thousandths of a minute in a degree. */
const UNITS = 600000;

/**
 * Degrees and minutes in BCD: `DDMM.mmmm` with two digits of degrees, `DDDMM.mmmm` with three. The bit
 * `positive` of the half-byte `flagAfter` behind the first digit is set for north and east.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { bit, createProtocol, degreesMinutes, kept } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "homeLatitude", kind: degreesMinutes(2, { positive: 4, flagAfter: 19, other: 10 }), about: "DDMMmmmm" },
 *   { name: "tail", kind: kept(1, 0), about: "Reserved, 0" },
 *   { name: "homeLongitude", kind: degreesMinutes(3, { positive: 8, flagAfter: 9, other: -10 }), about: "DDDMMmmmm" },
 *   { name: "isHomeSet", kind: bit(2), about: "Beside the bits for north and east" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 39, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}2212874500113466574c`, "hex"))[0]).homeLatitude; // 22.214575
 * ```
 */
export function degreesMinutes(
  degreeDigits: 2 | 3,
  place: { readonly positive: number; readonly flagAfter: number; readonly other: number },
): DegreesMinutesKind {
  const halves = degreeDigits + 6;
  return { kind: "degreesMinutes", halves, degreeDigits, ...place, step: 1 / UNITS, read, write };
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  values[row.name] = degreesAt(r, at, to, row);
}

function degreesAt(
  r: BytesReader,
  at: number,
  to: number,
  { name, kind }: BytesSlot,
): number | null {
  const { degreeDigits, positive, flagAfter, other } = kind as DegreesMinutesKind;
  const degrees = r.digits(at, at + degreeDigits);
  const minutes = r.digits(at + degreeDigits, to);
  if (degrees < 0 || minutes < 0) return r.refuse("bad-bcd", name, at, to, "decimal digits");
  // Zeros or nines in both. The test of this coordinate usually spares the test of the other one.
  const isSuspect = (degrees | minutes) === 0 || minutes === 999999;
  const otherEnd = at + other + 17 - (to - at);
  if (
    isSuspect &&
    allSame(r, at, to) >= 0 &&
    allSame(r, at, to) === allSame(r, at + other, otherEnd)
  ) {
    return r.refuse("no-position", name, at, to, "degrees and minutes");
  }
  const value = toDegrees(degrees, minutes, 10000, degreeDigits);
  if (value === null)
    return r.refuse("bad-coordinate", name, at, to, "degrees and minutes in range");
  return (r.half(at + flagAfter) & positive) !== 0 || value === 0 ? value : -value;
}

/** 0 or 9 if all digits are equal to it, otherwise -1. */
function allSame(r: BytesReader, at: number, to: number): number {
  const first = r.half(at);
  if (first !== 0 && first !== 9) return -1;
  for (let i = at; i < to; i++) if (r.half(i) !== first) return -1;
  return first;
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const { degreeDigits, positive, flagAfter, halves } = row.kind as DegreesMinutesKind;
  const value: number | null | undefined = values[row.name];
  if (value === null || value === undefined) {
    // If both are unknown they are all zeros; one alone is all F.
    const isBoth = (values.latitude ?? values.longitude ?? null) === null;
    return w.digits(at, halves, isBoth ? 0 : null);
  }
  const most = degreeDigits === 2 ? 90 : 180;
  if (!(Math.abs(value) <= most)) refuseValue(row.name, `-${most} to ${most}`, value);
  const units = Math.round(Math.abs(value) * UNITS);
  const degrees = Math.floor(units / UNITS);
  w.digits(at, degreeDigits, degrees);
  w.digits(at + degreeDigits, 6, units - degrees * UNITS);
  if (value >= 0) w.setBits(at + flagAfter, positive);
}

export function emitDegreesMinutes(
  e: BytesEmitter,
  at: number,
  row: BytesRow<DegreesMinutesKind>,
): void {
  const { degreeDigits, positive, flagAfter, halves } = row.kind;
  e.needDigits(at, at + halves);
  const units = e.name(row);
  const minutes = `${units}m`;
  e.line(`const ${minutes} = ${e.digits(at + degreeDigits, at + halves)};`);
  e.line(`const ${units} = ${e.digits(at, at + degreeDigits)} * ${UNITS} + ${minutes};`);
  const most = (degreeDigits === 2 ? 90 : 180) * UNITS;
  e.giveUpIf(`${minutes} >= ${UNITS} || ${units} > ${most}`);
  // Zero in both means no position, so the second one checks the first.
  const first = e.variables.get("coordinate");
  if (first === undefined) e.variables.set("coordinate", units);
  else e.giveUpIf(`${first} + ${units} === 0`);
  const isPositive = `(${e.half(at + flagAfter)} & ${positive}) !== 0 || ${units} === 0`;
  e.give(row, `${isPositive} ? ${units} / ${UNITS} : -${units} / ${UNITS}`);
}

export function schemaDegreesMinutes({ degreeDigits }: DegreesMinutesKind): object {
  const most = degreeDigits === 2 ? 90 : 180;
  return { type: ["number", "null"], minimum: -most, maximum: most };
}
