/**
 * A row names a value in a frame, and its kind defines how the value is written on the wire. Everything else about a field
 * is made from its row: reader, writer, `explain`, the generated fast reader, docs, JSON Schema, anonymiser, and the
 * expectations of the splitter about the tail of a `$` frame.
 */
import type { BytesReader } from "./bytes-reader.ts";
import type { BytesWriter } from "./bytes-writer.ts";
import type { Meaning, Personal, Values } from "./meaning.ts";
import type { TextReader } from "./text-reader.ts";
import type { TextWriter } from "./text-writer.ts";

export type { Meaning, Personal, Values } from "./meaning.ts";

export interface Row<K> extends Meaning {
  readonly kind: K;
}

/** The texts of a row. Write them as a literal, so that the build can leave them out of `decode` (build/lean.ts). */
export type Told = Omit<Meaning, "name"> & Pick<BytesRow, "likely">;

/** A value that is harmless for the anonymiser unless `personal` is set. Its unit follows from the end of its name. */
export function value<K extends KindBase>(kind: K, name: string, told: Told): Row<K> {
  return { name, kind, personal: "harmless", unit: unitOf(name), ...told };
}

/** By the end of a name, in lower case; the longest first. */
const UNITS: readonly (readonly [end: string, unit: string])[] = [
  ["gramspersecond", "g/s"],
  ["litersperhour", "L/h"],
  ["litersper100km", "L/100 km"],
  ["milliseconds", "ms"],
  ["seconds", "s"],
  ["minutes", "min"],
  ["celsius", "°C"],
  ["degrees", "°"],
  ["liters", "L"],
  ["meters", "m"],
  ["percent", "%"],
  ["volts", "V"],
  ["kmh", "km/h"],
  ["kpa", "kPa"],
  ["rpm", "rpm"],
  ["km", "km"],
];

/** The unit that the name of a property ends in. */
export function unitOf(name: string): string | undefined {
  return UNITS.find(([end]) => name.toLowerCase().endsWith(end))?.[1];
}

/** The parts that all kinds have. */
interface KindBase {
  /** Name of the kind: the generator finds `emitUint` for `uint`, the schema `schemaUint`. */
  readonly kind: string;
  /** For a kind whose values are always harmless, or always personal, whatever their row. */
  readonly personal?: Personal;
  /** Resolution of the wire, if it rounds: a written value may read back within half a step. */
  readonly step?: number;
}

/** Stands for all remaining fields or bytes. */
export const REST = -1;

/** As much of a row as its kind needs to read a value. */
export interface BytesSlot<K extends BytesKind = BytesKind> {
  readonly name: string;
  /** Whether there is a dot in the name; looked up if absent. */
  readonly isPath?: boolean;
  readonly kind: K;
}

/** How a value is written in a binary frame. */
export interface BytesKind extends KindBase {
  /** Half-bytes that it takes, or `REST`. */
  readonly halves: number;
  /** It consists of parts, which it marks itself; its row is not a value. */
  readonly isComposite?: true;
  /** Whether the half-bytes `at` … `to` can be such a value, in a place where other makers send something else. */
  fits?(reader: BytesReader, at: number, to: number, row: BytesSlot, values: Values): boolean;
  /** Reads the half-bytes `at` … `to`. Never throws; reports issues. */
  read(reader: BytesReader, at: number, to: number, row: BytesSlot, values: Values): void;
  /** Writes the value at half-byte `at`. @throws RangeError that names the property. */
  write(writer: BytesWriter, at: number, row: BytesRow, values: Values): void;
}

export interface BytesRow<K extends BytesKind = BytesKind> extends Row<K> {
  /** Range seen in real traffic, if it is smaller than the readable one: evidence for the splitter. */
  readonly likely?: readonly [least: number, most: number];
}

/** As much of a row as its kind needs to read a value. */
export interface TextSlot<K extends TextKind = TextKind> {
  readonly name: string;
  readonly kind: K;
  readonly instead?: string | undefined;
}

/** How a value is written in a text frame. */
export interface TextKind extends KindBase {
  /** Fields between commas that it takes, or `REST`. */
  readonly fields: number;
  /** It consists of parts, which it marks itself. */
  readonly isComposite?: true;
  /** Reads the value that begins with field `at`. Never throws; reports issues. */
  read(reader: TextReader, at: number, row: TextSlot, values: Values): void;
  /** Writes `fields` fields; an unknown value is written empty. @throws RangeError that names the property. */
  write(writer: TextWriter, row: TextRow, values: Values): void;
}

export interface TextRow<K extends TextKind = TextKind> extends Row<K> {}

/** How the anonymiser treats a value; `undefined` without an entry. */
export function personalOf(meaning: Meaning & { readonly kind?: KindBase }): Personal | undefined {
  return meaning.personal ?? meaning.kind?.personal;
}
