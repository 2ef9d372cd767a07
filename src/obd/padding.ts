/**
 * Padding. CAN frames of responses have eight bytes; the control unit pads them with one repeated byte. An adapter
 * without headers may include the padding, and then nothing shows where it begins.
 */

import { type ObdIssue, obdIssue } from "./issue.ts";

const FILLERS: readonly (number | undefined)[] = [0x00, 0x55, 0xaa, 0xcc, 0xff];

/** The number of bytes at the end that may be padding. */
export function paddingAtEnd(bytes: Uint8Array): number {
  const filler = bytes.at(-1);
  if (!FILLERS.includes(filler)) return 0;
  let count = 1;
  while (bytes.at(-1 - count) === filler) count++;
  return count;
}

/** The issues of bytes after the end of a response: none if they are 00. */
export function restIssues(rest: Uint8Array, at: number): ObdIssue[] {
  if (rest.every((byte) => byte === 0)) return [];
  const isPadding = paddingAtEnd(rest) === rest.length;
  const code = isPadding ? "padding" : "extra-bytes";
  return [obdIssue(code, "response", at, rest, "nothing, or 00")];
}
