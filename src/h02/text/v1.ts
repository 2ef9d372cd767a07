/**
 * V1, the position report. What follows the status differs by maker:
 *
 *     *HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,66,12002,17329#
 *      0      1       2    3   4     5     6     7      8  9   10    11      12     13  14  15    16
 *
 * Source: h02.md section 2.1; how the tails are told apart is stated there or deduced from its samples.
 */

import type { TextReader } from "../../kind/text-reader.ts";
import type { TextField, TextTail } from "../../layout/layout.ts";
import type { TextLayout } from "../../layout/text-layout.ts";
import { PENGAODA } from "../../pengaoda/pengaoda.ts";
import { BATTERY_99, BATTERY_CODE } from "./battery-field.ts";
import { CELL, isHexadecimalCell } from "./cell-field.ts";
import { positionLayout } from "./position-layout.ts";
import {
  ALTITUDE,
  FUEL_PERCENT,
  hasPoint,
  isWhole,
  LAC_CID_HEX,
  ODOMETER_METERS,
  readWhole,
  SATELLITES,
  SIGNAL_CSQ,
  SUPPLY_VOLTS,
  TEMPERATURE,
} from "./reading-fields.ts";

export const CELL_TAIL: TextTail = { about: "SinoTrack 2G, and most others", fields: [CELL] };

/** HuaSunTeK: number of cells, network, then area code and cell id of each. */
const THREE_CELLS: TextField = {
  name: "cells",
  width: 9,
  about: "3, mcc, mnc, then three times lac and cid, decimal",
  isList: true,
  read(reader, at, draft) {
    draft.cells = [];
    const mcc = readWhole(reader, at + 1, "cells", 999);
    const mnc = readWhole(reader, at + 2, "cells", 999);
    for (let i = at + 3; i < at + 9; i += 2) {
      const lac = readWhole(reader, i, "cells", 0xffff);
      const cid = readWhole(reader, i + 1, "cells", 0xfffffff);
      draft.cells.push({ mcc: mcc || null, mnc, lac: lac || null, cid: cid || null });
    }
  },
  write({ cells }, writer) {
    writer.putWhole(3);
    writer.putWhole(cells?.[0]?.mcc ?? 0);
    writer.putWhole(cells?.[0]?.mnc ?? 0);
    for (let i = 0; i < 3; i++) {
      writer.putWhole(cells?.[i]?.lac ?? 0);
      writer.putWhole(cells?.[i]?.cid ?? 0);
    }
  },
};

function decimal(reader: TextReader, at: number): number {
  reader.trim(at);
  return reader.decimal();
}

const TAILS: readonly TextTail[] = [
  CELL_TAIL,
  {
    about: "TK-Star, LKGPS (step 1 to 6); earlier SinoTrack firmware (percent)",
    fields: [CELL, BATTERY_CODE],
    fits: (reader, at) => {
      if (!isWhole(reader, at + 4, 100)) return false;
      // TK905 writes its cell id in hexadecimal and has the step; others with hexadecimal cells
      // have a fifth number that nobody explains.
      return !isHexadecimalCell(reader, at) || isLongHex(reader, at + 2);
    },
  },
  {
    about: "Units 213…: mileage, temperature, fuel, altitude, lac and cid in hexadecimal",
    confidence: "inferred",
    fields: [ODOMETER_METERS, TEMPERATURE, FUEL_PERCENT, ALTITUDE, LAC_CID_HEX],
    fits: (reader, at) => reader.width(at) > 3 && hasPoint(reader, at + 2),
  },
  {
    about: "Units 60…",
    confidence: "inferred",
    fields: [CELL, SATELLITES, SIGNAL_CSQ],
    fits: (reader, at) => reader.width(at) <= 3 && isWhole(reader, at + 5, 31),
  },
  PENGAODA,
  {
    about: "Autoseeker; the unit of the voltage by analogy with V8",
    confidence: "inferred",
    fields: [CELL, SATELLITES, SIGNAL_CSQ, SUPPLY_VOLTS],
    fits: (reader, at) =>
      isWhole(reader, at, 999) && isWhole(reader, at + 5, 31) && isWhole(reader, at + 6, 9999),
  },
  {
    about: "HuaSunTeK",
    numbers: "short",
    fields: [BATTERY_99, THREE_CELLS],
    fits: (reader, at) => {
      for (let i = at; i < at + 10; i++) if (!isWhole(reader, i, 0xfffffff)) return false;
      return isWhole(reader, at, 99) && decimal(reader, at + 1) === 3;
    },
  },
];

/** More than 16 bits in hexadecimal, so no area code. */
function isLongHex(reader: TextReader, at: number): boolean {
  reader.trim(at);
  return reader.hexadecimal() > 0xffff;
}

/** A cell followed by three numbers of which the second is no signal quality. */
const CELL_AND_UNKNOWN: TextTail = {
  about: "A cell, then three numbers that nobody explains",
  fields: [CELL],
  unknownFields: 3,
  fits: (reader, at) => isWhole(reader, at, 999) && isWhole(reader, at + 6, 0xfffffff),
};

/** A cell followed by one number that is neither step nor percentage. */
const CELL_AND_ONE: TextTail = {
  about: "A cell, then a number that nobody explains",
  fields: [CELL],
  unknownFields: 1,
};

export const V1: TextLayout = positionLayout(
  "V1",
  "Position report; some firmware also sends it as heartbeat",
  [...TAILS, CELL_AND_UNKNOWN, CELL_AND_ONE],
);
