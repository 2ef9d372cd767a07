/** Tables whose first line names the columns. Without such a line, captures are searched in each line. */
import { findInText, type InText } from "./find.ts";
import { readHex } from "./hex.ts";
import { type Around, directionOf, timeOf } from "./prefix.ts";

const CAPTURE =
  /^(?:raw|hex|payload|frame|packet|data|bytes|message|msg|body|content)(?:[ _-]?(?:data|hex|frame|bytes|message|payload|packet))?$/i;
const WAY = /^(?:dir(?:ection)?|in ?\/ ?out|way)$/i;
const TIME =
  /^(?:@?time(?:stamp)?|date(?:time)?|ts|(?:received|created|server|log)[ _-]?(?:at|time)|servertime)$/i;
const SESSION =
  /^(?:session|conn(?:ection)?|socket|client|peer|remote|channel)(?:[ _-]?(?:id|addr(?:ess)?))?$/i;

/** A cell with its place. */
interface Cell {
  readonly text: string;
  readonly start: number;
}

export interface CsvRow extends Around {
  readonly captures: readonly InText[];
}

/** The columns of a table, by its first line. */
export class Table {
  readonly #separator: string;
  readonly #count: number;
  readonly #captures: readonly number[];
  readonly #way: number;
  readonly #time: number;
  readonly #session: number;

  private constructor(separator: string, names: readonly string[], captures: readonly number[]) {
    const index = (pattern: RegExp): number => names.findIndex((name) => pattern.test(name));
    this.#separator = separator;
    this.#count = names.length;
    this.#captures = captures;
    this.#way = index(WAY);
    this.#time = index(TIME);
    this.#session = index(SESSION);
  }

  /** `null` if the line has no column with captures. */
  static of(line: string): Table | null {
    if (line.length > 1000 || /[*{}<>[\]\\]/.test(line)) return null;
    for (const separator of [",", ";", "\t"]) {
      if (!line.includes(separator)) continue;
      const names = cellsOf(line, separator).map(({ text }) => text.trim());
      const captures = names.flatMap((name, index) => (CAPTURE.test(name) ? [index] : []));
      const isHead = names.every(
        (name) => /^[A-Za-z@][\w .@/()-]{0,60}$/.test(name) || name === "",
      );
      if (isHead && captures.length > 0) return new Table(separator, names, captures);
    }
    return null;
  }

  /** `null` if it is not a row of the table. */
  row(line: string, utcOffsetMinutes: number): CsvRow | null {
    const cells = cellsOf(line, this.#separator);
    if (cells.length !== this.#count) return null;
    const captures: InText[] = [];
    for (const index of this.#captures) {
      const { text, start } = cells[index] as Cell;
      captures.push(...captureIn(text).map((one) => moved(one, start)));
      if (captures.length > 0) break;
    }
    if (captures.length === 0) return null;
    return {
      captures,
      direction: directionOf(cells[this.#way]?.text.trim()),
      time: timeOf(cells[this.#time]?.text.trim(), utcOffsetMinutes),
      session: cells[this.#session]?.text.trim() || null,
    };
  }
}

function moved(one: InText, by: number): InText {
  const about = `${one.about}, in a table`;
  return { ...one, start: one.start + by, end: one.end + by, form: "csv", about };
}

/** The name of the column counts as a label for hex. */
function captureIn(text: string): InText[] {
  const { bytes, strayAt, oddAt } = readHex(text);
  if (bytes.length < 4 || strayAt >= 0) return findInText(text);
  const found = { bytes, start: 0, end: text.length, form: "csv", about: "hex" } as const;
  return [oddAt >= 0 ? { ...found, problem: "odd-digits" } : found];
}

/** Cells by RFC 4180. */
function cellsOf(line: string, separator: string): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  for (;;) {
    const quoted = line[at] === '"' ? closing(line, at) : -1;
    if (quoted >= 0) {
      const text = line.slice(at + 1, quoted).replaceAll('""', '"');
      cells.push({ text, start: at + 1 });
      at = quoted + 1;
    } else {
      const next = line.indexOf(separator, at);
      const end = next < 0 ? line.length : next;
      cells.push({ text: line.slice(at, end), start: at });
      at = end;
    }
    if (at >= line.length || line[at] !== separator) return cells;
    at++;
  }
}

/** The quote that ends a cell. */
function closing(line: string, from: number): number {
  for (let at = from + 1; ; ) {
    const quote = line.indexOf('"', at);
    if (quote < 0 || line[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}
