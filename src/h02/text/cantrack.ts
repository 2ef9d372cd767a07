/**
 * V3 of Cantrack units, a report of cells without a fix (docs/protocol/h02.md §2.6, from the vendor's document):
 *
 *     *HQ,355914122617256,V3,095426,74001,01,010278,045142,128,-92,02DE,0,X,090517,FFFFFBFF#
 *
 * time; country and network code joined; number of cells; for each lac, cid, a level, and dBm for the
 * serving cell only; battery level in hexadecimal; number of starts; X; date; status.
 */
import { ANY } from "../../kind/pattern.ts";
import { type TextKind, type TextRow, value } from "../../kind/row.ts";
import { count, scannedCell } from "../../kind/text/cell.ts";
import { hexadecimal, whole } from "../../kind/text/number.ts";
import { always } from "../../kind/text/text.ts";
import { wholeText } from "../../kind/text-writer.ts";
import type { TextForm } from "../../layout/text-form.ts";
import { CELL_COUNT, DATE_ROW, NETWORK_ROW, STATUS_ROW, TIME_ROW } from "./rows.ts";

/** Country and network in one field: `46000`. */
const JOINED_NETWORK: TextKind = {
  kind: "joinedNetwork",
  fields: 1,
  personal: "harmless",
  read(r, at) {
    r.trim(at);
    const network = r.selected();
    r.mcc = Number(network.slice(0, 3)) || null;
    r.mnc = Number(network.slice(3));
  },
  write(w, _row, { cells }) {
    w.put(wholeText(cells?.[0]?.mcc ?? 0, 3) + wholeText(cells?.[0]?.mnc ?? 0, 2));
  },
};

export const BATTERY_RAW: TextRow = /* @__PURE__ */ value(
  /* @__PURE__ */ hexadecimal(4),
  "batteryRaw",
  { about: "Battery level, hexadecimal; the document gives 0256 as 3.27 V, 90.8 %" },
);

export const CANTRACK_CELLS: TextForm = {
  type: "cells",
  told: "five or six digits behind the time",
  fits: [[1, /^ *\d{5,6} *$/, 1, ANY, 5]],
  parts: [
    TIME_ROW,
    { ...NETWORK_ROW, kind: JOINED_NETWORK },
    { ...CELL_COUNT, kind: /* @__PURE__ */ count("cells", { digits: 2 }) },
    {
      part: "repeated",
      list: "cells",
      element: "lac,cid,level,dBm",
      rows: [
        {
          name: "cells",
          kind: /* @__PURE__ */ scannedCell(["lac", 6], ["cid", 6], ["rssi", 3], ["rssiDbm", 1]),
          about: "lac, cid, level, and dBm for the serving cell; decimal",
        },
      ],
    },
    BATTERY_RAW,
    /* @__PURE__ */ value(/* @__PURE__ */ whole(1e9), "rebootCount", {
      about: "Number of times that the unit has started",
    }),
    { name: "reserved", kind: /* @__PURE__ */ always("X"), about: "X, the end of the extension" },
    DATE_ROW,
    STATUS_ROW,
  ],
};
