import { Ajv2020 } from "ajv/dist/2020.js";

export type Schema = Readonly<Record<string, unknown>>;

/** Formats only describe texts; the decoder checks the patterns of the wire. */
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });

/** The violations of a schema by a value. */
export function violations(schema: Schema, value: unknown): string[] {
  ajv.validate(schema, value);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
