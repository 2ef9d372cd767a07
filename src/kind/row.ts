/**
 * A row says which value stands in a frame, a kind says how it lies on the wire. Everything that knows a
 * field is made from its row: reader, writer, `explain`, the generated fast reader, docs, JSON Schema,
 * anonymiser, and what the splitter expects of the tail of a `$` frame.
 */
import type { BytesReader } from "./bytes-reader.ts";
import type { BytesWriter } from "./bytes-writer.ts";
import type { Meaning, Personal, Values } from "./meaning.ts";
import type { TextReader } from "./text-reader.ts";
import type { TextWriter } from "./text-writer.ts";

export type { Meaning, Personal, Values } from "./meaning.ts";

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

/** As much of a row as its kind needs to read a value. */
export interface BytesSlot<K extends BytesKind = BytesKind> {
  readonly name: string;
  /** Whether there is a point in the name; looked up if nobody says it. */
  readonly isPath?: boolean;
  readonly kind: K;
}

/** How a value lies in a binary frame. */
export interface BytesKind extends KindBase {
  /** Half-bytes that it takes, or `REST`. */
  readonly halves: number;
  /** It consists of parts, which it marks itself; its row is no value. */
  readonly isComposite?: true;
  /** Whether the half-bytes `at` … `to` can be one, where another maker may have something else there. */
  fits?(reader: BytesReader, at: number, to: number, row: BytesSlot, values: Values): boolean;
  /** Reads the half-bytes `at` … `to`. Never throws; reports what is wrong. */
  read(reader: BytesReader, at: number, to: number, row: BytesSlot, values: Values): void;
  /** Writes what the value is on the wire at half-byte `at`. @throws RangeError that names the property. */
  write(writer: BytesWriter, at: number, row: BytesRow, values: Values): void;
}

export interface BytesRow<K extends BytesKind = BytesKind> extends Row<K> {
  /** What real traffic has there, if that is less than what is read: evidence for the splitter. */
  readonly likely?: readonly [least: number, most: number];
}

/** As much of a row as its kind needs to read a value. */
export interface TextSlot<K extends TextKind = TextKind> {
  readonly name: string;
  readonly kind: K;
  readonly instead?: string | undefined;
}

/** How a value lies in a text frame. */
export interface TextKind extends KindBase {
  /** Fields between commas that it takes, or `REST`. */
  readonly fields: number;
  /** It consists of parts, which it marks itself. */
  readonly isComposite?: true;
  /** Reads the value that begins with field `at`. Never throws; reports what is wrong. */
  read(reader: TextReader, at: number, row: TextSlot, values: Values): void;
  /** Writes `fields` fields; an unknown value is written empty. @throws RangeError that names the property. */
  write(writer: TextWriter, row: TextRow, values: Values): void;
}

export interface TextRow<K extends TextKind = TextKind> extends Row<K> {}

/** What the anonymiser does with a value; `undefined` if nobody said. */
export function personalOf(meaning: Meaning & { readonly kind?: KindBase }): Personal | undefined {
  return meaning.personal ?? meaning.kind?.personal;
}
