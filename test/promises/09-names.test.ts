/**
 * Promise 9: no word from the wire becomes a property name. A type called `__proto__` or `constructor` is an unknown
 * type.
 */
import { describe, expect, it } from "vitest";
import { decode, decodeStatus, encodeMessage, explain } from "../../src/index.ts";
import { decodeObd } from "../../src/obd/index.ts";
import { formatSms, parseSms } from "../../src/sms/index.ts";
import { loadVectors } from "../vectors.ts";
import { valuesOf } from "./oracle.ts";

/** The names that every object inherits. */
const NAMES = [
  ...new Set(
    [Object, Array, Map, Function].flatMap((owner) => Object.getOwnPropertyNames(owner.prototype)),
  ),
];

describe.each(NAMES)("%s", (name) => {
  it("is an unknown type", () => {
    const [message] = decode(`*HQ,8168000005,${name},a,,b#`);
    expect(message).toMatchObject({ type: "unknown", command: name, extra: ["a", "", "b"] });
    expect(explain(message!.frame).find((entry) => entry.raw === name)).toBeDefined();
    expect(decode(encodeMessage(valuesOf(message!)))[0]).toMatchObject({ command: name });
  });
  it("is a device id, kept as text", () => {
    expect(decode(`*HQ,${name},HTBT,85#`)[0]).toMatchObject({ deviceId: name, batteryPercent: 85 });
  });
  it("is the command that a reply confirms", () => {
    expect(decode(`*HQ,8168000005,V4,${name},20160716#`)[0]).toMatchObject({ confirms: name });
  });
  it("is no table, no command and no recognised text", () => {
    expect(() => decodeStatus(0, name as never)).toThrow(RangeError);
    expect(() => formatSms({ type: name } as never, { password: "0000" })).toThrow(RangeError);
    expect(parseSms(name).type).toBe("text");
    expect(decodeObd(name).flatMap(({ values }) => Object.keys(values))).toEqual([]);
  });
});

it("in place of any field of any vector, such a name is only text", () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  for (const { vectors } of loadVectors()) {
    for (const { ascii } of vectors) {
      const fields = ascii?.split(",") ?? [];
      for (let at = 2; at < fields.length; at++) {
        for (const name of ["__proto__", "constructor"]) {
          for (const message of decode(fields.map((text, i) => (i === at ? name : text)).join())) {
            expect(Object.getPrototypeOf(message)).toBe(Object.prototype);
            for (const value of Object.values(message)) expect(typeof value).not.toBe("function");
          }
        }
      }
    }
  }
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
});
