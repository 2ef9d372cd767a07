/**
 * Padding. CAN frames of responses have eight bytes; the control unit fills them up with one repeated byte. An adapter
 * without headers may leave the padding in, and then nothing shows where it begins.
 */

import { type ObdIssue, obdIssue } from "./issue.ts";

const FILLERS: readonly (number | undefined)[] = [0x00, 0x55, 0xaa, 0xcc, 0xff];

/** How many bytes at the end may be padding. */
export function paddingAtEnd(bytes: Uint8Array): number {
  const filler = bytes.at(-1);
  if (!FILLERS.includes(filler)) return 0;
  let count = 1;
  while (bytes.at(-1 - count) === filler) count++;
  return count;
}

/** The issues of bytes behind the end of a response: none if they are 00. */
export function restIssues(rest: Uint8Array, at: number): ObdIssue[] {
  if (rest.every((byte) => byte === 0)) return [];
  const isPadding = paddingAtEnd(rest) === rest.length;
  const code = isPadding ? "padding" : "extra-bytes";
  return [obdIssue(code, "response", at, rest, "nothing, or 00")];
}
