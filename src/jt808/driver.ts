/**
 * The body of 0x0702, the card of the driver (docs/protocol/jt808-tables.md §4.5):
 *
 *     02 200721183000 00 04D5C5C8FD 3132…00 28D6D0… 20190630
 *     in or out, time, result, name, certificate, issuer, valid until; since 2019 also the number of the identity card
 */
import { ascii } from "../kind/bytes/ascii.ts";
import { moment } from "../kind/bytes/moment.ts";
import { oneOf } from "../kind/bytes/one-of.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { setValue, valueAt } from "../kind/path.ts";
import { refuseValue } from "../kind/refuse.ts";
import { type BytesKind, type BytesRow, type Told, value } from "../kind/row.ts";

import { counted, sequence } from "./sequence.ts";
import { GBK } from "./text.ts";

/** YYYYMMDD. */
const DAY: BytesKind = {
  kind: "bcdDay",
  halves: 8,
  read(r, at, to, row, values) {
    const digits = r.hex(at, to);
    const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
    const isDay = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
    setValue(values, row, isDay ? day : null);
    if (/^0*$/.test(digits)) r.report("date-not-set", row.name, at, to, "YYYYMMDD");
    else if (!isDay) r.report("bad-date", row.name, at, to, "YYYYMMDD");
  },
  write(w, at, row, values) {
    const day: unknown = valueAt(values, row.name) ?? "0000-00-00";
    if (typeof day !== "string" || !/^\d{4}-\d\d-\d\d$/.test(day))
      return refuseValue(row.name, "YYYY-MM-DD", day);
    w.digits(at, 8, Number(day.replaceAll("-", "")));
  },
};

export const schemaBcdDay: object = { type: ["string", "null"], pattern: "^\\d{4}-\\d{2}-\\d{2}$" };

function text(name: string, kind: BytesKind, told: Told): BytesRow {
  return value(kind, `jt808.driver.${name}`, { personal: "text", ...told });
}

/** The result is sent if a card was inserted, by some devices always; the rest if the card was read. */
export function driver(): readonly BytesRow[] {
  return [
    { name: "jt808.driver.card", kind: oneOf(null, "in", "out"), about: "1 in, 2 out" },
    { name: "time", kind: moment("ymdhis"), about: "When, YYMMDDhhmmss, BCD" },
    {
      name: "tail",
      kind: sequence(0, [
        {
          name: "jt808.driver.result",
          kind: oneOf("read", "keyRefused", "locked", "pulledOut", "dataRefused"),
          about: "0 read, 1 keyRefused, 2 locked, 3 pulledOut, 4 dataRefused",
        },
        text("name", counted(GBK), { about: "Length BYTE, name" }),
        text("certificate", ascii(20), { about: "Number of the professional certificate" }),
        text("issuer", counted(GBK), { about: "Length BYTE, issuer" }),
        value(DAY, "jt808.driver.validUntil", { about: "Last day of validity, YYYYMMDD" }),
        text("identityNumber", ascii(20), { about: "Number of the identity card, since 2019" }),
      ]),
      about: "All fields",
    },
  ];
}

/** Before 2013 the body began with the length of a name. */
export function isCardEvent({ bytes }: BytesReader, from: number, to: number): boolean {
  return from < to && (bytes[from] === 1 || bytes[from] === 2);
}

/** 2011: name, identity card and certificate of 40 bytes, issuer. */
export function driver2011(): readonly BytesRow[] {
  return [
    {
      name: "tail",
      kind: sequence(4, [
        text("name", counted(GBK), { about: "Length BYTE, name" }),
        text("identityNumber", ascii(20), { about: "Number of the identity card" }),
        text("certificate", ascii(40), { about: "Number of the professional certificate" }),
        text("issuer", counted(GBK), { about: "Length BYTE, issuer" }),
      ]),
      about: "The driver",
    },
  ];
}
