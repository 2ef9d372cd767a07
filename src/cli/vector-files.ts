/** Files of vectors: they are read completely and written back with all unchanged lines as they were. */
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { parseVectors } from "../vectors/parse.ts";
import { formatVector, type Vector } from "../vectors/vector.ts";
import { InputDecoder } from "./decode-input.ts";
import { Failure, orFailure } from "./failure.ts";
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
    const bytes = await readWhole(source);
    const text = bytes.toString("utf8");
    const { name, isLive } = source;
    files.push({ name, isStdin: isLive, text, vectors: vectorsIn(text, bytes, name) });
  }
  return files;
}

function vectorsIn(text: string, bytes: Uint8Array, name: string): Vector[] {
  try {
    return parseVectors(text, { name });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const isVector = /^\s*\{[^\n]*"(?:id|expect)"/.test(text.slice(0, LOOKED_AT));
    throw new Failure(isVector ? error.message : noVectors(bytes, name));
  }
}

/** Bytes of a file without vectors that are examined. */
const LOOKED_AT = 65_536;

/** Describes a file without vectors, with advice. */
function noVectors(bytes: Uint8Array, name: string): string {
  const decoder = new InputDecoder({ direction: "both" }, () => {});
  decoder.push(bytes.subarray(0, LOOKED_AT));
  decoder.end();
  const complaint = decoder.complaint();
  return complaint === null
    ? `${name}: a capture, not vectors; make vectors with: sinotrack record ${name}`
    : `${name}: no vectors; ${complaint}`;
}

function readWhole({ name, open }: Source): Promise<Buffer> {
  return orFailure(`read ${name}`, () => buffer(open()));
}

/** Rewrites the file with other vectors in place of some. */
export async function rewriteVectors(
  file: VectorFile,
  edited: ReadonlyMap<Vector, Vector>,
): Promise<void> {
  let at = 0;
  const lines = file.text.split("\n").map((line) => {
    const changed = line.trim() === "" ? undefined : edited.get(file.vectors[at++]!);
    return changed === undefined ? line : formatVector(changed);
  });
  await replaceFile(file.name, lines.join("\n"));
}
