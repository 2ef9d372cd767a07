/**
 * BS and BASE, base stations without a fix. No document is known; read from one capture each (h02.md
 * section 2.12), so all of it is inferred.
 *
 *     *HQ,356373408652625,BS,,2d4,a,1b63,1969,26,1b63,10b2,31,0,0,25,,ffffffff,60#
 *     *HQ,8408178723,BASE,152609,0,0,0,0,211014,FFFFFFFF#
 *
 * BS: time, country and network in hexadecimal, three times lac, cid (hexadecimal) and a level (its values
 * end at 31, as decimal GSM levels do), date, status, battery percent. BASE: time, the serving cell, date,
 * status.
 */

import type { TextReader } from "../../kind/text-reader.ts";
import type { TextWriter } from "../../kind/text-writer.ts";
import { NETWORK, readField, readFields, type TextField } from "../../layout/layout.ts";
import { BODY, type TextLayout, type WrittenField } from "../../layout/text-layout.ts";
import { CELL as SERVING_CELL } from "./cell-field.ts";
import { DATE, STATUS, TIME } from "./position-body.ts";
import { BATTERY_PERCENT, readWhole } from "./reading-fields.ts";

const CELL: TextField = {
  name: "cells",
  width: 3,
  about: "lac, cid (hexadecimal), level (decimal)",
  confidence: "inferred",
  read(reader, at, draft) {
    const mcc = hexadecimal(reader, BODY + 1);
    const mnc = hexadecimal(reader, BODY + 2);
    const lac = hexadecimal(reader, at);
    const cid = hexadecimal(reader, at + 1);
    const isNetwork = mcc >= 0 && mcc <= 999 && mnc >= 0 && mnc <= 999;
    if (!isNetwork || lac < 0 || lac > 0xffff || cid < 0 || cid > 0xfffffff) {
      reader.report("bad-cell", "cells", at, at + 1, "lac,cid");
    }
    draft.cells!.push({
      mcc: mcc > 0 && mcc <= 999 ? mcc : null,
      mnc: mnc >= 0 && mnc <= 999 ? mnc : null,
      lac: lac > 0 && lac <= 0xffff ? lac : null,
      cid: cid > 0 && cid <= 0xfffffff ? cid : null,
      rssi: readWhole(reader, at + 2, "cells", 255),
    });
  },
  write({ cells }, writer) {
    const cell = cells?.[writer.next("cells")];
    putSmallHex(cell?.lac, writer);
    putSmallHex(cell?.cid, writer);
    writer.putWhole(cell?.rssi);
  },
};

const CELL_NETWORK: WrittenField = {
  write({ cells }, writer) {
    putSmallHex(cells?.[0]?.mcc, writer);
    putSmallHex(cells?.[0]?.mnc, writer);
  },
};

/** Small digits, as in the one capture. */
function putSmallHex(value: number | null | undefined, writer: TextWriter): void {
  writer.put((value ?? 0).toString(16));
}

function hexadecimal(reader: TextReader, at: number): number {
  reader.trim(at);
  return reader.hexadecimal();
}

const BS_WIDTH = 15;

export const BS: TextLayout = {
  word: "BS",
  about: "Base stations, without a fix",
  fields: [TIME, CELL, CELL, CELL, DATE, STATUS, BATTERY_PERCENT],
  tails: [],
  read(reader, draft) {
    if (reader.count !== BODY + BS_WIDTH) return null;
    draft.cells = [];
    readField(TIME, reader, BODY, draft);
    reader.mark(NETWORK, BODY + 1, BODY + 2, draft);
    const date = readFields([CELL, CELL, CELL], reader, BODY + 3, draft);
    readFields([DATE, STATUS, BATTERY_PERCENT], reader, date, draft);
    return "cells";
  },
  forms: () => [{ fields: [TIME, CELL_NETWORK, CELL, CELL, CELL, DATE, STATUS, BATTERY_PERCENT] }],
};

const BASE_FIELDS: readonly TextField[] = [TIME, SERVING_CELL, DATE, STATUS];

export const BASE: TextLayout = {
  word: "BASE",
  about: "Base station, without a fix",
  fields: BASE_FIELDS,
  tails: [],
  read(reader, draft) {
    if (reader.count !== BODY + 7) return null;
    draft.cells = [];
    readFields(BASE_FIELDS, reader, BODY, draft);
    return "cells";
  },
  forms: () => [{ fields: BASE_FIELDS }],
};
