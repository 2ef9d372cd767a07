/**
 * Prints the reference pages whose tables come from the source. `npm run docs` writes them; the tests fail if a page
 * differs.
 */
import { readFileSync } from "node:fs";
import { signatures } from "../src/frame/foreign.ts";
import { ISSUES } from "../src/issue.ts";
import { OBD_ISSUES } from "../src/obd/issue.ts";
import { SMS_ISSUES } from "../src/sms/issue.ts";
import { FAMILIES, type FamilyName } from "../src/variant/families.ts";
import { identify } from "../src/variant/identify.ts";
import { variantRules } from "../src/variant/rules.ts";
import { loadVectors } from "../src/vectors/index.ts";
import { JT808_REASONS } from "../test/differential/jt808-reasons.ts";
import { REASONS } from "../test/differential/reasons.ts";
import { knownGroups, messagesOf } from "../test/variant/groups.ts";

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
  return `| difference, and the reason for our reading | fields | frames | vectors |
|---|---|---|---|
${rows.join("\n")}`;
}

export function differencesPage(): string {
  return `# Differences from Traccar

Traccar (9e5c458a, 2026-08-21) is the best-known decoder, so every captured frame was also given to it. The table lists every
difference with its reason; in everything else both agree. The comparison covers device id, validity, position, speed, course,
time, ignition, alarms, battery and cells of the first message, and the reply to it.

"Nothing" means that Traccar returns no position; "throws" means that it throws an exception, which closes the connection. Our
replies are those of \`replyTo\` with \`acknowledgement: "v4"\`, the form that Traccar uses. By default we answer every frame with
R12, as the SinoTrack document asks; Traccar sends R12 only with its setting \`h02.ack\`.

${differenceRows("differences.json", REASONS)}

## JT/T 808

The comparison covers the device id, the number of positions, and of each position validity, coordinates, altitude, speed,
course, time, ignition, alarms, mileage, signal quality, satellites, supply voltage, ICCID and engine data, with the default
profile.

${differenceRows("jt808-differences.json", JT808_REASONS)}

The test \`test/differential\` holds Traccar's results and the list of differences, frame by frame, and fails when a
difference appears or disappears.

## Forms without a capture

No captured frame has these forms. They are from documents or users, and were tried with Traccar (same commit):

| form | Traccar | here | vector |
|---|---|---|---|
| validity \`B\`, a fix by BeiDou | not valid in V1, valid in VP1 | valid | \`v1-129-validity-beidou\` |
| one digit in front of the point: \`9.9091,W\`, minutes without degrees | nothing, and no reply | 0 degrees 9.9091 minutes west, with the issue \`degrees-missing\` | \`v8-027-minutes-of-one-digit\` |
| JT/T 808 items of exactly 18 bytes | a fixed tail of odometer, battery and signal, whatever the items are: for 466.2 km in item 01 it gives 1,193,482 km | the items; bytes that are not items stay raw, even from a unit that does send this tail (odometer, volts, signal) | \`jt808-076-position\`, \`jt808-056-position\` |

## Where Traccar is faster

Measured at commit cf07c37, both decoders in turns on one machine. A ratio below 1 means that Traccar is faster:

| work | speed of this library ÷ speed of Traccar |
|---|---|
| JT/T 808 0x0200, \`parseFrame\` | 0.4, with the frames of the benchmark 0.5 |
| JT/T 808 0x0200, from the stream | 0.6 |
| JT/T 808 0x0200, TCP server with replies, collector of the README | 0.9 |
| memory of an idle connection (heap) | \`decodeStream\` 8.2 KB, \`FrameSplitter\` alone 1.3 KB; Traccar 3.0 KB |

Since then JT/T 808 frames also have readers generated from the rows; these have not been compared with Traccar yet.
All other forms were faster here at that commit: [Performance](performance.md).

(This page is printed from \`test/differential/\` by \`npm run docs\`.)
`;
}

export function issuesPage(): string {
  return `# Issues

Decoding never throws, whatever the bytes are. The \`issues\` of a message list everything that could not be read, or only
with an assumption:

| property | meaning |
|---|---|
| \`code\` | one of the codes below; a code never changes its meaning |
| \`severity\` | \`error\`: a value was lost; its property is \`null\` or its bytes are kept raw. \`warning\`: the value rests on an assumption, or there is a known reason for \`null\`. \`info\`: a quirk of form; the value is certain |
| \`field\` | the property of the message; \`frame\` for the frame as a whole |
| \`offset\`, \`length\` | the bytes concerned, counted from the start of the frame; the length is 0 if something is missing |
| \`received\` | those bytes: as text in a text frame, otherwise as hexadecimal digits; of noise the first 16 |
| \`expected\` | a description of what belongs there, for people |

${codeTable(ISSUES)}

## Engine data

These codes are in the readings of \`decodeObd\` and \`readObd\`:

${codeTable(OBD_ISSUES)}

## SMS

These codes are in the replies of \`parseSms\`. Such issues have no \`offset\`, \`length\` or \`expected\`:

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

export function sniffPage(): string {
  const rows = signatures().map(
    ({ family, beginning, source }) => `| \`${family}\` | ${beginning} | ${source} |`,
  );
  return `# Whose bytes are these?

\`sniff(bytes)\` says what the first bytes of a connection are, or a datagram, for a collector with one port for all devices:

\`\`\`ts
import { sniff } from "sinotrack-protocol";

sniff(Buffer.from("*HQ,7029083742,V1,1119")); // { protocol: "h02-ascii" }
sniff(Buffer.from("78780d01", "hex")); // { protocol: "foreign", family: "gt06" }
// Ask again with all bytes of the connection, once there are that many.
sniff(Buffer.from("*")); // { protocol: "incomplete", need: 64 }
\`\`\`

| \`protocol\` | when |
|---|---|
| \`h02-ascii\` | \`*XX,\` |
| \`h02-binary\` | \`$\`, \`M\`, \`X\` or \`P\` and a head with possible digits, date and degrees: 25 bytes, 28 with an eight-byte id |
| \`jt808\` | \`7E\` and a byte up to \`0F\`; \`7E\` and a header with a decimal phone number; \`7E\`, five bytes or more, \`7E\` |
| \`incomplete\` | too few bytes to decide |
| \`foreign\` | a protocol of the table below, named by \`family\`; without \`family\`, an unknown protocol |

H02 between flags (\`7E *\`, \`7E $\`) has \`family: "pengaoda"\`.

- CR, LF and NUL in front are skipped.
- The answer depends on the first 64 bytes only. Once it is not \`incomplete\`, later bytes do not change it. With \`need\` bytes
  in total the answer is never \`incomplete\`. For most connections the first few bytes are enough.
- Damaged bytes in front of a frame are skipped if the frame begins in the first 36 bytes. Behind them, \`7E\` counts only with
  a plausible header of JT/T 808, or H02, behind it.
- A datagram is complete: if the answer is \`incomplete\`, it is not from a known protocol.

These families can be identified by their first bytes without doubt. "A length" is any number of bytes that the protocol allows.

| family | begins with | source |
|---|---|---|
${rows.join("\n")}

(This page is printed from \`src/frame/foreign.ts\` by \`npm run docs\`.)
`;
}

export function identifyPage(): string {
  const families = FAMILIES.map(
    ({ family, title, statusTable, acknowledgement, commands, jt808Profile }) =>
      `| \`${family}\` | ${title} | ${jt808Profile ?? statusTable ?? "unknown"} | ${acknowledgement.style}: ${acknowledgement.about} (${acknowledgement.source}) | ${commands.join(" ") || "none known"} |`,
  );
  const rules = variantRules().map(
    ({ rule, family, weight, about, source }) =>
      `| \`${rule}\` | ${family} | ${weight} | ${about.replaceAll("|", "\\|")} | ${source} |`,
  );
  const groups = knownGroups(loadVectors());
  const results = groups.map(({ family, says, vectors }) => {
    const guesses = identify(messagesOf(vectors)).map((guess) => `${guess.family} ${guess.score}`);
    return `| ${family} | ${says} | ${vectors.length} | ${guesses.join(", ") || "unknown"} |`;
  });
  return `# Which firmware is this?

\`identify(messages)\` and \`npx sinotrack-protocol identify FILE\` rank the firmware families that may have sent a capture. Each
rule that matches at least one message adds its weight to the score of its family, once. Families with a score below 2 are left
out. An empty list means that the firmware is unknown.

## Families

"Unknown" means that no source states it; nothing here is guessed.

| family | devices | status table, or profile of JT/T 808 | acknowledgement | commands known |
|---|---|---|---|---|
${families.join("\n")}

## Rules

| weight | meaning |
|---|---|
| 8 and more | unique to one known family |
| 4 to 7 | shared by a few |
| 1 to 3 | supporting evidence only |

| rule | family | weight | evidence | source |
|---|---|---|---|---|
${rules.join("\n")}

## How often it is right

This is measured on the captures whose source names the device. The rules were made from the same captures. So the result shows
that the rules do not contradict each other; it does not show how well they identify a new device. First all vectors of a device
together, as \`identify\` is meant to be used:

| family | according to | vectors | guesses with their scores |
|---|---|---|---|
${results.join("\n")}

Then each vector on its own, which is often too little evidence. A row is the true family, a column the first guess.

${confusion(groups)}

(This page is printed from \`src/variant/\` and \`test/variant/groups.ts\` by \`npm run docs\`.)
`;
}

/** The result of `identify` per vector: the actual family against the first guess. */
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
