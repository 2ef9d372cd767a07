/**
 * Promise 10: `encodeMessage` uses the values alone, and its output decodes to them.
 * test/command/encode-message.test.ts checks that each vector is reproduced byte for byte, or says why not.
 *
 * Broken once by hand: in position-body.ts, the sign of a coordinate that rounds to zero: failed. In encode-message.ts,
 * the rounded bytes returned without the option `round`: failed.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { decode, type EncodableMessage, encodeMessage } from "../../src/index.ts";
import { hex } from "../frame/streams.ts";
import { KINDS } from "../message/kinds.ts";
import { ACME, DOOR, RECORD } from "../protocol/acme.ts";
import { fuzz } from "./fuzz.ts";
import { INPUT, SAMPLES } from "./inputs.ts";
import { checkRoundTrip, valuesOf } from "./oracle.ts";

const LIBRARY = { decode, encodeMessage };

fuzz(
  "damaged frames",
  500,
  fc.property(INPUT, (bytes) => {
    for (const message of decode(bytes)) checkRoundTrip(message);
  }),
);

fuzz(
  "messages of every layout",
  500,
  fc.property(
    fc.constantFrom(...Object.values(KINDS)).chain((kind) => kind),
    (message) => {
      const bytes = encodeMessage(message as EncodableMessage);
      const id = (message as EncodableMessage).deviceId;
      const [again] = decode(bytes, id === null ? {} : { deviceId: id });
      expect(hex(encodeMessage(valuesOf(again!)))).toBe(hex(bytes));
    },
  ),
);

it("neither the frame nor the issues matter", () => {
  const [other] = decode("*HQ,8168000005,XT#x");
  for (const bytes of SAMPLES) {
    for (const message of decode(bytes)) {
      const foreign = { ...message, frame: other!.frame, issues: other!.issues };
      expect(encoded(foreign)).toBe(encoded(valuesOf(message)));
    }
  }
});

function encoded(message: EncodableMessage): string {
  try {
    return hex(encodeMessage(message));
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** The paths of numbers in the message and its objects. */
function numbersIn(values: object, path: readonly string[] = []): (readonly string[])[] {
  return Object.entries(values).flatMap(([name, value]) => {
    // Of a status only the word counts; the rest is derived from it.
    if (name === "status" || value instanceof Uint8Array || value instanceof Date) return [];
    if (typeof value === "number") return [[...path, name]];
    return typeof value === "object" && value !== null ? numbersIn(value, [...path, name]) : [];
  });
}

const at = (values: unknown, path: readonly string[]): unknown =>
  path.reduce((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], values);

const MESSAGES = [
  ...SAMPLES.flatMap((bytes) => decode(bytes).map((message) => ({ message, of: LIBRARY }))),
  ...[DOOR, Buffer.from(RECORD, "hex")].flatMap((bytes) =>
    ACME.decode(bytes).map((message) => ({ message, of: ACME })),
  ),
].filter(({ message }) => message.type !== "noise");

fuzz(
  "a number that is finer than the wire is refused or kept, never rounded, by an own protocol neither",
  400,
  fc.property(
    fc.constantFrom(...MESSAGES),
    fc.nat(),
    fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(1e-3, 1e-6, 1e-9)),
    ({ message, of }, chosen, change) => {
      const paths = numbersIn(valuesOf(message));
      if (paths.length === 0) return;
      const path = paths[chosen % paths.length]!;
      const values = structuredClone(valuesOf(message)) as EncodableMessage;
      const holder = at(values, path.slice(0, -1)) as Record<string, number>;
      const meant = holder[path.at(-1)!]! + change;
      holder[path.at(-1)!] = meant;
      let bytes: Uint8Array;
      try {
        bytes = of.encodeMessage(values);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        return;
      }
      const { deviceId } = message;
      const [again] = of.decode(bytes, deviceId === null ? {} : { deviceId });
      const read = at(again, path) as number;
      expect(
        Math.abs(read - meant),
        `${path.join(".")}: ${meant} became ${read}`,
      ).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(meant));
    },
  ),
);

it("a value that rounds to zero has no sign", () => {
  const [message] = decode(
    "*HQ,8168000005,V1,043602,A,0000.0035,S,11354.3668,E,000.00,000,160716,FFFFBBFF#",
  );
  const values = { ...valuesOf(message!), latitude: -1e-12 } as EncodableMessage;
  expect(() => encodeMessage(values)).toThrow(RangeError);
  expect(Buffer.from(encodeMessage(values, { round: true })).toString("latin1")).toBe(
    "*HQ,8168000005,V1,043602,A,0000.0000,N,11354.3668,E,000.00,000,160716,FFFFBBFF#",
  );
});

it.each([
  ["5047.553712", "01507.026548"],
  ["5047.5537123", "01507.0265481"],
  ["0000.00000001", "17959.99999999"],
])("minutes with more decimals survive a round trip (B9): %s, %s", (latitude, longitude) => {
  const frame = `*HQ,8160528000,V1,102411,A,${latitude},N,${longitude},W,000.00,333,051024,FFFFFBFF#`;
  const [message] = decode(frame);
  expect(Buffer.from(encodeMessage(valuesOf(message!))).toString("latin1")).toBe(frame);
});
