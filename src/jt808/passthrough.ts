/**
 * The data that 0x0900 passes through, by the type before them (docs/protocol/jt808.md §6). Profiles read two types:
 *
 *     41 | $OBD-RT,12.3,0,20,…                                  layout 3, src/jt808/obd-line.ts
 *     F0 | 220428061009 00 02 01 | 0D | 052B 01 50 | 052C …      layout 5: time, stored flag, kind of
 *                                                               vehicle, subtype 1, number, items
 */
import { count } from "../kind/bytes/count.ts";
import { named } from "../kind/bytes/kept.ts";
import { moment, schemaMoment } from "../kind/bytes/moment.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { type BytesRow, REST, type Values, value } from "../kind/row.ts";
import { halvesOf, readBytesRows, ready } from "../layout/bytes-rows.ts";
import { groupById, type ItemRow, keepTail, type RowsKind, readItems } from "./item.ts";

/** Layout 5. */
export function engineItems(rows: readonly ItemRow[]): RowsKind<ItemRow> {
  const table = groupById(rows);
  const head: readonly BytesRow[] = [
    {
      name: "time",
      kind: moment("ymdhis"),
      about: "YYMMDDhhmmss, BCD, in the time of the device",
    },
    value(named(3), "tail", { about: "Stored flag, kind of vehicle, subtype" }),
    { name: "count", kind: count(1, "items"), about: "Number of items" },
  ];
  const headReady = ready(head);
  const afterHead = halvesOf(head);
  return {
    kind: "engineItems",
    halves: REST,
    isComposite: true,
    rows,
    fits: (r, at, to) => endOfItems(r, (at + afterHead) >> 1, to >> 1) >= 0,
    read(r, at, to, row, values) {
      const from = readBytesRows(headReady, r, at, to, values) >> 1;
      const end = endOfItems(r, from, to >> 1);
      readItems(table, r, from, end, values, (row as ItemRow).id);
      keepUndecoded(r, end, to >> 1, values);
    },
    write() {},
  };
}

export const alsoEngineItems: object = { time: schemaMoment };

/** The end of the items from `from` on; -1 for another subtype, or if some of its items are missing. */
function endOfItems({ bytes }: BytesReader, from: number, end: number): number {
  let at = from;
  // Only the layout of subtype 1 is known.
  if (bytes[at - 2] !== 1) return -1;
  for (let left = bytes[at - 1]!; left > 0; left--) at += 3 + bytes[at + 2]!;
  return at <= end ? at : -1;
}

export function keepUndecoded(r: BytesReader, from: number, to: number, values: Values): void {
  if (from === to) return;
  r.reportBytes("not-decoded", "frame", from, to, "data that a profile reads");
  keepTail(r, from, to, values);
}
