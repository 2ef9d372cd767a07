import { POWERS_OF_TEN } from "./coordinate.ts";
import type { Values } from "./meaning.ts";
import { refuseValue } from "./refuse.ts";

/**
 * The format of speed and course: `014.28` and `028` in the documents of SinoTrack and TQ, `14.28` and
 * `28` in those of HuaSunTeK and Cantrack, `0014` and `028` by units that send their temperature behind
 * the `#`.
 */
export type NumberForm = "long" | "short" | "whole";

/** The default maker code of a frame. */
export const DEFAULT_MAKER = "HQ";

/** Characters that end a field, a frame, or are not ASCII. */
const FIELD: RegExp = /^[\x20-\x22\x24-\x29\x2b\x2d-\x7e]*$/;
/** The text of a device may contain commas, stars and line breaks; the `#` ends it. */
const FREE: RegExp = /^[\n\r\x20-\x22\x24-\x7e]*$/;

const COMMA = 0x2c;
const POINT = 0x2e;
const ZERO = 0x30;
const LETTER_A = 0x41;

/** The list of the previous writer, which the next one reuses: growing a list takes a tenth of the time of writing. */
let room: number[] | null = null;
const MOST_ROOM = 1024;

/** A text frame while it is written byte by byte, which takes half the time of strings. */
export class TextWriter {
  /** Only the first `length` entries count. */
  readonly #bytes: number[] = room ?? [];
  #length = 0;
  /** Decides how cells are written: some ids send them in hexadecimal. */
  readonly deviceId: string;
  readonly numbers: NumberForm;
  /** Prefix of property names in errors: the element of a list that is being written. */
  readonly #path: string;
  /** Next element of each list that is written one element a field. */
  #next: Map<string, number> | undefined;

  constructor(deviceId: string, numbers: NumberForm, path = "") {
    room = null;
    this.deviceId = deviceId;
    this.numbers = numbers;
    this.#path = path;
  }

  /** Writes a field of characters that do not end it: digits, letters. */
  put(text: string): void {
    this.add(text);
    this.end();
  }

  /** Writes a part of a field. */
  add(text: string): void {
    for (let i = 0; i < text.length; i++) this.#bytes[this.#length++] = text.charCodeAt(i);
  }

  /** Ends a field that was written in parts. */
  end(): void {
    this.#bytes[this.#length++] = COMMA;
  }

  /** Writes a byte in place of the comma after the last field. */
  endWith(byte: number): void {
    this.#bytes[this.#length - 1] = byte;
  }

  /** Everything written, without the comma after the last field. */
  take(): Uint8Array {
    const bytes = new Uint8Array(this.#length - 1);
    for (let i = 0; i < bytes.length; i++) bytes[i] = this.#bytes[i]!;
    if (bytes.length <= MOST_ROOM) room = this.#bytes;
    return bytes;
  }

  putAll(texts: readonly string[]): void {
    for (const text of texts) this.put(text);
  }

  /** Writes a number with at least `width` digits; nothing for an unknown one. */
  putWhole(value: number | null | undefined, width = 1, radix = 10): void {
    const isPlain = Number.isInteger(value) && value! >= 0 && value! < 1e15;
    if (isPlain) this.addDigits(value!, width, radix);
    else this.add(wholeText(value, width, radix));
    this.end();
  }

  /** Writes at least `width` digits as a part of a field. */
  addDigits(value: number, width: number, radix = 10): void {
    let digits = 1;
    for (let over = radix; over <= value; over *= radix) digits++;
    if (digits < width) digits = width;
    this.#length += digits;
    let i = 1;
    let left = value;
    // Integer arithmetic, because doubles take twice as long.
    for (; radix === 10 && left < 0x40000000 && i <= digits; i++) {
      const rest = (left / 10) | 0;
      this.#bytes[this.#length - i] = ZERO + left - rest * 10;
      left = rest;
    }
    for (; i <= digits; i++) {
      const rest = Math.floor(left / radix);
      const digit = left - rest * radix;
      this.#bytes[this.#length - i] = digit < 10 ? ZERO + digit : LETTER_A + digit - 10;
      left = rest;
    }
  }

  /** Writes a count of `10^-decimals` units with its point, at least `width` digits before it, as a part of a field. */
  addPoint(count: number, decimals: number, width: number): void {
    const scale = POWERS_OF_TEN[decimals]!;
    const whole = Math.floor(count / scale);
    this.addDigits(whole, width);
    if (decimals === 0) return;
    this.#bytes[this.#length++] = POINT;
    this.addDigits(count - whole * scale, decimals);
  }

  /** Writes any text; nothing for an unknown one. @throws RangeError for one that ends a field or frame. */
  putText(text: unknown, name: string): void {
    this.put(text === null || text === undefined ? "" : checkedField(text, this.#path + name));
  }

  /** Writes a text that may hold commas and line breaks. @throws RangeError for one that ends the frame. */
  putFree(text: unknown, name: string): void {
    if (typeof text !== "string" || !FREE.test(text)) {
      refuseValue(name, "printable ASCII without #, line breaks allowed", text);
    }
    this.put(text);
  }

  /** Number of the next element of the list `name`. */
  next(name: string): number {
    const index = this.#taken(name);
    this.#next ??= new Map();
    this.#next.set(name, index + 1);
    return index;
  }

  /** Writes the next text of a list, or an empty field after its end. */
  putNext(name: string, values: Values): void {
    const i = this.next(name);
    this.putText(values[name]?.[i], `${name}[${i}]`);
  }

  /** Number of remaining elements of the list `name`. */
  left(name: string, values: Values): number {
    return Math.max((values[name]?.length ?? 0) - this.#taken(name), 0);
  }

  #taken(name: string): number {
    return this.#next?.get(name) ?? 0;
  }
}

/** @throws RangeError that names the property. */
export function checkedField(text: unknown, name: string): string {
  if (typeof text === "string" && FIELD.test(text)) return text;
  return refuseValue(name, "printable ASCII without * , #", text);
}

/** Capital digits, with zeros in front up to `width`; empty for an unknown number. */
export function wholeText(value: number | null | undefined, width = 1, radix = 10): string {
  if (value === null || value === undefined) return "";
  const digits = radix === 10 ? String(value) : value.toString(radix).toUpperCase();
  return digits.length < width ? digits.padStart(width, "0") : digits;
}

/**
 * The number of `10^-decimals` units of the wire that a value is, with the fewest decimals from `least` to
 * `most` that read back as the same value; with `least` if none does, so rounded to the nearest step.
 *
 * @param units The value in units of the wire.
 * @param read The value that the decoder reads from a number of `10^-decimals` units.
 */
export function exactUnits(
  value: number,
  units: number,
  least: number,
  most: number,
  read: (count: number, scale: number) => number | null,
): { count: number; decimals: number } {
  for (let decimals = least; decimals <= most; decimals++) {
    const scale = POWERS_OF_TEN[decimals]!;
    const count = Math.round(units * scale);
    if (read(count, scale) === value) return { count, decimals };
  }
  return { count: Math.round(units * POWERS_OF_TEN[least]!), decimals: least };
}
