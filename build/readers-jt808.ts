/** Prints the fast readers of JT/T 808: 0x0200 with the items that are read by default, 0x0704 and 0x0002. */
import { HEADER_2013, HEADER_2019 } from "../src/jt808/header.ts";
import type { ItemRow } from "../src/jt808/item.ts";
import { usualItems } from "../src/jt808/items.ts";
import { formsOf, type Jt808Form } from "../src/jt808/messages.ts";
import { POSITION } from "../src/jt808/position.ts";
import type { ListKind } from "../src/kind/bytes/list.ts";
import { BytesEmitter } from "../src/kind/emit.ts";
import { type BytesKind, type BytesRow, REST } from "../src/kind/row.ts";
import { halvesOf } from "../src/layout/bytes-rows.ts";
import { emitRows, hasEmitter } from "./emitters.ts";
import { fileOf } from "./generated-file.ts";

/** The modules of functions that generated code calls; all others are in src/layout/fast.ts. */
const MODULES: Readonly<Record<string, string>> = {
  readPacked: "./header.ts",
  readerOf: "./reader-of.ts",
  readOther: "./items.ts",
  jt808Status: "./status.ts",
};
const FAST = "../layout/fast.ts";

export function jt808Readers(): string {
  const calls = new Map<string, string[]>([[FAST, ["type Bytes"]]]);
  const call = (name: string): void => {
    const module = MODULES[name] ?? FAST;
    const names = calls.get(module) ?? [];
    if (!names.includes(name)) calls.set(module, [...names, name]);
  };
  const emit: Emit = (rows, base, end, giveUp = "return null") => {
    const e = new BytesEmitter(base, end);
    e.giveUp = giveUp;
    emitRows(e, rows, 0);
    for (const name of e.calls) call(name);
    return e;
  };
  for (const name of ["readOther", "readerOf"]) call(name);
  const functions = [itemsReader(emit), positionReader(emit), RECORDS_READER, chooser(emit)];
  return fileOf(
    [
      ...[...calls]
        .sort()
        .map(([from, names]) => `import { ${names.sort().join(", ")} } from "${from}";`),
      'import type { Issue } from "../issue.ts";',
      'import type { BytesReader, BytesSettings } from "../kind/bytes-reader.ts";',
      'import type { Values } from "../kind/row.ts";',
      'import type { Frame } from "../model/frame.ts";',
      'import type { Message } from "../model/message.ts";',
    ],
    functions,
  );
}

type Emit = (rows: readonly BytesRow[], base: string, end: string, giveUp?: string) => BytesEmitter;

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, "0")}`;
}

/** Makes the interpreter's reader for values that the fast reader leaves to rows. */
const READER = "r ??= readerOf(frame, B, settings, edition, issues)";
const READ_OTHER = `readOther(${READER}, at, to, m); jt808 = m.jt808;`;
/** The parameters of every function, besides offsets. */
const FRAME =
  "frame: Frame, B: Bytes, settings: BytesSettings, edition: 2013 | 2019, issues: Issue[]";
const SAME_FRAME = "frame, B, settings, edition, issues";

/** Padded lists are left to the rows. */
function isReadFast(kind: BytesKind): boolean {
  return hasEmitter(kind.kind) && (kind as Partial<ListKind>).isFilledUp !== true;
}

/** Each item is a case by its id and length, or by its id alone; items without an emitter are left to the rows. */
function itemsReader(emit: Emit): string {
  const fixed = new Map<string, ItemRow[]>();
  const open = new Map<string, ItemRow[]>();
  for (const row of usualItems().filter(({ kind }) => isReadFast(kind))) {
    const { halves } = row.kind;
    const [cases, key] = halves === REST ? [open, row.id] : [fixed, (row.id << 8) | (halves >> 1)];
    cases.set(hex(key), [...(cases.get(hex(key)) ?? []), row]);
  }
  let bit = 0;
  const read = ([row, ...others]: ItemRow[], isOpen: boolean): string => {
    // Values that the first row does not accept are left to the other rows.
    const mayBeOther = isOpen || others.length > 0;
    const e = emit([row!], "v", "to", mayBeOther ? `{ ${READ_OTHER} break; }` : undefined);
    const { name } = row!;
    const [outer, inner] = name.split(".");
    const object = outer === "jt808" ? "(jt808 ??= m.jt808 = {})" : `(m.${outer} ??= {})`;
    const target = inner === undefined ? `m.${name}` : `${object}.${inner}`;
    return [
      `if (seen === (seen |= ${1 << bit++})) return null;`,
      ...e.lines,
      `${target} = ${e.gives.get(name)};`,
    ].join(" ");
  };
  const casesOf = (rows: ReadonlyMap<string, ItemRow[]>, indent: string): string =>
    [...rows]
      .map(([key, all]) => `${indent}case ${key}: { ${read(all, rows === open)} break; }`)
      .join("\n");
  const [usual, others] = [casesOf(fixed, "      "), casesOf(open, "          ")];
  if (bit > 31) throw new Error("more items than bits");
  return `/** Reads the items; null if an item is repeated or has an issue, or the last one does not end at \`end\`. */
function readItems(${FRAME}, reader: BytesReader | null, from: number, end: number, m: Values, header: Values | null): true | null {
  let r = reader;
  // A variable, because the shape of the message changes with each item and makes lookups slow.
  let jt808 = header;
  let seen = 0, at = from;
  while (at + 2 <= end) {
    const v = at + 2, to = v + B[at + 1];
    if (to > end) return null;
    switch ((B[at] << 8) | B[at + 1]) {
${usual}
      default:
        switch (B[at]) {
${others}
          default: ${READ_OTHER}
        }
    }
    at = to;
  }
  return at === end ? true : null;
}`;
}

const PARAMETERS = `${FRAME}, at: number, end: number, deviceId: string | null, jt808: Values | null, serialNumber: number`;
const HEAD = "deviceId, jt808, serialNumber";

function messageOf({ id, type }: Jt808Form, gives: ReadonlyMap<string, string>): string {
  const outer = new Map([...gives].filter(([name]) => !name.includes(".")));
  return `{ type: "${type}", command: "${hex(id)}", ${HEAD}, ${literal(outer)}issues, frame }`;
}

/** Statements that set the properties of the body in the `jt808` object of the header. */
function innerValues(gives: ReadonlyMap<string, string>): string[] {
  return [...gives]
    .filter(([name]) => name.includes("."))
    .map(([name, source]) => `jt808.${name.replace("jt808.", "")} = ${source};`);
}

/** Source of properties, each followed by a comma, in the order of the wire. */
function literal(gives: ReadonlyMap<string, string>): string {
  return [...gives]
    .map(([name, source]) => `${name === source ? name : `${name}: ${source}`}, `)
    .join("");
}

function positionReader(emit: Emit): string {
  const e = emit(POSITION, "at", "end");
  return `/** The message, or without a header a record of a batch. */
function read0200(${PARAMETERS}, r: BytesReader | null): Values | null {
  if (end - at < ${halvesOf(POSITION) / 2}) return null;
  const offsetSeconds = settings.utcOffsetMinutes * 60;
  ${e.lines.join("\n  ")}
  const m: Values = deviceId === null
    ? { ${literal(e.gives)} }
    : ${messageOf(formsOf(0x0200, 2013)[0]!, e.gives)};
  ${e.later.join("\n  ")}
  return m;
}`;
}

const RECORDS_READER = `function readRecords(${FRAME}, from: number, end: number): Values[] | null {
  const r = readerOf(${SAME_FRAME});
  const records: Values[] = [];
  let at = from;
  while (at + 2 <= end) {
    const to = at + 2 + ((B[at] << 8) | B[at + 1]);
    const record = to > end ? null : read0200(${SAME_FRAME}, at + 2, to, null, null, 0, r);
    if (record === null) return null;
    records.push(record);
    at = to;
  }
  return at === end ? records : null;
}`;

function messageReader(id: number, emit: Emit): string {
  const form = formsOf(id, 2013)[0]!;
  const e = emit(form.rows, "at", "end");
  return [
    `if (end - at < ${form.least}) return null;`,
    ...e.lines,
    ...innerValues(e.gives),
    `const m: Values = ${messageOf(form, e.gives)};`,
    "return m as Message;",
  ].join("\n      ");
}

function chooser(emit: Emit): string {
  const headOf = (rows: readonly BytesRow[]): string => {
    const e = emit(rows, "start", "end");
    const inner = [...e.gives].filter(([name]) => name.startsWith("jt808."));
    // Assigned one by one: V8 gives an empty literal room for four more properties, and one with properties no room for
    // more.
    const jt808 = inner.map(([name, source]) => `${name} = ${source};`).join(" ");
    const [deviceId, serial] = ["deviceId", "serialNumber"].map((name) => e.gives.get(name));
    return `${e.lines.join("\n    ")}
    at += ${halvesOf(rows) / 2};
    deviceId = ${deviceId};
    jt808 = {};
    ${jt808}
    serialNumber = ${serial};`;
  };
  return `/** Reads the message from its header at \`start\` to its checksum at \`end\`; null if the interpreter has to read it. */
export function readJt808Fast(frame: Frame, B: Bytes, start: number, end: number, settings: BytesSettings): Message | null {
  const id = (B[start] << 8) | B[start + 1];
  if (id !== 0x0200 && id !== 0x0704 && id !== 0x0002) return null;
  const issues: Issue[] = [];
  let edition: 2013 | 2019 = 2013;
  let at = start;
  let deviceId: string, jt808: Values, serialNumber: number;
  if ((B[start + 2] & 0x40) === 0) {
    ${headOf(HEADER_2013)}
  } else {
    edition = 2019;
    ${headOf(HEADER_2019)}
  }
  if (end - at !== (((B[start + 2] & 3) << 8) | B[start + 3])) return null;
  switch (id) {
    case 0x0200:
      return read0200(${SAME_FRAME}, at, end, ${HEAD}, null) as Message | null;
    case 0x0704: {
      ${messageReader(0x0704, emit)}
    }
    default: {
      ${messageReader(0x0002, emit)}
    }
  }
}`;
}
