import { vectorFiles } from "../../build/vector-files.ts";
import { parseVectors } from "../../src/vectors/parse.ts";
import type { Vector } from "../../src/vectors/vector.ts";

/** Every vector of a frame, read from its file: generated modules do not exist while the site is built. */
export function fileVectors(): Vector[] {
  return Object.entries(vectorFiles()).flatMap(([name, text]) => parseVectors(text, { name }));
}
