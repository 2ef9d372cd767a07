/**
 * `X`, the mileage record of TK units, over TCP only: the head of a `$` frame with the mileage in place
 * of the id, and 32 bytes long. It has no device id; that of the connection is used.
 *
 *     58 0000981499 102403 110117 55555239 20 601210718 7c 000095 fffffbff ff0033
 *
 * Mileage: units of 0.51444 m, the distance of one knot in one second (docs/protocol/h02.md §1.3 and §6).
 * Byte 16: temperature. The TQ document gives no unit; another source has half degrees, FF for no
 * sensor, FE for one that was removed, and the sign in flag bit 0.
 */
import { bcd } from "../../kind/bytes/number.ts";
import { refuseValue } from "../../kind/refuse.ts";
import { type BytesKind, type BytesRow, value } from "../../kind/row.ts";
import { headOf } from "./head.ts";
import { FLAG_AND_RESERVED, RECORD_NUMBER } from "./tails.ts";

/** From byte 16 to the flags, in half-bytes. */
const FLAGS_AFTER = 11;

const HALF_DEGREES: BytesKind = {
  kind: "halfDegrees",
  halves: 2,
  step: 0.5,
  personal: "harmless",
  read(r, at, to, row, values) {
    const byte = r.uint(at, to);
    if (byte === 0xff) return;
    if (byte === 0xfe) {
      values[row.name] = null;
      r.report("empty-field", row.name, at, to, "a sensor");
      return;
    }
    const isNegative = byte > 0 && (r.half(at + FLAGS_AFTER) & 1) !== 0;
    values[row.name] = isNegative ? -byte / 2 : byte / 2;
  },
  write(w, at, row, values) {
    const celsius: number | null | undefined = values[row.name];
    if (celsius === undefined || celsius === null)
      return w.digits(at, 2, celsius === undefined ? 0xff : 0xfe, 16);
    const count = Math.round(Math.abs(celsius) * 2);
    if (!(count <= 0xfd)) refuseValue(row.name, "-126.5 to 126.5", celsius);
    w.digits(at, 2, count, 16);
    if (celsius < 0) w.setBits(at + FLAGS_AFTER, 1);
  },
};

export const schemaHalfDegrees: object = {
  type: ["number", "null"],
  minimum: -126.5,
  maximum: 126.5,
};

const MILEAGE: BytesRow = /* @__PURE__ */ value(
  /* @__PURE__ */ bcd(10, { times: 51444, over: 100000, unknown: null }),
  "odometerMeters",
  {
    // One rounding: 981499 units are 504922.34556 m.
    about: "Ten BCD digits, units of 0.51444 m, from integrated GPS speed",
  },
);

const TEMPERATURE: BytesRow = {
  name: "temperatureCelsius",
  kind: HALF_DEGREES,
  unit: "°C",
  about: "Half degrees, negative if flag bit 0 is set; FF no sensor, FE sensor removed",
  confidence: "unconfirmed",
};

/** The whole record. */
export const MILEAGE_ROWS: readonly BytesRow[] = [
  .../* @__PURE__ */ headOf(MILEAGE, TEMPERATURE),
  FLAG_AND_RESERVED,
  RECORD_NUMBER,
];
