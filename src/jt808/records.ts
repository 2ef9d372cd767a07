/**
 * The records of 0x0704, each a length and the body of 0x0200 (docs/protocol/jt808.md §4). SanLeny devices send one
 * length for all records before the first, and none before the others.
 *
 *     000E 01 | 0026 … | 0026 … | …
 *     000E 01 | 0214 … … …
 */
import type { BytesReader } from "../kind/bytes-reader.ts";
import type { BytesEmitter } from "../kind/emit.ts";
import { type BytesKind, type BytesRow, type Meaning, REST, type Values } from "../kind/row.ts";
import { type ReadyRow, readBytesRows, ready } from "../layout/bytes-rows.ts";
import { writeBody } from "./body.ts";
import { keepTail } from "./item.ts";
import { LEAST_POSITION, POSITION } from "./position.ts";

const LENGTH: Meaning = { name: "count", about: "Length of the record", personal: "harmless" };
/** From the records back to their number, in half-bytes. */
const COUNT_BEFORE = 6;

const READY_POSITION: readonly ReadyRow[] = /* @__PURE__ */ ready(POSITION);

export const RECORDS: BytesKind = {
  kind: "records",
  halves: REST,
  isComposite: true,
  read(r, at, to, row, values) {
    const end = to >> 1;
    const count = r.uint(at - COUNT_BEFORE, at - COUNT_BEFORE + 4);
    const positions: Values[] = [];
    values[row.name] = positions;
    const each = bytesOfEach(r, at, to, count);
    if (each > 0) {
      r.report("one-length", row.name, at, at + 4, "a length before each record");
      r.mark(LENGTH, at, at + 4, values);
    }
    let from = (at >> 1) + (each > 0 ? 2 : 0);
    while (from < end) {
      const start = each > 0 ? from : from + 2;
      const next = start + (each || r.uint(from * 2, start * 2));
      if (next > end || next - start < LEAST_POSITION) break;
      const position: Values = {};
      positions.push(position);
      if (start > from) r.mark(LENGTH, from * 2, start * 2, values);
      readBytesRows(READY_POSITION, r, start * 2, next * 2, position);
      from = next;
    }
    if (positions.length !== count)
      r.report("count-differs", row.name, at - COUNT_BEFORE, at - 2, `${positions.length}`);
    if (from === end) return;
    r.reportBytes("truncated", "tail", from, end, "a whole record");
    keepTail(r, from, end, values);
  },
  write(w, _at, row, values) {
    for (const position of values[row.name] ?? []) {
      const record = writeBody(POSITION, position, w.utcOffsetMinutes, w.encodeText, w.own);
      w.number(record.length, 2);
      w.append(record);
    }
  },
};

/** Length of each record if one length holds for all: it spans the remaining bytes, in equal shares. Otherwise 0. */
function bytesOfEach(r: BytesReader, at: number, to: number, count: number): number {
  if (count < 2) return 0;
  const all = r.uint(at, at + 4);
  const isShared = (at + 4) / 2 + all === to / 2 && all % count === 0;
  return isShared && all / count >= LEAST_POSITION ? all / count : 0;
}

export function emitRecords(e: BytesEmitter, at: number, row: BytesRow): void {
  const name = e.name(row);
  const place = `${e.place(at >> 1)}, ${e.end}`;
  e.line(`const ${name} = readRecords(frame, B, settings, edition, issues, ${place});`);
  e.giveUpIf(`${name}?.length !== ${e.variables.get("count")}`);
  e.give(row, name);
}
