/** `sinotrack simulate`: traffic for a collector. */
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Endpoint, parseEndpoint } from "./endpoint.ts";
import { Failure, reasonOf } from "./failure.ts";
import type { Io } from "./io.ts";
import { utcTime, wholeNumber } from "./option-values.ts";
import { Output } from "./output.ts";
import { FIRMWARES } from "./simulate/firmware.ts";
import { parseRoute, type Route } from "./simulate/route.ts";
import { Simulation } from "./simulate/run.ts";
import { say } from "./text.ts";

interface SimulateOptions {
  readonly devices?: number;
  readonly interval: number;
  readonly to?: Endpoint;
  readonly seed: number;
  readonly start?: Date;
  readonly catchUp?: boolean;
  readonly count?: number;
  readonly duration?: number;
  readonly speedup: number;
  readonly linger: number;
  readonly list?: string;
  readonly acknowledged?: string;
  readonly family?: readonly string[];
  readonly id?: string;
  readonly route?: string;
}

const HELP = `
The devices belong to these families in turn:
${FIRMWARES.map(({ family, name }) => `  ${family.padEnd(9)} ${name}`).join("\n")}

Commands are answered but have no effect.

The traffic depends on the seed, the other options and the acknowledgements:
ST-901L and ST-915L repeat an unacknowledged record after two intervals.

Examples:
  sinotrack simulate --devices 100 --interval 5 --to tcp:127.0.0.1:5013
  sinotrack simulate --family st-902 --route drive.gpx --to tcp:5013
  sinotrack simulate --duration 3600 --seed 7 --list day.jsonl

Exit codes: 0 sent, 1 collector unreachable or lost, 2 bad usage.`;

export function addSimulate(program: Command, io: Io): void {
  program
    .command("simulate")
    .description("Drive a collector with the traffic of many trackers.")
    .addOption(
      new Option(
        "-t, --to <where>",
        "tcp:[host:]port or udp:[host:]port; the default host is 127.0.0.1",
      ).argParser(endpoint),
    )
    .option(
      "-d, --devices <n>",
      "number of trackers, each on its own socket (default: 10; 1 with --id)",
      atLeastOne,
    )
    .addOption(
      new Option("--family <name>", "only this family; repeatable")
        .choices(FIRMWARES.map(({ family }) => family))
        .argParser(collectFamily),
    )
    .option("--id <digits>", "id of a single device, up to 15 digits", deviceId)
    .option("--route <file>", "a road to follow, there and back: GeoJSON or GPX")
    .option(
      "--interval <s>",
      "interval between reports while driving; four times as long while parked",
      atLeastOne,
      10,
    )
    .option("--duration <s>", "stop after this much simulated time", atLeastOne)
    .option("--count <n>", "stop a device after this many frames", atLeastOne)
    .option("--speedup <n>", "simulated seconds per second", factor, 1)
    .option("--seed <n>", "another seed gives other traffic", wholeNumber(0, 4_294_967_295), 1)
    .option(
      "--start <time>",
      "simulated time of the start, like 2026-01-01T00:00:00Z (default: now)",
      startTime,
    )
    .option("--catch-up", "send the reports from --start until now at once")
    .option(
      "--linger <ms>",
      "wait this long for acknowledgements at the end",
      wholeNumber(0, 1_000_000),
      2000,
    )
    .option(
      "--list <file>",
      "write the sent frames as JSON Lines; - for the standard output; without --to nothing is sent",
    )
    .option("--acknowledged <file>", "write the acknowledged frames in the same form")
    .addHelpText("after", HELP)
    .action(async (options: SimulateOptions) => simulate(options, io));
}

async function simulate(options: SimulateOptions, io: Io): Promise<void> {
  const { interval, to, seed: seedNumber, count, duration, speedup, linger, family, id } = options;
  const { devices = id === undefined ? 10 : 1 } = options;
  if (id !== undefined && devices > 1) throw new Failure("--id works with one device only", 2);
  if (to === undefined && options.list === undefined) {
    throw new Failure("nothing to do: send frames with --to, or write them with --list", 2);
  }
  if (to === undefined && count === undefined && duration === undefined) {
    throw new Failure("--list without --to needs --duration or --count", 2);
  }
  const list = listFile(options.list, io);
  const acknowledged = listFile(options.acknowledged, io);
  const simulation = new Simulation({
    devices,
    intervalSeconds: interval,
    seed: seedNumber,
    start: options.start ?? new Date(),
    speedup,
    lingerMs: linger,
    stop: io.interrupted(),
    catchUp: options.catchUp === true,
    to,
    count,
    durationSeconds: duration,
    list,
    acknowledged,
    families: family,
    id,
    route: options.route === undefined ? undefined : await readRoute(options.route),
  });
  try {
    await simulation.run();
  } finally {
    say(io, `${simulation}`);
    // Includes the frames that were sent before the collector closed.
    await list?.finish();
    await acknowledged?.finish();
  }
}

async function readRoute(path: string): Promise<Route> {
  try {
    return parseRoute(await readFile(path, "utf8"));
  } catch (error) {
    throw new Failure(`--route ${path}: ${reasonOf(error)}`, 2);
  }
}

function collectFamily(name: string, before: readonly string[] = []): readonly string[] {
  if (!FIRMWARES.some(({ family }) => family === name)) {
    const names = FIRMWARES.map(({ family }) => family).join(", ");
    throw new InvalidArgumentError(`It must be one of ${names}.`);
  }
  return [...before, name];
}

function deviceId(text: string): string {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("It must have 1 to 15 digits.");
  return text;
}

function listFile(path: string | undefined, io: Io): Output | undefined {
  if (path === undefined) return undefined;
  return new Output(path === "-" ? io.stdout : createWriteStream(path));
}

function endpoint(text: string): Endpoint {
  const found = parseEndpoint(text);
  if (found === null || found.port === 0) {
    throw new InvalidArgumentError("It must look like tcp:5013 or udp:198.51.100.7:5013.");
  }
  return found;
}

const atLeastOne = wholeNumber(1, 1_000_000);

function factor(text: string): number {
  const number = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  if (number === 0) throw new InvalidArgumentError("It must be a number above 0.");
  return number;
}

/** The wire has two digits of the year, and readers read 80 to 99 as the last century. */
function startTime(text: string): Date {
  const date = utcTime(text);
  const year = date.getUTCFullYear();
  if (year < 2000 || year > 2079) throw new InvalidArgumentError("It must be from 2000 to 2079.");
  return date;
}
