import type { Values } from "./meaning.ts";
import { refuseValue } from "./refuse.ts";

/**
 * How speed and course are printed: `014.28` and `028` in the documents of SinoTrack and TQ, `14.28` and
 * `28` in those of HuaSunTeK and Cantrack, `0014` and `028` by units that send their temperature behind
 * the `#`.
 */
export type NumberForm = "long" | "short" | "whole";

/** Characters that end a field, a frame, or are not ASCII. */
const FIELD: RegExp = /^[\x20-\x22\x24-\x29\x2b\x2d-\x7e]*$/;
/** The text of a device may hold commas, stars and line breaks; the `#` ends it. */
const FREE: RegExp = /^[\n\r\x20-\x22\x24-\x7e]*$/;

/** The fields of a text frame behind the word, while they are being written. */
export class TextWriter {
  readonly fields: string[] = [];
  /** Decides how cells are written: some ids send them in hexadecimal. */
  readonly deviceId: string;
  readonly numbers: NumberForm;
  /** In front of the names of properties in refusals: the element of a list that is being written. */
  readonly #path: string;
  /** Next element of each list that is written one element a field. */
  readonly #next = new Map<string, number>();

  constructor(deviceId: string, numbers: NumberForm, path = "") {
    this.deviceId = deviceId;
    this.numbers = numbers;
    this.#path = path;
  }

  /** Writes a field that cannot end itself: digits, letters. */
  put(text: string): void {
    this.fields.push(text);
  }

  putAll(texts: readonly string[]): void {
    for (const text of texts) this.put(text);
  }

  /** Writes a number with at least `width` digits; nothing for an unknown one. */
  putWhole(value: number | null | undefined, width = 1, radix = 10): void {
    this.put(wholeText(value, width, radix));
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
    const index = this.#next.get(name) ?? 0;
    this.#next.set(name, index + 1);
    return index;
  }

  /** Writes the next text of a list, or an empty field behind its end. */
  putNext(name: string, values: Values): void {
    const i = this.next(name);
    this.putText(values[name]?.[i], `${name}[${i}]`);
  }

  /** How many elements of the list `name` nothing has taken. */
  left(name: string, values: Values): number {
    return Math.max((values[name]?.length ?? 0) - (this.#next.get(name) ?? 0), 0);
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
  return value.toString(radix).toUpperCase().padStart(width, "0");
}

/**
 * The number of `10^-decimals` units of the wire that a value is, with the fewest decimals from `least` to
 * `most` that read back as the same value; with `least` if none does, so rounded to the nearest step.
 *
 * @param units The value in units of the wire.
 * @param read What the decoder makes of a number of `10^-decimals` units.
 */
export function exactUnits(
  value: number,
  units: number,
  least: number,
  most: number,
  read: (count: number, scale: number) => number | null,
): { count: number; decimals: number } {
  for (let decimals = least; decimals <= most; decimals++) {
    const scale = 10 ** decimals;
    const count = Math.round(units * scale);
    if (read(count, scale) === value) return { count, decimals };
  }
  return { count: Math.round(units * 10 ** least), decimals: least };
}

/** A count of `10^-decimals` units with its point, at least `width` digits before it. */
export function pointText(count: number, decimals: number, width: number): string {
  const digits = String(count).padStart(width + decimals, "0");
  const point = digits.length - decimals;
  return decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}
