/**
 * Turns bytes into lines, and lines into captures. Text frames at the beginning of a line are the stream itself: they
 * are released at their `#`, however long the line is. If bytes follow that do not occur in text, the rest is a stream
 * of bytes, unless a capture in another form was found before.
 */
import { latin1Text } from "../bytes.ts";
import { HASH, STAR } from "../frame/start.ts";
import { LineReader, type LineReaderOptions } from "./line-reader.ts";
import { beginsTextFrame } from "./own-start.ts";
import type { Found } from "./piece.ts";
import type { Stage } from "./unpack.ts";

const LF = 0x0a;

/** A part of the stream, as it came. */
const PART = {
  direction: null,
  time: null,
  session: null,
  flow: "part",
} as const satisfies Partial<Found>;

/** Number of bytes that may belong to a stream and are held until that is decided. */
const MOST_HELD = 4096;

/** Longer lines are read in parts: hex is still one capture. */
const LONGEST_LINE: number = 1024 * 1024;
/** A row of JSON can only be read as a whole. */
const LONGEST_ROW: number = 16 * LONGEST_LINE;
/** Lines after a text frame without its end belong to it up to here. */
const LONGEST_FRAME = 2048;

/** The longest beginning of a text frame, up to the comma after its id. */
const LONGEST_HEAD = 32;

const Kind = { LineEnd: 1, Hash: 2, Binary: 3 } as const;

/** The kind of each byte. Binary bytes do not occur in text: controls except tab, line ends, form feed and escape. */
const KINDS: Uint8Array = (() => {
  const table = new Uint8Array(256);
  table.fill(Kind.Binary, 0, 0x20);
  for (const byte of [0x09, 0x0b, 0x0c, 0x0d, 0x1b]) table[byte] = 0;
  table[LF] = Kind.LineEnd;
  table[HASH] = Kind.Hash;
  return table;
})();

/** Characters after the `#` of a frame in a table or a program, which are not part of the stream. */
const BEHIND_FRAME = "\"',;\t|)]}\\<";

export class TextReader implements Stage {
  readonly #options: LineReaderOptions;
  readonly #lines: LineReader;
  /** Bytes of the current line, and perhaps of lines before it. */
  #buffer: Uint8Array = new Uint8Array(1024);
  #size = 0;
  /** Bytes before `#from` have been passed on; bytes before the other have been examined. */
  #from = 0;
  #scanned = 0;
  #number = 1;
  /** Column of `#from`. */
  #column = 1;
  /** Whether a text frame is at the beginning of the line. */
  #isPlain = false;
  #isPlainKnown = false;
  /** Bytes of a text frame that has no end so far; 0 if there is none. */
  #open = 0;
  /** A capture in another form was seen. */
  #isOther = false;
  /** Bytes of the stream were seen. */
  #isStream = false;
  /**
   * Bytes of the stream that are passed on together with later ones: their end in the buffer, and the place of the
   * first one.
   */
  #ready: {
    readonly from: number;
    to: number;
    readonly line: number;
    readonly column: number;
  } | null = null;
  #held: { readonly bytes: Uint8Array; readonly line: number }[] = [];
  #heldLength = 0;
  #isRaw: boolean;

  constructor(options: LineReaderOptions) {
    this.#options = options;
    this.#lines = new LineReader(options);
    this.#isRaw = options.only === "raw";
  }

  push(chunk: Uint8Array): void {
    if (this.#isRaw) {
      this.#raw(chunk);
      return;
    }
    this.#append(chunk);
    while (this.#scanned < this.#size) {
      const kind = this.#scan();
      if (kind === Kind.LineEnd) this.#line();
      else if (kind === Kind.Hash) this.#mark();
      else if (kind === Kind.Binary && this.#mayBeRaw()) {
        this.#isRaw = true;
        this.#hand();
        const rest = this.#buffer.slice(this.#from, this.#size);
        this.#options.form.found("raw", this.#number, "bytes that do not occur in text");
        this.#raw(rest);
        return;
      } else if (this.#scanned - this.#from >= this.#longest) this.#long();
    }
    this.#hand();
  }

  /** The next byte with a meaning, but no further than the longest line. */
  #scan(): number {
    const buffer = this.#buffer;
    let at = this.#scanned;
    const end = Math.min(this.#size, this.#from + this.#longest);
    let kind = 0;
    while (at < end && kind === 0) kind = KINDS[buffer[at++]!]!;
    this.#scanned = at;
    return kind;
  }

  end(): void {
    if (!this.#isRaw) {
      this.#scanned = this.#size;
      if (this.#from < this.#size) this.#line();
      this.#lines.end();
      if (!this.#isOther) this.#stream();
      this.#hand();
    }
  }

  settle(): void {
    if (!this.#isRaw) this.#lines.end();
  }

  #append(chunk: Uint8Array): void {
    const held = this.#size - this.#from;
    if (this.#size + chunk.length > this.#buffer.length) {
      const room = Math.max(this.#buffer.length, 1024);
      const needed = held + chunk.length;
      const next = needed > room / 2 ? new Uint8Array(2 * needed) : this.#buffer;
      next.set(this.#buffer.subarray(this.#from, this.#size));
      this.#buffer = next;
      this.#scanned -= this.#from;
      this.#from = 0;
      this.#size = held;
    }
    this.#buffer.set(chunk, this.#size);
    this.#size += chunk.length;
  }

  #mayBeRaw(): boolean {
    const { only } = this.#options;
    return !this.#isOther && (only === null || only === "text");
  }

  /** Takes bytes of the stream, from `#from` up to here. A piece for each frame would cost more than everything else. */
  #take(to: number): void {
    const from = this.#from;
    if (from === to) return;
    this.#stream();
    if (this.#ready?.to === from) this.#ready.to = to;
    else {
      this.#hand();
      this.#ready = { from, to, line: this.#number, column: this.#column };
    }
    this.#column += to - from;
    this.#from = to;
  }

  /** Passes on the taken bytes, before other pieces are released and before the buffer moves. */
  #hand(): void {
    const ready = this.#ready;
    if (ready === null) return;
    this.#ready = null;
    const { from, to, line, column } = ready;
    this.#options.take({ ...PART, bytes: this.#buffer.slice(from, to), line, column });
  }

  #raw(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#stream();
    const place = { line: this.#number, column: this.#column };
    this.#options.take({ ...PART, bytes: bytes.slice(), ...place });
    this.#column += bytes.length;
    let last = -1;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
      last = at;
      this.#number++;
    }
    if (last >= 0) this.#column = bytes.length - last;
  }

  /** Whether the line begins with a text frame. */
  #plain(end: number): boolean {
    if (this.#isPlainKnown) return this.#isPlain;
    const { only } = this.#options;
    let at = this.#from;
    while (at < end && (this.#buffer[at] === 0x20 || this.#buffer[at] === 0x09)) at++;
    this.#isPlainKnown = true;
    this.#isPlain =
      (only === null || only === "text") &&
      (this.#buffer[at] === STAR
        ? beginsTextFrame(latin1Text(this.#buffer, at, Math.min(end, at + LONGEST_HEAD)), 0)
        : only === "text" && at < end);
    if (this.#isPlain) this.#lines.end();
    return this.#isPlain;
  }

  /** A `#`, which ends a text frame. */
  #mark(): void {
    if (!this.#plain(this.#scanned)) return;
    this.#options.form.found("text", this.#number, "text frames at the beginning of lines");
    this.#open = 0;
    this.#take(this.#scanned);
  }

  #line(): void {
    const end = this.#scanned;
    if (this.#plain(end)) this.#endPlain(end);
    else this.#other(end);
    this.#number++;
    this.#column = 1;
    this.#isPlainKnown = false;
    this.#from = end;
  }

  /** The text after the last `#` of a line with text frames. */
  #endPlain(end: number): void {
    const isBehind = this.#column > 1;
    const rest = latin1Text(this.#buffer, this.#from, Math.min(end, this.#from + 2));
    const isExtension = /^(?:<[\d,]|,T)/.test(rest);
    if (isBehind && !isExtension && BEHIND_FRAME.includes(rest[0] ?? "\n")) return;
    if (!isBehind) {
      this.#options.form.found("text", this.#number, "text frames at the beginning of lines");
      this.#open = end - this.#from;
    }
    this.#take(end);
  }

  #other(end: number): void {
    const length = end - this.#from;
    const hasEnd = end > this.#from && this.#buffer[end - 1] === LF;
    const text = latin1Text(this.#buffer, this.#from, hasEnd ? end - 1 : end);
    this.#hand();
    if (this.#lines.line(text, this.#number)) {
      this.#otherForm();
      this.#open = 0;
    } else if (this.#open > 0 && this.#open + length <= LONGEST_FRAME) {
      // A text in a frame may have several lines.
      const close = this.#buffer.subarray(this.#from, end).indexOf(HASH);
      this.#open = close < 0 ? this.#open + length : 0;
      this.#take(close < 0 ? end : this.#from + close + 1);
    } else {
      this.#open = 0;
      if (this.#mayBeRaw() && isOfStream(text)) this.#hold(end);
      else this.#options.form.leaveOut(text);
    }
  }

  /** A line that may be the rest of a frame belongs to the stream, unless a capture in another form follows. */
  #hold(end: number): void {
    if (this.#isStream) {
      this.#take(end);
      return;
    }
    this.#heldLength += end - this.#from;
    if (this.#heldLength > MOST_HELD) this.#held = [];
    else this.#held.push({ bytes: this.#buffer.slice(this.#from, end), line: this.#number });
    this.#from = end;
  }

  /** From here on it is a stream, to which the held bytes belong. */
  #stream(): void {
    if (this.#isStream) return;
    this.#isStream = true;
    for (const { bytes, line } of this.#held) {
      this.#options.take({ ...PART, bytes, line, column: 1 });
    }
    this.#held = [];
  }

  #otherForm(): void {
    this.#isOther = true;
    this.#held = [];
  }

  get #isRow(): boolean {
    const first = this.#buffer[this.#from];
    return first === 0x7b || first === 0x5b;
  }

  get #longest(): number {
    return this.#isRow ? LONGEST_ROW : LONGEST_LINE;
  }

  /** A line that is longer than the limit of held bytes. */
  #long(): void {
    const end = this.#scanned;
    if (this.#isRow) {
      this.#options.problems.add("too-long", this.#number, 1);
    } else if (this.#plain(end)) {
      this.#take(end);
    } else {
      const text = latin1Text(this.#buffer, this.#from, end);
      this.#hand();
      if (this.#lines.line(text, this.#number)) this.#otherForm();
      this.#column += end - this.#from;
    }
    this.#from = end;
  }
}

/** Words with spaces between them are prose or a log; the end of a frame without its beginning may have some. */
function isOfStream(text: string): boolean {
  const line = text.trim();
  if (line.endsWith("#") && line.split(",", 4).length === 4) return true;
  return line !== "" && !/[ \t]/.test(line) && !/^[`~{}[\]]/.test(line);
}
