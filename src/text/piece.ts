import { frozen } from "../frozen.ts";

/** Whether the device sent it (`up`) or the server. */
export type Direction = "up" | "down";

/** A run of captured bytes, with its place in the input. */
export interface CapturedPiece {
  /** The bytes as they were on the wire, in a copy that is not written to again. */
  readonly bytes: Uint8Array;
  /** Line in which it begins; the first is 1. In packets and other binary input, line feeds are counted too. */
  readonly line: number;
  /** Character of the line at which it begins; the first is 1. */
  readonly column: number;
  /** The sender; `null` if the form does not show it. */
  readonly direction: Direction | null;
  /** Time of the capture; `null` if the form does not show it. */
  readonly time: Date | null;
  /**
   * The connection, as the form names it. Pieces of one session and direction are one stream, in order. A piece without a
   * session is complete in itself.
   */
  readonly session: string | null;
}

/**
 * - `whole`: a capture of its own.
 * - `read`: the bytes of one read of a connection; the next one of its session came later.
 * - `part`: of a stream of bytes, cut anywhere.
 */
export type Flow = "whole" | "read" | "part";

/** A piece inside this module. */
export interface Found extends CapturedPiece {
  readonly flow: Flow;
}

/** Takes the pieces, in the order of the input. */
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

/** The problems of an input, with a description of each. */
export const PROBLEMS: typeof TABLE = /* @__PURE__ */ frozen(TABLE);

export type ProblemCode = keyof typeof PROBLEMS;

/** Something that could not be read, with its place. */
export interface InputProblem {
  readonly code: ProblemCode;
  readonly line: number;
  readonly column: number;
  /** A description for people. */
  readonly text: string;
}

/** Further problems are only counted. */
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
