/**
 * Promise 1: wire data never throws; misuse of the API throws a TypeError or a RangeError that names the argument.
 *
 * Broken once by hand: readCoordinate (position-body.ts) threw for an unreadable coordinate, and decode() returned
 * nothing for other types than bytes: both failed.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as api from "../../src/index.ts";
import * as obd from "../../src/obd/index.ts";
import * as sms from "../../src/sms/index.ts";
import { fuzz } from "./fuzz.ts";
import { INPUT, SIZES } from "./inputs.ts";
import { checkRoundTrip, examine } from "./oracle.ts";

fuzz(
  "any bytes decode, whole and in chunks, and are explained",
  2000,
  fc.property(INPUT, SIZES, examine),
);

fuzz(
  "the text of a device is read, whatever it is",
  1000,
  fc.property(INPUT, (bytes) => {
    sms.parseSms(Buffer.from(bytes).toString("latin1"));
    obd.decodeObd(bytes);
    obd.decodeObd(Buffer.from(bytes).toString("latin1"));
    for (const message of api.decode(bytes)) obd.readObd(message);
    api.sniff(bytes);
  }),
);

fuzz(
  "a decoded message is encoded again, or refused by the name of a property",
  500,
  fc.property(INPUT, (bytes) => {
    for (const message of api.decode(bytes)) checkRoundTrip(message);
  }),
);

describe("values that are no bytes, no text and no message", () => {
  const WRONG: readonly unknown[] = [
    undefined,
    null,
    true,
    1,
    Number.NaN,
    1n,
    Symbol("a"),
    {},
    [],
    [1],
    () => {},
    new Date(0),
    new Map(),
    new ArrayBuffer(2),
    new DataView(new ArrayBuffer(2)),
    new Uint16Array(2),
    Object.create(null),
  ];
  const functions = Object.entries({ ...api, ...obd, ...sms }).filter(
    ([, value]) => typeof value === "function",
  ) as [string, (...all: unknown[]) => unknown][];

  it("there are exports to check", () => {
    expect(functions.length).toBeGreaterThan(10);
  });
  it.each(functions)("%s throws a TypeError, a RangeError or nothing", (name, exported) => {
    const isClass = /^class\b/.test(Function.prototype.toString.call(exported));
    for (const wrong of WRONG) {
      try {
        if (isClass) Reflect.construct(exported, [wrong]);
        else exported(wrong);
      } catch (error) {
        expect(error, `${name}(${Object.prototype.toString.call(wrong)})`).toSatisfy(
          (thrown) => thrown instanceof TypeError || thrown instanceof RangeError,
        );
      }
    }
  });
  const { decode, explain, splitFrames, parseFrame, encodeMessage, sniff } = api;
  const fronts = { decode, explain, splitFrames, parseFrame, encodeMessage, sniff };
  it.each(Object.entries(fronts))("%s throws a TypeError unless given an object", (_, front) => {
    for (const wrong of WRONG.filter((value) => typeof value !== "object" || value === null)) {
      expect(() => (front as (value: unknown) => unknown)(wrong)).toThrow(TypeError);
    }
  });
});
