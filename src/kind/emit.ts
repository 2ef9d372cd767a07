/**
 * Collects the source of a fast reader, row by row. A fast reader reads one form of frame and gives up
 * (`return null`) on the least doubt, so that only the interpreter reports issues. The generator
 * (build/readers.ts) runs it; nothing of it is in the package.
 */
import type { Meaning } from "./meaning.ts";

/** Functions that generated source may call, by name: src/layout/fast.ts has them. */
export abstract class Emitter {
  readonly lines: string[] = [];
  /** The properties of the message that are always there, with the source of their values. */
  readonly gives: Map<string, string> = new Map();
  /** Statements for properties that may be absent; `m` is the message. */
  readonly later: string[] = [];
  /** What the source calls. */
  readonly calls: Set<string> = new Set();
  /** Variables that one row leaves for another. */
  readonly variables: Map<string, string> = new Map();
  #names = 0;

  /** A name that no other row has. */
  name(meaning: Meaning): string {
    const word = meaning.name.replace(/^.*\./, "").replace(/\W/g, "");
    return `${word}${this.#names++}`;
  }

  line(source: string): void {
    this.lines.push(source);
  }

  giveUpIf(condition: string): void {
    this.lines.push(`if (${condition}) return null;`);
  }

  give(meaning: Meaning, source: string): void {
    this.gives.set(meaning.name, source);
  }

  /** Calls a function of src/layout/fast.ts. */
  call(name: string, ...args: readonly string[]): string {
    this.calls.add(name);
    return `${name}(${args.join(", ")})`;
  }
}

/** Source for rows in a binary frame. The bytes are `B`; `base` is the place from which rows count. */
export class BytesEmitter extends Emitter {
  readonly #base: string;
  /** Where what takes all that is left ends. */
  readonly end: string;

  /** @param base Empty if rows count from the start of the bytes. */
  constructor(base: string, end = "B.length") {
    super();
    this.#base = base;
    this.end = end;
  }

  /** The place of a byte. */
  place(i: number): string {
    if (this.#base === "") return String(i);
    return i === 0 ? this.#base : `${this.#base} + ${i}`;
  }

  byte(i: number): string {
    return `B[${this.place(i)}]`;
  }

  half(at: number): string {
    const byte = this.byte(at >> 1);
    return (at & 1) === 0 ? `(${byte} >> 4)` : `(${byte} & 15)`;
  }

  /** Whole bytes as a big-endian number, up to six. */
  uint(at: number, to: number): string {
    const bytes = Array.from({ length: (to - at) >> 1 }, (_, i) => this.byte((at >> 1) + i));
    if (bytes.length > 4) {
      const high = this.uint(at, to - 8);
      return `(${high} * 4294967296 + ${this.uint(to - 8, to)})`;
    }
    const shifted = bytes.map((byte, i) => {
      const shift = (bytes.length - 1 - i) * 8;
      return shift === 0 ? byte : `(${byte} << ${shift})`;
    });
    if (bytes.length === 1) return bytes[0]!;
    return bytes.length === 4 ? `((${shifted.join(" | ")}) >>> 0)` : `(${shifted.join(" | ")})`;
  }

  /** Gives up if a half-byte is no decimal digit. */
  needDigits(at: number, to: number): void {
    const bytes: string[] = [];
    for (let i = at; i < to; ) {
      if ((i & 1) === 0 && i + 2 <= to) bytes.push(`BCD[${this.byte(i >> 1)}]`);
      // With a 0 beside it, one half-byte is a byte of digits.
      else if ((i & 1) === 0) bytes.push(`BCD[${this.byte(i >> 1)} & 240]`);
      else bytes.push(`BCD[${this.byte(i >> 1)} & 15]`);
      i += (i & 1) === 0 && i + 2 <= to ? 2 : 1;
    }
    this.calls.add("BCD");
    this.giveUpIf(`(${bytes.join(" | ")}) < 0`);
  }

  /** Decimal digits as a number; `needDigits` has seen them. */
  digits(at: number, to: number): string {
    this.calls.add("BCD");
    const terms: string[] = [];
    for (let i = at; i < to; ) {
      const isByte = (i & 1) === 0 && i + 2 <= to;
      const scale = 10 ** (to - i - (isByte ? 2 : 1));
      const value = isByte ? `BCD[${this.byte(i >> 1)}]` : this.half(i);
      terms.push(scale === 1 ? value : `${value} * ${scale}`);
      i += isByte ? 2 : 1;
    }
    return terms.length === 1 ? terms[0]! : `(${terms.join(" + ")})`;
  }
}
