/**
 * V8, the current SinoTrack report, with 21 fields, or 27 from firmware that scans for WiFi:
 *
 *     *HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#
 *     *HQ,…,FFFFBBFF,460,00,10342,3721,d07600000001,3a,d07600000001,3a,d07600000001,3a,12,31,122,85#
 *
 * after the cell: satellites, CSQ, tenths of a volt, battery percent. Other makers use the word for an
 * address request and a heartbeat. Source: docs/protocol/h02.md §2.4, from the vendor's document.
 */
import type { TextRow } from "../../kind/row.ts";
import type { TextWord } from "../../layout/text-form.ts";
import { PENGAODA } from "./pengaoda-tail.ts";
import { reportWord } from "./report.ts";
import {
  BATTERY_PERCENT,
  CELL_ROW,
  SATELLITES,
  SIGNAL_CSQ,
  SUPPLY_VOLTS,
  WIFI_ROW,
} from "./rows.ts";

const READINGS: readonly TextRow[] = [SATELLITES, SIGNAL_CSQ, SUPPLY_VOLTS, BATTERY_PERCENT];

export const V8: TextWord = /* @__PURE__ */ reportWord(
  { word: "V8", about: "Position report of current SinoTrack firmware", table: "sinotrack" },
  [
    { about: "SinoTrack, 21 fields", rows: [CELL_ROW, ...READINGS], isUsual: true },
    {
      about: "SinoTrack with WiFi, 27 fields",
      rows: [CELL_ROW, WIFI_ROW, WIFI_ROW, WIFI_ROW, ...READINGS],
      isUsual: true,
    },
    { ...PENGAODA, about: "PengAoDa OBD terminals: heartbeat" },
  ],
);
