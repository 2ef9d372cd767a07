/**
 * Messages that a caller makes may lack values, or have empty lists. `encodeMessage` refuses them, or its result lacks
 * the same values: it substitutes no 0 and no default (promises 3 and 10).
 */
import { describe, expect, test } from "vitest";
import { decode, type EncodableMessage, encodeMessage } from "../../src/index.ts";
import { plain } from "../plain.ts";
import { refusal } from "../refusal.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

type Values = Record<string, unknown>;

/** Properties that identify the message and its device, those that follow from others, and those that are no values. */
const FIXED = new Set(["type", "command", "deviceId", "maker", "alarms", "frame", "issues"]);

/** Each value inside `values` once absent and once `null`, and each list once empty. */
function* withMissingValues(values: Values, path = ""): Generator<[path: string, values: Values]> {
  for (const [name, value] of Object.entries(values)) {
    if (path === "" && FIXED.has(name)) continue;
    const at = `${path}${name}`;
    const isWhole = typeof value !== "object" || value === null || value instanceof Date;
    const { [name]: _, ...others } = values;
    // The types require the properties of an element.
    if (path === "" || typeof value === "number") yield [`${at} absent`, others];
    if (isWhole && value !== null) yield [`${at} null`, { ...values, [name]: null }];
    if (isWhole || value instanceof Uint8Array || name === "status") continue;
    if (Array.isArray(value)) {
      yield [`${at} empty`, { ...values, [name]: [] }];
      for (const [i, element] of value.entries()) {
        if (typeof element !== "object" || element === null) continue;
        for (const [inner, changed] of withMissingValues(element as Values, `${at}[${i}].`)) {
          yield [
            inner,
            { ...values, [name]: value.map((other, k) => (k === i ? changed : other)) },
          ];
        }
      }
    } else {
      for (const [inner, changed] of withMissingValues(value as Values, `${at}.`)) {
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
  test("a missing value stays missing", () => {
    let count = 0;
    for (const vector of vectors) {
      for (const message of decode(bytesOf(vector))) {
        if (message.type === "noise") continue;
        for (const [what, values] of withMissingValues(message as unknown as Values)) {
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

// Lists, bytes and texts as JavaScript callers may pass them.
test.each([
  ["cells", { type: "cells", command: "NBR", cells: null }],
  ["cells[0]", { type: "cells", command: "NBR", cells: [null] }],
  ["extra", { type: "unknown", command: "AB", extra: null }],
  ["extra[1]", { type: "unknown", command: "AB", extra: ["a", null] }],
  ["parameters", { type: "confirmation", command: "V4", confirms: "D1", parameters: "30" }],
  ["result", { type: "confirmation", command: "0x0001", serialNumber: 1, result: null }],
  ["tail", { type: "noise", command: "", tail: [1, 2] }],
  ["tail", { type: "unknown", command: "0x0900", serialNumber: 1, tail: null }],
  ["jt808.items[0].data", { type: "position", command: "0x0200", jt808: { items: [{ id: 1 }] } }],
  ["jt808.items", { type: "position", command: "0x0200", jt808: { items: null } }],
  ["obdPids", { type: "position", command: "$", obdPids: null }],
  ["obdPids[0].data", { type: "position", command: "$", obdPids: [{ pid: 12, data: "1af8" }] }],
  ["positions[0].extra", { type: "positions", command: "BC", positions: [{ extra: 1 }] }],
  ["text", { type: "text", command: "SMS", text: 5 }],
])("message.%s is named if it has another type", (name, values) => {
  const message = { deviceId: "7028114082", ...values } as unknown as EncodableMessage;
  expect(refusal(() => encodeMessage(message))).toMatch(`message.${name} must be `);
});
