/** Prints docs/commands.md from the rows of commands; `npm run docs` writes it. */
import { hex, lowerFirst, rangeAndDefault, rowsWith } from "../build/commands.ts";
import type { CommandArgument, CommandRow, SettingsArgument } from "../src/command/row.ts";
import { COMMAND_ROWS } from "../src/command/rows.ts";

type Argument = CommandArgument | SettingsArgument;

/** The form with names for its arguments: `S20,<HHMMSS>,<mode>,<pulses…>`, `<809/805><pw> <seconds>`. */
function shownForm(form: string, list: readonly CommandArgument[] = [], subword = ""): string {
  const shown = new Map([
    ["time", "<HHMMSS>"],
    ["subword", subword],
  ]);
  for (const argument of list) shown.set(argument.name, shownPlace(argument));
  return form.replace(/<(\w+)>/g, (place, name: string) => shown.get(name) ?? place);
}

function shownPlace(argument: CommandArgument): string {
  const { name, kind } = argument;
  if (kind === "list") return `<${name}…>`;
  const isCounted = kind === "text" && (argument.form === "ascii" || argument.form === "utf16");
  if (isCounted || kind === "bytes") return `<length>,<${name}>`;
  // Alternatives, such as the codes of two SMS.
  const words =
    kind === "enum" ? argument.values.map(({ wire }) => wire) : kind === "boolean" && argument.wire;
  return words && words[0]!.length > 1 ? `<${words.join("/")}>` : `<${name}>`;
}

function argumentTable(list: readonly Argument[] = []): string[] {
  if (list.length === 0) return [];
  const rows = list.map((argument) => {
    const { name, kind, required, about } = argument;
    const range = kind === "settings" ? "" : rangeAndDefault(argument);
    return `| \`${name}\` | ${kind} | ${range} | ${required ? "yes" : "no"} | ${about.replaceAll("|", "\\|")} |`;
  });
  const head = "| argument | kind | range | required | meaning |";
  return [head, "|---|---|---|---|---|", ...rows, ""];
}

function socketLines({ socket }: CommandRow): string[] {
  if (socket === undefined) return [];
  const { form, subword, isBare, arguments: list, example, firmware, ignoredBy } = socket;
  const text = shownForm(form, list, subword);
  return [
    ...(socket.note === undefined ? [] : [socket.note, ""]),
    ...argumentTable(list),
    `- Form: \`${isBare ? text : `*XX,<id>,${text}#`}\``,
    `- Example: \`${example}\``,
    `- Obeyed by: ${firmware}`,
    ...(ignoredBy === undefined ? [] : [`- Not obeyed by: ${ignoredBy}`]),
    `- Confirmation: ${socket.confirmation}`,
    `- Source: ${socket.source}`,
    "",
  ];
}

function smsLines({ sms }: CommandRow): string[] {
  if (sms === undefined) return [];
  return [
    "#### By SMS",
    "",
    ...(sms.note === undefined ? [] : [sms.note, ""]),
    ...argumentTable(sms.arguments),
    `- Form: \`${shownForm(sms.form, sms.arguments)}\``,
    `- ${sms.examples.length > 1 ? "Examples" : "Example"}: ${sms.examples.map((one) => `\`${one}\``).join(", ")}`,
    `- Confirmation: ${sms.confirmation}`,
    `- Source: ${sms.source}`,
    "",
  ];
}

/** The table of commands in docs/protocol/jt808-tables.md. */
export function jt808CommandTable(): string {
  const rows = rowsWith("jt808").map(({ type, about, danger, jt808 }) => {
    const { id, note, confirmation, arguments: list = [] } = jt808;
    const given = list.map((one) => `\`${one.name}${one.required ? "" : "?"}\`: ${one.about}`);
    const facts = [
      `${about}.`,
      ...(note === undefined ? [] : [note]),
      ...(danger === undefined ? [] : [`**Dangerous: ${lowerFirst(danger)}**`]),
    ];
    return `| \`${type}\` | ${hex(id)} | ${facts.join(" ")} | ${given.join("; ")} | ${confirmation} |`;
  });
  return [
    "| command | message | meaning | arguments | answer |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

export function commandsPage(): string {
  const listed = COMMAND_ROWS.filter(
    ({ socket, sms }) => socket !== undefined || sms !== undefined,
  );
  const sections = listed.map((row) =>
    [
      `### ${row.type}`,
      "",
      `${row.about}.`,
      "",
      ...(row.danger === undefined ? [] : [`**Dangerous: ${lowerFirst(row.danger)}**`, ""]),
      ...socketLines(row),
      ...smsLines(row),
    ].join("\n"),
  );
  const index = listed.map(({ type, about, danger, socket, sms }) => {
    const word = socket === undefined ? "" : wordOf(socket);
    const text = sms === undefined ? "" : `\`${shownForm(sms.form, sms.arguments)}\``;
    return `| [\`${type}\`](#${type.toLowerCase()}) | ${word} | ${text} | ${about}${danger === undefined ? "" : " (**dangerous**)"} |`;
  });
  return `# Commands to the device

\`encodeCommand(command, { deviceId, at, maker? })\` gives the bytes for the connection of the device,
\`matchConfirmation(command, message, { at?, serialNumber? })\` recognises its answer, \`replyTo(message, { at })\` gives the
acknowledgement that it waits for. \`XX\` is the maker code that the device itself uses (HQ by default), \`<HHMMSS>\` the time
of the command in UTC, which the confirmation echoes.

\`formatSms(command, { password })\` of \`./sms\` gives the text of an SMS; \`<pw>\` is the password of the device. What stands
in brackets is left out where its arguments are.

The device does not have to obey: "obeyed by" is what documents and captures say, and nothing here has been tried on a
physical ST-902. Where dialects have commands for one purpose, one has the plain name, SinoTrack's if it has one, and the
others begin with their maker's. What no document explains goes through \`raw\`.

In every text, \`*\`, \`#\`, \`,\`, control characters and whatever is not ASCII are refused, because they would split the
frame or make another command of it. The two answers with an address carry other languages and say what they refuse.

| type | word | SMS | |
|---|---|---|---|
${index.join("\n")}

## One by one

${sections.join("\n")}
## Acknowledgements

\`replyTo(message, { at, acknowledgement })\`:

| message | \`r12\`, the default | \`v4\` | \`none\` |
|---|---|---|---|
| V0 | \`*XX,<id>,V0#\` | the same | nothing |
| HTBT | \`*XX,<id>,HTBT#\`, with the battery as sent if it had one | the same | nothing |
| V1, V8, V9, V10, NBR | \`*XX,<id>,R12,<HHMMSS>#\` | \`*XX,<id>,V4,<word>,<yyyyMMddHHmmss>#\` | nothing |
| V2, V3, VI1, VI2 | R12; the address that they ask for is a command (\`chineseAddress\` …) | nothing | nothing |
| an acknowledgement that comes back (\`V4,V1,2026…\`, R12) | nothing | nothing | nothing |
| other text frames | R12 | nothing | nothing |
| \`$\` frames, long ids included | \`*HQ,<id>,R12,<HHMMSS>#\` | nothing | nothing |
| XT, BC, ALRM, X, M and P records, noise, frames cut short, ids that are not 1 to 15 digits | nothing | nothing | nothing |

(This page is printed from \`src/command/rows/\` by \`npm run docs\`.)
`;
}

/** `S71 22` */
function wordOf({ form, subword = "" }: NonNullable<CommandRow["socket"]>): string {
  const word = form.split(",")[0]!;
  return word.includes("<") ? "" : `${word} ${subword}`.trim();
}
