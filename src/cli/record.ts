/** `sinotrack record`: makes vectors from captured traffic, for a person to review and accept. */
import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { basename } from "node:path";
import { type Command, Option } from "commander";
import { type Anonymiser, createAnonymiser } from "../anonymise/anonymise.ts";
import { decode } from "../index.ts";
import { plural } from "../plural.ts";
import { TrackerSession } from "../session/index.ts";
import { pendingVector } from "../vectors/pending-vector.ts";
import { plainMessage } from "../vectors/plain.ts";
import { type Recording, recordCapture } from "../vectors/record.ts";
import { shapeOf } from "../vectors/shape.ts";
import { type JsonObject, vectorBytes } from "../vectors/vector.ts";
import { capturesOf } from "./captures.ts";
import type { Endpoint } from "./endpoint.ts";
import { Failure } from "./failure.ts";
import { addInputOptions, type InputChoice } from "./input-options.ts";
import type { Io } from "./io.ts";
import { listen } from "./listen.ts";
import { toHex } from "./ndjson.ts";
import { collectEndpoints, wholeNumber } from "./option-values.ts";
import { Output, printAll } from "./output.ts";
import { replaceFile, withLocks } from "./replace-file.ts";
import { printableJson, say } from "./text.ts";
import { readVectorFiles } from "./vector-files.ts";

interface RecordOptions extends InputChoice {
  readonly output?: string;
  readonly append?: true;
  readonly stream?: true;
  readonly port?: number;
  readonly listen?: readonly Endpoint[];
  readonly whole?: true;
  readonly distinct?: true;
  readonly anonymise?: true;
  readonly force?: true;
  readonly shiftDays?: number;
  readonly turnTracks?: true;
  readonly seed?: string;
  readonly name?: string;
  readonly source?: string;
}

const EXAMPLES = `
Examples:
  sinotrack record capture.pcap -o desk.jsonl         from tcpdump or Wireshark
  sinotrack record log.hex --anonymise -o desk.jsonl  for publication
  sinotrack record --listen tcp:0.0.0.0:5013 -o desk.jsonl  until Ctrl-C
  sinotrack check desk.jsonl --accept all             after you reviewed them

New vectors are pending until somebody confirms that they are decoded
correctly. docs/privacy.md explains --anonymise and its limits.
Exit codes: 0 recorded, 1 bad input, 2 bad usage.`;

export function addRecord(program: Command, io: Io): void {
  const command = program.command("record");
  addInputOptions(command);
  command
    .description("Record tracker traffic as test vectors that await review.")
    .argument("[file...]", "files to read; - for the standard input")
    .option("-o, --output <file>", "where to write (default: the standard output)")
    .option("--append", "add only new vectors to the file")
    .option("--stream", "treat all captures that name no connection as one stream")
    .option("--port <port>", "of captured packets, only those to this port", wholeNumber(1, 65535))
    .addOption(
      new Option(
        "-l, --listen <where>",
        "record from the network: tcp:[host:]port, udp:[host:]port",
      )
        .argParser(collectEndpoints)
        .conflicts(["input", "stream", "port"]),
    )
    .option("--whole", "one vector per connection or datagram instead of one per frame")
    .option("--distinct", "skip frames whose form and status word are already recorded")
    .option(
      "--anonymise",
      "replace every value that is not known to be harmless with one of the same form",
    )
    .option("--force", "with --anonymise: also record frames that do not decode as before")
    .option("--seed <text>", "with --anonymise: the same seed gives the same replacements")
    .option(
      "--shift-days <days>",
      "with --anonymise: move all times, -3650 to 3650",
      wholeNumber(-3650, 3650),
    )
    .option("--turn-tracks", "with --anonymise: rotate tracks without changing their shape")
    .option(
      "--name <name>",
      "prefix of the ids (default: the name of the file; with --anonymise: capture)",
    )
    .option("--source <text>", "source of the bytes, for the vectors")
    .addHelpText("after", EXAMPLES)
    .action(async (files: readonly string[], options: RecordOptions) => {
      if (options.listen !== undefined && files.length > 0) {
        throw new Failure("--listen records from the network and takes no files", 2);
      }
      if (options.append && options.output === undefined) {
        throw new Failure("--append needs --output", 2);
      }
      if (options.seed === "") throw new Failure("--seed must not be empty", 2);
      for (const [name, value] of [
        ["--seed", options.seed],
        ["--force", options.force],
        ["--shift-days", options.shiftDays],
        ["--turn-tracks", options.turnTracks],
      ]) {
        if (value !== undefined && !options.anonymise)
          throw new Failure(`${name} needs --anonymise`, 2);
      }
      if (options.listen === undefined && files.length === 0 && io.stdin.isTTY) {
        command.outputHelp({ error: true });
        throw new Failure("no input: name a file, or - for the standard input", 2);
      }
      await record(files.length === 0 ? ["-"] : files, options, io);
    });
}

async function record(files: readonly string[], options: RecordOptions, io: Io): Promise<void> {
  const { output: path } = options;
  await withLocks(path === undefined ? [] : [path], () => recordTo(path, files, options, io));
}

async function recordTo(
  path: string | undefined,
  files: readonly string[],
  options: RecordOptions,
  io: Io,
): Promise<void> {
  const recorder = new Recorder(options, (line) => say(io, line));
  let before = "";
  if (path !== undefined && existsSync(path)) {
    if (!options.append) throw new Failure(`${path} already exists; add to it with --append`);
    const [file] = await readVectorFiles([path], () => io.stdin);
    before = file?.text ?? "";
    if (before !== "" && !before.endsWith("\n")) before += "\n";
    for (const vector of file?.vectors ?? []) recorder.know(vectorBytes(vector), vector);
  }
  if (options.listen === undefined) {
    const lines = await recordFiles(files, options, recorder, io);
    recorder.refuseNotJudged();
    if (path === undefined) await printAll(io.stdout, lines);
    else await replaceFile(path, before + lines.join(""));
  } else {
    await recordNetwork(options.listen, path, before, recorder, io);
  }
  if (options.anonymise) say(io, recorder.replaced);
  const where =
    path === undefined ? "" : `; review them, then run: sinotrack check ${path} --accept all`;
  say(io, `${plural(recorder.count, "vector")} recorded, pending${where}`);
}

async function recordFiles(
  files: readonly string[],
  options: RecordOptions,
  recorder: Recorder,
  io: Io,
): Promise<string[]> {
  const note = (line: string): void => say(io, line);
  const { port } = options;
  const lines: string[] = [];
  const join = options.stream ?? false;
  const reading = { ...options, join, note, ...(port === undefined ? {} : { port }) };
  for await (const { name, bytes } of capturesOf(files, reading, () => io.stdin)) {
    lines.push(...recorder.record(bytes, name));
  }
  return lines;
}

/** Each report is written as it arrives, so that nothing is lost however the recording ends. */
async function recordNetwork(
  endpoints: readonly Endpoint[],
  path: string | undefined,
  before: string,
  recorder: Recorder,
  io: Io,
): Promise<void> {
  if (path !== undefined) await replaceFile(path, before);
  const stream = path === undefined ? io.stdout : createWriteStream(path, { flags: "a" });
  const output = new Output(stream);
  await listen({
    endpoints,
    maxConnections: 1000,
    idleTimeoutMs: 600_000,
    maxNoiseBytes: 65_536,
    settleMs: 200,
    newSession: () => new TrackerSession({ acknowledgement: "none" }),
    announceConnections: false,
    printer: ({ frame }) => recorder.record(frame.bytes, "network").join(""),
    output,
    log: (line) => say(io, line),
    stop: io.interrupted(),
  });
}

/** Makes vectors of captures, and numbers them. */
class Recorder {
  readonly #options: RecordOptions;
  readonly #anonymiser: Anonymiser | null;
  readonly #log: (line: string) => void;
  readonly #replaced = new Map<string, number>();
  #notJudged = 0;
  readonly #inputs = new Set<string>();
  readonly #forms = new Set<string>();
  #number = 0;
  /** Number of vectors that were made. */
  count = 0;

  constructor(options: RecordOptions, log: (line: string) => void) {
    this.#options = options;
    const seed = options.seed ?? randomUUID();
    if (options.anonymise && options.seed === undefined) {
      log(`anonymised with --seed ${seed} (keep it as secret as the capture)`);
    }
    this.#log = log;
    this.#anonymiser = options.anonymise
      ? createAnonymiser(seed, {
          shiftDays: options.shiftDays ?? 0,
          turnTracks: options.turnTracks ?? false,
        })
      : null;
  }

  /** Number of replacements by kind, for people. */
  get replaced(): string {
    const kinds = [...this.#replaced].map(([kind, count]) => `${count} ${kind}`);
    return `replaced: ${kinds.length === 0 ? "nothing" : kinds.join(", ")}`;
  }

  /** @throws Failure if a frame does not decode as before. */
  refuseNotJudged(): void {
    if (this.#notJudged === 0 || this.#options.force) return;
    throw new Failure(
      `not recorded: ${plural(this.#notJudged, "frame")} would not decode as before; try another --seed, or record anyway with --force`,
    );
  }

  /** The anonymised capture; `null` if a frame does not decode as before, without `--force`. */
  #anonymise(capture: Uint8Array, file: string): Uint8Array | null {
    if (this.#anonymiser === null) return capture;
    const { bytes, replaced, notJudged } = this.#anonymiser.report(capture);
    for (const [kind, count] of Object.entries(replaced))
      this.#replaced.set(kind, (this.#replaced.get(kind) ?? 0) + count);
    for (const { offset, length } of notJudged) {
      const place = `${basename(file)}, byte ${offset}, ${plural(length, "byte")}`;
      this.#log(`${place}: does not decode as before with any replacement`);
    }
    this.#notJudged += notJudged.length;
    return notJudged.length > 0 && !this.#options.force ? null : bytes;
  }

  /** Takes an existing vector. */
  know(bytes: Uint8Array, { id, expect }: { id: string; expect: readonly JsonObject[] }): void {
    this.#inputs.add(toHex(bytes));
    this.#forms.add(formOf(expect));
    this.#number = Math.max(this.#number, Number(/-(\d+)-[^-]*$/.exec(id)?.[1] ?? 0));
  }

  /** The lines of the vectors of one capture. */
  record(capture: Uint8Array, file: string): string[] {
    const { whole, distinct, append } = this.#options;
    const bytes = this.#anonymise(capture, file);
    if (bytes === null) return [];
    const parts: Recording[] = whole
      ? [{ bytes, messages: decode(bytes).map(plainMessage) }]
      : recordCapture(bytes);
    const lines: string[] = [];
    for (const part of parts) {
      const form = formOf(part.messages);
      if (distinct && this.#forms.has(form)) continue;
      if (append && this.#inputs.has(toHex(part.bytes))) continue;
      this.#forms.add(form);
      this.#inputs.add(toHex(part.bytes));
      lines.push(this.#line(part, file));
    }
    return lines;
  }

  #line({ bytes, messages }: Recording, file: string): string {
    this.count++;
    // The name of the file may be that of a vehicle or a person.
    const label = this.#anonymiser === null ? basename(file) : "capture";
    const stem = label.replace(/\.[^.]*$/, "");
    const vector = pendingVector(
      { bytes, messages },
      {
        name: this.#options.name ?? stem.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
        number: ++this.#number,
        source: this.#options.source ?? `recorded from ${label}`,
      },
    );
    return `${printableJson(vector)}\n`;
  }
}

/** The form of a recording: everything except its values, with the status. */
function formOf(messages: readonly JsonObject[]): string {
  return JSON.stringify(
    messages.map((message) => {
      const { word } = (message["status"] ?? {}) as JsonObject;
      return [shapeOf(message), word];
    }),
  );
}
