/**
 * The first 29 bytes of `$`, `M`, `X` and `P` frames (docs/protocol/h02.md §1.2, from the TQ document):
 *
 *     24 1030731001 050316 220902 22128745 00 113466574C 014028 FFFFFBFF
 *     0  1          6      9      12       16 17         22     25
 *
 * marker, id, HHMMSS, DDMMYY, latitude DDMM.mmmm, battery, longitude DDDMM.mmmm and four flag bits,
 * three digits of knots and three of course, status. A 42-byte frame has an id of eight bytes.
 */
import { BATTERY_STEPS } from "../../kind/battery.ts";
import { bit } from "../../kind/bytes/bit.ts";
import { degreesMinutes } from "../../kind/bytes/degrees-minutes.ts";
import { id } from "../../kind/bytes/id.ts";
import { moment } from "../../kind/bytes/moment.ts";
import { bcd } from "../../kind/bytes/number.ts";
import type { BytesEmitter } from "../../kind/emit.ts";
import { type BytesKind, type BytesRow, value } from "../../kind/row.ts";
import { STATUS_BYTES } from "../status.ts";
import { BATTERY_BYTE } from "./battery.ts";

/** The first byte, a letter: `$`, `M`, `X` or `P`. */
const MARKER_BYTE: BytesKind = {
  kind: "marker",
  halves: 2,
  personal: "harmless",
  // The reader of the frame has already used it.
  read() {},
  write: (w, at, row, values) => w.digits(at, 2, values[row.name].charCodeAt(0), 16),
};
/** Nearly all traffic has `$`. */
export function emitMarker(e: BytesEmitter, at: number, row: BytesRow): void {
  e.giveUpIf(`${e.byte(at >> 1)} !== 36`);
  e.give(row, '"$"');
}

const MARKER: BytesRow = { name: "command", kind: MARKER_BYTE, about: "Marker" };

const TIME: BytesRow = { name: "time", kind: moment("hisdmy"), about: "HHMMSS DDMMYY, BCD, UTC" };
const LATITUDE: BytesRow = {
  name: "latitude",
  kind: degreesMinutes(2, { positive: 4, flagAfter: 19, other: 10 }),
  unit: "degrees",
  personal: "latitude",
  about: "DDMM.mmmm, BCD; north if flag bit 2 is set",
};
export const BATTERY: BytesRow = {
  name: "batteryPercent",
  kind: BATTERY_BYTE,
  unit: "%",
  about: "0 not used, 1 to 6 a step, 7 to 100 percent",
  note: BATTERY_STEPS,
};
const LONGITUDE: BytesRow = {
  name: "longitude",
  kind: degreesMinutes(3, { positive: 8, flagAfter: 9, other: -10 }),
  unit: "degrees",
  personal: "longitude",
  about: "DDDMM.mmmm, BCD, the last digit in the next byte; east if flag bit 3 is set",
};
const VALID: BytesRow = {
  name: "valid",
  kind: bit(2),
  about: "Last digit of the longitude, then flags: 8 east, 4 north, 2 valid fix, 1 undefined",
};
const SPEED: BytesRow = /* @__PURE__ */ value(
  bcd(3, { times: 1852, over: 1000, unknown: null }),
  "speedKmh",
  { about: "Three BCD digits of knots, the last in the next byte" },
);
const COURSE: BytesRow = /* @__PURE__ */ value(
  bcd(3, { most: 360, unknown: 999 }),
  "courseDegrees",
  {
    // Decimal digits for an unknown course: a head without them is no start of a frame.
    unit: "degrees",
    about: "Last digit of the speed, then three BCD digits of course, clockwise from north",
  },
);
const STATUS: BytesRow = { name: "status", kind: STATUS_BYTES, about: "32 bits, active low" };

function idOf(digits: 10 | 15): BytesRow {
  return {
    name: "deviceId",
    kind: id(digits, { expected: "10 or 15 digits" }),
    about: "Device id, BCD",
  };
}

/** The head; byte 16 and the bytes in the place of the id differ between records. */
export function headOf(identity: BytesRow, sixteen: BytesRow = BATTERY): readonly BytesRow[] {
  return [MARKER, identity, TIME, LATITUDE, sixteen, LONGITUDE, VALID, SPEED, COURSE, STATUS];
}

export const HEAD: readonly BytesRow[] = /* @__PURE__ */ headOf(/* @__PURE__ */ idOf(10));
export const LONG_HEAD: readonly BytesRow[] = /* @__PURE__ */ headOf(/* @__PURE__ */ idOf(15));
export const ID: BytesRow = HEAD[1]!;
