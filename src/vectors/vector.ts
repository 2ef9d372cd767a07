/** The format of test vectors: the bytes of a device, and the messages to which they must decode. */
import { hexBytes, hexText, latin1Bytes, latin1Text } from "../bytes.ts";
import type { Json, JsonObject } from "../message/to-json.ts";

export type { Json, JsonObject };

/** One line of a file of vectors. It has `ascii` or `hex`, never both. */
export interface Vector {
  /** Unique id. It never changes after it was published. */
  readonly id: string;
  /** The input as text, one character per byte. */
  readonly ascii?: string;
  /** The input as lower-case hexadecimal digits. */
  readonly hex?: string;
  /** Source of the bytes. */
  readonly source: string;
  /** The special feature of the vector. */
  readonly note: string;
  /**
   * All messages to which the input must decode, in order, each as `plainMessage` writes it.
   */
  readonly expect: readonly JsonObject[];
  /** Only if `encodeMessage` of the messages gives other bytes: the difference. */
  readonly notCanonical?: string;
  /** `pending`: nobody has reviewed `expect` yet. Absent after a person has accepted it. */
  readonly review?: "pending";
}

/**
 * Returns the input of a vector as bytes.
 *
 * @example
 * ```ts
 * import { vectorBytes } from "sinotrack-protocol/vectors";
 *
 * vectorBytes({ id: "1", hex: "2470", source: "", note: "", expect: [] }).length; // 2
 * ```
 */
export function vectorBytes(vector: Vector): Uint8Array {
  return vector.hex === undefined ? latin1Bytes(vector.ascii ?? "") : hexBytes(vector.hex);
}

/**
 * Returns the input of a vector in its readable form: as text if it is text, otherwise as hexadecimal digits.
 *
 * @example
 * ```ts
 * import { vectorInput } from "sinotrack-protocol/vectors";
 *
 * vectorInput(new TextEncoder().encode("*HQ,353271799434922,XT#")); // { ascii: "*HQ,353271799434922,XT#" }
 * vectorInput(new Uint8Array([0x24, 0x02, 0x18])); // { hex: "240218" }
 * ```
 */
export function vectorInput(bytes: Uint8Array): { ascii: string } | { hex: string } {
  const isText = bytes.every(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d,
  );
  if (isText && bytes.length > 0) return { ascii: latin1Text(bytes, 0, bytes.length) };
  return { hex: hexText(bytes, 0, bytes.length) };
}

/**
 * Formats a vector as one line of a file, without line break, with its keys in the usual order.
 *
 * @example
 * ```ts
 * import { formatVector } from "sinotrack-protocol/vectors";
 *
 * const vector = { expect: [], note: "", source: "my car", ascii: "*HQ,353271799434922,XT#", id: "1" };
 * Object.keys(JSON.parse(formatVector(vector))); // ["id", "ascii", "source", "note", "expect"]
 * ```
 */
export function formatVector(vector: Vector): string {
  const { id, ascii, hex, source, note, notCanonical, review, expect } = vector;
  return JSON.stringify({
    id,
    ...(hex === undefined ? { ascii } : { hex }),
    source,
    note,
    ...(notCanonical === undefined ? {} : { notCanonical }),
    ...(review === undefined ? {} : { review }),
    expect,
  });
}
