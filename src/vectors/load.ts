/// <reference path="./vector-files.d.ts" />
/** The project's own vectors. */
import files from "virtual:vector-files";
import { parseVectors } from "./parse.ts";
import type { Vector } from "./vector.ts";

/** The families that the vectors are in: `v1`, `binary-45`, `streams` … */
export function vectorFamilies(): string[] {
  return Object.keys(files);
}

/**
 * The project's vectors, of one family or of all. They are new objects each time.
 *
 * @throws RangeError for a family that does not exist.
 */
export function loadVectors(family?: string): Vector[] {
  if (family === undefined) return vectorFamilies().flatMap((name) => loadVectors(name));
  if (!Object.hasOwn(files, family)) {
    throw new RangeError(`family must be one of ${vectorFamilies().join(", ")}, not ${family}`);
  }
  return parseVectors(files[family] as string, { name: family });
}
