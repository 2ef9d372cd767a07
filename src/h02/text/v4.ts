/**
 * V4, the answer to a command (h02.md section 6):
 *
 *     *HQ,8168000005,V4,S20,OK,061158,061202,A,2235.0086,N,11354.3668,E,000.00,000,160716,F7FFBBFF,460,00,10342,3721#
 *      0      1       2  3   4    5      6   7     8      9     10     11   12   13   14       15   16  17   18   19
 *
 * 3 the command; 4 … result and echoed parameters, as many as there are; then the time of the command as
 * echoed, the time of day of the device, and a position as in V1 without its time. Short answers
 * (`V4,CR`) end earlier, S21 has a form of its own, and the WT dialect
 * another order (student-card.ts).
 */

import type { TextReader } from "../../kind/text-reader.ts";
import {
  type FieldMeaning,
  readExtra,
  readField,
  readTail,
  type TextTail,
} from "../../layout/layout.ts";
import {
  BODY,
  formsOf,
  type TextForm,
  type TextLayout,
  type WrittenField,
} from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import {
  clockDigits,
  DATE,
  dayDigits,
  POSITION_BODY,
  readPositionBody,
  STATUS,
  TIME,
} from "./position-body.ts";
import { isValidity } from "./position-layout.ts";
import { endsLikeStudentCard, readStudentCardBody, STUDENT_CARD_BODY } from "./student-card.ts";
import { CELL_TAIL } from "./v1.ts";

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
  fields: POSITION_BODY,
  tails: TAILS,
  read(reader, draft: Draft) {
    if (reader.count <= BODY) {
      reader.report("missing-field", "confirms", reader.count, reader.count, "a command");
      draft.confirms = null;
      draft.parameters = [];
      return "confirmation";
    }
    const command = reader.text(BODY);
    draft.confirms = command;
    reader.mark(CONFIRMS, BODY, BODY, draft);
    const time = findTime(reader);
    if (time >= 0) {
      readParameters(reader, command, BODY + 1, readCommandTime(reader, time - 1, draft), draft);
      readTail(TAILS, reader, readPositionBody(reader, time, draft), draft);
    } else if (command === "S21" && isFence(reader)) readFence(reader, draft);
    else if (isStudentCard(reader)) readStudentCard(reader, command, draft);
    else readParameters(reader, command, BODY + 1, reader.count, draft);
    if (command === "S32") readMileage(draft);
    return "confirmation";
  },
  forms(values) {
    if (values.confirms === null) return [{ fields: [] }];
    const answer = [CONFIRMS_FIELD, PARAMETERS_FIELD];
    if (values.time === undefined) {
      return [{ fields: answer }, { fields: FENCE_FORM }];
    }
    const front = [...answer, COMMAND_TIME_FIELD, ANSWER_TIME];
    const body = POSITION_BODY.slice(1).map((field) => (field === DATE ? ANSWER_DATE : field));
    const forms = formsOf([...front, ...body], TAILS);
    const card: TextForm = { fields: [...front, ...STUDENT_CARD_BODY], numbers: "short" };
    return values.extra === undefined ? [...forms, card] : [card, ...forms];
  },
};

const CONFIRMS_FIELD: WrittenField = {
  write({ confirms }, writer) {
    writer.put(confirms ?? "");
  },
};

const PARAMETERS_FIELD: WrittenField = {
  write({ result, parameters }, writer) {
    if (result !== undefined) writer.put(result);
    writer.putAll(parameters ?? []);
  },
};

const COMMAND_TIME_FIELD: WrittenField = {
  write({ commandTime }, writer) {
    if (commandTime) writer.put(commandTime);
  },
};

/** The answer is told by six digits here, so an unknown time of day is one that there is not. */
const ANSWER_TIME: WrittenField = {
  write({ time }, writer) {
    writer.put(time ? clockDigits(time) : "999999");
  },
};

const ANSWER_DATE: WrittenField = {
  write({ time }, writer) {
    writer.put(time ? dayDigits(time) : "000000");
  },
};

/** N, two latitudes, E, two longitudes. */
const FENCE_CORNERS = 6;

const FENCE_FORM: readonly WrittenField[] = [
  CONFIRMS_FIELD,
  { write: ({ parameters = [] }, writer) => writer.putAll(parameters.slice(0, -FENCE_CORNERS)) },
  COMMAND_TIME_FIELD,
  { write: (values, writer) => writer.put(writer.nextExtra(values)) },
  { write: ({ parameters = [] }, writer) => writer.putAll(parameters.slice(-FENCE_CORNERS)) },
  STATUS,
];

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
function readCommandTime(reader: TextReader, at: number, draft: Draft): number {
  if (at <= BODY) return BODY + 1;
  reader.trim(at);
  if (reader.end - reader.start !== 6) return at + 1;
  draft.commandTime = reader.selected();
  reader.mark(COMMAND_TIME, at, at, draft);
  return at;
}

function readParameters(
  reader: TextReader,
  command: string,
  from: number,
  to: number,
  draft: Draft,
): void {
  draft.parameters = [];
  for (let i = from; i < to; i++) {
    const text = reader.text(i);
    if (i === from && isResult(command, text)) {
      draft.result = text;
      reader.mark(RESULT, i, i, draft);
    } else addParameter(reader, i, draft);
  }
}

/**
 * S32 answers with the mileage: `V4,S32,0000130502.35,…`, in units of 0.51444 m, the distance of one knot
 * in one second. It is integrated GPS speed, not a value of the vehicle (TQ document).
 */
function readMileage(draft: Draft): void {
  const text = draft.parameters?.[0] ?? "";
  if (!/^\d{1,12}(\.\d{1,3})?$/.test(text)) return;
  // One rounding: the digits as a whole number, times 51444, over the scale.
  const decimals = text.length - 1 - text.indexOf(".");
  const scale = text.includes(".") ? 10 ** decimals : 1;
  draft.odometerMeters = (Number(text.replace(".", "")) * 51444) / (100000 * scale);
}

function addParameter(reader: TextReader, at: number, draft: Draft): void {
  draft.parameters!.push(reader.text(at));
  reader.mark(PARAMETER, at, at, draft);
}

function isResult(command: string, text: string): boolean {
  if (text === "OK" || text === "DONE" || text === "ERROR") return true;
  return HAS_RESULT_CODE.has(command) && RESULT_CODES.has(text);
}

const CONFIRMS: FieldMeaning = { name: "confirms", about: "The command that is answered" };
const RESULT: FieldMeaning = { name: "result", about: "How it went" };
const PARAMETER: FieldMeaning = { name: "parameters", about: "Parameter of the command, echoed" };
const COMMAND_TIME: FieldMeaning = { name: "commandTime", about: "HHMMSS of the command, echoed" };

/** `V4,S21,17,1,130305,050316,N,2245.318,2246.452,E,11233.232,11365.175,FFFFFBFF`: no position. */
function isFence(reader: TextReader): boolean {
  const at = reader.count - 9;
  return at > BODY && reader.isDigits(at, 6, 6) && reader.isDigits(at + 1, 6, 6);
}

function readFence(reader: TextReader, draft: Draft): void {
  const at = reader.count - 9;
  readParameters(reader, "S21", BODY + 1, at, draft);
  readCommandTime(reader, at, draft);
  readExtra(reader, at + 1, 1, draft);
  for (let i = at + 2; i < reader.count - 1; i++) addParameter(reader, i, draft);
  readField(STATUS, reader, reader.count - 1, draft);
}

/** `*WT,…,V4,D1,150042,150102,A,2302.6085,N,…,170721,FDFFFFFF`: the times, then its own order. */
function isStudentCard(reader: TextReader): boolean {
  return (
    reader.isDigits(BODY + 1, 6, 6) &&
    reader.isDigits(BODY + 2, 6, 6) &&
    isValidity(reader, BODY + 3) &&
    endsLikeStudentCard(reader, BODY + 3)
  );
}

function readStudentCard(reader: TextReader, command: string, draft: Draft): void {
  readParameters(reader, command, BODY + 1, BODY + 1, draft);
  readCommandTime(reader, BODY + 1, draft);
  readField(TIME, reader, BODY + 2, draft);
  readStudentCardBody(reader, BODY + 3, draft);
}
