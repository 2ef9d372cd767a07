/** Runs vectors through a decoder. */
import { callable } from "../argument.ts";
import {
  assertCompareOptions,
  type CompareOptions,
  compareMessages,
  type Difference,
} from "./compare.ts";
import { plainMessage } from "./plain.ts";
import { type JsonObject, type Vector, vectorBytes } from "./vector.ts";

/**
 * A decoder: it takes the bytes of one capture or datagram and returns its messages. They are compared as
 * `plainMessage` writes them, so they may be messages of this library or plain objects of that form.
 */
export type VectorDecoder = (bytes: Uint8Array, vector: Vector) => readonly object[];

/** The result of one vector. */
export interface VectorResult {
  readonly vector: Vector;
  /** Differences from the expectation; empty if there are none. */
  readonly differences: readonly Difference[];
  /** The messages of the decoder as plain objects; empty if it threw. */
  readonly received: readonly JsonObject[];
}

/** The results of all vectors. */
export interface CheckReport {
  /** All results, in order. */
  readonly results: readonly VectorResult[];
  /** The results with differences. */
  readonly changed: readonly VectorResult[];
  /** Ids of the vectors whose expectation is not accepted yet, whatever their result. */
  readonly pending: readonly string[];
}

/**
 * Decodes each vector and returns the differences from its expectation, as data for any test runner:
 *
 * ```ts
 * for (const { vector, differences } of checkVectors(loadVectors(), decode).results) {
 *   test(vector.id, () => assert.deepEqual(differences, []));
 * }
 * ```
 *
 * If `decode` throws, that is a difference of the vector (`threw`).
 *
 * @throws RangeError if there is no vector, because an empty suite would always pass.
 * @throws TypeError if `decode` is not a function, or returns anything but a list of objects.
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { checkVectors, loadVectors } from "sinotrack-protocol/vectors";
 *
 * checkVectors(loadVectors("v1"), (bytes) => decode(bytes)).changed.length; // 0
 *
 * // A decoder that takes knots for km/h.
 * const careless = (bytes: Uint8Array) =>
 *   decode(bytes).map((message) => ("speedKmh" in message ? { ...message, speedKmh: 9.98 } : message));
 * const [changed] = checkVectors(loadVectors("v1"), careless).changed;
 * changed.differences[0].path; // "speedKmh"
 * ```
 */
export function checkVectors(
  vectors: Iterable<Vector>,
  decode: VectorDecoder,
  options?: CompareOptions,
): CheckReport {
  callable("decode", decode);
  assertCompareOptions(options);
  const results = Array.from(vectors, (vector) => checkVector(vector, decode, options));
  if (results.length === 0) throw new RangeError("vectors must contain at least one vector");
  return {
    results,
    changed: results.filter(({ differences }) => differences.length > 0),
    pending: results
      .filter(({ vector }) => vector.review === "pending")
      .map(({ vector }) => vector.id),
  };
}

function checkVector(
  vector: Vector,
  decode: VectorDecoder,
  options: CompareOptions | undefined,
): VectorResult {
  let messages: readonly object[];
  try {
    messages = decode(vectorBytes(vector), vector);
  } catch (error) {
    const received = error instanceof Error ? error.message : String(error);
    return {
      vector,
      received: [],
      differences: [{ kind: "threw", message: 0, path: "", received }],
    };
  }
  if (!Array.isArray(messages)) throw new TypeError("decode must return an array of messages");
  const received = messages.map(plainMessage);
  return { vector, received, differences: compareMessages(vector.expect, received, options) };
}
