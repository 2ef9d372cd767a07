import { expect } from "vitest";

/** Checks that the message has each of these values, and lacks the properties given as `undefined`. */
export function expectValues(message: object, values: Readonly<Record<string, unknown>>): void {
  const own = message as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(values)) {
    expect([name, Object.hasOwn(own, name), own[name]]).toEqual([name, value !== undefined, value]);
  }
}
