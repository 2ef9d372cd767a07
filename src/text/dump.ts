/**
 * Reads hex dumps line by line. All begin with an offset, then groups of digits. xxd and tcpdump write bytes in their order;
 * `hexdump` and `od -x` write words of this machine, so that pairs of bytes are swapped:
 *
 *     00000000: 2a48 512c 3831 3630  *HQ,8160                   xxd
 *     00000000  2a 48 51 2c 38 31 36 30  35 32 |*HQ,816052|     hexdump -C; Wireshark without the bars
 *     0000000 482a 2c51 3138 3036                               hexdump, od -x
 *     0000000 2a 48 51 2c                                       od -t x1; od -b and od -c likewise
 *             0x0000:  4500 0079 0001 0000                      tcpdump -x
 *     |00000000| 2a 48 51 2c                 |*HQ,    |         Netty
 *
 * Offsets that grow by the number of bytes prove that it is a dump.
 */
import { concat } from "../bytes.ts";
import { countDigits, readHex } from "./hex.ts";
import { ESCAPES } from "./literal.ts";

export interface DumpLine {
  readonly indent: number;
  readonly offset: string;
  readonly bytes: Uint8Array;
}

const HEAD = /^([ \t]*)(?:\||0x)?([0-9a-fA-F]{4,16})(:|\||[ \t])[ \t]?/;
const CELL_HEAD = /^([ \t]*)([0-9a-f]{7}) [ 0-3]/;
const CELL = /^(?: {3}[!-~ ]| {2}\\[0abfnrtv]| [0-3][0-7]{2})$/;

/** The longest line of a dump. */
const LONGEST = 1000;
/** Bytes per line of the usual programs. */
const USUAL_BYTES = 16;

export function dumpLine(text: string): DumpLine | null {
  if (text.length > LONGEST) return null;
  const cells = cellsOf(text);
  if (cells !== null) return cells;
  const head = HEAD.exec(text);
  if (head === null) return null;
  const [all, indent = "", offset = "", mark] = head;
  const inOrder = mark === ":" || all.includes("0x");
  const bytes = groups(text, all.length, inOrder);
  return bytes === null ? null : { indent: widthOf(indent), offset, bytes };
}

function widthOf(indent: string): number {
  return indent.replaceAll("\t", "    ").length;
}

/** `od -c`, `od -b`: four columns per byte. */
function cellsOf(text: string): DumpLine | null {
  const head = CELL_HEAD.exec(text);
  if (head === null) return null;
  const [all, indent = "", offset = ""] = head;
  const cells = text.slice(all.length - 2);
  if (cells.length % 4 !== 0) return null;
  const bytes = new Uint8Array(cells.length / 4);
  for (let i = 0; i < bytes.length; i++) {
    const cell = cells.slice(4 * i, 4 * i + 4);
    if (!CELL.test(cell)) return null;
    const shown = cell.trimStart();
    if (shown.length === 3) bytes[i] = Number.parseInt(shown, 8);
    else if (shown.length === 2) bytes[i] = ESCAPES[shown[1] as string] as number;
    else bytes[i] = shown === "" ? 0x20 : shown.charCodeAt(0);
  }
  return { indent: widthOf(indent), offset, bytes };
}

function groups(text: string, from: number, inOrder: boolean): Uint8Array | null {
  const bytes: number[] = [];
  let at = from;
  let width = 0;
  while (at < text.length) {
    const start = skipBlanks(text, at);
    const length = countDigits(text, start);
    const behind = text[start + length] ?? " ";
    const gap = start - at;
    if (length === 0 || !" \t|>".includes(behind)) break;
    if (width === 0) {
      if (![2, 4, 6, 8, 16, 32].includes(length) || gap > 6) return null;
      width = length;
    } else {
      // Two spaces precede the column of characters, or are in the middle of the line.
      const isWide = gap > 1 && !(width === 4 && gap === 4 && !inOrder);
      if (isWide && (bytes.length % 8 !== 0 || bytes.length >= USUAL_BYTES)) break;
      if (isWide && showsBytes(text.slice(start), bytes)) break;
      if (length > width || (length < width && (length % 2 !== 0 || !inOrder))) break;
    }
    const group = digits(text, start, length, width === 6 && !inOrder);
    if (group === null) break;
    if (!inOrder && width > 2) group.reverse();
    bytes.push(...group);
    at = start + length;
    if (length < width || behind === "|" || behind === ">") break;
  }
  return bytes.length === 0 ? null : Uint8Array.from(bytes);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}

/** Words of six digits are octal, as `od` writes them. */
function digits(text: string, from: number, length: number, isOctal: boolean): number[] | null {
  const to = from + length;
  if (!isOctal) return [...readHex(text, from, to).bytes];
  const word = text.slice(from, to);
  if (!/^[01][0-7]{5}$/.test(word)) return null;
  const value = Number.parseInt(word, 8);
  return [value >> 8, value & 0xff];
}

/** Whether the rest of a line shows these bytes as characters. */
function showsBytes(rest: string, bytes: readonly number[]): boolean {
  const shown = bytes.filter((byte) => byte > 0x20 && byte < 0x7f && byte !== 0x2e);
  const text = rest.replace(/[ .]/g, "").replace(/\|$/, "");
  return text !== "" && text === String.fromCharCode(...shown);
}

const BASES = [16, 8, 10] as const;

/** The lines of one dump. */
export class Dump {
  readonly indent: number;
  readonly line: number;
  #bases: readonly number[] = BASES;
  #parts: Uint8Array[] = [];
  /** The offset after the dump, by the count of bytes. */
  end: number;
  #isRepeated = false;

  constructor({ indent, offset, bytes }: DumpLine, line: number, start = 0) {
    this.indent = indent;
    this.line = line;
    this.#bases = BASES.filter((base) => Number.parseInt(offset, base) === start);
    this.end = start + bytes.length;
    this.#parts.push(bytes);
  }

  /** Whether the line is the next one; if not, the dump has ended. */
  add({ indent, offset, bytes }: DumpLine): boolean {
    if (indent !== this.indent) return false;
    const last = this.#parts.at(-1) as Uint8Array;
    const bases = this.#bases.filter((base) => {
      const at = Number.parseInt(offset, base);
      if (!this.#isRepeated) return at === this.end;
      return at > this.end && (at - this.end) % last.length === 0 && at - this.end < 1 << 20;
    });
    if (bases.length === 0) return false;
    this.#bases = bases;
    const at = Number.parseInt(offset, bases[0] as number);
    for (; this.end < at; this.end += last.length) this.#parts.push(last);
    this.#isRepeated = false;
    this.#parts.push(bytes);
    this.end += bytes.length;
    return true;
  }

  /** `*`: the previous line repeats up to the next offset. */
  repeat(): void {
    this.#isRepeated = true;
  }

  /** An offset alone: the dump ends there, perhaps in the middle of a word. */
  close(offset: string): boolean {
    const isBehind = this.#bases.some((base) => this.end - Number.parseInt(offset, base) === 1);
    const last = this.#parts.at(-1) as Uint8Array;
    if (isBehind) {
      this.#parts[this.#parts.length - 1] = last.subarray(0, -1);
      this.end--;
    }
    return this.#bases.some((base) => Number.parseInt(offset, base) === this.end);
  }

  /** Takes the bytes so far; the dump continues. */
  take(): Uint8Array {
    const bytes = concat(this.#parts);
    const last = this.#parts.at(-1) as Uint8Array;
    this.#parts = [last.subarray(last.length)];
    return bytes;
  }
}
