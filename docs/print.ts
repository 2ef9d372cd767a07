/**
 * Prints the reference pages whose tables come from the source, so that a fact stands in one place.
 * `npm run docs` writes them; the tests fail when a page is not what is printed here.
 */
import { readFileSync } from "node:fs";
import { STATUS_TABLES } from "../src/field/status.ts";
import { ISSUES } from "../src/issue.ts";
import { HEAD } from "../src/message/binary-head.ts";
import { BINARY_TAILS } from "../src/message/binary-tails.ts";
import type { BinaryField, FieldMeaning, TextField } from "../src/message/layout.ts";
import { MILEAGE_FIELDS } from "../src/message/mileage.ts";
import { TEXT_LAYOUTS } from "../src/message/text-registry.ts";

import { FAMILIES, type FamilyName } from "../src/variant/families.ts";
import { identify } from "../src/variant/identify.ts";
import { VARIANT_RULES } from "../src/variant/rules.ts";
import { REASONS, type Reason } from "../test/differential/reasons.ts";
import { knownGroups, messagesOf } from "../test/variant/groups.ts";

/** docs/differences-from-traccar.md */
export function differencesPage(): string {
  const listed: Record<string, Record<string, Reason>> = JSON.parse(
    readFileSync(new URL("../test/differential/differences.json", import.meta.url), "utf8"),
  );
  const found = new Map<Reason, { fields: Set<string>; vectors: Set<string> }>();
  for (const [vector, fields] of Object.entries(listed)) {
    for (const [field, reason] of Object.entries(fields)) {
      const entry = found.get(reason) ?? { fields: new Set(), vectors: new Set() };
      entry.fields.add(field);
      entry.vectors.add(vector);
      found.set(reason, entry);
    }
  }
  const rows = (Object.keys(REASONS) as Reason[]).map((reason) => {
    const { fields, vectors } = found.get(reason) ?? { fields: [], vectors: new Set<string>() };
    const shown = [...vectors].slice(0, 3).map((id) => `\`${id}\``);
    const more = vectors.size > 3 ? ` and ${vectors.size - 3} more` : "";
    return `| ${REASONS[reason]} | ${[...fields].join(", ")} | ${vectors.size} | ${shown.join(", ")}${more} |`;
  });
  return `# Differences from Traccar

Traccar (9e5c458a, 2026-08-21) is the decoder that most people know, so every captured frame was also given to it. Where
it makes something else of the bytes than we do, the reason is below; where it is not in this table, both agree. Compared
are device id, validity, position, speed, course, time, ignition, alarms, battery and cells of the first message.

"Nothing" means that Traccar returns nothing, "throws" that it throws, which closes the connection.

| what is different, and why we read it so | fields | frames | vectors |
|---|---|---|---|
${rows.join("\n")}

The test \`test/differential\` holds Traccar's results and the list of differences, frame by frame, and fails when a
difference appears or disappears.

(This page is printed from \`test/differential/\` by \`npm run docs\`.)
`;
}

/** docs/issues.md */
export function issuesPage(): string {
  const rows = Object.entries(ISSUES).map(
    ([code, [severity, meaning]]) => `| \`${code}\` | ${severity} | ${meaning} |`,
  );
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

| code | severity | meaning |
|---|---|---|
${rows.join("\n")}

(This page is printed from \`src/issue.ts\` by \`npm run docs\`.)
`;
}

/** docs/messages.md */
export function messagesPage(): string {
  const words = TEXT_LAYOUTS.map(({ word, about, fields, tails }) =>
    [
      `### ${word}`,
      "",
      `${about}.`,
      "",
      ...(fields.length > 0 ? [textTable(fields), ""] : []),
      ...tails.flatMap((tail) => [
        `${tail.fields.length === 0 ? "" : `Behind them, ${tail.about}${sureness(tail)}:`}`,
        "",
        ...(tail.fields.length > 0 ? [textTable(tail.fields), ""] : []),
      ]),
    ]
      .join("\n")
      .replace(/\n{3,}/g, "\n\n"),
  );
  const tails = BINARY_TAILS.map(
    (tail) =>
      `### ${tail.length} bytes: ${tail.about}${sureness(tail)}\n\n${binaryTable(tail.fields)}\n`,
  );
  return `# Messages on the wire

Every field that is read, in the order of the wire. \`stated\` is what a vendor's document says, \`inferred\` a
conclusion from captures, \`unconfirmed\` the word of one source. What nobody documents is kept raw, in \`extra\` or
\`tail\`. The samples and sources are at the head of each file in \`src/message/\`.

## Text frames

\`*XX,<id>,<word>,…#\`: maker code, device id, word, then the fields below, separated by commas. "Fields" counts those
between commas.

${words.join("\n")}
## Binary frames

\`$\` (and \`M\`), 29 bytes of head and a tail; there is no length on the wire. A frame of 42 bytes has an id of eight
bytes instead of five, and all else three bytes later.

### Head

| offset | length | property | unit | meaning | how sure |
|---|---|---|---|---|---|
| 0 | 1 | \`command\` | | \`24\`, the marker | stated |
| 1 | 5 | \`deviceId\` | | ten BCD digits | stated |
${HEAD.map(binaryRow).join("\n")}

${tails.join("\n")}
### 42 bytes: an id of 15 digits

The head with a longer id; the ten bytes behind it are in \`tail\`, nobody documents them.

### 32 + 8n + 1 and 32 + 7n + 1 bytes: padlock

Byte 30 is 1 for n cells of eight bytes and 2 for n access points of seven, byte 31 is n (one source). How an entry is made
up is not known; all bytes from 29 on are in \`tail\`.

### P records: a block of a picture

The head, then user alarm flag, number of the picture and number of the block (\`picture\`, unconfirmed), and JPEG data up to
FF FF FF FF in \`tail\`.

### X records, 32 bytes

As the head, with these in place of id and battery:

${binaryTable(MILEAGE_FIELDS)}

(This page is printed from the layouts by \`npm run docs\`.)
`;
}

/** For what no vendor document states. */
function sureness({ confidence }: { readonly confidence?: string }): string {
  return confidence === undefined ? "" : ` (${confidence})`;
}

function textTable(fields: readonly TextField[]): string {
  const rows = fields.map((field) => `| ${field.width} | \`${field.name}\` | ${common(field)} |`);
  return [
    "| fields | property | unit | meaning | how sure |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function binaryTable(fields: readonly BinaryField[]): string {
  return [
    "| offset | length | property | unit | meaning | how sure |",
    "|---|---|---|---|---|---|",
    ...fields.map(binaryRow),
  ].join("\n");
}

function binaryRow(field: BinaryField): string {
  return `| ${field.offset} | ${field.length} | \`${field.name}\` | ${common(field)} |`;
}

function common({ unit, about, note, confidence }: FieldMeaning): string {
  const meaning = note === undefined ? about : `${about}; ${note}`;
  return `${unit ?? ""} | ${meaning.replaceAll("|", "\\|")} | ${confidence ?? "stated"}`;
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
| 26 | 1.2 | \`storedRecord\` | low; documents disagree (stored data, GPRS blocked, SOS), captures fit stored data or no fresh fix |
| 27 | 1.3 | \`fuelCut\` | low |

## Alarms, by table

| bit | vendor | ${names.join(" | ")} |
|---|---|${names.map(() => "---|").join("")}
${rows.join("\n")}

Every alarm whose bit is low is reported. The table is chosen by what sent the frame: \`sinotrack\` for V8, \`huasuntek\` for
VI1, VI2, ALRM and BC, \`tq\` for all others; the option \`statusTable\` overrides it, and \`status.table\` names the one
that was used.

${meanings.join("\n")}
PengAoDa units have a second byte of alarms, \`userAlarms\`: bits 0 low battery, 4 coolant temperature, 5 fatigue, 6
overspeed, 7 low supply voltage, active low, and in their battery byte bit 7 roll-over and bit 6 collision.

(This page is printed from \`src/field/status.ts\` by \`npm run docs\`.)
`;
}

/** docs/identify.md */
export function identifyPage(): string {
  const families = FAMILIES.map(
    ({ family, title, statusTable, acknowledgement, commands }) =>
      `| \`${family}\` | ${title} | ${statusTable ?? "unknown"} | ${acknowledgement.style}: ${acknowledgement.about} (${acknowledgement.source}) | ${commands.join(" ") || "none known"} |`,
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

| family | who | status table | acknowledgement | commands known |
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
