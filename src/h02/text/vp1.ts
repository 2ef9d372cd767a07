/**
 * VP1, the short report: a position without time of day, or cells (h02.md section 2.7).
 *
 *     *hq,356045691158911,VP1,A,2716.5500,S,15306.4380,E,0.48,0.0000,080917#
 *     *HQ,353271799434922,VP1,A,2229.9549,N,11418.3153,E,0.00,348,180814,FFFFFFFF,90#      HuaSunTeK
 *     *hq,356946362827395,VP1,V,470,002,92,3565,0Y92,19433,30Y92,1340,29#                  no fix
 *
 * Without a fix: country, network, then lac, cid and level of each cell, the cells separated by Y. Real
 * frames have empty and short ones among them.
 */

import { isDigit, type TextReader } from "../../kind/text-reader.ts";
import {
  type FieldMeaning,
  NETWORK,
  readFields,
  readTail,
  type TextField,
  type TextTail,
} from "../../layout/layout.ts";
import { BODY, formsOf, type TextLayout, type WrittenField } from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import type { ScannedCell } from "../../model/message.ts";
import { BATTERY_99 } from "./battery-field.ts";
import { COURSE, DAY, LATITUDE, LONGITUDE, SPEED, STATUS, VALID } from "./position-body.ts";
import { readWhole } from "./reading-fields.ts";

const FIELDS: readonly TextField[] = [VALID, LATITUDE, LONGITUDE, SPEED, COURSE, DAY];
const TAILS: readonly TextTail[] = [
  { about: "HuaSunTeK", fields: [STATUS, BATTERY_99] },
  { about: "some firmware", fields: [STATUS] },
];

/** `470,002,92,3565,0Y92,19433,30Y`: a Y behind each cell but the last. */
const CELLS: WrittenField = {
  write({ cells = [] }, writer) {
    writer.putWhole(cells[0]?.mcc ?? 0);
    writer.putWhole(cells[0]?.mnc ?? 0);
    const texts = cells.map(({ lac, cid, rssi }) =>
      [lac ?? 0, cid ?? 0, ...(rssi === undefined ? [] : [rssi])].join(),
    );
    if (texts.length > 0) writer.put(texts.join("Y"));
  },
};

const CELL: FieldMeaning = { name: "cells", about: "lac, cid, level; cells are separated by Y" };

export const VP1: TextLayout = {
  word: "VP1",
  about: "Short report: position without time of day, or cells",
  fields: FIELDS,
  tails: TAILS,
  read(reader, draft) {
    reader.trim(BODY);
    const isFix = (reader.bytes[reader.start]! | 0x20) !== 0x76;
    if (isFix || (reader.count >= BODY + 8 && !reader.isDigits(BODY + 1, 1, 3))) {
      readTail(TAILS, reader, readFields(FIELDS, reader, BODY, draft), draft);
      return "position";
    }
    readCells(reader, draft);
    return "cells";
  },
  forms: (_, type) =>
    type === "cells" ? [{ fields: [VALID, CELLS] }] : formsOf(FIELDS, TAILS, "short"),
};

function readCells(reader: TextReader, draft: Draft): void {
  readFields([VALID], reader, BODY, draft);
  draft.cells = [];
  const mcc = readWhole(reader, BODY + 1, "cells", 999);
  const mnc = readWhole(reader, BODY + 2, "cells", 999);
  reader.mark(NETWORK, BODY + 1, BODY + 2, draft);
  if (reader.count <= BODY + 3) return;
  const end = reader.to(reader.count - 1);
  for (let from = reader.from(BODY + 3); from <= end; ) {
    let to = from;
    while (to < end && reader.bytes[to] !== 0x59) to++;
    const numbers = wholeNumbers(reader.bytes, from, to);
    if (numbers === null || numbers.length < 3) {
      reader.reportBytes("bad-cell", "cells", from, to, "lac,cid,level");
    }
    if (numbers !== null && numbers.length > 0) {
      const [area, id, rssi] = numbers;
      const lac = area! <= 0xffff ? area! : null;
      const cid = id !== undefined && id <= 0xfffffff ? id : null;
      if (lac === null || cid !== (id ?? null)) {
        reader.reportBytes(
          "out-of-range",
          "cells",
          from,
          to,
          "lac up to 65535, cid up to 268435455",
        );
      }
      const cell: ScannedCell = { mcc: mcc || null, mnc, lac: lac || null, cid: cid || null };
      draft.cells.push(rssi === undefined ? cell : { ...cell, rssi });
      reader.markBytes(CELL, from, to, draft);
    }
    from = to + 1;
  }
}

/** Up to three numbers separated by commas; empty for nothing, `null` if they are none. */
function wholeNumbers(bytes: Uint8Array, from: number, to: number): number[] | null {
  const numbers: number[] = [];
  let digits = 0;
  let value = 0;
  for (let i = from; i <= to; i++) {
    const byte = i < to ? bytes[i]! : 0x2c;
    if (isDigit(byte)) {
      value = value * 10 + byte - 0x30;
      digits++;
    } else if (byte === 0x2c && digits > 0 && digits < 10) {
      numbers.push(value);
      value = 0;
      digits = 0;
    } else if (from === to) return [];
    else return null;
  }
  return numbers.length > 3 ? null : numbers;
}
