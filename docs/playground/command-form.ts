/** From what people type into a form to the arguments of a command, and to the frame. */

import { hexText, latin1Text } from "../../src/bytes.ts";
import { rangeOf } from "../../src/command/range.ts";
import { COMMAND_ROWS } from "../../src/command/rows.ts";
import {
  COMMANDS,
  type Command,
  type CommandArgument,
  encodeCommand,
  type Jt808Command,
} from "../../src/index.ts";
import { PARAMETER_TEXT, RAW } from "../../src/jt808/parameter-kinds.ts";
import { JT808_PARAMETERS } from "../../src/jt808/parameter-rows.ts";
import { readHex } from "../../src/text/hex.ts";

export type Protocol = "h02" | "jt808";

/** What the form and the page need of a row, for either protocol. */
export interface CommandChoice {
  readonly type: string;
  readonly word: string | null;
  readonly about: string;
  readonly note?: string;
  readonly danger?: string;
  readonly firmware: string;
  readonly ignoredBy?: string;
  readonly confirmation: string;
  readonly source: string;
  readonly arguments: readonly CommandArgument[];
}

export interface CommandForm {
  readonly protocol?: Protocol;
  readonly type: string;
  readonly deviceId: string;
  readonly maker: string;
  /** UTC, as `datetime-local` writes it: `2026-02-11T06:21:08`. */
  readonly at: string;
  /** JT/T 808: the number of the message; 0 if empty. */
  readonly serialNumber?: string;
  /** JT/T 808: `2013` or `2019`. */
  readonly version?: string;
  /** By the names of the arguments, as typed. */
  readonly values: Readonly<Record<string, string>>;
}

export type Built =
  /** `text` is `null` where the frame is no text. */
  | { readonly text: string | null; readonly hex: string }
  /** `field`: the argument at fault (`seconds`, `deviceId` …), if one is named. */
  | { readonly error: string; readonly field: string | null };

const H02_ROWS: readonly CommandChoice[] = COMMANDS;

/** A form has one setting at a time. */
const SETTING: readonly CommandArgument[] = [
  {
    kind: "enum",
    name: "name",
    required: true,
    about: "Which parameter; encodeCommand takes several",
    values: JT808_PARAMETERS.filter(({ kind }) => kind !== RAW).map(({ name }) => ({
      value: name,
      wire: "",
    })),
  },
  {
    kind: "text",
    form: "line",
    name: "value",
    required: true,
    about: "A number, or the text of one that is text",
    least: 1,
    most: 255,
  },
];

const JT808_ROWS: readonly CommandChoice[] = COMMAND_ROWS.flatMap(
  ({ type, about, danger, jt808 }) => {
    if (jt808 === undefined) return [];
    const { id, arguments: list = [], ...facts } = jt808;
    return [
      {
        type,
        about,
        ...(danger === undefined ? {} : { danger }),
        ...facts,
        word: `0x${id.toString(16)}`,
        firmware: "JT/T 808",
        source: "docs/protocol/jt808.md §4",
        arguments: list.flatMap((one) => (one.kind === "settings" ? SETTING : [one])),
      },
    ];
  },
);

export function commandRows(protocol: Protocol): readonly CommandChoice[] {
  return protocol === "jt808" ? JT808_ROWS : H02_ROWS;
}

export function commandRowOf(protocol: Protocol, type: string): CommandChoice | undefined {
  return commandRows(protocol).find((row) => row.type === type);
}

export function buildFrame(form: CommandForm): Built {
  const { protocol = "h02" } = form;
  const row = commandRowOf(protocol, form.type);
  if (row === undefined) return { error: "no such command", field: null };
  try {
    const values: Record<string, unknown> = { type: form.type };
    for (const argument of row.arguments) {
      const value = typedValue(argument, form.values[argument.name] ?? "");
      if (value !== undefined) values[argument.name] = value;
      // The encoder does not name what is missing here: it is a part of a list.
      else if (argument.required && protocol === "jt808") {
        return { error: `${argument.name} must be given`, field: argument.name };
      }
    }
    const bytes = protocol === "jt808" ? jt808Frame(form, values) : h02Frame(form, values);
    return {
      text: protocol === "jt808" ? null : latin1Text(bytes, 0, bytes.length),
      hex: (hexText(bytes, 0, bytes.length).match(/../g) ?? []).join(" "),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { error: message, field: fieldOf(message, row) };
  }
}

function h02Frame(form: CommandForm, values: object): Uint8Array {
  return encodeCommand(values as unknown as Command, {
    deviceId: form.deviceId,
    at: new Date(`${form.at}Z`),
    maker: form.maker,
  });
}

function jt808Frame(form: CommandForm, values: Record<string, unknown>): Uint8Array {
  const { type, name, value, ...rest } = values;
  const row = JT808_PARAMETERS.find((one) => one.name === name);
  const isText = row?.kind === PARAMETER_TEXT;
  const setting = { name, value: isText ? value : numberOf(String(value)) };
  const command = type === "setParameters" ? { type, parameters: [setting] } : { type, ...rest };
  return encodeCommand(command as Jt808Command, {
    protocol: "jt808",
    deviceId: form.deviceId,
    serialNumber: numberOf(form.serialNumber || "0") as number,
    version: Number(form.version ?? 2013) as 2013 | 2019,
  });
}

/** The encoders begin their messages with the argument: `command.phoneNumbers[1]`, `to.deviceId`, `code`. */
function fieldOf(message: string, row: CommandChoice): string | null {
  const name = /^(?:command\.|to\.)?(\w+)/.exec(message)?.[1];
  const isParameter = JT808_PARAMETERS.some((one) => one.name === name);
  if (isParameter && row.type === "setParameters") return "value";
  const fields = [
    "deviceId",
    "maker",
    "at",
    "serialNumber",
    ...row.arguments.map((one) => one.name),
  ];
  return fields.find((field) => field === name) ?? null;
}

/** What a form control can give; the encoder checks it. An empty control leaves the argument out. */
function typedValue(argument: CommandArgument, typed: string): unknown {
  if (typed === "") return undefined;
  switch (argument.kind) {
    case "integer":
    case "number":
      return numberOf(typed);
    case "boolean":
      return typed === "true";
    case "list": {
      const items = typed.split(",").map((item) => item.trim());
      return argument.item.kind === "integer" ? items.map(numberOf) : items;
    }
    case "bytes":
      return bytesOf(typed, argument.name);
    default:
      return typed;
  }
}

/** @throws RangeError for what is no hex. */
function bytesOf(typed: string, name: string): Uint8Array {
  const { bytes, strayAt, oddAt } = readHex(typed);
  if (strayAt >= 0) throw new RangeError(`command.${name}: "${typed[strayAt]}" is not hex`);
  if (oddAt >= 0) throw new RangeError(`command.${name}: odd number of hex digits`);
  return bytes;
}

/** What is no number goes to the encoder as it is, so that its message shows what was typed. */
function numberOf(typed: string): number | string {
  const value = Number(typed);
  return typed.trim() === "" || Number.isNaN(value) ? typed : value;
}

/** What an argument takes, in a few words. */
export function hintOf(argument: CommandArgument): string {
  const range = typedRange(argument);
  if ("default" in argument && argument.default !== undefined && argument.default !== "") {
    return `${range}; ${String(argument.default)} if left empty`;
  }
  return argument.required ? range : `${range}; may be left empty`;
}

function typedRange(argument: CommandArgument): string {
  switch (argument.kind) {
    case "boolean":
      return "yes or no";
    case "bytes":
      return `${rangeOf(argument)} as hexadecimal digits`;
    case "list":
      return `${rangeOf(argument)}, separated by commas`;
    default:
      return rangeOf(argument);
  }
}
