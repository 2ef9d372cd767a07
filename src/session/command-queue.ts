/** The commands of a session: sent, queued and ended. */
import type { Command, Jt808Command } from "../generated/command-types.ts";
import type { Message } from "../model/message.ts";
import { type Answer, answerIn, type Wire } from "./outcome.ts";
import { type Device, encodeWire, isUnanswered, wireFor } from "./wire.ts";

/** A command of a session. */
export interface SentCommand {
  /** As given to `send`. */
  readonly command: Command | Jt808Command;
  /** Bytes to write to the device now; empty while `queued`. */
  readonly bytes: Uint8Array;
  /** Time at which it was sent or queued. */
  readonly at: Date;
  /** Number of a JT/T 808 command, which the answer repeats. */
  readonly serialNumber?: number;
  /**
   * - `sent`: waits for its answer.
   * - `queued`: another command waits for its answer; `due` returns this one later.
   * - `unanswered`: no document has an answer to it, so it is not remembered and has no outcome.
   */
  readonly state: "sent" | "queued" | "unanswered";
}

/** The outcome of a command. */
export interface CommandOutcome {
  readonly sent: SentCommand;
  /**
   * An outcome of `matchConfirmation`, or
   * - `expired`: no answer within `answerTimeoutMs`. The device may have obeyed anyway.
   * - `closed`: the session ended before an answer.
   */
  readonly outcome: Answer["outcome"] | "expired" | "closed";
  /** The answer. */
  readonly message?: Message;
  /** The result, as sent. */
  readonly result?: string;
  /** Values that the answer echoes or reports. */
  readonly parameters?: readonly string[];
}

interface Entry {
  readonly device: Device;
  readonly wire: Wire;
  sent: SentCommand;
}

const MOST_PENDING = 64;
const NO_BYTES: Uint8Array = /* @__PURE__ */ new Uint8Array(0);

export class CommandQueue {
  /** In the order in which they were given. */
  #entries: Entry[] = [];

  get pending(): SentCommand[] {
    return this.#entries.map(({ sent }) => sent);
  }

  /** @throws RangeError, TypeError as `TrackerSession.send`. */
  send(
    command: Command | Jt808Command,
    device: Device,
    serialNumber: number,
    at: Date,
  ): SentCommand {
    if (this.#entries.length >= MOST_PENDING) {
      throw new RangeError(`command must wait: ${MOST_PENDING} commands are already pending`);
    }
    const wire = wireFor(command, device, serialNumber);
    // Also for one that has to wait, so that its errors are thrown now.
    const bytes = encodeWire(wire, device, at);
    if (isUnanswered(wire)) return sentCommand(command, wire, bytes, at, "unanswered");
    const isFree = !isQueuedProtocol(wire) || !this.#isBusy(device);
    const sent = isFree
      ? sentCommand(command, wire, bytes, at, "sent")
      : sentCommand(command, wire, NO_BYTES, at, "queued");
    this.#entries.push({ device, wire, sent });
    return sent;
  }

  due(at: Date): SentCommand[] {
    const given: SentCommand[] = [];
    for (const entry of this.#entries) {
      const { device, wire, sent } = entry;
      if (sent.state !== "queued" || this.#isUnderWay(device)) continue;
      entry.sent = sentCommand(sent.command, wire, encodeWire(wire, device, at), at, "sent");
      given.push(entry.sent);
    }
    return given;
  }

  /** The outcome, if the message answers one of them. */
  answeredBy(message: Message): CommandOutcome | null {
    for (const [i, { device, wire, sent }] of this.#entries.entries()) {
      if (sent.state !== "sent" || !isSameDevice(device.deviceId, message.deviceId)) continue;
      const answer = answerIn(message, wire, sent.at);
      if (answer === null) continue;
      this.#entries.splice(i, 1);
      return { sent, ...answer, message };
    }
    return null;
  }

  expire(at: Date, timeoutMs: number): CommandOutcome[] {
    return this.#end("expired", ({ sent }) => {
      return sent.state === "sent" && at.getTime() - sent.at.getTime() > timeoutMs;
    });
  }

  close(): CommandOutcome[] {
    return this.#end("closed", () => true);
  }

  #end(outcome: "expired" | "closed", isOver: (entry: Entry) => boolean): CommandOutcome[] {
    const over = this.#entries.filter(isOver);
    this.#entries = this.#entries.filter((entry) => !isOver(entry));
    return over.map(({ sent }) => ({ sent, outcome }));
  }

  /** Whether a command to the device is under way or waits. */
  #isBusy({ deviceId }: Device): boolean {
    return this.#entries.some(
      (entry) => entry.device.deviceId === deviceId && isQueuedProtocol(entry.wire),
    );
  }

  #isUnderWay({ deviceId }: Device): boolean {
    return this.#entries.some(
      ({ device, wire, sent }) =>
        device.deviceId === deviceId && isQueuedProtocol(wire) && sent.state === "sent",
    );
  }
}

/** JT/T 808 answers name the command; H02 answers only a word and sometimes a time, which two commands may share. */
function isQueuedProtocol({ protocol }: Wire): boolean {
  return protocol === "h02";
}

/** JT/T 808 fills ids up with zeros, and the caller may have given one without. */
function isSameDevice(one: string, other: string | null): boolean {
  return other !== null && withoutZeros(one) === withoutZeros(other);
}

function withoutZeros(id: string): string {
  return id.replace(/^0+/, "");
}

function sentCommand(
  command: Command | Jt808Command,
  wire: Wire,
  bytes: Uint8Array,
  at: Date,
  state: SentCommand["state"],
): SentCommand {
  const number = wire.protocol === "jt808" ? { serialNumber: wire.serialNumber } : {};
  return Object.freeze({ command, bytes, at: new Date(at), ...number, state });
}
