/** A position report: the common body, then one of some tails. */
import type { TextRow } from "../../kind/row.ts";
import { isNetworkCell } from "../../kind/text/cell.ts";
import type { TextReader } from "../../kind/text-reader.ts";
import {
  BODY,
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

/** Units with ids 421… have a battery code between course and date. */
const BATTERY_BEFORE_DATE: TextPart = /* @__PURE__ */ optional(
  BATTERY_CODE_ROW,
  (r, at) => r.isDigits(at, 1, 3) && r.isDigits(at + 1, 6, 6),
);

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
  fits: isNetworkCell,
};

/** A word that has a position report with these tails. */
export function reportWord(
  word: Omit<TextWord, "forms">,
  list: readonly TextTail[],
  form: Partial<TextForm> = {},
): TextWord {
  const report: TextForm = {
    type: "position",
    fits: isReport,
    parts: [...POSITION, tails(...list)],
    isReport: true,
    ...form,
  };
  return { ...word, forms: [report] };
}

/**
 * Other firmware uses the same words for other things. A report has its time or its validity where they
 * belong (or an empty field), even if the other of the two is damaged.
 */
export function isReport(r: TextReader): boolean {
  if (r.count <= BODY) return false;
  r.trim(BODY);
  if (r.start === r.end || r.isDigits(BODY, 6, 6)) return true;
  return isValidity(r, BODY + 1);
}

/** Whether field `at` is A, V or B. */
export function isValidity(r: TextReader, at: number): boolean {
  if (at >= r.count) return false;
  r.trim(at);
  const letter = r.bytes[r.start]! | 0x20;
  return r.end - r.start === 1 && (letter === 0x61 || letter === 0x62 || letter === 0x76);
}
