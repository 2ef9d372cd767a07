/**
 * Turns an input of any form into the bytes of captures.
 *
 * Readers are synchronous and lazy: a fault in the middle of a chunk is thrown only after the
 * captures before it were taken out and printed.
 */
import { concat } from "../bytes.ts";
import { Failure } from "./failure.ts";
import { HexReader } from "./hex.ts";
import { JsonLinesReader } from "./json-lines.ts";
import { PacketReader } from "./pcap/reader.ts";
import type { Piece, PieceReader } from "./pieces.ts";
import { type Form, HEAD_LENGTH, hasByteOrderMark, recognise } from "./recognise.ts";

export interface ReaderOptions {
  /** Names the input in messages. */
  readonly name: string;
  readonly form: Form | "auto";
  /** Lines or rows are parts of one stream, not captures of their own. */
  readonly join: boolean;
  /** Of captured packets: the port of the server. */
  readonly port?: number;
  /** Takes what people should know about the input. */
  readonly note?: (line: string) => void;
}

export function createReader(options: ReaderOptions): PieceReader {
  const { name, form, join } = options;
  switch (form) {
    case "auto":
      return new AutoReader(options);
    case "hex":
      return new MarkSkipper(new HexReader({ name, join }));
    case "jsonl":
      return new MarkSkipper(new JsonLinesReader({ name, join }));
    case "text":
      return new MarkSkipper(new RawReader());
    case "raw":
      return new RawReader();
    case "pcap":
      return new PacketReader(options);
  }
}

const EMPTY = new Uint8Array(0);

/** The whole input is one capture. */
class RawReader implements PieceReader {
  *push(bytes: Uint8Array): Generator<Piece> {
    yield { bytes, ends: false };
  }

  *end(): Generator<Piece> {
    yield { bytes: EMPTY, ends: true };
  }
}

/** Holds the first bytes until it is clear what they are. */
class AutoReader implements PieceReader {
  readonly #options: ReaderOptions;
  #head: Uint8Array = EMPTY;
  #form: Form | undefined;
  #reader: PieceReader | undefined;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  *push(chunk: Uint8Array): Generator<Piece> {
    let bytes = chunk;
    if (this.#reader === undefined) {
      this.#head = concat([this.#head, chunk]);
      bytes = this.#decide(false);
    }
    if (this.#reader !== undefined) yield* this.#hinting(this.#reader.push(bytes));
  }

  *end(): Generator<Piece> {
    if (this.#reader === undefined) {
      const bytes = this.#decide(true);
      if (this.#reader !== undefined) {
        yield* this.#hinting((this.#reader as PieceReader).push(bytes));
      }
    }
    if (this.#reader !== undefined) yield* this.#hinting(this.#reader.end());
  }

  /** Sets the reader if the form is clear; the bytes held so far are then for it. */
  #decide(isEnd: boolean): Uint8Array {
    const form = recognise(this.#head.subarray(0, HEAD_LENGTH), isEnd);
    if (form === undefined) return EMPTY;
    if (form === "utf-16") {
      const { name } = this.#options;
      throw new Failure(`${name}: text in UTF-16; save it as UTF-8, or say --input raw`);
    }
    this.#form = form;
    this.#reader = createReader({ ...this.#options, form });
    const head = this.#head;
    this.#head = EMPTY;
    return head;
  }

  /** A text may begin with a line that looks like hex: say how it was taken. */
  *#hinting(pieces: Generator<Piece>): Generator<Piece> {
    try {
      yield* pieces;
    } catch (error) {
      if (!(error instanceof Failure) || this.#form !== "hex") throw error;
      throw new Failure(`${error.message} (taken for hex; --input says otherwise)`);
    }
  }
}

/** Leaves out a byte order mark, which editors put before text and which was never on the wire. */
class MarkSkipper implements PieceReader {
  readonly #reader: PieceReader;
  #head: Uint8Array | null = EMPTY;

  constructor(reader: PieceReader) {
    this.#reader = reader;
  }

  *push(chunk: Uint8Array): Generator<Piece> {
    if (this.#head === null) {
      yield* this.#reader.push(chunk);
      return;
    }
    this.#head = concat([this.#head, chunk]);
    if (this.#head[0] === 0xef && this.#head.length < 3) return;
    yield* this.#release();
  }

  *end(): Generator<Piece> {
    yield* this.#release();
    yield* this.#reader.end();
  }

  *#release(): Generator<Piece> {
    if (this.#head === null) return;
    const head = this.#head;
    this.#head = null;
    const bytes = hasByteOrderMark(head) ? head.subarray(3) : head;
    if (bytes.length > 0) yield* this.#reader.push(bytes);
  }
}
