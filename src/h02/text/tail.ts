/** The interpreter for the fields after the status, after a fast reader has read those before it. */
import { DOLLAR, FLAG, HASH, STAR } from "../../frame/start.ts";
import type { Issue } from "../../issue.ts";
import type { Values } from "../../kind/meaning.ts";
import { TextReader } from "../../kind/text-reader.ts";
import { readLastPart } from "../../layout/text-rows.ts";
import { SplitFrame } from "../../model/frame.ts";
import type { StatusTableName } from "../../model/status.ts";
import { readExtension } from "./extension.ts";
import { tailsOf, textWordAt } from "./words.ts";

/**
 * @param front The message without the fields after the status.
 * @param place Offset of these fields in the buffer of the frame: at a comma or at the `#`.
 */
export function readTail(
  { issues, frame, ...values }: Values,
  place: number,
  given: StatusTableName | undefined,
): Values | null {
  const tail = frame instanceof SplitFrame ? place - SplitFrame.startOf(frame) : place;
  const { bytes } = frame;
  if (!isOneFrame(bytes, tail)) return null;
  const r = new TextReader(bytes);
  // Issues about such bytes come before all others.
  if (r.hasOtherBytes) return null;
  // A tail may require the status to be read again. Without the comma it is no separate field.
  if (issues.some(({ code }: Issue) => code === "comma-missing")) return null;
  let at = r.count;
  while (r.from(at - 1) > tail) at--;
  const found = textWordAt(bytes, r.from(2), r.to(2))!;
  r.isTableGiven = given !== undefined;
  r.issues.push(...issues);
  readLastPart(tailsOf(found), r, at, values);
  if (r.hash + 1 < bytes.length) readExtension(r, values);
  values["issues"] = r.issues;
  values["frame"] = frame;
  return values;
}

/** Whether no other frame begins from `at` on, and this one does not end before its last byte: see `IS_TEXT`. */
function isOneFrame(bytes: Uint8Array, at: number): boolean {
  const last = bytes.length - 1;
  for (let i = at; i < last; i++) {
    const byte = bytes[i]!;
    if (byte === STAR || byte === DOLLAR || byte >= FLAG || (byte === HASH && bytes[last] === HASH))
      return false;
  }
  return true;
}
