/**
 * BS and BASE, base stations without a fix. No document is known; read from one capture each (docs/protocol/h02.md
 * §2.12), so all of it is inferred.
 *
 *     *HQ,356373408652625,BS,,2d4,a,1b63,1969,26,1b63,10b2,31,0,0,25,,ffffffff,60#
 *     *HQ,8408178723,BASE,152609,0,0,0,0,211014,FFFFFFFF#
 *
 * BS: time, country and network in hexadecimal, three times lac, cid (hexadecimal) and a level (its values
 * end at 31, as decimal GSM levels do), date, status, battery percent. BASE: time, the serving cell, date,
 * status.
 */
import type { TextKind, TextRow, Values } from "../../kind/row.ts";
import { MOST_CID, MOST_LAC, MOST_MCC, MOST_MNC, PLAIN_CELL } from "../../kind/text/cell.ts";
import { readWhole } from "../../kind/text/number.ts";
import type { TextReader } from "../../kind/text-reader.ts";
import type { TextWriter } from "../../kind/text-writer.ts";
import { counted, type TextWord } from "../../layout/text-form.ts";
import { BATTERY_PERCENT, CELL_ROW, DATE_ROW, NETWORK_ROW, STATUS_ROW, TIME_ROW } from "./rows.ts";

const HEX_NETWORK: TextKind = {
  kind: "hexNetwork",
  fields: 2,
  personal: "harmless",
  read(r, at) {
    const mcc = hexadecimal(r, at, MOST_MCC);
    const mnc = hexadecimal(r, at + 1, MOST_MNC);
    r.mcc = mcc > 0 ? mcc : null;
    r.mnc = mnc >= 0 ? mnc : null;
    if (mcc < 0 || mnc < 0) r.report("bad-cell", "cells", at, at + 1, "mcc,mnc");
  },
  write(w, _row, { cells }) {
    putSmallHex(w, cells?.[0]?.mcc);
    putSmallHex(w, cells?.[0]?.mnc);
  },
};

const HEX_CELL: TextKind = {
  kind: "hexCell",
  fields: 3,
  personal: "cell",
  read(r, at, { name }, values) {
    const lac = hexadecimal(r, at, MOST_LAC);
    const cid = hexadecimal(r, at + 1, MOST_CID);
    if (lac < 0 || cid < 0) r.report("bad-cell", name, at, at + 1, "lac,cid");
    values[name] ??= [];
    values[name].push({
      mcc: r.mcc,
      mnc: r.mnc,
      lac: lac > 0 ? lac : null,
      cid: cid > 0 ? cid : null,
      rssi: readWhole(r, at + 2, name, 255),
    });
  },
  write(w, { name }, values) {
    const cell: Values | undefined = values[name]?.[w.next(name)];
    putSmallHex(w, cell?.["lac"]);
    putSmallHex(w, cell?.["cid"]);
    w.putWhole(cell?.["rssi"]);
  },
};

/** Field `at` as a number up to `most`, or -1. */
function hexadecimal(r: TextReader, at: number, most: number): number {
  r.trim(at);
  const value = r.hexadecimal();
  return value <= most ? value : -1;
}

/** Lower-case digits, as in the one capture. */
function putSmallHex(w: TextWriter, value: number | null | undefined): void {
  w.put((value ?? 0).toString(16));
}

const CELL: TextRow = {
  name: "cells",
  kind: HEX_CELL,
  about: "lac, cid (hexadecimal), level (decimal)",
  confidence: "inferred",
};

export const BS: TextWord = {
  word: "BS",
  about: "Base stations, without a fix",
  forms: [
    /* @__PURE__ */ counted({
      type: "cells",
      parts: [
        TIME_ROW,
        { ...NETWORK_ROW, kind: HEX_NETWORK },
        CELL,
        CELL,
        CELL,
        DATE_ROW,
        STATUS_ROW,
        BATTERY_PERCENT,
      ],
    }),
  ],
};

export const BASE: TextWord = {
  word: "BASE",
  about: "Base station, without a fix",
  forms: [
    /* @__PURE__ */ counted({
      type: "cells",
      begin(values) {
        values["cells"] = [];
      },
      parts: [TIME_ROW, { ...CELL_ROW, kind: PLAIN_CELL }, DATE_ROW, STATUS_ROW],
    }),
  ],
};
