/**
 * What the table of commands (table.ts) says about one command. The encoder, the matching of
 * confirmations, docs/commands.md and the types in command.ts all come from it.
 */
import type { CommandType } from "./command.ts";

interface ArgumentBase {
  /** The property of the command. */
  readonly name: string;
  readonly required: boolean;
  /** Meaning, with what is not known about the range. */
  readonly about: string;
}

/** A whole number. */
export interface IntegerArgument extends ArgumentBase {
  readonly kind: "integer";
  readonly unit?: string;
  readonly least: number;
  readonly most: number;
  readonly default?: number;
  /** Written as four hexadecimal digits instead of decimal. */
  readonly isHexadecimal?: true;
}

/** An angle, written as degrees and minutes with three decimals, `2245.318` or `11233.232`. */
export interface NumberArgument extends ArgumentBase {
  readonly kind: "number";
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  /** Digits of the degrees on the wire. */
  readonly degreeDigits: 2 | 3;
  /** The argument that it must be above. */
  readonly above?: string;
}

export interface BooleanArgument extends ArgumentBase {
  readonly kind: "boolean";
  readonly default?: boolean;
  /** What stands on the wire for `false` and for `true`. */
  readonly wire: readonly [no: string, yes: string];
}

/** One of a few words. */
export interface EnumArgument extends ArgumentBase {
  readonly kind: "enum";
  readonly values: readonly { readonly value: string; readonly wire: string }[];
  readonly default?: string;
}

/**
 * - `digits`: 0 to 9.
 * - `name`: letters, digits, `_`.
 * - `host`: letters, digits, `.`, `-`, `_`.
 * - `ip`: an IPv4 address, written as it is; `octets`: the same, its four numbers as four fields.
 * - `word`: printable ASCII without blanks, `*`, `#` and commas.
 * - `line`: the same with blanks inside; `field`: also empty, and with blanks anywhere.
 * - `ascii`: a `line`, with its length in a field of its own in front.
 * - `utf16`: any text, as UTF-16BE, with its length in bytes in a field of its own in front.
 */
export type TextForm =
  | "digits"
  | "name"
  | "host"
  | "ip"
  | "octets"
  | "word"
  | "line"
  | "field"
  | "ascii"
  | "utf16";

export interface TextArgument extends ArgumentBase {
  readonly kind: "text";
  readonly form: TextForm;
  /** Characters. */
  readonly least: number;
  readonly most: number;
  readonly default?: string;
}

/** Several values of one kind, each in a field of its own. */
export interface ListArgument extends ArgumentBase {
  readonly kind: "list";
  readonly fewest: number;
  readonly mostItems: number;
  readonly item:
    | {
        readonly kind: "integer";
        readonly unit?: string;
        readonly least: number;
        readonly most: number;
      }
    | {
        readonly kind: "text";
        readonly form: TextForm;
        readonly least: number;
        readonly most: number;
      };
  readonly default?: readonly number[];
}

/** A text that the caller has encoded, with its length in bytes in a field of its own in front. */
export interface BytesArgument extends ArgumentBase {
  readonly kind: "bytes";
  readonly least: number;
  readonly most: number;
}

export type CommandArgument =
  | IntegerArgument
  | NumberArgument
  | BooleanArgument
  | EnumArgument
  | TextArgument
  | ListArgument
  | BytesArgument;

/** One command. */
export interface CommandSpec {
  readonly type: CommandType;
  /** The word on the wire. `null`: the first argument is the word, or the text is all there is. */
  readonly word: string | null;
  /** The number behind the time that tells commands with one word apart; the answer echoes it. */
  readonly subword?: string;
  /**
   * Where HHMMSS stands: behind the word, behind the parameters, or nowhere. `bare` has neither
   * time nor head nor `#`: the text alone goes on the wire.
   */
  readonly time: "first" | "last" | "none" | "bare";
  /** What stands between commas, in order: a fixed text, or an argument. */
  readonly parameters: readonly (string | CommandArgument)[];
  /** One sentence. */
  readonly about: string;
  /** What it can do to the vehicle or to the connection. */
  readonly danger?: string;
  /** An example as the document prints it, or as close as it can be; the notes say what differs. */
  readonly example: string;
  /** Which firmware is known to obey it or is documented to. */
  readonly firmware: string;
  /** Which is known not to. */
  readonly ignoredBy?: string;
  /** What comes back, for people. */
  readonly confirmation: string;
  /** What may answer it besides a V4 that names its word. */
  readonly alsoAnsweredBy?: "V1" | "LINK" | "SMS";
  readonly source: string;
}

/** The arguments of a command, in the order of the wire. */
export function commandArguments(spec: CommandSpec): readonly CommandArgument[] {
  return spec.parameters.filter((parameter) => typeof parameter !== "string");
}
