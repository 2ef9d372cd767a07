/**
 * ALRM, an alarm with the position where it was raised (h02.md section 2.12, HuaSunTeK):
 *
 *     *HQ,353271799434922,ALRM,1,052825,0,2229.9549,N,11418.3153,E,0.00,348,180814,FFFFFFFF,1CC,0,25FC,F48,90,25FC-F48-10|…#
 *
 * 1 SOS, 2 low battery, 3 geofence; then as in VI1.
 */
import type { TextRow } from "../../kind/row.ts";
import { oneOfDigits } from "../../kind/text/one-of.ts";
import { BODY, type TextForm, type TextWord } from "../../layout/text-form.ts";
import { codedBody } from "./coded-body.ts";
import { isValidity } from "./report.ts";
import { VALID_ROW } from "./rows.ts";

const ALARM: TextRow = {
  name: "alarm",
  kind: /* @__PURE__ */ oneOfDigits([null, "sos", "lowBattery", "geofence"], "1, 2 or 3", ""),
  about: "1 SOS, 2 low battery, 3 geofence",
};

const CODED: TextForm = {
  type: "alarm",
  told: "no validity behind the time",
  fits: (r) => !isValidity(r, BODY + 2),
  numbers: "short",
  parts: [ALARM, .../* @__PURE__ */ codedBody()],
};

export const ALRM: TextWord = {
  word: "ALRM",
  about: "Alarm, with position",
  table: "huasuntek",
  forms: [
    CODED,
    {
      type: "alarm",
      numbers: "short",
      parts: [ALARM, .../* @__PURE__ */ codedBody(VALID_ROW)],
    },
  ],
};
