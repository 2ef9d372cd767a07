/**
 * Turns parts of a stream, split anywhere, into pieces with one frame each, so that each piece can be decoded alone.
 * Line ends and other separators between frames are left out.
 */
import { FrameSplitter } from "../frame/splitter.ts";
import type { Frame } from "../model/frame.ts";
import type { Found, Take } from "./piece.ts";

/** Limit of streams. */
const MOST_STREAMS = 10_000;

/**
 * Streams by name. If there are too many, the eighth that has been silent longest is closed: closing them one at a time
 * would search all streams each time.
 */
export class Streams<T> {
  readonly #open: () => T;
  readonly #close: (stream: T) => void;
  readonly #streams = new Map<string, T>();

  constructor(open: () => T, close: (stream: T) => void) {
    this.#open = open;
    this.#close = close;
  }

  /** The stream of this name, opened on first use. */
  of(name: string): T {
    const known = this.#streams.get(name);
    if (known === undefined) {
      if (this.#streams.size >= MOST_STREAMS) this.#makeRoom();
    } else if (this.#streams.size === 1) return known;
    else this.#streams.delete(name);
    const stream = known ?? this.#open();
    this.#streams.set(name, stream);
    return stream;
  }

  get(name: string): T | undefined {
    return this.#streams.get(name);
  }

  all(): Iterable<T> {
    return this.#streams.values();
  }

  end(name: string): void {
    const stream = this.#streams.get(name);
    if (stream === undefined) return;
    this.#streams.delete(name);
    this.#close(stream);
  }

  endAll(): void {
    for (const name of this.#streams.keys()) this.end(name);
  }

  #makeRoom(): void {
    let count = Math.ceil(this.#streams.size / 8);
    for (const name of this.#streams.keys()) {
      this.end(name);
      if (--count === 0) return;
    }
  }
}

/** The places of the bytes of a stream in the input. */
export class Places {
  /** Parts that may still be needed, with the position of their first byte in the stream. */
  #parts: { readonly found: Found; readonly at: number }[] = [];
  #size = 0;
  /** The last requested byte of the first part, from which the next one is counted. */
  #at = 0;
  /** Line of the last requested byte. */
  line = 0;
  column = 0;

  add(found: Found): void {
    this.#parts.push({ found, at: this.#size });
    this.#size += found.bytes.length;
    if (this.#parts.length === 1) this.#restart();
  }

  /** The part that holds a byte of the stream; `line` and `column` are then those of that byte. Asked for in order. */
  of(offset: number): Found | null {
    this.#forget(offset);
    const [part] = this.#parts;
    if (part === undefined) return null;
    const to = offset - part.at;
    for (; this.#at < to; this.#at++) {
      if (part.found.bytes[this.#at] === LF) {
        this.line++;
        this.column = 1;
      } else this.column++;
    }
    return part.found;
  }

  /** Keeps the places of this many bytes at the end. */
  keep(count: number): void {
    this.#forget(this.#size - count);
  }

  #forget(before: number): void {
    let gone = 0;
    while ((this.#parts[gone + 1]?.at ?? Number.POSITIVE_INFINITY) <= before) gone++;
    if (gone === 0) return;
    this.#parts.splice(0, gone);
    this.#restart();
  }

  #restart(): void {
    const [part] = this.#parts;
    this.#at = 0;
    this.line = part?.found.line ?? 0;
    this.column = part?.found.column ?? 0;
  }
}

const LF = 0x0a;

interface Stream {
  readonly splitter: FrameSplitter;
  readonly places: Places;
}

export class Aligner {
  readonly #take: Take;
  readonly #streams = new Streams<Stream>(
    () => ({ splitter: new FrameSplitter(), places: new Places() }),
    (stream) => this.#give(stream, stream.splitter.flush()),
  );

  constructor(take: Take) {
    this.#take = take;
  }

  add(found: Found): void {
    if (found.flow !== "part") {
      // Earlier pieces of the input are released first.
      this.#streams.end("");
      this.#take(found);
      return;
    }
    const key = found.session === null ? "" : `${found.direction} ${found.session}`;
    const stream = this.#streams.of(key);
    stream.places.add(found);
    this.#give(stream, stream.splitter.push(found.bytes));
  }

  end(): void {
    this.#streams.endAll();
  }

  #give({ splitter, places }: Stream, frames: readonly Frame[]): void {
    for (const frame of frames) {
      const found = places.of(frame.offset);
      if (found === null) continue;
      const { line, column } = places;
      this.#take({ ...found, bytes: frame.bytes, line, column });
    }
    places.keep(splitter.buffered);
  }
}
