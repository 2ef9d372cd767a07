/**
 * NBR, neighbour cells, sent when there is no fix (docs/protocol/h02.md §2.8):
 *
 *     *HQ,4102404744,NBR,103732,722,310,0,6,8106,32010,23,…,100217,FFFFFBFF,5#
 *
 * time, country, network, timing advance, number of cells, for each lac, cid, level, then date, status and
 * from some units a battery code. The number is not always right; the cells are counted instead.
 */
import { ANY } from "../../kind/pattern.ts";
import { value } from "../../kind/row.ts";
import { scannedCell } from "../../kind/text/cell.ts";
import { whole } from "../../kind/text/number.ts";
import { type TextWord, tails } from "../../layout/text-form.ts";
import {
  BATTERY_CODE_ROW,
  CELL_COUNT,
  DATE_ROW,
  NETWORK_ROW,
  STATUS_ROW,
  TIME_ROW,
} from "./rows.ts";
import { EIGHT } from "./student-card.ts";

export const NBR: TextWord = {
  word: "NBR",
  about: "Neighbour cells, without a fix",
  forms: [
    {
      type: "cells",
      // The date precedes the status, which has eight digits and may be followed by the battery.
      fits: [
        [5, ANY, 1, EIGHT],
        [5, ANY, 1, EIGHT, 1],
      ],
      parts: [
        TIME_ROW,
        NETWORK_ROW,
        /* @__PURE__ */ value(/* @__PURE__ */ whole(255), "timingAdvance", {
          about: "GSM timing advance; 255 means unknown",
        }),
        CELL_COUNT,
        {
          part: "repeated",
          list: "cells",
          element: "lac,cid,level",
          rows: [
            {
              name: "cells",
              kind: /* @__PURE__ */ scannedCell(["lac", 1], ["cid", 1], ["level", 1]),
              about: "lac, cid, level; decimal. Some units send the level in dBm, negative",
            },
          ],
        },
        DATE_ROW,
        STATUS_ROW,
        /* @__PURE__ */ tails({
          about: "TK-Star, LKGPS",
          rows: [BATTERY_CODE_ROW],
          isUsual: true,
        }),
      ],
      isUsual: true,
    },
  ],
};
