/** Degrees and minutes with a letter for the sign, in all forms of ../coordinate.ts. */
import { frozen } from "../../frozen.ts";
import {
  type CoordinateResult,
  isNoCoordinate,
  MOST_DECIMALS,
  POWERS_OF_TEN,
  parseCoordinate,
  toDegrees,
} from "../coordinate.ts";
import type { TextEmitter } from "../emit.ts";
import { refuseValue } from "../refuse.ts";
import type { TextKind, TextRow } from "../row.ts";
import type { TextReader } from "../text-reader.ts";
import { exactUnits, type TextWriter } from "../text-writer.ts";

export interface CoordinateKind extends TextKind {
  readonly kind: "coordinate";
  readonly degreeDigits: 2 | 3;
  readonly positive: string;
  readonly negative: string;
  readonly most: number;
  readonly expected: string;
  /** Distance to the field of the other coordinate: zero means no position only if both are zero. */
  readonly other: number;
}

/** Four decimals of a minute; more if the value has them, five from Cantrack. */
const UNITS = 600000;

/** Latitude, `DDMM.mmmm,N`. */
export const LATITUDE: CoordinateKind = /* @__PURE__ */ frozen({
  kind: "coordinate",
  fields: 2,
  degreeDigits: 2,
  positive: "N",
  negative: "S",
  most: 90,
  expected: "DDMM.mmmm,N or S",
  other: 2,
  step: 1 / UNITS,
  personal: "latitude",
  read(r, at, row, values) {
    values[row.name] = readCoordinate(row.kind as CoordinateKind, r, at, row.name);
  },
  write: (w, row, values) =>
    writeCoordinate(row.kind as CoordinateKind, w, row.name, values[row.name]),
});

/** Longitude, `DDDMM.mmmm,E`. */
export const LONGITUDE: CoordinateKind = /* @__PURE__ */ frozen({
  ...LATITUDE,
  degreeDigits: 3,
  positive: "E",
  negative: "W",
  most: 180,
  expected: "DDDMM.mmmm,E or W",
  other: -2,
  personal: "longitude",
});

const FOUND: CoordinateResult = { degrees: null, hasMinus: false, findings: [] };

function readCoordinate(
  kind: CoordinateKind,
  r: TextReader,
  at: number,
  name: string,
): number | null {
  const usual = usualCoordinate(kind, r, at);
  if (!Number.isNaN(usual)) return usual;
  const { positive, negative, expected } = kind;
  if (isZerosOrNines(r, at) && isZerosOrNines(r, at + kind.other)) {
    r.report("no-position", name, at, at, expected);
    return null;
  }
  if (!r.select(at, name, expected)) return null;
  parseCoordinate(r.bytes, r.start, r.end, kind.degreeDigits, FOUND);
  for (const code of FOUND.findings) r.report(code, name, at, at, expected);
  const { degrees, hasMinus } = FOUND;
  if (degrees === null) return null;

  if (at + 1 >= r.count) {
    r.select(at + 1, name, `${positive} or ${negative}`);
    return null;
  }
  r.trim(at + 1);
  const letter = r.selected();
  const capital = letter.toUpperCase();
  if (capital !== positive && capital !== negative) {
    r.report("bad-hemisphere", name, at + 1, at + 1, `${positive} or ${negative}`);
    return null;
  }
  if (capital !== letter) r.report("lower-case", name, at + 1, at + 1, capital);
  if (hasMinus) {
    if (capital === positive) {
      r.report("hemisphere-conflict", name, at, at + 1, `${negative} with a minus sign`);
    }
    return degrees;
  }
  return capital === negative && degrees !== 0 ? -degrees : degrees;
}

/**
 * A coordinate in the documented form, as nearly all are: four decimals, all digits, a capital letter. Twice as fast as
 * testing for every deviation; NaN in doubt.
 */
function usualCoordinate(kind: CoordinateKind, r: TextReader, at: number): number {
  const { degreeDigits } = kind;
  if (r.width(at) !== degreeDigits + 7 || r.width(at + 1) !== 1) return Number.NaN;
  const { bytes } = r;
  const from = r.from(at);
  const point = from + degreeDigits + 2;
  if (bytes[point] !== 0x2e) return Number.NaN;
  const whole = r.plainDigits(from, point);
  const decimals = r.plainDigits(point + 1, point + 5);
  const degrees = Math.floor(whole / 100);
  // Zero, nines and anything out of range are left to the full reader.
  if (whole <= 0 || decimals < 0 || degrees >= kind.most) return Number.NaN;
  const minutes = (whole - degrees * 100) * 10000 + decimals;
  if (minutes >= UNITS) return Number.NaN;
  const value = (degrees * UNITS + minutes) / UNITS;
  const letter = bytes[r.from(at + 1)];
  if (letter === kind.positive.charCodeAt(0)) return value;
  return letter === kind.negative.charCodeAt(0) ? -value : Number.NaN;
}

function isZerosOrNines(r: TextReader, at: number): boolean {
  if (at >= r.count) return false;
  r.trim(at);
  return isNoCoordinate(r.bytes, r.start, r.end);
}

function writeCoordinate(
  { degreeDigits, positive, negative, most }: CoordinateKind,
  w: TextWriter,
  name: string,
  degrees: number | null | undefined,
): void {
  if (degrees === null || degrees === undefined) return w.putAll(["", ""]);
  if (!(Math.abs(degrees) <= most)) refuseValue(name, `-${most} to ${most}`, degrees);
  const size = Math.abs(degrees);
  const whole = Math.floor(size);
  const { count, decimals } = exactUnits(size, size * 60, 4, MOST_DECIMALS, (minutes, scale) =>
    toDegrees(whole, minutes - whole * 60 * scale, scale, degreeDigits),
  );
  const scale = POWERS_OF_TEN[decimals]!;
  // Rounding may have reached the next degree.
  const fullDegrees = Math.floor(count / (60 * scale));
  const minutes = count - fullDegrees * 60 * scale;
  w.addDigits(fullDegrees, degreeDigits);
  w.addPoint(minutes, decimals, 2);
  w.end();
  // A value that rounds to zero has no sign.
  w.put(degrees < 0 && count > 0 ? negative : positive);
}

export function emitCoordinate(e: TextEmitter, row: TextRow<CoordinateKind>): void {
  const { degreeDigits, positive, negative } = row.kind;
  const letters = `${positive.charCodeAt(0)}, ${negative.charCodeAt(0)}`;
  e.blanks(row);
  const usual = e.call("coordinateAt", "B", "p", `${degreeDigits}`, letters);
  const kind = e.value(degreeDigits === 2 ? "LATITUDE" : "LONGITUDE");
  e.line(`p = ${usual} || ${e.call("oddCoordinateAt", "B", "p", `"${row.name}"`, kind)};`);
  e.giveUpIf("p === 0");
  const [units, scale] = e.valueAndScale(row);
  e.give(row, `${units} / ${scale}`);
}

export function schemaCoordinate({ most }: CoordinateKind): object {
  return { type: ["number", "null"], minimum: -most, maximum: most };
}
