/** Finds the files of a command by the names from the user. */
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Failure, orFailure } from "./failure.ts";

export interface Source {
  /** For messages. */
  readonly name: string;
  /** In bytes; `null` if unknown, as with a pipe. */
  readonly size: number | null;
  /** Whether bytes may arrive slowly, from a person who waits for the output. */
  readonly isLive: boolean;
  open(): Readable;
}

/** A frame as text or hex, which people give in place of a file. */
const FRAME = /^(?:\*[A-Z]{2},|(?:2a|24|7e)(?:[ :]?[\da-f]{2}){4})/i;
const ELSEWHERE = "a frame itself goes to the standard input, or to explain --frame";

/**
 * One source per file, in the given order; a directory stands for its `*.jsonl` files in the order of their names, `-` for
 * the standard input. No file is opened yet, but a missing file fails here, before the first one is read.
 */
export async function findSources(
  paths: readonly string[],
  stdin: () => Readable,
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of paths) {
    if (path === "-") {
      sources.push({ name: "stdin", size: null, isLive: true, open: stdin });
      continue;
    }
    const stats = await orFailure(`read ${path}`, () => stat(path)).catch((error: Failure) => {
      if (!FRAME.test(path)) throw error;
      throw new Failure(`${error.message}; ${ELSEWHERE}`);
    });
    if (!stats.isDirectory()) {
      sources.push(fileSource(path, stats.isFile() ? stats.size : null));
      continue;
    }
    const names = await orFailure(`read ${path}`, () => readdir(path));
    const files = names.filter((name) => name.endsWith(".jsonl")).sort();
    if (files.length === 0) throw new Failure(`cannot read ${path}: no *.jsonl files in it`);
    for (const name of files) {
      const file = join(path, name);
      const { size } = await orFailure(`read ${file}`, () => stat(file));
      sources.push(fileSource(file, size));
    }
  }
  return sources;
}

function fileSource(path: string, size: number | null): Source {
  return { name: path, size, isLive: size === null, open: () => createReadStream(path) };
}
