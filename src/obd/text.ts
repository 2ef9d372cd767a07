/**
 * Text of an adapter or a CAN log, cut into responses.
 *
 * A line is a response: `41 0C 1A F8`. Spaces between digits do not matter, and a prompt (`>`) ends a line too. The sender
 * may precede a response: the id of a CAN frame, 11 or 29 bits, or the three bytes of an older bus, which also has a
 * checksum at the end (header.ts). These forms take several lines for one response:
 * - ELM327 line numbers, `0: 49 02 01 …` and `1: …`, with or without the length in three digits in
 *   front, one a line or all in one: `0140:490201…1:…`;
 * - frames of ISO 15765-2, `7E8 10 14 49 02 01 …` and `7E8 21 …`, those of several senders mixed;
 * - the lines of mode 09 on older buses, `49 02 01 …` and `49 02 02 …`.
 *
 * Messages of the adapter itself are not responses: the echo of a request, `SEARCHING...` and the like are left out,
 * `NO DATA` and the like are an issue.
 */

import { concat } from "../bytes.ts";
import { type CanFrame, headedFrames, isAnswerId, logFrame, olderFrame } from "./header.ts";
import { hexBytes, wordsOf } from "./hex.ts";
import { isInfoLine } from "./info.ts";
import { type ObdIssue, obdIssue } from "./issue.ts";

/** The bytes of one response, or of a text that is not one. */
export interface Response {
  readonly bytes: Uint8Array;
  /** Known to come from CAN, where trouble codes are counted. */
  readonly can: boolean;
  /** The sender; `undefined` if the text does not show it. */
  readonly ecu: string | undefined;
  /** The issues of the text. */
  readonly issues: readonly ObdIssue[];
  /** Not a response: bytes that continue nothing, or no hexadecimal text. */
  readonly stray: boolean;
  /** It may be the echo of this request. */
  readonly request?: Uint8Array;
}

/** Numbered pieces of one response, in order: piece n has number n modulo 16. */
class Pieces {
  /** The announced number of bytes, if known. */
  readonly announced: number | null;
  readonly #pieces = new Map<number, Uint8Array>();
  /** The position of the next piece with each number. */
  readonly #next = new Map<number, number>();
  #received = 0;
  #last = 0;
  readonly #ecu: string | undefined;

  constructor(announced: number | null, ecu?: string) {
    this.announced = announced;
    this.#ecu = ecu;
  }

  add(number: number, bytes: Uint8Array): void {
    const place = this.#next.get(number) ?? number;
    this.#next.set(number, place + 16);
    this.#pieces.set(place, bytes);
    this.#received += bytes.length;
    this.#last = number;
  }

  /** Whether a line 0 continues this response: it is line 16, 32 … of a long one. */
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
    // Bytes beyond the announced length pad the last frame.
    const bytes = this.announced === null ? all : all.subarray(0, this.announced);
    const issues: ObdIssue[] = [];
    if (this.announced !== null && bytes.length < this.announced) {
      issues.push(
        obdIssue("truncated", "response", bytes.length, "", `${this.announced} bytes in total`),
      );
    }
    const responses = [responseOf(bytes, { can: true, ecu: this.#ecu, issues })];
    for (const piece of this.#pieces.values()) responses.push(stray(piece, this.#ecu));
    return responses;
  }
}

/** A command to the adapter, or its name; in capitals and without spaces, like the next two. */
const SETUP = /^AT[A-Z@]|^ELM327/;

/** Messages of the adapter: `SEARCHING...`, `NO DATA`. */
const WORDS =
  /SEARCHING|BUSINIT:?|OK|NODATA|STOPPED|UNABLETOCONNECT|BUFFERFULL|BUSBUSY|<?(?:CAN|BUS|FB|DATA|RX)?ERROR|RESET|ALERT|TIMEOUT|ERR\d\d|\?/g;

const NO_DIGIT = /[^\dA-F:]/;

/** Cuts text into responses, in the order of the text, in linear time. */
export function responsesOf(text: string): Response[] {
  const cutter = new Cutter();
  for (const line of linesOf(text)) cutter.add(line);
  return joinInfoLines(withoutEchoes(cutter.responses()));
}

class Cutter {
  readonly #parts: (Response | Pieces)[] = [];
  /** Long responses by the id of their frames. */
  readonly #frames = new Map<string, Pieces>();
  /** The response in numbered lines that is being read. */
  #numbered: Pieces | null = null;
  /** A length without a following line 0 so far. */
  #announced: Line | null = null;
  /** The message of an adapter that is busy. */
  #busy: Line | null = null;
  /** Whether the request was for the adapter itself: its answer is not a response of the vehicle. */
  #isSetup = false;

  add(line: Line): void {
    const frame = logFrame(line.text);
    const flat = flatten(line.text);
    if (line.isPrompted) this.#isSetup = false;
    if (SETUP.test(flat)) this.#isSetup = true;
    else if (frame !== null) this.#frame(frame, line);
    else if (!NO_DIGIT.test(flat)) this.#digits(line.text, line);
    else this.#words(flat.replaceAll(".", ""), line);
  }

  responses(): Response[] {
    this.#dropAnnounced();
    if (this.#busy !== null) this.#parts.push(unread("adapter-error", this.#busy));
    return this.#parts.flatMap((part) => (part instanceof Pieces ? part.responses() : part));
  }

  #words(flat: string, line: Line): void {
    const rests: string[] = [];
    let from = 0;
    let isError = false;
    for (const match of flat.matchAll(WORDS)) {
      const [word] = match;
      if (word === "SEARCHING" || word.startsWith("BUSINIT")) this.#busy = line;
      else if (word === "OK") this.#busy = null;
      else isError = true;
      rests.push(flat.slice(from, match.index));
      from = match.index + word.length;
    }
    rests.push(flat.slice(from));
    if (isError) {
      // The rest is the echo, or data before the error: a part, or badly received.
      const bytes = hexBytes(rests.join("")) ?? NOTHING;
      this.#push(unread("adapter-error", line, isRequest(bytes) ? NOTHING : bytes));
    } else if (from === 0 || rests.some((rest) => NO_DIGIT.test(rest))) {
      if (!this.#isSetup) this.#push(unread("bad-hex", line));
    } else {
      for (const rest of rests) if (rest !== "") this.#digits(rest, line);
    }
  }

  /** @param text The line, or its text besides words. */
  #digits(text: string, line: Line): void {
    const flat = flatten(text);
    if (flat.includes(":")) return this.#numberedLines(flat, line);
    if (flat.length === 3) {
      this.#dropAnnounced();
      this.#announced = line;
      return;
    }
    const frames = headedFrames(text);
    for (const frame of frames) this.#frame(frame, line);
    if (frames.length > 0) return;
    this.#numbered = null;
    const bytes = hexBytes(flat);
    if (bytes === null) {
      // A request may end with the number of expected responses.
      const request = hexBytes(flat.slice(0, -1)) ?? NOTHING;
      this.#push({ ...unread("bad-hex", line), request });
      return;
    }
    if (isRequest(bytes)) this.#isSetup = false;
    // The number of the protocol.
    if (this.#isSetup && bytes.length === 1) return;
    const older = olderFrame(bytes);
    if (older === null) {
      this.#push(responseOf(bytes.subarray(echoLength(bytes)), { request: bytes }));
    } else if (older.ecu !== null) {
      const sum = bytes.subarray(-1);
      const expected = "the checksum of the bytes";
      const issue = obdIssue("bad-checksum", "response", bytes.length - 1, sum, expected);
      this.#push(
        responseOf(older.bytes, { ecu: older.ecu, issues: older.isIntact ? [] : [issue] }),
      );
    }
  }

  /** `0:4902…`, or a whole response in one line: `0140:4902…1:…2:…`. */
  #numberedLines(flat: string, line: Line): void {
    const pieces = flat.split(":");
    let head = pieces[0]!;
    const lines: { head: string; bytes: Uint8Array }[] = [];
    for (let i = 1; i < pieces.length; i++) {
      const piece = pieces[i]!;
      // Its end has the number of the next line; before another 0, its length.
      const isLast = i === pieces.length - 1;
      const size = isLast ? 0 : piece.endsWith("0") && !head.endsWith("F") ? 4 : 1;
      const bytes = hexBytes(piece.slice(0, piece.length - size));
      const isHead = head.length === 1 || (head.length === 4 && head.endsWith("0"));
      if (bytes === null || !isHead) return this.#push(unread("bad-hex", line));
      lines.push({ head, bytes });
      head = piece.slice(piece.length - size);
    }
    for (const { head: number, bytes } of lines) {
      if (number.length > 1) {
        this.#dropAnnounced();
        this.#announced = { ...line, text: number.slice(0, 3) };
      }
      this.#numberedLine(Number.parseInt(number.slice(-1), 16), bytes);
    }
  }

  #numberedLine(number: number, bytes: Uint8Array): void {
    if (number === 0 && (this.#announced !== null || this.#numbered?.wraps !== true)) {
      const length = this.#announced?.text;
      this.#numbered = new Pieces(length === undefined ? null : Number.parseInt(length, 16));
      this.#announced = null;
      this.#push(this.#numbered);
    }
    this.#dropAnnounced();
    if (this.#numbered === null) this.#push(stray(bytes, undefined));
    else this.#numbered.add(number, bytes);
  }

  /** A CAN frame: the upper half of its first byte is its kind. */
  #frame({ id, data }: CanFrame, line: Line): void {
    const frame = hexBytes(data);
    if (frame === null) return this.#push(unread("bad-hex", line));
    if (!isAnswerId(id)) return;
    const control = frame[0] ?? 0;
    const kind = control >> 4;
    const low = control & 15;
    if (kind === 0 && low >= 1 && low <= 7) {
      const single = new Pieces(low, id);
      single.add(0, frame.subarray(1));
      this.#push(single);
      this.#frames.delete(id);
    } else if (kind === 1 && frame.length > 1) {
      const first = new Pieces((low << 8) | frame[1]!, id);
      first.add(0, frame.subarray(2));
      this.#push(first);
      this.#frames.set(id, first);
    } else if (kind === 2) {
      const first = this.#frames.get(id);
      if (first === undefined) this.#push(stray(frame, id));
      else first.add(low, frame.subarray(1));
    } else {
      const expected = "a single, first or consecutive frame of up to 7 bytes";
      const issues = [obdIssue("bad-frame", "response", line.at, line.text, expected)];
      this.#push({ ...responseOf(frame, { ecu: id, issues }), stray: true });
    }
  }

  #push(part: Response | Pieces): void {
    this.#dropAnnounced();
    this.#busy = null;
    this.#parts.push(part);
  }

  #dropAnnounced(): void {
    if (this.#announced !== null) this.#parts.push(unread("bad-hex", this.#announced));
    this.#announced = null;
  }
}

const NOTHING: Uint8Array = /* @__PURE__ */ new Uint8Array(0);

function responseOf(bytes: Uint8Array, more: Partial<Response> = {}): Response {
  return { bytes, can: false, ecu: undefined, issues: [], stray: false, ...more };
}

function stray(bytes: Uint8Array, ecu: string | undefined): Response {
  const issue = obdIssue("stray-line", "response", 0, bytes, "the preceding piece");
  return responseOf(bytes, { ecu, issues: [issue], stray: true });
}

function unread(code: "bad-hex" | "adapter-error", line: Line, bytes = NOTHING): Response {
  const expected = code === "bad-hex" ? "pairs of hexadecimal digits" : "a response";
  const issue = obdIssue(code, "response", line.at, line.text, expected);
  return responseOf(bytes, { issues: [issue], stray: true });
}

function isRequest({ length, 0: mode = 0 }: Uint8Array): boolean {
  return isMode(mode) && length <= 7;
}

function isMode(byte: number): boolean {
  return byte >= 1 && byte <= 10;
}

/** The number of leading bytes that are the echo of the request, if nothing separates it from the response. */
function echoLength(bytes: Uint8Array): number {
  const mode = bytes[0]!;
  if (!isMode(mode)) return 0;
  for (let at = hasPids(mode) ? 2 : 1; at <= 7; at++) {
    if (bytes[at] === mode + 0x40 && (!hasPids(mode) || bytes[at + 1] === bytes[1])) return at;
  }
  return 0;
}

function hasPids(mode: number): boolean {
  return mode < 3 || mode === 9;
}

/** Removes requests that are answered right after. */
function withoutEchoes(responses: readonly Response[]): Response[] {
  const kept: Response[] = [];
  for (const response of [...responses].reverse()) {
    const { request = NOTHING, bytes } = response;
    const next = kept.at(-1);
    // With the echo of another request before it, it is a response.
    const isEcho = isRequest(request) && (bytes.length === 0 || bytes.length === request.length);
    if (!isEcho || next === undefined || !answers(next, request)) kept.push(response);
  }
  return kept.reverse();
}

function answers({ bytes: [first, second], issues }: Response, request: Uint8Array): boolean {
  const mode = request[0]!;
  if (issues[0]?.code === "adapter-error") return true;
  if (first === 0x7f) return second === mode;
  return first === mode + 0x40 && (!hasPids(mode) || request.includes(second!, 1));
}

/** Joins the lines in which older buses send an answer of mode 09. */
function joinInfoLines(responses: readonly Response[]): Response[] {
  const joined: Response[][] = [];
  const open = new Map<string | undefined, Response[]>();
  for (const response of responses) {
    const { bytes, ecu } = response;
    const lines = open.get(ecu) ?? [];
    const follows = lines.length > 0 && bytes[1] === lines[0]!.bytes[1];
    if (follows && isInfoLine(bytes, lines.length + 1)) {
      lines.push(response);
      continue;
    }
    const first = [response];
    joined.push(first);
    if (isInfoLine(bytes, 1)) open.set(ecu, first);
    else open.delete(ecu);
  }
  return joined.map((lines) => {
    const [first] = lines as [Response];
    if (lines.length === 1) return first;
    const bytes = concat(lines.map((line) => line.bytes));
    return { ...first, bytes, issues: lines.flatMap(({ issues }) => issues) };
  });
}

interface Line {
  readonly text: string;
  /** Offset of its first character in the text. */
  readonly at: number;
  /** Whether a prompt precedes it. */
  readonly isPrompted: boolean;
}

/** The lines that are not empty, without spaces around them. A prompt ends a line. */
function* linesOf(text: string): Generator<Line> {
  let start = 0;
  let isPrompted = false;
  for (let i = 0; i <= text.length; i++) {
    // The end of the text is "", which every text includes.
    if (!"\r\n>".includes(text.charAt(i))) continue;
    let from = start;
    let to = i;
    // The ends of lines are no blanks.
    while (isBlank(text.charCodeAt(from))) from++;
    while (isBlank(text.charCodeAt(to - 1))) to--;
    if (to > from) {
      yield { text: text.slice(from, to), at: from, isPrompted };
      isPrompted = false;
    }
    if (text.charAt(i) === ">") isPrompted = true;
    start = i + 1;
  }
}

/** Old adapters sometimes print NUL. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0;
}

function flatten(text: string): string {
  return wordsOf(text).join("").toUpperCase();
}
