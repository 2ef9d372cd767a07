/** Comparison for loops: `toEqual` takes ten times as long, so it only runs where it is to fail. */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Message } from "../src/index.ts";

/** As `expect(actual).toEqual(expected)`; distinguishes -0 from 0. */
export function expectSame(actual: unknown, expected: unknown, about?: () => string): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual, about?.()).toEqual(expected);
}

/** The same for messages, whose frames compute their bytes. */
export function expectSameMessages(
  actual: readonly Message[],
  expected: readonly Message[],
  about?: () => string,
): void {
  if (!isDeepStrictEqual(actual.map(withBytes), expected.map(withBytes)))
    expect(actual, about?.()).toEqual(expected);
}

function withBytes({ frame, ...message }: Message): unknown {
  return {
    ...message,
    format: frame.format,
    offset: frame.offset,
    bytes: Buffer.from(frame.bytes),
  };
}
