import type { Values } from "./meaning.ts";

/**
 * How speed and course are printed: `014.28` and `028` in the documents of SinoTrack and TQ, `14.28` and
 * `28` in those of HuaSunTeK and Cantrack, `0014` and `028` by units that send their temperature behind
 * the `#`.
 */
export type NumberForm = "long" | "short" | "whole";

/** The fields of a text frame behind the word, while they are being written. */
export class TextWriter {
  readonly fields: string[] = [];
  /** Decides how cells are written: some ids send them in hexadecimal. */
  readonly deviceId: string;
  readonly numbers: NumberForm;
  /** Next element of each list that is written one element a field. */
  readonly #next = new Map<string, number>();

  constructor(deviceId: string, numbers: NumberForm) {
    this.deviceId = deviceId;
    this.numbers = numbers;
  }

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

  /** Number of the next element of the list `name`. */
  next(name: string): number {
    const index = this.#next.get(name) ?? 0;
    this.#next.set(name, index + 1);
    return index;
  }

  /** The next field of those left over, or nothing. */
  nextExtra(values: Values): string {
    return values["extra"]?.[this.next("extra")] ?? "";
  }

  /** Writes the fields left over that no field of the layout has taken. */
  putRest(values: Values): void {
    const left = (values["extra"]?.length ?? 0) - (this.#next.get("extra") ?? 0);
    for (let i = 0; i < left; i++) this.put(this.nextExtra(values));
  }
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
