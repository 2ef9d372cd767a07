/**
 * Prints the types of commands, and their forms without the texts for people, from the rows of commands. `npm run
 * generate` writes them into src/generated/.
 */
import { rangeOf } from "../src/command/range.ts";
import type {
  CommandArgument,
  CommandRow,
  EnumArgument,
  SettingsArgument,
} from "../src/command/row.ts";
import { COMMAND_ROWS } from "../src/command/rows.ts";

type Argument = CommandArgument | SettingsArgument;
type FormName = "socket" | "sms" | "jt808";

const PRINTED = "Printed from src/command/rows/ by `npm run generate`: change it there.";

/** Files by path. */
export function commandFiles(): ReadonlyMap<string, () => string> {
  return new Map([
    ["src/generated/command-table.ts", commandTable],
    ["src/generated/command-text-table.ts", commandTextTable],
    ["src/generated/command-types.ts", commandTypes],
    ["src/generated/sms-table.ts", smsTable],
    ["src/generated/sms-types.ts", smsTypes],
  ]);
}

export function rowsWith<F extends FormName>(
  form: F,
): (CommandRow & { readonly [K in F]-?: NonNullable<CommandRow[F]> })[] {
  return COMMAND_ROWS.filter((row) => row[form] !== undefined) as never;
}

function commandTypes(): string {
  const rows = rowsWith("socket");
  const nameOf = ({ type }: CommandRow): string => `${capital(type)}Command`;
  const members = rows.map((row) => {
    const { example, firmware, ignoredBy, confirmation, source, note } = row.socket;
    const facts = [
      `${row.about}: \`${example}\`.`,
      ...dangerOf(row),
      ...(note === undefined ? [] : [note]),
      `Obeyed by: ${firmware}.`,
      ...(ignoredBy === undefined ? [] : [`Not obeyed by: ${ignoredBy}.`]),
      `Confirmation: ${confirmation}.`,
      `Source: ${source}.`,
    ];
    return interfaceOf(nameOf(row), row.type, facts, row.socket.arguments);
  });
  const jt808 = rowsWith("jt808").map((row) => {
    const { id, confirmation, note, arguments: list = [] } = row.jt808;
    const facts = [
      `${hex(id)}: ${lowerFirst(row.about)}.`,
      ...dangerOf(row),
      ...(note === undefined ? [] : [note]),
      `Confirmation: ${confirmation}.`,
    ];
    const body = [`readonly type: "${row.type}";`, ...list.map((one) => property(one, "      "))];
    return `${docComment(facts, "  ")}\n  | {\n      ${body.join("\n")}\n    }`;
  });
  return `/** The commands as types. ${PRINTED} */
import type { Jt808NumberParameter, Jt808TextParameter } from "./jt808-parameter-table.ts";

${members.join("\n\n")}

/** Every command over the socket, by \`type\`. */
export type Command =
${rows.map((row) => `  | ${nameOf(row)}`).join("\n")};

export type CommandType = Command["type"];

/** A parameter to set: by name, or by id with its bytes. docs/protocol/jt808-tables.md §1 has their meaning and range. */
export type Jt808ParameterSetting =
  | { readonly name: Jt808NumberParameter; readonly value: number }
  | { readonly name: Jt808TextParameter; readonly value: string }
  | { readonly id: number; readonly data: Uint8Array };

/** A command in JT/T 808. */
export type Jt808Command =
${jt808.join("\n")};
`;
}

function smsTypes(): string {
  const rows = rowsWith("sms");
  const nameOf = ({ type }: CommandRow): string => `Sms${capital(type)}Command`;
  const members = rows.map((row) => {
    const { examples, note, confirmation, source, arguments: list } = row.sms;
    const facts = [
      `${row.about}: ${examples.map((example) => `\`${example}\``).join(", ")}.`,
      ...dangerOf(row),
      ...(note === undefined ? [] : [note]),
      `Confirmation: ${confirmation}.`,
      `Source: ${source}.`,
    ];
    return interfaceOf(nameOf(row), row.type, facts, list);
  });
  return `/** The commands by SMS as types. ${PRINTED} */

${members.join("\n\n")}

/** Every command by SMS, by \`type\`. */
export type SmsCommand =
${rows.map((row) => `  | ${nameOf(row)}`).join("\n")};
`;
}

// Generated tables import nothing, so that every layer can use them: each importer casts the table to its type.

function commandTable(): string {
  return `/** What the encoders need of the rows of commands. ${PRINTED} */

/** By type, over the socket. */
${tableOf("SOCKET_TABLE", "socket")}

/** By type, in JT/T 808. */
${tableOf("JT808_TABLE", "jt808")}
`;
}

function smsTable(): string {
  return `/** What \`formatSms\` needs of the rows of commands. ${PRINTED} */

/** By type. */
${tableOf("SMS_TABLE", "sms")}
`;
}

function commandTextTable(): string {
  const rows = rowsWith("socket").map(({ type, about, danger, socket }) => {
    const { arguments: list = [], ...facts } = socket;
    const texts = { about, ...(danger && { danger }), arguments: list.map((one) => one.about) };
    const others = Object.entries(facts).filter(([key]) => !WIRE.has(key));
    return `  ["${type}", ${literal({ ...texts, ...Object.fromEntries(others) })}],`;
  });
  return `/** What \`COMMANDS\` says to people. ${PRINTED} */

/** By type. */
export const COMMAND_TEXT_TABLE = [
${rows.join("\n")}
] as const;
`;
}

/** The properties of a form that the encoders use. */
const WIRE = new Set(["form", "id", "begin", "subword", "isBare", "alsoAnsweredBy", "echo"]);

function tableOf(name: string, form: FormName): string {
  const rows = rowsWith(form).map((row) => {
    const wire = Object.entries(row[form]).filter(([key]) => WIRE.has(key));
    const isUnanswered = form === "socket" && /^none\b/.test(row[form].confirmation ?? "");
    const list = (row[form].arguments ?? []).map(({ about: _, ...argument }) => argument);
    const all = { ...Object.fromEntries(wire), ...(isUnanswered && { isUnanswered }) };
    return `  ["${row.type}", ${literal({ ...all, arguments: list })}],`;
  });
  return `export const ${name} = [\n${rows.join("\n")}\n] as const;`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, part]) => `${key}: ${literal(part)}`);
  return `{ ${entries.join(", ")} }`;
}

function interfaceOf(
  name: string,
  type: string,
  facts: readonly string[],
  list: readonly Argument[] = [],
): string {
  const head = docComment(facts, "");
  const lines = (given: readonly Argument[], more: readonly string[] = []): string =>
    [`  readonly type: "${type}";`, ...more, ...given.map((one) => property(one, "  "))].join("\n");
  // The argument and the one that excludes it make two types.
  const partner = list.find(
    (one) => one.kind === "boolean" && list.some(({ goesWith }) => goesWith === one.name),
  );
  if (partner === undefined) return `${head}\nexport interface ${name} {\n${lines(list)}\n}`;
  const others = list.filter((one) => one !== partner);
  const on = others.map((one) =>
    one.goesWith === partner.name ? { ...one, required: true } : one,
  );
  const off = others.filter(({ goesWith }) => goesWith !== partner.name);
  const isOn = (value: boolean): string[] => [`  readonly ${partner.name}: ${value};`];
  return `${head}
export type ${name} =
  | {
${indented(lines(on, isOn(true)))}
    }
  | {
${indented(lines(off, isOn(false)))}
    };`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}

function property(argument: Argument, indent: string): string {
  const optional = argument.required ? "" : "?";
  const about = `${argument.about}.${argument.kind === "settings" ? "" : ` ${capital(rangeAndDefault(argument))}.`}`;
  return `${docComment([about], indent)}\n${indent}readonly ${argument.name}${optional}: ${typeOf(argument)};`;
}

function dangerOf({ danger }: CommandRow): string[] {
  return danger === undefined ? [] : [`**Dangerous: ${lowerFirst(danger)}**`];
}

export function lowerFirst(text: string): string {
  // Keeps an abbreviation in capitals.
  return /^[A-Z][a-z ]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

/** `0x8103` */
export function hex(id: number): string {
  return `0x${id.toString(16).padStart(4, "0")}`;
}

function typeOf(argument: Argument): string {
  switch (argument.kind) {
    case "integer": {
      const { least, most } = argument;
      if (most - least > 2) return "number";
      return Array.from({ length: most - least + 1 }, (_, i) => least + i).join(" | ");
    }
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "enum":
      return choicesOf(argument.values);
    case "text":
      return "string";
    case "list":
      if (argument.item.kind === "enum") return `readonly (${choicesOf(argument.item.values)})[]`;
      return argument.item.kind === "integer" ? "readonly number[]" : "readonly string[]";
    case "bytes":
      return "Uint8Array";
    case "settings":
      return "readonly Jt808ParameterSetting[]";
  }
}

function choicesOf(values: EnumArgument["values"]): string {
  return values.map(({ value }) => `"${value}"`).join(" | ");
}

/** The range that an argument accepts, and its default. */
export function rangeAndDefault(argument: CommandArgument): string {
  const range = rangeOf(argument);
  if (argument.goesWith !== undefined) return `${range}; only with ${argument.goesWith}`;
  const kept = "default" in argument ? String(argument.default) : "";
  return kept === "" ? range : `${range}; ${kept} if absent`;
}

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
