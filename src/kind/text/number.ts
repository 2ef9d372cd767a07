/** Decimal numbers: whole, or with a point. */
import { frozen } from "../../frozen.ts";
import type { TextEmitter } from "../emit.ts";
import { refuseValue } from "../refuse.ts";
import type { TextKind, TextRow, TextSlot, Values } from "../row.ts";
import { KNOT_KMH, knotsToKmh } from "../speed.ts";
import type { TextReader } from "../text-reader.ts";
import { exactUnits, type TextWriter } from "../text-writer.ts";

export interface WholeKind extends TextKind {
  readonly kind: "whole";
  readonly most: number;
  readonly times: number;
  readonly over: number;
  /** The number to send for an unknown value; without it, the field is empty. */
  readonly unknown: number | undefined;
}

/**
 * A whole number from 0 to `most`. The value is the number on the wire times `times`, divided by `over`.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, whole } from "sinotrack-protocol/layout";
 *
 * const parts = [{ name: "door", kind: whole(4), about: "Which door, 1 to 4" }];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,2#")[0]).values; // { door: 2 }
 * ```
 */
export function whole(
  most: number,
  { times = 1, over = 1, unknown }: { times?: number; over?: number; unknown?: number } = {},
): WholeKind {
  const scale = { most, times, over, unknown, step: times / over };
  return { kind: "whole", fields: 1, ...scale, read: takeWhole, write: putWhole };
}

function takeWhole(r: TextReader, at: number, row: TextSlot, values: Values): void {
  const { most, times, over, unknown } = row.kind as WholeKind;
  const count = readWhole(r, at, row.name, most, unknown);
  values[row.name] = count === null ? null : (count * times) / over;
}

/** The whole number in field `at`, or `null` with an issue. */
export function readWhole(
  r: TextReader,
  at: number,
  name: string,
  most: number,
  unknown?: number,
): number | null {
  if (!r.select(at, name, "a whole number")) return null;
  const value = r.decimal();
  if (value === unknown) {
    r.report("not-known", name, at, at, `0 to ${most}`);
    return null;
  }
  if (value >= 0 && value <= most) return value;
  if (value < 0) r.report("bad-number", name, at, at, "a whole number");
  else r.report("out-of-range", name, at, at, `0 to ${most}`);
  return null;
}

function putWhole(w: TextWriter, row: TextRow, values: Values): void {
  const { most, times, over, unknown } = row.kind as WholeKind;
  const value: unknown = values[row.name];
  if (value === null || value === undefined) return w.putWhole(value === null ? unknown : null);
  const count = Math.round(((value as number) * over) / times);
  if (typeof value !== "number" || !(count >= 0 && count <= most))
    refuseValue(row.name, `0 to ${(most * times) / over}`, value);
  w.putWhole(count);
}

export function emitWhole(e: TextEmitter, row: TextRow<WholeKind>): void {
  const { most, times, over } = row.kind;
  const name = e.whole(row, 0, most);
  const product = times === 1 ? name : `${name} * ${times}`;
  e.give(row, over === 1 ? product : `${product} / ${over}`);
}

export function schemaWhole({ most, times, over }: WholeKind): object {
  const type = over === 1 ? "integer" : "number";
  return { type: [type, "null"], minimum: 0, maximum: (most * times) / over };
}

/** The largest CSQ, and the CSQ that means unknown (3GPP TS 27.007). */
const MOST_CSQ = 31;
const CSQ_UNKNOWN = 99;

/** GSM signal quality, 0 to 31. */
export const CSQ: WholeKind = /* @__PURE__ */ frozen(
  /* @__PURE__ */ whole(MOST_CSQ, { unknown: CSQ_UNKNOWN }),
);

/** CSQ from 0 to 31; other firmware sends up to 100, and from 32 on the value goes to the property that `instead` names. */
export const CSQ_OR_PERCENT: TextKind = /* @__PURE__ */ frozen({
  kind: "csqOrPercent",
  fields: 1,
  personal: "harmless",
  read(r, at, row, values) {
    const { name, instead = name } = row;
    const level = readWhole(r, at, name, 100, CSQ_UNKNOWN);
    values[level !== null && level > MOST_CSQ ? instead : name] = level;
  },
  write(w, { name, instead = name }, values) {
    const csq: number | null | undefined = values[name];
    const percent: number | null | undefined = values[instead];
    const level = percent ?? (csq === null ? CSQ_UNKNOWN : csq);
    if (typeof level !== "number" || !(level >= 0 && level <= 100)) {
      refuseValue(percent === undefined ? name : instead, "0 to 100", level);
    }
    w.putWhole(Math.round(level));
  },
});

export function emitCsqOrPercent(e: TextEmitter, row: TextRow): void {
  e.give(row, e.whole(row, 0, MOST_CSQ));
}

export const schemaCsqOrPercent: object = {
  type: ["integer", "null"],
  minimum: 0,
  maximum: MOST_CSQ,
};

export const alsoCsqOrPercent: object = {
  signalPercent: { type: "integer", minimum: MOST_CSQ + 1, maximum: 100 },
};

export interface DecimalKind extends TextKind {
  readonly kind: "decimal";
  readonly least: number;
  readonly most: number;
  readonly expected: string;
  /** Decimals that documents print. More are written if the value has them. */
  readonly decimals: number;
  /** Digits before the point in the long form of numbers. */
  readonly digits: number;
}

/**
 * A number from `least` to `most`, with or without decimals.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, decimal } from "sinotrack-protocol/layout";
 *
 * const parts = [
 *   { name: "cargoCelsius", kind: decimal(80, { least: -40, decimals: 1 }), about: "Temperature of the cargo" },
 * ];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,-18.5#")[0]).values; // { cargoCelsius: -18.5 }
 * ```
 */
export function decimal(
  most: number,
  {
    decimals = 0,
    digits = 1,
    least = 0,
    expected = `${least} to ${most}`,
  }: { decimals?: number; digits?: number; least?: number; expected?: string } = {},
): DecimalKind {
  return {
    kind: "decimal",
    fields: 1,
    least,
    most,
    expected,
    decimals,
    digits,
    step: 10 ** -decimals,
    read: takeDecimal,
    write: putDecimal,
  };
}

function takeDecimal(r: TextReader, at: number, row: TextSlot, values: Values): void {
  const { least, most, expected } = row.kind as DecimalKind;
  const digits = readDecimal(r, at, row.name, expected, most, least);
  values[row.name] = digits === null ? null : digits / scale;
}

function putDecimal(w: TextWriter, row: TextRow, values: Values): void {
  const { least, most, decimals, digits } = row.kind as DecimalKind;
  const value: number | null | undefined = values[row.name];
  if (value === null || value === undefined) return w.put("");
  if (!(value >= least && value <= most)) refuseValue(row.name, `${least} to ${most}`, value);
  const size = Math.abs(value);
  const exact = exactUnits(size, size, decimals, 6, divide);
  if (value < 0) w.add("-");
  w.addPoint(exact.count, exact.decimals, w.numbers === "short" ? 1 : digits);
  w.end();
}

function divide(value: number, scale: number): number {
  return value / scale;
}

/** The divisor of the digits that were read last. */
let scale = 1;

/** The digits of a number with or without decimals, as one number; `null` with an issue. */
function readDecimal(
  r: TextReader,
  at: number,
  name: string,
  expected: string,
  most: number,
  least = 0,
): number | null {
  if (!r.select(at, name, expected)) return null;
  const { bytes, end } = r;
  const isNegative = least < 0 && bytes[r.start] === 0x2d;
  const start = isNegative ? r.start + 1 : r.start;
  let value = 0;
  let point = end;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === -2 && point === end) point = i;
    else point = -1;
  }
  const digits = end - start - (point < end ? 1 : 0);
  // Eleven digits and the factors of the conversions stay below 2^53, so the result is exact.
  if (point < 0 || digits === 0 || digits > 11) {
    r.report("bad-number", name, at, at, expected);
    return null;
  }
  scale = 1;
  for (let i = point + 1; i < end; i++) scale *= 10;
  // Avoids -0.
  if (isNegative && value > 0) value = -value;
  if (value <= most * scale && value >= least * scale) return value;
  r.report("out-of-range", name, at, at, expected);
  return null;
}

export function emitDecimal(e: TextEmitter, row: TextRow<DecimalKind>): void {
  const { most, decimals } = row.kind;
  // A form that always has decimals may be recognised by its point; a sign is left to the interpreter.
  const [name, scale] = e.decimal(
    row,
    (digits, over) => `${digits} > ${most} * ${over}${decimals === 0 ? "" : ` || ${over} === 1`}`,
  );
  e.give(row, `${name} / ${scale}`);
}

export function schemaDecimal({ least, most }: DecimalKind): object {
  return { type: ["number", "null"], minimum: least, maximum: most };
}

/** Documents print three digits and two decimals, some firmware sends three. */
const MOST_KNOTS = 999.999;
const MOST_KMH = 1851.99;

/** Speed: knots on the wire, km/h in the message. */
export const KNOTS: TextKind = /* @__PURE__ */ frozen({
  kind: "knots",
  fields: 1,
  // Units that send their temperature after the `#` send whole knots.
  step: KNOT_KMH,
  personal: "harmless",
  read(r, at, row, values) {
    const digits = readDecimal(r, at, row.name, "knots, below 1000", MOST_KNOTS);
    values[row.name] = digits === null ? null : knotsToKmh(digits, scale);
  },
  write(w, row, values) {
    const kmh: number | null | undefined = values[row.name];
    if (kmh === null || kmh === undefined) return w.put("");
    if (!(kmh >= 0 && kmh <= MOST_KMH)) refuseValue(row.name, `0 to ${MOST_KMH}`, kmh);
    const knots = kmh / KNOT_KMH;
    if (w.numbers === "whole") return w.putWhole(Math.round(knots), 4);
    const { count, decimals } = exactUnits(kmh, knots, 2, 6, knotsToKmh);
    w.addPoint(count, decimals, w.numbers === "short" ? 1 : 3);
    w.end();
  },
});

export function emitKnots(e: TextEmitter, row: TextRow): void {
  const [name, scale] = e.decimal(row);
  e.giveUpIf(`${name} > ${MOST_KNOTS} * ${scale}`);
  e.give(row, e.call("knotsToKmh", name, scale));
}

export const schemaKnots: object = { type: ["number", "null"], minimum: 0, maximum: MOST_KMH };

/**
 * A hexadecimal number, written with `digits` digits.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, hexadecimal } from "sinotrack-protocol/layout";
 *
 * const parts = [{ name: "sensor", kind: hexadecimal(4), about: "Number of the sensor" }];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,01FF#")[0]).values; // { sensor: 511 }
 * ```
 */
export function hexadecimal(digits: number): TextKind {
  const expected = digits === 4 ? "four hexadecimal digits" : `${digits} hexadecimal digits`;
  return {
    kind: "hexadecimal",
    fields: 1,
    read(r, at, row, values) {
      values[row.name] = null;
      if (!r.select(at, row.name, expected)) return;
      const value = r.hexadecimal();
      if (value >= 0) values[row.name] = value;
      else r.report("bad-number", row.name, at, at, expected);
    },
    write: (w, row, values) => w.putWhole(values[row.name], digits, 16),
  };
}

export const schemaHexadecimal: object = { type: ["integer", "null"], minimum: 0 };
