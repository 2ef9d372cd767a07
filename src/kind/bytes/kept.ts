/** Bytes that nobody explains: they are kept in `tail`. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import { type BytesKind, type BytesRow, REST, type Values } from "../row.ts";

export interface KeptKind extends BytesKind {
  readonly kind: "kept";
  /** Bytes that are as always and therefore not kept. */
  readonly usual: readonly number[] | undefined;
  /** Kept without an issue: a source names them. */
  readonly isSilent: boolean;
}

/** So many bytes; if `usual` is given, they are kept only when they differ from it. */
export function kept(bytes: number, ...usual: readonly number[]): KeptKind {
  return make(bytes, usual.length === 0 ? undefined : usual, false);
}

/** Bytes that a source names and does not explain. */
export function named(bytes: number): KeptKind {
  return make(bytes, undefined, true);
}

/** All that is left. */
export function keptRest(): KeptKind {
  return { ...kept(0), halves: REST };
}

function make(bytes: number, usual: readonly number[] | undefined, isSilent: boolean): KeptKind {
  return { kind: "kept", halves: bytes * 2, usual, isSilent, personal: "prose", read, write };
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const { usual, isSilent } = row.kind as KeptKind;
  if (usual !== undefined && isUsual(r.bytes, at >> 1, usual)) return;
  if (isSilent) r.keep(values, at >> 1, to >> 1);
  else keepUnknown(r, at >> 1, to >> 1, values);
}

function isUsual(bytes: Uint8Array, from: number, usual: readonly number[]): boolean {
  for (let i = 0; i < usual.length; i++) if (bytes[from + i] !== usual[i]) return false;
  return true;
}

/** Keeps the bytes `from` … `to`, with a word about them if they are the first. */
export function keepUnknown(r: BytesReader, from: number, to: number, values: Values): void {
  if (from >= to) return;
  if (values.tail === undefined) {
    r.reportBytes("unknown-tail", "tail", from, to, "documented bytes");
  }
  r.keep(values, from, to);
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const { halves, usual } = row.kind as KeptKind;
  // All that is left is written behind the last row.
  if (halves !== REST) w.keep(values, at, halves >> 1, usual);
}

export function emitKept(e: BytesEmitter, at: number, row: BytesRow<KeptKind>): void {
  const { usual, halves } = row.kind;
  if (halves === REST) return e.giveUpIf(`${e.place(at >> 1)} !== ${e.end}`);
  if (usual === undefined) return e.giveUpIf("true");
  e.giveUpIf(usual.map((byte, i) => `${e.byte((at >> 1) + i)} !== ${byte}`).join(" || "));
}
