/**
 * Messages of the caller's own making lack values, or have lists that are empty. `encodeMessage` refuses them, or
 * what it writes lacks the same values: nothing is made up for them, no 0, no default (promises 3 and 10).
 */
import { describe, expect, test } from "vitest";
import { decode, type EncodableMessage, encodeMessage } from "../../src/index.ts";
import { plain } from "../plain.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

type Values = Record<string, unknown>;

/** What says which message it is and whose, and what is no value. */
const FIXED = new Set(["type", "command", "deviceId", "maker", "frame", "issues"]);

/** Each value inside `values` once absent, once `null`, and each list once empty. */
function* lessened(values: Values, path = ""): Generator<[path: string, values: Values]> {
  for (const [name, value] of Object.entries(values)) {
    if (path === "" && FIXED.has(name)) continue;
    const at = `${path}${name}`;
    const isWhole = typeof value !== "object" || value === null || value instanceof Date;
    const { [name]: _, ...others } = values;
    // What the types demand of an element is there.
    if (path === "" || typeof value === "number") yield [`${at} absent`, others];
    // The word of a result is never `null`.
    if (isWhole && value !== null && name !== "result")
      yield [`${at} null`, { ...values, [name]: null }];
    if (isWhole || value instanceof Uint8Array || name === "status") continue;
    if (Array.isArray(value)) {
      yield [`${at} empty`, { ...values, [name]: [] }];
      for (const [i, element] of value.entries()) {
        if (typeof element !== "object" || element === null) continue;
        for (const [inner, changed] of lessened(element as Values, `${at}[${i}].`)) {
          yield [
            inner,
            { ...values, [name]: value.map((other, k) => (k === i ? changed : other)) },
          ];
        }
      }
    } else {
      for (const [inner, changed] of lessened(value as Values, `${at}.`)) {
        yield [inner, { ...values, [name]: changed }];
      }
    }
  }
}

function plainValues(message: object): Values {
  return Object.fromEntries(
    Object.entries(plain(message as never)).filter(
      ([name]) => name !== "frame" && name !== "issues",
    ),
  );
}

describe.each(loadVectors())("$file", ({ vectors }) => {
  test("what is missing stays missing", () => {
    let count = 0;
    for (const vector of vectors) {
      for (const message of decode(bytesOf(vector))) {
        if (message.type === "noise") continue;
        for (const [what, values] of lessened(message as unknown as Values)) {
          const place = `${vector.id}: ${what}`;
          count++;
          let bytes: Uint8Array;
          try {
            bytes = encodeMessage(values as unknown as EncodableMessage);
          } catch (error) {
            expect(error, place).toBeInstanceOf(RangeError);
            continue;
          }
          const options = message.deviceId === null ? {} : { deviceId: message.deviceId };
          expect(decode(bytes, options).map(plainValues), place).toEqual([plainValues(values)]);
        }
      }
    }
    expect(count).toBeGreaterThan(vectors.length);
  });
});
