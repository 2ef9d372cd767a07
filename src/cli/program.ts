/**
 * The `sinotrack` command: its subcommands, its exit codes and its error messages.
 *
 * To add a subcommand: write `./<name>.ts` with a function like `addDecode`, and add it to
 * `SUBCOMMANDS`. It throws `Failure` for errors that the user must see.
 */
import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { Failure, OutputClosed } from "./failure.ts";
import type { Io } from "./io.ts";
import { Output } from "./output.ts";
import { say } from "./text.ts";

type Add = (program: Command, io: Io) => void;

/** In the order of the help. Each is loaded on demand: loading all takes twice as long as one. */
const SUBCOMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  decode: async () => (await import("./decode.ts")).addDecode,
  explain: async () => (await import("./explain.ts")).addExplain,
  command: async () => (await import("./command.ts")).addCommand,
  sms: async () => (await import("./sms.ts")).addSms,
  simulate: async () => (await import("./simulate.ts")).addSimulate,
  identify: async () => (await import("./identify.ts")).addIdentify,
  record: async () => (await import("./record.ts")).addRecord,
  check: async () => (await import("./check.ts")).addCheck,
  diff: async () => (await import("./diff.ts")).addDiff,
  conform: async () => (await import("./conform.ts")).addConform,
  wireshark: async () => (await import("./wireshark.ts")).addWireshark,
  kaitai: async () => (await import("./kaitai.ts")).addKaitai,
  completion: async () => (await import("./completion.ts")).addCompletion,
};

/** The named subcommand; all of them if none is named, or if the named one is about all. */
function wantedOf([name = ""]: readonly string[]): Promise<Add[]> {
  const only =
    name === "completion" || !Object.hasOwn(SUBCOMMANDS, name) ? null : SUBCOMMANDS[name];
  return Promise.all((only == null ? Object.values(SUBCOMMANDS) : [only]).map((load) => load()));
}

/** Runs the command line and returns the exit code: 0 success, 1 bad input, 2 bad usage. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  // A stream without a listener would turn a closed pipe into an uncaught exception. `Output` reports errors of output
  // that matters; help and messages may be lost.
  const ignore = (): void => {};
  io.stdout.on("error", ignore);
  io.stderr.on("error", ignore);
  const help = new Output(io.stdout);
  try {
    await runProgram(createProgram(io, help, await wantedOf(argv)), argv, help);
    return 0;
  } catch (error) {
    if (error instanceof OutputClosed) return 0;
    // Commander has printed its own message by now.
    if (error instanceof CommanderError) return 2;
    const message = error instanceof Error ? error.message : String(error);
    const failure = error instanceof Failure ? error : new Failure(`internal error: ${message}`);
    say(io, `sinotrack: ${oneLine(failure.message)}`);
    return failure.exitCode;
  }
}

/** Help and version are errors for Commander, and are done only when their output has been written. */
async function runProgram(program: Command, argv: readonly string[], help: Output): Promise<void> {
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError && error.exitCode === 0)) throw error;
    await help.finish();
  }
}

function createProgram(io: Io, help: Output, subcommands: readonly Add[]): Command {
  const program = new Command("sinotrack")
    .description(
      "Decodes the messages of SinoTrack GPS trackers (H02 and JT/T 808) and encodes commands to them.",
    )
    .version(packageJson.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    // Descriptions are wrapped beside the long names of commands too.
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => help.add(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      outputError: (text) => say(io, `sinotrack: ${oneLine(text.replace(/^error: /, ""))}`),
    });
  for (const add of subcommands) add(program, io);
  return program;
}

function oneLine(text: string): string {
  return text
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
}
