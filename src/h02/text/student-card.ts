/**
 * The position of the `*WT` dialect, student cards (docs/protocol/h02.md §1.1 and §9): date and status stand at
 * the end, with undocumented numbers between them and the course (they look like network cells).
 *
 *     A,2302.6085,N,11352.4217,E,0.18,0,460,1,0,1,9519,102264332,64,64,0,58,170721,FDFFFFFF
 */
import type { TextReader } from "../../kind/text-reader.ts";
import type { TextPart } from "../../layout/text-form.ts";
import { isValidity } from "./report.ts";
import { DATE_ROW, PLACE, STATUS_ROW, VALID_ROW } from "./rows.ts";

/** Fields from the validity to the course. */
const FIELDS = 7;

export const STUDENT_CARD: readonly TextPart[] = [
  VALID_ROW,
  ...PLACE,
  { part: "rest" },
  DATE_ROW,
  STATUS_ROW,
];

/** Whether the validity is field `at`, and the frame ends with date and status. */
export function isStudentCard(r: TextReader, at: number): boolean {
  const date = r.count - 2;
  return (
    isValidity(r, at) && date >= at + FIELDS && r.isDigits(date, 6, 6) && r.width(date + 1) === 8
  );
}
