/** What the output formats have in common. */
import type { Message } from "../index.ts";
import type { LineBuffer } from "./line-buffer.ts";

/** Where a message came from. */
export interface Origin {
  /** The file, if there are several. */
  readonly file?: string;
  /** The line of the file, where it has lines. */
  readonly line?: number;
  /** The connection, as a log names it. */
  readonly session?: string;
  /** Who sent it, where both sides are shown. */
  readonly direction?: "up" | "down";
  readonly transport?: "tcp" | "udp";
  /** Address and port of the device. */
  readonly peer?: string;
  readonly receivedAt?: Date;
}

/** Its properties are added one by one, where they are known. */
export type OriginDraft = { -readonly [K in keyof Origin]: Origin[K] };

/** Turns a message into lines of text, line ends included. */
export interface Printer {
  (message: Message, origin: Origin): string;
  /** Adds the same to lines, faster. */
  readonly write?: (message: Message, origin: Origin, lines: LineBuffer) => void;
  /** What stands behind the last message. */
  readonly end?: () => string;
}

export function print(printer: Printer, message: Message, origin: Origin, lines: LineBuffer): void {
  if (printer.write === undefined) lines.add(printer(message, origin));
  else printer.write(message, origin, lines);
}
