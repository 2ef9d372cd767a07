/** Four times the input takes about four times as long, for any input. This test runs alone. */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { InputReader } from "../../src/text/index.ts";
import { toHexText, V1 } from "../cli/harness.ts";
import { cpuMs } from "../cpu-time.ts";
import { FORMS } from "./forms.ts";

const frame = Buffer.from(V1);

/** Inputs of about `size` bytes. */
const INPUTS: readonly (readonly [name: string, input: (size: number) => string])[] = [
  ...FORMS.map(({ name, write }): (typeof INPUTS)[number] => [
    name,
    (size) => {
      const one = write([frame]);
      return one.repeat(Math.ceil(size / one.length));
    },
  ]),
  ...[
    ..."*[{(<\"'\\$~#,: \t0a".split(""),
    ...[
      "*HQ,",
      "*HQ,1,",
      "[T1: h02 < 1] ",
      "24 ",
      "24:",
      "0x24,",
      "\\x24",
      "b'",
      '{"a":',
      "[1,",
      "a-",
    ],
    ...[
      "<Buffer ",
      "10:24:11 ",
      "session ",
      '"*HQ,1',
      "/*",
      "00000000  24 ",
      "JBBq",
      "7e",
      "*AB,c*",
    ],
  ].flatMap((part): (typeof INPUTS)[number][] => [
    [`${JSON.stringify(part)} in one line`, (size) => part.repeat(size / part.length)],
    [
      `${JSON.stringify(part)} in many lines`,
      (size) => `${part}\n`.repeat(size / (part.length + 1)),
    ],
  ]),
  ["masked pairs", (size) => "24 ".repeat(size / 3 - 4).concat("x 24 24 24 24")],
  ["masked pairs, again and again", (size) => "24 24 x ".repeat(size / 8)],
  ["UUIDs in a line", (size) => "24000000-0000-4000-8000-000000000000 ".repeat(size / 37)],
  ["flags", (size) => `payload=${"7e0200".repeat(size / 6)}`],
  ["hex in one line", (size) => toHexText(V1).repeat(size / 164)],
  ["hex that goes on and on", (size) => "2a48512c31\n".repeat(size / 11)],
];

const time = (input: Uint8Array, rounds: number): number =>
  cpuMs(() => {
    const reader = new InputReader();
    for (let at = 0; at < input.length; at += 4096) reader.push(input.subarray(at, at + 4096));
    reader.end();
  }, rounds);

/**
 * Quadratic time would be 16. Times below a few milliseconds are too short to measure. Between the first two sizes,
 * garbage of many small frames begins to cost, five times as much as reading them, and no more after that.
 */
const MOST = 9;
const LEAST_MS = 3;
const SIZES = [60_000, 240_000, 960_000] as const;

function timesAsLong(small: Uint8Array, large: Uint8Array): number {
  let took = time(large, 1);
  if (took <= MOST * LEAST_MS) return took / LEAST_MS;
  const least = Math.max(LEAST_MS, time(small, 3));
  for (let again = 0; again < 3 && took > MOST * least; again++)
    took = Math.min(took, time(large, 1));
  return took / least;
}

function expectLinear(input: (size: number) => Uint8Array): void {
  const [small, large, larger] = SIZES;
  const ratio = timesAsLong(input(small), input(large));
  const linear = ratio < MOST ? ratio : timesAsLong(input(large), input(larger));
  expect(linear).toBeLessThan(MOST);
}

describe("the time is linear", () => {
  it.each(INPUTS)("%s", (_name, input) => {
    expectLinear((size) => Buffer.from(input(size), "latin1"));
  });

  it("for compressed inputs too", () => {
    expectLinear((size) => gzipSync(`${V1}\n`.repeat(size / 75)));
  });
});
