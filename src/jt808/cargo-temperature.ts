/**
 * Item 06: whole degrees. By the text of 2019 the top bit is the sign (8005 is -5); devices and servers also use two's
 * complement (FFF6 is -10). One of the two readings is always below absolute zero (docs/protocol/jt808-tables.md §3.1).
 */
import { setValue, valueAt } from "../kind/path.ts";
import { refuseValue } from "../kind/refuse.ts";
import type { BytesKind } from "../kind/row.ts";

const SIGN = 0x8000;
const ABSOLUTE_ZERO = -273;

export const CARGO_TEMPERATURE: BytesKind = {
  kind: "cargoTemperature",
  halves: 4,
  read(r, at, to, row, values) {
    const count = r.uint(at, to);
    const readings = count < SIGN ? [count] : [SIGN - count, count - 2 * SIGN];
    const degrees = readings.find((one) => one >= ABSOLUTE_ZERO) ?? null;
    if (degrees === null) r.report("out-of-range", row.name, at, to, `${ABSOLUTE_ZERO} or above`);
    setValue(values, row, degrees);
  },
  write(w, at, row, values) {
    const degrees = valueAt(values, row.name) as number | null;
    if (degrees === null) return w.digits(at, 4, null);
    const count = Math.round(degrees);
    if (!(count >= ABSOLUTE_ZERO && count < SIGN)) refuseValue(row.name, "-273 to 32767", degrees);
    w.digits(at, 4, count < 0 ? SIGN - count : count, 16);
  },
};

export const schemaCargoTemperature: object = {
  type: ["integer", "null"],
  minimum: ABSOLUTE_ZERO,
  maximum: SIGN - 1,
};
