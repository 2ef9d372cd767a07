/// <reference path="./vector-files.d.ts" />
/** The project's own vectors. */
import files from "virtual:vector-files";
import { parseVectors } from "./parse.ts";
import type { Vector } from "./vector.ts";

/**
 * Returns the families of the vectors: `v1`, `binary-45`, `streams` …
 *
 * @example
 * ```ts
 * import { vectorFamilies } from "sinotrack-protocol/vectors";
 *
 * vectorFamilies().includes("binary-45"); // true
 * ```
 */
export function vectorFamilies(): string[] {
  return Object.keys(files);
}

/**
 * Returns the vectors of the project, of one family or of all. They are new objects each time.
 *
 * @throws RangeError for a family that does not exist.
 * @example
 * ```ts
 * import { loadVectors } from "sinotrack-protocol/vectors";
 *
 * const [first] = loadVectors("v1");
 * first.id; // "v1-001-gy-maker"
 * first.ascii; // "*GY,1107622768,V1,052525,A,2325.6215,N,11350.9668,E,0,0,260211,FEFFFBFF#"
 * ```
 */
export function loadVectors(family?: string): Vector[] {
  if (family === undefined) return vectorFamilies().flatMap((name) => loadVectors(name));
  if (!Object.hasOwn(files, family)) {
    throw new RangeError(`family must be one of ${vectorFamilies().join(", ")}, not ${family}`);
  }
  return parseVectors(files[family] as string, { name: family });
}
