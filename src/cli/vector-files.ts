/** Files of vectors: read whole, written back with every line that did not change as it was. */
import type { Readable } from "node:stream";
import { parseVectors } from "../vectors/parse.ts";
import { formatVector, type Vector } from "../vectors/vector.ts";
import { Failure, reasonOf } from "./failure.ts";
import { replaceFile } from "./replace-file.ts";
import { findSources, type Source } from "./sources.ts";

export interface VectorFile {
  /** For messages; the path unless it is the standard input. */
  readonly name: string;
  /** Cannot be written. */
  readonly isStdin: boolean;
  readonly text: string;
  readonly vectors: readonly Vector[];
}

/** The files that `paths` name; a directory stands for its `*.jsonl`. */
export async function readVectorFiles(
  paths: readonly string[],
  stdin: () => Readable,
): Promise<VectorFile[]> {
  const files: VectorFile[] = [];
  for (const source of await findSources(paths, stdin)) {
    const text = await readText(source);
    files.push({
      name: source.name,
      isStdin: source.isLive,
      text,
      vectors: vectorsIn(text, source),
    });
  }
  return files;
}

function vectorsIn(text: string, { name }: Source): Vector[] {
  try {
    return parseVectors(text, name);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Failure(error.message);
    throw error;
  }
}

async function readText(source: Source): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of source.open()) chunks.push(chunk as Buffer);
  } catch (error) {
    throw new Failure(`cannot read ${source.name}: ${reasonOf(error)}`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Writes the file with other vectors in the place of those that `change` gives another for. */
export async function rewriteVectors(
  file: VectorFile,
  change: (vector: Vector) => Vector,
): Promise<void> {
  let at = 0;
  const lines = file.text.split("\n").map((line) => {
    if (line.trim() === "") return line;
    const vector = file.vectors[at++] as Vector;
    const changed = change(vector);
    return changed === vector ? line : formatVector(changed);
  });
  await replaceFile(file.name, lines.join("\n"));
}
