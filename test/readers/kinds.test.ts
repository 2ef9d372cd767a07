/**
 * Each kind reads the same values as its Lua and its Kaitai Struct over its whole range: every number of a byte,
 * limits, random bytes, and the output of the kind. Kinds without one are listed here with the reason.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { allForms } from "../../build/forms.ts";
import { Block as KsyBlock, KsyFile } from "../../build/kaitai/block.ts";
import { addRows, KSY_KINDS } from "../../build/kaitai/kinds.ts";
import { bytesRow, LUA_BYTES, LUA_TEXT, RAW_KINDS, textRow } from "../../build/wireshark.ts";
import type { Message } from "../../src/index.ts";
import { usualItems } from "../../src/jt808/items.ts";
import { POSITION } from "../../src/jt808/position.ts";
import { type BytesRow, REST, type TextRow, type Values } from "../../src/kind/row.ts";
import { halvesOf } from "../../src/layout/bytes-rows.ts";
import type { StatusTableName } from "../../src/model/status.ts";
import {
  bytesIn,
  type Comparison,
  compare,
  joined,
  keptIn,
  noItem,
  ofPosition,
} from "./compare.ts";
import { type Read, readerOf } from "./kaitai.ts";
import { type Block, blocks, casesOf, read, rewritten } from "./kind-blocks.ts";
import { textBlocks, textCasesOf } from "./kind-texts.ts";
import { hasTshark, type LuaRead, luaReads } from "./tshark.ts";
import { expected } from "./wireshark-values.ts";

const BODY = "in bodies of JT/T 808 that are no position";
const PROFILE = "in items of profiles that are off by default";

const WITHOUT_KSY: Readonly<Record<string, string>> = {
  accessPoints: PROFILE,
  batteryTenths: PROFILE,
  bcdDay: BODY,
  bcdIccid: PROFILE,
  container: PROFILE,
  decimal: PROFILE,
  deviceParameters: BODY,
  engineItems: PROFILE,
  gbk: BODY,
  obdLine: PROFILE,
  passedThrough: BODY,
  result: BODY,
  scannedCells: PROFILE,
};

const WITHOUT_LUA: Readonly<Record<string, string>> = {
  accessPoints: PROFILE,
  always: "gives no value",
  bcdDay: BODY,
  container: PROFILE,
  dayAndTime: "gives a text as it was sent",
  decimal: PROFILE,
  deviceParameters: BODY,
  empty: "gives a text as it was sent",
  engineItems: PROFILE,
  gbk: BODY,
  listed: "gives a text as it was sent",
  obdLine: PROFILE,
  passedThrough: BODY,
  result: BODY,
  scannedCells: PROFILE,
};

const FORMS = allForms().flatMap(({ rows, positions = [] }) => [...rows, ...positions]);
/** The kinds of a row and of its inner rows. */
function kindsIn({ kind }: BytesRow | TextRow): string[] {
  const { rows = [], element } = kind as { rows?: BytesRow[]; element?: { kind: string } };
  const inner = [...rows, ...(kind.kind === "items" ? usualItems() : [])].flatMap(kindsIn);
  return [kind.kind, ...(element === undefined ? [] : [element.kind]), ...inner];
}

const BLOCKS = blocks();
const TEXTS = textBlocks();

it("every kind of bytes has its Kaitai Struct, or a reason why not", () => {
  const kinds = FORMS.filter(({ kind }) => "halves" in kind).map(({ kind }) => kind.kind);
  const missing = [...new Set(kinds)].filter((kind) => KSY_KINDS[kind] === undefined);
  expect(missing.sort()).toEqual(Object.keys(WITHOUT_KSY).sort());
});

it("every kind has its Lua, or a reason why not", () => {
  expect(RAW_KINDS).toEqual(Object.keys(WITHOUT_LUA).sort());
});

it("the page of Wireshark names the kinds without Lua", () => {
  const reasons = [...new Set(Object.values(WITHOUT_LUA))];
  const rows = reasons.map((reason) => {
    const kinds = Object.keys(WITHOUT_LUA).filter((kind) => WITHOUT_LUA[kind] === reason);
    return `| ${reason} | ${kinds.map((kind) => `\`${kind}\``).join(", ")} |\n`;
  });
  const page = readFileSync(new URL("../../docs/guide/wireshark.md", import.meta.url), "utf8");
  expect(page).toContain(`\n| reason | kinds |\n|---|---|\n${rows.join("")}\n`);
});

it("every kind with Lua or Kaitai Struct is compared", () => {
  const inBlocks = BLOCKS.flatMap(({ rows }) => rows.flatMap(kindsIn));
  const inTexts = TEXTS.flatMap(({ rows }) => rows.map(({ kind }) => kind.kind));
  const compared = new Set([...inBlocks, ...inTexts]);
  const readable = [...LUA_BYTES, ...LUA_TEXT, ...Object.keys(KSY_KINDS)];
  // Any text is an access point for it: wireshark.test.ts compares it in frames.
  expect(readable.filter((kind) => !compared.has(kind))).toEqual(["accessPoint"]);
});

interface Case {
  readonly block: number;
  readonly bytes: Uint8Array;
  readonly values: Values;
  /** Whether the value is impossible. */
  readonly isWrong: boolean;
}

const CASES: readonly Case[] = BLOCKS.flatMap((block, i) => {
  const seen = new Set<string>();
  const add = (bytes: Uint8Array): Case[] => {
    const key = Buffer.from(bytes).toString("latin1");
    if (seen.has(key)) return [];
    seen.add(key);
    const { values, issues } = read(block, bytes);
    const isWrong = issues.some(
      ({ severity, code }) => severity !== "info" && code !== "unknown-tail",
    );
    return [{ block: i, bytes, values, isWrong }];
  };
  const first = casesOf(block).flatMap(add);
  const again = first.flatMap(({ values }, i) => rewritten(block, values, i % 50 === 0));
  return [...first, ...again.flatMap(add)];
});

/** Keeps the first difference of each place, so that a failure is readable. */
class Differences {
  readonly #found = new Map<string, string>();
  equal = 0;

  add(place: string, isEqual: boolean, ...what: readonly unknown[]): void {
    if (isEqual) this.equal++;
    else if (!this.#found.has(place)) this.#found.set(place, what.map(textOf).join(" | "));
  }

  get list(): string[] {
    return [...this.#found].map(([place, what]) => `${place}: ${what}`);
  }
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Fields that are no value, or whose value is outside the rows. */
const NO_VALUE = new Set(["command", "raw", "field", "tail"]);

/** The values of each name in order; alarms come from several bytes. */
function byName(given: LuaRead["given"]): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  for (const [name, value] of given) {
    if (!NO_VALUE.has(name)) found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}

function wantedOf(values: Values): Map<string, unknown[]> {
  const wanted = expected(values as Message);
  for (const name of wanted.keys())
    if (NO_VALUE.has(name) || name.startsWith("jt808.items")) wanted.delete(name);
  return wanted;
}

function isSame(wanted: unknown, found: unknown): boolean {
  if (wanted instanceof Date) return (found as Values)["seconds"] === wanted.getTime() / 1000;
  // Knots and minutes are multiplied in a different order.
  if (typeof wanted === "number")
    return Math.abs(wanted - (found as number)) <= Math.abs(wanted) * 1e-12;
  return wanted === found;
}

function areSame(name: string, wanted: readonly unknown[], found: readonly unknown[]): boolean {
  const isSet = name === "alarm";
  const [a, b] = isSet ? [[...wanted].sort(), [...found].sort()] : [wanted, found];
  return a.length === b.length && a.every((one, i) => isSame(one, b[i]));
}

/** The bytes that no row explains: those of positions before those of the message. */
function tailOf({ tail, positions = [] }: Values): string {
  const tails = [...positions.map((one: Values) => one["tail"]), tail] as Uint8Array[];
  return tails.map((one) => Buffer.from(one ?? []).toString("hex")).join("");
}

describe.skipIf(!hasTshark)("Lua", () => {
  it("reads the values of the kinds of bytes", () => {
    const settings = BLOCKS.map(({ rows, table, edition }) => {
      return { rows: rows.map(bytesRow), isBytes: true, table, edition };
    });
    const reads = luaReads(settings, CASES);
    const differences = new Differences();
    for (const [i, { block, bytes, values, isWrong }] of CASES.entries()) {
      const { given, issues, error } = reads[i]!;
      const { name } = BLOCKS[block]!;
      if (error !== undefined) differences.add(name, false, bytes, error);
      const [wanted, found] = [wantedOf(values), byName(given)];
      for (const one of new Set([...wanted.keys(), ...found.keys()])) {
        const [a, b] = [wanted.get(one) ?? [], found.get(one) ?? []];
        differences.add(`${name} ${one}`, areSame(one, a, b), bytes, a, b);
      }
      const tail = given.flatMap(([one, value]) => (one === "tail" ? [value] : [])).join("");
      differences.add(`${name} tail`, tail === tailOf(values), bytes, tailOf(values), tail);
      differences.add(`${name} issues`, issues > 0 === isWrong, bytes, isWrong, issues);
    }
    const { equal, list } = differences;
    console.log(
      `Lua: ${BLOCKS.length} lists of rows, ${CASES.length} cases, ${equal} values compared, ${list.length} different`,
    );
    expect(list).toEqual([]);
    expect(CASES.length).toBeGreaterThan(90_000);
    expect(equal).toBeGreaterThan(1_200_000);
  }, 300_000);

  it("reads the values of the kinds of text, or shows them raw if the text has an issue", () => {
    const cases = TEXTS.flatMap((block, i) => {
      return textCasesOf(block).map((one) => ({ ...one, block: i }));
    });
    const settings = TEXTS.map(({ rows }) => {
      return { rows: rows.map(textRow), isBytes: false, table: "tq" };
    });
    const own = new Set(cases.flatMap(({ values }) => [...wantedOf(values).keys()]));
    const reads = luaReads(settings, cases, [...own]);
    const differences = new Differences();
    let raw = 0;
    for (const [i, { block, text, values, codes, isWritten }] of cases.entries()) {
      const { given, error } = reads[i]!;
      const { name } = TEXTS[block]!;
      if (error !== undefined) differences.add(name, false, text, error);
      const [wanted, found] = [wantedOf(values), byName(given)];
      for (const one of new Set([...wanted.keys(), ...found.keys()])) {
        const [a, b] = [wanted.get(one) ?? [], found.get(one) ?? []];
        const isRaw = b.length === 0 && codes.length > 0 && !isWritten;
        if (isRaw) raw++;
        else differences.add(`${name} ${one}`, areSame(one, a, b), text, a, b, codes);
      }
    }
    const { equal, list } = differences;
    console.log(
      `Lua: ${TEXTS.length} lists of rows of text, ${cases.length} cases, ${equal} values compared, ${raw} raw, ${list.length} different`,
    );
    expect(list).toEqual([]);
    expect(equal).toBeGreaterThan(90_000);
    expect(raw).toBeLessThan(1000);
  }, 300_000);
});

/** Numbers of any length occur only in items of profiles. */
function hasKsy(row: BytesRow): boolean {
  const isAnyLength = row.kind.kind === "uint" && row.kind.halves === REST;
  return !isAnyLength && kindsIn(row).every((kind) => KSY_KINDS[kind] !== undefined);
}

/** A file with these rows only. */
function ksyOf({ rows, edition, table, headRows = rows.length }: Block): string {
  const file = new KsyFile(`${edition === 2019}`);
  if (rows.some(({ kind }) => kind.kind === "records")) {
    const position = new KsyBlock(file);
    addRows(position, POSITION, 0);
    file.types["position"] = position.make();
  }
  const meta = { id: "tested", endian: "be", "bit-endian": "be" };
  const head = new KsyBlock(file);
  head.tables = { usual: table as StatusTableName };
  addRows(head, rows.slice(0, headRows), 0);
  let root = head.make();
  if (headRows < rows.length) {
    const tail = new KsyBlock(file, head);
    addRows(tail, rows.slice(headRows), halvesOf(rows.slice(0, headRows)));
    Object.assign(file.types, { head: root, tail: tail.make() });
    root = {
      seq: [
        { id: "head", type: "head" },
        { id: "tail", type: "tail" },
      ],
    };
  }
  const ksy = { meta, ...root, types: file.types, enums: file.enums };
  return stringify(ksy, { aliasDuplicateObjects: false });
}

/** Kaitai Struct cannot test whether a text is printable, and splits lists of texts at commas only. */
function withoutOther(read: Read): Read {
  const isText = (value: unknown): boolean =>
    typeof value !== "string" || /^[\x20-\x7e]*$/.test(value);
  return Object.fromEntries(Object.entries(read).filter(([, value]) => isText(value)));
}

function textsOf(texts: unknown): unknown {
  if (!Array.isArray(texts) || texts.some((text) => typeof text !== "string")) return texts;
  const printable = texts.map((text: string) => text.replace(/[^\x21-\x7e]/g, ""));
  return printable.filter((text) => text !== "");
}

/** A truncated record, from its length on. */
function noRecord(records: readonly Read[]): Uint8Array[] {
  const last = records.at(-1);
  if (last === undefined || last["is_whole"] === true) return [];
  const length = last["len"] as number | undefined;
  const head = length === undefined ? [] : [length >> 8, length & 0xff];
  return [Buffer.concat([Uint8Array.from(head), ...bytesIn(last["rest"])])];
}

function compareKsy(read: Read, values: Values): Comparison {
  const root = "head" in read ? joined(read["head"] as Read, read["tail"] as Read) : read;
  const { positions = [], obdPids, pengaoda, ...others } = values;
  const { faultCodes, ...state } = pengaoda ?? {};
  // In lists whose elements are separate types, the first element is read.
  const [element] = obdPids ?? faultCodes ?? [];
  const own = { ...others, ...(pengaoda && { pengaoda: state }), ...element };
  const records = (root["positions"] ?? []) as Read[];
  // Other bytes than a mark has: the reader of the record has checked them.
  const kept = keptIn(root, /^(?:kept|mark)(?:_\d+)?$/);
  const found = withoutOther(ofPosition(root));
  const { dtcs } = own["obd"] ?? {};
  const { obd_dtcs: texts, ...rest } = found;
  const result = compare(
    dtcs === undefined ? rest : { ...rest, obd_dtcs: textsOf(texts) },
    dtcs === undefined ? own : { ...own, obd: { ...own["obd"], dtcs: textsOf(dtcs) } },
    [...kept, ...noItem(root), ...noRecord(records)],
    element === undefined ? undefined : new Set(),
  );
  for (const [i, position] of (positions as Values[]).entries()) {
    const record = (records[i]?.["position"] ?? {}) as Read;
    const inner = compare(ofPosition(record), position, noItem(record));
    result.wrong.push(...inner.wrong.map((text) => `positions[${i}] ${text}`));
    result.equal += inner.equal;
  }
  return result;
}

it("Kaitai Struct reads the values of the kinds of bytes", async () => {
  const differences = new Differences();
  let [compared, cases] = [0, 0];
  for (const [i, block] of BLOCKS.entries()) {
    if (!block.rows.every(hasKsy)) continue;
    compared++;
    const reader = await readerOf(ksyOf(block));
    for (const { block: own, bytes, values } of CASES) {
      if (own !== i) continue;
      cases++;
      let result: Comparison;
      try {
        result = compareKsy(reader(bytes), values);
      } catch (error) {
        result = { equal: 0, wrong: [`${error}`] };
      }
      const { wrong, equal } = result;
      differences.equal += equal;
      for (const one of wrong)
        differences.add(`${block.name} ${one.split(":")[0]}`, false, bytes, one);
    }
  }
  const { equal, list } = differences;
  console.log(
    `Kaitai Struct: ${compared} lists of rows, ${cases} cases, ${equal} values compared, ${list.length} different`,
  );
  expect(list).toEqual([]);
  expect(equal).toBeGreaterThan(1_600_000);
}, 600_000);
