import { expect } from "vitest";

/** The message has each of these values; one that is `undefined` it has not at all. */
export function expectValues(message: object, values: Readonly<Record<string, unknown>>): void {
  const own = message as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(values)) {
    expect([name, Object.hasOwn(own, name), own[name]]).toEqual([name, value !== undefined, value]);
  }
}
