/** `sinotrack command jt808`: the frame of a command to a tracker that speaks JT/T 808 (jt808.md section 4). */
import { InvalidArgumentError, Option, type Command as Subcommand } from "commander";
import { encodeCommand } from "../index.ts";
import type { Jt808Command, Jt808ParameterSetting } from "../jt808/command.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { wholeNumber } from "./option-values.ts";
import { printFrame } from "./print-frame.ts";

const EXAMPLES = `
Examples:
  sinotrack command jt808 set-parameters --id 019178842787 --report-seconds 30
  sinotrack command jt808 text --id 019178842787 --text "Hello"

The frames are binary: written raw to a pipe or file, as hexadecimal digits on a terminal.
Exit codes: 0 printed, 2 bad usage.`;

interface Target {
  readonly id: string;
  readonly serialNumber: number;
  readonly headerVersion: "2013" | "2019";
  readonly hex?: true;
}

interface Parameters {
  readonly heartbeatSeconds?: number;
  readonly reportSeconds?: number;
  readonly sleepReportSeconds?: number;
  readonly server?: string;
  readonly tcpPort?: number;
  readonly parameter?: readonly Jt808ParameterSetting[];
}

/** What the encoder names is an option here. */
const OPTIONS: Readonly<Record<string, string>> = {
  deviceId: "--id",
  text: "--text",
  parameters: "--parameters",
  server: "--server",
};

const SECONDS = wholeNumber(0, 0xffffffff);

export function addJt808Command(parent: Subcommand, io: Io): void {
  const group = parent
    .command("jt808")
    .summary("The commands of JT/T 808")
    .description("Print the frame of a command to a tracker that speaks JT/T 808.")
    .addHelpText("after", EXAMPLES);

  const add = (name: string, about: string, danger?: string): Subcommand =>
    group
      .command(name)
      .summary(danger === undefined ? about : `${about} (DANGEROUS)`)
      .description(`${about}.${danger === undefined ? "" : ` DANGEROUS: ${danger}`}`)
      .requiredOption("--id <digits>", "id of the device as its messages have it")
      .option("--serial-number <n>", "number of the message", wholeNumber(0, 0xffff), 0)
      .addOption(
        new Option("--header-version <year>", "of the header")
          .choices(["2013", "2019"])
          .default("2013"),
      )
      .option("--hex", "print hexadecimal digits, as a terminal gets them");
  const send = <T extends Target>(make: (options: T) => Jt808Command) => {
    return async (options: T): Promise<void> => {
      const { id: deviceId, serialNumber, headerVersion, hex } = options;
      const version = headerVersion === "2019" ? 2019 : 2013;
      const to = { protocol: "jt808", deviceId, serialNumber, version } as const;
      await printFrame(
        encoding(() => encodeCommand(make(options), to)),
        hex === true,
        io,
      );
    };
  };

  add(
    "set-parameters",
    "0x8103: set parameters; the device answers 0x0001",
    "a wrong server loses the device",
  )
    .option("--heartbeat-seconds <s>", "0x0001: between two heartbeats", SECONDS)
    .option("--report-seconds <s>", "0x0029: between two reports", SECONDS)
    .option("--sleep-report-seconds <s>", "0x0027: between two reports while asleep", SECONDS)
    .option("--server <host>", "0x0013: host name or address of the server")
    .option("--tcp-port <n>", "0x0018: port of the server", wholeNumber(0, 65535))
    .option("--parameter <id=hex>", "any other: 0x0030=0000000f, several times", collectParameters)
    .action(
      send((options: Target & Parameters) => {
        const { heartbeatSeconds, reportSeconds, sleepReportSeconds, server, tcpPort } = options;
        const numbers = { heartbeatSeconds, reportSeconds, sleepReportSeconds, tcpPort };
        const parameters: Jt808ParameterSetting[] = [];
        for (const [name, value] of Object.entries(numbers)) {
          if (value !== undefined) parameters.push({ name: name as keyof typeof numbers, value });
        }
        if (server !== undefined) parameters.push({ name: "server", value: server });
        parameters.push(...(options.parameter ?? []));
        if (parameters.length === 0) throw new Failure("name a parameter to set", 2);
        return { type: "setParameters", parameters };
      }),
    );
  add("query-parameters", "0x8104: ask for all parameters; the device answers 0x0104").action(
    send<Target>(() => ({ type: "queryParameters" })),
  );
  add(
    "control",
    "0x8105: control the device; it answers 0x0001",
    "4 resets, 5 restores the factory settings, F0 (240) stops the engine with some makers",
  )
    .requiredOption("--code <n>", "the command byte, 0 to 255", wholeNumber(0, 255))
    .option("--parameters <text>", "the text behind it")
    .action(
      send((options: Target & { readonly code: number; readonly parameters?: string }) => {
        const { code, parameters } = options;
        return { type: "control", code, ...(parameters === undefined ? {} : { parameters }) };
      }),
    );
  add("query-position", "0x8201: ask for the position; the device answers 0x0201").action(
    send<Target>(() => ({ type: "queryPosition" })),
  );
  add("text", "0x8300: send a text, in which some makers take their own commands")
    .requiredOption("--text <text>", "printable ASCII, up to 1022 characters")
    .option("--flags <n>", "what to do with it, 0 to 255", wholeNumber(0, 255), 1)
    .action(
      send((options: Target & { readonly text: string; readonly flags: number }) => {
        const { flags, text } = options;
        return { type: "text", text, flags };
      }),
    );
}

function collectParameters(
  text: string,
  before: readonly Jt808ParameterSetting[] = [],
): readonly Jt808ParameterSetting[] {
  const [, id, hex] = /^0x([\da-f]{1,8})=((?:[\da-f]{2})*)$/i.exec(text) ?? [];
  if (id === undefined || hex === undefined) {
    throw new InvalidArgumentError("It looks like 0x0030=0000000f.");
  }
  const data = new Uint8Array(Buffer.from(hex, "hex"));
  return [...before, { id: Number.parseInt(id, 16), data }];
}

function encoding<T>(encode: () => T): T {
  try {
    return encode();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure(
      error.message.replace(/^\w+/, (name) => OPTIONS[name] ?? name),
      2,
    );
  }
}
