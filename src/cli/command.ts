/** `sinotrack command`: the frame of a command to a tracker. */
import type { Command as Subcommand } from "commander";
import {
  COMMANDS,
  type Command,
  type CommandArgument,
  type CommandSpec,
  commandArguments,
  encodeCommand,
} from "../index.ts";
import {
  addArguments,
  type CommandLineArgument,
  encoding,
  kebab,
  readArguments,
} from "./arguments.ts";
import { addJt808Command } from "./command-jt808.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { utcTime } from "./option-values.ts";
import { printFrame } from "./print-frame.ts";

const EXAMPLES = `
Examples:
  sinotrack command interval --id 7028114082 --seconds 30
  sinotrack command sos-numbers --id 7028114082 --phone-numbers 491510001 --phone-numbers 491510002
  sinotrack command text --text CXZT

Write what it prints to the connection of the device. Exit codes: 0 printed, 2 bad usage.`;

interface Options extends Readonly<Record<string, unknown>> {
  readonly id?: string;
  readonly maker: string;
  readonly at?: Date;
  readonly hex?: true;
}

export function addCommand(program: Subcommand, io: Io): void {
  const parent = program
    .command("command")
    .usage("<command> --id <digits> [options]")
    .description("Print the frame of a command to a tracker.")
    .addHelpText("after", EXAMPLES);
  for (const spec of COMMANDS) addOne(parent, spec, io);
  addJt808Command(parent, io);
}

/** How errors name what does not belong to the command itself. */
const OTHERS = { "to.deviceId": "--id", "to.maker": "--maker" };

/** For the bare text, which goes to no id but has to be told one. */
const NO_ID = "0";

function addOne(parent: Subcommand, spec: CommandSpec, io: Io): void {
  const { type, about, danger } = spec;
  const list = commandArguments(spec).map(onCommandLine);
  const command = parent.command(kebab(type));
  command
    .summary(danger === undefined ? about : `${about} (DANGEROUS)`)
    .description(describe(spec));
  addArguments(command, list);
  if (spec.time !== "bare") {
    command
      .requiredOption("--id <digits>", "id of the device, 1 to 15 digits")
      .option("--maker <code>", "maker code of the device, two letters or digits", "HQ")
      .option(
        "--at <time>",
        "time of the command, UTC, like 2026-01-01T00:00:00Z (default: now)",
        utcTime,
      );
  }
  command
    .option("--hex", "print hexadecimal digits, as a terminal gets what is no plain text")
    .action(async ({ id = NO_ID, maker = "HQ", at = new Date(), hex, ...given }: Options) => {
      const values = { type, ...withBytes(spec, readArguments(list, given)) };
      const bytes = encoding(
        list,
        () => encodeCommand(values as unknown as Command, { deviceId: id, maker, at }),
        OTHERS,
      );
      await printFrame(bytes, hex === true, io);
    });
}

function describe(spec: CommandSpec): string {
  const { about, danger, firmware, ignoredBy, confirmation, example } = spec;
  return [
    `${about}.`,
    ...(danger === undefined ? [] : [`DANGEROUS: ${danger}`]),
    `Obeyed by ${firmware}${ignoredBy === undefined ? "" : `, not by ${ignoredBy}`}.`,
    `Confirmation: ${confirmation}.`,
    `For example: ${example}`,
  ].join(" ");
}

function onCommandLine(argument: CommandArgument): CommandLineArgument {
  const { name, required } = argument;
  const kept = "default" in argument ? String(argument.default) : "";
  const facts = [
    range(argument),
    ...(kept === "" || argument.kind === "boolean" ? [] : [`default ${kept}`]),
  ];
  const known = facts.filter((fact) => fact !== "").join("; ");
  const about = known === "" ? argument.about : `${argument.about} (${known})`;
  const common = { name, about, isRequired: required };
  switch (argument.kind) {
    case "integer":
    case "number":
      return { ...common, kind: "number", placeholder: argument.unit ?? "n" };
    case "boolean":
      return { ...common, kind: "boolean", placeholder: "" };
    case "enum":
      return {
        ...common,
        kind: "text",
        placeholder: "choice",
        choices: argument.values.map(({ value }) => value),
      };
    case "text":
      return {
        ...common,
        kind: "text",
        placeholder: argument.form === "digits" ? "digits" : "text",
      };
    case "bytes":
      return { ...common, kind: "text", placeholder: "hex" };
    case "list": {
      const isNumber = argument.item.kind === "integer";
      return {
        ...common,
        // No option at all is how a list without items is given.
        ...(required && argument.fewest === 0 ? { isRequired: false, whenAbsent: [] } : {}),
        kind: isNumber ? "numbers" : "list",
        placeholder: isNumber ? "n" : "text",
      };
    }
  }
}

function range(argument: CommandArgument): string {
  switch (argument.kind) {
    case "integer":
    case "number":
      return span(argument);
    case "text":
      return argument.form === "ip" || argument.form === "octets"
        ? "an IPv4 address"
        : `${span(argument)} ${argument.form === "digits" ? "digits" : "characters"}`;
    case "bytes":
      return `${span(argument)} bytes`;
    case "list": {
      const { fewest, mostItems, item } = argument;
      const number = fewest === mostItems ? `${fewest} times` : `${fewest} to ${mostItems} times`;
      return `give it ${number}; each ${span(item)}${item.kind === "text" ? " characters" : ""}`;
    }
    case "boolean":
    case "enum":
      return "";
  }
}

function span({ least, most, unit }: { least: number; most: number; unit?: string }): string {
  return `${least} to ${most}${unit === undefined ? "" : ` ${unit}`}`;
}

/** Bytes are given as hexadecimal digits. */
function withBytes(spec: CommandSpec, values: Record<string, unknown>): Record<string, unknown> {
  const found = { ...values };
  for (const { kind, name } of commandArguments(spec)) {
    const text = values[name];
    if (kind !== "bytes" || typeof text !== "string") continue;
    if (!/^([\da-f]{2})+$/i.test(text)) {
      throw new Failure(`--${kebab(name)} must be pairs of hexadecimal digits`, 2);
    }
    found[name] = new Uint8Array(Buffer.from(text, "hex"));
  }
  return found;
}
