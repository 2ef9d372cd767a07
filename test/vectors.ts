import { loadVectors as loadFamily, type Vector, vectorFamilies } from "../src/vectors/index.ts";

export { type Vector, vectorBytes as bytesOf } from "../src/vectors/index.ts";

/** All vectors of frames, by file. Vectors of SMS texts and of engine data are in subfolders. */
export function loadVectors(): { file: string; vectors: Vector[] }[] {
  return vectorFamilies().map((family) => ({
    file: `${family}.jsonl`,
    vectors: loadFamily(family),
  }));
}
