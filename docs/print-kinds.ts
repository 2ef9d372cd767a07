/// <reference path="../build/glob.d.ts" />
/** Prints the table of kinds in docs/guide/rows.md from `./layout`, the comments in the source and the schemas. */
import ts from "typescript";
import { ofKind } from "../build/schema.ts";
import type { BytesKind, TextKind } from "../src/kind/row.ts";
import * as kinds from "../src/protocol/kinds.ts";

type Kind = BytesKind | TextKind;

/** The call of each function in the table, and the kind that it makes, whose JSON values the table shows. */
const CALLS: Readonly<Record<string, readonly [call: string, kind: Kind]>> = {
  always: ['always("X")', kinds.always("X")],
  ascii: ["ascii(20)", kinds.ascii(20)],
  asciiTexts: ["asciiTexts()", kinds.asciiTexts()],
  bcd: ["bcd(3, { most: 360 })", kinds.bcd(3, { most: 360 })],
  bit: ["bit(2)", kinds.bit(2)],
  bits: ['bits(1, "a", "b")', kinds.bits(1, "a", "b")],
  cell: ['cell([["mcc", 2], …])', kinds.cell([["mcc", 2]])],
  clock: ["clock()", kinds.clock()],
  container: ["container(rows)", kinds.container([])],
  countBytes: ['countBytes(1, "cells")', kinds.countBytes(1, "cells")],
  countFields: ['countFields("cells")', kinds.countFields("cells")],
  date: ["date()", kinds.date()],
  decimal: ["decimal(100, { decimals: 1 })", kinds.decimal(100, { decimals: 1 })],
  degreesMinutes: [
    "degreesMinutes(2, place)",
    kinds.degreesMinutes(2, { positive: 4, flagAfter: 19, other: 10 }),
  ],
  hexadecimal: ["hexadecimal(4)", kinds.hexadecimal(4)],
  id: ["id(10)", kinds.id(10)],
  int: ["int(1)", kinds.int(1)],
  kept: ["kept(2, 0xff, 0)", kinds.kept(2, 0xff, 0)],
  keptRest: ["keptRest()", kinds.keptRest()],
  list: ["list(uint(2))", kinds.list(kinds.uint(2))],
  mark: ["mark(0x41)", kinds.mark(0x41)],
  millionths: [
    "millionths(90, place)",
    kinds.millionths(90, { negative: 4, flagAfter: -1, other: 8 }),
  ],
  moment: ['moment("hisdmy")', kinds.moment("hisdmy")],
  named: ["named(2)", kinds.named(2)],
  number: ["number(2, { over: 10 })", kinds.number(2, { over: 10 })],
  numbered: ["numbered(2)", kinds.numbered(2)],
  oneOf: ['oneOf("a", "b")', kinds.oneOf("a", "b")],
  oneOfDigits: ['oneOfDigits(["off", "on"], …)', kinds.oneOfDigits(["off", "on"], "0 or 1", "")],
  record: ["record(4, rows)", kinds.record(4, [])],
  scannedCell: ['scannedCell(["lac", 4], …)', kinds.scannedCell(["lac", 4])],
  uint: ["uint(2, { over: 10 })", kinds.uint(2, { over: 10 })],
  upTo: ["upTo(4, uint(1))", kinds.upTo(4, kinds.uint(1))],
  upToMost: ["upToMost(uint(1, { most: 31 }))", kinds.upToMost(kinds.uint(1, { most: 31 }))],
  whole: ["whole(9999)", kinds.whole(9999)],
};

/** Exports that are no kinds. */
const OTHERS = new Set(["REST", "optional", "tails"]);

export function kindTables(): string {
  const all = Object.entries(kinds).filter(([name]) => !OTHERS.has(name));
  const found = all.map(([name, value]): readonly [string, string, Kind] => {
    if (typeof value === "object") return [name, name, value as Kind];
    const call = CALLS[name];
    if (call === undefined) throw new Error(`the table of kinds has no call of ${name}`);
    return [name, ...call];
  });
  const table = (rows: readonly (readonly [string, string, Kind])[]): string =>
    `| kind | what it reads | JSON | resolution | range |\n|---|---|---|---|---|\n${rows.map(kindRow).join("\n")}`;
  return `Of text, a field or more:

${table(found.filter(([, , kind]) => "fields" in kind))}

Of bytes:

${table(found.filter(([, , kind]) => "halves" in kind))}`;
}

function kindRow([name, call, kind]: readonly [string, string, Kind]): string {
  const schema: Schema = ofKind("schema", kind) ?? {};
  const step = kind.step === undefined ? "" : `${Number(kind.step.toPrecision(3))}`;
  return `| \`${call}\` | ${aboutOf(name)} | ${typeOf(schema)} | ${step} | ${rangeOf(schema)} |`;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

function typeOf({ type, format, enum: names, items, anyOf, $ref }: Schema): string {
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf("/") + 1);
  if (names !== undefined) return names.map(String).join(", ");
  if (anyOf !== undefined) return anyOf.map(typeOf).join(" or ");
  if (items !== undefined) return `list of ${typeOf(items)}`;
  return [type ?? []].flat().join(" or ") + (format === undefined ? "" : ` (${format})`);
}

function rangeOf({ minimum, maximum, maxLength, items }: Schema): string {
  if (items !== undefined) return rangeOf(items);
  if (maxLength !== undefined) return `up to ${maxLength} characters`;
  const short = (value: number): string => `${Number(value.toPrecision(8))}`;
  return minimum === undefined || maximum === undefined
    ? ""
    : `${short(minimum)} to ${short(maximum)}`;
}

const SOURCES = import.meta.glob("../src/{kind/*/*,h02/status,jt808/item}.ts", {
  eager: true,
  query: "?raw",
  import: "default",
}) as Readonly<Record<string, string>>;

/** The first sentence of the comment of an export. */
function aboutOf(name: string): string {
  const inside = { countBytes: "count", countFields: "count" }[name] ?? name;
  const folder = name === "countFields" ? "/text/" : name === "countBytes" ? "/bytes/" : "/";
  for (const [path, source] of Object.entries(SOURCES)) {
    const isThere = new RegExp(`^export (?:const|function) ${inside}\\b`, "m").test(source);
    if (!isThere || !path.includes(folder)) continue;
    const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
    for (const statement of file.statements) {
      const names = ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.map((one) => one.name.getText())
        : ts.isFunctionDeclaration(statement)
          ? [statement.name?.text]
          : [];
      if (!names.includes(inside)) continue;
      const [comment] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
      // The comment at the head of the file describes a few kinds.
      const text =
        ts.getTextOfJSDocComment(comment?.comment) ??
        /^\/\*\* ?([\s\S]*?)\*\//.exec(source)?.[1] ??
        "";
      return text
        .replace(/\s*\n[\s*]*/g, " ")
        .replace(/^(.*?\.)(?: .*)?$/s, "$1")
        .trim()
        .replaceAll("|", "\\|");
    }
  }
  throw new Error(`no source of the kind ${name}`);
}
