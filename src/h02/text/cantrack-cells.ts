/**
 * V3 of Cantrack units, a report of cells without a fix (h02.md section 2.6, from the vendor's document):
 *
 *     *HQ,355914122617256,V3,095426,74001,01,010278,045142,128,-92,02DE,0,X,090517,FFFFFBFF#
 *
 * time; country and network code joined; number of cells; for each lac, cid, a level, and dBm for the
 * serving cell only; battery level in hexadecimal; number of starts; X; date; status.
 */

import type { TextReader } from "../../kind/text-reader.ts";
import { wholeText } from "../../kind/text-writer.ts";
import { COUNT, NETWORK, readExtra, readField, type TextField } from "../../layout/layout.ts";
import { BODY, REST, type TextForm, type WrittenField } from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import type { MessageType, ScannedCell } from "../../model/message.ts";
import { DATE, STATUS, TIME } from "./position-body.ts";
import { readWhole, wholeField } from "./reading-fields.ts";

/** Fields behind the cells: battery, starts, X, date, status. */
const BEHIND = 5;

const CELL: TextField = {
  name: "cells",
  width: 4,
  about: "lac, cid, level, and dBm for the serving cell; decimal",
  read(reader, at, draft) {
    reader.trim(BODY + 1);
    const network = reader.selected();
    const lac = readWhole(reader, at, "cells", 0xffff);
    const cid = readWhole(reader, at + 1, "cells", 0xfffffff);
    const rssi = readWhole(reader, at + 2, "cells", 255);
    const rssiDbm = readNegative(reader, at + 3);
    const cell: ScannedCell = {
      mcc: Number(network.slice(0, 3)) || null,
      mnc: Number(network.slice(3)),
      lac: lac || null,
      cid: cid || null,
      rssi,
    };
    draft.cells!.push(rssiDbm === undefined ? cell : { ...cell, rssiDbm });
  },
  write({ cells }, writer) {
    const cell = cells![writer.next("cells")]!;
    writer.putWhole(cell.lac ?? 0, 6);
    writer.putWhole(cell.cid ?? 0, 6);
    writer.putWhole(cell.rssi, 3);
    // Some units send 0 where they know no level.
    writer.put(cell.rssiDbm === undefined ? "" : String(cell.rssiDbm ?? 0));
  },
};

/** Country and network in one field. */
const JOINED_NETWORK: WrittenField = {
  write({ cells }, writer) {
    const cell = cells?.[0];
    writer.put(wholeText(cell?.mcc ?? 0, 3) + wholeText(cell?.mnc ?? 0, 2));
  },
};

const CELL_COUNT: WrittenField = {
  write: ({ cells }, writer) => writer.putWhole(cells?.length ?? 0, 2),
};

/** End of the extension. */
const X: WrittenField = { write: (_, writer) => writer.put("X") };

/** `-88`, or empty, which all cells but the serving one have. `0` of some units is no level. */
function readNegative(reader: TextReader, at: number): number | null | undefined {
  reader.trim(at);
  if (reader.start === reader.end) return undefined;
  const digits = reader.start + 1;
  const isNumber = reader.bytes[reader.start] === 0x2d && digits < reader.end;
  if (isNumber && digits + reader.countDigits(digits) === reader.end && reader.end - digits <= 3) {
    return 0 - reader.integer(digits, reader.end);
  }
  reader.report("bad-number", "cells", at, at, "dBm, negative");
  return null;
}

export const BATTERY_RAW: TextField = {
  name: "batteryRaw",
  width: 1,
  about: "Battery level, hexadecimal; the document gives 0256 as 3.27 V, 90.8 %",
  read(reader, at, draft) {
    draft.batteryRaw = null;
    if (!reader.select(at, "batteryRaw", "four hexadecimal digits")) return;
    const level = reader.hexadecimal();
    if (level >= 0) draft.batteryRaw = level;
    else reader.report("bad-number", "batteryRaw", at, at, "four hexadecimal digits");
  },
  write({ batteryRaw }, writer) {
    writer.putWhole(batteryRaw, 4, 16);
  },
};

const REBOOTS: TextField = wholeField(
  { name: "rebootCount", about: "How often the unit has started" },
  1e9,
);

export function readCantrackCells(reader: TextReader, draft: Draft): MessageType | null {
  const first = BODY + 3;
  const last = reader.count - BEHIND;
  if (last < first) return null;
  draft.cells = [];
  readField(TIME, reader, BODY, draft);
  reader.mark(NETWORK, BODY + 1, BODY + 1, draft);
  let at = first;
  for (; at + CELL.width <= last; at += CELL.width) readField(CELL, reader, at, draft);
  checkCount(reader, BODY + 2, draft.cells.length, draft);
  if (at < last) {
    reader.report("bad-cell", "cells", at, last - 1, "lac,cid,level,dBm");
    readExtra(reader, at, last - at, draft);
  }
  readField(BATTERY_RAW, reader, last, draft);
  readField(REBOOTS, reader, last + 1, draft);
  readField(DATE, reader, last + 3, draft);
  readField(STATUS, reader, last + 4, draft);
  return "cells";
}

/** What `readCantrackCells` reads. */
export function cantrackForms({ cells = [] }: Draft): TextForm[] {
  const list = cells.map(() => CELL);
  const behind = [REST, BATTERY_RAW, REBOOTS, X, DATE, STATUS];
  return [{ fields: [TIME, JOINED_NETWORK, CELL_COUNT, ...list, ...behind] }];
}

/** Reports a number of cells that is not the number that follows. */
export function checkCount(reader: TextReader, at: number, found: number, draft: Draft): void {
  reader.mark(COUNT, at, at, draft);
  reader.trim(at);
  if (reader.decimal() !== found) reader.report("count-differs", "cells", at, at, `${found}`);
}
