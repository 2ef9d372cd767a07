/**
 * Prints a dissector for Wireshark: build/wireshark/dissector.lua with the rows as Lua tables. `npm run generate`
 * writes src/generated/wireshark-lua.ts. Each kind has a function of its name in `KINDS` (bytes) or `TEXT` (text) of
 * the Lua file; values of the kinds in `RAW_KINDS`, which have none, are shown raw.
 */
import { readFileSync } from "node:fs";
import { HEAD, LONG_HEAD } from "../src/h02/dollar/head.ts";
import { MILEAGE_ROWS } from "../src/h02/dollar/mileage.ts";
import { PICTURE_ROWS } from "../src/h02/dollar/picture.ts";
import { DOLLAR_TAILS } from "../src/h02/dollar/tails.ts";
import { ALARM_NUMBERS } from "../src/h02/text/alarm.ts";
import { HEADER_2013, HEADER_2019, LOCK } from "../src/jt808/header.ts";
import { groupById, type ItemRow } from "../src/jt808/item.ts";
import { usualItems } from "../src/jt808/items.ts";
import { jt808Forms } from "../src/jt808/messages.ts";
import { POSITION } from "../src/jt808/position.ts";
import { JT808_ALARMS, LOADS, SYSTEMS } from "../src/jt808/status.ts";
import { batteryPercent } from "../src/kind/battery.ts";
import type { FieldForm, FieldPattern, Fits } from "../src/kind/pattern.ts";
import type { BytesRow, TextRow } from "../src/kind/row.ts";
import { KNOT_KMH } from "../src/kind/speed.ts";
import { fieldsOf, type TextForm, type TextPart } from "../src/layout/text-form.ts";
import { IMPACT_ALARMS, USER_ALARMS } from "../src/model/pengaoda-alarms.ts";
import { STATUS_STATES, STATUS_TABLES } from "../src/model/status.ts";
import { EXTENSIONS, RECORD_BATTERY, RECORD_ROWS } from "../src/pengaoda/record.ts";
import { allForms, givesOf } from "./forms.ts";
import { jt808States } from "./jt808-states.ts";
import { ALL_WORDS } from "./text-words.ts";

const LUA = readFileSync(new URL("./wireshark/dissector.lua", import.meta.url), "utf8");

function functionsOf(table: "KINDS" | "TEXT"): ReadonlySet<string> {
  const found = LUA.matchAll(new RegExp(`^(?:function )?${table}\\.(\\w+)`, "gm"));
  return new Set([...found].map(([, name]) => name as string));
}

/** Kinds of bytes and of text that the Lua file reads. */
export const LUA_BYTES: ReadonlySet<string> = functionsOf("KINDS");
export const LUA_TEXT: ReadonlySet<string> = functionsOf("TEXT");

function hasLua({ kind }: BytesRow | TextRow): boolean {
  return ("halves" in kind ? LUA_BYTES : LUA_TEXT).has(kind.kind);
}

/** Kinds whose values the dissector shows raw. */
export const RAW_KINDS: readonly string[] = [
  ...new Set(
    allForms()
      .flatMap(({ rows, positions = [] }) => [...rows, ...positions])
      .filter((row) => !hasLua(row))
      .map(({ kind }) => kind.kind),
  ),
].sort();

const TEXT_KINDS = new Set([
  "id",
  "phone",
  "messageId",
  "oneOf",
  "ascii",
  "asciiTexts",
  "command",
  "commandTime",
  "day",
  "parameter",
  "toTheEnd",
  "bcdIccid",
  "iccid",
  "oneOfDigits",
  "phoneOrIccid",
  "phoneOrIp",
  "text",
]);

/** The types of the Wireshark fields, by property. */
function fieldTypes(): Record<string, string> {
  const types: Record<string, string> = {};
  for (const { rows, positions = [] } of allForms()) {
    for (const row of [...rows, ...positions]) {
      const { name, kind } = row;
      const isComposite = "isComposite" in kind && kind.isComposite === true;
      if (!hasLua(row) || isComposite) continue;
      const isList = kind.kind === "bits" && (kind as { names?: unknown }).names !== null;
      const { instead } = row as TextRow;
      if (instead !== undefined) types[instead] ??= TEXT_KINDS.has(kind.kind) ? "text" : "number";
      if (types[name] !== undefined) continue;
      if (["moment", "clock", "date"].includes(kind.kind)) types[name] = "time";
      else if (["bit", "validity", "noFix"].includes(kind.kind)) types[name] = "flag";
      else if (TEXT_KINDS.has(kind.kind) || isList) types[name] = "text";
      else types[name] = "number";
    }
  }
  // Properties that the Lua file declares itself.
  for (const name of [
    "cell",
    "cells",
    "wifi",
    "network",
    "picture",
    "obdPids",
    "pengaoda.faultCodes",
    "pengaoda.bodyState",
    "jt808",
    "status",
    "alarms",
    "tail",
    "command",
    "deviceId",
    "positions",
    "items",
    "reserved",
    "count",
  ])
    delete types[name];
  types["valid"] = "flag";
  types["event"] = "text";
  return types;
}

/** A row of bytes as the Lua file reads it. */
export function bytesRow({ name, kind }: BytesRow): object {
  return { name, kind: { ...dataOf(kind), hasFits: "fits" in kind && kind.fits !== undefined } };
}

/** The properties of a kind that are not functions. */
function dataOf(kind: object): object {
  return Object.fromEntries(
    Object.entries(kind)
      .filter(
        ([key, value]) =>
          typeof value !== "function" && !["personal", "step", "expected"].includes(key),
      )
      .map(([key, value]) => {
        if (key === "rows") return [key, (value as BytesRow[]).map(bytesRow)];
        return [key, key === "element" ? dataOf(value as object) : value];
      }),
  );
}

function items(rows: readonly ItemRow[]): Map<number, object[]> {
  return new Map([...groupById(rows)].map(([id, some]) => [id, some.map(bytesRow)]));
}

/** A row of text as the Lua file reads it. */
export function textRow({ name, kind, instead }: TextRow): object {
  return { name, kind: dataOf(kind), instead };
}

function textForm(form: TextForm): object {
  const gives = Object.entries(givesOf(form)).filter(([, value]) => typeof value === "string");
  return {
    fits: patternsOf(form.fits),
    gives: Object.fromEntries(gives),
    parts: form.parts.map(textPart),
  };
}

function patternsOf(fits: Fits | undefined): object[] | undefined {
  if (typeof fits === "function") throw new Error("the dissector cannot call a function");
  return fits?.map((pattern) => pattern.map(elementOf));
}

function elementOf(one: FieldPattern[number]): unknown {
  if (typeof one === "number") return one;
  if ("some" in one) return { some: patternsOf(one) };
  if ("id" in one) return { id: formOf(one.id) };
  if (one instanceof RegExp || "whole" in one) return formOf(one);
  return { ...one, each: one.each && formOf(one.each) };
}

/** Regular expressions as PCRE, where `$` also stands before a line break at the end. */
function formOf(form: FieldForm): unknown {
  if (!(form instanceof RegExp)) return form;
  if (form.flags !== "") throw new Error("the dissector reads no flags");
  return form.source.replaceAll("$", "\\z");
}

function textPart(part: TextPart): object {
  switch (part.part) {
    case undefined:
      return { part: "row", row: textRow(part) };
    case "tails":
      return {
        part: "tails",
        tails: part.tails.map((tail) => {
          const { more = 0, fits } = tail;
          const isOpen = more === Number.POSITIVE_INFINITY;
          return {
            fields: fieldsOf(tail.rows),
            more: isOpen ? 0 : more,
            isOpen,
            table: tail.table,
            widths: tail.widths,
            fits: patternsOf(fits),
            rows: tail.rows.map(textRow),
          };
        }),
      };
    case "optional":
      return { part: "optional", fits: patternsOf(part.fits), row: textRow(part.row) };
    case "repeated": {
      const { rows, element, separator, most } = part;
      return { part: "repeated", rows: rows.map(textRow), element, separator, most };
    }
    default:
      return part;
  }
}

function wiresharkDissector(): string {
  const data = {
    fields: fieldTypes(),
    states: STATUS_STATES,
    tables: Object.fromEntries(
      Object.entries(STATUS_TABLES).map(([name, rows]) => [
        name,
        rows.map(({ bit, alarm }) => ({ bit, alarm })),
      ]),
    ),
    jt808States: jt808States(),
    jt808Alarms: JT808_ALARMS.map(({ bit, alarm, edition }) => ({ bit, alarm, edition })),
    loads: LOADS,
    gnss: SYSTEMS,
    batterySteps: [1, 2, 3, 4, 5, 6].map(batteryPercent),
    knotKmh: KNOT_KMH,
    alarmNumbers: new Map(ALARM_NUMBERS.map((alarm, i) => [i, alarm])),
    userAlarms: USER_ALARMS,
    impactAlarms: IMPACT_ALARMS,
    head: HEAD.map(bytesRow),
    longHead: LONG_HEAD.map(bytesRow),
    mileage: MILEAGE_ROWS.map(bytesRow),
    pengaoda: [
      ...HEAD.map((row) => (row.name === "batteryPercent" ? RECORD_BATTERY : row)),
      ...RECORD_ROWS,
    ].map(bytesRow),
    extensions: Object.fromEntries(
      EXTENSIONS.map(({ kind, mark, rows, repeated }) => [
        kind,
        { mark, rows: rows.map(bytesRow), repeated: repeated && bytesRow(repeated) },
      ]),
    ),
    picture: PICTURE_ROWS.slice(0, 1).map(bytesRow),
    tails: DOLLAR_TAILS.map(({ length, begins, rows }) => ({
      length,
      begins,
      rows: rows.map(bytesRow),
    })),
    words: Object.fromEntries(
      ALL_WORDS.map(({ word, table = "tq", forms }) => [
        word,
        { table, forms: forms.map(textForm) },
      ]),
    ),
    header2013: HEADER_2013.map(bytesRow),
    header2019: HEADER_2019.map(bytesRow),
    headerLock: LOCK.map(bytesRow),
    position: POSITION.map(bytesRow),
    items: items(usualItems()),
    forms: new Map(
      [...groupById(jt808Forms())].map(([id, some]) => [
        id,
        some.map(({ edition, least, fits, rows }) => ({
          edition,
          least,
          hasFits: fits !== undefined,
          rows: rows.map(bytesRow),
        })),
      ]),
    ),
  };
  return LUA.replace("local DATA = {} --@DATA", () => luaSource("DATA", data));
}

/** Source of a local variable with the value. */
export function luaSource(name: string, value: unknown): string {
  const rows = new Rows();
  const text = lua(value, rows);
  return `${rows}local ${name} = ${text}`;
}

/** Collects rows: many forms use the same row, which is printed once. */
class Rows {
  readonly #places = new Map<string, number>();

  /** @returns The expression that refers to the row. */
  add(text: string): string {
    const place = this.#places.get(text) ?? this.#places.size + 1;
    this.#places.set(text, place);
    return `ROWS[${place}]`;
  }

  toString(): string {
    const rows = [...this.#places].map(([text, place]) => `ROWS[${place}] = ${text}\n`);
    return `local ROWS = {}\n${rows.join("")}\n`;
  }
}

/** A value as Lua source. */
function lua(value: unknown, rows: Rows, indent = ""): string {
  if (value === undefined || value === null) return "nil";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object") return `${value}`;
  const isRow = "name" in value && "kind" in value;
  const inner = isRow ? "" : indent;
  const deeper = `${inner}  `;
  // `nil` would end a list.
  const parts = Array.isArray(value)
    ? value.map((one) => (one === null ? "false" : lua(one, rows, deeper)))
    : (value instanceof Map ? [...value] : Object.entries(value))
        .filter(([, one]) => one !== undefined && one !== null)
        .map(([key, one]) => `${keyText(key)} = ${lua(one, rows, deeper)}`);
  const line = `{ ${parts.join(", ")} }`;
  const isShort = line.length < 100 && !line.includes("\n");
  const lines = parts.map((part) => `${deeper}${part},\n`).join("");
  const text = isShort ? line : `{\n${lines}${inner}}`;
  return isRow ? rows.add(text) : text;
}

function keyText(key: unknown): string {
  return typeof key === "string" && /^[A-Za-z]\w*$/.test(key) ? key : `[${JSON.stringify(key)}]`;
}

/** src/generated/wireshark-lua.ts */
export function wiresharkModule(): string {
  return `/** The dissector for Wireshark, as \`./wireshark\` gives it. */\nexport const DISSECTOR: string = ${JSON.stringify(wiresharkDissector().split("\n"), null, 2)}.join("\\n");\n`;
}
