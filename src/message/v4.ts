/**
 * V4, the answer to a command (h02.md section 6):
 *
 *     *HQ,8168000005,V4,S20,OK,061158,061202,A,2235.0086,N,11354.3668,E,000.00,000,160716,F7FFBBFF,460,00,10342,3721#
 *      0      1       2  3   4    5      6   7     8      9     10     11   12   13   14       15   16  17   18   19
 *
 * 3 the command; 4 … result and echoed parameters, as many as there are; then the time of the command as
 * echoed, the time of day of the device, and a position as in V1 without its time. Short answers
 * (`V4,CR`) end earlier, S21 has a form of its own, and the WT dialect another order, which is kept as
 * text.
 */
import type { Draft } from "./draft.ts";
import { readTail, type TextTail } from "./layout.ts";
import { POSITION_BODY, readPositionBody, STATUS } from "./position-body.ts";
import { BODY, type TextLayout } from "./text-layout.ts";
import type { TextReader } from "./text-reader.ts";
import { CELL_TAIL } from "./v1.ts";

/** What a V4 has beyond the properties of the position. */
export interface ConfirmationDraft extends Draft {
  confirms?: string | null;
  result?: string;
  parameters?: string[];
  commandTime?: string | null;
}

const TAILS: readonly TextTail[] = [CELL_TAIL];

/** Commands of HuaSunTeK, whose result is two digits. S71 and others have numbers of their own. */
const HAS_RESULT_CODE: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "S20",
  "SF2",
  "CF2",
  "MP",
  "IP",
  "INFO",
  "RESET",
  "SLAN",
]);
const RESULT_CODES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "00",
  "01",
  "02",
  "03",
  "04",
  "80",
]);

export const V4: TextLayout = {
  word: "V4",
  about: "Answer to a command",
  type: "confirmation",
  fields: POSITION_BODY,
  tails: TAILS,
  read(reader, draft: ConfirmationDraft) {
    if (reader.count <= BODY) {
      reader.report("missing-field", "confirms", reader.count, reader.count, "a command");
      draft.confirms = null;
      draft.parameters = [];
      return true;
    }
    const command = reader.text(BODY);
    draft.confirms = command;
    const time = findTime(reader);
    if (time >= 0) {
      readParameters(reader, command, BODY + 1, readCommandTime(reader, time - 1, draft), draft);
      readTail(TAILS, reader, readPositionBody(reader, time, draft), draft);
    } else if (command === "S21" && isFence(reader)) readFence(reader, draft);
    else readParameters(reader, command, BODY + 1, reader.count, draft);
    return true;
  },
};

/**
 * The field with the time of the device: six digits, a validity behind it, and a date where a position
 * has one. -1 if there is no position.
 */
function findTime(reader: TextReader): number {
  for (let at = BODY + 1; at + 9 <= reader.count; at++) {
    if (!reader.isDigits(at, 6, 6)) continue;
    reader.trim(at + 1);
    const letter = reader.bytes[reader.start]! | 0x20;
    if (reader.end - reader.start !== 1) continue;
    if (letter !== 0x61 && letter !== 0x62 && letter !== 0x76) continue;
    if (reader.isDigits(at + 8, 6, 6) && at + 10 <= reader.count) return at;
    // No comma between date and status.
    reader.trim(at + 8);
    if (reader.width(at + 8) === 14 && reader.countDigits(reader.start) >= 6) return at;
  }
  return -1;
}

/** Reads the echoed time if field `at` is one; returns where the parameters end. */
function readCommandTime(reader: TextReader, at: number, draft: ConfirmationDraft): number {
  if (at <= BODY) return BODY + 1;
  reader.trim(at);
  if (reader.end - reader.start !== 6) return at + 1;
  draft.commandTime = reader.selected();
  return at;
}

function readParameters(
  reader: TextReader,
  command: string,
  from: number,
  to: number,
  draft: ConfirmationDraft,
): void {
  const parameters: string[] = [];
  for (let i = from; i < to; i++) parameters.push(reader.text(i));
  const first = parameters[0];
  if (
    first !== undefined &&
    (first === "OK" ||
      first === "DONE" ||
      first === "ERROR" ||
      (HAS_RESULT_CODE.has(command) && RESULT_CODES.has(first)))
  ) {
    draft.result = first;
    parameters.shift();
  }
  draft.parameters = parameters;
}

/** `V4,S21,17,1,130305,050316,N,2245.318,2246.452,E,11233.232,11365.175,FFFFFBFF`: no position. */
function isFence(reader: TextReader): boolean {
  const at = reader.count - 9;
  return at > BODY && reader.isDigits(at, 6, 6) && reader.isDigits(at + 1, 6, 6);
}

function readFence(reader: TextReader, draft: ConfirmationDraft): void {
  const at = reader.count - 9;
  readParameters(reader, "S21", BODY + 1, at, draft);
  for (let i = at + 2; i < reader.count - 1; i++) draft.parameters!.push(reader.text(i));
  readCommandTime(reader, at, draft);
  draft.extra = [reader.text(at + 1)];
  STATUS.read(reader, reader.count - 1, draft);
}
