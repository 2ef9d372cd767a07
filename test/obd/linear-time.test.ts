/** Sixteen times the text of an adapter takes about sixteen times as long. This test runs alone. */
import { expect, it } from "vitest";
import { decodeObd } from "../../src/obd/index.ts";
import { cpuMs } from "../cpu-time.ts";

it.each([
  ["", "A"],
  ["", ":"],
  ["", "1:"],
  ["", "0:"],
  ["0:", "000"],
  ["", " "],
  ["", "#"],
  ["", "["],
  ["", "? "],
  ["", "SEARCHING..."],
  ["", "SEARCHIN"],
  ["", "BUSINIT:"],
  ["", "41 0C 1A F8\r"],
  ["", "010C\r"],
  ["", "7E8 03 41 0D 3C\r"],
  ["7E8 10 FF\r", "7E8 21 00 00 00 00 00 00 00\r"],
  ["", "7E81014490201314E34"],
  ["", "48 6B 10 49 02 01 00 00 00 31 00\r"],
  ["41 0D ", "AA"],
  ["41 0D ", "55 "],
  ["43", "AA"],
  ["01", "41 "],
])("%j and then %j again and again", (head, unit) => {
  const cost = (count: number): number => cpuMs(() => decodeObd(head + unit.repeat(count)), 3);
  // Sixteen times as much, with room for a busy machine; quadratic time would be 256 times.
  const large = cost(32_000);
  if (large < 128 * Math.max(cost(2_000), 2)) return;
  // Between these sizes, garbage of many small answers begins to cost, and no more after that.
  expect(cost(128_000)).toBeLessThan(9 * large);
});
