/** What the generated readers of JT/T 808 call. */
import { copyBytes, hexText } from "../bytes.ts";
import { bodyLength, headerLength } from "../frame/escaped.ts";
import { ESCAPE, FLAG } from "../frame/start.ts";
import { type Issue, type IssueCode, makeIssue } from "../issue.ts";
import type { Values } from "../kind/row.ts";
import type { Bytes } from "../layout/fast.ts";
import type { Frame } from "../model/frame.ts";

export { unpackImei } from "./header.ts";
export { jt808Status } from "./status.ts";

/** Flags, header of 2019, the longest body, checksum. */
const ROOM: Uint8Array = /* @__PURE__ */ new Uint8Array(1 + 17 + 1023 + 1 + 1);

/** The bytes of the frame that was opened last: its own, or if it has escapes a copy without them. */
export let plain: Bytes = ROOM;

/** The place of the checksum in `plain`; -1 if the frame is not whole, with the right checksum and length. */
export function openFrame(sent: Bytes): number {
  const last = sent.length - 1;
  if (last < 14 || sent[0] !== FLAG || sent[last] !== FLAG) return -1;
  let xor = 0;
  let at = 1;
  for (; at < last && sent[at] !== ESCAPE; at++) xor ^= sent[at];
  let to = at;
  plain = sent;
  if (at < last) {
    if (last > ROOM.length) return -1;
    plain = ROOM;
    for (let i = 1; i < at; i++) ROOM[i] = sent[i];
    for (; at < last; at++) {
      let byte = sent[at];
      if (byte === ESCAPE) {
        byte = sent[++at] + FLAG - 2;
        if (byte !== FLAG && byte !== ESCAPE) return -1;
      }
      ROOM[to++] = byte;
      xor ^= byte;
    }
  }
  const isRight = xor === 0 && to === headerLength(plain, 1) + bodyLength(plain, 1) + 2;
  return isRight ? to - 1 : -1;
}

/** An issue about the bytes `from` … `to` of `B`. */
export function report(
  issues: Issue[],
  { bytes }: Frame,
  B: Bytes,
  from: number,
  to: number,
  code: IssueCode,
  field: string,
  expected: string,
): void {
  const offset = placeOf(bytes, B, from);
  const length = placeOf(bytes, B, to) - offset;
  issues.push(makeIssue(code, field, offset, length, hexText(B, from, to), expected));
}

function placeOf(sent: Uint8Array, B: Bytes, at: number): number {
  if (B === sent) return at;
  let place = 0;
  for (let i = 0; i < at; i++) place += sent[place] === ESCAPE ? 2 : 1;
  return place;
}

/** Keeps the item `at` … `to`, with an issue about the first. */
export function keepItem(
  frame: Frame,
  B: Bytes,
  at: number,
  to: number,
  m: Values,
  issues: Issue[],
): void {
  if (m["items"] === undefined) {
    m["items"] = [];
    report(issues, frame, B, at, to, "unknown-tail", "items", "documented items");
  }
  m["items"].push({ id: B[at], data: copyBytes(B, at + 2, to) });
}
