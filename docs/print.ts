/**
 * Prints the reference pages whose tables come from the source, so that a fact stands in one place.
 * `npm run docs` writes them; the tests fail when a page is not what is printed here.
 */
import { readFileSync } from "node:fs";
import { ALL_WORDS } from "../build/text-words.ts";
import { SIGNATURES } from "../src/frame/foreign.ts";
import { HEAD } from "../src/h02/dollar/head.ts";
import { MILEAGE_ROWS } from "../src/h02/dollar/mileage.ts";
import { HEAD_LENGTH } from "../src/h02/dollar/read.ts";
import { DOLLAR_TAILS } from "../src/h02/dollar/tails.ts";
import { ISSUES } from "../src/issue.ts";
import type { ItemRow, RowsKind } from "../src/jt808/item.ts";
import { STANDARD_ITEMS } from "../src/jt808/items.ts";
import { JT808_FORMS, type Jt808Form } from "../src/jt808/messages.ts";
import { JT808_PARAMETERS } from "../src/jt808/parameter-rows.ts";
import { POSITION } from "../src/jt808/position.ts";
import { DEFAULT_PROFILES, JT808_PROFILES } from "../src/jt808/profiles.ts";
import { JT808_ALARMS, JT808_STATES } from "../src/jt808/status.ts";
import type { NumberKind } from "../src/kind/bytes/number.ts";
import type { Meaning } from "../src/kind/meaning.ts";
import { type BytesRow, REST } from "../src/kind/row.ts";
import { placed } from "../src/layout/bytes-rows.ts";
import { fieldsOf, type TextForm, type TextPart, type TextWord } from "../src/layout/text-form.ts";
import { STATUS_TABLES } from "../src/model/status.ts";
import { OBD_ISSUES } from "../src/obd/issue.ts";
import { EXTENSIONS, RECORD_BATTERY, RECORD_ROWS } from "../src/pengaoda/record.ts";
import { SMS_ISSUES } from "../src/sms/issue.ts";
import { FAMILIES, type FamilyName } from "../src/variant/families.ts";
import { identify } from "../src/variant/identify.ts";
import { VARIANT_RULES } from "../src/variant/rules.ts";
import { JT808_REASONS } from "../test/differential/jt808-reasons.ts";
import { REASONS } from "../test/differential/reasons.ts";
import { knownGroups, messagesOf } from "../test/variant/groups.ts";
import { jt808CommandTable } from "./print-commands.ts";

/** The table of one list of differences. */
function differenceRows(file: string, reasons: Readonly<Record<string, string>>): string {
  const listed: Record<string, Record<string, string>> = JSON.parse(
    readFileSync(new URL(`../test/differential/${file}`, import.meta.url), "utf8"),
  );
  const found = new Map<string, { fields: Set<string>; vectors: Set<string> }>();
  for (const [vector, fields] of Object.entries(listed)) {
    for (const [field, reason] of Object.entries(fields)) {
      const entry = found.get(reason) ?? { fields: new Set(), vectors: new Set() };
      entry.fields.add(field);
      entry.vectors.add(vector);
      found.set(reason, entry);
    }
  }
  const rows = Object.keys(reasons).map((reason) => {
    const { fields, vectors } = found.get(reason) ?? { fields: [], vectors: new Set<string>() };
    const shown = [...vectors].slice(0, 3).map((id) => `\`${id}\``);
    const more = vectors.size > 3 ? ` and ${vectors.size - 3} more` : "";
    return `| ${reasons[reason]} | ${[...fields].join(", ")} | ${vectors.size} | ${shown.join(", ")}${more} |`;
  });
  return `| what is different, and why we read it so | fields | frames | vectors |
|---|---|---|---|
${rows.join("\n")}`;
}

/** docs/differences-from-traccar.md */
export function differencesPage(): string {
  return `# Differences from Traccar

Traccar (9e5c458a, 2026-08-21) is the decoder that most people know, so every captured frame was also given to it. Where
it makes something else of the bytes than we do, the reason is below; where it is not in this table, both agree. Compared
are device id, validity, position, speed, course, time, ignition, alarms, battery and cells of the first message, and the
reply to it.

"Nothing" means that Traccar returns nothing, "throws" that it throws, which closes the connection. Replies are those of
\`replyTo\` with \`acknowledgement: "v4"\`, the form that Traccar has. By default we answer every frame with R12, as the
SinoTrack document asks; Traccar sends R12 only with its setting \`h02.ack\`.

${differenceRows("differences.json", REASONS)}

## JT/T 808

Compared are device id, number of positions, and of each position validity, coordinates, altitude, speed, course, time,
ignition, alarms, mileage, signal quality, satellites, supply voltage, ICCID and engine data, with the profile that is on by
default.

${differenceRows("jt808-differences.json", JT808_REASONS)}

The test \`test/differential\` holds Traccar's results and the list of differences, frame by frame, and fails when a
difference appears or disappears.

## What the captures do not show

No captured frame has these forms. Documents or users have them, and Traccar was tried with them (same commit):

| form | Traccar | here | vector |
|---|---|---|---|
| validity \`B\`, a fix by BeiDou | not valid in V1, valid in VP1 | valid | \`v1-129-validity-beidou\` |
| one digit in front of the point: \`9.9091,W\`, minutes without degrees | nothing, and no reply | 0 degrees 9.9091 minutes west, with the issue \`degrees-missing\` | \`v8-027-minutes-of-one-digit\` |
| JT/T 808 items of exactly 18 bytes | a fixed tail of odometer, battery and signal, whatever the items are: for 466.2 km in item 01 it gives 1,193,482 km | the items; bytes that are none stay raw, also where a unit does send this tail (odometer, volts, signal) | \`jt808-076-position\`, \`jt808-056-position\` |

## Where Traccar is faster

Measured at commit cf07c37, both decoders in turns on one machine. A figure above 1 means that this library is faster:

| work | here to Traccar |
|---|---|
| JT/T 808 0x0200, \`parseFrame\` | 0.4, with the frames of the benchmark 0.5 |
| JT/T 808 0x0200, from the stream | 0.6 |
| JT/T 808 0x0200, TCP server with replies, collector of the README | 0.9 |
| memory of an idle connection (heap) | \`decodeStream\` 8.2 KB, splitter by hand 1.3 KB; Traccar 3.0 KB |

Since then JT/T 808 has readers generated from its rows, as \`$\` frames have; nobody has compared these with Traccar yet.
All other forms were faster here at that commit: [Performance](performance.md).

(This page is printed from \`test/differential/\` by \`npm run docs\`.)
`;
}

/** docs/issues.md */
export function issuesPage(): string {
  return `# Issues

Decoding never throws for what is on the wire. What could not be read, or could only be read with an
assumption, is in the \`issues\` of the message:

| property | meaning |
|---|---|
| \`code\` | one of the codes below; a code never changes its meaning |
| \`severity\` | \`error\`: a value was lost, its property is \`null\` or its bytes are kept raw. \`warning\`: there is a value, or a reason for \`null\`, that you should know about. \`info\`: a quirk of form, the value is certain |
| \`field\` | the property of the message that it is about; \`frame\` for the frame as a whole |
| \`offset\`, \`length\` | the bytes, counted from the start of the frame; a length of 0 where something is missing |
| \`received\` | those bytes: as text in a text frame, else as hexadecimal digits; of noise the first 16 |
| \`expected\` | what belongs there, for people |

${codeTable(ISSUES)}

## Engine data

Codes of the readings of \`decodeObd\` and \`readObd\`:

${codeTable(OBD_ISSUES)}

## SMS

Codes of the replies of \`parseSms\`. These have neither \`offset\`, \`length\` nor \`expected\`:

${codeTable(SMS_ISSUES)}

(This page is printed from \`src/issue.ts\`, \`src/obd/issue.ts\` and \`src/sms/issue.ts\` by \`npm run docs\`.)
`;
}

function codeTable(codes: Readonly<Record<string, readonly [string, string]>>): string {
  const rows = Object.entries(codes).map(
    ([code, [severity, meaning]]) => `| \`${code}\` | ${severity} | ${meaning} |`,
  );
  return `| code | severity | meaning |
|---|---|---|
${rows.join("\n")}`;
}

/** docs/sniff.md */
export function sniffPage(): string {
  const rows = SIGNATURES.map(
    ({ family, beginning, source }) => `| \`${family}\` | ${beginning} | ${source} |`,
  );
  return `# Whose bytes are these?

\`sniff(bytes)\` says what the first bytes of a connection are, or a datagram, for a collector with one port for all devices:

\`\`\`ts
const { protocol, family } = sniff(received); // all bytes of the connection so far
if (protocol === "incomplete") return; // ask again when more have arrived
if (protocol === "foreign") hand(received, family);
else splitter.push(received);
\`\`\`

| \`protocol\` | when |
|---|---|
| \`h02-ascii\` | \`*XX,\` |
| \`h02-binary\` | \`$\`, \`M\`, \`X\` or \`P\` and a head whose digits, date and degrees can be: 25 bytes, 28 with an eight-byte id |
| \`jt808\` | \`7E\` and a byte up to \`0F\`; \`7E\` and a header with a decimal phone number; \`7E\`, five bytes or more, \`7E\` |
| \`incomplete\` | too few bytes to tell |
| \`foreign\` | a protocol of the table below, by \`family\`; or, without family, nothing that anyone knows |

H02 between flags (\`7E *\`, \`7E $\`) has \`family: "pengaoda"\`.

- CR, LF and NUL in front are skipped.
- The answer rests on the first 64 bytes alone. Once it is not \`incomplete\`, no later byte changes it, and with \`need\` bytes in
  all it is not \`incomplete\` any more, whatever they are. Most connections are decided by their first few bytes.
- Damage in front of a frame is passed over, if the frame begins in the first 36 bytes. There \`7E\` needs a believable
  header of JT/T 808 behind it, or H02.
- A datagram is whole: one that is \`incomplete\` is none of a known protocol.

Families that their first bytes name without doubt. "A length" is any number of bytes that the protocol allows.

| family | begins with | source |
|---|---|---|
${rows.join("\n")}

(This page is printed from \`src/frame/foreign.ts\` by \`npm run docs\`.)
`;
}

/** docs/messages.md */
export function messagesPage(): string {
  const tails = DOLLAR_TAILS.map(
    (tail) =>
      `### ${tail.length} bytes: ${tail.about}${sureness(tail)}\n\n${bytesTable(tail.rows, HEAD_LENGTH)}\n`,
  );
  return `# Messages on the wire

Every field that is read, in the order of the wire. \`stated\` is what a vendor's document says, \`inferred\` a
conclusion from captures, \`unconfirmed\` the word of one source. What nobody documents is kept raw, in \`extra\` or
\`tail\`. The samples and sources are at the head of each file in \`src/h02/text/\`.

## Text frames

\`*XX,<id>,<word>,…#\`: maker code, device id, word, then the fields below, separated by commas. "Fields" counts those
between commas.

${ALL_WORDS.map(wordSection).join("\n")}
## Binary frames

\`$\` (and \`M\`), 29 bytes of head and a tail; there is no length on the wire. A frame of 42 bytes has an id of eight
bytes instead of five, and all else three bytes later.

### Head

${bytesTable(HEAD, 0)}

${tails.join("\n")}
### 42 bytes: an id of 15 digits

The head with a longer id; the ten bytes behind it are in \`tail\`, nobody documents them.

### 32 + 8n + 1 and 32 + 7n + 1 bytes: padlock

Byte 30 is 1 for n cells of eight bytes and 2 for n access points of seven, byte 31 is n (one source). How an entry is made
up is not known; all bytes from 29 on are in \`tail\`.

### PengAoDa OBD terminals

Text frames and \`$\` records between flags: \`7E\`, the frame, the XOR of the opening flag and the frame, \`7E\`; inside, 7E and 7D
are sent as 7D 02 and 7D 01. Records also come without flags, then with the XOR byte or without. Offsets are those inside.

The head, with another battery byte (${RECORD_BATTERY.about}), then:

${bytesTable(RECORD_ROWS, HEAD_LENGTH)}

From 55 on the extension, by what \`recordKind\` says, then the record number (1 byte, if there is one):

| first byte | bytes | property | meaning |
|---|---|---|---|
${EXTENSIONS.map(extensionRows).join("\n")}

Alarm settings (2 bytes), acceleration (4 bytes) and all that is not read are in \`tail\`, in this order.

### P records: a block of a picture

The head, then user alarm flag, number of the picture and number of the block (\`picture\`, unconfirmed), and JPEG data up to
FF FF FF FF in \`tail\`.

### X records, 32 bytes

${bytesTable(MILEAGE_ROWS, 0)}

(This page is printed from the layouts by \`npm run docs\`.)
`;
}

function extensionRows({ mark, rows: single, repeated }: (typeof EXTENSIONS)[number]): string {
  const rows = [...single, ...(repeated === undefined ? [] : [repeated])].map((field) => {
    const often = field === repeated ? "n × " : "";
    return `| \`${mark.toString(16).toUpperCase()}\` | ${often}${field.kind.halves / 2} | \`${field.name}\` | ${meaningOf(field)} |`;
  });
  return rows.join("\n");
}

/** For what no vendor document states. */
function sureness({ confidence }: { readonly confidence?: string }): string {
  return confidence === undefined ? "" : ` (${confidence})`;
}

function wordSection({ word, about, forms }: TextWord): string {
  const sections = forms.map((form) => {
    const told = form.told === undefined ? "" : `Told by ${form.told}: \`${form.type}\`.`;
    const otherwise = forms.length > 1 && told === "" ? `Otherwise \`${form.type}\`.` : told;
    return `${otherwise === "" ? "" : `${otherwise}\n\n`}${formTables(form)}`;
  });
  return `### ${word}\n\n${about}.\n\n${sections.join("\n\n")}\n`;
}

function formTables({ parts }: TextForm): string {
  const tails = parts.flatMap((part) => (part.part === "tails" ? part.tails : []));
  const behind = tails.map((tail) => {
    const { more = 0 } = tail;
    const rest =
      more === 0
        ? []
        : [`| ${more === Infinity ? "any" : more} | \`extra\` |  | Not documented |  |`];
    return `Behind them, ${tail.about}${sureness(tail)}:\n\n${textTable([...tail.rows.flatMap(partLines), ...rest])}`;
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

/** Rows of bytes, with halves of bytes as .5. */
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

/** docs/jt808.md */
/** Behind the meaning of an alarm bit that one edition alone has. */
const EDITION_NOTES: Readonly<Record<string, string>> = {
  "2013": "; not since 2019",
  "2019": "; since 2019",
};

export function jt808Page(): string {
  const ids = new Set(JT808_FORMS.map(({ id }) => id).filter((id) => id !== 0x0200));
  const messages = [...ids].map((id) =>
    messageTables(JT808_FORMS.filter((form) => form.id === id)),
  );
  const profiles = JT808_PROFILES.map(({ name, about, items = [], passedThrough = [] }) => {
    const isDefault = DEFAULT_PROFILES.includes(name) ? "" : "Off by default. ";
    // Several items may be of one kind.
    const kinds = new Map([...items, ...passedThrough].map((item) => [item.kind, itemRows(item)]));
    return `### ${name}\n\n${isDefault}${about}.\n\n${itemTable([...kinds.values()].flat())}\n`;
  });
  return `# JT/T 808

Some units sold as ST-90x do not speak H02 but JT/T 808: \`7E … 7E\`, with escapes and a checksum. Which models, is not
known. \`decode\`, \`FrameSplitter\`, \`parseFrame\` and \`explain\` read both on one connection, into the same
messages.

- A bad checksum or length is an issue (\`bad-checksum\`, \`length-differs\`); the message is decoded all the same.
- Frames of 2011, 2013 and 2019. \`deviceId\` is the phone number of the header with all its digits, 12 or (since 2019)
  20; strip leading zeros to compare it with H02 ids. An id that is no BCD is a packed IMEI.
- Times are GMT+8 by the standard; the option \`jt808UtcOffsetMinutes\` says otherwise.
- A message in parts comes out part by part, with its bytes in \`tail\`; \`decode\` adds the whole behind its last part.
  With \`FrameSplitter\`, give each message to a \`SubPackages\` of the connection.
- What no table below names stays raw: items in \`items\`, other bytes in \`tail\`, other messages as \`unknown\`.

## Messages

### 0x0200: Position (\`position\`)

${bodyTable(POSITION)}

${messages.join("\n")}
### Parameters

| id | name | meaning |
|---|---|---|
${JT808_PARAMETERS.map(({ id, name, about, unit }) => `| ${hex(id, 4)} | \`${name}\` | ${about}${unit === undefined ? "" : `, ${unit}`} |`).join("\n")}

## Status word

Active high. \`status.table\` is \`jt808\`; states that JT/T 808 has no bit for are absent.

| bits | meaning |
|---|---|
${JT808_STATES.map(({ bits, about }) => `| ${bits} | ${about} |`).join("\n")}

## Alarm word

Active high, in \`status.alarmWord\`; every bit that is set is reported in \`status.alarms\`.

| bit | alarm | meaning |
|---|---|---|
${JT808_ALARMS.map(({ bit, alarm, about, edition }) => `| ${bit} | \`${alarm}\` | ${about}${EDITION_NOTES[`${edition}`] ?? ""} |`).join("\n")}

## Standard items

${itemTable(STANDARD_ITEMS)}

## Items of makers

An id means something else with every maker, so their tables are profiles, chosen by the option \`jt808Profiles\`
(\`["shenzhen-obd-80"]\` by default, \`[]\` for none). Engine data have the signal names of \`./obd\` where it has the signal;
\`readObd\` reads them. \`inferred\` and \`unconfirmed\` mark meanings and units that no source
states, or one alone without a document.

${profiles.join("\n")}
## Commands

\`encodeCommand(command, { protocol: "jt808", deviceId, serialNumber })\` writes them, \`sinotrack command jt808\` on the command line.
\`deviceId\` is the id that its messages have; \`version: 2019\` takes the longer header. An answer is a \`confirmation\` whose
\`answeredSerialNumber\` is that of the command. Acknowledgements (0x8001, and 0x8100 for a registration) come from \`replyTo\`.

${jt808CommandTable()}

Known from the standard and from captures with other makers; which of them a unit sold as ST-90x obeys, nothing says.

(This page is printed from \`src/jt808/\` by \`npm run docs\`.)
`;
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

/** An item, or what it consists of: items of a container, bytes of a record, fields of a line. */
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

/** docs/status.md */
export function statusPage(): string {
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
      `### ${name}\n\n${STATUS_TABLES[name].map(({ bit, alarm, about }) => `- ${bit}, \`${alarm}\`: ${about}.`).join("\n")}\n`,
  );
  return `# The status word

32 bits, **active low**: a bit at 0 says that the state or alarm is there. Text frames carry eight hexadecimal digits, \`$\`
frames four bytes in the same order. Bit 31 is the first bit of the first digit; vendors count "byte.bit" with byte 1 in
front.

## States, the same in every table

| bit | vendor | property | true when |
|---|---|---|---|
| 8 | 3.0 | \`doorOpen\` | low |
| 9 | 3.1 | \`armed\` | low |
| 10 | 3.2 | \`ignition\` | **high** (the bit says "ACC off") |
| 13 | 3.5 | \`engineRunning\` | low |
| 19 | 2.3 | \`onBackupBattery\` | low |
| 26 | 1.2 | \`storedRecord\` | low; documents disagree (stored data, GPRS blocked, SOS), captures fit stored data or no fresh fix; absent by \`cantrack\` |
| 27 | 1.3 | \`fuelCut\` | low |

## Alarms, by table

| bit | vendor | ${names.join(" | ")} |
|---|---|${names.map(() => "---|").join("")}
${rows.join("\n")}

Every alarm whose bit is low is reported. The table is chosen by what sent the frame: \`sinotrack\` for V8, \`huasuntek\` for
VI1, VI2, ALRM and BC, \`pengaoda\` for V9, V10 and all else that is known to come from those units, \`tq\` for all
others; the option \`statusTable\` overrides it, and \`status.table\` names the one that was used. \`cantrack\` and
\`reachfar\` are used by this option only, and [\`identify\`](identify.md) says when to. What those two say is claimed: by
the code of servers, not by a document or a capture; a Cantrack document that numbers the bytes the other way round
contradicts it.

Some units hold bit 4 low for good: \`FFFFFFEF\` in every report, without a fix and without a time too. By the documents that
is \`geofenceEnter\`, and so it is read; a unit without a fix cannot have entered a fence. Raise it where it begins, not in
every report. Bit 18 on PengAoDa and \`3535…\` units and bit 14 on ST-901 2G units are of the same kind; they raise nothing
in the tables of those makers.

${meanings.join("\n")}
PengAoDa units have a second byte of alarms, which are in \`alarms\` of the message: bits 0 low battery, 4 coolant temperature, 5 fatigue, 6
overspeed, 7 low supply voltage, active low, and in their battery byte bit 7 roll-over and bit 6 collision.

(This page is printed from \`src/model/status.ts\` by \`npm run docs\`.)
`;
}

/** docs/identify.md */
export function identifyPage(): string {
  const families = FAMILIES.map(
    ({ family, title, statusTable, acknowledgement, commands, jt808Profile }) =>
      `| \`${family}\` | ${title} | ${jt808Profile ?? statusTable ?? "unknown"} | ${acknowledgement.style}: ${acknowledgement.about} (${acknowledgement.source}) | ${commands.join(" ") || "none known"} |`,
  );
  const rules = VARIANT_RULES.map(
    ({ rule, family, weight, about, source }) =>
      `| \`${rule}\` | ${family} | ${weight} | ${about.replaceAll("|", "\\|")} | ${source} |`,
  );
  const groups = knownGroups();
  const results = groups.map(({ family, says, vectors }) => {
    const guesses = identify(messagesOf(vectors)).map((guess) => `${guess.family} ${guess.score}`);
    return `| ${family} | ${says} | ${vectors.length} | ${guesses.join(", ") || "unknown"} |`;
  });
  return `# Which firmware is this?

\`identify(messages)\` and \`sinotrack identify FILE\` rank the firmware families that may have sent a capture. Each rule that
finds something in some message counts once, with its weight; families with less than 2 are left out, and an empty list is
"unknown".

## Families

What no source says is "unknown", not guessed.

| family | who | status table, or profile of JT/T 808 | acknowledgement | commands known |
|---|---|---|---|---|
${families.join("\n")}

## Rules

8 and more: no other known family does it. 4 or so: few do. 1: a hint, which names nobody by itself.

| rule | speaks for | weight | what it looks for | source |
|---|---|---|---|---|
${rules.join("\n")}

## How often it is right

Measured on the captures whose source says what the device is. They are the captures that the rules were made from, so this
shows that the rules do not contradict each other, not how they do on a device that nobody has seen. Each group at once, as \`identify\` is meant to be used:

| is | who says so | vectors | guesses with their scores |
|---|---|---|---|
${results.join("\n")}

And each vector of those groups on its own, which is often too little to tell: rows are what it is, columns what is named
first.

${confusion(groups)}

(This page is printed from \`src/variant/\` and \`test/variant/groups.ts\` by \`npm run docs\`.)
`;
}

/** Per vector: what it is against what is named first. */
function confusion(groups: ReturnType<typeof knownGroups>): string {
  const counts = new Map<FamilyName, Map<string, number>>();
  for (const { family, vectors } of groups) {
    const row = counts.get(family) ?? new Map<string, number>();
    counts.set(family, row);
    for (const vector of vectors) {
      const named = identify(messagesOf([vector]))[0]?.family ?? "unknown";
      row.set(named, (row.get(named) ?? 0) + 1);
    }
  }
  const columns = [...FAMILIES.map(({ family }) => family as string), "unknown"].filter((name) =>
    [...counts.values()].some((row) => row.has(name)),
  );
  const rows = [...counts].map(
    ([family, row]) =>
      `| **${family}** | ${columns.map((name) => row.get(name) ?? "").join(" | ")} |`,
  );
  return `| | ${columns.join(" | ")} |\n|---|${"---|".repeat(columns.length)}\n${rows.join("\n")}`;
}
