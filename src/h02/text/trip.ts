/**
 * V9 and V10, beginning and end of a trip, from PengAoDa OBD terminals (docs/protocol/h02.md §8.4):
 *
 *     *HQ,8631999792,V9,000033,V,…,010113,FFFBDFFF,E5,3000,460,01,17695,48516,C6#
 *     *HQ,8631999792,V10,091431,A,…,220915,FFFFFBFF,FD,3000,460,01,17695,12505,C6,558,1,28,6,115,176,0,0,0#
 *
 * After the status as in V1 of these units (pengaoda-tail.ts), and in V10: metres, tenths of a litre, highest
 * and mean km/h, idle and running seconds, hard accelerations, brakes and turns. One public parser reads
 * these as hexadecimal; decimal is right, for distance over time then gives the mean speed of all three
 * examples.
 *
 * Other units send V9 with the fields of V19. It is a trip only with PengAoDa's fields, otherwise a position.
 */
import { ANY, type FieldPattern } from "../../kind/pattern.ts";
import { type TextRow, value } from "../../kind/row.ts";
import { type WholeKind, whole } from "../../kind/text/number.ts";
import { fieldsOf, type TextForm, type TextWord, tails } from "../../layout/text-form.ts";
import { PENGAODA } from "./pengaoda-tail.ts";
import { POSITION, REPORT, REPORT_START, reportWord } from "./report.ts";
import { SIM_FORMS } from "./v19.ts";

const COUNT: WholeKind = /* @__PURE__ */ whole(1e9);

function tripForm(event: "start" | "end", totals: readonly TextRow[]): TextForm {
  const { about, rows } = PENGAODA;
  return {
    type: "trip",
    begin(values) {
      values["event"] = event;
    },
    parts: [
      ...POSITION,
      tails({
        about,
        table: "pengaoda",
        rows: [...rows, ...totals],
        more: Number.POSITIVE_INFINITY,
      }),
    ],
  };
}

/** The fields of a report behind the time, and the tail of these units. */
const TRIP: readonly FieldPattern[] = [
  [REPORT_START, 9 + /* @__PURE__ */ fieldsOf(PENGAODA.rows), ANY],
];

const POSITION_WORD: TextWord = /* @__PURE__ */ reportWord(
  { word: "V9", about: "A trip begins; a position" },
  [],
);

export const V9: TextWord = {
  ...POSITION_WORD,
  forms: [
    ...SIM_FORMS,
    {
      .../* @__PURE__ */ tripForm("start", []),
      told: "PengAoDa's fields behind the status",
      fits: TRIP,
    },
    ...POSITION_WORD.forms,
  ],
};
export const V10: TextWord = {
  word: "V10",
  about: "A trip ends",
  table: "pengaoda",
  forms: [
    {
      .../* @__PURE__ */ tripForm("end", [
        value(COUNT, "distanceMeters", { about: "Length of the trip" }),
        value(whole(1e9, { over: 10 }), "fuelLiters", {
          about: "Fuel used, tenths of a litre",
        }),
        value(COUNT, "maxSpeedKmh", { about: "Highest speed" }),
        value(COUNT, "averageSpeedKmh", { about: "Mean speed" }),
        value(COUNT, "idleSeconds", { about: "Time with the engine idle" }),
        value(COUNT, "runSeconds", { about: "Time driven" }),
        value(COUNT, "hardAccelerations", { about: "Hard accelerations" }),
        value(COUNT, "hardBrakes", { about: "Hard brakings" }),
        value(COUNT, "hardTurns", { about: "Hard turns" }),
      ]),
      fits: REPORT,
    },
  ],
};
