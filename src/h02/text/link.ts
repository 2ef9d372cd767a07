/**
 * LINK, the state of ReachFar units, and the answer of some to S26 (h02.md section 2.9):
 *
 *     *HQ,1456605370,LINK,061720,31,10,100,10000,10,090714,FFFFFFFF#
 *
 * time, GSM level, satellites, battery percent, steps, turnovers, date, status. The level goes to 31 on
 * some units and to 100 on others; above 31 it is no CSQ.
 */
import { readFields, type TextField } from "../../layout/layout.ts";
import { BODY, type TextLayout } from "../../layout/text-layout.ts";
import { DATE, STATUS, TIME } from "./position-body.ts";
import { BATTERY_PERCENT, SATELLITES, SIGNAL_CSQ, wholeField } from "./reading-fields.ts";

const STEPS: TextField = wholeField({ name: "steps", about: "Steps counted" }, 1e9);
const TURNOVERS: TextField = wholeField(
  { name: "turnovers", about: "Times it was turned over" },
  1e9,
);

const FIELDS: readonly TextField[] = [
  TIME,
  SIGNAL_CSQ,
  SATELLITES,
  BATTERY_PERCENT,
  STEPS,
  TURNOVERS,
  DATE,
  STATUS,
];

export const LINK: TextLayout = {
  word: "LINK",
  about: "State of ReachFar units",
  fields: FIELDS,
  tails: [],
  read(reader, draft) {
    if (reader.count !== BODY + FIELDS.length) return null;
    readFields(FIELDS, reader, BODY, draft);
    return "heartbeat";
  },
  forms: () => [{ fields: FIELDS }],
};
