/**
 * Prints docs/commands.md and src/command/command.ts from the table of commands; `npm run docs` writes
 * both.
 */
import { type CommandArgument, type CommandSpec, commandArguments } from "../src/command/spec.ts";
import { COMMANDS } from "../src/command/table.ts";

/** src/command/command.ts */
export function commandTypes(): string {
  const members = COMMANDS.map(memberOf);
  return `/**
 * The commands as types. This file is printed from the table in table.ts by \`npm run docs\`: change it
 * there.
 */

${members.join("\n\n")}

/** Every command, by \`type\`. */
export type Command =
${COMMANDS.map((spec) => `  | ${nameOf(spec)}`).join("\n")};

export type CommandType = Command["type"];
`;
}

function nameOf({ type }: CommandSpec): string {
  return `${type[0]!.toUpperCase()}${type.slice(1)}Command`;
}

function memberOf(spec: CommandSpec): string {
  const facts = [
    `${spec.about}: ${shownExample(spec)}.`,
    ...(spec.danger === undefined ? [] : [`**Dangerous: ${lowerFirst(spec.danger)}**`]),
    `Obeyed by: ${spec.firmware}.`,
    ...(spec.ignoredBy === undefined ? [] : [`Not obeyed by: ${spec.ignoredBy}.`]),
    `Confirmation: ${spec.confirmation}.`,
    `Source: ${spec.source}.`,
  ];
  const properties = commandArguments(spec).map((argument) => {
    const optional = argument.required ? "" : "?";
    const about = `${argument.about}. ${capital(rangeOf(argument))}.`;
    return `${docComment([about], "  ")}\n  readonly ${argument.name}${optional}: ${typeOf(argument)};`;
  });
  return [
    docComment(facts, ""),
    `export interface ${nameOf(spec)} {`,
    `  readonly type: "${spec.type}";`,
    ...properties,
    "}",
  ].join("\n");
}

function shownExample({ example }: CommandSpec): string {
  return `\`${example}\``;
}

function lowerFirst(text: string): string {
  // Not an abbreviation.
  return /^[A-Z][a-z ]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

function typeOf(argument: CommandArgument): string {
  switch (argument.kind) {
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "enum":
      return argument.values.map(({ value }) => `"${value}"`).join(" | ");
    case "text":
      return "string";
    case "list":
      return argument.item.kind === "integer" ? "readonly number[]" : "readonly string[]";
    case "bytes":
      return "Uint8Array";
  }
}

/** Values, unit and default, for people. */
function rangeOf(argument: CommandArgument): string {
  const suffix = defaultOf(argument);
  switch (argument.kind) {
    case "integer":
    case "number":
      return `${limits(argument)}${suffix}`;
    case "boolean":
      return `true or false${suffix}`;
    case "enum":
      return `${argument.values.map(({ value }) => value).join(", ")}${suffix}`;
    case "text":
      return `${counted(argument.least, argument.most, argument.form === "digits" ? "digits" : "characters")}${suffix}`;
    case "bytes":
      return counted(argument.least, argument.most, "bytes");
    case "list": {
      const { item, fewest, mostItems } = argument;
      const what =
        item.kind === "integer"
          ? limits(item)
          : counted(item.least, item.most, item.form === "digits" ? "digits" : "characters");
      return `${counted(fewest, mostItems, "values")}, each ${what}${suffix}`;
    }
  }
}

function limits({ least, most, unit }: { least: number; most: number; unit?: string }): string {
  return `${least} to ${most}${unit === undefined ? "" : ` ${unit}`}`;
}

function counted(least: number, most: number, what: string): string {
  return least === most ? `${least} ${what}` : `${least} to ${most} ${what}`;
}

function defaultOf(argument: CommandArgument): string {
  if (!("default" in argument) || argument.default === undefined || argument.default === "")
    return "";
  return `; ${argument.default} if absent`;
}

/** Wrapped at 100 columns, as the rest of the code. */
function docComment(paragraphs: readonly string[], indent: string): string {
  const words = paragraphs.join(" ").split(" ");
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && indent.length + 3 + line.length + 1 + word.length > 100) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  if (lines.length === 1 && indent.length + lines[0]!.length + 7 <= 100) {
    return `${indent}/** ${lines[0]} */`;
  }
  return [`${indent}/**`, ...lines.map((text) => `${indent} * ${text}`), `${indent} */`].join("\n");
}

/** `*XX,<id>,S20,<HHMMSS>,<mode>,<pulses…>#` */
function formOf(spec: CommandSpec): string {
  const parameters = spec.parameters.flatMap((parameter) => {
    if (typeof parameter === "string") return [parameter];
    const name = `<${parameter.name}${parameter.kind === "list" ? "…" : ""}>`;
    const isCounted =
      parameter.kind === "bytes" ||
      (parameter.kind === "text" && (parameter.form === "ascii" || parameter.form === "utf16"));
    return isCounted ? ["<length>", name] : [name];
  });
  if (spec.time === "bare") return parameters.join(",");
  const fields = ["*XX", "<id>"];
  if (spec.word !== null) fields.push(spec.word);
  if (spec.time === "first") fields.push("<HHMMSS>");
  if (spec.subword !== undefined) fields.push(spec.subword);
  fields.push(...parameters);
  if (spec.time === "last") fields.push("<HHMMSS>");
  return `${fields.join(",")}#`;
}

/** docs/commands.md */
export function commandsPage(): string {
  const sections = COMMANDS.map((spec) => {
    const rows = commandArguments(spec).map((argument) => {
      const need = argument.required ? "yes" : "no";
      return `| \`${argument.name}\` | ${argument.kind} | ${rangeOf(argument)} | ${need} | ${argument.about.replaceAll("|", "\\|")} |`;
    });
    const table = [
      "| argument | kind | range | required | meaning |",
      "|---|---|---|---|---|",
      ...rows,
    ];
    return [
      `### ${spec.type}`,
      "",
      `${spec.about}.`,
      "",
      ...(spec.danger === undefined ? [] : [`**Dangerous: ${lowerFirst(spec.danger)}**`, ""]),
      ...(rows.length === 0 ? [] : [...table, ""]),
      `- Form: \`${formOf(spec)}\``,
      `- Example: ${shownExample(spec)}`,
      `- Obeyed by: ${spec.firmware}`,
      ...(spec.ignoredBy === undefined ? [] : [`- Not obeyed by: ${spec.ignoredBy}`]),
      `- Confirmation: ${spec.confirmation}`,
      `- Source: ${spec.source}`,
      "",
    ].join("\n");
  });
  return `# Commands to the device

\`encodeCommand(command, { deviceId, at, maker? })\` gives the bytes for the connection of the device,
\`matchConfirmation(command, message, sentAt?)\` recognises its answer, \`replyTo(message, at)\` gives the
acknowledgement that it waits for. \`XX\` is the maker code that the device itself uses (HQ by default), \`<HHMMSS>\` the time
of the command in UTC, which the confirmation echoes.

The device does not have to obey: "obeyed by" is what documents and captures say, and nothing here has been tried on a
physical ST-902. Where dialects have commands for one purpose, one has the plain name, SinoTrack's if it has one, and the
others begin with their maker's. What no document explains goes through \`raw\`.

In every text, \`*\`, \`#\`, \`,\`, control characters and whatever is not ASCII are refused, because they would split the
frame or make another command of it. The two answers with an address carry other languages and say what they refuse.

| type | word | |
|---|---|---|
${COMMANDS.map(({ type, word, subword, about, danger }) => `| [\`${type}\`](#${type.toLowerCase()}) | ${[word ?? "", subword ?? ""].join(" ").trim()} | ${about}${danger === undefined ? "" : " (**dangerous**)"} |`).join("\n")}

${sections.join("\n")}
## Acknowledgements

\`replyTo(message, at, { acknowledgement })\`:

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

(This page is printed from \`src/command/table.ts\` by \`npm run docs\`.)
`;
}
