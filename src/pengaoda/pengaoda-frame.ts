/**
 * The frame of PengAoDa OBD terminals around a text frame or a `$` record (docs/protocol/h02.md §8.4):
 *
 *     7E  *HQ,8631999792,V9,000033,…,C6#  52  7E
 *     7E  24 8631999792 072153 …  00      40  7E
 *
 * with 7E and 7D inside sent as 7D 02 and 7D 01, and before the closing flag the XOR of the opening flag
 * and all bytes between. No message of JT/T 808, which has the same flags, begins with `*XX,` or `$`.
 *
 * What is inside is read as a frame of its own. Offsets and raw bytes are then given as on the wire,
 * escapes included; values and `tail` are without them.
 */
import { hexText, latin1Text } from "../bytes.ts";
import { escapeBytes, unescapeBytes } from "../frame/escaped.ts";
import { DOLLAR, FLAG, STAR, startsText, YES } from "../frame/start.ts";
import type { Issue } from "../issue.ts";
import { makeIssue } from "../issue.ts";
import type { Frame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import { hexByte, sumOf } from "./checksum.ts";

/** The contents of the flags. */
export interface Unwrapped {
  /** The text frame or `$` record. */
  readonly inner: Frame;
  /** Offsets of its bytes in the outer frame, followed by those of the XOR byte and of its end. */
  readonly places: Uint32Array;
  /** The received XOR byte, and the expected one. */
  readonly received: number;
  readonly expected: number;
}

/** Removes flags, escapes and XOR byte; `null` if the contents are not of this dialect. */
export function unwrapPengAoDa(frame: Frame): Unwrapped | null {
  const first = frame.bytes[1];
  // Nearly all are JT/T 808, whose ids begin differently, so the rest need not be read.
  if (first !== STAR && first !== DOLLAR) return null;
  const { bytes, places } = unescapeBytes(frame.bytes, 1, frame.bytes.length - 1);
  const last = bytes.length - 1;
  const isText = first === STAR;
  if (last < 1 || (isText && startsText(bytes, 0, last) !== YES)) return null;
  return {
    inner: {
      format: isText ? "ascii" : "binary",
      bytes: bytes.subarray(0, last),
      offset: 0,
    },
    places,
    received: bytes[last]!,
    expected: sumOf(bytes, last),
  };
}

/** The flags, the XOR byte and the escapes around a text frame or a record. */
export function framePengAoDa(inner: Uint8Array): Uint8Array {
  return new Uint8Array([FLAG, ...escapeBytes([...inner, sumOf(inner, inner.length)]), FLAG]);
}

/** Place and text of the bytes `from` … `to` of the inner frame in the outer one. */
export function onWire(
  { inner, places }: Unwrapped,
  frame: Frame,
  from: number,
  to: number,
): { offset: number; length: number; raw: string } {
  const start = places[from]!;
  const end = places[to]!;
  const text = inner.format === "ascii" ? latin1Text : hexText;
  return { offset: start, length: end - start, raw: text(frame.bytes, start, end) };
}

/** The message of the contents, as a message of the outer frame. */
export function wrapPengAoDa(message: Message, unwrapped: Unwrapped, frame: Frame): Message {
  const { inner, places, received, expected } = unwrapped;
  const issues = message.issues.map((issue): Issue => {
    const to = Math.min(issue.offset + issue.length, inner.bytes.length);
    const { raw, ...place } = onWire(unwrapped, frame, issue.offset, to);
    return { ...issue, ...place, received: raw };
  });
  if (received !== expected) {
    const at = places[inner.bytes.length]!;
    const length = places[inner.bytes.length + 1]! - at;
    issues.push(
      makeIssue("bad-checksum", "frame", at, length, hexByte(received), hexByte(expected)),
    );
  }
  return { ...message, issues, frame };
}
