/** Every vector matches the schema of vectors, property by property, and every message that of messages. */
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { messageSchema, vectorSchema } from "../../build/schema.ts";
import { decode, toJson } from "../../src/index.ts";
import { fuzz } from "../promises/fuzz.ts";
import { INPUT } from "../promises/inputs.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
ajv.addSchema(JSON.parse(vectorSchema()), "vector");
const validate = ajv.getSchema("vector")!;
/** The schema of one type of message, so that an error names the failing property and not eleven types. */
const ofType = (type: string) => ajv.compile({ $ref: `vector#/$defs/${type}` });

it("every vector matches it", () => {
  const known = new Map<string, ReturnType<typeof ofType>>();
  const wrong: unknown[] = [];
  for (const { vectors } of loadVectors()) {
    for (const vector of vectors) {
      if (validate(vector)) continue;
      for (const message of vector.expect as { type: string }[]) {
        const check = known.get(message.type) ?? ofType(message.type);
        known.set(message.type, check);
        if (!check(message))
          wrong.push(
            ...(check.errors ?? []).map(
              (e) => `${vector.id}: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`,
            ),
          );
      }
    }
  }
  expect(wrong).toEqual([]);
});

ajv.addSchema(JSON.parse(messageSchema()), "message");
const ofMessage = new Map<string, ReturnType<typeof ofType>>();

fuzz(
  "every message of fuzzed bytes keeps to it, as toJson gives it",
  1000,
  fc.property(INPUT, (bytes) => {
    for (const message of decode(bytes)) {
      const json = JSON.parse(JSON.stringify(toJson(message)));
      const type = json.type as string;
      const check = ofMessage.get(type) ?? ajv.compile({ $ref: `message#/$defs/${type}` });
      ofMessage.set(type, check);
      expect([check(json), ajv.errorsText(check.errors)]).toEqual([true, "No errors"]);
    }
  }),
);

it("every message of the vectors matches it in the form of toJson", () => {
  const known = new Map<string, ReturnType<typeof ofType>>();
  const wrong: unknown[] = [];
  let count = 0;
  for (const vector of loadVectors().flatMap(({ vectors }) => vectors)) {
    for (const message of decode(bytesOf(vector))) {
      const json = JSON.parse(JSON.stringify(toJson(message)));
      const check =
        known.get(json.type) ?? ajv.compile({ $ref: `message#/$defs/${json.type as string}` });
      known.set(json.type, check);
      count++;
      if (!check(json)) wrong.push([vector.id, ajv.errorsText(check.errors)]);
    }
  }
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(800);
  expect(ajv.getSchema("message")!({ type: "position", speedKmh: "fast" })).toBe(false);
});
