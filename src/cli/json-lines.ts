/**
 * Reads captures in JSON Lines: one capture a row, its bytes in `hex`, or its text in `text` or
 * `ascii`. The output of `sinotrack decode` is such a file too: there the bytes are in `frame.hex`.
 */
import { concat, latin1Bytes } from "../bytes.ts";
import { Failure } from "./failure.ts";
import { hexToBytes } from "./hex.ts";
import type { Piece, PieceReader } from "./pieces.ts";

/** A row must be held whole to be read, so it must have a limit. */
const MAX_ROW_LENGTH: number = 16 * 1024 * 1024;

const LF = 0x0a;

export interface JsonLinesOptions {
  /** Names the input in messages. */
  readonly name: string;
  /** All rows are one capture. */
  readonly join?: boolean;
}

export class JsonLinesReader implements PieceReader {
  readonly #name: string;
  readonly #join: boolean;
  #held: Uint8Array[] = [];
  #heldLength = 0;
  #line = 1;

  constructor(options: JsonLinesOptions) {
    this.#name = options.name;
    this.#join = options.join ?? false;
  }

  *push(chunk: Uint8Array): Generator<Piece> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LF, start);
      if (end < 0) break;
      this.#hold(chunk.subarray(start, end));
      yield* this.#row();
      this.#line++;
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
  }

  *end(): Generator<Piece> {
    yield* this.#row();
    if (this.#join) yield { bytes: new Uint8Array(0), ends: true };
  }

  #hold(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#heldLength += part.length;
    if (this.#heldLength > MAX_ROW_LENGTH) {
      throw this.#failure(`the row is longer than ${MAX_ROW_LENGTH / 1024 / 1024} MiB`);
    }
    // A copy: the chunk belongs to the caller.
    this.#held.push(new Uint8Array(part));
  }

  *#row(): Generator<Piece> {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(concat(this.#held));
    this.#held = [];
    this.#heldLength = 0;
    if (text.trim() === "") return;
    const bytes = this.#bytesOf(text);
    yield this.#join ? { bytes, ends: false } : { bytes, ends: true, line: this.#line };
  }

  #bytesOf(text: string): Uint8Array {
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch {
      throw this.#failure("not JSON");
    }
    const hex = property(row, "hex") ?? property(property(row, "frame"), "hex");
    if (typeof hex === "string") return hexToBytes(hex, this.#name, this.#line);
    const capture = property(row, "text") ?? property(row, "ascii");
    if (typeof capture !== "string") {
      throw this.#failure('no capture in the row: it has none of "hex", "text", "ascii"');
    }
    for (let at = 0; at < capture.length; at++) {
      // Nobody can tell which bytes such a character was on the wire.
      if (capture.charCodeAt(at) > 0x7f) {
        throw this.#failure("a character that is not ASCII; give the capture as hex");
      }
    }
    return latin1Bytes(capture);
  }

  #failure(text: string): Failure {
    return new Failure(`${this.#name}:${this.#line}: ${text}`);
  }
}

/** An own property of a JSON object, if it is one. */
function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
