import { expect } from "vitest";

/** Returns the message of the RangeError that `write` must throw; it states what is expected. */
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
