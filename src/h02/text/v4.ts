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
import { ANY, type FieldPattern } from "../../kind/pattern.ts";
import type { TextKind, TextRow, Values } from "../../kind/row.ts";
import { LISTED, TEXT } from "../../kind/text/text.ts";
import { clock, date } from "../../kind/text/time.ts";
import {
  optional,
  type RepeatedRows,
  type TextForm,
  type TextPart,
  type TextWord,
  tails,
} from "../../layout/text-form.ts";
import { BLANK, CELL_TAIL, positionBody, SIX_DIGITS, VALIDITY } from "./report.ts";
import { DATE_BEFORE_STATUS, EXTRA_ROW, STATUS_ROW, TIME_ROW } from "./rows.ts";
import { STUDENT_CARD, TOLD_STUDENT_CARD } from "./student-card.ts";

/** Commands of HuaSunTeK, whose result is two digits. S71 and others have numbers with another meaning. */
const HAS_RESULT_CODE = ["S20", "SF2", "CF2", "MP", "IP", "INFO", "RESET", "SLAN"];
const RESULT_CODES = ["00", "01", "02", "03", "04", "80"];
const RESULT_WORDS = ["OK", "DONE", "ERROR"];

function anyOf(texts: readonly string[]): RegExp {
  return new RegExp(`^(?:${texts.join("|")})$`);
}

/** Whether the text after a command is a result: in fast readers, where an expression takes too long. */
export function isResult(command: string, text: string): boolean {
  if (text.length === 2 && RESULT_CODES.includes(text)) return HAS_RESULT_CODE.includes(command);
  return text.length > 1 && RESULT_WORDS.includes(text);
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
    if (values["confirms"] === "S32") readMileage(values, row.name);
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

export {
  schemaListed as schemaParameter,
  schemaText as schemaCommandTime,
} from "../../kind/text/text.ts";

const CONFIRMS: TextRow = {
  name: "confirms",
  kind: COMMAND,
  about: "The answered command",
};
const RESULT: TextPart = /* @__PURE__ */ optional(
  { name: "result", kind: TEXT, personal: "harmless", about: "Result of the command" },
  [
    [/* @__PURE__ */ anyOf(RESULT_WORDS), ANY],
    [-1, /* @__PURE__ */ anyOf(HAS_RESULT_CODE), /* @__PURE__ */ anyOf(RESULT_CODES), ANY],
  ],
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
    kind: "commandTime",
    read(r, at, { name }, values) {
      r.trim(at);
      values[name] = r.selected();
    },
  },
  personal: "harmless",
  about: "HHMMSS of the command, echoed",
};

/** Some units send no comma between date and status. */
const DATE_AND_STATUS = /^(?=[^,]{14}$) *\d{6}/;

/** The time of the device: six digits, a validity after it, and a date where a position has one. */
const TIME_OF_DEVICE: FieldPattern = [
  SIX_DIGITS,
  // Some answers have an empty field for the validity, and still a position (Traccar reads it).
  [
    [VALIDITY, 6],
    [BLANK, 1, /^ *[NSns] *$/, 4],
  ],
  [[SIX_DIGITS, 1], [DATE_AND_STATUS]],
];

const WITH_POSITION: TextForm = {
  type: "confirmation",
  told: "a time of day, a validity, and a date where a position has one",
  fast: "hasPosition(B, p, to)",
  fits: [[1, ANY, ...TIME_OF_DEVICE, ANY]],
  parts: [
    CONFIRMS,
    RESULT,
    { ...PARAMETERS, fast: "parametersAndTime" },
    // Six characters before the time of the device.
    /* @__PURE__ */ optional(COMMAND_TIME, [[/^ *[^ ][^,]{4}[^ ] *$/, SIX_DIGITS, ANY]]),
    // Without six digits this form cannot be recognised, so the time must be present.
    .../* @__PURE__ */ positionBody(
      { ...TIME_ROW, kind: clock({ unknown: "999999" }), about: "Time of the answer, HHMMSS, UTC" },
      { ...DATE_BEFORE_STATUS, kind: date({ unknown: "000000", mayJoinStatus: true }) },
    ),
    /* @__PURE__ */ tails(CELL_TAIL),
  ],
  isUsual: true,
};

const FENCE: TextForm = {
  type: "confirmation",
  told: "S21, with two times before a rectangle",
  fits: [[/^S21$/, ANY, SIX_DIGITS, SIX_DIGITS, 7]],
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
  fits: [[1, SIX_DIGITS, SIX_DIGITS, ...TOLD_STUDENT_CARD]],
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
  fits: [[/^S20$/, SIX_DIGITS, ANY]],
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
