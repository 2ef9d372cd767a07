/** `sinotrack sms`: the text of an SMS command. */
import type { Command } from "commander";
import { PASSWORD, type SmsArgument } from "../sms/argument.ts";
import { SMS_COMMANDS, type SmsCommandRow } from "../sms/command-table.ts";
import { formatSms, type SmsCommand } from "../sms/index.ts";
import {
  addArguments,
  type CommandLineArgument,
  encoding,
  kebab,
  readArguments,
} from "./arguments.ts";
import type { Io } from "./io.ts";
import { Output } from "./output.ts";

const FACTORY_PASSWORD = "0000";

const EXAMPLES = `
Examples:
  sinotrack sms server --host track.example.com --port 5013
  sinotrack sms interval --seconds 30 --ignition-on --password 8531

The device answers SET OK to a setting that it took. Exit codes: 0 printed, 2 bad usage.`;

/** How errors name what does not belong to the command itself. */
const OTHERS = { "options.password": "--password" };

export function addSms(program: Command, io: Io): void {
  const sms = program
    .command("sms")
    .usage("<command> [options]")
    .description("Print the text of an SMS command to a tracker.")
    .addHelpText("after", EXAMPLES);
  for (const [type, row] of Object.entries<SmsCommandRow>(SMS_COMMANDS as never)) {
    addOne(sms, type, row, io);
  }
}

function addOne(sms: Command, type: string, row: SmsCommandRow, io: Io): void {
  const list = Object.entries<SmsArgument>(row.arguments).map(([name, argument]) =>
    onCommandLine(type, name, argument),
  );
  const command = sms.command(kebab(type));
  addArguments(command, list);
  command
    .summary(row.danger === undefined ? row.about : `${row.about} (DANGEROUS)`)
    .description(
      [
        `${row.about}.`,
        ...(row.danger === undefined ? [] : [`DANGEROUS: ${row.danger}.`]),
        ...(row.note === undefined ? [] : [row.note]),
      ].join(" "),
    )
    .option("--password <digits>", `${PASSWORD.about}, ${range(PASSWORD)}`, FACTORY_PASSWORD)
    .action(async (options: Record<string, unknown> & { password: string }) => {
      const values = { type, ...readArguments(list, options) } as unknown as SmsCommand;
      const { password } = options;
      const text = encoding(list, () => formatSms(values, { password }), OTHERS);
      const output = new Output(io.stdout);
      output.add(`${text}\n`);
      await output.finish();
    });
}

function onCommandLine(type: string, name: string, argument: SmsArgument): CommandLineArgument {
  const { kind, about, needed } = argument;
  const span = range(argument);
  return {
    name,
    // `--password` is that of the device.
    ...(name === "password" ? { option: `${type}-password` } : {}),
    kind: kind === "integer" ? "number" : kind === "boolean" ? "boolean" : "text",
    ...(kind === "choice" ? { choices: argument.choices } : {}),
    placeholder: kind === "integer" ? (argument.unit ?? "n") : kind === "digits" ? "digits" : kind,
    about: span === "" ? about : `${about} (${span})`,
    isRequired: needed === undefined,
  };
}

function range(argument: SmsArgument): string {
  if (argument.kind === "integer") {
    const unit = argument.unit === undefined ? "" : ` ${argument.unit}`;
    return `${argument.least} to ${argument.most}${unit}`;
  }
  return argument.kind === "digits" ? `${argument.least} to ${argument.most} digits` : "";
}
