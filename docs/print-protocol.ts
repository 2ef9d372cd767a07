/**
 * Prints parts of the protocol pages (docs/protocol). Their prose is written by hand; tables of fields and examples are
 * printed between `<!-- printed: NAME -->` and `<!-- printed: end -->`. `npm run docs` writes them; the tests fail if a
 * page differs.
 */
import { readFileSync } from "node:fs";
import { ALL_WORDS } from "../build/text-words.ts";
import { hexText } from "../src/bytes.ts";
import { explain } from "../src/explain.ts";
import { HEAD } from "../src/h02/dollar/head.ts";
import { MILEAGE_ROWS } from "../src/h02/dollar/mileage.ts";
import { PICTURE_ROWS } from "../src/h02/dollar/picture.ts";
import { HEAD_LENGTH } from "../src/h02/dollar/read.ts";
import { DOLLAR_TAILS } from "../src/h02/dollar/tails.ts";
import { HEADER_2019 } from "../src/jt808/header.ts";
import type { ItemRow, RowsKind } from "../src/jt808/item.ts";
import { standardItems } from "../src/jt808/items.ts";
import { type Jt808Form, jt808Forms } from "../src/jt808/messages.ts";
import { jt808Parameters } from "../src/jt808/parameter-rows.ts";
import { POSITION } from "../src/jt808/position.ts";
import { DEFAULT_PROFILES, knownProfiles } from "../src/jt808/profiles.ts";
import { JT808_ALARMS, JT808_STATES } from "../src/jt808/status.ts";
import type { NumberKind } from "../src/kind/bytes/number.ts";
import type { Meaning } from "../src/kind/meaning.ts";
import { type BytesRow, REST } from "../src/kind/row.ts";
import { placed } from "../src/layout/bytes-rows.ts";
import { fieldsOf, type TextForm, type TextPart, type TextWord } from "../src/layout/text-form.ts";
import { STATUS_STATES, STATUS_TABLES } from "../src/model/status.ts";
import { PIDS, type PidRow, type SignalRow } from "../src/obd/pids.ts";
import { EXTENSIONS, RECORD_BATTERY, RECORD_ROWS } from "../src/pengaoda/record.ts";
import { FAMILIES } from "../src/variant/families.ts";
import { bytesOf, loadVectors } from "../test/vectors.ts";
import { MODELS, type Model } from "./models.ts";
import { jt808CommandTable } from "./print-commands.ts";
import { kindTables } from "./print-kinds.ts";

/** The parts by the name after `printed:`, whose arguments follow a blank. */
const PRINTED: Readonly<Record<string, (...names: string[]) => string>> = {
  head: () => bytesTable(HEAD, 0),
  tails: () =>
    DOLLAR_TAILS.map(
      (tail) =>
        `#### ${tail.length} bytes: ${tail.about}${confidenceNote(tail)}\n\n${bytesTable(tail.rows, HEAD_LENGTH)}`,
    ).join("\n\n"),
  kinds: () => kindTables(),
  mileage: () => bytesTable(MILEAGE_ROWS, 0),
  picture: () => bytesTable(PICTURE_ROWS, HEAD_LENGTH),
  pengaoda: () => `The head, with another battery byte (${RECORD_BATTERY.about}), then:

${bytesTable(RECORD_ROWS, HEAD_LENGTH)}

From 55 on the extension, by what \`pengaoda.recordKind\` says, then the record number (1 byte, if there is one):

| first byte | bytes | property | meaning |
|---|---|---|---|
${EXTENSIONS.map(extensionRows).join("\n")}

Alarm settings (2 bytes), acceleration (4 bytes) and all that is not read are in \`tail\`, in this order.`,
  word: (name) => wordTables(wordOf(name)),
  words: (...names) =>
    names
      .map(wordOf)
      .map((word) => `#### ${word.word}\n\n${word.about}.\n\n${wordTables(word)}`)
      .join("\n\n"),
  states: () => statesTable(),
  alarms: () => alarmTables(),
  "sinotrack-alarms": () => `| alarm | meaning |
|---|---|
${[...new Set(STATUS_TABLES.sinotrack.map(({ alarm, about }) => `| \`${alarm}\` | ${about} |`))].join("\n")}`,
  example: (id) => example(id),
  "jt808-header": () => bytesTable(HEADER_2019, 0),
  position: () => bodyTable(POSITION),
  messages: () => {
    const ids = new Set(
      jt808Forms()
        .map(({ id }) => id)
        .filter((id) => id !== 0x0200),
    );
    return [...ids]
      .map((id) => messageTables(jt808Forms().filter((form) => form.id === id)))
      .join("\n");
  },
  parameters: () => `| id | name | meaning |
|---|---|---|
${jt808Parameters()
  .map(
    ({ id, name, about, unit }) =>
      `| ${hex(id, 4)} | \`${name}\` | ${about}${unit === undefined ? "" : `, ${unit}`} |`,
  )
  .join("\n")}`,
  "jt808-states": () => `| bits | meaning |
|---|---|
${JT808_STATES.map(({ bits, about }) => `| ${bits} | ${about} |`).join("\n")}`,
  "jt808-alarms": () => `| bit | alarm | meaning |
|---|---|---|
${JT808_ALARMS.map(({ bit, alarm, about, edition }) => `| ${bit} | \`${alarm}\` | ${about}${EDITION_NOTES[`${edition}`] ?? ""} |`).join("\n")}`,
  items: () => itemTable(standardItems()),
  profiles: () =>
    knownProfiles()
      .map(({ name, about, items = [], passedThrough = [] }) => {
        const isDefault = DEFAULT_PROFILES.includes(name) ? "On by default. " : "";
        // Several items may have the same kind.
        const kinds = new Map(
          [...items, ...passedThrough].map((item) => [item.kind, itemRows(item)]),
        );
        return `### ${name}\n\n${isDefault}${about}.\n\n${itemTable([...kinds.values()].flat())}`;
      })
      .join("\n\n"),
  "jt808-commands": () => jt808CommandTable(),
  pids: () => pidTable(),
  models: () => modelTable(),
  "engine-data": () => engineDataTable(),
  families: () => familyTable(),
  recipe: (file) =>
    `\`\`\`js\n${readFileSync(new URL(`../examples/recipes/${file}`, import.meta.url), "utf8")}\`\`\``,
};

/** The page with everything between its marks printed again. */
export function fillPrinted(page: string): string {
  return page.replace(
    /(<!-- printed: ([\w-]+)([^>]*) -->\n)[\s\S]*?(<!-- printed: end -->)/g,
    (_, mark: string, name: string, names: string, end: string) => {
      if (name === "other-words")
        return `${mark}\n${PRINTED["words"]!(...otherWords(page))}\n\n${end}`;
      const print = PRINTED[name];
      if (print === undefined) throw new Error(`nothing prints "${name}"`);
      return `${mark}\n${print(...names.trim().split(" "))}\n\n${end}`;
    },
  );
}

const SURE_NOTES = { stated: "stated", seen: "seen in captures", claimed: "claimed" } as const;

const howSure = ({ sure, source }: Model): string => `${SURE_NOTES[sure]}: ${source}`;

function modelTable(): string {
  const rows = MODELS.map((model) => {
    const { models, families, engineData } = model;
    const links = families.map((name) => `[\`${name}\`](#what-follows-from-the-family)`);
    return `| ${models.join(", ")} | ${links.join(" or ")} | ${engineData} | ${howSure(model)} |`;
  });
  return `| model | family | engine data | how sure |
|---|---|---|---|
${rows.join("\n")}`;
}

/** Models without engine data first: most people ask about them. */
function engineDataTable(): string {
  const rows = (["no", "unknown", "yes"] as const).flatMap((answer) =>
    MODELS.filter(({ engineData }) => engineData === answer).map(
      (model) => `| ${model.models.join(", ")} | ${answer} | ${howSure(model)} |`,
    ),
  );
  return `| model | engine data | how sure |
|---|---|---|
${rows.join("\n")}`;
}

function familyTable(): string {
  const rows = FAMILIES.map(
    ({ family, title, acknowledgement, statusTable, jt808Profile, commands }) =>
      `| \`${family}\` | ${title} | ${acknowledgement.style} | ${jt808Profile ?? statusTable ?? "by type of message"} | ${commands.join(" ") || "none known"} |`,
  );
  return `| family | what it sends | acknowledgement | \`statusTable\`, or profile of JT/T 808 | commands known |
|---|---|---|---|---|
${rows.join("\n")}`;
}

function wordOf(name: string | undefined): TextWord {
  const word = ALL_WORDS.find((candidate) => candidate.word === name);
  if (word === undefined) throw new Error(`no text message ${name}`);
  return word;
}

/** Words without a mark, in alphabetical order: the mark `other-words` prints them. */
function otherWords(page: string): string[] {
  const named = [...page.matchAll(/printed: words? ([^>]*) -->/g)].flatMap(([, names = ""]) =>
    names.split(" "),
  );
  return ALL_WORDS.map(({ word }) => word).filter((word) => !named.includes(word));
}

/** A vector: its frame, and each field with its value. */
function example(id: string | undefined): string {
  const vector = loadVectors()
    .flatMap(({ vectors }) => vectors)
    .find((candidate) => candidate.id === id);
  if (vector === undefined) throw new Error(`no vector ${id}`);
  const bytes = bytesOf(vector);
  const isText = bytes[0] === 0x2a;
  const shown = isText ? String.fromCharCode(...bytes) : hexText(bytes, 0, bytes.length);
  const lines = explain(bytes)
    .filter(({ name }) => !["separator", "start", "end"].includes(name))
    .map(
      ({ offset, name, raw, value, unit }) =>
        `| ${offset} | \`${raw}\` | \`${name}\` | ${valueText(value, unit)} |`,
    );
  return `\`\`\`text
${shown}
\`\`\`

| offset | on the wire | property | value |
|---|---|---|---|
${lines.join("\n")}

(Vector \`${id}\`.)`;
}

function valueText(value: unknown, unit: string | undefined): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "number") return `${Number(value.toFixed(7))}${unit ? ` ${unit}` : ""}`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return `${value}`;
  // Only the states of a status that are on.
  const told = Object.entries(value).filter(([, part]) => part !== false && part !== null);
  return told
    .map(([key, part]) =>
      part === true ? key : `${key} ${Array.isArray(part) ? part.join(" ") || "none" : part}`,
    )
    .join(", ");
}

function statesTable(): string {
  const rows = STATUS_STATES.map(({ bit, state, trueWhen }) => {
    const when = state === "ignition" ? '**high** (the bit means "ACC off")' : trueWhen;
    const but = state === "storedRecord" ? "; absent by `cantrack`" : "";
    return `| ${bit} | ${4 - (bit >> 3)}.${bit & 7} | \`${state}\` | ${when}${but} |`;
  });
  return `| bit | vendor | property | true when |
|---|---|---|---|
${rows.join("\n")}`;
}

function alarmTables(): string {
  const names = Object.keys(STATUS_TABLES) as (keyof typeof STATUS_TABLES)[];
  const rows: string[] = [];
  for (let bit = 31; bit >= 0; bit--) {
    const cells = names.map((name) => {
      const row = STATUS_TABLES[name].find((candidate) => candidate.bit === bit);
      return row === undefined ? "" : `\`${row.alarm}\``;
    });
    if (cells.some((cell) => cell !== "")) {
      rows.push(`| ${bit} | ${4 - (bit >> 3)}.${bit & 7} | ${cells.join(" | ")} |`);
    }
  }
  const meanings = names.map(
    (name) =>
      `#### ${name}\n\n${STATUS_TABLES[name].map(({ bit, alarm, about }) => `- ${bit}, \`${alarm}\`: ${about}.`).join("\n")}`,
  );
  return `| bit | vendor | ${names.join(" | ")} |
|---|---|${names.map(() => "---|").join("")}
${rows.join("\n")}

${meanings.join("\n\n")}`;
}

function wordTables({ forms }: TextWord): string {
  return forms
    .map((form) => {
      const told = form.told === undefined ? "" : `Recognised by ${form.told}: \`${form.type}\`.`;
      const otherwise = forms.length > 1 && told === "" ? `Otherwise \`${form.type}\`.` : told;
      return `${otherwise === "" ? "" : `${otherwise}\n\n`}${formTables(form)}`;
    })
    .join("\n\n");
}

/** The table of PIDs, one line per signal. */
function pidTable(): string {
  const lines = PIDS.flatMap((row) =>
    row.signals.length === 0
      ? [
          `| ${hex(row.pid, 2)} | ${row.bytes ?? ""} | ${row.name} | ${row.reader ?? ""} |  |  | ${sure(row)} |`,
        ]
      : row.signals.map(
          (signal) =>
            `| ${hex(row.pid, 2)} | ${row.bytes ?? ""} | ${row.name} | \`${signal.key}\` | ${formula(signal)} | ${rounded(signal.min)} to ${rounded(signal.max)} ${signal.unit} | ${sure(row)} |`,
        ),
  );
  return `| PID | bytes | what | signal | value | range | how sure |
|---|---|---|---|---|---|---|
${lines.join("\n")}`;
}

function sure({ confidence, dispute }: PidRow): string {
  return dispute === null ? confidence : `${confidence}: ${dispute}`;
}

function rounded(value: number): string {
  return `${Number(value.toFixed(3))}`;
}

function formula({ at, size, signed, shift, mask, num, den, add }: SignalRow): string {
  const letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ".slice(at, at + size) || `bytes ${at} to ${at + size - 1}`;
  const bits = mask === null ? letters : `(${letters} >> ${shift}) & ${mask.toString(2)}b`;
  const raw = signed ? `signed ${bits}` : bits;
  const scaled = num === 1 ? raw : `${raw} × ${num}`;
  const moved = add === 0 ? scaled : `${scaled} ${add < 0 ? "−" : "+"} ${Math.abs(add)}`;
  return den === 1 ? moved : add === 0 ? `${moved} ÷ ${den}` : `(${moved}) ÷ ${den}`;
}

/** Notes on alarm bits that only one edition has. */
const EDITION_NOTES: Readonly<Record<string, string>> = {
  "2013": "; not since 2019",
  "2019": "; since 2019",
};

function extensionRows({ mark, rows: single, repeated }: (typeof EXTENSIONS)[number]): string {
  const rows = [...single, ...(repeated === undefined ? [] : [repeated])].map((field) => {
    const often = field === repeated ? "n × " : "";
    return `| \`${mark.toString(16).toUpperCase()}\` | ${often}${field.kind.halves / 2} | \`${field.name}\` | ${meaningOf(field)} |`;
  });
  return rows.join("\n");
}

/** Marks facts without a vendor document. */
function confidenceNote({ confidence }: { readonly confidence?: string }): string {
  return confidence === undefined ? "" : ` (${confidence})`;
}

function formTables({ parts }: TextForm): string {
  const tails = parts.flatMap((part) => (part.part === "tails" ? part.tails : []));
  const behind = tails.map((tail) => {
    const { more = 0 } = tail;
    const rest =
      more === 0
        ? []
        : [`| ${more === Infinity ? "any" : more} | \`extra\` |  | Not documented |  |`];
    return `Behind them, ${tail.about}${confidenceNote(tail)}:\n\n${textTable([...tail.rows.flatMap(partLines), ...rest])}`;
  });
  const lines = parts.flatMap(partLines);
  return [...(lines.length === 0 ? [] : [textTable(lines)]), ...behind].join("\n\n");
}

/** The lines of a table for a part of a form. */
function partLines(part: TextPart): string[] {
  switch (part.part) {
    case undefined:
      return [
        `| ${part.kind.fields === REST ? "rest" : part.kind.fields} | \`${part.name}\` | ${common(part)} |`,
      ];
    case "optional":
      return [`| 0 or ${part.row.kind.fields} | \`${part.row.name}\` | ${common(part.row)} |`];
    case "repeated": {
      if (part.rows.length > 1) {
        const head = `| n × ${fieldsOf(part.rows)} | \`${part.list}\` |  | The fields below, separated by \`${part.separator ?? ","}\` |  |`;
        return [head, ...part.rows.flatMap(partLines)];
      }
      return part.rows.map(
        (row) => `| n × ${row.kind.fields} | \`${row.name}\` | ${common(row)} |`,
      );
    }
    case "rest":
      return [`| ${part.fields ?? "any"} | \`extra\` |  | Not documented |  |`];
    default:
      return [];
  }
}

function textTable(lines: readonly string[]): string {
  return [
    "| fields | property | unit | meaning | how sure |",
    "|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

/** A table of bytes, with half-bytes as .5. */
function bytesTable(rows: readonly BytesRow[], from: number): string {
  const lines = placed(rows, from * 2).map(({ row, at }) => {
    const length = row.kind.halves === REST ? "rest" : row.kind.halves / 2;
    return `| ${at / 2} | ${length} | \`${row.name}\` | ${common(row)} |`;
  });
  const head =
    "| offset | length | property | unit | meaning | how sure |\n|---|---|---|---|---|---|";
  return [head, ...lines].join("\n");
}

function common(field: Meaning): string {
  return `${field.unit ?? ""} | ${meaningOf(field)} | ${field.confidence ?? "stated"}`;
}

function meaningOf({ about, note }: Meaning): string {
  const meaning = note === undefined ? about : `${about}; ${note}`;
  return meaning.replaceAll("|", "\\|");
}

/** A table for each edition of a message. */
function messageTables(forms: readonly Jt808Form[]): string {
  const { id, about, type } = forms[0]!;
  const tables = forms.map(({ edition, rows }) => {
    const title = edition === undefined || forms.length === 1 ? "" : `${edition}:\n\n`;
    return `${title}${bodyTable(rows)}`;
  });
  return `### 0x${hex(id, 4)}: ${about} (\`${type}\`)\n\n${tables.join("\n\n")}\n`;
}

function hex(id: number, digits: number): string {
  return id.toString(16).padStart(digits, "0").toUpperCase();
}

function lengthOf({ kind: { halves, ...kind } }: BytesRow): number | string {
  if ("endAt" in kind) return "1 + n";
  return halves === REST ? "rest" : halves / 2;
}

function bodyTable(body: readonly BytesRow[]): string {
  const rows = body.flatMap((row) =>
    row.kind.kind === "sequence" ? (row.kind as RowsKind).rows : [row],
  );
  const lines = rows.map((row) => `| ${lengthOf(row)} | \`${row.name}\` | ${common(row)} |`);
  return [
    "| length | property | unit | meaning | how sure |",
    "|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

/** The rows to list for an item: its own, or the items of a container, bytes of a record, fields of a line. */
function itemRows(item: ItemRow): readonly ItemRow[] {
  if (!item.kind.isComposite) return [item];
  const { kind, rows } = item.kind as RowsKind;
  if (kind === "record") return placed(rows).map(({ row, at }) => ({ ...row, id: at / 2 }));
  if (kind === "obdLine") return rows.map((row, i) => ({ ...row, id: i + 1 }));
  return rows as readonly ItemRow[];
}

function itemTable(rows: readonly ItemRow[]): string {
  const lineOf = (id: string, row: BytesRow): string => {
    const length = row.kind.halves === REST ? "" : row.kind.halves / 2;
    return `| ${id} | ${length} | ${formOf(row)} | \`${row.name}\` | ${common(row)} |`;
  };
  const lines = rows.flatMap((item) => {
    const id = hex(item.id, 2);
    return item.kind.kind === "record"
      ? itemRows(item).map((row) => lineOf(`${id}, byte ${row.id}`, row))
      : [lineOf(id, item)];
  });
  return [
    "| id | length | value of the bytes n | property | unit | meaning | how sure |",
    "|---|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

function formOf({ kind }: BytesRow): string {
  if (kind.kind === "ascii") return "text";
  if (["asciiTexts", "list"].includes(kind.kind)) return "list";
  if (["bits", "oneOf"].includes(kind.kind)) return `by ${kind.kind === "bits" ? "bit" : "number"}`;
  if (kind.kind !== "uint") return "n";
  const { times, over, plus } = kind as NumberKind;
  const scaled = `n${times === 1 ? "" : ` × ${times}`}${over === 1 ? "" : ` ÷ ${over}`}`;
  return plus === 0 ? scaled : `${scaled} − ${-plus}`;
}
