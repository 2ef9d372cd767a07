/** `sinotrack sms`: the text of an SMS command. */
import type { Command } from "commander";
import type { CommandRow } from "../command/row.ts";
import { COMMAND_ROWS } from "../command/rows.ts";
import { formatSms, PASSWORD } from "../sms/format.ts";
import type { SmsCommand } from "../sms/index.ts";
import { addArguments, addRow, encoding, readArguments, warnOfDanger } from "./arguments.ts";
import type { Io } from "./io.ts";
import { printAll } from "./output.ts";

const FACTORY_PASSWORD = "0000";
const PASSWORD_ABOUT = `password of the device, ${PASSWORD.least} to ${PASSWORD.most} digits`;

const EXAMPLES = `
Examples:
  sinotrack sms server --host track.example.com --port 5013
  sinotrack sms interval --seconds 30 --ignition-on --password 8531

The device answers SET OK to a setting that it accepted.
Exit codes: 0 printed, 2 bad usage.`;

/** Names in errors for options that are not arguments of the command. */
const OTHERS = { "options.password": "--password" };

export function addSms(program: Command, io: Io): void {
  const sms = program
    .command("sms")
    .usage("<command> [options]")
    .description("Print the text of an SMS command to a tracker.")
    .addHelpText("after", EXAMPLES);
  for (const row of COMMAND_ROWS) addOne(sms, row, io);
}

function addOne(parent: Command, row: CommandRow, io: Io): void {
  if (row.sms === undefined) return;
  const { type } = row;
  const { note, confirmation, examples, arguments: given = [] } = row.sms;
  const list = given.map((argument) =>
    // `--password` is the password of the device.
    argument.name === "password" ? { ...argument, option: `${type}-password` } : argument,
  );
  const facts = [note, `Confirmation: ${confirmation}.`, `For example: ${examples.join(", ")}`];
  const command = addRow(parent, row, facts);
  addArguments(command, list);
  command
    .option("--password <digits>", PASSWORD_ABOUT, FACTORY_PASSWORD)
    .action(async (options: Record<string, unknown> & { password: string }) => {
      const values = { type, ...readArguments(list, options) } as unknown as SmsCommand;
      const { password } = options;
      const text = encoding(list, () => formatSms(values, { password }), OTHERS);
      warnOfDanger(row, io);
      await printAll(io.stdout, [`${text}\n`]);
    });
}
