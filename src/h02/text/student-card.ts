/**
 * The position of the `*WT` dialect, student cards (h02.md sections 1.1 and 9): date and status stand at
 * the end, and between course and them numbers that nobody explains (network cells, by their look).
 *
 *     A,2302.6085,N,11352.4217,E,0.18,0,460,1,0,1,9519,102264332,64,64,0,58,170721,FDFFFFFF
 */

import type { TextReader } from "../../kind/text-reader.ts";
import { readExtra, readField, readFields, type TextField, widthOf } from "../../layout/layout.ts";
import { REST, type WrittenField } from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import { COURSE, DATE, LATITUDE, LONGITUDE, SPEED, STATUS, VALID } from "./position-body.ts";

const FIELDS: readonly TextField[] = [VALID, LATITUDE, LONGITUDE, SPEED, COURSE];

/** What is written from the validity on. */
export const STUDENT_CARD_BODY: readonly WrittenField[] = [...FIELDS, REST, DATE, STATUS];

/** Whether a body can start at field `at`, and the frame ends with date and status behind it. */
export function endsLikeStudentCard(reader: TextReader, at: number): boolean {
  if (reader.count - 2 < at + widthOf(FIELDS)) return false;
  return reader.isDigits(reader.count - 2, 6, 6) && reader.width(reader.count - 1) === 8;
}

/** Reads the fields from the validity on, to the end of the frame. */
export function readStudentCardBody(reader: TextReader, at: number, draft: Draft): void {
  const behind = readFields(FIELDS, reader, at, draft);
  const date = reader.count - 2;
  if (date > behind) {
    reader.report("unknown-tail", "extra", behind, date - 1, "documented fields");
    readExtra(reader, behind, date - behind, draft);
  }
  readField(DATE, reader, date, draft);
  readField(STATUS, reader, date + 1, draft);
}
