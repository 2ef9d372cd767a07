/** Converts UTF-16, as Windows programs write it, to UTF-8. */
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
  #surrogate = 0;

  constructor({ isLittle }: Utf16, next: Stage) {
    this.#isLittle = isLittle;
    this.#next = next;
  }

  push(chunk: Uint8Array): void {
    const bytes = new Uint8Array(2 * chunk.length + 4);
    let length = 0;
    for (const byte of chunk) {
      if (this.#half < 0) {
        this.#half = byte;
        continue;
      }
      const unit = this.#isLittle ? (byte << 8) | this.#half : (this.#half << 8) | byte;
      this.#half = -1;
      length = this.#add(unit, bytes, length);
    }
    if (length > 0) this.#next.push(bytes.subarray(0, length));
  }

  end(): void {
    this.#next.end();
  }

  #add(unit: number, bytes: Uint8Array, length: number): number {
    if (unit >= 0xd800 && unit < 0xdc00) {
      this.#surrogate = unit;
      return length;
    }
    const isPair = unit >= 0xdc00 && unit < 0xe000 && this.#surrogate !== 0;
    const code = isPair ? 0x10000 + ((this.#surrogate & 0x3ff) << 10) + (unit & 0x3ff) : unit;
    this.#surrogate = 0;
    return addUtf8(code, bytes, length);
  }
}

/** Writes a code point and returns the new length. */
function addUtf8(code: number, bytes: Uint8Array, from: number): number {
  let length = from;
  if (code < 0x80) {
    bytes[length++] = code;
    return length;
  }
  if (code < 0x800) bytes[length++] = 0xc0 | (code >> 6);
  else {
    if (code < 0x10000) bytes[length++] = 0xe0 | (code >> 12);
    else {
      bytes[length++] = 0xf0 | (code >> 18);
      bytes[length++] = 0x80 | ((code >> 12) & 0x3f);
    }
    bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
  }
  bytes[length++] = 0x80 | (code & 0x3f);
  return length;
}

/** The bytes of a text: those of UTF-8, unless no character is above U+00FF. */
export function bytesOfText(text: string): Uint8Array {
  let isNarrow = true;
  for (let i = 0; i < text.length && isNarrow; i++) isNarrow = text.charCodeAt(i) < 0x100;
  const bytes = new Uint8Array(isNarrow ? text.length : 3 * text.length);
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (isNarrow) bytes[length++] = code;
    else length = addUtf8(code, bytes, length);
  }
  return bytes.subarray(0, length);
}
