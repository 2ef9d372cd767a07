/** A SIM number as BCD, two digits per byte; some end with F. */
import { setValue, valueAt } from "../kind/path.ts";
import { refuseValue } from "../kind/refuse.ts";
import type { BytesKind } from "../kind/row.ts";

export const BCD_ICCID: BytesKind = {
  kind: "bcdIccid",
  halves: 20,
  personal: "iccid",
  read(r, at, to, row, values) {
    const digits = r.hex(at, to).toUpperCase();
    // None, or not yet read by the device.
    const isEmpty = /^(0*|F*)$/.test(digits);
    setValue(values, row, isEmpty ? null : digits);
    if (isEmpty) r.report("empty-field", row.name, at, to, "20 digits");
  },
  write(w, at, row, values) {
    const digits: unknown = valueAt(values, row.name) ?? "0".repeat(20);
    if (typeof digits !== "string" || !/^[0-9A-F]{20}$/.test(digits))
      return refuseValue(row.name, "20 hexadecimal digits", digits);
    for (let i = 0; i < digits.length; i++) w.digits(at + i, 1, Number(`0x${digits[i]}`), 16);
  },
};

export const schemaBcdIccid: object = { type: ["string", "null"], pattern: "^[0-9A-F]{20}$" };
