/** Consecutive values, some of which have a length in front. */
import type { BytesReader } from "../kind/bytes-reader.ts";
import { BytesWriter } from "../kind/bytes-writer.ts";
import { setAt, valueAt } from "../kind/path.ts";
import { type BytesKind, type BytesRow, REST } from "../kind/row.ts";
import { keepTail, type RowsKind } from "./item.ts";

/** A value with its length in bytes in the byte before it. */
interface CountedKind extends BytesKind {
  readonly most: number;
  /** End of the value whose length is at half-byte `at`. */
  endAt(r: BytesReader, at: number): number;
}

/** The longest value. */
const MOST = 0xff;

export function counted(kind: BytesKind): CountedKind {
  return {
    ...kind,
    halves: REST,
    most: MOST,
    endAt: (r, at) => at + 2 + r.uint(at, at + 2) * 2,
    read: (r, at, to, row, values) => kind.read(r, at + 2, to, row, values),
    write(w, at, row, values) {
      const inner = new BytesWriter(w.utcOffsetMinutes, 0, w.encodeText);
      kind.write(inner, 0, row, values);
      w.set(at, [inner.bytes.length, ...inner.bytes]);
    },
  };
}

/**
 * Rows up to the end. If the body ends early, the first `needed` rows are `null` with an issue, and the others are absent.
 * Remaining bytes are kept in the tail.
 */
export function sequence(needed: number, rows: readonly BytesRow[]): RowsKind {
  /** Smallest number of half-bytes of the needed rows after each row. */
  const behind = rows.map((_, i) =>
    rows
      .slice(i + 1, needed)
      .reduce((sum, { kind }) => sum + (kind.halves === REST ? 2 : kind.halves), 0),
  );
  return {
    kind: "sequence",
    halves: REST,
    isComposite: true,
    rows,
    read(r, at, to, _row, values) {
      let from = at;
      let i = 0;
      for (; i < rows.length; i++) {
        const row = rows[i]!;
        const next = endOf(row.kind, r, from);
        if (next + behind[i]! > to) break;
        row.kind.read(r, from, next, row, values);
        r.mark(row, from, next, values);
        from = next;
      }
      for (const { name } of rows.slice(i, Math.max(needed, from < to ? i + 1 : 0))) {
        r.report("missing-field", name, from, to, "all of its bytes");
        if (i < needed) setAt(values, name, null);
      }
      // The written body ends there too.
      if (i < needed) values.tail = new Uint8Array(0);
      if (from === to) return;
      if (i === rows.length) r.report("unknown-tail", "tail", from, to, "the end of the body");
      keepTail(r, from >> 1, to >> 1, values);
    },
    write(w, _at, _row, values) {
      let end = rows.findIndex(({ name }) => valueAt(values, name) === undefined);
      if (end < 0) end = rows.length;
      // A truncated body; the beginning of the next value is in the tail.
      if (values.tail !== undefined)
        while (end > 0 && valueAt(values, rows[end - 1]!.name) === null) end--;
      for (const row of rows.slice(0, end)) row.kind.write(w, w.bytes.length * 2, row, values);
    },
  };
}

function endOf(kind: BytesKind & Partial<CountedKind>, r: BytesReader, from: number): number {
  return kind.endAt?.(r, from) ?? from + kind.halves;
}
