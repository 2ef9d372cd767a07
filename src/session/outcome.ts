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
  readonly outcome: ConfirmationOutcome;
  readonly result?: string;
  readonly parameters?: readonly string[];
}

/** `null` if the message is no answer to the command. */
export function answerIn(message: Message, wire: Wire, sentAt: Date): Answer | null {
  const confirmation =
    wire.protocol === "jt808"
      ? matchConfirmation(wire.command, message, { serialNumber: wire.serialNumber })
      : matchConfirmation(wire.command, message, { at: sentAt });
  if (confirmation === null) return null;
  const { outcome, result, parameters } = confirmation;
  return { outcome, ...(result === undefined ? {} : { result }), parameters };
}
