import { readdirSync, readFileSync } from "node:fs";

/** One line of a file in vectors/; the keys are explained in vectors/README.md. */
export interface Vector {
  readonly id: string;
  readonly ascii?: string;
  readonly hex?: string;
  readonly source: string;
  readonly note: string;
  readonly notCanonical?: string;
  readonly expect: readonly Record<string, unknown>[];
}

const FOLDER = new URL("../vectors/", import.meta.url);

/** All vectors of frames, by file. Those of texts and of engine data are in folders below. */
export function loadVectors(): { file: string; vectors: Vector[] }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".jsonl"))
    .map((file) => ({
      file,
      vectors: readFileSync(new URL(file, FOLDER), "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Vector),
    }));
}

export function bytesOf(vector: Vector): Uint8Array {
  return new Uint8Array(
    vector.hex === undefined
      ? Buffer.from(vector.ascii!, "latin1")
      : Buffer.from(vector.hex, "hex"),
  );
}
