/** From what people type into a form to the arguments of a command, and to the frame. */

import { hexText, latin1Text } from "../../src/bytes.ts";
import { hexToBytes } from "../../src/cli/hex.ts";
import {
  COMMANDS,
  type Command,
  type CommandArgument,
  type CommandSpec,
  commandArguments,
  encodeCommand,
  type Jt808Command,
  type Jt808ParameterName,
} from "../../src/index.ts";

export type Protocol = "h02" | "jt808";

/** What a row of the list of commands says; `CommandSpec` has it all. */
export type CommandRow = Pick<
  CommandSpec,
  "word" | "about" | "firmware" | "confirmation" | "source" | "danger" | "ignoredBy"
> & {
  readonly type: string;
  readonly arguments: readonly CommandArgument[];
};

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

const H02_ROWS: readonly CommandRow[] = COMMANDS.map((spec) => ({
  ...spec,
  arguments: commandArguments(spec),
}));

/** The names that `setParameters` takes: those of the answer to `queryParameters`. */
const PARAMETER_NAMES = [
  "heartbeatSeconds",
  "server",
  "tcpPort",
  "sleepReportSeconds",
  "reportSeconds",
] as const satisfies readonly Jt808ParameterName[];

const ANY_JT808 = { firmware: "JT/T 808", source: "jt808.md section 4" } as const;
const ACKNOWLEDGED = "0x0001 with the number of the command";

const JT808_ROWS: readonly CommandRow[] = [
  {
    ...ANY_JT808,
    type: "queryPosition",
    word: "0x8201",
    about: "Asks for the position",
    confirmation: "0x0201 with the position",
    arguments: [],
  },
  {
    ...ANY_JT808,
    type: "queryParameters",
    word: "0x8104",
    about: "Asks for all parameters",
    confirmation: "0x0104 with the parameters",
    arguments: [],
  },
  {
    ...ANY_JT808,
    type: "setParameters",
    word: "0x8103",
    about: "Sets a parameter; encodeCommand takes several",
    danger: "With a wrong server or port the device does not come back.",
    confirmation: ACKNOWLEDGED,
    arguments: [
      {
        kind: "enum",
        name: "name",
        required: true,
        about: "Which parameter",
        values: PARAMETER_NAMES.map((value) => ({ value, wire: "" })),
      },
      {
        kind: "text",
        form: "line",
        name: "value",
        required: true,
        about: "A number; for server its address",
        least: 1,
        most: 255,
      },
    ],
  },
  {
    ...ANY_JT808,
    type: "control",
    word: "0x8105",
    about: "Controls the terminal: 1 upgrade, 4 reset, 5 factory settings; makers have their own",
    danger: "Some makers stop the engine with F0 (240).",
    confirmation: ACKNOWLEDGED,
    arguments: [
      {
        kind: "integer",
        name: "code",
        required: true,
        about: "The command byte",
        least: 0,
        most: 255,
      },
      {
        kind: "text",
        form: "line",
        name: "parameters",
        required: false,
        about: "Text behind it",
        least: 0,
        most: 1022,
      },
    ],
  },
  {
    ...ANY_JT808,
    type: "text",
    word: "0x8300",
    about: "Sends a text, on some devices a command",
    confirmation: ACKNOWLEDGED,
    arguments: [
      {
        kind: "text",
        form: "line",
        name: "text",
        required: true,
        about: "Printable ASCII",
        least: 1,
        most: 1022,
      },
      {
        kind: "integer",
        name: "flags",
        required: false,
        about: "What to do with it",
        least: 0,
        most: 255,
        default: 1,
      },
    ],
  },
];

export function commandRows(protocol: Protocol): readonly CommandRow[] {
  return protocol === "jt808" ? JT808_ROWS : H02_ROWS;
}

export function commandRowOf(protocol: Protocol, type: string): CommandRow | undefined {
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
  const setting = { name, value: name === "server" ? value : numberOf(String(value)) };
  const command = type === "setParameters" ? { type, parameters: [setting] } : { type, ...rest };
  return encodeCommand(command as Jt808Command, {
    protocol: "jt808",
    deviceId: form.deviceId,
    serialNumber: numberOf(form.serialNumber || "0") as number,
    version: Number(form.version ?? 2013) as 2013 | 2019,
  });
}

/** The encoders begin their messages with the argument: `command.phoneNumbers[1]`, `to.deviceId`, `code`. */
function fieldOf(message: string, row: CommandRow): string | null {
  const name = /^(?:command\.|to\.)?(\w+)/.exec(message)?.[1];
  const isParameter = PARAMETER_NAMES.some((one) => one === name);
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
      return hexToBytes(typed, `command.${argument.name}`, 1);
    default:
      return typed;
  }
}

/** What is no number goes to the encoder as it is, so that its message shows what was typed. */
function numberOf(typed: string): number | string {
  const value = Number(typed);
  return typed.trim() === "" || Number.isNaN(value) ? typed : value;
}

/** What an argument takes, in a few words. */
export function hintOf(argument: CommandArgument): string {
  const unit = "unit" in argument && argument.unit !== undefined ? ` ${argument.unit}` : "";
  const parts = [`${rangeOf(argument)}${unit}`];
  if ("default" in argument && argument.default !== undefined && argument.default !== "") {
    parts.push(`${String(argument.default)} if left empty`);
  } else if (!argument.required) {
    parts.push("may be left empty");
  }
  return parts.join("; ");
}

function rangeOf(argument: CommandArgument): string {
  switch (argument.kind) {
    case "integer":
    case "number":
      return `${argument.least} to ${argument.most}`;
    case "boolean":
      return "yes or no";
    case "enum":
      return argument.values.map(({ value }) => value).join(", ");
    case "text":
      return `${characters(argument.least, argument.most)}${argument.form === "digits" ? ", digits" : ""}`;
    case "bytes":
      return `${argument.least} to ${argument.most} bytes as hexadecimal digits`;
    case "list":
      return `${argument.fewest} to ${argument.mostItems} values, separated by commas`;
  }
}

function characters(least: number, most: number): string {
  return least === most ? `${most} characters` : `${least} to ${most} characters`;
}
