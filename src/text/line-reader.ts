/** Finds the captures in lines of text, whatever their form; some forms run over several lines. */
import { concat } from "../bytes.ts";
import { FrameSplitter } from "../frame/splitter.ts";
import { FLAG, HASH, NO, STAR, startsFrame } from "../frame/start.ts";
import { countBase64, readBase64 } from "./base64.ts";
import { Table } from "./csv.ts";
import { Dump, dumpLine } from "./dump.ts";
import { findInText, type InText } from "./find.ts";
import type { FormFinder, InputFormName } from "./form.ts";
import { digitOf, readHex } from "./hex.ts";
import { jsonRow, parseJson } from "./json.ts";
import { readNumbers } from "./literal.ts";
import { beginsFrame, hasHeader } from "./own-start.ts";
import { packetPayload } from "./packets/payload.ts";
import type { Problems, Take } from "./piece.ts";
import { type Around, aroundOf, NOTHING } from "./prefix.ts";
import { traccarLine } from "./traccar.ts";

export interface LineReaderOptions {
  readonly take: Take;
  readonly problems: Problems;
  readonly form: FormFinder;
  /** The only form to look for; `null` for all. */
  readonly only: InputFormName | null;
  /** The time zone of times without one. */
  readonly utcOffsetMinutes: number;
}

/** Lines that belong together. `add` returns whether a line belongs to them; it then needs no other reader. */
interface Block {
  add(text: string, number: number): boolean;
  end(): void;
}

/** Longer captures are released in parts. */
const MOST_HELD = 65_536;
/** Fewer bytes are not a capture, unless a frame begins with them. */
const FEWEST_BYTES = 8;

/** Shorter lines are fields, not wrapped lines. */
const NARROWEST_HEX = 32;
/** Programs wrap base64 at 64 or 76 characters. */
const NARROWEST_BASE64 = 64;

const FENCE = /^\s*(?:```|~~~)/;
const DECORATION = /^\s*[+|][-+|\s0-9a-f]*$/;
/** The digits before the first masked one: the beginning of a frame. */
const BEFORE_MASK = /^(?:24|2a|7e)(?:[ :-]?[0-9a-f]{2}){1,80}[ :-]?[0-9a-f]?$/i;
/** The largest number of characters before a mask. */
const MOST_BEFORE_MASK = 250;
const BEHIND_MASK = /^[0-9a-fx*? :-]{10}$/i;
const STRING_LINE = /^\s{0,16}"((?:\\x[0-9a-f]{2}){1,256})"\s{0,4}(\\)?;?\s{0,4}$/i;
/** Stands for a byte with a masked digit: it is a value in no field. */
const UNKNOWN = "?".charCodeAt(0);

/** Number of characters that quote a line. */
function quotesOf(line: string): number {
  return line.startsWith(">") ? /^(?:> ?){1,4}/.exec(line)![0].length : 0;
}

/** The digits of a frame with masked ones; the `x` of `0x` is not a masked digit. */
function maskedDigits(line: string): { start: number; text: string } | null {
  for (const { index } of line.matchAll(/[x*?]/gi)) {
    if (!BEHIND_MASK.test(line.slice(index + 1, index + 11))) continue;
    if (/[ :-]0$/.test(line.slice(0, index).slice(-2))) continue;
    let from = index;
    while (index - from < MOST_BEFORE_MASK && /[0-9a-f :-]/i.test(line[from - 1] ?? "")) from--;
    for (const { index: at } of line.slice(from, index).matchAll(/24|2a|7e/gi)) {
      const start = from + at;
      if (/[A-Za-z0-9]/.test(line[start - 1] ?? "")) continue;
      if (!BEFORE_MASK.test(line.slice(start, index))) continue;
      let end = index + 1;
      while (/[0-9a-fx*? :-]/i.test(line[end] ?? "")) end++;
      return { start, text: line.slice(start, end) };
    }
  }
  return null;
}

export class LineReader {
  readonly #options: LineReaderOptions;
  #block: Block | null = null;
  #table: Table | null = null;
  #isFirst = true;
  /** A line of hex has occurred: lines that are nearly hex are then damaged hex. */
  #isHex = false;
  /** Facts about the following lines from a line without a capture. */
  #title: Around = NOTHING;
  /** The offset at which the dump of each indent continues, and the least indent. */
  readonly #dumps = new Map<number, number>();

  constructor(options: LineReaderOptions) {
    this.#options = options;
  }

  /** Whether the line has one of the forms, with or without a capture. */
  line(text: string, number: number): boolean {
    const line = text.endsWith("\r") ? text.slice(0, -1) : text;
    if (this.#block?.add(line, number)) return true;
    this.end();
    if (line.trim() === "" || FENCE.test(line) || DECORATION.test(line)) return false;
    const isTaken = this.#read(line, quotesOf(line), number);
    this.#isFirst = false;
    if (isTaken) return true;
    if (this.#masked(line, number)) return true;
    this.#title = isTitle(line) ? aroundOf(line, "", this.#options.utcOffsetMinutes) : NOTHING;
    return false;
  }

  /** Ends the input. */
  end(): void {
    const block = this.#block;
    this.#block = null;
    block?.end();
  }

  #reads(...forms: readonly InputFormName[]): boolean {
    const { only } = this.#options;
    return only === null || forms.includes(only);
  }

  #read(line: string, from: number, number: number): boolean {
    const text = from === 0 ? line : line.slice(from);
    return (
      (this.#reads("traccar", "log") && this.#traccar(line, number)) ||
      (this.#reads("dump") && this.#dump(text, number)) ||
      (this.#reads("hex") && this.#hex(text, number, from)) ||
      (this.#reads("jsonl") && this.#json(line, number)) ||
      (this.#reads("csv") && this.#csv(line, number)) ||
      (this.#reads("base64") && this.#base64(text, number, from)) ||
      (this.#reads("code") && this.#strings(text, number, from)) ||
      (this.#reads("log", "code", "csv", "base64") && this.#log(text, number, from)) ||
      (this.#reads("code") && this.#array(text, number))
    );
  }

  /** A capture in the line. */
  #emit(one: InText, around: Around, number: number, from = 0, form = one.form): void {
    const column = from + one.start + 1;
    this.#options.form.found(form, number, one.about);
    if (one.problem !== undefined) this.#options.problems.add(one.problem, number, column);
    if (one.bytes.length > 0) this.#take(one.bytes, around, number, column);
  }

  #take(bytes: Uint8Array, around: Around, line: number, column: number): void {
    const { direction, time, session } = around;
    const flow = session === null ? "whole" : "read";
    this.#options.take({ bytes, line, column, direction, time, session, flow });
  }

  #traccar(text: string, number: number): boolean {
    const entry = traccarLine(text, this.#options.utcOffsetMinutes);
    if (entry === null) return false;
    if (entry.capture === null) return true;
    if (this.#masked(text, number, entry)) return true;
    this.#emit(entry.capture, entry, number);
    return true;
  }

  /** Hex with masked digits. The other fields of a text frame can be read. */
  #masked(line: string, number: number, around?: Around): boolean {
    const masked = maskedDigits(line);
    if (masked === null) return false;
    const { start, text } = masked;
    this.#options.problems.add("masked", number, start + text.search(/[x*?]/i) + 1);
    const pairs = text.replace(/[ :-]/g, "").match(/../g) as string[];
    const bytes = Uint8Array.from(pairs, (pair) =>
      /[x*?]/i.test(pair) ? UNKNOWN : Number.parseInt(pair, 16),
    );
    if (bytes[0] !== STAR || !beginsFrame(bytes)) return true;
    const end = bytes.lastIndexOf(HASH) + 1;
    const { utcOffsetMinutes } = this.#options;
    this.#emit(
      {
        bytes: end > 0 ? bytes.slice(0, end) : bytes,
        start,
        end: start + text.length,
        form: "hex",
        about: "hex in which digits are masked",
      },
      around ?? aroundOf(line.slice(0, start), "", utcOffsetMinutes),
      number,
    );
    return true;
  }

  /** Text frames and bytes somewhere in a line. */
  #log(text: string, number: number, from: number): boolean {
    const found = findInText(text);
    const [first] = found;
    if (first === undefined) return false;
    const last = found.at(-1) as InText;
    const { utcOffsetMinutes } = this.#options;
    const around = aroundOf(text.slice(0, first.start), text.slice(last.end), utcOffsetMinutes);
    const isBare = around.direction === null && around.time === null && around.session === null;
    for (const one of found) this.#emit(one, isBare ? this.#title : around, number, from);
    return true;
  }

  #json(text: string, number: number): boolean {
    const { only, problems, form, utcOffsetMinutes } = this.#options;
    const open = text.indexOf("{");
    const end = text.trimEnd().replace(/,$/, "");
    const isRow = open >= 0 && /[\]}]$/.test(end);
    const bracket = text.trimStart().startsWith("[{") ? text.indexOf("[") : open;
    const value = isRow ? parseJson(end.slice(bracket)) : undefined;
    if (value === undefined) {
      if (only === "jsonl") problems.add("not-json", number, 1);
      return only === "jsonl";
    }
    let isTaken = false;
    for (const part of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      const row = jsonRow(part, text, utcOffsetMinutes);
      const before = aroundOf(text.slice(0, bracket), "", utcOffsetMinutes);
      const around = {
        direction: row.direction ?? before.direction,
        time: row.time ?? before.time,
        session: row.session ?? before.session,
      };
      for (const one of row.captures) this.#emit(one, around, number);
      const isEmpty = row.captures.length === 0 && row.fault === null;
      const fault = row.fault ?? (isEmpty && only === "jsonl" ? "no-capture" : null);
      if (fault !== null) problems.add(fault, number, 1);
      if (row.captures.length > 0) form.found("jsonl", number, "a row of JSON");
      if (isEmpty && !this.#masked(text, number, around)) form.leaveOut(text);
      isTaken ||= typeof part === "object" && part !== null;
    }
    return isTaken || only === "jsonl";
  }

  #csv(text: string, number: number): boolean {
    if (this.#isFirst) {
      this.#table = Table.of(text);
      if (this.#table !== null) this.#options.form.found("csv", number, "the names of columns");
      return this.#table !== null;
    }
    const row = this.#table?.row(text, this.#options.utcOffsetMinutes) ?? null;
    for (const one of row?.captures ?? []) this.#emit(one, row as Around, number);
    return row !== null;
  }

  #dump(text: string, number: number): boolean {
    const first = dumpLine(text);
    if (first === null) return false;
    const goesOn = this.#dumps.get(first.indent) ?? 0;
    const isZero = /^0+$/.test(first.offset);
    if (!isZero && (goesOn === 0 || Number.parseInt(first.offset, 16) !== goesOn)) return false;
    const dump = new Dump(first, number, isZero ? 0 : goesOn);
    const title = this.#title;
    let isPart = false;
    const give = (): void => {
      const bytes = dump.take();
      if (bytes.length > 0) this.#dumped(bytes, dump, title, isPart);
    };
    this.#block = {
      add: (whole) => {
        const line = whole.slice(quotesOf(whole));
        if (/^\s*\*\s*$/.test(line)) {
          dump.repeat();
          return true;
        }
        const offset = /^\s*([0-9a-f]{6,8})\s*$/.exec(line)?.[1];
        if (offset !== undefined) return dump.close(offset);
        const next = dumpLine(line);
        if (next === null || !dump.add(next)) return false;
        if (dump.end > MOST_HELD && dump.end % MOST_HELD < next.bytes.length) {
          isPart = true;
          give();
        }
        return true;
      },
      end: () => {
        give();
        this.#dumps.set(dump.indent, dump.end);
      },
    };
    return true;
  }

  #dumped(bytes: Uint8Array, dump: Dump, title: Around, isPart: boolean): void {
    const { take, form } = this.#options;
    form.found("dump", dump.line, "offsets that grow by the number of bytes in a line");
    const packet = isPart || beginsFrame(bytes) ? null : packetPayload(bytes);
    const place = { line: dump.line, column: 1 };
    if (packet !== null) {
      // An empty segment is only an acknowledgement.
      if (packet.bytes.length > 0) take({ ...packet, ...place, time: title.time, flow: "read" });
      return;
    }
    // Wireshark indents the data of the other side.
    const least = Math.min(dump.indent, ...this.#dumps.keys());
    const isAnswer = dump.indent > least && this.#dumps.has(least);
    const direction = title.direction ?? (isAnswer ? "down" : null);
    const { time, session } = title;
    const flow = isPart ? "part" : session === null ? "whole" : "read";
    take({ bytes, ...place, direction, time, session: isPart ? null : session, flow });
  }

  /** A line of hex only. The next lines belong to it until its frame ends. */
  #hex(text: string, number: number, from: number): boolean {
    const { only, problems } = this.#options;
    const first = hexLine(text);
    if (first === null) {
      if (only !== "hex") return false;
      const { strayAt, oddAt } = readHex(text.trim());
      if (strayAt >= 0) problems.add("not-hex", number, strayAt + 1, notHex(text.trim(), strayAt));
      else problems.add("odd-digits", number, oddAt + 1);
      return true;
    }
    const isOwn = startsFrame(first.bytes, 0, first.bytes.length) !== NO;
    // Times and numbers have digits and separators too, but separators of several kinds.
    const isLikely = first.bytes.length >= FEWEST_BYTES && first.isEven;
    if (!isOwn && !isLikely && only !== "hex") return false;
    const block = new HexBlock(first, isOwn);
    const column = from + first.start + 1;
    /** The text before the digits of the last line of the block. */
    let before = from;
    const title = this.#title;
    this.#block = {
      add: (line) => {
        const quotes = quotesOf(line);
        const next = hexLine(line.slice(quotes));
        const isNext = next !== null && block.add(next);
        if (isNext) before = quotes;
        if (isNext && block.isComplete) this.end();
        return isNext;
      },
      end: () => {
        const { bytes } = block;
        const isCapture = only === "hex" || bytes.length >= FEWEST_BYTES || beginsFrame(bytes);
        if (block.oddAt >= 0 && (isCapture || this.#isHex)) {
          // No line follows one with an odd number of digits.
          problems.add("odd-digits", number + block.lineCount - 1, before + block.oddAt + 1);
        }
        if (!isCapture) return;
        this.#isHex = true;
        this.#options.form.found("hex", number, "a line of nothing but hexadecimal digits");
        this.#take(bytes, title, number, column);
      },
    };
    if (block.isComplete) this.end();
    return true;
  }

  #base64(text: string, number: number, from: number): boolean {
    const first = text.trim();
    const count = countBase64(first, 0);
    if (count < 24 || count !== first.length) return false;
    const bytes = readBase64(first);
    // The other flag of a frame may be in a line below.
    if (!beginsFrame(bytes) && bytes[0] !== FLAG) return false;
    let whole = first;
    const { length } = first;
    const title = this.#title;
    this.#block = {
      add: (line) => {
        const next = line.trim();
        const isNext =
          next !== "" &&
          next.length <= length &&
          whole.length % length === 0 &&
          !whole.endsWith("=") &&
          whole.length < MOST_HELD &&
          length >= NARROWEST_BASE64 &&
          countBase64(next, 0) === next.length &&
          !UUID.test(next) &&
          !beginsFrame(readBase64(next.slice(0, 64))) &&
          !beginsFrame(readHex(next).bytes);
        if (isNext) whole += next;
        return isNext;
      },
      end: () => {
        const frame = readBase64(whole);
        if (!beginsFrame(frame)) return;
        this.#options.form.found("base64", number, "a line of base64 in which a frame begins");
        this.#take(frame, title, number, from + text.indexOf(first) + 1);
      },
    };
    return true;
  }

  /** `"\x24\x20…" \` and so on: a string of C that goes on in the next line, as Wireshark copies bytes. */
  #strings(text: string, number: number, from: number): boolean {
    const first = STRING_LINE.exec(text);
    if (first?.[2] === undefined) return false;
    const title = this.#title;
    let isOpen = true;
    let digits = first[1] as string;
    this.#block = {
      add: (line) => {
        const next = isOpen ? STRING_LINE.exec(line) : null;
        if (next === null || digits.length > 4 * MOST_HELD) return false;
        digits += next[1];
        isOpen = next[2] !== undefined;
        return true;
      },
      end: () => {
        const { bytes } = readHex(digits);
        const about = "a string over several lines";
        const start = text.indexOf('"');
        this.#emit({ bytes, start, end: start, form: "code", about }, title, number, from);
      },
    };
    return true;
  }

  /** An array that begins in this line and goes on in the next. */
  #array(text: string, number: number): boolean {
    const open = Math.max(text.lastIndexOf("["), text.lastIndexOf("{"), text.lastIndexOf("("));
    if (open < 0) return false;
    const first = readNumbers(text, open + 1);
    if (!first.isPure || first.isClosed) return false;
    const around = aroundOf(text.slice(0, open), "", this.#options.utcOffsetMinutes);
    const peer = /peer([01])_\d/.exec(text)?.[1];
    const direction = peer === undefined ? around.direction : peer === "0" ? "up" : "down";
    const isBare = direction === null && around.time === null && around.session === null;
    const parts: Uint8Array[] = [first.bytes];
    let length = first.bytes.length;
    let isClosed = false;
    this.#block = {
      add: (line) => {
        if (isClosed || length > MOST_HELD) return false;
        const next = readNumbers(line, 0);
        if (!next.isPure) return false;
        parts.push(next.bytes);
        length += next.bytes.length;
        isClosed = next.isClosed;
        return true;
      },
      end: () => {
        const bytes = concat(parts);
        if (bytes.length < FEWEST_BYTES && !beginsFrame(bytes)) return;
        const about = "an array of numbers over several lines";
        const one: InText = { bytes, start: open, end: open, form: "code", about };
        this.#emit(one, isBare ? this.#title : { ...around, direction }, number);
      },
    };
    return true;
  }
}

/** Bytes follow a colon, a length or a word like `READ 10.0.0.7:49152`; other lines do not describe the next ones. */
const TITLE =
  /(?::|: ?\d{1,6}B|\d{1,6} ?(?:bytes?|octets?)\)?|\blength \d{1,6}|(?<![A-Za-z0-9])(?:READ|RX|RECV|RECEIVED|WRITE|TX|SENT)(?: (?:from|to|FROM|TO))?(?: \S{3,47}:\d{1,5})?)[\s.]{0,4}$/;
const SHORT_TITLE =
  /^\W{0,4}(?:[a-z]{1,12} ){0,3}(?:device|tracker|client|terminal|server)\W{0,4}$/i;

function isTitle(line: string): boolean {
  const end = line.length > 512 ? line.slice(-512) : line;
  return TITLE.test(end) || SHORT_TITLE.test(line.slice(0, 80));
}

function notHex(text: string, at: number): string {
  const code = text.charCodeAt(at);
  const shown =
    code > 0x20 && code < 0x7f ? `"${text[at]}"` : `byte 0x${code.toString(16).padStart(2, "0")}`;
  return `${shown} at column ${at + 1} is not hex`;
}

interface HexLine {
  readonly bytes: Uint8Array;
  /** Start of the digits. */
  readonly start: number;
  readonly length: number;
  /** Number of different separators between the digits. */
  readonly separators: number;
  /** All groups have the same kind of separator. */
  readonly isEven: boolean;
  readonly oddAt: number;
}

/** Characters around the digits of a line. */
const AROUND = " \t\r\"',;$";
const AMONG = " \t:-,;xX\\";
const UUID = /^\W{0,4}[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\W{0,4}$/i;

function hexLine(line: string): HexLine | null {
  let start = 0;
  let end = line.length;
  while (start < end && AROUND.includes(line[start] as string)) start++;
  while (end > start && AROUND.includes(line[end - 1] as string)) end--;
  const separators = new Set<string>();
  for (let at = start; at < end; at++) {
    if (digitOf(line.charCodeAt(at)) >= 0) continue;
    const character = line[at] as string;
    if (!AMONG.includes(character)) return null;
    separators.add(character);
  }
  if (start === end || (separators.has("-") && UUID.test(line))) return null;
  const { bytes, strayAt, oddAt } = readHex(line, start, end);
  // If a digit is missing elsewhere, the text is a time or a number.
  if (strayAt >= 0 || (oddAt >= 0 && oddAt !== end - 1)) return null;
  const between = [...separators].filter((character) => " :-,;".includes(character));
  const isEven = between.length < 2 || between.sort().join("") === " ,";
  return { bytes, start, length: end - start, separators: separators.size, isEven, oddAt };
}

/** A frame begins, perhaps with its other flag in a line below. */
function beginsAnother(bytes: Uint8Array): boolean {
  return beginsFrame(bytes) || (bytes[0] === FLAG && hasHeader(bytes, 0));
}

/** Lines of hex that are one capture. */
class HexBlock {
  readonly #parts: Uint8Array[] = [];
  readonly #splitter = new FrameSplitter();
  readonly #isOwn: boolean;
  readonly #first: HexLine;
  #length = 0;
  #lastLength = 0;
  #isWrapped = true;
  oddAt = -1;

  constructor(first: HexLine, isOwn: boolean) {
    this.#first = first;
    this.#isOwn = isOwn;
    this.#append(first);
  }

  get bytes(): Uint8Array {
    return concat(this.#parts);
  }

  get lineCount(): number {
    return this.#parts.length;
  }

  /** Whether all its frames have their ends, so that no line below belongs to it. */
  get isComplete(): boolean {
    return this.#isOwn && this.#splitter.buffered === 0;
  }

  add(next: HexLine): boolean {
    const { separators, length } = this.#first;
    if (next.bytes.length === 0 || this.oddAt >= 0 || this.#length > MOST_HELD) return false;
    if (next.separators > separators || beginsAnother(next.bytes)) return false;
    // The last line of a wrapped capture is shorter.
    const isLast = length >= NARROWEST_HEX && this.#lastLength < length;
    if (isLast && startsFrame(next.bytes, 0, next.bytes.length) !== NO) return false;
    const isWrapped = this.#isWrapped && length >= NARROWEST_HEX && next.length <= length;
    if (!this.#isOwn && !isWrapped) return false;
    this.#append(next);
    return true;
  }

  #append(line: HexLine): void {
    this.#parts.push(line.bytes);
    this.#length += line.bytes.length;
    this.#splitter.push(line.bytes);
    this.#lastLength = line.length;
    this.#isWrapped &&= line.length === this.#first.length;
    this.oddAt = line.oddAt;
  }
}
