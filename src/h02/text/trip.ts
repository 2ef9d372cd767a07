/**
 * V9 and V10, beginning and end of a trip, from PengAoDa OBD terminals (h02.md section 8.4):
 *
 *     *HQ,8631999792,V9,000033,V,…,010113,FFFBDFFF,E5,3000,460,01,17695,48516,C6#
 *     *HQ,8631999792,V10,091431,A,…,220915,FFFFFBFF,FD,3000,460,01,17695,12505,C6,558,1,28,6,115,176,0,0,0#
 *
 * Behind the status as in V1 of these units (pengaoda.ts), and in V10: metres, tenths of a litre, highest
 * and mean km/h, idle and running seconds, hard accelerations, brakes and turns. One public parser reads
 * these as hexadecimal; decimal is right, for distance over time then gives the mean speed of all three
 * examples.
 */

import { keepRest, readFields, type TextField, widthOf } from "../../layout/layout.ts";
import { BODY, type TextLayout } from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import { PENGAODA } from "../../pengaoda/pengaoda.ts";
import { POSITION_BODY, readPositionBody } from "./position-body.ts";
import { isReport } from "./position-layout.ts";
import { wholeField } from "./reading-fields.ts";

const MOST = 1e9;

const TOTALS: readonly TextField[] = [
  wholeField({ name: "distanceMeters", unit: "m", about: "Length of the trip" }, MOST),
  wholeField({ name: "fuelLiters", unit: "l", about: "Fuel used, tenths of a litre" }, MOST, 10),
  wholeField({ name: "maxSpeedKmh", unit: "km/h", about: "Highest speed" }, MOST),
  wholeField({ name: "averageSpeedKmh", unit: "km/h", about: "Mean speed" }, MOST),
  wholeField({ name: "idleSeconds", unit: "s", about: "Time with the engine idle" }, MOST),
  wholeField({ name: "runSeconds", unit: "s", about: "Time driven" }, MOST),
  wholeField({ name: "hardAccelerations", about: "Hard accelerations" }, MOST),
  wholeField({ name: "hardBrakes", about: "Hard brakings" }, MOST),
  wholeField({ name: "hardTurns", about: "Hard turns" }, MOST),
];

function tripLayout(
  word: string,
  event: "start" | "end",
  totals: readonly TextField[],
): TextLayout {
  const behind = [...PENGAODA.fields, ...totals];
  return {
    word,
    table: "pengaoda",
    about: event === "start" ? "A trip begins" : "A trip ends",
    fields: POSITION_BODY,
    tails: [{ about: PENGAODA.about, fields: behind }],
    read(reader, draft: Draft) {
      if (!isReport(reader)) return null;
      draft.event = event;
      let at = readPositionBody(reader, BODY, draft);
      if (reader.count - at >= widthOf(behind)) at = readFields(behind, reader, at, draft);
      keepRest(reader, at, draft);
      return "trip";
    },
    forms: () => [{ fields: [...POSITION_BODY, ...behind] }, { fields: POSITION_BODY }],
  };
}

export const V9: TextLayout = tripLayout("V9", "start", []);
export const V10: TextLayout = tripLayout("V10", "end", TOTALS);
