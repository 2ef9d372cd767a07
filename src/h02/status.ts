/** The status word of H02, four bytes or eight hexadecimal digits, active low (h02.md section 3). */
import type { BytesEmitter } from "../kind/emit.ts";
import { refuseValue } from "../kind/refuse.ts";
import type { BytesKind, BytesRow } from "../kind/row.ts";
import { isWord, type StatusTableName, statusOf } from "../model/status.ts";

/** Four bytes. */
export const STATUS_BYTES: BytesKind = {
  kind: "statusBytes",
  halves: 8,
  personal: "harmless",
  read(r, at, to, row, values) {
    values[row.name] = statusOf(r.uint(at, to), r.settings.table as StatusTableName);
  },
  write(w, at, row, values) {
    const word: unknown = values[row.name]?.word;
    if (typeof word !== "number" || !isWord(word))
      refuseValue(row.name, "a status with a word", word);
    w.digits(at, 8, word, 16);
  },
};

export function emitStatusBytes(e: BytesEmitter, at: number, row: BytesRow): void {
  e.give(row, e.call("statusOf", e.uint(at, at + 8), "table"));
}

export function schemaStatusBytes(): object {
  return { $ref: "#/$defs/status" };
}
