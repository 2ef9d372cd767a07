/** `sinotrack simulate`: traffic for a collector. */
import { createWriteStream } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Endpoint, parseEndpoint } from "./endpoint.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { utcTime, wholeNumber } from "./option-values.ts";
import { Output } from "./output.ts";
import { FIRMWARES } from "./simulate/firmware.ts";
import { Simulation, type SimulationOptions } from "./simulate/run.ts";
import { say } from "./text.ts";

interface SimulateOptions {
  readonly devices: number;
  readonly interval: number;
  readonly to?: Endpoint;
  readonly seed: number;
  readonly start?: Date;
  readonly count?: number;
  readonly duration?: number;
  readonly speedup: number;
  readonly linger: number;
  readonly list?: string;
}

const HELP = `
Each device is of one firmware, in turn:
${FIRMWARES.map(({ name }) => `  ${name}`).join("\n")}

What is sent depends on the seed, the other options, and on which frames are acknowledged in
time: ST-901L and ST-915L send a record again that was not, after two intervals.

Examples:
  sinotrack simulate --devices 100 --interval 5 --to tcp:127.0.0.1:5013
  sinotrack simulate --duration 3600 --start 2026-01-01T00:00:00Z --list day.jsonl

Exit codes: 0 sent, 1 the collector cannot be reached or goes away, 2 bad usage.`;

export function addSimulate(program: Command, io: Io): void {
  program
    .command("simulate")
    .description("Drive a collector with the traffic of many trackers.")
    .addOption(
      new Option(
        "-t, --to <where>",
        "tcp:[host:]port or udp:[host:]port; host 127.0.0.1 unless given",
      ).argParser(endpoint),
    )
    .option("-d, --devices <n>", "how many trackers, each on its own socket", atLeastOne, 10)
    .option(
      "--interval <s>",
      "between reports while driving; four times that while parked",
      atLeastOne,
      10,
    )
    .option("--duration <s>", "stop after so much simulated time", atLeastOne)
    .option("--count <n>", "stop a device once it has sent so many frames", atLeastOne)
    .option("--speedup <n>", "seconds of simulated time in a second", factor, 1)
    .option("--seed <n>", "choose other traffic", wholeNumber(0, 4_294_967_295), 1)
    .option(
      "--start <time>",
      "simulated time of the start, like 2026-01-01T00:00:00Z (default: now)",
      startTime,
    )
    .option(
      "--linger <ms>",
      "how long to wait at the end for acknowledgements",
      wholeNumber(0, 1_000_000),
      2000,
    )
    .option(
      "--list <file>",
      "write the frames as sent, JSON Lines; - for the standard output; without --to nothing is sent",
    )
    .addHelpText("after", HELP)
    .action(async (options: SimulateOptions) => simulate(options, io));
}

async function simulate(options: SimulateOptions, io: Io): Promise<void> {
  const { devices, interval, to, seed: seedNumber, count, duration, speedup, linger } = options;
  if (to === undefined && options.list === undefined) {
    throw new Failure("nothing to do: --to says where to send, --list writes the frames", 2);
  }
  if (to === undefined && count === undefined && duration === undefined) {
    throw new Failure("--list without --to needs --duration or --count", 2);
  }
  const list = options.list === undefined ? undefined : listFile(options.list, io);
  const settings: SimulationOptions = {
    devices,
    intervalSeconds: interval,
    seed: seedNumber,
    start: options.start ?? new Date(),
    speedup,
    lingerMs: linger,
    stop: io.interrupted(),
    ...(to === undefined ? {} : { to }),
    ...(count === undefined ? {} : { count }),
    ...(duration === undefined ? {} : { durationSeconds: duration }),
    ...(list === undefined ? {} : { list }),
  };
  const simulation = new Simulation(settings);
  try {
    await simulation.run();
  } finally {
    say(io, `${simulation}`);
  }
  await list?.finish();
}

function listFile(path: string, io: Io): Output {
  return new Output(path === "-" ? io.stdout : createWriteStream(path));
}

function endpoint(text: string): Endpoint {
  const found = parseEndpoint(text);
  if (found === null || found.port === 0) {
    throw new InvalidArgumentError("It looks like tcp:5013 or udp:198.51.100.7:5013.");
  }
  return found;
}

const atLeastOne = wholeNumber(1, 1_000_000);

function factor(text: string): number {
  const number = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  if (number === 0) throw new InvalidArgumentError("It is a number above 0.");
  return number;
}

/** The wire has two digits of the year, and readers take 80 to 99 for the last century. */
function startTime(text: string): Date {
  const date = utcTime(text);
  const year = date.getUTCFullYear();
  if (year < 2000 || year > 2079) throw new InvalidArgumentError("It is from 2000 to 2079.");
  return date;
}
