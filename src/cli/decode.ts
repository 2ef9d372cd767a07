/** `sinotrack decode`: prints the messages in captured bytes. */
import { type Command, Option } from "commander";
import { type SessionOptions, TrackerSession } from "../session/index.ts";
import { decodeOptionsOf, type ReadingOptions, readingOf } from "./decode-options.ts";
import type { Endpoint } from "./endpoint.ts";
import { EXPORTS } from "./export.ts";
import { Failure } from "./failure.ts";
import type { Wanted } from "./frame-input.ts";
import { addDirection, addInputOptions, type InputChoice } from "./input-options.ts";
import type { Io } from "./io.ts";
import { listen } from "./listen.ts";
import { livePrinter } from "./live.ts";
import { ndjsonPrinter } from "./ndjson.ts";
import { collectEndpoints, wholeNumber } from "./option-values.ts";
import { Output } from "./output.ts";
import { printFiles } from "./print-files.ts";
import type { Printer } from "./printer.ts";
import { addReadingOptions } from "./reading-options.ts";
import { tablePrinter } from "./table.ts";
import { hasColor, PIPE_WIDTH } from "./terminal.ts";
import { say } from "./text.ts";

interface DecodeCommandOptions extends ReadingOptions, InputChoice {
  readonly direction: Wanted;
  readonly format?: "ndjson" | "table" | keyof typeof EXPORTS;
  readonly stream?: true;
  readonly jobs: number;
  readonly live?: true;
  readonly frame: boolean;
  readonly color: boolean;
  readonly listen?: readonly Endpoint[];
  readonly settle: number;
  readonly maxConnections: number;
  readonly idleTimeout: number;
  readonly ack: NonNullable<SessionOptions["acknowledgement"]>;
  readonly maxNoise: number;
}

const EXAMPLES = `
Examples:
  sinotrack decode capture.bin          a table on a terminal, NDJSON in a pipe
  sinotrack decode tracker-server.log   a log of Traccar, or of your own server
  echo 2a48512c… | sinotrack decode     hex is recognised
  sinotrack decode -f gpx capture.bin   a track; csv, geojson, influx, nmea too
  sinotrack decode --listen tcp:5013    from a simulator on this machine
  sinotrack decode --live --listen tcp:5013
                                        the latest message of each device
  sinotrack decode --listen tcp:0.0.0.0:5013
                                        from trackers anywhere

Exit codes: 0 decoded, 1 bad input, 2 bad usage. Bad input contains no message,
or more noise than frames. A damaged frame is not bad input: its message lists
issues.`;

// As seconds they still fit into a timer, which counts milliseconds in 31 bits.
const UP_TO_SIX_DIGITS = wholeNumber(0, 999_999);

export function addDecode(program: Command, io: Io): void {
  const command: Command = program.command("decode");
  command
    .description("Decode tracker traffic: files, logs, dumps, a pipe or the network.")
    .argument(
      "[file...]",
      "files to read; - for the standard input; a directory for its *.jsonl files",
    )
    .addOption(
      new Option(
        "-f, --format <format>",
        "form of the output (default: table on a terminal, otherwise ndjson)",
      ).choices(["ndjson", "table", ...Object.keys(EXPORTS)]),
    )
    .addOption(
      new Option(
        "--live",
        "one row per device, with its latest message; needs a terminal",
      ).conflicts("format"),
    )
    .option("--stream", "treat all captures that name no connection as one stream")
    .addOption(
      new Option(
        "-j, --jobs <n>",
        "number of threads that decode and print ndjson, for large inputs; the output does not change",
      )
        .argParser(wholeNumber(1, 64))
        .default(1)
        .conflicts(["listen", "live"]),
    )
    .option("--no-frame", "omit the bytes of the frames from ndjson")
    .option("--no-color", "no colours in the table")
    .addOption(
      new Option(
        "-l, --listen <where>",
        "collect from the network instead: tcp:[host:]port, udp:[host:]port; repeatable, or comma-separated",
      )
        .argParser(collectEndpoints)
        .conflicts(["input", "stream"]),
    )
    .option(
      "--settle <ms>",
      "wait this long for the rest of a held report; 0: until the input ends",
      UP_TO_SIX_DIGITS,
      200,
    )
    .option(
      "--max-connections <n>",
      "with --listen: at most this many devices at a time",
      wholeNumber(1, 999_999),
      1000,
    )
    .option(
      "--idle-timeout <s>",
      "with --listen: close a connection that sends no report for this long; 0: never",
      UP_TO_SIX_DIGITS,
      600,
    )
    .option(
      "--max-noise <bytes>",
      "with --listen: close a connection after this much without a report; 0: never",
      UP_TO_SIX_DIGITS,
      65_536,
    )
    .addOption(
      new Option(
        "--ack <form>",
        "with --listen: acknowledge with r12 (SinoTrack), v4 (PengAoDa) or the form of the device's family (auto)",
      )
        .choices(["r12", "v4", "auto", "none"])
        .default("r12"),
    );
  addInputOptions(command);
  addDirection(command);
  addReadingOptions(command);
  command
    .addHelpText("after", EXAMPLES)
    .action(async (files: readonly string[], options: DecodeCommandOptions) => {
      const listening = options.listen !== undefined;
      if (listening && files.length > 0) {
        throw new Failure("--listen collects from the network and takes no files", 2);
      }
      if (listening && (options.format === "gpx" || options.format === "geojson")) {
        throw new Failure(
          `--format ${options.format} writes one document and cannot be used with --listen`,
          2,
        );
      }
      if (options.live && io.stdout.isTTY !== true) throw new Failure("--live needs a terminal", 2);
      if (!listening && files.length === 0 && io.stdin.isTTY) {
        command.outputHelp({ error: true });
        throw new Failure("no input: name a file, or - for the standard input", 2);
      }
      await (listening ? collect(options, io) : decodeFiles(files, options, io));
    });
}

/** The format to print in, with its printer. */
function choosePrinter(
  options: DecodeCommandOptions,
  io: Io,
): { isTable: boolean; printer: Printer } {
  const width = io.stdout.columns ?? PIPE_WIDTH;
  const color = hasColor(options.color, io);
  if (options.live)
    return { isTable: false, printer: livePrinter({ width, height: io.stdout.rows ?? 24, color }) };
  const format = options.format ?? (io.stdout.isTTY ? "table" : "ndjson");
  switch (format) {
    case "table":
      return { isTable: true, printer: tablePrinter({ width, color }) };
    case "ndjson":
      return { isTable: false, printer: ndjsonPrinter({ noFrame: !options.frame }) };
    default:
      return { isTable: false, printer: EXPORTS[format]((line) => say(io, line)) };
  }
}

async function collect(options: DecodeCommandOptions, io: Io): Promise<void> {
  const { isTable, printer } = choosePrinter(options, io);
  const session: SessionOptions = { ...decodeOptionsOf(options), acknowledgement: options.ack };
  await listen({
    endpoints: options.listen ?? [],
    maxConnections: options.maxConnections,
    idleTimeoutMs: options.idleTimeout * 1000,
    maxNoiseBytes: options.maxNoise,
    settleMs: options.settle,
    newSession: () => new TrackerSession(session),
    announceConnections: isTable,
    printer,
    output: new Output(io.stdout),
    log: (line) => say(io, line),
    stop: io.interrupted(),
  });
}

async function decodeFiles(
  files: readonly string[],
  options: DecodeCommandOptions,
  io: Io,
): Promise<void> {
  const { isTable, printer } = choosePrinter(options, io);
  const { jobs: count, ...others } = options;
  if (count > 1 && printer.write === undefined) {
    throw new Failure("--jobs needs --format ndjson", 2);
  }
  const batches = { reading: readingOf(options), noFrame: !options.frame };
  const summary = await printFiles(files, {
    ...others,
    ...(count > 1 ? { jobs: { count, options: batches } } : {}),
    reading: decodeOptionsOf(options),
    printer,
    io,
  });
  if (isTable) say(io, `${summary}`);
}
