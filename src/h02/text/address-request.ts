/**
 * V2, V3, VI1 and VI2: the device asks for the name of the place where it is (docs/protocol/h02.md §2.6).
 *
 *     *HQ,2020916012,V2,050316,A,2212.8745,N,11346.6574,E,14.28,028,220902,FFFFFBFF,460,00,10342,3721#
 *     *HQ,353522605819243,V2,100220,0,5248.72091,N,00444.73564,E,0.25,0,280917,FFFFFFFF,cc,28,  db,d75b#
 *     *HQ,353271799434922,VI1,052825,0,2229.9549,N,…,FFFFFFFF,1CC,0,25FC,F48,90,  25FC-F48-10|  25FC-F48-6#
 *
 * A digit after the time is the coding of the requested text, a letter the validity. Two other meanings:
 * the student-card dialect `*WT` puts numbers between time and validity in V2, and Cantrack uses V3 for
 * a report of cells, whose second field is the network (`46000`).
 */
import { ANY, type FieldPattern } from "../../kind/pattern.ts";
import type { TextForm, TextWord } from "../../layout/text-form.ts";
import { CANTRACK_CELLS } from "./cantrack.ts";
import { positionWithCoding } from "./position-with-coding.ts";
import {
  BLANK,
  CELL_TAIL,
  REPORT,
  reportWord,
  SIX_DIGITS,
  THREE_DIGITS,
  VALIDITY,
} from "./report.ts";
import { TIME_ROW } from "./rows.ts";
import { STUDENT_CARD, TOLD_STUDENT_CARD } from "./student-card.ts";

/** Undocumented fields between the time and the validity in the `*WT` dialect. */
const CARD_FIELDS = 4;

const CARD: TextForm = {
  type: "position",
  told: "numbers between the time and the validity (student cards)",
  fits: [[SIX_DIGITS, THREE_DIGITS, CARD_FIELDS - 1, ...TOLD_STUDENT_CARD]],
  numbers: "short",
  parts: [TIME_ROW, { part: "rest", fields: CARD_FIELDS }, ...STUDENT_CARD],
};

const CODED: TextForm = {
  type: "position",
  told: "a digit behind the time",
  fits: [[1, /^ *\d *$/, ANY]],
  numbers: "short",
  parts: /* @__PURE__ */ positionWithCoding(),
};

const SHORT = /^ *(?:[^ ] *)?$/;

/** A field longer than a letter means cells of Cantrack, cut short or with an unreadable network. */
const ENGLISH: readonly FieldPattern[] = [
  [SIX_DIGITS],
  [SIX_DIGITS, SHORT, ANY],
  [BLANK],
  [BLANK, SHORT, ANY],
  [1, VALIDITY, ANY],
];

function requestWord(
  word: Omit<TextWord, "forms">,
  fits = REPORT,
  before: readonly TextForm[] = [],
): TextWord {
  const request = reportWord(word, [CELL_TAIL], { isUsual: false, fits });
  return { ...request, forms: [...before, CARD, CODED, ...request.forms] };
}

export const V2: TextWord = /* @__PURE__ */ requestWord({
  word: "V2",
  about: "Asks for the address, in Chinese",
});
export const V3: TextWord = /* @__PURE__ */ requestWord(
  { word: "V3", about: "Asks for the address, in English; Cantrack: cells" },
  ENGLISH,
  [CANTRACK_CELLS],
);
// VI1 and VI2 are HuaSunTeK's words.
export const VI1: TextWord = /* @__PURE__ */ requestWord({
  word: "VI1",
  about: "Asks for the address",
  table: "huasuntek",
});
export const VI2: TextWord = { ...VI1, word: "VI2" };
