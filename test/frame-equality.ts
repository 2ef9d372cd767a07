/**
 * Frames are equal if their bytes are: `toEqual` would not see these, because a getter of the class makes them. The type
 * counts as little as it does for other objects.
 */
import { expect } from "vitest";
import type { Frame } from "../src/index.ts";

const IS_ADDED = Symbol.for("sinotrack-protocol/frame-equality");

function isFrame(value: unknown): value is Frame {
  if (typeof value !== "object" || value === null) return false;
  const { format, bytes, offset } = value as Partial<Frame>;
  return typeof format === "string" && ArrayBuffer.isView(bytes) && typeof offset === "number";
}

// Modules are loaded once for all files of a process, this one for each.
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
