/** Printable ASCII, filled up with NUL; some makers put NUL in front, or blanks behind. */
import { latin1Text } from "../../bytes.ts";
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import { setValue, valueAt } from "../path.ts";
import { refuseValue } from "../refuse.ts";
import { type BytesKind, type BytesRow, REST, type Values } from "../row.ts";

export interface AsciiKind extends BytesKind {
  readonly kind: "ascii" | "asciiList";
  /** The most characters. */
  readonly most: number;
  /** It has no fewer characters, unless it has none. */
  readonly isWhole: boolean;
}

/** What no body of JT/T 808 exceeds. */
const MOST = 1023;

/** Text in so many bytes, or in all that are left. */
export function ascii(bytes: number, isWhole = false): AsciiKind {
  const most = bytes === REST ? MOST : bytes;
  const halves = bytes === REST ? REST : bytes * 2;
  return { kind: "ascii", halves, most, isWhole, fits, read, write };
}

/** Texts with commas between them. */
export function asciiList(): AsciiKind {
  return { ...ascii(REST), kind: "asciiList", read: readList, write: writeList };
}

/** Whether all is printable that stands between what fills up. */
export function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  let end = to;
  while (end > at && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  while (at < end && bytes[at] === 0) at++;
  while (at < end && bytes[at]! >= 0x20 && bytes[at]! <= 0x7e) at++;
  return at === end;
}

/** Without what fills up. */
export function asciiText(bytes: Uint8Array, from: number, to: number): string {
  let start = from;
  let end = to;
  while (end > start && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  while (start < end && bytes[start] === 0) start++;
  return latin1Text(bytes, start, end);
}

function fits(r: BytesReader, at: number, to: number): boolean {
  return isAscii(r.bytes, at >> 1, to >> 1);
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const isGood = fits(r, at, to);
  const text = isGood ? asciiText(r.bytes, at >> 1, to >> 1) : "";
  setValue(values, row.name, text === "" ? null : text);
  if (!isGood) r.report("bad-text", row.name, at, to, "printable ASCII");
  else if (text === "") r.report("empty-field", row.name, at, to, "text");
}

function readList(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  setValue(values, row.name, listOf(asciiText(r.bytes, at >> 1, to >> 1)));
}

/** An empty text has none. */
export function listOf(text: string): string[] {
  return text === "" ? [] : text.split(",");
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  put(w, at, row, valueAt(values, row.name) ?? "");
}

function writeList(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const list = valueAt(values, row.name);
  put(w, at, row, Array.isArray(list) ? list.join() : list);
}

function put(w: BytesWriter, at: number, row: BytesRow, text: unknown): void {
  const { most, isWhole, halves } = row.kind as AsciiKind;
  const isText = typeof text === "string" && /^[\x20-\x7e]*$/.test(text) && text.length <= most;
  if (!isText || (isWhole && text !== "" && text.length < most)) {
    const count = isWhole ? most : `up to ${most}`;
    refuseValue(row.name, `${count} characters of printable ASCII`, text);
  }
  const size = halves === REST ? text.length : most;
  w.set(
    at,
    Array.from({ length: size }, (_, i) => (i < text.length ? text.charCodeAt(i) : 0)),
  );
}

export function emitAscii(e: BytesEmitter, at: number, row: BytesRow<AsciiKind>): void {
  const { halves } = row.kind;
  const [from, to] = [e.place(at >> 1), halves === REST ? e.end : e.place((at + halves) >> 1)];
  e.giveUpIf(`!${e.call("isAscii", "B", from, to)}`);
  const name = e.name(row);
  e.line(`const ${name} = ${e.call("asciiText", "B", from, to)};`);
  if (row.kind.kind === "asciiList") return e.give(row, e.call("listOf", name));
  e.giveUpIf(`${name} === ""`);
  e.give(row, name);
}
export const emitAsciiList: typeof emitAscii = emitAscii;

export function schemaAscii({ most }: AsciiKind): object {
  return { type: ["string", "null"], minLength: 1, maxLength: most };
}

export function schemaAsciiList(): object {
  return { type: "array", items: { type: "string" } };
}
