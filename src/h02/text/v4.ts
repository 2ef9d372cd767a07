/**
 * V4, the answer to a command (docs/protocol/h02.md §6):
 *
 *     *HQ,8168000005,V4,S20,OK,061158,061202,A,2235.0086,N,11354.3668,E,000.00,000,160716,F7FFBBFF,460,00,10342,3721#
 *      0      1       2  3   4    5      6   7     8      9  10     11    12   13   14      15      16  17  18    19
 *
 * 3 the command; 4 … result and echoed parameters, as many as there are; then the time of the command as
 * echoed, the time of day of the device, and a position as in V1 without its time. Short answers
 * (`V4,CR`) end earlier, S21 has a form of its own, and the WT dialect another order (student-card.ts).
 */
import type { TextEmitter } from "../../kind/emit.ts";
import type { TextKind, TextRow, Values } from "../../kind/row.ts";
import { LISTED, TEXT } from "../../kind/text/text.ts";
import { clock, date } from "../../kind/text/time.ts";
import type { TextReader } from "../../kind/text-reader.ts";
import {
  BODY,
  optional,
  type RepeatedRows,
  type TextForm,
  type TextPart,
  type TextWord,
  tails,
} from "../../layout/text-form.ts";
import { CELL_TAIL, isValidity, positionBody } from "./report.ts";
import { DATE_BEFORE_STATUS, EXTRA_ROW, STATUS_ROW, TIME_ROW } from "./rows.ts";
import { isStudentCard, STUDENT_CARD } from "./student-card.ts";

/** Commands of HuaSunTeK, whose result is two digits. S71 and others have numbers with another meaning. */
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
const RESULT_CODES: ReadonlySet<string> = /* @__PURE__ */ new Set("00 01 02 03 04 80".split(" "));

/** Whether the text after a command is a result. */
export function isResult(command: string, text: string): boolean {
  if (text.length === 2) {
    return text === "OK" || (HAS_RESULT_CODE.has(command) && RESULT_CODES.has(text));
  }
  return text === "DONE" || text === "ERROR";
}

/** The word of a command; `null` if the frame ends before it. */
const COMMAND: TextKind = {
  ...TEXT,
  kind: "command",
  personal: "word",
  read(r, at, row, values) {
    if (at < r.count) return TEXT.read(r, at, row, values);
    values[row.name] = null;
    r.report("missing-field", row.name, r.count, r.count, "a command");
  },
  write(w, row, values) {
    if (values[row.name] !== null) TEXT.write(w, row, values);
  },
};

export function emitCommand(e: TextEmitter, row: TextRow): void {
  const name = e.name(row);
  e.line(`const ${name} = ${e.text(row, "fieldEnd")};`);
  e.variables.set("command", name);
  e.give(row, name);
}

export const schemaCommand: object = { type: ["string", "null"] };

/** A parameter; S32 has the mileage. */
const PARAMETER: TextKind = {
  ...LISTED,
  kind: "parameter",
  read(r, at, row, values) {
    LISTED.read(r, at, row, values);
    if (values["confirms"] === "S32" && values[row.name].length === 1)
      readMileage(values, row.name);
  },
};

/**
 * S32 answers with the mileage: `V4,S32,0000130502.35,…`, in units of 0.51444 m, the distance of one knot
 * in one second. It is integrated GPS speed, not a value of the vehicle (TQ document).
 */
export function readMileage(values: Values, name: string): void {
  const text: string = values[name][0];
  if (!/^\d{1,12}(\.\d{1,3})?$/.test(text)) return;
  // One rounding: the digits as a whole number, times 51444, over the scale.
  const decimals = text.length - 1 - text.indexOf(".");
  const scale = text.includes(".") ? 10 ** decimals : 1;
  values["odometerMeters"] = (Number(text.replace(".", "")) * 51444) / (100000 * scale);
}

export const alsoParameter: object = { odometerMeters: { type: "number", minimum: 0 } };

/** The parameters up to the end of a short answer; the first may be the result. */
export function emitParameters(e: TextEmitter): void {
  emitList(e, "B[p] === 44");
  // S21 with its rectangle and S20 with its time are other forms.
  const command = e.variables.get("command")!;
  e.giveUpIf(`${command} === "S21" || ${command} === "S20"`);
  emitResult(e);
}

/** The parameters up to a time of day, possibly with the time of the command at their end. */
export function emitParametersAndTime(e: TextEmitter): void {
  e.line(`const position = ${e.value("cursor")};`);
  emitList(e, "p < position");
  e.line("let commandTime = undefined;");
  e.line("if (parameters.at(-1)?.length === 6) commandTime = parameters.pop();");
  e.later.push("if (commandTime !== undefined) m.commandTime = commandTime;");
  emitResult(e);
}

/** A loop over texts, as long as the condition holds. */
function emitList(e: TextEmitter, condition: string): void {
  e.line("const parameters: string[] = [];");
  e.line(`while (${condition}) {`);
  e.giveUpIf("B[p++] !== 44");
  e.line("const from = p;");
  e.line(`p = ${e.call("textEnd", "B", "from")};`);
  e.line(`parameters.push(${e.call("latin1Text", "B", "from", "p")});`);
  e.line("}");
  e.give({ name: "parameters", about: "" }, "parameters");
}

function emitResult(e: TextEmitter): void {
  const command = e.variables.get("command")!;
  const test = e.call("isResult", command, "parameters[0]!");
  e.line("let result = undefined;");
  e.line(`if (parameters.length > 0 && ${test}) result = parameters.shift();`);
  e.later.push("if (result !== undefined) m.result = result;");
  const mileage = e.call("readMileage", "m", '"parameters"');
  e.later.push(`if (${command} === "S32" && parameters.length > 0) ${mileage};`);
}

export { schemaListed as schemaParameter } from "../../kind/text/text.ts";

const CONFIRMS: TextRow = {
  name: "confirms",
  kind: COMMAND,
  about: "The answered command",
};
const RESULT: TextPart = /* @__PURE__ */ optional(
  { name: "result", kind: TEXT, personal: "harmless", about: "Result of the command" },
  (r, at) => at === BODY + 1 && at < parametersEnd(r) && isResult(r.text(BODY), r.text(at)),
);
const PARAMETER_ROW: TextRow = {
  name: "parameters",
  kind: PARAMETER,
  about: "Parameter of the command, echoed",
};
const PARAMETERS: RepeatedRows = {
  part: "repeated",
  list: "parameters",
  rows: [PARAMETER_ROW],
  fast: "parameters",
};
const COMMAND_TIME: TextRow = {
  name: "commandTime",
  kind: {
    ...TEXT,
    read(r, at, { name }, values) {
      r.trim(at);
      values[name] = r.selected();
    },
  },
  personal: "harmless",
  about: "HHMMSS of the command, echoed",
};

/**
 * The field with the time of the device: six digits, a validity after it, and a date where a position
 * has one. -1 if there is no position.
 */
function findTime(r: TextReader): number {
  for (let at = BODY + 1; at + 9 <= r.count; at++) {
    if (!r.isDigits(at, 6, 6) || !(isValidity(r, at + 1) || lacksValidity(r, at + 1))) continue;
    if (r.isDigits(at + 8, 6, 6) && at + 10 <= r.count) return at;
    // No comma between date and status.
    r.trim(at + 8);
    if (r.width(at + 8) === 14 && r.countDigits(r.start) >= 6) return at;
  }
  return -1;
}

/** Some answers have an empty field for the validity, and still a position (Traccar reads it). */
function lacksValidity(r: TextReader, at: number): boolean {
  r.trim(at);
  if (r.start !== r.end) return false;
  r.trim(at + 2);
  const letter = r.bytes[r.start]! | 0x20;
  return r.end - r.start === 1 && (letter === 0x6e || letter === 0x73);
}

/** The field before the time of the device is the time of the command, if it has six characters. */
function isCommandTime(r: TextReader, at: number): boolean {
  if (at <= BODY || at >= r.count) return false;
  r.trim(at);
  return r.end - r.start === 6;
}

/** The field after the result and the parameters: a position is recognised by its time. */
function parametersEnd(r: TextReader): number {
  const { place } = r;
  if (place < 0) return r.count;
  return isCommandTime(r, place - 1) ? place - 1 : place;
}

const WITH_POSITION: TextForm = {
  type: "confirmation",
  told: "a time of day, a validity, and a date where a position has one",
  fast: "hasPosition(B, p, to)",
  fits(r) {
    r.place = findTime(r);
    return r.place >= 0;
  },
  parts: [
    CONFIRMS,
    RESULT,
    { ...PARAMETERS, until: parametersEnd, fast: "parametersAndTime" },
    /* @__PURE__ */ optional(COMMAND_TIME, (r, at) => at !== r.place),
    // Without six digits this form cannot be recognised, so the time must be present.
    .../* @__PURE__ */ positionBody(
      { ...TIME_ROW, kind: clock({ unknown: "999999" }), about: "Time of the answer, HHMMSS, UTC" },
      { ...DATE_BEFORE_STATUS, kind: date({ unknown: "000000", mayJoinStatus: true }) },
    ),
    /* @__PURE__ */ tails(CELL_TAIL),
  ],
  isUsual: true,
};

/** Fields from the time of the command on. */
const FENCE_FIELDS = 9;

const FENCE: TextForm = {
  type: "confirmation",
  told: "S21, with two times before a rectangle",
  fits(r) {
    const at = r.count - FENCE_FIELDS;
    const isS21 = r.count > BODY && r.text(BODY) === "S21";
    return isS21 && at > BODY && r.isDigits(at, 6, 6) && r.isDigits(at + 1, 6, 6);
  },
  parts: [
    CONFIRMS,
    PARAMETERS,
    COMMAND_TIME,
    { ...EXTRA_ROW, about: "Time of day of the device, HHMMSS" },
    // N, two latitudes, E, two longitudes.
    ...Array.from({ length: 6 }, () => PARAMETER_ROW),
    STATUS_ROW,
  ],
};

/** `*WT,…,V4,D1,150042,150102,A,2302.6085,N,…,170721,FDFFFFFF`: the times, then the order of this dialect. */
const CARD: TextForm = {
  type: "confirmation",
  told: "two times and a validity, and date and status at the end (student cards)",
  fits: (r) =>
    r.isDigits(BODY + 1, 6, 6) && r.isDigits(BODY + 2, 6, 6) && isStudentCard(r, BODY + 3),
  begin(values) {
    values["parameters"] = [];
  },
  numbers: "short",
  parts: [
    CONFIRMS,
    COMMAND_TIME,
    { ...TIME_ROW, kind: clock({ unknown: "999999" }) },
    ...STUDENT_CARD,
  ],
};

/** `V4,S20,034313,1,1`: the time of the command precedes the echo (seen). No pulse lasts six digits. */
const CUT: TextForm = {
  type: "confirmation",
  told: "S20, with the time of the command before what it echoes",
  fits: (r) => r.count > BODY + 1 && r.text(BODY) === "S20" && r.isDigits(BODY + 1, 6, 6),
  parts: [CONFIRMS, COMMAND_TIME, PARAMETERS],
};

const SHORT: TextForm = {
  type: "confirmation",
  parts: [CONFIRMS, RESULT, PARAMETERS],
  isUsual: true,
};

export const V4: TextWord = {
  word: "V4",
  about: "Answer to a command",
  forms: [WITH_POSITION, FENCE, CARD, CUT, SHORT],
};
