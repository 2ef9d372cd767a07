/** Reads and writes the parts of text forms. */
import { fits } from "../kind/pattern.ts";
import { REST, type TextKind, type TextRow, type TextSlot, type Values } from "../kind/row.ts";
import { LISTED } from "../kind/text/text.ts";
import { reportUndated } from "../kind/text/time.ts";
import type { TextReader } from "../kind/text-reader.ts";
import { type NumberForm, TextWriter } from "../kind/text-writer.ts";
import {
  BODY,
  fieldsOf,
  type RepeatedRows,
  type Tails,
  type TextForm,
  type TextPart,
  type TextTail,
} from "./text-form.ts";

const EXTRA: TextRow = {
  name: "extra",
  kind: LISTED,
  about: "Undocumented; kept as text",
};

/**
 * A part prepared for reading, with all needed properties in objects of one shape. Rows and kinds have many shapes, and V8
 * then looks up each property anew.
 */
interface Step extends TextSlot {
  readonly fields: number;
  readonly read: TextKind["read"];
  readonly part: TextPart;
  readonly isRow: boolean;
  /** The rows of the part; for tails, the rows of each. */
  readonly rows: readonly (readonly Step[])[];
}

/** A form prepared for reading, also of one shape. */
export interface ReadyForm {
  readonly type: string;
  readonly fits: TextForm["fits"] | undefined;
  readonly begin: TextForm["begin"] | undefined;
  readonly isReport: boolean | undefined;
  readonly steps: readonly Step[];
}

export function ready({ type, fits, begin, isReport, parts }: TextForm): ReadyForm {
  return { type, fits, begin, isReport, steps: parts.map(stepOf) };
}

function stepOf(part: TextPart): Step {
  const isRow = part.part === undefined;
  const { name, kind, instead } = isRow ? part : EXTRA;
  const lists =
    part.part === "tails"
      ? part.tails.map(({ rows }) => rows)
      : part.part === "repeated"
        ? [part.rows]
        : part.part === "optional"
          ? [[part.row]]
          : [];
  return {
    name,
    kind,
    instead,
    fields: isRow ? kind.fields : 0,
    read: kind.read,
    part,
    isRow,
    rows: lists.map((rows) => rows.map(stepOf)),
  };
}

const EXTRA_STEP: Step = /* @__PURE__ */ stepOf(EXTRA);

/** Reads all fields after the word. */
export function readForm({ steps }: ReadyForm, r: TextReader, values: Values): void {
  let at = BODY;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    at = step.isRow ? readRow(step, r, at, values) : readPart(steps, i, r, at, values);
  }
  reportUndated(r);
  keepUnknown(r, at, r.count, values);
}

/** Reads the fields after all rows, from field `at` on. */
export function readLastPart(
  { steps }: ReadyForm,
  r: TextReader,
  at: number,
  values: Values,
): void {
  keepUnknown(r, readPart(steps, steps.length - 1, r, at, values), r.count, values);
}

/** Returns the number of the field after the row. */
function readRow(step: Step, r: TextReader, at: number, values: Values): number {
  step.read(r, at, step, values);
  const next = step.fields === REST ? r.count : at + step.fields;
  if (r.trace !== null && step.kind.isComposite !== true) {
    r.mark(r.taken ?? (step.part as TextRow), at, next - 1, values);
    r.taken = null;
  }
  return next;
}

function readRows(steps: readonly Step[], r: TextReader, at: number, values: Values): number {
  let next = at;
  for (let i = 0; i < steps.length; i++) next = readRow(steps[i]!, r, next, values);
  return next;
}

function readPart(
  steps: readonly Step[],
  i: number,
  r: TextReader,
  at: number,
  values: Values,
): number {
  const { part, rows } = steps[i]!;
  switch (part.part) {
    case "optional":
      return fits(part.fits, r, at) ? readRows(rows[0]!, r, at, values) : at;
    case "repeated": {
      return readRepeated(part, rows[0]!, r, at, endOfRepeated(steps, i, r), values);
    }
    case "rest": {
      const end = part.fields === undefined ? r.count - behind(steps, i) : at + part.fields;
      if (part.isSilent) keep(r, at, end, values);
      else keepUnknown(r, at, end, values);
      return Math.max(at, end);
    }
    case "comma":
      dropTrailingComma(r, at);
      return at;
    case "tails":
      return readTails(part, steps[i]!, steps[i - 1], r, at, values);
    default:
      return at;
  }
}

/** The field behind the last repetition: an optional row may follow it. */
function endOfRepeated(steps: readonly Step[], i: number, r: TextReader): number {
  if (r.place < 0) return r.count - behind(steps, i);
  const next = steps[i + 1]?.part;
  return next?.part === "optional" && fits(next.fits, r, r.place - 1) ? r.place - 1 : r.place;
}

/** Fields of the rows after a step. */
function behind(steps: readonly Step[], i: number): number {
  let fields = 0;
  for (let k = i + 1; k < steps.length; k++) fields += steps[k]!.fields;
  return fields;
}

function readRepeated(
  { list, element, separator, most = Number.POSITIVE_INFINITY }: RepeatedRows,
  rows: readonly Step[],
  r: TextReader,
  from: number,
  to: number,
  values: Values,
): number {
  if (separator !== undefined) splitFields(r, from, separator.charCodeAt(0));
  const end = separator === undefined ? to : r.count;
  const fields = fieldsOf(rows);
  values[list] ??= [];
  let at = from;
  for (let i = 0; at + fields <= end && i < most; i++) {
    let own = values;
    if (separator !== undefined) {
      own = {};
      values[list].push(own);
    }
    at = readRows(rows, r, at, own);
  }
  if (r.announcedAt >= 0) {
    const found: number = values[list].length;
    r.trim(r.announcedAt);
    if (r.decimal() !== found) {
      r.report("count-differs", list, r.announcedAt, r.announcedAt, `${found}`);
    }
  }
  if (at < end && element !== undefined) {
    r.report("bad-cell", list, at, end - 1, element);
    keep(r, at, end, values);
    at = end;
  }
  return at;
}

/** The separator of elements is inside a field. */
function splitFields(r: TextReader, from: number, separator: number): void {
  for (let at = from; at < r.count; at++) {
    const place = r.bytes.subarray(r.from(at), r.to(at)).indexOf(separator);
    if (place >= 0) r.splitField(at, place, 1);
  }
}

function readTails(
  { tails }: Tails,
  { rows }: Step,
  before: Step | undefined,
  r: TextReader,
  at: number,
  values: Values,
): number {
  if (at >= r.count) return at;
  const isIt = (tail: TextTail, i: number): boolean =>
    hasFields(tail, rows[i]!, r.count - at) && fitsTail(tail, r, at);
  let i = tails.findIndex(isIt);
  if (i < 0) {
    dropTrailingComma(r, at);
    i = tails.findIndex(isIt);
  }
  if (i < 0) return at;
  const { table } = tails[i]!;
  if (table !== undefined && !r.isTableGiven && before?.isRow && values[before.name]) {
    // The status has been read by the table of the word.
    r.table = table;
    const { length } = r.issues;
    before.read(r, at - before.fields, before, values);
    // Its issues were reported the first time.
    r.issues.length = length;
  }
  return readRows(rows[i]!, r, at, values);
}

function hasFields({ more = 0 }: TextTail, rows: readonly Step[], fields: number): boolean {
  const own = fieldsOf(rows);
  return more === Number.POSITIVE_INFINITY ? fields >= own : fields === own + more;
}

function fitsTail(tail: TextTail, r: TextReader, at: number): boolean {
  for (const [field, least, most] of tail.widths ?? []) {
    const width = r.width(at + field);
    if (width < least || width > most) return false;
  }
  return fits(tail.fits, r, at);
}

/** `…,8948365123597430413F,#`: an unused empty field at the end. */
function dropTrailingComma(r: TextReader, from: number): void {
  const last = r.count - 1;
  if (last < from || r.width(last) !== 0) return;
  r.report("trailing-comma", "frame", last, last, "#");
  r.dropLast();
}

/** Keeps the fields `at` … `end` as text, and reports an issue. */
function keepUnknown(r: TextReader, at: number, end: number, values: Values): void {
  if (at >= end) return;
  r.report("unknown-tail", "extra", at, end - 1, "documented fields");
  keep(r, at, end, values);
}

/** Keeps the fields `at` … `end` as text. */
export function keep(r: TextReader, at: number, end: number, values: Values): void {
  for (let i = at; i < end && i < r.count; i++) readRow(EXTRA_STEP, r, i, values);
}

/** One way to write a form: with one of its tails or none, with each optional row or without. */
export interface TextVariant {
  readonly parts: readonly TextPart[];
  readonly numbers: NumberForm;
  /** All rows that are written. */
  readonly rows: readonly TextRow[];
}

export function variantsOf({ parts, numbers = "long" }: TextForm): TextVariant[] {
  let variants: TextVariant[] = [{ parts: [], rows: [], numbers }];
  for (const part of parts) {
    variants = variants.flatMap((variant) =>
      choicesOf(part).map((choice) => ({
        parts: [...variant.parts, ...choice.parts],
        rows: [...variant.rows, ...choice.parts.flatMap(rowsOf)],
        numbers: choice.numbers ?? variant.numbers,
      })),
    );
  }
  return variants;
}

/** The possible ways to write a part. */
function choicesOf(
  part: TextPart,
): readonly { readonly parts: readonly TextPart[]; readonly numbers?: NumberForm | undefined }[] {
  if (part.part === "optional") return [{ parts: [] }, { parts: [part.row] }];
  if (part.part !== "tails") return [{ parts: [part] }];
  return [...part.tails.map(({ rows, numbers }) => ({ parts: rows, numbers })), { parts: [] }];
}

/** The rows of a part, each once. */
export function rowsOf(part: TextPart): readonly TextRow[] {
  if (part.part === undefined) return [part];
  if (part.part === "repeated") return part.rows;
  if (part.part === "optional") return [part.row];
  return part.part === "tails" ? part.tails.flatMap(({ rows }) => rows) : [];
}

/** Writes the fields after the word. @throws RangeError that names a property. */
export function writeParts(parts: readonly TextPart[], w: TextWriter, values: Values): void {
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part.part === undefined) part.kind.write(w, part, values);
    else if (part.part === "repeated") writeRepeated(part, parts.slice(i + 1), w, values);
    else if (part.part === "rest") writeExtra(w, values, part.fields);
  }
  writeExtra(w, values);
}

/** Writes all elements, except those for the rows that follow. */
function writeRepeated(
  { list, rows, element, separator }: RepeatedRows,
  behind: readonly TextPart[],
  w: TextWriter,
  values: Values,
): void {
  if (separator !== undefined) {
    const all: readonly Values[] = values[list] ?? [];
    all.forEach((own, i) => {
      if (i > 0) w.add(separator);
      const inner = new TextWriter(w.deviceId, w.numbers, `${list}[${i}].`);
      writeParts(rows, inner, own);
      for (const byte of inner.take()) w.add(String.fromCharCode(byte));
    });
    return w.end();
  }
  const taken = behind.filter((part) => part.part === undefined && part.name === list).length;
  for (let i = w.left(list, values) - taken; i > 0; i--) {
    for (const row of rows) row.kind.write(w, row, values);
  }
  if (element !== undefined) writeExtra(w, values);
}

function writeExtra(w: TextWriter, values: Values, fields?: number): void {
  for (let i = fields ?? w.left("extra", values); i > 0; i--) w.putNext("extra", values);
}
