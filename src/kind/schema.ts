/** Parts of the JSON Schemas of values that kinds give. */

/** The address of an access point. */
export const BSSID: object = { type: "string", pattern: "^[0-9a-f]{12}$" };

/** Bytes, as hexadecimal digits. */
export const HEX: object = { type: "string", pattern: "^([0-9a-f]{2})*$" };

/** The schema of an object with these properties only. */
export function objectOf(
  properties: Readonly<Record<string, object>>,
  required: readonly string[] = Object.keys(properties),
): object {
  return { type: "object", required, additionalProperties: false, properties };
}

/** The schema of a list of such objects. */
export function listOf(
  properties: Readonly<Record<string, object>>,
  required?: readonly string[],
): object {
  return { type: "array", items: objectOf(properties, required) };
}
