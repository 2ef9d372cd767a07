/** Bits of a number that each have a meaning: a list of the set ones, the lowest first. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import { setValue, valueAt } from "../path.ts";
import { refuseValue } from "../refuse.ts";
import type { BytesKind, BytesRow, Values } from "../row.ts";

export interface BitsKind extends BytesKind {
  readonly kind: "bits";
  /** By bit; a bit without a name is `bit9`. Without names the bits are numbers, counted from 1. */
  readonly names: readonly (string | null)[] | null;
}

/**
 * The names of the set bits, the lowest bit first. A bit without a name is `bit9`.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { bits, createProtocol, kept } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "doors", kind: bits(1, "left", "right", null, "boot"), about: "Open doors" },
 *   { name: "tail", kind: kept(3), about: "Not explained" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}0a000000`, "hex"))[0]).doors; // ["right", "boot"]
 * ```
 */
export function bits(bytes: number, ...names: readonly (string | null)[]): BitsKind {
  return { kind: "bits", halves: bytes * 2, names, personal: "harmless", read, write };
}

/**
 * The numbers of the set bits, counted from 1, for example channels.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, kept, numbered } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "channels", kind: numbered(2), about: "Cameras without a picture" },
 *   { name: "tail", kind: kept(2), about: "Not explained" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}00050000`, "hex"))[0]).channels; // [1, 3]
 * ```
 */
export function numbered(bytes: number): BitsKind {
  return { ...bits(bytes), names: null };
}

function nameOf({ names }: BitsKind, bit: number): string | number {
  return names === null ? bit + 1 : (names[bit] ?? `bit${bit}`);
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const word = r.uint(at, to);
  const list: (string | number)[] = [];
  for (let bit = 0; bit < (to - at) * 4; bit++) {
    if (((word >>> bit) & 1) === 1) list.push(nameOf(row.kind as BitsKind, bit));
  }
  setValue(values, row, list);
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const kind = row.kind as BitsKind;
  const list: unknown = valueAt(values, row.name) ?? [];
  const names = Array.from({ length: kind.halves * 4 }, (_, bit) => nameOf(kind, bit));
  if (!Array.isArray(list)) return refuseValue(row.name, "a list", list);
  let word = 0;
  for (const name of list) {
    const bit = names.indexOf(name);
    if (bit < 0) refuseValue(row.name, names.join(", "), name);
    word += 2 ** bit;
  }
  // A name that occurs twice.
  if (new Set(list).size < list.length) refuseValue(row.name, "each once", list);
  w.digits(at, kind.halves, word, 16);
}

export function schemaBits({ names, halves }: BitsKind): object {
  const number = { type: "integer", minimum: 1, maximum: halves * 4 };
  const other = { type: "string", pattern: "^bit[0-9]+$" };
  return {
    type: "array",
    items: names === null ? number : { anyOf: [{ enum: names.filter(Boolean) }, other] },
  };
}
