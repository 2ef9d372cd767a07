/** A position report: the common body, then one of some tails. */
import { ANY, type FieldPattern } from "../../kind/pattern.ts";
import type { TextRow } from "../../kind/row.ts";
import { DECIMAL_NETWORK } from "../../kind/text/cell.ts";
import {
  optional,
  type TextForm,
  type TextPart,
  type TextTail,
  type TextWord,
  tails,
} from "../../layout/text-form.ts";
import {
  BATTERY_CODE_ROW,
  CELL_ROW,
  DATE_BEFORE_STATUS,
  NETWORK_CELL_ROW,
  PLACE,
  STATUS_ROW,
  TIME_ROW,
  VALID_ROW,
} from "./rows.ts";

export const SIX_DIGITS: RegExp = /^ *\d{6} *$/;
export const THREE_DIGITS: RegExp = /^ *\d{1,3} *$/;
export const BLANK: RegExp = /^ *$/;
export const VALIDITY: RegExp = /^ *[ABVabv] *$/;

/** Units with ids 421… have a battery code between course and date. */
const BATTERY_BEFORE_DATE: TextPart = /* @__PURE__ */ optional(BATTERY_CODE_ROW, [
  [THREE_DIGITS, SIX_DIGITS, ANY],
]);

/** From the time to the status. */
export function positionBody(
  time: TextRow = TIME_ROW,
  date: TextRow = DATE_BEFORE_STATUS,
): readonly TextPart[] {
  return [time, VALID_ROW, ...PLACE, BATTERY_BEFORE_DATE, date, STATUS_ROW];
}

export const POSITION: readonly TextPart[] = /* @__PURE__ */ positionBody();

export const CELL_TAIL: TextTail = {
  about: "SinoTrack 2G, and most others",
  rows: [CELL_ROW],
  isUsual: true,
};

export const NETWORK_TAIL: TextTail = {
  about: "Sometimes seen: the network without the cell",
  rows: [NETWORK_CELL_ROW],
  fits: [DECIMAL_NETWORK],
};

/**
 * The first field of a report. Other firmware uses the same words for other things. A report has its time or its validity
 * where they belong (or an empty field), even if the other of the two is damaged.
 */
export const REPORT_START: readonly FieldPattern[] = [[SIX_DIGITS], [BLANK], [1, VALIDITY, -1]];
export const REPORT: readonly FieldPattern[] = [[REPORT_START, ANY]];

/** A word that has a position report with these tails. */
export function reportWord(
  word: Omit<TextWord, "forms">,
  list: readonly TextTail[],
  form: Partial<TextForm> = {},
): TextWord {
  const report: TextForm = {
    type: "position",
    fits: REPORT,
    parts: [...POSITION, tails(...list)],
    isReport: true,
    ...form,
  };
  return { ...word, forms: [report] };
}
