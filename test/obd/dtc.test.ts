import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeDtcs, formatDtc, parseDtc } from "../../src/obd/index.ts";
import { hex } from "./plain.ts";

describe("trouble codes", () => {
  it.each([
    [0x0143, "P0143"],
    [0x4196, "C0196"],
    [0x8148, "B0148"],
    [0xc148, "U0148"],
    [0x0a0f, "P0A0F"],
    [0x3fff, "P3FFF"],
    [0xffff, "U3FFF"],
    [0, "P0000"],
  ])("%i is %s", (dtc, text) => {
    expect(formatDtc(dtc)).toBe(text);
    expect(parseDtc(text)).toBe(dtc);
    expect(parseDtc(text.toLowerCase())).toBe(dtc);
  });

  it("has an inverse for every code", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), (dtc) => {
        expect(parseDtc(formatDtc(dtc))).toBe(dtc);
      }),
    );
  });

  it("reads code bytes alone, without padding and half a code", () => {
    expect(decodeDtcs(hex("0104800341"))).toEqual(["P0104", "B0003"]);
    expect(decodeDtcs(hex("0D14"))).toEqual(["P0D14"]);
    expect(decodeDtcs(hex("0133C10000000000"))).toEqual(["P0133", "U0100"]);
    expect(decodeDtcs(hex(""))).toEqual([]);
  });

  it("names a wrong argument", () => {
    for (const dtc of [-1, 0x10000, 1.5, Number.NaN]) {
      expect(() => formatDtc(dtc)).toThrow(RangeError);
      expect(() => formatDtc(dtc)).toThrow(/^dtc must be/);
    }
    expect(() => formatDtc("P0301" as never)).toThrow(TypeError);
    for (const text of ["", "P030", "P03011", "X0301", "P4301", "P03G1", "P 301"]) {
      expect(() => parseDtc(text)).toThrow(RangeError);
      expect(() => parseDtc(text)).toThrow(/^text must be/);
    }
    expect(() => parseDtc(0x0301 as never)).toThrow(TypeError);
    expect(() => decodeDtcs("0301" as never)).toThrow(TypeError);
  });
});
