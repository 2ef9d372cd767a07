/**
 * Reads hexadecimal digits the way people paste them: `2430…`, `24 30`, `24:30`, `24-30`,
 * `0x24, 0x30`, `\x24\x30`.
 *
 * Each line is a capture of its own, because a log of hex has one read of the socket a line. Lines
 * of any length are read in pieces, so that a file without line breaks needs no more memory than
 * others.
 */
import { Failure } from "./failure.ts";
import type { Piece, PieceReader } from "./pieces.ts";

/** What a character may be in hex text. */
export const HexClass = { Digit: 0, Separator: 1, Prefix: 2, Other: 3 } as const;
export type HexClass = (typeof HexClass)[keyof typeof HexClass];

const LF = 0x0a;
const BACKSLASH = 0x5c;

// Per character: 0 to 15 the value of a digit, otherwise 0x10 | class.
const CHARACTERS: Uint8Array = (() => {
  const table = new Uint8Array(256).fill(0x10 | HexClass.Other);
  for (const [value, digit] of [..."0123456789abcdef"].entries()) {
    table[digit.charCodeAt(0)] = value;
    table[digit.toUpperCase().charCodeAt(0)] = value;
  }
  for (const separator of " \t\v\f\r\n:-,") {
    table[separator.charCodeAt(0)] = 0x10 | HexClass.Separator;
  }
  for (const prefix of "xX\\") table[prefix.charCodeAt(0)] = 0x10 | HexClass.Prefix;
  return table;
})();

export function hexClassOf(byte: number): HexClass {
  const character = CHARACTERS[byte] as number;
  return character < 16 ? HexClass.Digit : ((character & 3) as HexClass);
}

export interface HexOptions {
  /** Names the input in messages. */
  readonly name: string;
  /** All lines are one capture. */
  readonly join?: boolean;
  /** The number of the first line. */
  readonly line?: number;
  /** The most bytes of a piece. */
  readonly pieceLength?: number;
}

const PIECE_LENGTH = 65_536;

export class HexReader implements PieceReader {
  readonly #name: string;
  readonly #join: boolean;
  readonly #piece: Uint8Array;
  #length = 0;
  #line: number;
  #column = 0;
  /** The first digit of a byte; -1 before it. */
  #high = -1;
  /** Digits since the last separator or prefix. */
  #digits = 0;
  #backslash = false;
  /** Whether the capture at hand has had a byte. */
  #open = false;

  constructor(options: HexOptions) {
    this.#name = options.name;
    this.#join = options.join ?? false;
    this.#line = options.line ?? 1;
    this.#piece = new Uint8Array(options.pieceLength ?? PIECE_LENGTH);
  }

  *push(chunk: Uint8Array): Generator<Piece> {
    for (const byte of chunk) {
      this.#column++;
      const character = CHARACTERS[byte] as number;
      if (character < 16) {
        if (this.#backslash) throw this.#stray(BACKSLASH);
        this.#digits++;
        if (this.#high < 0) {
          this.#high = character;
          continue;
        }
        this.#piece[this.#length++] = (this.#high << 4) | character;
        this.#high = -1;
        this.#open = true;
        if (this.#length === this.#piece.length) yield this.#take(false);
      } else if ((character & 3) === HexClass.Separator) {
        this.#endOfToken();
        if (byte !== LF) continue;
        if (this.#open && !this.#join) yield this.#take(true);
        this.#line++;
        this.#column = 0;
      } else {
        this.#prefix(byte);
      }
    }
    // A joined stream may be a live one: hand on what there is.
    if (this.#join && this.#length > 0) yield this.#take(false);
  }

  *end(): Generator<Piece> {
    this.#endOfToken();
    if (this.#open) yield this.#take(true);
  }

  #take(ends: boolean): Piece {
    const bytes = this.#piece.subarray(0, this.#length);
    this.#length = 0;
    if (ends) this.#open = false;
    return this.#join ? { bytes, ends } : { bytes, ends, line: this.#line };
  }

  /** `0x` before digits, or `\x`. */
  #prefix(byte: number): void {
    if (byte === BACKSLASH) {
      this.#endOfToken();
      this.#backslash = true;
    } else if (this.#backslash) {
      this.#backslash = false;
    } else if (this.#digits === 1 && this.#high === 0) {
      this.#high = -1;
      this.#digits = 0;
    } else {
      throw this.#stray(byte);
    }
  }

  #endOfToken(): void {
    if (this.#backslash) throw this.#stray(BACKSLASH);
    if (this.#high >= 0) {
      throw new Failure(`${this.#name}:${this.#line}: odd number of hex digits`);
    }
    this.#digits = 0;
  }

  #stray(byte: number): Failure {
    const shown =
      byte > 0x20 && byte < 0x7f
        ? `"${String.fromCharCode(byte)}"`
        : `byte 0x${byte.toString(16).padStart(2, "0")}`;
    return new Failure(
      `${this.#name}:${this.#line}: ${shown} at column ${this.#column} is not hex`,
    );
  }
}

/** The bytes of a short hex text; `name` and `line` say where it stands. */
export function hexToBytes(text: string, name: string, line: number): Uint8Array {
  const source = new TextEncoder().encode(text);
  const pieceLength = Math.ceil(source.length / 2);
  const reader = new HexReader({ name, line, join: true, pieceLength });
  const bytes = new Uint8Array(pieceLength);
  let length = 0;
  for (const pieces of [reader.push(source), reader.end()]) {
    for (const piece of pieces) {
      bytes.set(piece.bytes, length);
      length += piece.bytes.length;
    }
  }
  return bytes.subarray(0, length);
}
