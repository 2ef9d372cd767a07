/** The limits of single values. */
import { expect, it } from "vitest";
import { decodeStatus } from "../../src/index.ts";
import { batteryPercent } from "../../src/kind/battery.ts";
import { isWireTime, wireParts } from "../../src/kind/datetime.ts";

it.each([
  [0, -1],
  [1, 0],
  [2, 10],
  [3, 20],
  [4, 60],
  [5, 80],
  [6, 100],
  [7, 7],
  [100, 100],
  [101, -1],
])("battery code %d is %d percent", (code, percent) => {
  expect(batteryPercent(code)).toBe(percent);
});

it.each([
  ["1979-12-31T23:59:59Z", false],
  ["1980-01-01T00:00:00Z", true],
  ["2079-12-31T23:59:59Z", true],
  ["2080-01-01T00:00:00Z", false],
])("two digits of year can express %s: %s", (time, expected) => {
  expect(isWireTime(new Date(time))).toBe(expected);
});

it("the parts of every day from 1980 to 2079 equal those of a Date", () => {
  // A different time on each day.
  const step = 86_400_000 + 997_123;
  for (let at = Date.UTC(1980, 0, 1); at < Date.UTC(2080, 0, 1); at += step) {
    const time = new Date(at);
    const { day, month, year, hour, minute, second } = wireParts(at);
    const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()];
    const date = [time.getUTCDate(), time.getUTCMonth() + 1, time.getUTCFullYear() % 100];
    expect([hour, minute, second, day, month, year]).toEqual([...clock, ...date]);
  }
});

it("a refused status names the argument, and the valid values", () => {
  expect(() => decodeStatus(2 ** 32)).toThrow(
    "word must be a whole number from 0 to 4294967295, not 4294967296",
  );
  expect(() => decodeStatus(0, "toString" as never)).toThrow(
    /^table must be one of sinotrack, tq, /,
  );
});
