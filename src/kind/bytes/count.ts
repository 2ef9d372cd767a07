/** The number of elements of the list after it. The list compares it with the elements that it finds. */
import type { BytesEmitter } from "../emit.ts";
import type { BytesKind, BytesRow } from "../row.ts";

export interface CountKind extends BytesKind {
  readonly kind: "count";
}

/**
 * The number of list elements that follow. It is written from the list and is not a property of its own.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { countBytes, createProtocol, uint, upTo } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "reserved", kind: countBytes(1, "tyresKpa"), about: "How many tyres" },
 *   { name: "tyresKpa", kind: upTo(3, uint(1, { none: 0xff })), about: "Their pressures" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}02dcdeff`, "hex"))[0]).tyresKpa; // [220, 222]
 * ```
 */
export function count(bytes: number, list: string): CountKind {
  const halves = bytes * 2;
  return {
    kind: "count",
    halves,
    personal: "harmless",
    read() {},
    write: (w, at, _row, values) => w.digits(at, halves, values[list]?.length ?? 0, 16),
  };
}

export function emitCount(e: BytesEmitter, at: number, row: BytesRow<CountKind>): void {
  e.variables.set("count", e.uint(at, at + row.kind.halves));
}
