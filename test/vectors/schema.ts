import { Ajv2020 } from "ajv/dist/2020.js";

export type Schema = Readonly<Record<string, unknown>>;

/** The formats say what a text is; the patterns of the wire are checked by the decoder. */
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });

/** What is wrong with the value, or nothing. */
export function violations(schema: Schema, value: unknown): string[] {
  ajv.validate(schema, value);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
