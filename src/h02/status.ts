/** The status word of H02, four bytes or eight hexadecimal digits, active low (h02.md section 3). */
import type { BytesEmitter, TextEmitter } from "../kind/emit.ts";
import { refuseValue } from "../kind/refuse.ts";
import type { BytesKind, BytesRow, TextKind, TextRow } from "../kind/row.ts";
import { hexDigit } from "../kind/text-reader.ts";
import { isWord, type StatusTableName, statusOf } from "../model/status.ts";

/** Four bytes. */
export const STATUS_BYTES: BytesKind = {
  kind: "statusBytes",
  halves: 8,
  personal: "harmless",
  read(r, at, to, row, values) {
    values[row.name] = statusOf(
      r.uint(at, to),
      r.settings.table as StatusTableName,
      r.settings.own?.statusTables,
    );
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

const EXPECTED = "eight hexadecimal digits";

/** Eight hexadecimal digits. */
export const STATUS_TEXT: TextKind = {
  kind: "statusText",
  fields: 1,
  personal: "harmless",
  read(r, at, row, values) {
    const { name } = row;
    values[name] = null;
    if (!r.select(at, name, EXPECTED)) return;
    const { bytes, start } = r;
    let word = 0;
    // Negative as soon as one of them is no digit.
    let digits = r.end - start === 8 ? 0 : -1;
    for (let i = start; digits >= 0 && i < start + 8; i++) {
      const digit = hexDigit(bytes[i]!);
      digits |= digit;
      word = (word << 4) | digit;
    }
    if (digits < 0) r.report("bad-status", name, at, at, EXPECTED);
    else values[name] = statusOf(word >>> 0, r.table as StatusTableName, r.own?.statusTables);
  },
  write(w, row, values) {
    const word: number | undefined = values[row.name]?.word;
    if (values[row.name] && !isWord(word ?? -1))
      refuseValue(`${row.name}.word`, "0 to 4294967295", word);
    w.putWhole(word, 8, 16);
  },
};

export function emitStatusText(e: TextEmitter, row: TextRow): void {
  e.blanks(row);
  const name = e.keep(row.name, e.call("wordAt", "B", "p"));
  e.giveUpIf(`${e.value("cursor")} === 0`);
  e.line("p += 8;");
  e.give(row, e.call("statusOf", `${name} >>> 0`, "table"));
}

export { schemaStatusBytes as schemaStatusText };
