/**
 * V5, V1 with a distance behind the cell:
 *
 *     *HQ,9182677301,V5,091233,V,2401.4650,N,09044.5900,E,000.00,000,051219,FFFFBBFF,470,01,21019,2033,2921283#
 *     *HQ,8166696181,V5,…,FBFFBBFF,460,00,10342,4283,1000,125#      Mictrack: km, tenths of a volt
 *
 * Cantrack uses the word for a WiFi scan, with or without the time: number, then for each access point
 * twelve digits of BSSID and two of level, battery level in hexadecimal, date, status. A report is told by
 * its validity.
 *
 *     *HQ,135790246811220,V5,8,11223344556677,…,0256,010815,FFFFFBFF#
 *
 * Source: h02.md section 2.2.
 */

import { hexDigit, type TextReader } from "../../kind/text-reader.ts";
import { wholeText } from "../../kind/text-writer.ts";
import { readField, readFields, type TextField } from "../../layout/layout.ts";
import {
  BODY,
  type TextForm,
  type TextLayout,
  type WrittenField,
} from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import type { MessageType } from "../../model/message.ts";
import { BATTERY_RAW, checkCount } from "./cantrack-cells.ts";
import { CELL } from "./cell-field.ts";
import { DATE, DAY, STATUS, TIME } from "./position-body.ts";
import { positionLayout } from "./position-layout.ts";
import { ODOMETER_KM, ODOMETER_METERS, SUPPLY_VOLTS } from "./reading-fields.ts";
import { CELL_TAIL } from "./v1.ts";

const REPORT: TextLayout = positionLayout(
  "V5",
  "Position report with distance; Cantrack: WiFi scan",
  [
    CELL_TAIL,
    { about: "SinoTrack", fields: [CELL, ODOMETER_METERS] },
    { about: "Mictrack", fields: [CELL, ODOMETER_KM, SUPPLY_VOLTS] },
  ],
);

const ACCESS_POINT: TextField = {
  name: "wifi",
  width: 1,
  about: "BSSID, twelve hexadecimal digits, and level, two; the document gives no unit",
  read(reader, at, draft) {
    const text = reader.text(at).toLowerCase();
    draft.wifi!.push({ bssid: text.slice(0, 12), rssi: Number.parseInt(text.slice(12), 16) });
  },
  write({ wifi }, writer) {
    const { bssid, rssi } = wifi![writer.next("wifi")]!;
    writer.put(bssid + wholeText(rssi, 2, 16).toLowerCase());
  },
};

const SCAN_COUNT: WrittenField = {
  write: ({ wifi }, writer) => writer.putWhole(wifi?.length ?? 0),
};

/** Fields behind the access points. */
const behind = (date: TextField): readonly TextField[] => [BATTERY_RAW, date, STATUS];
const BEHIND: readonly TextField[] = /* @__PURE__ */ behind(DATE);
const BEHIND_WITHOUT_TIME: readonly TextField[] = /* @__PURE__ */ behind(DAY);

/** Number of the field with the count, if the frame is a WiFi scan; else -1. */
function findScan(reader: TextReader): number {
  const count = reader.isDigits(BODY, 6, 6) ? BODY + 1 : BODY;
  const behind = reader.count - BEHIND.length;
  if (!reader.isDigits(count, 1, 2) || behind <= count) return -1;
  for (let at = count + 1; at < behind; at++) {
    if (reader.width(at) !== 14) return -1;
    for (let i = reader.from(at); i < reader.to(at); i++) {
      if (hexDigit(reader.bytes[i]!) < 0) return -1;
    }
  }
  return count;
}

function readScan(reader: TextReader, count: number, draft: Draft): MessageType {
  draft.cells = [];
  draft.wifi = [];
  if (count > BODY) readField(TIME, reader, BODY, draft);
  const last = reader.count - BEHIND.length;
  for (let at = count + 1; at < last; at++) readField(ACCESS_POINT, reader, at, draft);
  checkCount(reader, count, draft.wifi.length, draft);
  readFields(count > BODY ? BEHIND : BEHIND_WITHOUT_TIME, reader, last, draft);
  return "cells";
}

export const V5: TextLayout = {
  ...REPORT,
  isReport: false,
  read(reader, draft) {
    const scan = findScan(reader);
    return scan < 0 ? REPORT.read(reader, draft) : readScan(reader, scan, draft);
  },
  forms(values, type): readonly TextForm[] {
    if (type !== "cells") return REPORT.forms(values, type);
    const points = (values.wifi ?? []).map(() => ACCESS_POINT);
    const scan = [SCAN_COUNT, ...points];
    return [{ fields: [...scan, ...BEHIND_WITHOUT_TIME] }, { fields: [TIME, ...scan, ...BEHIND] }];
  },
};
