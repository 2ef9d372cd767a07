/** Compares expected and received messages. */
import { checkOptions, refuse } from "../argument.ts";
import { alignMessages } from "./align.ts";
import type { Json, JsonObject } from "./vector.ts";

/** One difference. `expected` or `received` is absent if there is no such value. */
export interface Difference {
  /**
   * - `lost-message`, `new-message`: an expected message is missing, or a message was not expected.
   * - `lost-field`, `new-field`: an expected property is missing, or a property was not expected.
   * - `changed`: another value.
   * - `threw`: the decoder threw; `received` has the message of the error.
   */
  readonly kind: "lost-message" | "new-message" | "lost-field" | "new-field" | "changed" | "threw";
  /** Index of the message in its list: the expected list for `lost-message`, otherwise the received list. */
  readonly message: number;
  /** The property: `latitude`, `status.alarms[0]`; empty for the message as a whole. */
  readonly path: string;
  readonly expected?: Json;
  readonly received?: Json;
}

/** Options of `compareMessages`. */
export interface CompareOptions {
  /** Compare only these properties of messages, for a decoder that has no others. */
  readonly only?: readonly string[];
}

/**
 * Returns the differences between two lists of plain messages (`plainMessage`). Messages are aligned first, so that after a
 * lost message the others still match.
 *
 * @example
 * ```ts
 * import { compareMessages } from "sinotrack-protocol/vectors";
 *
 * const expected = [{ type: "heartbeat", batteryPercent: 85 }];
 * const received = [{ type: "heartbeat", batteryPercent: 80 }];
 * compareMessages(expected, received);
 * // [{ kind: "changed", message: 0, path: "batteryPercent", expected: 85, received: 80 }]
 * ```
 */
export function compareMessages(
  expected: readonly JsonObject[],
  received: readonly JsonObject[],
  options?: CompareOptions,
): Difference[] {
  assertCompareOptions(options);
  const wanted = expected.map((message) => reduced(message, options));
  const got = received.map((message) => reduced(message, options));
  const differences: Difference[] = [];
  for (const [w, g] of alignMessages(wanted, got)) {
    if (w === null) {
      differences.push({
        kind: "new-message",
        message: g as number,
        path: "",
        received: got[g as number]!,
      });
    } else if (g === null) {
      differences.push({ kind: "lost-message", message: w, path: "", expected: wanted[w]! });
    } else compareObjects(wanted[w]!, got[g]!, "", g, differences);
  }
  return differences;
}

/** @throws RangeError or TypeError that names the option. */
export function assertCompareOptions(options: unknown): void {
  checkOptions(options, { only: names });
}

function names(name: string, value: unknown): void {
  const isList = Array.isArray(value) && value.every((one) => typeof one === "string");
  if (!isList) refuse(name, "a list of properties", value);
}

function reduced(message: JsonObject, options: CompareOptions | undefined): JsonObject {
  const { only } = options ?? {};
  if (only === undefined) return message;
  return Object.fromEntries(Object.entries(message).filter(([key]) => only.includes(key)));
}

function compareObjects(
  wanted: JsonObject,
  got: JsonObject,
  path: string,
  message: number,
  out: Difference[],
): void {
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
    const at = path === "" ? key : `${path}.${key}`;
    const isWanted = Object.hasOwn(wanted, key);
    const expected = wanted[key] as Json;
    const received = got[key] as Json;
    if (!Object.hasOwn(got, key)) out.push({ kind: "lost-field", message, path: at, expected });
    else if (!isWanted) out.push({ kind: "new-field", message, path: at, received });
    else compareValues(expected, received, at, message, out);
  }
}

function compareValues(
  expected: Json,
  received: Json,
  path: string,
  message: number,
  out: Difference[],
): void {
  // Lists of different lengths differ as a whole: it is not known which element was lost.
  if (Array.isArray(expected) && Array.isArray(received) && expected.length === received.length) {
    for (const [i, part] of expected.entries()) {
      compareValues(part, received[i] as Json, `${path}[${i}]`, message, out);
    }
  } else if (isObject(expected) && isObject(received)) {
    compareObjects(expected, received, path, message, out);
  } else if (!isSame(expected, received)) {
    out.push({ kind: "changed", message, path, expected, received });
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Compares values that are not two objects, and not two lists of one length. */
function isSame(a: Json, b: Json): boolean {
  return Object.is(a, b) || (Array.isArray(a) && Array.isArray(b) && a.length + b.length === 0);
}
