/** A field of a JT/T 808 body: `decode` and `explain` read it, `encode` writes it. */
import { latin1Text } from "../bytes.ts";
import type { FieldMeaning } from "../layout/layout.ts";
import type { Draft } from "../model/draft.ts";
import type { MessageType } from "../model/message.ts";
import type { Jt808Reader } from "./reader.ts";
import { assertAscii, assertWhole, type Writer } from "./writer.ts";

export interface Jt808Field extends FieldMeaning {
  /** Bytes; `rest` for all that is left. */
  readonly length: number | "rest";
  /** Of a field of all that is left: it is one value, and no list of elements. */
  readonly isWhole?: true;
  /** Never throws; reports what is wrong. */
  read(reader: Jt808Reader, from: number, to: number, draft: Draft): void;
  /** @throws RangeError that names the property. */
  write(writer: Writer, draft: Readonly<Draft>): void;
}

/** The body of one kind of message. */
export interface Jt808Body {
  readonly about: string;
  readonly fields: readonly Jt808Field[];
}

/** A kind of message. */
export interface Jt808Layout extends Jt808Body {
  readonly id: number;
  readonly type: MessageType;
  /** The body by the version of the header and its length, where there are several. */
  choose?(isLong: boolean, length: number): Jt808Body;
}

/** Bytes that a body has at least. */
export function leastLength(fields: readonly Jt808Field[]): number {
  return fields.reduce((sum, { length }) => sum + (length === "rest" ? 0 : length), 0);
}

/** Reads the fields from `from` to `end`; returns where the last one ends. */
export function readBody(
  fields: readonly Jt808Field[],
  reader: Jt808Reader,
  from: number,
  end: number,
  draft: Draft,
): void {
  let at = from;
  for (const field of fields) {
    const to = field.length === "rest" ? end : at + field.length;
    field.read(reader, at, to, draft);
    // Fields of all that is left mark what stands in them, element by element.
    if (field.length !== "rest" || field.isWhole) reader.mark(field, at, to, draft);
    at = to;
  }
}

/** The properties that hold a number which is always usable. */
type WholeKey =
  | "serialNumber"
  | "answeredSerialNumber"
  | "provinceCode"
  | "cityCode"
  | "plateColorCode"
  | "passthroughType";

/** A big-endian number that every value of is usable. */
export function whole(name: WholeKey, length: number, about: string): Jt808Field {
  return {
    name,
    length,
    about,
    read(reader, from, to, draft) {
      draft[name] = reader.number(from, to);
    },
    write(writer, draft) {
      const value = draft[name] ?? Number.NaN;
      assertWhole(value, 256 ** length - 1, name);
      writer.number(value, length);
    },
  };
}

type TextKey =
  | "manufacturer"
  | "model"
  | "terminalId"
  | "authenticationCode"
  | "imei"
  | "softwareVersion";

/** ASCII, filled up with NUL (some makers: with NUL in front, or with blanks). */
export function text(name: TextKey, length: number | "rest", about: string): Jt808Field {
  return {
    name,
    length,
    about,
    isWhole: true,
    read(reader, from, to, draft) {
      draft[name] = readText(reader, name, from, to);
    },
    write(writer, draft) {
      const value = draft[name] ?? "";
      assertAscii(value, length === "rest" ? 1023 : length, name);
      writer.text(value, length === "rest" ? value.length : length);
    },
  };
}

/** Printable ASCII without padding, or `null` with an issue. */
export function readText(
  reader: Jt808Reader,
  name: string,
  from: number,
  to: number,
): string | null {
  const value = trimmed(reader.bytes, from, to);
  if (value === "") {
    reader.report("empty-field", name, from, to, "text");
    return null;
  }
  if (isPrintable(value)) return value;
  reader.report("bad-text", name, from, to, "printable ASCII");
  return null;
}

/** Without NUL at both ends, and blanks at the end. */
export function trimmed(bytes: Uint8Array, from: number, to: number): string {
  let start = from;
  let end = to;
  while (end > start && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  while (start < end && bytes[start] === 0) start++;
  return latin1Text(bytes, start, end);
}

export function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}
