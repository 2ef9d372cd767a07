/**
 * Makes `toEqual` compare frames by their bytes, which a getter of the class computes. Their type counts as little as
 * that of other objects.
 */
import { expect } from "vitest";
import type { Frame } from "../src/index.ts";

const IS_ADDED = Symbol.for("sinotrack-protocol/frame-equality");

function isFrame(value: unknown): value is Frame {
  if (typeof value !== "object" || value === null) return false;
  const { format, bytes, offset } = value as Partial<Frame>;
  return typeof format === "string" && ArrayBuffer.isView(bytes) && typeof offset === "number";
}

// Modules are loaded once per process, but this setup runs for each file.
if (!(IS_ADDED in globalThis)) {
  Object.assign(globalThis, { [IS_ADDED]: true });
  expect.addEqualityTesters([
    (one, other) =>
      isFrame(one) && isFrame(other)
        ? one.format === other.format &&
          one.offset === other.offset &&
          Buffer.compare(one.bytes, other.bytes) === 0
        : undefined,
  ]);
}
