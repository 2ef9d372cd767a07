/**
 * NBR, neighbour cells, sent when there is no fix (h02.md section 2.8):
 *
 *     *HQ,4102404744,NBR,103732,722,310,0,6,8106,32010,23,…,100217,FFFFFBFF,5#
 *
 * time, country, network, timing advance, number of cells, for each lac, cid, level, then date, status and
 * from some units a battery code. The number is not always right; the cells are counted instead.
 */

import type { TextReader } from "../../kind/text-reader.ts";
import { NETWORK, readExtra, readField, type TextField } from "../../layout/layout.ts";
import { BODY, REST, type TextLayout, type WrittenField } from "../../layout/text-layout.ts";
import { BATTERY_CODE } from "./battery-field.ts";
import { checkCount } from "./cantrack-cells.ts";
import { DATE, STATUS, TIME } from "./position-body.ts";
import { readWhole, wholeField } from "./reading-fields.ts";

const TIMING_ADVANCE: TextField = wholeField(
  { name: "timingAdvance", about: "GSM timing advance; 255 where it is not known" },
  255,
);

const CELL: TextField = {
  name: "cells",
  width: 3,
  about: "lac, cid, level; decimal. Some units send the level in dBm, negative",
  read(reader, at, draft) {
    const mcc = readWhole(reader, BODY + 1, "cells", 999);
    const mnc = readWhole(reader, BODY + 2, "cells", 999);
    const lac = readWhole(reader, at, "cells", 0xffff);
    const cid = readWhole(reader, at + 1, "cells", 0xfffffff);
    reader.trim(at + 2);
    const digits = reader.start + 1;
    const isNegative = reader.bytes[reader.start] === 0x2d && digits < reader.end;
    if (isNegative && digits + reader.countDigits(digits) === reader.end) {
      const rssiDbm = 0 - reader.integer(digits, reader.end);
      draft.cells!.push({
        mcc: mcc || null,
        mnc,
        lac: lac || null,
        cid: cid || null,
        rssiDbm,
      });
    } else {
      const rssi = readWhole(reader, at + 2, "cells", 255);
      draft.cells!.push({ mcc: mcc || null, mnc, lac: lac || null, cid: cid || null, rssi });
    }
  },
  write({ cells }, writer) {
    const cell = cells![writer.next("cells")]!;
    writer.putWhole(cell.lac ?? 0);
    writer.putWhole(cell.cid ?? 0);
    writer.putWhole(cell.rssiDbm ?? cell.rssi);
  },
};

const CELL_NETWORK: WrittenField = {
  write({ cells }, writer) {
    writer.putWhole(cells?.[0]?.mcc ?? 0);
    writer.putWhole(cells?.[0]?.mnc);
  },
};

const CELL_COUNT: WrittenField = {
  write: ({ cells }, writer) => writer.putWhole(cells?.length ?? 0),
};

export const NBR: TextLayout = {
  word: "NBR",
  about: "Neighbour cells, without a fix",
  fields: [TIME, TIMING_ADVANCE, CELL, DATE, STATUS],
  tails: [{ about: "TK-Star, LKGPS", fields: [BATTERY_CODE] }],
  read(reader, draft) {
    const date = findDate(reader);
    if (date < BODY + 5) return null;
    draft.cells = [];
    readField(TIME, reader, BODY, draft);
    reader.mark(NETWORK, BODY + 1, BODY + 2, draft);
    readField(TIMING_ADVANCE, reader, BODY + 3, draft);
    let at = BODY + 5;
    for (; at + CELL.width <= date; at += CELL.width) readField(CELL, reader, at, draft);
    checkCount(reader, BODY + 4, draft.cells.length, draft);
    if (at < date) {
      reader.report("bad-cell", "cells", at, date - 1, "lac,cid,level");
      readExtra(reader, at, date - at, draft);
    }
    readField(DATE, reader, date, draft);
    readField(STATUS, reader, date + 1, draft);
    if (date + 2 < reader.count) readField(BATTERY_CODE, reader, date + 2, draft);
    return "cells";
  },
  forms({ cells = [] }) {
    const list = cells.map(() => CELL);
    const fields = [TIME, CELL_NETWORK, TIMING_ADVANCE, CELL_COUNT, ...list, REST, DATE, STATUS];
    return [{ fields }, { fields: [...fields, BATTERY_CODE] }];
  },
};

/** The date stands before the status, which has eight digits and may be followed by the battery. */
function findDate(reader: TextReader): number {
  const last = reader.count - 1;
  if (reader.width(last) === 8) return last - 1;
  return reader.width(last - 1) === 8 ? last - 2 : -1;
}
