/** Turns the contents of a form into the arguments of a command, and into the frame. */

import { hexText, latin1Text } from "../../src/bytes.ts";
import { rangeOf } from "../../src/command/range.ts";
import {
  type Command,
  type CommandArgument,
  encodeCommand,
  type Jt808Command,
} from "../../src/index.ts";
import { PARAMETER_TEXT } from "../../src/jt808/parameter-kinds.ts";
import { jt808Parameters } from "../../src/jt808/parameter-rows.ts";
import { formatSms, type SmsCommand } from "../../src/sms/index.ts";
import { readHex } from "../../src/text/hex.ts";
import { type Channel, type FormView, formOf } from "./command-view.ts";

/** Settings that every form of a channel needs besides the arguments. */
export interface Settings {
  readonly deviceId: string;
  readonly maker: string;
  /** UTC, as `datetime-local` writes it: `2026-02-11T06:21:08`. */
  readonly at: string;
  /** Password of the device, for an SMS. */
  readonly password: string;
  /** JT/T 808: serial number of the message; 0 if empty. */
  readonly serialNumber: string;
  /** JT/T 808: `2013` or `2019`. */
  readonly version: string;
}

export interface CommandForm extends Partial<Settings> {
  readonly channel: Channel;
  readonly type: string;
  /** By argument, as typed. */
  readonly values: Readonly<Record<string, string>>;
}

export type Built =
  /** `text` is `null` for a binary frame, `hex` for an SMS. */
  | { readonly text: string | null; readonly hex: string | null }
  /** `field`: the invalid argument or setting (`seconds`, `deviceId` …), if one is named. */
  | { readonly error: string; readonly field: string | null };

export function buildFrame(form: CommandForm): Built {
  const view = formOf(form.type, form.channel);
  if (view === undefined) return { error: "no such command", field: null };
  try {
    const values = commandOf(form, view);
    for (const { name, required } of view.arguments) {
      // In JT/T 808 the encoder does not name a missing argument, which is a part of a list.
      if (required && form.channel === "jt808" && values[name] === undefined) {
        return { error: `${name} must be given`, field: name };
      }
    }
    if (form.channel === "sms") {
      const { password = "" } = form;
      return { text: formatSms(values as unknown as SmsCommand, { password }), hex: null };
    }
    const bytes = form.channel === "jt808" ? jt808Frame(form, values) : h02Frame(form, values);
    return {
      text: form.channel === "jt808" ? null : latin1Text(bytes, 0, bytes.length),
      hex: (hexText(bytes, 0, bytes.length).match(/../g) ?? []).join(" "),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { error: message, field: fieldOf(message, form, view) };
  }
}

/**
 * The command from the values typed so far.
 *
 * @throws RangeError if bytes are not valid hex.
 */
export function commandOf(form: CommandForm, view: FormView): Record<string, unknown> {
  const values: Record<string, unknown> = { type: form.type };
  for (const argument of view.arguments) {
    const value = typedValue(argument, form.values[argument.name] ?? "");
    if (value !== undefined) values[argument.name] = value;
  }
  return values;
}

function h02Frame({ deviceId = "", at, maker = "" }: CommandForm, values: object): Uint8Array {
  return encodeCommand(values as unknown as Command, {
    deviceId,
    at: new Date(`${at}Z`),
    maker,
  });
}

function jt808Frame(form: CommandForm, values: Record<string, unknown>): Uint8Array {
  const { type, name, value, ...rest } = values;
  const row = jt808Parameters().find((one) => one.name === name);
  const isText = row?.kind === PARAMETER_TEXT;
  const setting = { name, value: isText ? value : numberOf(String(value)) };
  const command = type === "setParameters" ? { type, parameters: [setting] } : { type, ...rest };
  return encodeCommand(command as Jt808Command, {
    protocol: "jt808",
    deviceId: form.deviceId ?? "",
    serialNumber: numberOf(form.serialNumber || "0") as number,
    version: Number(form.version ?? 2013) as 2013 | 2019,
  });
}

/**
 * The argument or setting that a message names. The encoders begin their messages with it: `command.phoneNumbers[1]`,
 * `to.deviceId`, `code`. A name in `options` is the password of the device, which is a setting.
 */
function fieldOf(message: string, { type }: CommandForm, view: FormView): string | null {
  const [, owner, name] = /^(?:(command|to|options)\.)?(\w+)/.exec(message) ?? [];
  if (owner === "options") return "devicePassword";
  const isParameter = jt808Parameters().some((one) => one.name === name);
  if (isParameter && type === "setParameters") return "value";
  const names = view.arguments.map((one) => one.name);
  return ["deviceId", "maker", "at", "serialNumber", ...names].find((one) => one === name) ?? null;
}

/** The value of a control; the encoder checks it. An empty control leaves the argument out, or gives an empty list. */
function typedValue(argument: CommandArgument, typed: string): unknown {
  if (typed.trim() === "") {
    const isEmptyList = argument.kind === "list" && argument.required && argument.fewest === 0;
    return isEmptyList ? [] : undefined;
  }
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

/** @throws RangeError if it is not valid hex. */
function bytesOf(typed: string, name: string): Uint8Array {
  const { bytes, strayAt, oddAt } = readHex(typed);
  if (strayAt >= 0) throw new RangeError(`command.${name}: "${typed[strayAt]}" is not hex`);
  if (oddAt >= 0) throw new RangeError(`command.${name}: odd number of hex digits`);
  return bytes;
}

/** Text that is no number is passed on unchanged, so that the encoder's message quotes it. */
function numberOf(typed: string): number | string {
  const value = Number(typed);
  return typed.trim() === "" || Number.isNaN(value) ? typed : value;
}

/** The accepted values of an argument, in a few words. */
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
