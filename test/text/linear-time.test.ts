/** Sixteen times the input takes about sixteen times as long, whatever it is. One of the tests that run alone. */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { InputReader } from "../../src/text/index.ts";
import { toHexText, V1 } from "../cli/harness.ts";
import { FORMS } from "./forms.ts";

const frame = Buffer.from(V1);

/** Inputs of about so many bytes. */
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
  ["hex in one line", (size) => toHexText(V1).repeat(size / 164)],
  ["hex that goes on and on", (size) => "2a48512c31\n".repeat(size / 11)],
];

function time(input: Uint8Array, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const reader = new InputReader();
    for (let at = 0; at < input.length; at += 4096) reader.push(input.subarray(at, at + 4096));
    reader.end();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Quadratic would be 256. Many small pieces cost more than few, and below a few milliseconds nothing is measured. */
function expectLinear(small: Uint8Array, large: Uint8Array): void {
  const least = Math.max(time(small, 3), 5);
  expect(time(large, 1) / least).toBeLessThan(140);
}

describe("the time is linear", () => {
  it.each(INPUTS)("%s", (_name, input) => {
    expectLinear(Buffer.from(input(60_000), "latin1"), Buffer.from(input(960_000), "latin1"));
  });

  it("also of what is packed", () => {
    expectLinear(gzipSync(`${V1}\n`.repeat(800)), gzipSync(`${V1}\n`.repeat(12_800)));
  });
});
