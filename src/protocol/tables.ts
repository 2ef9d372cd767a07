/** Checks the forms of a protocol, and makes the tables for the readers. */
import { refuse, whole, word as wordArgument } from "../argument.ts";
import { HEAD_LENGTH } from "../frame/start.ts";
import { type BytesRow, REST, type TextRow } from "../kind/row.ts";
import { halvesOf, type ReadyRow, ready } from "../layout/bytes-rows.ts";
import type { TextPart } from "../layout/text-form.ts";
import { rowsOf } from "../layout/text-rows.ts";
import type { Frame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import { noiseMessage, undecodedMessage } from "../model/noise.ts";
import type { OwnItem, OwnTail, OwnWord, ProtocolTables } from "../model/protocol.ts";
import {
  assertStatusTable,
  STATUS_TABLES,
  type StatusBits,
  type StatusTableName,
  statusBits,
} from "../model/status.ts";
import { isAlarmName } from "./alarms.ts";
import type { FormSet, ProtocolOptions } from "./form-set.ts";
import { lengthsOf } from "./lengths.ts";
import type { OwnForms } from "./options.ts";
import { ownWord } from "./own-text.ts";
import { checkFits } from "./patterns.ts";

/** Reads nearly all built-in forms in one pass; `null` for the others. */
export interface FastReaders {
  text(frame: Frame, table: StatusTableName | undefined): Message | null;
  dollar(frame: Frame, table: StatusTableName): Message | null;
}

/** @throws RangeError that names the argument. */
export function makeTables(
  forms: readonly FormSet[],
  own: OwnForms,
  fast?: FastReaders,
): ProtocolTables {
  const sets = checkForms(forms);
  const statusTables = statusTablesOf(own.statusTables ?? {});
  const words = wordsOf(own.text ?? [], sets, statusTables);
  const tails = tailsOf(own.dollarTails ?? [], sets, statusTables);
  const items = itemsOf(own.jt808Items ?? [], sets);
  const lengths = lengthsOf(tails.values());
  const hasH02 = sets.some(({ name }) => name === "h02");
  const tables: ProtocolTables = {
    words,
    tails,
    statusTables,
    items: items.size === 0 ? undefined : items,
    lengths: () => lengths?.(),
    assertStatusTable(name, table) {
      const isName = typeof table === "string";
      if (isName && (statusTables.has(table) || Object.hasOwn(STATUS_TABLES, table))) return;
      const names = [...Object.keys(STATUS_TABLES), ...statusTables.keys()];
      throw new RangeError(`${name} must be one of ${names.join(", ")}`);
    },
    read(frame, options: ProtocolOptions, trace, isFramed) {
      const { format } = frame;
      if (format === "noise") return noiseMessage(frame);
      const given = options.statusTable as StatusTableName | undefined;
      // The fast readers know only the built-in status tables.
      const isPlain = given === undefined || !statusTables.has(given);
      if (fast !== undefined && hasH02 && isPlain && trace === null && !isFramed) {
        const usual =
          format === "ascii"
            ? fast.text(frame, given)
            : format === "binary"
              ? fast.dollar(frame, given ?? "tq")
              : null;
        if (usual !== null) return usual;
      }
      const reading = { options, given, tables, trace, isFramed };
      for (const set of sets) {
        const message = set.read(frame, reading);
        if (message !== null) return message;
      }
      return undecodedMessage(frame);
    },
  };
  return Object.freeze(tables);
}

/** The format that can contain others comes first. */
const ORDER: readonly FormSet["name"][] = ["pengaoda", "h02", "jt808"];

function checkForms(forms: readonly FormSet[]): readonly FormSet[] {
  const expected = "a list of h02, pengaoda and jt808";
  if (!Array.isArray(forms) || forms.length === 0) refuse("forms", expected, forms);
  const sets = ORDER.flatMap((name) => forms.find((set) => set?.name === name) ?? []);
  if (sets.length < new Set(forms).size) refuse("forms", expected, forms);
  return sets;
}

function assertHas(sets: readonly FormSet[], name: FormSet["name"], argument: string): FormSet {
  const set = sets.find((one) => one.name === name);
  if (set === undefined) throw new RangeError(`${argument} needs ${name} in forms`);
  return set;
}

function listOf<T>(list: readonly T[], argument: string): readonly T[] {
  if (!Array.isArray(list)) refuse(argument, "a list", list);
  return list;
}

/** A name that is not a property of every object. */
function checkName(name: unknown, argument: string): string {
  const isGood = typeof name === "string" && /^[A-Za-z]\w*$/.test(name) && !(name in {});
  return isGood ? name : refuse(argument, "a name of letters, digits and _", name);
}

/** The properties of every message, and those of every head. */
const TAKEN: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["type", "command", "maker", "deviceId", "issues", "frame", "name", "values", "extra"],
]);
const IN_HEAD: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["time", "latitude", "longitude", "valid", "speedKmh", "courseDegrees", "status"],
  ...["alarms", "serialNumber", "jt808", "pengaoda"],
]);
/** Properties of `jt808` that are not from rows. */
const BESIDE_READINGS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  /* @__PURE__ */ ["version", "protocolVersion", "encryption", "part", "assembled", "items"].map(
    (name) => `jt808.${name}`,
  ),
);
/** The kinds of bytes that can give a nested property. */
const INNER: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["uint", "int", "bcd", "ascii", "asciiTexts", "bits", "list", "oneOf"],
]);

/** The numeric properties of kinds. */
const NUMBERS: readonly string[] = [
  ...["fields", "halves", "least", "most", "times", "over", "plus", "digits", "decimals"],
  ...["none", "notKnown"],
];

/** The kinds that give one property, whatever their row. */
const FIXED: ReadonlyMap<unknown, string> = /* @__PURE__ */ new Map([
  ["statusText", "status"],
  ["statusBytes", "status"],
  ["kept", "tail"],
]);

function checkRowName(name: unknown, argument: string): void {
  if (TAKEN.has(checkName(name, argument)))
    refuse(argument, `a name other than ${[...TAKEN].join(", ")}`, name);
}

/** @param size The property of the kind with its size. */
function checkKind(row: TextRow | BytesRow, size: "fields" | "halves", argument: string): void {
  if (typeof row !== "object" || row === null) refuse(argument, "a row", row);
  const kind: Partial<Record<string, unknown>> = { ...row.kind };
  const isKind =
    typeof kind[size] === "number" &&
    typeof kind["read"] === "function" &&
    typeof kind["write"] === "function";
  const what = size === "fields" ? "text" : "bytes";
  if (!isKind) refuse(`${argument}.kind`, `a kind of ${what}`, row.kind);
  for (const name of NUMBERS) {
    const value = kind[name] ?? 0;
    if (typeof value !== "number" || Number.isNaN(value))
      refuse(`${argument}.kind.${name}`, "a number", value);
  }
  const fixed = FIXED.get(row.kind.kind);
  if (fixed !== undefined && row.name !== fixed) refuse(`${argument}.name`, fixed, row.name);
}

function checkTextRow(row: TextRow, argument: string): void {
  checkKind(row, "fields", argument);
  // The remaining fields go to `extra`, as in all messages.
  if (row.name !== "extra") checkRowName(row.name, `${argument}.name`);
}

function checkBytesRow(row: BytesRow, argument: string): void {
  checkKind(row, "halves", argument);
  const [outer, inner, ...more] = String(row.name).split(".");
  checkRowName(outer, `${argument}.name`);
  if (inner !== undefined) checkName(inner, `${argument}.name`);
  if (more.length > 0 || (inner !== undefined && !INNER.has(row.kind.kind)))
    refuse(`${argument}.name`, "a property without a dot", row.name);
  const taken = inner === undefined ? IN_HEAD : BESIDE_READINGS;
  if (taken.has(row.name))
    refuse(`${argument}.name`, `a name other than ${[...taken].join(", ")}`, row.name);
}

function statusTablesOf(
  own: NonNullable<OwnForms["statusTables"]>,
): ReadonlyMap<string, StatusBits> {
  const made = new Map<string, StatusBits>();
  const prototype: unknown = Object.getPrototypeOf(own);
  if (prototype !== Object.prototype && prototype !== null)
    refuse("statusTables", "an object of tables", own);
  for (const [name, bits] of Object.entries(own)) {
    const argument = `statusTables.${name}`;
    checkName(name, argument);
    if (Object.hasOwn(STATUS_TABLES, name) || name === "jt808")
      throw new RangeError(`${argument} must be a new name: ${name} is already defined`);
    const taken = new Set<number>();
    for (const [i, row] of listOf(bits, argument).entries()) {
      const { bit, alarm } = row ?? {};
      whole(`${argument}[${i}].bit`, bit, 0, 31);
      if (!isAlarmName(alarm)) refuse(`${argument}[${i}].alarm`, "one of the alarm names", alarm);
      if (taken.has(bit))
        throw new RangeError(`${argument}[${i}].bit must be a new bit: ${bit} is already defined`);
      taken.add(bit);
    }
    made.set(name, statusBits(bits));
  }
  return made;
}

function checkTable(
  table: string | undefined,
  own: ReadonlyMap<string, StatusBits>,
  argument: string,
): void {
  if (table !== undefined && !own.has(table)) assertStatusTable(argument, table);
}

function wordsOf(
  own: NonNullable<OwnForms["text"]>,
  sets: readonly FormSet[],
  statusTables: ReadonlyMap<string, StatusBits>,
): ReadonlyMap<string, OwnWord> {
  const made = new Map<string, OwnWord>();
  for (const [i, one] of listOf(own, "text").entries()) {
    const argument = `text[${i}]`;
    const h02 = assertHas(sets, "h02", argument);
    if (typeof one !== "object" || one === null) refuse(argument, "a text message", one);
    const { word, name, table, forms } = one;
    wordArgument(`${argument}.word`, word);
    // 0x0200 is a word of JT/T 808.
    if (word in {} || word.startsWith("0x"))
      refuse(
        `${argument}.word`,
        "a word that neither begins with 0x nor is a property of Object",
        word,
      );
    if (h02.has("word", word) || made.has(word))
      throw new RangeError(`${argument}.word must be a new word: ${word} is already defined`);
    if (name !== undefined) checkName(name, `${argument}.name`);
    checkTable(table, statusTables, `${argument}.table`);
    if (listOf(forms, `${argument}.forms`).length === 0)
      refuse(`${argument}.forms`, "at least one form", forms);
    for (const [k, form] of forms.entries()) {
      const at = `${argument}.forms[${k}]`;
      const { type = "custom", parts, fits } = form ?? {};
      checkFits(`${at}.fits`, fits);
      if (type !== "custom" && type !== "position")
        refuse(`${at}.type`, "custom or position", type);
      const names = new Set<string>();
      for (const [j, part] of listOf(parts, `${at}.parts`).entries()) {
        for (const name of checkPart(part, statusTables, `${at}.parts[${j}]`)) names.add(name);
      }
      const missing = ["time", "latitude", "longitude"].find((name) => !names.has(name));
      if (type === "position" && missing !== undefined)
        throw new RangeError(`${at}.parts must have a row for ${missing} in a position`);
    }
    made.set(word, ownWord(one));
  }
  return made;
}

/** Checks the names of its rows. */
function checkPart(
  part: TextPart,
  statusTables: ReadonlyMap<string, StatusBits>,
  argument: string,
): readonly string[] {
  if (typeof part !== "object" || part === null) refuse(argument, "a row or another part", part);
  if (part.part === "tails") {
    for (const [i, { table, fits }] of listOf(part.tails, `${argument}.tails`).entries()) {
      checkTable(table, statusTables, `${argument}.tails[${i}].table`);
      checkFits(`${argument}.tails[${i}].fits`, fits);
    }
  }
  if (part.part === "optional") checkFits(`${argument}.fits`, part.fits);
  if (part.part === "repeated") checkRowName(part.list, `${argument}.list`);
  const rows = rowsOf(part);
  for (const row of rows) checkTextRow(row, argument);
  return rows.map(({ name }) => name);
}

function tailsOf(
  own: NonNullable<OwnForms["dollarTails"]>,
  sets: readonly FormSet[],
  statusTables: ReadonlyMap<string, StatusBits>,
): ProtocolTables["tails"] {
  const made = new Map<number, OwnTail & { ready: readonly ReadyRow[] }>();
  for (const [i, tail] of listOf(own, "dollarTails").entries()) {
    const argument = `dollarTails[${i}]`;
    const h02 = assertHas(sets, "h02", argument);
    if (typeof tail !== "object" || tail === null) refuse(argument, "a tail", tail);
    const { length, rows, statusTable } = tail;
    whole(`${argument}.length`, length, 33, 255);
    if (h02.has("length", length) || made.has(length))
      throw new RangeError(`${argument}.length must be a new length: ${length} is already defined`);
    checkTable(statusTable, statusTables, `${argument}.statusTable`);
    for (const [k, row] of listOf(rows, `${argument}.rows`).entries()) {
      checkBytesRow(row, `${argument}.rows[${k}]`);
      if (row.kind.halves === REST)
        refuse(`${argument}.rows[${k}].kind`, "a kind of a fixed length", row.kind);
    }
    if (halvesOf(rows) !== (length - HEAD_LENGTH) * 2)
      throw new RangeError(
        `${argument}.rows must have ${length - HEAD_LENGTH} bytes, not ${halvesOf(rows) / 2}`,
      );
    made.set(length, { ...tail, rows: [...rows], ready: ready(rows) });
  }
  return made;
}

function itemsOf(
  own: NonNullable<OwnForms["jt808Items"]>,
  sets: readonly FormSet[],
): ReadonlyMap<number, readonly OwnItem[]> {
  const made = new Map<number, readonly OwnItem[]>();
  for (const [i, item] of listOf(own, "jt808Items").entries()) {
    const argument = `jt808Items[${i}]`;
    const set = assertHas(sets, "jt808", argument);
    checkBytesRow(item, argument);
    const { id } = item;
    whole(`${argument}.id`, id, 0, 255);
    if (set.has("item", id))
      throw new RangeError(`${argument}.id must be a new id: ${id} is already defined`);
    if ((item.kind.halves & 1) === 1 && item.kind.halves !== REST)
      refuse(`${argument}.kind`, "a kind of whole bytes", item.kind);
    made.set(id, [...(made.get(id) ?? []), item]);
  }
  return made;
}
