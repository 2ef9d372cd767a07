/**
 * ALRM, an alarm with the position where it was raised (docs/protocol/h02.md §2.12, HuaSunTeK):
 *
 *     *HQ,353271799434922,ALRM,1,052825,0,2229.9549,N,11418.3153,E,0.00,348,180814,FFFFFFFF,1CC,0,25FC,F48,90,25FC-F48-10|…#
 *
 * 1 SOS, 2 low battery, 3 geofence; then as in VI1.
 */
import { ANY } from "../../kind/pattern.ts";
import type { TextKind, TextRow } from "../../kind/row.ts";
import type { TextWord } from "../../layout/text-form.ts";
import type { AlarmName } from "../../model/status.ts";
import { positionWithCoding } from "./position-with-coding.ts";
import { VALIDITY } from "./report.ts";
import { VALID_ROW } from "./rows.ts";

/** Alarms by digit. */
export const ALARM_NUMBERS: readonly (AlarmName | undefined)[] = [
  undefined,
  "sos",
  "lowBattery",
  "geofence",
];
const EXPECTED = "1, 2 or 3";

const ALARM_NUMBER: TextKind = {
  kind: "alarmNumber",
  fields: 1,
  personal: "harmless",
  read(r, at, { name }, values) {
    if (!r.select(at, name, EXPECTED)) return;
    const alarm = ALARM_NUMBERS[r.decimal()];
    if (alarm === undefined) r.report("bad-number", name, at, at, EXPECTED);
    else values[name] = [alarm];
  },
  // The alarms of the status follow it.
  write(w, { name }, values) {
    const digit = ALARM_NUMBERS.indexOf(values[name]?.[0]);
    w.put(digit > 0 ? `${digit}` : "");
  },
};

const ALARM: TextRow = {
  name: "alarms",
  kind: ALARM_NUMBER,
  about: "1 SOS, 2 low battery, 3 geofence",
  isList: true,
};

export const ALRM: TextWord = {
  word: "ALRM",
  about: "Alarm, with position",
  table: "huasuntek",
  forms: [
    {
      type: "alarm",
      told: "a validity behind the time",
      fits: [[2, VALIDITY, ANY]],
      numbers: "short",
      parts: [ALARM, .../* @__PURE__ */ positionWithCoding(VALID_ROW)],
    },
    {
      type: "alarm",
      numbers: "short",
      parts: [ALARM, .../* @__PURE__ */ positionWithCoding()],
    },
  ],
};

export { alsoStatusText as alsoAlarmNumber } from "../status.ts";
