/**
 * The position of the `*WT` dialect, student cards (docs/protocol/h02.md §1.1 and §9): date and status stand at
 * the end, with undocumented numbers between them and the course (they look like network cells).
 *
 *     A,2302.6085,N,11352.4217,E,0.18,0,460,1,0,1,9519,102264332,64,64,0,58,170721,FDFFFFFF
 */
import { ANY, type FieldPattern } from "../../kind/pattern.ts";
import type { TextPart } from "../../layout/text-form.ts";
import { SIX_DIGITS, VALIDITY } from "./report.ts";
import { DATE_ROW, PLACE, STATUS_ROW, VALID_ROW } from "./rows.ts";

export const STUDENT_CARD: readonly TextPart[] = [
  VALID_ROW,
  ...PLACE,
  { part: "rest" },
  DATE_ROW,
  STATUS_ROW,
];

/** A status, by its width alone. */
export const EIGHT: RegExp = /^[^,]{8}$/;

/** From the validity on. */
export const TOLD_STUDENT_CARD: FieldPattern = [VALIDITY, 6, ANY, SIX_DIGITS, EIGHT];
