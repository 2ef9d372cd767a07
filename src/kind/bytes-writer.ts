import type { OwnRows, Values } from "./meaning.ts";

export type EncodeText = (text: string) => Uint8Array;

/** The bytes of a binary frame or body while they are written. They grow; bytes that are not written are 0. */
export class BytesWriter {
  readonly bytes: number[] = [];
  /** Minutes that the clock of the device is ahead of UTC. */
  readonly utcOffsetMinutes: number;
  /** Encodes text that is not ASCII. */
  readonly encodeText: EncodeText | undefined;
  /** The additions of the option `protocol`. */
  readonly own: OwnRows | undefined;
  /** Bit mask of the runs of unusual bytes that are taken from the tail. */
  readonly #unusual: number;
  #run = 0;
  #taken = 0;
  /** Next element of each list that is written one element a row. */
  #next: Map<string, number> | undefined;

  constructor(utcOffsetMinutes = 0, unusual = 0, encodeText?: EncodeText, own?: OwnRows) {
    this.utcOffsetMinutes = utcOffsetMinutes;
    this.encodeText = encodeText;
    this.own = own;
    this.#unusual = unusual;
  }

  /** Number of the next element of the list `name`. */
  next(name: string): number {
    this.#next ??= new Map();
    const index = this.#next.get(name) ?? 0;
    this.#next.set(name, index + 1);
    return index;
  }

  half(at: number): number {
    return ((this.bytes[at >> 1] ?? 0) >> ((at & 1) === 0 ? 4 : 0)) & 15;
  }

  /** Writes `count` digits at half-byte `at`; all F for `null`. */
  digits(at: number, count: number, value: number | null, radix = 10): void {
    this.grow((at + count + 1) >> 1);
    let left = value ?? 0;
    let i = at + count - 1;
    // Whole bytes, two digits at a time.
    for (; value !== null && (i & 1) === 1 && i > at; i -= 2) {
      const rest = Math.floor(left / (radix * radix));
      const two = left - rest * radix * radix;
      left = rest;
      this.bytes[i >> 1] = radix === 16 ? two : two + Math.floor(two / 10) * 6;
    }
    for (; i >= at; i--) {
      const rest = Math.floor(left / radix);
      const digit = value === null ? 15 : left - rest * radix;
      left = rest;
      if ((i & 1) === 0) this.bytes[i >> 1] = (this.bytes[i >> 1]! & 15) | (digit << 4);
      else this.bytes[i >> 1] = (this.bytes[i >> 1]! & 0xf0) | digit;
    }
  }

  /** Sets bits of a half-byte. */
  setBits(at: number, bits: number): void {
    this.digits(at, 1, this.half(at) | bits, 16);
  }

  /** Appends bytes. */
  append(bytes: ArrayLike<number>): void {
    this.set(this.bytes.length * 2, bytes);
  }

  /** Appends a big-endian number of `length` bytes. */
  number(value: number, length: number): void {
    this.digits(this.bytes.length * 2, length * 2, value, 16);
  }

  /** Appends ASCII, padded with NUL to `length`. */
  text(text: string, length: number): void {
    for (let i = 0; i < length; i++) this.bytes.push(i < text.length ? text.charCodeAt(i) : 0);
  }

  /** Writes bytes at half-byte `at`. */
  set(at: number, bytes: ArrayLike<number>): void {
    const from = at >> 1;
    this.grow(from);
    for (let i = 0; i < bytes.length; i++) this.bytes[from + i] = bytes[i]!;
  }

  /** The next bytes of the tail, or `usual` ones that are not in it. */
  keep(values: Values, at: number, length: number, usual: readonly number[] | undefined): void {
    if (usual !== undefined && ((this.#unusual >> this.#run++) & 1) === 0) {
      this.set(at, usual);
      return;
    }
    const tail: Uint8Array = values["tail"] ?? new Uint8Array(0);
    const next = [...tail.subarray(this.#taken, this.#taken + length)];
    this.#taken += length;
    this.set(at, [...next, ...new Array<number>(length - next.length).fill(0)]);
  }

  /** The bytes of the tail that no row has taken. */
  restOfTail(values: Values): ArrayLike<number> {
    return (values["tail"] as Uint8Array | undefined)?.subarray(this.#taken) ?? [];
  }

  /** Makes room for `length` bytes in total. */
  grow(length: number): void {
    while (this.bytes.length < length) this.bytes.push(0);
  }

  /** All written bytes. Making the array directly from the list would take three times as long. */
  take(): Uint8Array {
    const { bytes } = this;
    const taken = new Uint8Array(bytes.length);
    for (let i = 0; i < taken.length; i++) taken[i] = bytes[i]!;
    return taken;
  }
}
