/** Parses files of vectors. */
import { checkOptions, everyCode, text as textArgument } from "../argument.ts";
import type { Vector } from "./vector.ts";

export interface ParseVectorsOptions {
  /** Names the text in the messages of errors, `vectors` by default. */
  readonly name?: string;
}

/** The keys of a vector, with the condition for their values. */
const KEYS: ReadonlyMap<string, (value: unknown) => boolean> = /* @__PURE__ */ new Map([
  ["id", (value: unknown): boolean => isString(value) && value !== ""],
  ["ascii", (value: unknown): boolean => isString(value) && everyCode(value, isLatin1)],
  ["hex", (value: unknown): boolean => isString(value) && /^(?:[\da-f]{2})*$/.test(value)],
  ["source", isString],
  ["note", isString],
  ["notCanonical", isString],
  ["expect", isMessages],
  ["review", (value: unknown): boolean => value === "pending"],
]);

const NEEDED: readonly string[] = ["id", "source", "note", "expect"];

/**
 * Parses the vectors in the text of a file: JSON Lines, one vector per line; empty lines are skipped.
 *
 * @throws SyntaxError that names the line, if it is not a vector or its id is used twice. TypeError if `text` is not a
 * string or the options are not an object, RangeError that names the option.
 * @example
 * ```ts
 * import { parseVectors } from "sinotrack-protocol/vectors";
 *
 * const file = '{"id": "idle-1", "ascii": "*HQ,353271799434922,XT#", "source": "my car", "note": "", "expect": []}';
 * parseVectors(file)[0].id; // "idle-1"
 * ```
 */
export function parseVectors(text: string, options?: ParseVectorsOptions): Vector[] {
  if (typeof text !== "string") throw new TypeError("text must be a string");
  checkOptions(options, { name: textArgument });
  const { name = "vectors" } = options ?? {};
  const vectors: Vector[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const fault = (what: string): SyntaxError => new SyntaxError(`${name}:${index + 1}: ${what}`);
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch {
      throw fault("not JSON");
    }
    const problem = problemOf(row);
    if (problem !== null) throw fault(problem);
    const vector = row as Vector;
    if (seen.has(vector.id)) throw fault(`the id ${vector.id} is used twice`);
    seen.add(vector.id);
    vectors.push(vector);
  }
  return vectors;
}

function problemOf(row: unknown): string | null {
  if (!isObject(row)) return "not a vector: not a JSON object";
  for (const key of NEEDED) {
    if (!Object.hasOwn(row, key)) return `not a vector: no ${key}`;
  }
  if (Object.hasOwn(row, "ascii") === Object.hasOwn(row, "hex")) {
    return "not a vector: it must have either ascii or hex";
  }
  for (const [key, value] of Object.entries(row)) {
    const isGood = KEYS.get(key);
    if (isGood === undefined) return `not a vector: unknown key ${key}`;
    if (!isGood(value)) return `not a vector: wrong value of ${key}`;
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isLatin1(code: number): boolean {
  return code <= 0xff;
}

function isMessages(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((message) => isObject(message) && "type" in message && isString(message.type))
  );
}
