/** Reads files of any form and prints each message in them. */
import type { DecodeOptions, Message } from "../index.ts";
import { ChunkReader, SILENCE } from "../stream/chunk-reader.ts";
import { ConnectionDecoder } from "../stream/connection-decoder.ts";
import { createReader } from "./create-reader.ts";
import { Failure, OutputClosed, reasonOf } from "./failure.ts";
import type { Io } from "./io.ts";
import { Output } from "./output.ts";
import type { Piece } from "./pieces.ts";
import type { Origin, Printer } from "./printer.ts";
import { LONG_FILE, Progress } from "./progress.ts";
import type { Form } from "./recognise.ts";
import { findSources, type Source } from "./sources.ts";
import { Summary } from "./summary.ts";
import { say } from "./text.ts";

export interface PrintFilesOptions {
  readonly input: Form | "auto";
  /** Take all lines of hex or jsonl for one stream of bytes. */
  readonly stream?: true;
  /** Milliseconds of silence on a live input after which a held frame is decided. */
  readonly settle: number;
  readonly reading: DecodeOptions;
  readonly printer: Printer;
  readonly io: Io;
}

/** Prints the messages of the files, or of the standard input without any; returns their count. */
export async function printFiles(
  files: readonly string[],
  options: PrintFilesOptions,
): Promise<Summary> {
  const { io, printer } = options;
  const sources = await findSources(files.length === 0 ? ["-"] : files, () => io.stdin);
  const summary = new Summary();
  const output = new Output(io.stdout);
  for (const source of sources) {
    const origin: Origin = sources.length > 1 ? { file: source.name } : {};
    await decodeSource(source, { origin, options, printer, output, summary, io });
  }
  output.add(printer.end?.() ?? "");
  await output.finish();
  return summary;
}

interface Context {
  readonly origin: Origin;
  readonly options: PrintFilesOptions;
  readonly printer: Printer;
  readonly output: Output;
  readonly summary: Summary;
  readonly io: Io;
}

async function decodeSource(source: Source, context: Context): Promise<void> {
  const { origin, options, printer, output, summary, io } = context;
  const join = options.stream ?? false;
  const note = (line: string): void => say(io, line);
  const reader = createReader({ name: source.name, form: options.input, join, note });
  const progress = progressFor(source, io);
  let decoder = new ConnectionDecoder(options.reading);
  let bytesRead = 0;

  const print = async (messages: Iterable<Message>, line?: number): Promise<void> => {
    for (const message of messages) {
      summary.add(message);
      output.add(printer(message, line === undefined ? origin : { ...origin, line }));
      if (output.isFull) await output.flush();
    }
  };
  const take = async (pieces: Iterable<Piece>): Promise<void> => {
    for (const { bytes, ends, line } of pieces) {
      if (bytes.length > 0) await print(decoder.push(bytes), line);
      if (!ends) continue;
      await print(decoder.flush(), line);
      decoder = new ConnectionDecoder(options.reading);
    }
  };

  try {
    const settleMs = source.isLive ? options.settle : 0;
    const chunks = new ChunkReader(source.open());
    for await (const chunk of chunks.read(settleMs, () => decoder.buffered > 0)) {
      if (chunk === SILENCE) {
        await print(decoder.settle());
      } else {
        bytesRead += chunk.length;
        await take(reader.push(chunk));
        progress?.update(bytesRead, summary.frames);
      }
      // All of it, although the output may not be full: somebody may be waiting for it.
      await output.flush();
    }
    await take(reader.end());
  } catch (error) {
    if (error instanceof Failure || error instanceof OutputClosed) {
      // What was decoded before the fault still comes out.
      if (error instanceof Failure) await output.flush();
      throw error;
    }
    throw new Failure(`cannot read ${source.name}: ${reasonOf(error)}`);
  } finally {
    progress?.clear();
  }
}

/** No line where rows run over the same terminal: they are progress enough. */
function progressFor({ size }: Source, io: Io): Progress | null {
  const isWanted = io.stderr.isTTY === true && io.stdout.isTTY !== true;
  return isWanted && size !== null && size > LONG_FILE ? new Progress(io.stderr, size) : null;
}
