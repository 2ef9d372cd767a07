/**
 * V1, the position report. What follows the status differs by maker:
 *
 *     *HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,66,12002,17329#
 *      0      1       2    3   4     5     6     7      8  9   10    11      12     13  14  15    16
 *
 * Source: docs/protocol/h02.md §2.1; the differences of the tails are stated there or deduced from its samples.
 */
import { type TextRow, value } from "../../kind/row.ts";
import { isHexadecimalCell, isSwappedCell, scannedCell } from "../../kind/text/cell.ts";
import { decimal } from "../../kind/text/number.ts";
import type { TextReader } from "../../kind/text-reader.ts";
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

const TAILS: readonly TextTail[] = [
  CELL_TAIL,
  NETWORK_TAIL,
  {
    about: "Earlier SinoTrack firmware (percent); TK-Star, LKGPS (step 1 to 6)",
    rows: [CELL_ROW, BATTERY_BEHIND_CELL_ROW],
    fits: (r, at) => {
      if (!isWhole(r, at + 4, 100)) return false;
      // TK905 writes its cell id in hexadecimal and has the step; other units with hexadecimal cells
      // have an undocumented fifth number.
      return !isHexadecimalCell(r, at) || isSwappedCell(r, at);
    },
    maySwap: true,
    isUsual: true,
  },
  {
    about: "Units 60…",
    confidence: "inferred",
    rows: [CELL_ROW, SATELLITES, SIGNAL_CSQ],
    widths: [[0, 0, 3]],
    fits: (r, at) => isWhole(r, at + 5, 31) && !hasPoint(r, at + 2) && !isHexadecimalCell(r, at),
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
    fits: (r, at) => hasPoint(r, at + 2),
    isUsual: true,
  },
  {
    about: "A hexadecimal cell, then two undocumented numbers",
    rows: [CELL_ROW],
    more: 2,
    fits: isHexadecimalCell,
  },
  PENGAODA,
  {
    about: "Autoseeker; the unit of the voltage by analogy with V8",
    confidence: "inferred",
    rows: [CELL_ROW, SATELLITES, SIGNAL_CSQ, SUPPLY_VOLTS],
    fits: (r, at) => isWhole(r, at, 999) && isWhole(r, at + 5, 31) && isWhole(r, at + 6, 999),
    isUsual: true,
  },
  {
    about: "HuaSunTeK",
    numbers: "short",
    rows: [BATTERY_99_ROW, CELL_COUNT, NETWORK_ROW, THREE_CELLS, THREE_CELLS, THREE_CELLS],
    fits: (r, at) => {
      for (let i = at; i < at + 10; i++) if (!isWhole(r, i, 0xfffffff)) return false;
      return isWhole(r, at, 99) && isWhole(r, at + 1, 3) && !isWhole(r, at + 1, 2);
    },
    isUsual: true,
  },
  {
    about: "A cell, then three undocumented numbers, the second of which is not a signal quality",
    rows: [CELL_ROW],
    more: 3,
    fits: (r, at) => isWhole(r, at, 999) && isWhole(r, at + 6, 0xfffffff),
  },
  {
    about: "A cell, then an undocumented number that is neither step nor percentage",
    rows: [CELL_ROW],
    more: 1,
  },
];

/** Whether field `at` is a whole number up to `most`. */
function isWhole(r: TextReader, at: number, most: number): boolean {
  r.trim(at);
  const value = r.decimal();
  return value >= 0 && value <= most;
}

/** Whether the first character of field `at` that is not a digit is a decimal point. */
function hasPoint(r: TextReader, at: number): boolean {
  r.trim(at);
  return r.bytes[r.start + r.countDigits(r.start)] === 0x2e;
}

export const V1: TextWord = /* @__PURE__ */ reportWord(
  { word: "V1", about: "Position report; some firmware also sends it as heartbeat" },
  TAILS,
);
