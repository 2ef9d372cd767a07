/**
 * A row says which value stands in a frame, a kind says how it lies on the wire. Everything that knows a
 * field is made from its row: reader, writer, `explain`, the generated fast reader, docs, JSON Schema,
 * anonymiser, and what the splitter expects of the tail of a `$` frame.
 */
import type { BytesReader } from "./bytes-reader.ts";
import type { BytesWriter } from "./bytes-writer.ts";
import type { TextReader } from "./text-reader.ts";
import type { TextWriter } from "./text-writer.ts";

/** The values of a message while it is read or written, by the names of its properties. */
// biome-ignore lint/suspicious/noExplicitAny: kinds fill any message model; the model has the types.
export type Values = Record<string, any>;

/** What the anonymiser does with a value. */
export type Personal =
  /** Keeps it: it says nothing about who or where. */
  | "harmless"
  /** Replaces it by one of the same form. */
  | "id"
  | "latitude"
  | "longitude"
  | "cell"
  | "wifi"
  | "iccid"
  | "phone"
  /** Replaces the digits and letters in it. */
  | "text";

/** What people are told about a value. */
export interface Meaning {
  /** The property of the message; `obd.engineRpm` is a property of a property. */
  readonly name: string;
  readonly about: string;
  readonly unit?: string;
  /** How sure the meaning is; absent for what a vendor document states. */
  readonly confidence?: "inferred" | "unconfirmed";
  /** The property that has the value where the bytes are something else. */
  readonly instead?: string;
  /** The field gives all elements of a list, not the next one. */
  readonly isList?: true;
  /** A convention that the value rests on, for `explain`. */
  readonly note?: string;
  /** Where it is documented, if not where its form is. */
  readonly source?: string;
  /** What the anonymiser does. A row whose kind and which itself say nothing is replaced. */
  readonly personal?: Personal;
}

interface Row<K> extends Meaning {
  readonly kind: K;
}

/** The parts that all kinds have. */
interface KindBase {
  /** Names the kind: the generator finds `emitUint` for `uint`, the schema `schemaUint`. */
  readonly kind: string;
  /** For values of this kind that say nothing about who or where, whatever their row. */
  readonly personal?: Personal;
  /** The step of the wire, where it rounds: what is written may be read back half of it away. */
  readonly step?: number;
}

/** Takes all that is left. */
export const REST = -1;

/** How a value lies in a binary frame. */
export interface BytesKind extends KindBase {
  /** Half-bytes that it takes, or `REST`. */
  readonly halves: number;
  /** Reads the half-bytes `at` … `to`. Never throws; reports what is wrong. */
  read(reader: BytesReader, at: number, to: number, row: BytesRow, values: Values): void;
  /** Writes what the value is on the wire at half-byte `at`. @throws RangeError that names the property. */
  write(writer: BytesWriter, at: number, row: BytesRow, values: Values): void;
}

export interface BytesRow<K extends BytesKind = BytesKind> extends Row<K> {
  /** What real traffic has there, if that is less than what is read: evidence for the splitter. */
  readonly likely?: readonly [least: number, most: number];
}

/** How a value lies in a text frame. */
export interface TextKind extends KindBase {
  /** Fields between commas that it takes, or `REST`. */
  readonly fields: number;
  /** Records itself what it read from where. */
  readonly marks?: true;
  /** Reads the value that begins with field `at`. Never throws; reports what is wrong. */
  read(reader: TextReader, at: number, row: TextRow, values: Values): void;
  /** Writes `fields` fields; an unknown value is written empty. @throws RangeError that names the property. */
  write(writer: TextWriter, row: TextRow, values: Values): void;
}

export interface TextRow<K extends TextKind = TextKind> extends Row<K> {}

/** What the anonymiser does with a value; `undefined` if nobody said. */
export function personalOf(meaning: Meaning & { readonly kind?: KindBase }): Personal | undefined {
  return meaning.personal ?? meaning.kind?.personal;
}
