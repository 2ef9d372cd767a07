/**
 * V5, V1 with a distance after the cell:
 *
 *     *HQ,9182677301,V5,091233,V,2401.4650,N,09044.5900,E,000.00,000,051219,FFFFBBFF,470,01,21019,2033,2921283#
 *     *HQ,8166696181,V5,…,FBFFBBFF,460,00,10342,4283,1000,125#      Mictrack: km, tenths of a volt
 *
 * Cantrack uses the word for a WiFi scan, with or without the time: number, then for each access point
 * twelve digits of BSSID and two of level, battery level in hexadecimal, date, status.
 *
 *     *HQ,135790246811220,V5,8,11223344556677,…,0256,010815,FFFFFBFF#
 *
 * Source: docs/protocol/h02.md §2.2.
 */
import type { FieldPattern } from "../../kind/pattern.ts";
import { type TextKind, type TextRow, value } from "../../kind/row.ts";
import { BSSID, listOf } from "../../kind/schema.ts";
import { count } from "../../kind/text/cell.ts";
import { whole } from "../../kind/text/number.ts";
import { nextPoint } from "../../kind/text/wifi.ts";
import { wholeText } from "../../kind/text-writer.ts";
import type { TextForm, TextWord } from "../../layout/text-form.ts";
import { BATTERY_RAW } from "./cantrack.ts";
import { CELL_TAIL, NETWORK_TAIL, reportWord, SIX_DIGITS } from "./report.ts";
import {
  CELL_COUNT,
  CELL_ROW,
  DATE_ROW,
  DAY_ROW,
  ODOMETER_METERS,
  STATUS_ROW,
  SUPPLY_VOLTS,
  TIME_ROW,
} from "./rows.ts";

const ACCESS_POINT: TextKind = {
  kind: "accessPoint",
  fields: 1,
  personal: "wifi",
  read(r, at, { name }, values) {
    const text = r.text(at).toLowerCase();
    values[name].push({ bssid: text.slice(0, 12), rssi: Number.parseInt(text.slice(12), 16) });
  },
  write(w, row, values) {
    const { bssid, rssi } = nextPoint(values, row, w.next(row.name))!;
    w.put(bssid + wholeText(rssi, 2, 16).toLowerCase());
  },
};

export const schemaAccessPoint: object = /* @__PURE__ */ listOf(
  { bssid: BSSID, rssi: { type: "integer", minimum: 0, maximum: 255 } },
  ["bssid"],
);

const POINTS: FieldPattern = [/^ *\d{1,2} *$/, { each: /^[\dA-Fa-f]{14}$/ }, 3];

function scan(
  form: Pick<TextForm, "told" | "fits">,
  time: readonly TextRow[],
  date: TextRow,
): TextForm {
  return {
    ...form,
    type: "cells",
    begin(values) {
      values["cells"] = [];
    },
    parts: [
      ...time,
      { ...CELL_COUNT, kind: count("wifi") },
      {
        part: "repeated",
        list: "wifi",
        rows: [
          {
            name: "wifi",
            kind: ACCESS_POINT,
            about: "BSSID, twelve hexadecimal digits, and level, two; the document gives no unit",
          },
        ],
      },
      BATTERY_RAW,
      date,
      STATUS_ROW,
    ],
  };
}

const REPORT = /* @__PURE__ */ reportWord(
  { word: "V5", about: "Position report with distance; Cantrack: WiFi scan" },
  [
    CELL_TAIL,
    NETWORK_TAIL,
    { about: "SinoTrack", rows: [CELL_ROW, ODOMETER_METERS], isUsual: true },
    {
      about: "Mictrack",
      rows: [
        CELL_ROW,
        value(/* @__PURE__ */ whole(1e9, { times: 1000 }), "odometerMeters", {
          about: "Distance, kilometres on the wire",
        }),
        SUPPLY_VOLTS,
      ],
    },
  ],
);

export const V5: TextWord = {
  ...REPORT,
  forms: [
    scan({ told: "a number of access points behind the word", fits: [POINTS] }, [], DAY_ROW),
    scan(
      {
        told: "a time and a number of access points behind the word",
        fits: [[SIX_DIGITS, ...POINTS]],
      },
      [TIME_ROW],
      DATE_ROW,
    ),
    ...REPORT.forms,
  ],
};
