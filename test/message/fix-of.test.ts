import { describe, expect, it, test } from "vitest";
import { decode } from "../../src/index.ts";
import { type FixOptions, fixOf } from "../../src/message/fix-of.ts";
import { positionsOf } from "../../src/message/positions-of.ts";

const NOW = new Date("2026-09-28T12:00:00Z");
const good = {
  time: new Date("2026-09-28T11:59:00Z"),
  valid: true,
  latitude: 24.5,
  longitude: 90.25,
  speedKmh: 50,
};

test.each<[string, object, FixOptions, string[]]>([
  ["nothing against it", {}, { now: NOW, maxAgeMs: 60_000 }, []],
  ["the device has no fix", { valid: false }, {}, ["no-fix"]],
  ["an unreadable validity", { valid: null }, {}, ["no-fix"]],
  ["a form without validity", { valid: undefined }, {}, []],
  ["no latitude", { latitude: null }, {}, ["no-coordinates"]],
  ["no longitude", { longitude: undefined }, {}, ["no-coordinates"]],
  ["both 0", { latitude: 0, longitude: 0 }, {}, ["no-coordinates"]],
  ["both 0, south and west", { latitude: -0, longitude: -0 }, {}, ["no-coordinates"]],
  ["on the equator", { latitude: 0 }, {}, []],
  ["on the meridian of Greenwich", { longitude: 0 }, {}, []],
  ["no time", { time: null }, { now: NOW }, ["no-time"]],
  ["an invalid time", { time: new Date(Number.NaN) }, { now: NOW, maxAgeMs: 1 }, ["no-time"]],
  ["a clock that was never set", { time: new Date(Date.UTC(2009, 11, 31)) }, {}, ["clock-not-set"]],
  ["the first day that counts", { time: new Date(Date.UTC(2010, 0, 1)) }, {}, []],
  ["ten minutes ahead", { time: new Date("2026-09-28T12:10:00Z") }, { now: NOW }, []],
  ["more than that", { time: new Date("2026-09-28T12:10:01Z") }, { now: NOW }, ["future"]],
  ["ahead of no clock", { time: new Date("2099-01-01T00:00:00Z") }, {}, []],
  ["old", {}, { now: NOW, maxAgeMs: 59_999 }, ["stale"]],
  ["old, and nobody asked", { time: new Date("2020-01-01T00:00:00Z") }, { now: NOW }, []],
  ["too fast", { speedKmh: 400.1 }, {}, ["too-fast"]],
  ["as fast as may be", { speedKmh: 400 }, {}, []],
  ["too fast for a boat", { speedKmh: 60 }, { maxSpeedKmh: 59 }, ["too-fast"]],
  ["no speed", { speedKmh: null }, { maxSpeedKmh: 0 }, []],
  ["moving although nothing may", {}, { maxSpeedKmh: 0 }, ["too-fast"]],
  ["a millisecond old", { time: new Date(+NOW - 1) }, { now: NOW, maxAgeMs: 0 }, ["stale"]],
  ["new", { time: NOW }, { now: NOW, maxAgeMs: 0 }, []],
  ["JT/T 808, encrypted", { status: { positionEncrypted: true } }, {}, ["encrypted"]],
  ["JT/T 808, not encrypted", { status: { positionEncrypted: false } }, {}, []],
])("%s", (_, changes, options, reasons) => {
  expect(fixOf({ ...good, ...changes }, options)).toEqual({
    usable: reasons.length === 0,
    reasons,
  });
});

describe("of frames", () => {
  const of = (frame: string) => fixOf(positionsOf(decode(frame)[0]!)[0]!);
  it("a stored record is still usable", () => {
    // Bit 26 low.
    const frame = "*HQ,7029083742,V1,111958,A,2443.0632,N,09018.2082,E,12.50,271,280926,FBFFFFFF#";
    expect(of(frame)).toEqual({ usable: true, reasons: ["stored"] });
  });
  it("lists all reasons in order", () => {
    // Zeros, V, knots beyond any car, a date before the clock was set.
    const frame = "*HQ,7029083742,V1,000001,V,0000.0000,N,00000.0000,E,300.00,0,010100,FBFFFFFF#";
    expect(of(frame)).toEqual({
      usable: false,
      reasons: ["no-fix", "no-coordinates", "clock-not-set", "stored", "too-fast"],
    });
  });
});

test.each<[object, string]>([
  [{ now: 5 }, "options.now must be a valid Date"],
  [{ now: new Date(Number.NaN) }, "options.now must be a valid Date"],
  [{ maxAgeMs: 5 }, "options.now must be given with options.maxAgeMs"],
  [{ now: NOW, maxAgeMs: -1 }, "options.maxAgeMs must be a number of at least 0"],
  [{ now: NOW, maxAgeMs: "5" }, "options.maxAgeMs must be a number of at least 0"],
  [{ maxSpeedKmh: Number.NaN }, "options.maxSpeedKmh must be a number of at least 0"],
])("%j is refused", (options, says) => {
  expect(() => fixOf(good, options as FixOptions)).toThrow(RangeError);
  expect(() => fixOf(good, options as FixOptions)).toThrow(says);
});

test.each([null, undefined, 5, "x"])("%j is no position", (position) => {
  expect(() => fixOf(position as never)).toThrow(new TypeError("position must be an object"));
});
