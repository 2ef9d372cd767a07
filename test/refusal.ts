import { expect } from "vitest";

/** Calls it, and returns the message of the RangeError that it must throw, which says what is wanted. */
export function refusal(write: () => unknown): string {
  let text: unknown;
  try {
    text = write();
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    const { message } = error as RangeError;
    expect(message).not.toMatch(/ must be(?! \S)| must be ,| {2}/);
    return message;
  }
  throw new Error(`no RangeError, but ${JSON.stringify(text)}`);
}
