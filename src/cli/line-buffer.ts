/** Lines as bytes: as one text they would live so long that each collection of garbage copies them. */

/** As much as is written at once, and a line. */
const USUAL_SIZE: number = 65_536 + 8192;
/** A character of text is at most so many bytes of UTF-8. */
const MOST_BYTES = 3;

/** The two digits of each byte. */
const DIGITS: Uint8Array = Buffer.from(
  Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0")).join(""),
);

export class LineBuffer {
  readonly #usualSize: number;
  #bytes: Buffer | undefined;
  #size = 0;

  /** @param usualSize As many bytes as are usually taken at once: room for them is made in one piece. */
  constructor(usualSize: number = USUAL_SIZE) {
    this.#usualSize = usualSize;
  }

  /** In bytes. */
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

  /** What was added; it belongs to the caller. */
  take(): Buffer {
    const bytes = this.#bytes?.subarray(0, this.#size) ?? Buffer.alloc(0);
    this.#bytes = undefined;
    this.#size = 0;
    return bytes;
  }

  /** Where so many bytes more can be written. */
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
