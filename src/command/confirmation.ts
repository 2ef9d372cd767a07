/**
 * Does a message answer a command, and how did it go? (h02.md section 6)
 *
 *     *HQ,8168000005,V4,S20,OK,061158,061202,A,…#      OK, DONE, ERROR
 *     *HQ,135625276955140,V4,MP,03,130305,050316,A,…#  two hexadecimal digits
 *     *HQ,7021843920,V4,CR#                            nothing but the word
 *     *HQ,8168000005,SMS,SET OK#                       the answer to a text
 */
import type { Command } from "../generated/command-types.ts";
import type { ConfirmationMessage, Message, TextMessage } from "../model/message.ts";
import { assertCommand, isWithoutTime } from "./encode-command.ts";
import type { SocketWire } from "./row.ts";
import { assertDate, hhmmss } from "./target.ts";

/**
 * - `done`: OK, DONE or 80; for a text SET OK. No document says how OK and DONE differ.
 * - `failed`: ERROR or 00.
 * - `unsupported`: 01, the device does not know the command.
 * - `badIndex`: 02, an index out of range.
 * - `badPassword`: 03 or 04.
 * - `unknown`: it answered and did not say how it went, as most words do; `parameters`, or the status of
 *   the message, may show it.
 */
export type ConfirmationOutcome =
  | "done"
  | "failed"
  | "unsupported"
  | "badIndex"
  | "badPassword"
  | "unknown";

/** How a device answered a command. */
export interface Confirmation {
  readonly outcome: ConfirmationOutcome;
  /** The word of the result as sent: OK, DONE, ERROR or two hexadecimal digits. Absent without one. */
  readonly result?: string;
  /** What the answer echoes or reports, in order, as text. Empty in answers that are no V4. */
  readonly parameters: readonly string[];
  /** The answer to a text. */
  readonly text?: string;
}

const OUTCOMES: ReadonlyMap<string, ConfirmationOutcome> = /* @__PURE__ */ new Map([
  ["OK", "done"],
  ["DONE", "done"],
  ["80", "done"],
  ["ERROR", "failed"],
  ["00", "failed"],
  ["01", "unsupported"],
  ["02", "badIndex"],
  ["03", "badPassword"],
  ["04", "badPassword"],
]);

/**
 * Whether a message of the same device answers the command, and how; `null` if it does not.
 *
 * A V4 that names the word of the command answers it. Commands that share a word (`cutFuel` and
 * `restoreFuel`, `arm` and `disarm`) are told apart by the echoed time alone, so pass `sentAt` where both
 * may be under way; S71 also echoes which of its commands it answers. The word alone also matches where
 * the answer echoes other parameters: a device may limit them.
 *
 * Besides V4, `interval` is answered by a V1, `readState` by a LINK and `text` by an SMS (or V4,CMD,
 * which names the beginning of the text). These carry no echo. A V1 or LINK comes by itself as well, so
 * `unknown` is all that it can say; with `sentAt`, one that was stored or is older does not count.
 *
 * Source: h02.md section 6.
 *
 * @param sentAt `at` of the command, to compare with the time that the answer echoes.
 * @throws RangeError for an unknown `command.type`. TypeError if `command` or `message` is no object, or
 * `sentAt` no Date.
 */
export function matchConfirmation(
  command: Command,
  message: Message,
  sentAt?: Date,
): Confirmation | null {
  const wire = assertCommand(command);
  if (typeof message !== "object" || message === null) {
    throw new TypeError("message must be an object");
  }
  if (sentAt !== undefined) assertDate(sentAt, "sentAt");
  switch (message.type) {
    case "confirmation":
      return command.type === "text"
        ? matchTextCommand(command.text, message)
        : matchV4(command, wire, message, sentAt);
    case "text":
      return wire.alsoAnsweredBy === "SMS" ? ofText(message) : null;
    case "position":
    case "heartbeat":
      return message.command === wire.alsoAnsweredBy && isFresh(message, sentAt)
        ? { outcome: "unknown", parameters: [] }
        : null;
    default:
      return null;
  }
}

function matchV4(
  command: Command,
  { form, subword }: SocketWire,
  message: ConfirmationMessage,
  sentAt: Date | undefined,
): Confirmation | null {
  const { confirms, commandTime, result, parameters } = message;
  if (confirms !== (command.type === "raw" ? command.word : form.split(",", 1)[0])) return null;
  const isOther = subword !== undefined && parameters[0] !== subword;
  if (isOther && parameters.length > 0) return null;
  if (sentAt !== undefined && form.includes("<time>") && !isWithoutTime(command)) {
    // Some clients answer with the letters HHmmss, which says nothing.
    const isTime = typeof commandTime === "string" && /^\d{6}$/.test(commandTime);
    if (isTime && commandTime !== hhmmss(sentAt)) return null;
  }
  const rest = subword === undefined ? parameters : parameters.slice(1);
  return result === undefined
    ? { outcome: "unknown", parameters: rest }
    : { outcome: OUTCOMES.get(result) ?? "unknown", result, parameters: rest };
}

/** `V4,CMD,check,CHECK,…` answers `check123456` (Cantrack G20LS): the command, then its answer. */
function matchTextCommand(
  text: unknown,
  { confirms, parameters }: ConfirmationMessage,
): Confirmation | null {
  const named = parameters[0];
  if (confirms !== "CMD" || named === undefined || named === "") return null;
  if (typeof text !== "string" || !text.startsWith(named)) return null;
  const rest = parameters.slice(1);
  const isDone = rest.length === 1 && rest[0]!.endsWith(" OK");
  return { outcome: isDone ? "done" : "unknown", parameters: rest, text: rest.join(",") };
}

function ofText({ text }: TextMessage): Confirmation {
  const isDone = text === "SET OK" || text === "SET OK!";
  return { outcome: isDone ? "done" : "unknown", parameters: [], text };
}

/** Neither from memory nor from before the command, as far as the message says. */
function isFresh(
  { time, status }: Extract<Message, { type: "position" | "heartbeat" }>,
  sentAt: Date | undefined,
): boolean {
  if (sentAt === undefined) return true;
  if (status?.storedRecord === true) return false;
  // The wire has whole seconds.
  const seconds = Math.floor(sentAt.getTime() / 1000);
  return time === undefined || time === null || time.getTime() >= seconds * 1000;
}
