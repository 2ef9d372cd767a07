import { frozen } from "../frozen.ts";

/** Whether the device sent it (`up`) or the server. */
export type Direction = "up" | "down";

/** A run of bytes that somebody captured, with its place in what was given. */
export interface CapturedPiece {
  /** As they were on the wire. A copy: nobody writes to it afterwards. */
  readonly bytes: Uint8Array;
  /** Where it begins: the line, the first is 1. Of packets and other binary input line feeds count likewise. */
  readonly line: number;
  /** Where it begins in the line: the character, the first is 1. */
  readonly column: number;
  /** Who sent it; `null` where the form does not say. */
  readonly direction: Direction | null;
  /** When it was captured; `null` where the form does not say. */
  readonly time: Date | null;
  /**
   * The connection, as the form names it. Pieces of one session and direction are one stream, in order. A
   * piece without a session is whole in itself.
   */
  readonly session: string | null;
}

/**
 * - `whole`: a capture of its own.
 * - `read`: what one read of a connection brought; the next one of its session came later.
 * - `part`: of a stream of bytes, cut anywhere.
 */
export type Flow = "whole" | "read" | "part";

/** A piece before it is handed out. */
export interface Found extends CapturedPiece {
  readonly flow: Flow;
}

/** Takes what was found, in the order of the input. */
export type Take = (found: Found) => void;

const TABLE = {
  "odd-digits": "odd number of hex digits",
  "not-hex": "not hex",
  masked: "masked digits cannot be read; to hide digits, use sinotrack record --anonymise",
  cut: "cut: the frame in the line has no end",
  "not-json": "not JSON",
  "no-capture": 'no capture in the row: it has none of "hex", "text", "ascii"',
  "not-ascii": "a character that is not ASCII; give the capture as hex",
  "too-long": "the row is longer than 16 MiB",
  "too-large": "unpacks to more than the limit; the rest is left out",
  damaged: "damaged; the rest is left out",
  encrypted: "encrypted, or packed by an unsupported method",
  "several-files": "more than one file in the archive; all but the first are left out",
  packets: "captured packets are incomplete",
} as const;

/** What is wrong with an input. */
export const PROBLEMS: typeof TABLE = /* @__PURE__ */ frozen(TABLE);

export type ProblemCode = keyof typeof PROBLEMS;

/** Something that could not be read, with its place. */
export interface InputProblem {
  readonly code: ProblemCode;
  readonly line: number;
  readonly column: number;
  /** For people. */
  readonly text: string;
}

/** More of them are only counted. */
const MOST_PROBLEMS = 100;

/** The problems of one input, bounded. */
export class Problems {
  readonly list: InputProblem[] = [];
  count = 0;

  add(code: ProblemCode, line: number, column: number, text: string = PROBLEMS[code]): void {
    this.count++;
    if (this.list.length < MOST_PROBLEMS) this.list.push({ code, line, column, text });
  }
}
