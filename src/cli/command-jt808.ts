/** `sinotrack command jt808`: the frame of a command to a tracker that speaks JT/T 808 (docs/protocol/jt808.md §4). */
import { InvalidArgumentError, Option, type Command as Subcommand } from "commander";
import type { CommandArgument, CommandRow } from "../command/row.ts";
import { COMMAND_ROWS } from "../command/rows.ts";
import { encodeGbk } from "../gbk/index.ts";
import { encodeCommand, type Jt808Command, type Jt808ParameterSetting } from "../index.ts";
import { type CodesKind, PARAMETER_TEXT, RAW } from "../jt808/parameter-kinds.ts";
import { jt808Parameters } from "../jt808/parameter-rows.ts";
import type { NumberKind } from "../kind/bytes/number.ts";
import {
  addArguments,
  addRow,
  type CommandLineArgument,
  encoding,
  kebab,
  readArguments,
  warnOfDanger,
} from "./arguments.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { wholeNumber } from "./option-values.ts";
import { printFrame } from "./print-frame.ts";

const EXAMPLES = `
Examples:
  sinotrack command jt808 set-parameters --id 019178842787 --report-seconds 30
  sinotrack command jt808 text --id 019178842787 --text "Hello"

The frames are binary: raw in a pipe or file, hexadecimal digits on a terminal.
Exit codes: 0 printed, 2 bad usage.`;

interface Options extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly serialNumber: number;
  readonly headerVersion: "2013" | "2019";
  readonly hex?: true;
  readonly parameter?: readonly Jt808ParameterSetting[];
}

/** The parameters that are set by their names, as options. */
const NAMED: readonly CommandLineArgument[] = jt808Parameters()
  .filter(({ kind }) => kind !== RAW)
  .map(({ id, name, about, kind, most, unit }) => {
    const common = { name, about: `${hex(id)}: ${about}`, required: false };
    if (kind === PARAMETER_TEXT)
      return { ...common, kind: "text", form: "printable", least: 0, most };
    const { times = 1, over = 1, codes = [] } = kind as Partial<NumberKind & CodesKind>;
    const greatest = codes.at(-1) ?? (most * times) / over;
    return { ...common, kind: "integer", least: 0, most: greatest, ...(unit && { unit }) };
  });

/** Names in errors for options that are not arguments of the command. */
const OTHERS: Readonly<Record<string, string>> = {
  deviceId: "--id",
  ...Object.fromEntries(NAMED.map(({ name }) => [name, `--${kebab(name)}`])),
};

export function addJt808Command(parent: Subcommand, io: Io): void {
  const group = parent
    .command("jt808")
    .summary("The commands of JT/T 808")
    .description("Print the frame of a command to a tracker that speaks JT/T 808.")
    .addHelpText("after", EXAMPLES);
  for (const row of COMMAND_ROWS) addOne(group, row, io);
}

function addOne(group: Subcommand, row: CommandRow, io: Io): void {
  if (row.jt808 === undefined) return;
  const { id, note, confirmation, arguments: given = [] } = row.jt808;
  const settings = given.find((argument) => argument.kind === "settings");
  const list = settings === undefined ? (given as readonly CommandArgument[]) : NAMED;
  const command = addRow(group, row, [
    note,
    `Message ${hex(id)}.`,
    `Confirmation: ${confirmation}.`,
  ]);
  addArguments(command, list);
  if (settings !== undefined) {
    command.option(
      "--parameter <id=hex>",
      "any other parameter, like 0x0030=0000000f; repeatable",
      collectParameters,
    );
  }
  command
    .requiredOption("--id <digits>", "device id, as in its messages")
    .option("--serial-number <n>", "number of the message", wholeNumber(0, 0xffff), 0)
    .addOption(
      new Option("--header-version <year>", "edition of the header")
        .choices(["2013", "2019"])
        .default("2013"),
    )
    .option("--hex", "print hexadecimal digits, which a terminal always gets")
    .action(async (options: Options) => {
      const { id: deviceId, serialNumber, headerVersion, parameter = [] } = options;
      const version = headerVersion === "2019" ? 2019 : 2013;
      const address = { deviceId, serialNumber, version } as const;
      const to = { protocol: "jt808", encodeText: encodeGbk, ...address } as const;
      const values = readArguments(list, options);
      const named = Object.entries(values).map(([name, value]) => ({ name, value }));
      const all = [...named, ...parameter];
      if (settings !== undefined && all.length === 0)
        throw new Failure("name a parameter to set", 2);
      const content = settings === undefined ? values : { [settings.name]: all };
      const made = { type: row.type, ...content } as unknown as Jt808Command;
      const frame = encoding(list, () => encodeCommand(made, to), OTHERS);
      warnOfDanger(row, io);
      await printFrame(frame, options.hex === true, io);
    });
}

/** `0x8103` */
function hex(id: number): string {
  return `0x${id.toString(16).padStart(4, "0")}`;
}

function collectParameters(
  text: string,
  before: readonly Jt808ParameterSetting[] = [],
): readonly Jt808ParameterSetting[] {
  const [, id, hex] = /^0x([\da-f]{1,8})=((?:[\da-f]{2})*)$/i.exec(text) ?? [];
  if (id === undefined || hex === undefined) {
    throw new InvalidArgumentError("It must look like 0x0030=0000000f.");
  }
  const data = new Uint8Array(Buffer.from(hex, "hex"));
  return [...before, { id: Number.parseInt(id, 16), data }];
}
