/** Reads files of any form and prints each message in them. */
import type { DecodeOptions, Message } from "../index.ts";
import { plural } from "../plural.ts";
import { SILENCE } from "../stream/chunk-reader.ts";
import { type BatchOptions, BatchWriter } from "./batch.ts";
import { chunksOf } from "./chunks.ts";
import { InputDecoder } from "./decode-input.ts";
import { Failure, OutputClosed, reasonOf } from "./failure.ts";
import { FrameInput, type Wanted } from "./frame-input.ts";
import { type InputChoice, inputOptionsOf } from "./input-options.ts";
import type { Io } from "./io.ts";
import type { Jobs } from "./jobs.ts";
import { Output } from "./output.ts";
import { type Origin, type Printer, print } from "./printer.ts";
import { LONG_FILE, type Progress, showProgress } from "./progress.ts";
import { findSources, type Source } from "./sources.ts";
import { Tally } from "./tally.ts";
import { say } from "./text.ts";
import { verdictOf } from "./verdict.ts";

export interface PrintFilesOptions extends InputChoice {
  /** The side whose frames are printed. */
  readonly direction: Wanted;
  /** Treat all lines of hex or jsonl as one stream of bytes. */
  readonly stream?: true;
  /** Milliseconds of silence on a live input after which a held frame is decided. */
  readonly settle: number;
  readonly reading: DecodeOptions;
  readonly printer: Printer;
  readonly io: Io;
  /** The number of threads that read and print; this one finds the frames. */
  readonly jobs?: { readonly count: number; readonly options: BatchOptions };
}

/** Prints the messages of the files, or of the standard input without any; returns their count. */
export async function printFiles(
  files: readonly string[],
  options: PrintFilesOptions,
): Promise<Tally> {
  const { io, printer } = options;
  const sources = await findSources(files.length === 0 ? ["-"] : files, () => io.stdin);
  const all = new Tally();
  const output = new Output(io.stdout);
  const jobs = options.jobs === undefined ? null : await startJobs(options.jobs, output, io);
  let failure: Failure | null = null;
  let leftOut = 0;
  try {
    for (const source of sources) {
      const file = sources.length > 1 ? source.name : null;
      const printing =
        jobs === null ? printingHere(file, options, output) : printingByJobs(file, options, jobs);
      await printSource(source, printing, options, output);
      const { input } = printing;
      all.merge(input.tally.counts);
      const note = (line: string): void => say(io, line);
      const verdict = verdictOf(source.name, input, options.input !== "auto", note);
      // If there is nothing else, the verdict reports it.
      if (verdict === null || all.frames > 0) leftOut += input.tally.leftOut;
      // One line per file; the last one is printed at the end.
      if (verdict === null) continue;
      if (failure !== null) say(io, `sinotrack: ${failure.message}`);
      failure = verdict;
    }
  } finally {
    await jobs?.end();
  }
  output.add(printer.end?.() ?? "");
  await output.finish();
  if (leftOut > 0) {
    const who = options.direction === "down" ? "devices" : "the server";
    say(io, `${plural(leftOut, "capture")} from ${who} left out; --direction both shows all`);
  }
  if (failure !== null) throw failure;
  return all;
}

const PART = 8192;
/** Size of the first part, so that the first message is shown early. */
const FIRST_PART = 512;

/** The printing of the frames of an input. */
interface Printing {
  readonly input: FrameInput;
  /** Prints the frames so far; `isAll`: also those that could wait for more. */
  print(isAll: boolean): Promise<void>;
}

async function startJobs(
  { count, options }: NonNullable<PrintFilesOptions["jobs"]>,
  output: Output,
  io: Io,
): Promise<Jobs> {
  // Most runs do not need it.
  const { batchThread, Jobs } = await import("./jobs.ts");
  const start = io.batchThread ?? batchThread;
  const threads = Array.from({ length: count }, () => start(options));
  return new Jobs(threads, options, output);
}

function printingHere(file: string | null, options: PrintFilesOptions, output: Output): Printing {
  const { reading, direction, stream: join = false, printer } = options;
  const found: [Message, Origin][] = [];
  const input = new InputDecoder(
    { ...inputOptionsOf(options), reading, direction, join },
    (message, place) => found.push([message, file === null ? place : { file, ...place }]),
  );
  return {
    input,
    async print(): Promise<void> {
      for (const [message, place] of found) {
        print(printer, message, place, output.lines);
        if (output.isFull) await output.flush();
      }
      found.length = 0;
    },
  };
}

function printingByJobs(file: string | null, options: PrintFilesOptions, jobs: Jobs): Printing {
  const { reading, direction, stream: join = false } = options;
  const batch = new BatchWriter(file);
  const input = new FrameInput(
    { ...inputOptionsOf(options), splitting: reading, direction, join },
    batch,
  );
  return {
    input,
    async print(isAll): Promise<void> {
      if (batch.isFull || (isAll && !batch.isEmpty)) await jobs.add(batch.take(), input.tally);
      if (isAll) await jobs.finish();
    },
  };
}

async function printSource(
  source: Source,
  { input, print }: Printing,
  { settle, io }: PrintFilesOptions,
  output: Output,
): Promise<void> {
  const progress = progressFor(source, io);
  let bytesRead = 0;
  let isFirst = true;

  try {
    const settleMs = source.isLive ? settle : 0;
    for await (const chunk of chunksOf(source.open(), settleMs, () => input.holds)) {
      if (chunk === SILENCE) input.settle();
      else {
        // In small parts: a compressed byte may expand to a thousand, and all messages of a part are held.
        for (let at = 0; at < chunk.length; ) {
          const end = at + (isFirst ? FIRST_PART : PART);
          input.push(chunk.subarray(at, end));
          at = end;
          await print(false);
          if (isFirst && input.tally.frames > 0) {
            isFirst = false;
            await output.flush();
          }
        }
        bytesRead += chunk.length;
        progress?.update(bytesRead, input.tally.frames);
      }
      await print(source.isLive);
      // Everything, although the output may not be full, because a person may be waiting for it.
      await output.flush();
    }
    input.end();
    await print(true);
    await output.flush();
  } catch (error) {
    if (error instanceof Failure || error instanceof OutputClosed) throw error;
    throw new Failure(`cannot read ${source.name}: ${reasonOf(error)}`);
  } finally {
    progress?.clear();
  }
}

/** No progress line if rows are printed on the same terminal: they show the progress. */
function progressFor({ size }: Source, io: Io): Progress | null {
  const isWanted = io.stderr.isTTY === true && io.stdout.isTTY !== true;
  return isWanted && size !== null && size > LONG_FILE ? showProgress(io.stderr, size) : null;
}
