/** Subcommands that are made from rows of commands, and options from their arguments. */
import { type Command, Option } from "commander";
import { counted, rangeOf } from "../command/range.ts";
import type { CommandArgument, CommandRow } from "../command/row.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { collect } from "./option-values.ts";
import { say } from "./text.ts";

/** An argument on the command line. A list is an option that is given several times; bytes are digits. */
export type CommandLineArgument = CommandArgument & {
  /** Without `--`; by default the name in kebab case. */
  readonly option?: string;
};

/** `phoneNumber` as `phone-number`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

/** @param facts Facts about the form, which follow the description. */
export function addRow(
  parent: Command,
  { type, about, danger }: CommandRow,
  facts: readonly (string | undefined)[],
): Command {
  const warning = danger === undefined ? undefined : `DANGEROUS: ${danger}`;
  return parent
    .command(kebab(type))
    .summary(danger === undefined ? about : `${about} (DANGEROUS)`)
    .description([`${about}.`, warning, ...facts].filter((text) => text !== undefined).join(" "));
}

/** Prints the danger of a command to standard error, before the frame. */
export function warnOfDanger({ danger }: CommandRow, io: Io): void {
  if (danger !== undefined) say(io, `warning: ${danger}`);
}

export function addArguments(command: Command, list: readonly CommandLineArgument[]): void {
  for (const argument of list) {
    const [flag, opposite] = flags(argument);
    const about = aboutOf(argument);
    if (argument.kind === "boolean") {
      command.addOption(new Option(flag, about));
      if (opposite !== undefined) {
        command.addOption(new Option(opposite, `opposite of ${flag}`).conflicts(key(flag)));
      }
      continue;
    }
    const option = new Option(`${flag} <${placeholder(argument)}>`, about);
    // A list without items is given by no option at all.
    const isMandatory = argument.required && !(argument.kind === "list" && argument.fewest === 0);
    option.makeOptionMandatory(isMandatory);
    if (argument.kind === "list") option.argParser(collect);
    if (argument.kind === "enum") option.choices(argument.values.map(({ value }) => value));
    command.addOption(option);
  }
}

function aboutOf(argument: CommandArgument): string {
  const kept = "default" in argument && argument.kind !== "boolean" ? argument.default : "";
  const facts = [range(argument), String(kept) === "" ? "" : `default ${kept}`];
  const known = facts.filter((fact) => fact !== "").join("; ");
  return known === "" ? argument.about : `${argument.about} (${known})`;
}

/** Empty for values that commander shows itself. */
function range(argument: CommandArgument): string {
  if (argument.kind === "boolean" || argument.kind === "enum") return "";
  if (argument.kind !== "list") return rangeOf(argument);
  const { fewest, mostItems, item } = argument;
  return `give it ${counted(fewest, mostItems, "times")}; each ${rangeOf(item)}`;
}

function placeholder(argument: CommandArgument): string {
  switch (argument.kind) {
    case "integer":
    case "number":
      return argument.unit ?? "n";
    case "enum":
      return "choice";
    case "bytes":
      return "hex";
    case "list":
      return argument.item.kind === "integer" ? "n" : "text";
    default:
      return "form" in argument && argument.form === "digits" ? "digits" : "text";
  }
}

/** The values that were given, by the names of the properties. */
export function readArguments(
  list: readonly CommandLineArgument[],
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const argument of list) {
    const { name, kind, required } = argument;
    const [flag, opposite] = flags(argument);
    const given = options[key(flag)];
    if (kind === "boolean") {
      const isOff = opposite !== undefined && options[key(opposite)] === true;
      if (given === true || isOff) values[name] = !isOff;
      else if (required) throw new Failure(`${flag} or ${opposite} is missing`, 2);
    } else if (given !== undefined) {
      values[name] = givenValue(argument, given, flag);
    } else if (kind === "list" && required) {
      values[name] = [];
    }
  }
  return values;
}

function givenValue(argument: CommandArgument, given: unknown, flag: string): unknown {
  switch (argument.kind) {
    case "integer":
    case "number":
      return numberOf(given as string);
    case "list":
      return argument.item.kind === "integer" ? (given as string[]).map(numberOf) : given;
    case "bytes":
      if (!/^([\da-f]{2})+$/i.test(given as string)) {
        throw new Failure(`${flag} must be pairs of hexadecimal digits`, 2);
      }
      return new Uint8Array(Buffer.from(given as string, "hex"));
    default:
      return given;
  }
}

/**
 * Runs an encoder. Its errors name the options: those of the arguments, and `others` for the further parameters of the
 * encoder.
 * @throws Failure
 */
export function encoding<T>(
  list: readonly CommandLineArgument[],
  encode: () => T,
  others: Readonly<Record<string, string>>,
): T {
  try {
    return encode();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const text = error.message.replace(/\b\w+\.\w+\b|^\w+/g, (name) => {
      const argument = list.find((candidate) => `command.${candidate.name}` === name);
      return argument === undefined ? (others[name] ?? name) : flags(argument).join(" or ");
    });
    // A missing argument that another argument requires.
    throw new Failure(text.replace(/, not undefined$/, ", and is missing"), 2);
  }
}

/** The flag of the argument, and the opposite flag if there is one. */
function flags({ name, option, kind, required }: CommandLineArgument): [string, string?] {
  const word = option ?? kebab(name);
  // An optional switch is a flag, a required one a pair of flags that end in `on` and `off`.
  if (kind !== "boolean" || !required) return [`--${word}`];
  const before = word === "on" ? "" : `${word}-`;
  return [`--${before}on`, `--${before}off`];
}

/** The name under which commander keeps the value of a flag. */
function key(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Other text stays text: the encoder refuses it with the name of the argument. */
function numberOf(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
