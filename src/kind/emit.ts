/**
 * Collects the source of a fast reader, row by row. A fast reader reads one form of frame and gives up
 * (`return null`) on the least doubt, so that only the interpreter reports issues. The generator
 * (build/readers.ts) runs it; the package does not contain it.
 */
import type { Meaning } from "./meaning.ts";

/** Collects source. The functions and constants that it may name are in src/layout/fast.ts and src/layout/fast-text.ts. */
export abstract class Emitter {
  readonly lines: string[] = [];
  /** The properties of the message that are always present, with the source of their values. */
  readonly gives: Map<string, string> = new Map();
  /** Statements for properties that may be absent; `m` is the message. */
  readonly later: string[] = [];
  /** Functions that the source calls. */
  readonly calls: Set<string> = new Set();
  /** Variables that one row sets for another. */
  readonly variables: Map<string, string> = new Map();
  #names = 0;

  /** A unique name. */
  name(meaning: Meaning): string {
    const word = meaning.name.replace(/^.*\./, "").replace(/\W/g, "");
    return `${word}${this.#names++}`;
  }

  line(source: string): void {
    this.lines.push(source);
  }

  /** The statement to execute on doubt. */
  giveUp = "return null";

  giveUpIf(condition: string): void {
    this.lines.push(`if (${condition}) ${this.giveUp};`);
  }

  give(meaning: Meaning, source: string): void {
    this.gives.set(meaning.name, source);
  }

  /** A constant of these files. */
  value(name: string): string {
    this.calls.add(name);
    return name;
  }

  /** Calls a function of these files. */
  call(name: string, ...args: readonly string[]): string {
    this.calls.add(name);
    return `${name}(${args.join(", ")})`;
  }
}

/** Source for rows in a binary frame. The bytes are `B`; `base` is the place from which rows count. */
export class BytesEmitter extends Emitter {
  readonly #base: string;
  /** The end for kinds that take all remaining bytes. */
  readonly end: string;

  /** Whether `base` is the start of the frame, so that offsets in the bytes are offsets in the frame. */
  readonly isFrame: boolean;

  constructor(base: string, end: string, isFrame = false) {
    super();
    this.#base = base;
    this.end = end;
    this.isFrame = isFrame;
  }

  /** The place of a byte. */
  place(i: number): string {
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
      // Beside a 0, one half-byte is a byte of digits.
      else if ((i & 1) === 0) bytes.push(`BCD[${this.byte(i >> 1)} & 240]`);
      else bytes.push(`BCD[${this.byte(i >> 1)} & 15]`);
      i += (i & 1) === 0 && i + 2 <= to ? 2 : 1;
    }
    this.calls.add("BCD");
    this.giveUpIf(`(${bytes.join(" | ")}) < 0`);
  }

  /** Decimal digits as a number; `needDigits` has checked them. */
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
 * moves it after its last field. Functions that it calls leave what they read in variables: see
 * src/layout/fast-text.ts.
 */
export class TextEmitter extends Emitter {
  /** Whether the rows are those of an element of a list of any length. */
  isLoop = false;
  /** Whether several forms share the rows: a separate function reads them, and leaves the values in variables. */
  readonly isShared: boolean;
  /** These variables, each with its first value. */
  readonly shared: Map<string, string> = new Map();
  /** Whether numbers with decimals are read in place, in the variables `s`, `d`, `v` and `o`. */
  isInPlace = false;
  /** The next of the numbers that were read ahead; -1 while none were. */
  #number = -1;
  #first = -1;
  #place = "p";
  /** How many of them rows have consumed. */
  taken = 0;
  /** Checks before they are read. */
  readonly before: string[] = [];
  /** Whether later rows read numbers ahead too, so that these must be kept. */
  keepsNumbers = false;
  mayJoinNext = false;
  /** Statements with the values after the row, which are not shared. */
  readonly behind: string[] = [];
  readonly #lists = new Map<string, string[]>();

  constructor(isShared = false) {
    super();
    this.isShared = isShared;
  }

  comma(): void {
    if (this.#number >= 0) return;
    if (!this.mayJoinNext) return this.giveUpIf("B[p++] !== 44");
    this.mayJoinNext = false;
    this.line("if (B[p] === 44) p++;");
    this.line(`else if (!${this.call("isJoined", "B", "p")}) ${this.giveUp};`);
  }

  /** The next row needs no comma before it. Only shared rows check that, because it costs a comparison. */
  mayJoin(): void {
    this.mayJoinNext = true;
  }

  /** Skips blanks before the value. Only shared rows allow them, because it costs a comparison each. */
  blanks(meaning: Meaning): void {
    if (!this.isShared) return;
    this.line(`if (B[p] === 32) p = ${this.call("blanksAt", "B", "p", `"${meaning.name}"`)};`);
  }

  /** Puts a value into a variable. */
  keep(name: string, source: string): string {
    if (!this.isShared) {
      const own = this.name({ name, about: "" });
      this.line(`const ${own} = ${source};`);
      return own;
    }
    this.shared.set(name, /^(?:scale|o)$/.test(source) ? "1" : "0");
    this.line(`${name} = ${source};`);
    return name;
  }

  /** The rows that follow consume the numbers that were read ahead from the comma at `place` on. */
  takeNumbers(first: number, place: string): void {
    this.#number = first;
    this.#first = first;
    this.#place = place;
  }

  /** The rows that follow consume none. */
  endNumbers(): void {
    this.#number = -1;
  }

  /** Consumes numbers without checking them. */
  skipNumbers(fields: number): void {
    this.#number += fields;
    this.taken += fields;
  }

  /** A whole number in the range, one of those that were read ahead. */
  whole(meaning: Meaning, least: number, most: number): string {
    let source = `${this.value("N")}[${this.#number++}]`;
    this.taken++;
    if (this.keepsNumbers) source = this.keep(meaning.name, source);
    // As unsigned numbers, negative ones exceed all others.
    if (least < 0) this.giveUpIf(`${source} < ${least} || ${source} > ${most}`);
    else this.giveUpIf(most > 999999999 ? `${source} < 0` : `${source} >>> 0 > ${most}`);
    return source;
  }

  /** Gives up if the first number that was read ahead has more than three digits. */
  narrow(): void {
    if (this.#number !== this.#first) return;
    // The digits after a shorter number do not belong to it, and may be another frame.
    const digits = [4, 3, 2].map((i) => `B[${this.#place} + ${i}] > 47`);
    this.before.push(`if (${digits.join(" && ")}) ${this.giveUp};`);
  }

  /** The digits of a number with or without decimals, and their scale, in range by `isBad`. */
  decimal(meaning: Meaning, isBad?: (name: string, scale: string) => string): [string, string] {
    this.blanks(meaning);
    if (this.isInPlace) {
      // Calls cost a tenth of the time.
      const digits = "while ((d = B[p] ^ 48) < 10) { v = v * 10 + d; p++;";
      this.line("s = p; v = 0; o = 1;");
      this.line(`${digits} }`);
      this.line(`if (d === 30) { s++; p++; ${digits} o *= 10; } }`);
      this.giveUpIf(`p === s || p - s > 11${isBad === undefined ? "" : ` || ${isBad("v", "o")}`}`);
      return [this.keep(meaning.name, "v"), this.keep(`${meaning.name}Scale`, "o")];
    }
    this.line(`p = ${this.call("decimalAt", "B", "p")};`);
    const isOther =
      isBad === undefined ? "" : ` || ${isBad(this.value("value"), this.value("scale"))}`;
    this.giveUpIf(`p === 0${isOther}`);
    return this.valueAndScale(meaning);
  }

  /** The value and scale that a function has left in variables. */
  valueAndScale(meaning: Meaning): [string, string] {
    const value = this.keep(meaning.name, this.value("value"));
    return [value, this.keep(`${meaning.name}Scale`, this.value("scale"))];
  }

  /** Calls a function that reads a number at `p` and leaves its end in `cursor`. */
  number(meaning: Meaning, reader: string, least: number, most: number): string {
    const name = this.keep(meaning.name, this.call(reader, "B", "p"));
    this.giveUpIf(`${name} < ${least} || ${name} > ${most}`);
    this.line(`p = ${this.value("cursor")};`);
    return name;
  }

  /** Calls a function that reads a number of `width` bytes at `p`; negative for none. */
  fixed(name: string, reader: string, width: number): string {
    const own = this.keep(name, this.call(reader, "B", "p"));
    this.giveUpIf(`${own} < 0`);
    this.line(`p += ${width};`);
    return own;
  }

  /** The source of a text from `p` to the end that a function returns. */
  text(meaning: Meaning, end: string): string {
    const name = this.name(meaning);
    this.line(`const ${name} = p, ${name}e = ${this.call(end, "B", "p")};`);
    this.giveUpIf(`${name}e === p`);
    this.line(`p = ${name}e;`);
    return this.call("latin1Text", "B", name, `${name}e`);
  }

  /** The number of elements of the list. */
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

  /** An issue that every message of the form has, with place and length. */
  issue(code: string, field: string, place: string, length: number, expected: string): void {
    const [about, name, what] = [code, field, expected].map((text) => JSON.stringify(text));
    this.behind.push(`${this.call("addIssue", "B", about!, name!, place, `${length}`, what!)};`);
  }
}
