/** Finds the message that answers a command, and its outcome. */
import { type ConfirmationOutcome, matchConfirmation } from "../command/confirmation.ts";
import type { Command, Jt808Command } from "../generated/command-types.ts";
import type { Message } from "../model/message.ts";

/** A command in the form in which it was sent. */
export type Wire =
  | { readonly protocol: "h02"; readonly command: Command }
  | { readonly protocol: "jt808"; readonly command: Jt808Command; readonly serialNumber: number };

/** The answer of the device. */
export interface Answer {
  readonly outcome: ConfirmationOutcome;
  readonly result?: string;
  readonly parameters?: readonly string[];
}

/** `null` if the message does not answer the command. */
export function answerIn(message: Message, wire: Wire, sentAt: Date): Answer | null {
  const confirmation =
    wire.protocol === "jt808"
      ? matchConfirmation(wire.command, message, { serialNumber: wire.serialNumber })
      : matchConfirmation(wire.command, message, { at: sentAt });
  if (confirmation === null) return null;
  const { outcome, result, parameters } = confirmation;
  return { outcome, ...(result === undefined ? {} : { result }), parameters };
}
