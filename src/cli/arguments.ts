/** Options of subcommands that are made from a table of commands and their arguments. */
import { type Command, Option } from "commander";
import { Failure } from "./failure.ts";

/** An argument of a command, as the command line takes it. */
export interface CommandLineArgument {
  /** The property of the command. */
  readonly name: string;
  /** Without `--`; `name` in kebab case, if absent. */
  readonly option?: string;
  /** `list`: the option may be given several times. */
  readonly kind: "number" | "text" | "boolean" | "list" | "numbers";
  readonly choices?: readonly string[];
  /** In the help, between `<` and `>`. */
  readonly placeholder: string;
  readonly about: string;
  /** An optional boolean is a flag, a required one a pair of flags that end in `on` and `off`. */
  readonly isRequired: boolean;
  /** The value where the option is not given. */
  readonly whenAbsent?: unknown;
}

/** `phoneNumber` as `phone-number`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

export function addArguments(command: Command, list: readonly CommandLineArgument[]): void {
  for (const argument of list) {
    const { kind, placeholder, about, isRequired, choices } = argument;
    const [flag, opposite] = flags(argument);
    if (kind === "boolean") {
      command.addOption(new Option(flag, about));
      if (opposite !== undefined) {
        command.addOption(new Option(opposite, "the opposite").conflicts(key(flag)));
      }
      continue;
    }
    const option = new Option(`${flag} <${placeholder}>`, about).makeOptionMandatory(isRequired);
    if (kind === "list" || kind === "numbers") option.argParser(collect);
    if (choices !== undefined) option.choices([...choices]);
    command.addOption(option);
  }
}

/** The values that were given, by the names of the properties. */
export function readArguments(
  list: readonly CommandLineArgument[],
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const argument of list) {
    const { name, kind, isRequired } = argument;
    const [flag, opposite] = flags(argument);
    const given = options[key(flag)];
    if (kind === "boolean") {
      const isOff = opposite !== undefined && options[key(opposite)] === true;
      if (given === true || isOff) values[name] = !isOff;
      else if (isRequired) throw new Failure(`${flag} or ${opposite} is missing`, 2);
    } else if (given !== undefined) {
      values[name] =
        kind === "number"
          ? numberOf(given as string)
          : kind === "numbers"
            ? (given as string[]).map(numberOf)
            : given;
    } else if (argument.whenAbsent !== undefined) {
      values[name] = argument.whenAbsent;
    }
  }
  return values;
}

/**
 * Runs an encoder. What it refuses is told in terms of the options: those of the arguments, and
 * `others` for what the encoder takes beside the command.
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
    const text = error.message.replace(/\b\w+\.\w+\b/g, (name) => {
      const argument = list.find((candidate) => `command.${candidate.name}` === name);
      return argument === undefined ? (others[name] ?? name) : flags(argument).join(" or ");
    });
    // An absent one, which only some other argument asks for.
    throw new Failure(text.replace(/, not undefined$/, ", and is missing"), 2);
  }
}

/** The flag of the argument, and the one that says no where there is such. */
function flags({ name, option, kind, isRequired }: CommandLineArgument): [string, string?] {
  const word = option ?? kebab(name);
  if (kind !== "boolean" || !isRequired) return [`--${word}`];
  const before = word === "on" ? "" : `${word}-`;
  return [`--${before}on`, `--${before}off`];
}

/** Under which name commander keeps the value of a flag. */
function key(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What is no number stays text: the encoder refuses it by the name of the argument. */
function numberOf(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
