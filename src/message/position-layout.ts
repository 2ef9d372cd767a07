import type { StatusTableName } from "../field/status.ts";
import { readTail, type TextTail, widthOf } from "./layout.ts";
import { POSITION_BODY, readPositionBody } from "./position-body.ts";
import { BODY, type TextLayout } from "./text-layout.ts";
import type { TextReader } from "./text-reader.ts";

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
    type: "position",
    table,
    fields: POSITION_BODY,
    tails,
    read(reader, draft) {
      if (!startsWithTime(reader)) return false;
      const tail = readPositionBody(reader, BODY, draft);
      const left = reader.count - tail;
      if (!tails.some(({ fields }) => widthOf(fields) === left)) dropTrailingComma(reader, tail);
      readTail(tails, reader, tail, draft);
      return true;
    },
  };
}

/** Other firmware uses the same words for other things; a report has a time, or an empty field. */
function startsWithTime(reader: TextReader): boolean {
  if (reader.count <= BODY) return false;
  reader.trim(BODY);
  return reader.start === reader.end || reader.isDigits(BODY, 6, 6);
}

/** `…,8948365123597430413F,#`: an empty field at the end that nothing needs. */
export function dropTrailingComma(reader: TextReader, from: number): void {
  const last = reader.count - 1;
  if (last < from || reader.width(last) !== 0) return;
  reader.report("trailing-comma", "frame", last, last, "#");
  reader.dropLast();
}
