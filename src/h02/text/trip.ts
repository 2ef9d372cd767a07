/**
 * V9 and V10, beginning and end of a trip, from PengAoDa OBD terminals (h02.md section 8.4):
 *
 *     *HQ,8631999792,V9,000033,V,…,010113,FFFBDFFF,E5,3000,460,01,17695,48516,C6#
 *     *HQ,8631999792,V10,091431,A,…,220915,FFFFFBFF,FD,3000,460,01,17695,12505,C6,558,1,28,6,115,176,0,0,0#
 *
 * Behind the status as in V1 of these units (pengaoda-tail.ts), and in V10: metres, tenths of a litre, highest
 * and mean km/h, idle and running seconds, hard accelerations, brakes and turns. One public parser reads
 * these as hexadecimal; decimal is right, for distance over time then gives the mean speed of all three
 * examples.
 */
import type { TextRow } from "../../kind/row.ts";
import { whole } from "../../kind/text/number.ts";
import { type TextWord, tails } from "../../layout/text-form.ts";
import { PENGAODA } from "./pengaoda-tail.ts";
import { POSITION, reportWord } from "./report.ts";

function total(name: string, about: string, unit?: string, over?: number): TextRow {
  const kind = whole(1e9, over === undefined ? {} : { over });
  return { name, kind, about, personal: "harmless", ...(unit === undefined ? {} : { unit }) };
}

function tripWord(word: string, event: "start" | "end", totals: readonly TextRow[]): TextWord {
  const { about, rows } = PENGAODA;
  return reportWord(word, event === "start" ? "A trip begins" : "A trip ends", [], {
    type: "trip",
    table: "pengaoda",
    begin(values) {
      values["event"] = event;
    },
    parts: [
      ...POSITION,
      tails({ about, rows: [...rows, ...totals], more: Number.POSITIVE_INFINITY }),
    ],
  });
}

export const V9: TextWord = /* @__PURE__ */ tripWord("V9", "start", []);
export const V10: TextWord = /* @__PURE__ */ tripWord("V10", "end", [
  total("distanceMeters", "Length of the trip", "m"),
  total("fuelLiters", "Fuel used, tenths of a litre", "l", 10),
  total("maxSpeedKmh", "Highest speed", "km/h"),
  total("averageSpeedKmh", "Mean speed", "km/h"),
  total("idleSeconds", "Time with the engine idle", "s"),
  total("runSeconds", "Time driven", "s"),
  total("hardAccelerations", "Hard accelerations"),
  total("hardBrakes", "Hard brakings"),
  total("hardTurns", "Hard turns"),
]);
