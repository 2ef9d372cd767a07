/** The common interface of the output formats. */
import type { Message } from "../index.ts";
import type { LineBuffer } from "./line-buffer.ts";

/** The origin of a message. */
export interface Origin {
  /** The file, if there are several. */
  readonly file?: string;
  /** The line of the file, if it has lines. */
  readonly line?: number;
  /** The connection, as a log names it. */
  readonly session?: string;
  /** The sender, if both sides are shown. */
  readonly direction?: "up" | "down";
  readonly transport?: "tcp" | "udp";
  /** Address and port of the device. */
  readonly peer?: string;
  readonly receivedAt?: Date;
}

/** An origin whose properties are added one by one. */
export type OriginDraft = { -readonly [K in keyof Origin]: Origin[K] };

/** Turns a message into lines of text, line ends included. */
export interface Printer {
  (message: Message, origin: Origin): string;
  /** Adds the same to lines, faster. */
  readonly write?: (message: Message, origin: Origin, lines: LineBuffer) => void;
  /** The text after the last message. */
  readonly end?: () => string;
}

export function print(printer: Printer, message: Message, origin: Origin, lines: LineBuffer): void {
  if (printer.write === undefined) lines.add(printer(message, origin));
  else printer.write(message, origin, lines);
}
