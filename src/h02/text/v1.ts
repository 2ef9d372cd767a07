/**
 * V1, the position report. What follows the status differs by maker:
 *
 *     *HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,66,12002,17329#
 *      0      1       2    3   4     5     6     7      8  9   10    11      12     13  14  15    16
 *
 * Source: docs/protocol/h02.md §2.1; the differences of the tails are stated there or deduced from its samples.
 */
import type { FieldForm } from "../../kind/pattern.ts";
import { type TextRow, value } from "../../kind/row.ts";
import { DECIMAL_CELL, HEXADECIMAL_CELL, SWAPPED_CELL, scannedCell } from "../../kind/text/cell.ts";
import { decimal } from "../../kind/text/number.ts";
import type { TextTail, TextWord } from "../../layout/text-form.ts";
import { PENGAODA } from "./pengaoda-tail.ts";
import { CELL_TAIL, NETWORK_TAIL, reportWord } from "./report.ts";
import {
  BATTERY_99_ROW,
  BATTERY_BEHIND_CELL_ROW,
  CELL_COUNT,
  CELL_ROW,
  LAC_CID_ROW,
  NETWORK_ROW,
  ODOMETER_METERS,
  SATELLITES,
  SIGNAL_CSQ,
  SUPPLY_VOLTS,
} from "./rows.ts";

const THREE_CELLS: TextRow = {
  name: "cells",
  kind: /* @__PURE__ */ scannedCell(["lac", 1], ["cid", 1]),
  about: "lac and cid, decimal",
};

const CSQ: FieldForm = { whole: 31 };
const SHORT: FieldForm = { whole: 999 };
const LONG: FieldForm = { whole: 0xfffffff };

const TAILS: readonly TextTail[] = [
  CELL_TAIL,
  NETWORK_TAIL,
  {
    about: "Earlier SinoTrack firmware (percent); TK-Star, LKGPS (step 1 to 6)",
    rows: [CELL_ROW, BATTERY_BEHIND_CELL_ROW],
    // TK905 writes its cell id in hexadecimal and has the step; other units with hexadecimal cells
    // have an undocumented fifth number.
    fits: [[[DECIMAL_CELL, SWAPPED_CELL], { whole: 100 }]],
    maySwap: true,
    isUsual: true,
  },
  {
    about: "Units 60…",
    confidence: "inferred",
    rows: [CELL_ROW, SATELLITES, SIGNAL_CSQ],
    widths: [[0, 0, 3]],
    fits: [[2, /^(?! *\d*\.)/, -3, ...DECIMAL_CELL, 1, CSQ]],
    isUsual: true,
  },
  {
    about: "Units 213…: mileage, temperature, fuel, altitude, lac and cid in hexadecimal",
    confidence: "inferred",
    rows: [
      ODOMETER_METERS,
      value(decimal(999, { least: -273 }), "temperatureCelsius", {
        about: "Temperature",
        confidence: "inferred",
      }),
      value(decimal(100, { decimals: 1 }), "fuelPercent", {
        about: "Fuel level",
        confidence: "inferred",
      }),
      value(decimal(99999, { least: -99999 }), "altitudeMeters", {
        about: "Altitude",
        confidence: "inferred",
      }),
      LAC_CID_ROW,
    ],
    fits: [[2, /^ *\d*\./, 3]],
    isUsual: true,
  },
  {
    about: "A hexadecimal cell, then two undocumented numbers",
    rows: [CELL_ROW],
    more: 2,
    fits: [[HEXADECIMAL_CELL, 2]],
  },
  PENGAODA,
  {
    about: "Autoseeker; the unit of the voltage by analogy with V8",
    confidence: "inferred",
    rows: [CELL_ROW, SATELLITES, SIGNAL_CSQ, SUPPLY_VOLTS],
    fits: [[SHORT, 4, CSQ, SHORT]],
    isUsual: true,
  },
  {
    about: "HuaSunTeK",
    numbers: "short",
    rows: [BATTERY_99_ROW, CELL_COUNT, NETWORK_ROW, THREE_CELLS, THREE_CELLS, THREE_CELLS],
    fits: [[{ whole: 99 }, /^ *0{0,14}3 *$/, { each: LONG }]],
    isUsual: true,
  },
  {
    about: "A cell, then three undocumented numbers, the second of which is not a signal quality",
    rows: [CELL_ROW],
    more: 3,
    fits: [[SHORT, 5, LONG]],
  },
  {
    about: "A cell, then an undocumented number that is neither step nor percentage",
    rows: [CELL_ROW],
    more: 1,
  },
];

export const V1: TextWord = /* @__PURE__ */ reportWord(
  { word: "V1", about: "Position report; some firmware also sends it as heartbeat" },
  TAILS,
);
