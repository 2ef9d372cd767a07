import { hexText } from "../bytes.ts";
import { type Issue, type IssueCode, makeIssue } from "../issue.ts";
import type { Frame } from "./frame.ts";
import type { NoiseMessage, UnknownMessage } from "./message.ts";

/** A message with all bytes of noise. */
export function noiseMessage(frame: Frame): NoiseMessage {
  return {
    type: "noise",
    command: "",
    deviceId: null,
    tail: tailOf(frame),
    issues: issuesOf(frame, "noise", "a frame"),
    frame,
  };
}

/** A message with all bytes of a frame that is not decoded. */
export function undecodedMessage(frame: Frame): UnknownMessage {
  return {
    type: "unknown",
    extra: [],
    command: "",
    deviceId: null,
    tail: tailOf(frame),
    issues: issuesOf(frame, "not-decoded", "a form of the protocol"),
    frame,
  };
}

/** A copy. `set` takes half the time of the constructor. */
function tailOf({ bytes }: Frame): Uint8Array {
  const tail = new Uint8Array(bytes.length);
  tail.set(bytes);
  return tail;
}

function issuesOf({ bytes }: Frame, code: IssueCode, expected: string): Issue[] {
  // The first bytes are enough to recognise it; all of them are in the message.
  const received = hexText(bytes, 0, Math.min(bytes.length, 16));
  return [makeIssue(code, "frame", 0, bytes.length, received, expected)];
}
