/**
 * LINK, the state of ReachFar units, and the answer of some to S26 (docs/protocol/h02.md §2.9):
 *
 *     *HQ,1456605370,LINK,061720,31,10,100,10000,10,090714,FFFFFFFF#
 *
 * time, GSM level, satellites, battery percent, steps, turnovers, date, status. The level goes to 31 on
 * some units and to 100 on others; above 31 it is not a CSQ but `signalPercent`. 99 is a CSQ that means unknown.
 */
import { value } from "../../kind/row.ts";
import { CSQ_OR_PERCENT, whole } from "../../kind/text/number.ts";
import { counted, type TextWord } from "../../layout/text-form.ts";
import { BATTERY_PERCENT, DATE_ROW, SATELLITES, STATUS_ROW, TIME_ROW } from "./rows.ts";

export const LINK: TextWord = {
  word: "LINK",
  about: "State of ReachFar units",
  forms: [
    /* @__PURE__ */ counted({
      type: "heartbeat",
      parts: [
        TIME_ROW,
        {
          name: "signalCsq",
          kind: CSQ_OR_PERCENT,
          instead: "signalPercent",
          about: "GSM level: 0 to 31, or 32 to 100 by firmware that counts to 100",
        },
        SATELLITES,
        BATTERY_PERCENT,
        /* @__PURE__ */ value(/* @__PURE__ */ whole(1e9), "steps", { about: "Steps counted" }),
        /* @__PURE__ */ value(/* @__PURE__ */ whole(1e9), "turnovers", {
          about: "Number of times that it was turned over",
        }),
        DATE_ROW,
        STATUS_ROW,
      ],
      isUsual: true,
    }),
  ],
};
