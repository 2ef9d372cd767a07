/**
 * The shape of a command. A row (rows/) is one command to a device in all its known forms: over the socket, by SMS, in
 * JT/T 808.
 * Meaning and danger hold for all forms; arguments and answer belong to each form. Types,
 * encoders, docs, command line and playground are made from the rows.
 */
import type { CommandType } from "../generated/command-types.ts";

interface ArgumentBase {
  /** The property of the command. */
  readonly name: string;
  readonly required: boolean;
  /** Meaning, with the open questions about the range. */
  readonly about: string;
  /** It must be given if, and only if, this other argument is given and not `false`. */
  readonly goesWith?: string;
  /** JT/T 808: only the bodies of this edition have it. */
  readonly edition?: 2019;
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
  /** `eastOrWest`: `E08`, `W01`. `threeDigits`: `070`, but `0`. Decimal if absent. */
  readonly written?: "eastOrWest" | "threeDigits" | "knots";
  /** Number of bytes in JT/T 808; one if absent. */
  readonly bytes?: 2 | 4;
}

/** An angle, written as degrees and minutes with three decimals, `2245.318` or `11233.232`. */
export interface NumberArgument extends ArgumentBase {
  readonly kind: "number";
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  /** Digits of the degrees on the wire. */
  readonly degreeDigits: 2 | 3;
  /** The argument than which it must be greater. */
  readonly above?: string;
}

export interface BooleanArgument extends ArgumentBase {
  readonly kind: "boolean";
  readonly default?: boolean;
  /** The text on the wire for `false` and for `true`; `null` if it only decides how the rest is written. */
  readonly wire: readonly [no: string, yes: string] | null;
}

interface Choices {
  readonly kind: "enum";
  /** In JT/T 808 `wire` has bytes as hexadecimal digits; those of a list are combined by OR. */
  readonly values: readonly { readonly value: string; readonly wire: string }[];
}

/** One of a few words. */
export interface EnumArgument extends ArgumentBase, Choices {
  readonly default?: string;
}

/**
 * - `digits`: 0 to 9.
 * - `name`: letters, digits, `_`.
 * - `host`: letters, digits, `.`, `-`, `_`.
 * - `ip`: an IPv4 address, written as it is; `octets`: the same, its four numbers as four fields.
 * - `word`: printable ASCII without spaces, `*`, `#` and commas.
 * - `line`: the same with spaces inside; `field`: also empty, and with spaces anywhere.
 * - `ascii`: a `line`, with its length in a field of its own in front.
 * - `printable`: all of printable ASCII, which only JT/T 808 can carry.
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
  | "printable"
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
      }
    | Choices;
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

/** Parameters of a JT/T 808 device, by name or by id with their bytes. */
export interface SettingsArgument extends ArgumentBase {
  readonly kind: "settings";
}

type Wire<A> = A extends unknown ? Omit<A, "about"> : never;

/** An argument as its writer needs it. */
export type WireArgument = Wire<CommandArgument>;

/** One command over the socket, as `COMMANDS` lists it. */
export interface CommandSpec {
  readonly type: CommandType;
  /** The word on the wire. `null`: the first parameter is the word, or the command is a bare text. */
  readonly word: string | null;
  /** The number behind the time that distinguishes commands with the same word; the answer echoes it. */
  readonly subword?: string;
  /**
   * Place of HHMMSS: behind the word, behind the parameters, or nowhere. `bare` has no time, no head and no `#`: only
   * the text is sent.
   */
  readonly time: "first" | "last" | "none" | "bare";
  /** The fields between commas, in order: a fixed text or an argument. */
  readonly parameters: readonly (string | CommandArgument)[];
  /** The arguments among them, in the order of the wire. */
  readonly arguments: readonly CommandArgument[];
  /** One sentence. */
  readonly about: string;
  /** Remarks about the socket alone, if there is an SMS too. Whole sentences. */
  readonly note?: string;
  /** Danger to the vehicle or the connection. */
  readonly danger?: string;
  /** An example as the document prints it, or as close as possible; `source` names the differences. */
  readonly example: string;
  /** Firmware that is known or documented to obey it. */
  readonly firmware: string;
  /** Firmware that is known to ignore it. */
  readonly ignoredBy?: string;
  /** Description of the answer, for people. */
  readonly confirmation: string;
  /** Message type that may answer it, besides a V4 with its word. */
  readonly alsoAnsweredBy?: "V1" | "LINK" | "SMS";
  /** The sent fields that its V4 repeats, in the notation of `form`; absent if that is not documented. */
  readonly echo?: string;
  /** No document has an answer; `confirmation` says so. */
  readonly isUnanswered?: true;
  readonly source: string;
}

/** The parts of a form that the encoder needs. */
export interface SocketWire
  extends Pick<CommandSpec, "subword" | "alsoAnsweredBy" | "echo" | "isUnanswered"> {
  /**
   * The text between the id and the `#`. `<name>` is the place of an argument (a list and a counted text take several
   * fields), `<time>` that of HHMMSS, `<subword>` that of `subword`. A part in brackets is left out if its arguments are
   * absent.
   */
  readonly form: string;
  /** The form alone goes on the wire, without head and `#`. */
  readonly isBare?: true;
  readonly arguments: readonly WireArgument[];
}

/** The text, in the notation of `SocketWire.form`; `<pw>` is the place of the device's password. */
export interface SmsWire {
  readonly form: string;
  readonly arguments: readonly WireArgument[];
}

/** The message. Its body is the arguments in order: numbers, text as ASCII, choices, settings. */
export interface Jt808Wire {
  readonly id: number;
  /** Bytes before them, as hexadecimal digits, by the edition. */
  readonly begin?: { readonly 2013: string; readonly 2019: string };
  readonly arguments: readonly (WireArgument | Wire<SettingsArgument>)[];
}

/** The texts of a command over the socket. */
export interface CommandTexts
  extends Omit<CommandSpec, "type" | "word" | "time" | "parameters" | keyof SocketWire> {
  /** `about` of each argument. */
  readonly arguments: readonly string[];
}

export interface SocketForm
  extends Omit<SocketWire, "arguments" | "isUnanswered">,
    Omit<CommandTexts, "about" | "danger" | "arguments"> {
  readonly arguments?: readonly CommandArgument[];
}

export interface SmsForm
  extends Omit<SmsWire, "arguments">,
    Pick<CommandSpec, "note" | "confirmation" | "source"> {
  readonly arguments?: readonly CommandArgument[];
  /** Examples with the factory password, 0000. */
  readonly examples: readonly string[];
}

export interface Jt808Form
  extends Omit<Jt808Wire, "arguments">,
    Pick<CommandSpec, "note" | "confirmation"> {
  readonly arguments?: readonly (CommandArgument | SettingsArgument)[];
}

/** One command. */
export interface CommandRow extends Pick<CommandSpec, "about" | "danger"> {
  /** `type` of the command in each form. */
  readonly type: string;
  readonly socket?: SocketForm;
  readonly sms?: SmsForm;
  readonly jt808?: Jt808Form;
}
