/** Which message answers a command that was sent, and what that means. */
import { type ConfirmationOutcome, matchConfirmation } from "../command/confirmation.ts";
import type { Command, Jt808Command } from "../generated/command-types.ts";
import type { Message } from "../model/message.ts";

/** A command in the form in which it went on the wire. */
export type Wire =
  | { readonly protocol: "h02"; readonly command: Command }
  | { readonly protocol: "jt808"; readonly command: Jt808Command; readonly serialNumber: number };

/** How the device answered. */
export interface Answer {
  readonly outcome: ConfirmationOutcome | "differs" | "answered";
  readonly result?: string;
  readonly parameters?: readonly string[];
}

/** What a JT/T 808 device says in 0x0001 (jt808.md section 4). */
const RESULTS: ReadonlyMap<string, Answer["outcome"]> = /* @__PURE__ */ new Map([
  ["ok", "done"],
  ["failed", "failed"],
  ["bad", "failed"],
  ["unsupported", "unsupported"],
  ["alarmConfirmed", "done"],
]);

/** `null` if the message is no answer to the command. */
export function answerIn(message: Message, wire: Wire, sentAt: Date): Answer | null {
  if (wire.protocol === "jt808") {
    if (message.answeredSerialNumber !== wire.serialNumber) return null;
    if (message.type !== "confirmation" || message.result === undefined) return { outcome: "done" };
    const { result } = message;
    return { outcome: RESULTS.get(result) ?? "answered", result };
  }
  const confirmation = matchConfirmation(wire.command, message, sentAt);
  if (confirmation === null) return null;
  const { outcome, result, parameters } = confirmation;
  return {
    outcome: outcome === "unknown" ? "answered" : outcome,
    ...(result === undefined ? {} : { result }),
    parameters,
  };
}
