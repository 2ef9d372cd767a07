/** Lines as bytes: one long string would live so long that each garbage collection copies it. */

/** The size of one write, and a line. */
const USUAL_SIZE: number = 65_536 + 8192;
/** The most bytes of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

/**
 * Lines that fill less than this fraction are copied: otherwise the lines that follow would need a new buffer, which
 * costs more.
 */
const PARTS = 4;
const NONE: Buffer = Buffer.alloc(0);

/** The two digits of each byte. */
const DIGITS: Uint8Array = Buffer.from(
  Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0")).join(""),
);

export class LineBuffer {
  readonly #usualSize: number;
  #bytes: Buffer | undefined;
  #size = 0;

  /** @param usualSize The usual number of bytes in one `take`, which is allocated at once. */
  constructor(usualSize: number = USUAL_SIZE) {
    this.#usualSize = usualSize;
  }

  /** Size in bytes. */
  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    const bytes = this.#room(text.length * MOST_BYTES);
    this.#size += bytes.write(text, this.#size, "utf8");
  }

  /** Text that is ASCII. */
  addAscii(text: string): void {
    const bytes = this.#room(text.length);
    this.#size += bytes.write(text, this.#size, "latin1");
  }

  /** Two hexadecimal digits for each byte. */
  addHex(data: Uint8Array): void {
    const bytes = this.#room(2 * data.length);
    let to = this.#size;
    for (const byte of data) {
      const from = byte << 1;
      bytes[to++] = DIGITS[from]!;
      bytes[to++] = DIGITS[from + 1]!;
    }
    this.#size = to;
  }

  /** Returns the added bytes, which then belong to the caller. */
  take(): Buffer {
    const bytes = this.#bytes ?? NONE;
    const size = this.#size;
    this.#size = 0;
    if (size * PARTS < bytes.length) {
      const part = Buffer.allocUnsafeSlow(size);
      bytes.copy(part, 0, 0, size);
      return part;
    }
    this.#bytes = undefined;
    return bytes.subarray(0, size);
  }

  /** A buffer with room for `count` more bytes. */
  #room(count: number): Buffer {
    const bytes = this.#bytes;
    const size = this.#size + count;
    if (bytes !== undefined && size <= bytes.length) return bytes;
    const next = Buffer.allocUnsafeSlow(Math.max(this.#usualSize, 2 * size));
    bytes?.copy(next, 0, 0, this.#size);
    this.#bytes = next;
    return next;
  }
}
