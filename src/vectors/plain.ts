/** Messages as vectors write them. */
import { codesOf, plainObject } from "../message/to-json.ts";
import type { JsonObject } from "./vector.ts";

/**
 * Converts a message to the plain JSON of vectors: without its frame, times as ISO strings in UTC, bytes as lower-case
 * hexadecimal digits, issues as pairs of code and field in alphabetical order. Properties that are `undefined` are left
 * out. Plain values stay as they are.
 *
 * @throws TypeError if `message` is not an object.
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { plainMessage } from "sinotrack-protocol/vectors";
 *
 * plainMessage(decode("*HQ,353271799434922,HTBT,85#")[0]);
 * // { type: "heartbeat", command: "HTBT", maker: "HQ", deviceId: "353271799434922", issues: [], batteryPercent: 85 }
 * ```
 */
export function plainMessage(message: object): JsonObject {
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    throw new TypeError("message must be an object");
  }
  const { frame: _, ...values } = message as { frame?: unknown; issues?: unknown };
  return { ...plainObject(values, exact), ...codesOf(values.issues) };
}

/** Values for comparison must not be rounded. */
function exact(_key: string, value: number): number {
  return value;
}
