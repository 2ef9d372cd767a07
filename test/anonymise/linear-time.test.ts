/** Sixteen times the bytes take the anonymiser about sixteen times as long. This test runs alone. */
import { expect, it } from "vitest";
import { createAnonymiser } from "../../src/vectors/index.ts";
import { cpuMs } from "../cpu-time.ts";

/** Many ids with a lot of noise between them. */
const manyIds = (size: number): string =>
  Array.from(
    { length: size / 28 },
    (_, i) => `\x01\x02 noise \x03*HQ,91${String(i * 7919).padStart(8, "0")},XT#`,
  ).join("");

it.each<readonly [name: string, bytes: (size: number) => string]>([
  ["many ids", manyIds],
  ...["1", "a", "a.", "1.", "1a", "-1.", "89"].map(
    (unit) =>
      [`${unit} again and again`, (size: number) => unit.repeat(size / unit.length)] as const,
  ),
])("%s", (_, bytes) => {
  const cost = (size: number, rounds: number): number => {
    const input = Buffer.from(bytes(size), "latin1");
    return cpuMs(() => createAnonymiser("s")(input), rounds);
  };
  // Quadratic time would be 256 times.
  expect(cost(160_000, 1)).toBeLessThan(64 * Math.max(cost(10_000, 3), 2));
});
