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
      if (!isReport(reader)) return false;
      const tail = readPositionBody(reader, BODY, draft);
      const left = reader.count - tail;
      if (!tails.some(({ fields }) => widthOf(fields) === left)) dropTrailingComma(reader, tail);
      readTail(tails, reader, tail, draft);
      return true;
    },
  };
}

/**
 * Other firmware uses the same words for other things. A report has its time or its validity where they
 * belong (or an empty field), even if the other of the two is damaged.
 */
function isReport(reader: TextReader): boolean {
  if (reader.count <= BODY) return false;
  reader.trim(BODY);
  if (reader.start === reader.end || reader.isDigits(BODY, 6, 6)) return true;
  if (reader.count <= BODY + 1) return false;
  reader.trim(BODY + 1);
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
