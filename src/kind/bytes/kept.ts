/** Undocumented bytes: they are kept in `tail`. */
import { hexText } from "../../bytes.ts";
import { type Issue, makeIssue } from "../../issue.ts";
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import { type BytesKind, type BytesRow, REST, type Values } from "../row.ts";

export interface KeptKind extends BytesKind {
  readonly kind: "kept";
  /** The usual bytes, which are not kept. */
  readonly usual: readonly number[] | undefined;
  /** Kept without an issue, because a source names them. */
  readonly isSilent: boolean;
}

/**
 * Raw bytes in `tail`. With `usual`, they are kept only if they differ from it.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, kept, uint } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "steps", kind: uint(2), about: "Steps" },
 *   { name: "tail", kind: kept(2, 0, 0), about: "Reserved, 0" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}01020007`, "hex"))[0]).tail; // "0007"
 * ```
 */
export function kept(bytes: number, ...usual: readonly number[]): KeptKind {
  return make(bytes, usual.length === 0 ? undefined : usual, false);
}

/**
 * Raw bytes that a source names but does not explain.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, named, uint } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "steps", kind: uint(2), about: "Steps" },
 *   { name: "tail", kind: named(2), about: "Called F1 in the document, and not explained" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}01020007`, "hex"))[0]).tail; // "0007"
 * ```
 */
export function named(bytes: number): KeptKind {
  return make(bytes, undefined, true);
}

/**
 * All remaining bytes, raw.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, keptRest } from "sinotrack-protocol/layout";
 *
 * const mine = createProtocol({
 *   jt808Items: [{ id: 0xe1, name: "tail", kind: keptRest(), about: "Not explained" }],
 * });
 * // A position with the item E1: four bytes, 00 00 01 02.
 * const hex = "7e0200002201917665218400b300000000000000030158990606ca0fd7000400000000211129111705e104000001029c7e";
 * toJson(mine.decode(Buffer.from(hex, "hex"))[0]).tail; // "00000102"
 * ```
 */
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

export function isUsual(bytes: Uint8Array, from: number, usual: readonly number[]): boolean {
  for (let i = 0; i < usual.length; i++) if (bytes[from + i] !== usual[i]) return false;
  return true;
}

const EXPECTED = "documented bytes";

/** The issue of undocumented bytes in a frame that starts at `start`. */
export function unknownTail(bytes: Uint8Array, start: number, from: number, to: number): Issue {
  const received = hexText(bytes, from, to);
  return makeIssue("unknown-tail", "tail", from - start, to - from, received, EXPECTED);
}

/** A copy of several runs of bytes, given by start and end. */
export function joined(bytes: Uint8Array, ...places: readonly number[]): Uint8Array {
  let length = 0;
  for (let i = 0; i < places.length; i += 2) length += places[i + 1]! - places[i]!;
  const made = new Uint8Array(length);
  for (let i = 0, to = 0; i < places.length; i += 2) {
    for (let at = places[i]!; at < places[i + 1]!; at++) made[to++] = bytes[at]!;
  }
  return made;
}

/** Keeps the bytes `from` … `to`, and reports an issue for the first ones. */
export function keepUnknown(r: BytesReader, from: number, to: number, values: Values): void {
  if (from >= to) return;
  if (values.tail === undefined) {
    r.reportBytes("unknown-tail", "tail", from, to, EXPECTED);
  }
  r.keep(values, from, to);
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const { halves, usual } = row.kind as KeptKind;
  // The rest of the tail is written after the last row.
  if (halves !== REST) w.keep(values, at, halves >> 1, usual);
}

export function emitKept(e: BytesEmitter, at: number, row: BytesRow<KeptKind>): void {
  const { usual, halves, isSilent } = row.kind;
  const [from, to] = [at >> 1, (at + halves) >> 1];
  if (halves === REST) return e.giveUpIf(`${e.place(from)} !== ${e.end}`);
  if (usual === undefined) {
    // Elsewhere escapes shift the offset in the issue.
    if (!e.isFrame) return e.giveUpIf("true");
    const before = e.variables.get("tail");
    const issue = e.call("unknownTail", "B", e.place(0), e.place(from), e.place(to));
    if (before === undefined && !isSilent) e.later.push(`m.issues.push(${issue});`);
    const run = `${e.place(from)}, ${e.place(to)}`;
    const places = before === undefined ? run : `${before}, ${run}`;
    e.variables.set("tail", places);
    const keeping = (all: string): string => `m.tail = ${e.call("joined", "B", all)};`;
    const at = before === undefined ? -1 : e.later.indexOf(keeping(before));
    if (at >= 0) e.later.splice(at, 1);
    return void e.later.push(keeping(places));
  }
  e.giveUpIf(usual.map((byte, i) => `${e.byte((at >> 1) + i)} !== ${byte}`).join(" || "));
}
