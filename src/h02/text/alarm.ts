/**
 * ALRM, an alarm with the position where it was raised (h02.md section 2.12, HuaSunTeK):
 *
 *     *HQ,353271799434922,ALRM,1,052825,0,2229.9549,N,11418.3153,E,0.00,348,180814,FFFFFFFF,1CC,0,25FC,F48,90,25FC-F48-10|…#
 *
 * 1 SOS, 2 low battery, 3 geofence; then as in VI1.
 */

import { refuseValue } from "../../kind/refuse.ts";
import { readField, readTail, type TextField } from "../../layout/layout.ts";
import { BODY, type TextLayout } from "../../layout/text-layout.ts";
import type { AlarmName } from "../../model/status.ts";
import { CODED_BODY, CODED_TAILS, codedForms, readCodedBody } from "./coded-body.ts";

const ALARMS: readonly (AlarmName | null)[] = [null, "sos", "lowBattery", "geofence"];

const ALARM: TextField = {
  name: "alarm",
  width: 1,
  about: "1 SOS, 2 low battery, 3 geofence",
  read(reader, at, draft) {
    draft.alarm = null;
    if (!reader.select(at, "alarm", "1, 2 or 3")) return;
    draft.alarm = ALARMS[reader.decimal()] ?? null;
    if (draft.alarm === null) reader.report("bad-number", "alarm", at, at, "1, 2 or 3");
  },
  write({ alarm = null }, writer) {
    const number = ALARMS.indexOf(alarm);
    if (number < 0) refuseValue("alarm", "sos, lowBattery, geofence or null", alarm);
    writer.put(alarm === null ? "" : String(number));
  },
};

export const ALRM: TextLayout = {
  word: "ALRM",
  about: "Alarm, with position",
  fields: [ALARM, ...CODED_BODY],
  table: "huasuntek",
  tails: CODED_TAILS,
  read(reader, draft) {
    readField(ALARM, reader, BODY, draft);
    readTail(CODED_TAILS, reader, readCodedBody(reader, BODY + 1, draft), draft);
    return "alarm";
  },
  forms: (values) => codedForms(values, [ALARM]),
};
