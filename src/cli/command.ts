/** `sinotrack command`: the frame of a command to a tracker. */
import type { Command as Subcommand } from "commander";
import type { CommandRow } from "../command/row.ts";
import { COMMAND_ROWS } from "../command/rows.ts";
import { type Command, encodeCommand } from "../index.ts";
import { addArguments, addRow, encoding, readArguments, warnOfDanger } from "./arguments.ts";
import { addJt808Command } from "./command-jt808.ts";
import type { Io } from "./io.ts";
import { utcTime } from "./option-values.ts";
import { printFrame } from "./print-frame.ts";

const EXAMPLES = `
Examples:
  sinotrack command interval --id 7028114082 --seconds 30
  sinotrack command sos-numbers --id 7028114082 --phone-numbers 491510001
  sinotrack command text --text CXZT

Send the frame over the connection of the device.
Exit codes: 0 printed, 2 bad usage.`;

interface Options extends Readonly<Record<string, unknown>> {
  readonly id?: string;
  readonly maker: string;
  readonly at?: Date;
  readonly hex?: true;
}

export function addCommand(program: Subcommand, io: Io): void {
  const parent = program
    .command("command")
    .usage("<command> --id <digits> [options]")
    .description("Print the frame of a command to a tracker.")
    .addHelpText("after", EXAMPLES);
  for (const row of COMMAND_ROWS) addOne(parent, row, io);
  addJt808Command(parent, io);
}

/** Names in errors for options that are not arguments of the command. */
const OTHERS = { "to.deviceId": "--id", "to.maker": "--maker" };

/** For the bare text, which needs an id as an argument but does not carry it. */
const NO_ID = "0";

function addOne(parent: Subcommand, row: CommandRow, io: Io): void {
  if (row.socket === undefined) return;
  const { isBare, note, firmware, ignoredBy, confirmation, example } = row.socket;
  const list = row.socket.arguments ?? [];
  const command = addRow(parent, row, [
    note,
    `Obeyed by: ${firmware}${ignoredBy === undefined ? "" : `, not by ${ignoredBy}`}.`,
    `Confirmation: ${confirmation}.`,
    `For example: ${example}`,
  ]);
  addArguments(command, list);
  if (isBare !== true) {
    command
      .requiredOption("--id <digits>", "id of the device, 1 to 15 digits")
      .option("--maker <code>", "maker code of the device, two letters or digits", "HQ")
      .option(
        "--at <time>",
        "time of the command, UTC, like 2026-01-01T00:00:00Z (default: now)",
        utcTime,
      );
  }
  command
    .option("--hex", "print hexadecimal digits, which a terminal always gets for binary frames")
    .action(async ({ id = NO_ID, maker = "HQ", at = new Date(), hex, ...given }: Options) => {
      const values = { type: row.type, ...readArguments(list, given) };
      const bytes = encoding(
        list,
        () => encodeCommand(values as unknown as Command, { deviceId: id, maker, at }),
        OTHERS,
      );
      warnOfDanger(row, io);
      await printFrame(bytes, hex === true, io);
    });
}
