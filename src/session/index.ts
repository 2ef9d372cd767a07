/**
 * One connection to a tracker without I/O: messages, replies, and commands with their outcome. If you manage the
 * connection yourself, `SubPackages` assembles messages in parts.
 *
 * @packageDocumentation
 */
export { SubPackages, type SubPackagesOptions } from "../jt808/sub-packages.ts";
export type { CommandOutcome, SentCommand } from "./command-queue.ts";
export type { SessionOptions } from "./options.ts";
export { type SessionResult, TrackerSession } from "./tracker-session.ts";
