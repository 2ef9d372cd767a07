import { describe, expect, it, test } from "vitest";
import { decode, type Message } from "../../src/index.ts";
import { toJson } from "../../src/message/to-json.ts";
import { plainMessage } from "../../src/vectors/plain.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const FRAME = "*HQ,7029083742,V1,111958,A,2443.0632,N,09018.2082,E,12.50,271,280926,FFFFFFFD,Z#";
const [message] = decode(FRAME) as [Message];

it("is the whole message, its frame as hex", () => {
  const json = toJson(message);
  expect(json).toMatchObject({
    type: "position",
    time: "2026-09-28T11:19:58.000Z",
    latitude: 24.71772,
    frame: {
      format: "ascii",
      offset: 0,
      length: FRAME.length,
      hex: Buffer.from(FRAME).toString("hex"),
    },
  });
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(Object.keys(json).at(-1)).toBe("frame");
});

it("leaves the frame out, and writes issues as codes, on request", () => {
  expect(message.issues.length).toBeGreaterThan(0);
  const json = toJson(message, { frame: false, issues: "codes" });
  expect(json).not.toHaveProperty("frame");
  expect(json["issues"]).toEqual([["unknown-tail", "extra"]]);
  const full = toJson(message, { frame: true, issues: "full" });
  expect(full["issues"]).toEqual(message.issues);
  expect(full).toEqual(toJson(message));
});

it("sorts the codes of issues", () => {
  const codes = (...issues: unknown[]): unknown =>
    toJson({ ...message, issues } as never, { issues: "codes" })["issues"];
  const [a, b, c] = [
    { code: "bad-battery", field: "supplyVolts" },
    { code: "bad-cell", field: "cell" },
    { code: "bad-cell", field: "cells" },
  ];
  const sorted = [a, b, b, c].map(({ code, field }) => [code, field]);
  expect(codes(a, b, b, c)).toEqual(sorted);
  expect(codes(c, b, a, b)).toEqual(sorted);
  expect(codes(b, c, b, a)).toEqual(sorted);
});

it("takes a message that is not from decode as it is", () => {
  const { frame: _, issues: __, ...bare } = message;
  expect(toJson(bare as Message, { issues: "codes" })).toEqual(toJson(bare as Message));
  expect(toJson(bare as Message)).not.toHaveProperty("frame");
  expect(toJson({ ...bare, issues: [null, 5] } as never, { issues: "codes" })["issues"]).toEqual([
    ["undefined", "undefined"],
    ["undefined", "undefined"],
  ]);
  const values = { time: new Date(Number.NaN), speedKmh: undefined, latitude: Number.NaN };
  const json = toJson({ ...message, ...values } as never);
  expect(json).toMatchObject({ time: "Invalid Date", latitude: "NaN" });
  expect(json).not.toHaveProperty("speedKmh");
});

test.each<[number, number]>([
  // 43.06325' = 0.7177208333…°: five decimals of minutes are seven of degrees.
  [24 + 43.06325 / 60, 24.7177208],
  [-(33 + 51.12345 / 60), -33.8520575],
  // Six decimals of minutes: 0.000001' are 1.67e-8°.
  [24 + 43.063251 / 60, 24.71772085],
  [179 + 59.999999 / 60, 179.999999983],
  // JT/T 808: millionths of a degree.
  [22.123457, 22.123457],
  [0, 0],
])("a coordinate of %f is %f", (latitude, wanted) => {
  const json = toJson({ ...message, latitude, longitude: latitude, speedKmh: latitude } as Message);
  expect([json["latitude"], json["longitude"]]).toEqual([wanted, wanted]);
  expect(json["speedKmh"]).toBe(latitude);
});

describe("all vectors", () => {
  it("have the values of the messages, except for coordinates", () => {
    let count = 0;
    const bare = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, part) => (/^l(at|ong)itude$/.test(key) ? 0 : part)));
    for (const { vectors } of loadVectors()) {
      for (const vector of vectors) {
        for (const each of decode(bytesOf(vector))) {
          count++;
          const json = toJson(each, { frame: false, issues: "codes" });
          expect(bare(json)).toEqual(bare(plainMessage(each)));
          expect(JSON.parse(JSON.stringify(toJson(each)))).toEqual(toJson(each));
        }
      }
    }
    expect(count).toBeGreaterThan(700);
  });
  it("have coordinates precise enough to recover the message's", () => {
    for (const { vectors } of loadVectors()) {
      for (const vector of vectors) {
        for (const each of decode(bytesOf(vector))) {
          if (!("latitude" in each) || typeof each.latitude !== "number") continue;
          const json = toJson(each)["latitude"] as number;
          expect(Math.abs(json - each.latitude)).toBeLessThanOrEqual(0.5e-7 + 1e-12);
          expect(String(json).split(".")[1]?.length ?? 0).toBeLessThanOrEqual(9);
        }
      }
    }
  });
});

test.each<[unknown, string]>([
  [{ frame: 1 }, "options.frame"],
  [{ issues: "all" }, "options.issues"],
])("%j is refused", (options, name) => {
  expect(() => toJson(message, options as object)).toThrow(RangeError);
  expect(() => toJson(message, options as object)).toThrow(name);
});

it("refuses other values than messages", () => {
  for (const bad of [null, undefined, [], "x"]) {
    expect(() => toJson(bad as never)).toThrow(new TypeError("message must be an object"));
  }
});
