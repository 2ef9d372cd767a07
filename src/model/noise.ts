import { hexText } from "../bytes.ts";
import { type IssueCode, makeIssue } from "../issue.ts";
import type { Frame } from "./frame.ts";
import type { NoiseMessage, UnknownMessage } from "./message.ts";

/** Bytes that are no frame, whole. */
export function noiseMessage(frame: Frame): NoiseMessage {
  return { type: "noise", ...raw(frame, "noise", "a frame") };
}

/** A frame of a kind that is not read, whole. */
export function undecodedMessage(frame: Frame): UnknownMessage {
  return { type: "unknown", extra: [], ...raw(frame, "not-decoded", "a form of the protocol") };
}

function raw(frame: Frame, code: IssueCode, expected: string): Omit<NoiseMessage, "type"> {
  const { bytes } = frame;
  // The first bytes are enough to recognise it; all of them are in the message.
  const received = hexText(bytes, 0, Math.min(bytes.length, 16));
  return {
    command: "",
    deviceId: null,
    tail: new Uint8Array(bytes),
    issues: [makeIssue(code, "frame", 0, bytes.length, received, expected)],
    frame,
  };
}
