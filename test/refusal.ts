import { expect } from "vitest";

/** Calls it, and returns the message of the RangeError that it must throw. */
export function refusal(write: () => string): string {
  let text: string;
  try {
    text = write();
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return (error as RangeError).message;
  }
  throw new Error(`no RangeError, but ${JSON.stringify(text)}`);
}
