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
 * A decoder: the bytes of one capture or datagram in, its messages out. They are compared as
 * `plainMessage` writes them, so they may be messages of this library or plain objects of that form.
 */
export type VectorDecoder = (bytes: Uint8Array, vector: Vector) => readonly object[];

/** How one vector came out. */
export interface VectorResult {
  readonly vector: Vector;
  /** Empty if it came out as expected. */
  readonly differences: readonly Difference[];
  /** What the decoder returned, plain; empty if it threw. */
  readonly received: readonly JsonObject[];
}

/** How all vectors came out. */
export interface CheckReport {
  /** All of them, in order. */
  readonly results: readonly VectorResult[];
  /** Those with differences. */
  readonly changed: readonly VectorResult[];
  /** Ids of the vectors whose expectation nobody has accepted yet, changed or not. */
  readonly pending: readonly string[];
}

/**
 * Decodes each vector and says what is different from its expectation, as data for any test runner:
 *
 * ```ts
 * for (const { vector, differences } of checkVectors(loadVectors(), decode).results) {
 *   test(vector.id, () => assert.deepEqual(differences, []));
 * }
 * ```
 *
 * What `decode` throws is a difference of the vector (`threw`).
 *
 * @throws RangeError if there is no vector: a suite of none would pass whatever is decoded.
 * @throws TypeError if `decode` is no function, or returns something other than a list of objects.
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
