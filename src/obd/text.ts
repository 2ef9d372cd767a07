/**
 * Hex text as adapters print it, cut into responses.
 *
 * A line is a response: `41 0C 1A F8`. Blanks between digits do not matter. Three forms take
 * several lines for one response:
 * - ELM327 line numbers, `0: 49 02 01 …` and `1: …`, with or without a line that announces the
 *   length in three digits in front;
 * - candump frames of ISO 15765-2, `7E8#1014490201…` and `7E8#21…`;
 * - the lines of mode 09 on older buses, `49 02 01 …` and `49 02 02 …`.
 *
 * Prompts and words of the adapter (`>`, `NO DATA`, `SEARCHING...`) are no hexadecimal text: they
 * come out as issues.
 */

import { concat } from "../bytes.ts";
import { isInfoLine } from "./info.ts";
import { type ObdIssue, obdIssue } from "./issue.ts";

/** The bytes of one response, or of what is none. */
export interface Response {
  readonly bytes: Uint8Array;
  /** Known to come from CAN, where trouble codes are counted. */
  readonly can: boolean;
  /** What the text alone shows to be wrong. */
  readonly issues: readonly ObdIssue[];
  /** Not a response: bytes that continue nothing, or no hexadecimal text. */
  readonly stray: boolean;
}

/** Numbered pieces of one response, put in order: piece n has number n modulo 16. */
class Pieces {
  /** Bytes of the response, where known. */
  readonly announced: number | null;
  readonly #pieces = new Map<number, Uint8Array>();
  /** Where the next piece of each number goes. */
  readonly #next: number[] = Array.from({ length: 16 }, (_, i) => i);
  #received = 0;
  #last = 0;

  constructor(announced: number | null) {
    this.announced = announced;
  }

  add(number: number, bytes: Uint8Array): void {
    const place = this.#next[number]!;
    this.#next[number] = place + 16;
    this.#pieces.set(place, bytes);
    this.#received += bytes.length;
    this.#last = number;
  }

  /** Whether a line 0 goes on with this response: it is line 16, 32 … of a long one. */
  get wraps(): boolean {
    return this.#last === 15 && (this.announced === null || this.#received < this.announced);
  }

  responses(): Response[] {
    const inOrder: Uint8Array[] = [];
    for (let n = 0; this.#pieces.has(n); n++) {
      inOrder.push(this.#pieces.get(n)!);
      this.#pieces.delete(n);
    }
    const all = concat(inOrder);
    // What follows the announced length fills up the last frame.
    const bytes = this.announced === null ? all : all.subarray(0, this.announced);
    const issues: ObdIssue[] = [];
    if (this.announced !== null && bytes.length < this.announced) {
      issues.push(
        obdIssue("truncated", "response", bytes.length, "", `${this.announced} bytes in all`),
      );
    }
    const responses: Response[] = [{ bytes, can: true, issues, stray: false }];
    for (const piece of this.#pieces.values()) responses.push(stray(piece));
    return responses;
  }
}

/** Cuts hex text into responses, in the order of the text. Time grows with its length alone. */
export function responsesOf(text: string): Response[] {
  const parts: (Response | Pieces)[] = [];
  const frames = new Map<string, Pieces>();
  let numbered: Pieces | null = null;
  let announced: { readonly length: number; readonly line: string; readonly at: number } | null =
    null;
  const dropAnnounced = (): void => {
    if (announced !== null) parts.push(badHex(announced.line, announced.at));
    announced = null;
  };

  for (const { line, at } of linesOf(text)) {
    const digits = compact(line);
    const mark = digits.search(/[:#]/);
    const bytes = hexBytes(mark < 0 ? digits : digits.slice(mark + 1));
    const head = digits.slice(0, Math.max(mark, 0));
    if (mark < 0 && isHex(digits) && digits.length === 3) {
      dropAnnounced();
      announced = { length: Number.parseInt(digits, 16), line, at };
    } else if (bytes === null) {
      dropAnnounced();
      parts.push(badHex(line, at));
    } else if (mark < 0) {
      dropAnnounced();
      numbered = null;
      parts.push({ bytes, can: false, issues: [], stray: false });
    } else if (digits.charAt(mark) === "#" && isHex(head) && [3, 8].includes(head.length)) {
      dropAnnounced();
      addFrame(parts, frames, head.toUpperCase(), bytes, { line, at });
    } else if (digits.charAt(mark) === ":" && isHex(head) && head.length === 1) {
      const number = Number.parseInt(head, 16);
      if (number === 0 && (numbered === null || announced !== null || !numbered.wraps)) {
        numbered = new Pieces(announced === null ? null : announced.length);
        announced = null;
        parts.push(numbered);
      }
      dropAnnounced();
      if (numbered === null) parts.push(stray(bytes));
      else numbered.add(number, bytes);
    } else {
      dropAnnounced();
      parts.push(badHex(line, at));
    }
  }
  dropAnnounced();
  return joinInfoLines(parts.flatMap((part) => (part instanceof Pieces ? part.responses() : part)));
}

/** One CAN frame: the upper half of its first byte says which of its kinds it is. */
function addFrame(
  parts: (Response | Pieces)[],
  open: Map<string, Pieces>,
  id: string,
  frame: Uint8Array,
  { line, at }: Line,
): void {
  const kind = frame.length === 0 ? null : frame[0]! >> 4;
  const low = (frame[0] ?? 0) & 15;
  if (kind === 0 && low >= 1 && low <= 7) {
    const single = new Pieces(low);
    single.add(0, frame.subarray(1));
    parts.push(single);
    open.delete(id);
  } else if (kind === 1 && frame.length > 1) {
    const first = new Pieces((low << 8) | frame[1]!);
    first.add(0, frame.subarray(2));
    parts.push(first);
    open.set(id, first);
  } else if (kind === 2) {
    const first = open.get(id);
    if (first === undefined) parts.push(stray(frame));
    else first.add(low, frame.subarray(1));
  } else {
    const expected = "a single, first or consecutive frame of up to 7 bytes";
    const issues = [obdIssue("bad-frame", "response", at, line, expected)];
    parts.push({ bytes: frame, can: true, issues, stray: true });
  }
}

/** The lines in which older buses send a mode 09 answer, as one response each. */
function joinInfoLines(responses: readonly Response[]): Response[] {
  const joined: Response[] = [];
  let i = 0;
  while (i < responses.length) {
    const group = [responses[i]!];
    const [first] = group as [Response];
    if (isInfoLine(first.bytes, 1)) {
      for (let next = responses[i + 1]; next !== undefined; next = responses[i + group.length]) {
        const follows = isInfoLine(next.bytes, group.length + 1);
        if (!follows || next.bytes[1] !== first.bytes[1]) break;
        group.push(next);
      }
    }
    i += group.length;
    joined.push({ ...first, bytes: concat(group.map(({ bytes }) => bytes)) });
  }
  return joined;
}

function stray(bytes: Uint8Array): Response {
  const issue = obdIssue("stray-line", "response", 0, bytes, "the piece in front of it");
  return { bytes, can: true, issues: [issue], stray: true };
}

function badHex(line: string, at: number): Response {
  const issue = obdIssue("bad-hex", "response", at, line, "pairs of hexadecimal digits");
  return { bytes: new Uint8Array(0), can: false, issues: [issue], stray: true };
}

interface Line {
  readonly line: string;
  /** Its first character in the text. */
  readonly at: number;
}

/** The lines that hold something, without blanks around them. */
function* linesOf(text: string): Generator<Line> {
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const end = i === text.length || text.charAt(i) === "\r" || text.charAt(i) === "\n";
    if (!end) continue;
    let from = start;
    let to = i;
    while (from < to && isBlank(text.charCodeAt(from))) from++;
    while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
    if (to > from) yield { line: text.slice(from, to), at: from };
    start = i + 1;
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function compact(line: string): string {
  return line.replace(/[ \t]/g, "");
}

function isHex(text: string): boolean {
  return /^[0-9A-Fa-f]+$/.test(text);
}

/** `null` if the text is not pairs of hexadecimal digits. */
function hexBytes(digits: string): Uint8Array | null {
  if (digits.length % 2 !== 0 || (digits !== "" && !isHex(digits))) return null;
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}
