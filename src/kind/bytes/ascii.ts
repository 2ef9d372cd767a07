/** Printable ASCII, filled up with NUL; some makers put NUL in front, or spaces after. */
import { latin1Text } from "../../bytes.ts";
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import { setValue, valueAt } from "../path.ts";
import { refuseValue } from "../refuse.ts";
import { type BytesKind, type BytesRow, REST, type Values } from "../row.ts";

export interface AsciiKind extends BytesKind {
  readonly kind: "ascii" | "asciiTexts";
  /** The largest number of characters. */
  readonly most: number;
  /** Whether it has either all characters or none. */
  readonly isWhole: boolean;
}

/** The longest body of JT/T 808. */
const MOST = 1023;

/**
 * Text of `bytes` bytes, or with `REST` of all remaining bytes.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { ascii, createProtocol } from "sinotrack-protocol/layout";
 *
 * const rows = [{ name: "plate", kind: ascii(4), about: "Number of the vehicle" }];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}41423132`, "hex"))[0]).plate; // "AB12"
 * ```
 */
export function ascii(bytes: number, { isWhole = false }: { isWhole?: boolean } = {}): AsciiKind {
  const most = bytes === REST ? MOST : bytes;
  const halves = bytes === REST ? REST : bytes * 2;
  return { kind: "ascii", halves, most, isWhole, fits, read, write };
}

/**
 * Texts separated by commas; without bytes, an empty list.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { asciiTexts, createProtocol } from "sinotrack-protocol/layout";
 *
 * const mine = createProtocol({
 *   jt808Items: [{ id: 0xd6, name: "cards", kind: asciiTexts(), about: "Serial numbers of the SIMs" }],
 * });
 * // A position with items of its maker; D6 is a text of 20 characters.
 * const hex =
 *   "7e0200004e080236443285064800000000000000070203fdd9084ea20700000000005019110515194001040000167130011631010c" +
 *   "d00400000400d3020027d4013fd6143839363138323331363232303834393138303536da0104b27e";
 * toJson(mine.decode(Buffer.from(hex, "hex"))[0]).cards; // ["89618231622084918056"]
 * ```
 */
export function asciiTexts(): AsciiKind {
  return { ...ascii(REST), kind: "asciiTexts", read: readList, write: writeList };
}

/** The text without its padding; `null` if a character is not printable. */
export function asciiText(bytes: Uint8Array, from: number, to: number): string | null {
  let start = from;
  let end = to;
  while (end > start && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  while (start < end && bytes[start] === 0) start++;
  for (let i = start; i < end; i++) if (bytes[i]! < 0x20 || bytes[i]! > 0x7e) return null;
  return latin1Text(bytes, start, end);
}

function fits(r: BytesReader, at: number, to: number): boolean {
  return asciiText(r.bytes, at >> 1, to >> 1) !== null;
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const text = asciiText(r.bytes, at >> 1, to >> 1);
  setValue(values, row, text || null);
  if (text === null) r.report("bad-text", row.name, at, to, "printable ASCII");
  else if (text === "") r.report("empty-field", row.name, at, to, "text");
}

function readList(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  setValue(values, row, textsIn(asciiText(r.bytes, at >> 1, to >> 1) ?? ""));
}

/** `split` takes twice as long for a few codes. */
export function textsIn(text: string): string[] {
  const texts: string[] = [];
  if (text === "") return texts;
  let from = 0;
  for (let to = text.indexOf(","); to >= 0; to = text.indexOf(",", from)) {
    texts.push(text.slice(from, to));
    from = to + 1;
  }
  texts.push(text.slice(from));
  return texts;
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
  const { kind, halves } = row.kind;
  const to = halves === REST ? e.end : e.place((at + halves) >> 1);
  const text = e.name(row);
  e.line(`const ${text} = ${e.call("asciiText", "B", e.place(at >> 1), to)};`);
  e.giveUpIf(kind === "ascii" ? `!${text}` : `${text} === null`);
  e.give(row, kind === "ascii" ? text : e.call("textsIn", text));
}
export const emitAsciiTexts: typeof emitAscii = emitAscii;

export function schemaAscii({ most }: AsciiKind): object {
  return { type: ["string", "null"], minLength: 1, maxLength: most };
}

export const schemaAsciiTexts: object = { type: "array", items: { type: "string" } };
