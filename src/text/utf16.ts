/** Converts UTF-16, as Windows programs write it, to UTF-8. */
import { strToU8 } from "fflate/browser";
import { latin1Bytes } from "../bytes.ts";
import type { Stage } from "./unpack.ts";

/** Number of bytes that show UTF-16 text without a byte order mark. */
const LOOKED_AT = 16;

/** With or without a byte order mark: which byte of two comes first, and how long the mark is. */
export interface Utf16 {
  readonly isLittle: boolean;
  readonly mark: 0 | 2;
}

export function utf16Of(head: Uint8Array): Utf16 | null {
  if (head[0] === 0xff && head[1] === 0xfe) return { isLittle: true, mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { isLittle: false, mark: 2 };
  const size = Math.min(head.length & ~1, LOOKED_AT);
  if (size < 8) return null;
  for (const isLittle of [true, false]) {
    let is = true;
    for (let i = 0; i < size && is; i += 2) {
      const [low, high] = isLittle ? [head[i], head[i + 1]] : [head[i + 1], head[i]];
      is = high === 0 && isText(low as number);
    }
    if (is) return { isLittle, mark: 0 };
  }
  return null;
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13;
}

export class Utf16Decoder implements Stage {
  readonly #isLittle: boolean;
  readonly #next: Stage;
  #half = -1;
  /** The first half of a character. */
  #surrogate = "";

  constructor({ isLittle }: Utf16, next: Stage) {
    this.#isLittle = isLittle;
    this.#next = next;
  }

  push(chunk: Uint8Array): void {
    let text = this.#surrogate;
    for (const byte of chunk) {
      if (this.#half < 0) {
        this.#half = byte;
        continue;
      }
      const unit = this.#isLittle ? (byte << 8) | this.#half : (this.#half << 8) | byte;
      text += String.fromCharCode(unit);
      this.#half = -1;
    }
    this.#surrogate = /[\ud800-\udbff]?$/.exec(text)![0];
    const bytes = strToU8(text.slice(0, text.length - this.#surrogate.length));
    if (bytes.length > 0) this.#next.push(bytes);
  }

  end(): void {
    this.#next.end();
  }
}

/** The bytes of a text: those of UTF-8, unless no character is above U+00FF. */
export function bytesOfText(text: string): Uint8Array {
  return /[^\0-\xff]/.test(text) ? strToU8(text) : latin1Bytes(text);
}
