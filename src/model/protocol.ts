/** The parts of a protocol with custom words, tails, tables and items (`./layout`) that the readers need. */
import { refuse } from "../argument.ts";
import type { OwnRows } from "../kind/meaning.ts";
import type { BytesRow } from "../kind/row.ts";
import type { TraceEntry } from "../kind/trace.ts";
import type { ReadyRow } from "../layout/bytes-rows.ts";
import type { TextWord } from "../layout/text-form.ts";
import type { ReadyForm } from "../layout/text-rows.ts";
import type { Frame } from "./frame.ts";
import type { Message } from "./message.ts";
import type { StatusBits } from "./status.ts";

/**
 * A protocol for the option `protocol`, made by `createProtocol` or `createDecoder` of `./layout`. All functions that
 * split, decode, explain or anonymise accept it.
 */
export interface ProtocolLike {
  /** For this library alone: it may change with any version. */
  readonly tables: ProtocolTables;
}

/** The contents of a protocol. */
export interface ProtocolTables extends OwnRows {
  /** Reads a frame on its own or, if `isFramed`, between the flags of PengAoDa. */
  read(
    frame: Frame,
    options: { readonly protocol?: ProtocolLike },
    trace: TraceEntry[] | null,
    isFramed: boolean,
  ): Message;
  /** For one connection; `undefined` without custom `$` tails. */
  lengths(): LengthOf | undefined;
  /** @throws RangeError for a status table that neither it nor the library has. */
  assertStatusTable(name: string, table: unknown): void;
  readonly words: ReadonlyMap<string, OwnWord>;
  readonly statusTables: ReadonlyMap<string, StatusBits>;
  readonly items: ReadonlyMap<number, readonly OwnItem[]> | undefined;
  /** By the length of the frame. */
  readonly tails: ReadonlyMap<number, OwnTail & { readonly ready: readonly ReadyRow[] }>;
}

/**
 * The length of the `$` frame at `at`, of which the bytes up to `size` have arrived: 0 to wait for more, -1 without a
 * custom tail, below that minus the length of a possible tail. `end`: 0 more may follow, 1 a burst has ended, 2 nothing
 * follows.
 */
export type LengthOf = (bytes: Uint8Array, at: number, size: number, end: 0 | 1 | 2) => number;

/** A text message. */
export interface OwnWord {
  readonly name: string;
  readonly table: string | undefined;
  readonly word: TextWord;
  forms: readonly ReadyForm[] | null;
}

/** The bytes after the head of a `$` frame. */
export interface OwnTail {
  readonly name: string;
  readonly length: number;
  readonly about: string;
  readonly rows: readonly BytesRow[];
  /** Table of the status word in the head. */
  readonly statusTable?: string;
}

/** An additional item of a JT/T 808 position. */
export interface OwnItem extends BytesRow {
  readonly id: number;
}

/** @throws RangeError unless `createProtocol` has made the value. */
export function assertProtocol(name: string, value: unknown): void {
  if (typeof (value as ProtocolLike | null)?.tables?.read !== "function") {
    refuse(name, "made by createProtocol", value);
  }
}
