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
} from "../../src/index.ts";

export interface CommandForm {
  readonly type: string;
  readonly deviceId: string;
  readonly maker: string;
  /** UTC, as `datetime-local` writes it: `2026-02-11T06:21:08`. */
  readonly at: string;
  /** By the names of the arguments, as typed. */
  readonly values: Readonly<Record<string, string>>;
}

export type Built =
  | { readonly text: string; readonly hex: string }
  /** `field`: the argument at fault (`seconds`, `deviceId` …), if one is named. */
  | { readonly error: string; readonly field: string | null };

export function commandSpecOf(type: string): CommandSpec | undefined {
  return COMMANDS.find((spec) => spec.type === type);
}

export function buildFrame(form: CommandForm): Built {
  const spec = commandSpecOf(form.type);
  if (spec === undefined) return { error: "no such command", field: null };
  try {
    const command: Record<string, unknown> = { type: form.type };
    for (const argument of commandArguments(spec)) {
      const value = typedValue(argument, form.values[argument.name] ?? "");
      if (value !== undefined) command[argument.name] = value;
    }
    const bytes = encodeCommand(command as unknown as Command, {
      deviceId: form.deviceId,
      at: new Date(`${form.at}Z`),
      maker: form.maker,
    });
    return {
      text: latin1Text(bytes, 0, bytes.length),
      hex: (hexText(bytes, 0, bytes.length).match(/../g) ?? []).join(" "),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The encoder begins its messages with the argument: command.phoneNumbers[1], to.deviceId.
    const field = /^(?:command|to)\.(\w+)/.exec(message)?.[1] ?? null;
    return { error: message, field };
  }
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
