import type { Draft } from "../model/draft.ts";
import { refuseValue } from "./text-writer.ts";

/** The bytes of a `$`, `X` or `P` frame, while they are being written in place. */
export class BinaryWriter {
  readonly bytes: Uint8Array;
  /** How far the fields behind the id are moved: 3 with an eight-byte id. */
  readonly shift: number;
  /** Which of the runs of bytes that are kept only when unusual are taken from the tail, bit by bit. */
  readonly #unusual: number;
  #run = 0;
  #taken = 0;

  constructor(length: number, shift: number, unusual: number) {
    this.bytes = new Uint8Array(length);
    this.shift = shift;
    this.#unusual = unusual;
  }

  u8(at: number, value: number): void {
    this.bytes[at] = value;
  }

  u16(at: number, value: number): void {
    this.bytes[at] = value >>> 8;
    this.bytes[at + 1] = value;
  }

  u32(at: number, value: number): void {
    this.u16(at, Math.floor(value / 0x10000));
    this.u16(at + 2, value % 0x10000);
  }

  /** Writes `count` decimal digits from the half-byte `first` on; all F for an unknown value. */
  digits(first: number, count: number, value: number | null | undefined): void {
    const text =
      value === null || value === undefined
        ? "f".repeat(count)
        : String(value).padStart(count, "0");
    for (let i = 0; i < count; i++) {
      const at = (first + i) >> 1;
      const digit = Number.parseInt(text[i]!, 16);
      const isHigh = ((first + i) & 1) === 0;
      this.bytes[at] = isHigh
        ? (this.bytes[at]! & 15) | (digit << 4)
        : (this.bytes[at]! & 0xf0) | digit;
    }
  }

  /** Writes the next bytes of the tail, or `usual` ones that are not in it. */
  keep(values: Draft, at: number, length: number, usual: readonly number[]): void {
    if (usual.length > 0 && ((this.#unusual >> this.#run++) & 1) === 0) {
      this.bytes.set(usual, at);
      return;
    }
    this.bytes.set(values.tail?.subarray(this.#taken, this.#taken + length) ?? [], at);
    this.#taken += length;
  }

  /** The bytes of the tail that no field has taken. */
  restOfTail(values: Draft): Uint8Array {
    return values.tail?.subarray(this.#taken) ?? new Uint8Array(0);
  }
}

/** A whole number for the wire, rounded to its unit. @throws RangeError that names the property. */
export function unitsOf(
  name: string,
  value: number | null | undefined,
  perUnit: number,
  most: number,
): number | null {
  if (value === null || value === undefined) return null;
  const units = Math.round(value / perUnit);
  if (!(units >= 0 && units <= most))
    refuseValue(name, `0 to ${Number((most * perUnit).toPrecision(12))}`, value);
  return units;
}
