/**
 * One connection to a tracker without I/O: messages, replies, and commands with their outcome.
 *
 * @packageDocumentation
 */
export type { CommandOutcome, SentCommand } from "./command-queue.ts";
export type { SessionOptions } from "./options.ts";
export { type SessionResult, TrackerSession } from "./tracker-session.ts";
