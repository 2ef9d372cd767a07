/**
 * Collects the source of a fast reader, row by row. A fast reader reads one form of frame and gives up
 * (`return null`) on the least doubt, so that only the interpreter reports issues. The generator
 * (build/readers.ts) runs it; nothing of it is in the package.
 */
import type { Meaning } from "./meaning.ts";

/** Functions that generated source may call, by name: src/layout/fast.ts and fast-text.ts have them. */
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

  /** What is done on doubt. */
  giveUp = "return null";

  giveUpIf(condition: string): void {
    this.lines.push(`if (${condition}) ${this.giveUp};`);
  }

  give(meaning: Meaning, source: string): void {
    this.gives.set(meaning.name, source);
  }

  /** A constant of the files above. */
  value(name: string): string {
    this.calls.add(name);
    return name;
  }

  /** Calls a function of them. */
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

/**
 * Source for rows in a text frame. The bytes are `B`; a row begins at `p`, the end of the row before, and
 * moves it behind its last field. The functions that it calls leave behind where a value ends (`cursor`) and
 * what the digits of a number are divided by (`scale`).
 */
export class TextEmitter extends Emitter {
  /** Source of issues that every message of the form has. */
  readonly issues: string[] = [];
  /** Whether the rows are those of an element of a list of any length. */
  isLoop = false;
  /** Whether the form is the same where cells are hexadecimal. */
  hexCells = true;
  readonly #lists = new Map<string, string[]>();

  comma(): void {
    this.giveUpIf("B[p++] !== 44");
  }

  /** Moves behind the digits at `p`; `d` holds the value of each. */
  #digits(each: string): string {
    return `while ((d = B[p] - 48) >= 0 && d < 10) { ${each} p++; }`;
  }

  /** A whole number in the range. In place: calls cost a third of the time. */
  whole(meaning: Meaning, least: number, most: number): string {
    const name = this.name(meaning);
    this.line(`let ${name} = 0; s = p;`);
    this.line(this.#digits(`${name} = ${name} * 10 + d;`));
    const isBelow = least > 0 ? ` || ${name} < ${least}` : "";
    const isAbove = most < 999999999 ? ` || ${name} > ${most}` : "";
    this.giveUpIf(`p === s || p - s > 9${isBelow}${isAbove}`);
    return name;
  }

  /** The digits of a number with or without decimals, and their scale, in range by `isBad`. */
  decimal(meaning: Meaning, isBad: (name: string, scale: string) => string): [string, string] {
    const name = this.name(meaning);
    this.line(`let ${name} = 0, ${name}s = 1; s = p;`);
    this.line(this.#digits(`${name} = ${name} * 10 + d;`));
    const more = this.#digits(`${name} = ${name} * 10 + d; ${name}s *= 10;`);
    this.line(`if (B[p] === 46) { p++; s++; ${more} }`);
    this.giveUpIf(`p === s || p - s > 11${isBad(name, `${name}s`)}`);
    return [name, `${name}s`];
  }

  /** Calls a function that reads a number at `p` and leaves its end in `cursor`. */
  number(meaning: Meaning, reader: string, least: number, most: number): string {
    const name = this.name(meaning);
    this.line(`const ${name} = ${this.call(reader, "B", "p")};`);
    this.giveUpIf(`${name} < ${least} || ${name} > ${most}`);
    this.calls.add("cursor");
    this.line("p = cursor;");
    return name;
  }

  /** Calls a function that reads a number of `width` bytes at `p`; negative for none. */
  fixed(meaning: Meaning, reader: string, width: number): string {
    const name = this.name(meaning);
    this.line(`const ${name} = ${this.call(reader, "B", "p")};`);
    this.giveUpIf(`${name} < 0`);
    this.line(`p += ${width};`);
    return name;
  }

  /** The source of a text from `p` to where a function says that it ends. */
  text(meaning: Meaning, end: string): string {
    const name = this.name(meaning);
    this.line(`const ${name} = p, ${name}e = ${this.call(end, "B", "p")};`);
    this.giveUpIf(`${name}e === p`);
    this.line(`p = ${name}e;`);
    return this.call("latin1Text", "B", name, `${name}e`);
  }

  /** How many elements of the list are given. */
  elementsOf(name: string): number {
    return this.#lists.get(name)?.length ?? 0;
  }

  /** The next element of a list. */
  giveElement(meaning: Meaning, source: string): void {
    if (this.isLoop) return this.line(`${meaning.name}.push(${source});`);
    const list = [...(this.#lists.get(meaning.name) ?? []), source];
    this.#lists.set(meaning.name, list);
    this.give(meaning, `[${list.join(", ")}]`);
  }

  /** An issue that every message of the form has, about so many bytes at a place. */
  issue(code: string, field: string, place: string, length: number, expected: string): void {
    const received = this.call("latin1Text", "B", place, `${place} + ${length}`);
    const texts = [code, field].map((text) => JSON.stringify(text)).join(", ");
    this.issues.push(
      this.call("makeIssue", texts, place, String(length), received, JSON.stringify(expected)),
    );
  }
}
