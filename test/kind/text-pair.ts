/** Checks for every kind of text: what is written is read unchanged, and the other way round. */
import type fc from "fast-check";
import { latin1Bytes, latin1Text } from "../../src/bytes.ts";
import type { Values } from "../../src/kind/row.ts";
import { TextReader } from "../../src/kind/text-reader.ts";
import { TextWriter } from "../../src/kind/text-writer.ts";
import type { TextPart } from "../../src/layout/text-form.ts";
import { readForm, ready, writeParts } from "../../src/layout/text-rows.ts";

export interface TextPair {
  readonly parts: readonly TextPart[];
  /** All values that can be written. */
  readonly values: fc.Arbitrary<Values>;
  /** Texts in the usual form, which are read and written unchanged. */
  readonly texts: readonly string[];
  /** Issues of every reading, as the form lacks something. */
  readonly codes?: readonly string[];
  readonly deviceId?: string;
  /** Where a wrong byte makes another form. */
  readonly other?: RegExp;
}

const DEVICE_ID = "1234567890";

export function readPair({ parts, deviceId = DEVICE_ID }: TextPair, fields: string) {
  const r = new TextReader(latin1Bytes(`*HQ,${deviceId},T,${fields}#`));
  const values: Values = {};
  readForm(ready({ type: "tested", parts }), r, values);
  return { values, codes: r.issues.map(({ code }) => code) };
}

export function writePair({ parts, deviceId = DEVICE_ID }: TextPair, values: Values): string {
  const w = new TextWriter(deviceId, "long");
  writeParts(parts, w, values);
  const bytes = w.take();
  return latin1Text(bytes, 0, bytes.length);
}
