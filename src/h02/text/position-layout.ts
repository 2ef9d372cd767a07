import type { TextReader } from "../../kind/text-reader.ts";
import { readTail, type TextTail, tailWidth } from "../../layout/layout.ts";
import { BODY, formsOf, type TextLayout, type WrittenField } from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import type { StatusTableName } from "../../model/status.ts";
import { BATTERY_CODE } from "./battery-field.ts";
import { DATE, POSITION_BODY, readPositionBody, STATUS } from "./position-body.ts";

/** The deviation of id 421… units. */
const BATTERY_BEFORE_DATE: readonly WrittenField[] = [
  ...POSITION_BODY.slice(0, -2),
  BATTERY_CODE,
  DATE,
  STATUS,
];

/** The layout of a position report: the common body, then one of some tails. */
export function positionLayout(
  word: string,
  about: string,
  tails: readonly TextTail[],
  table: StatusTableName = "tq",
): TextLayout {
  return {
    word,
    about,
    table,
    isReport: true,
    fields: POSITION_BODY,
    tails,
    read(reader, draft) {
      if (!isReport(reader)) return null;
      readReport(tails, reader, draft);
      return "position";
    },
    forms: () => [...formsOf(POSITION_BODY, tails), { fields: BATTERY_BEFORE_DATE }],
  };
}

/** Reads a position report from the first field behind the word on. */
export function readReport(tails: readonly TextTail[], reader: TextReader, draft: Draft): void {
  const tail = readPositionBody(reader, BODY, draft);
  const left = reader.count - tail;
  if (!tails.some((known) => tailWidth(known) === left)) dropTrailingComma(reader, tail);
  readTail(tails, reader, tail, draft);
}

/**
 * Other firmware uses the same words for other things. A report has its time or its validity where they
 * belong (or an empty field), even if the other of the two is damaged.
 */
export function isReport(reader: TextReader): boolean {
  if (reader.count <= BODY) return false;
  reader.trim(BODY);
  if (reader.start === reader.end || reader.isDigits(BODY, 6, 6)) return true;
  return isValidity(reader, BODY + 1);
}

/** Whether field `at` is A, V or B. */
export function isValidity(reader: TextReader, at: number): boolean {
  if (at >= reader.count) return false;
  reader.trim(at);
  const letter = reader.bytes[reader.start]! | 0x20;
  return reader.end - reader.start === 1 && (letter === 0x61 || letter === 0x62 || letter === 0x76);
}

/** `…,8948365123597430413F,#`: an empty field at the end that nothing needs. */
export function dropTrailingComma(reader: TextReader, from: number): void {
  const last = reader.count - 1;
  if (last < from || reader.width(last) !== 0) return;
  reader.report("trailing-comma", "frame", last, last, "#");
  reader.dropLast();
}
