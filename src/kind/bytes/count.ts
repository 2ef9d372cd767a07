/** The number of elements of a list behind it. The list compares it with what it finds. */
import type { BytesEmitter } from "../emit.ts";
import type { BytesKind, BytesRow } from "../row.ts";

export interface CountKind extends BytesKind {
  readonly kind: "count";
}

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
