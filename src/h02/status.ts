/** The status word of H02, four bytes or eight hexadecimal digits, active low ("SinoTrack TQ Protocol"). */
import { frozen } from "../frozen.ts";
import type { BytesEmitter, TextEmitter } from "../kind/emit.ts";
import { refuseValue } from "../kind/refuse.ts";
import type { BytesKind, BytesRow, Meaning, TextKind, TextRow } from "../kind/row.ts";
import { giveStatus, isWord, type StatusTableName, statusOf } from "../model/status.ts";

const ALARMS: Meaning = { name: "alarms", about: "" };

/** The status, four bytes. */
export const STATUS_BYTES: BytesKind = /* @__PURE__ */ frozen({
  kind: "statusBytes",
  halves: 8,
  personal: "harmless",
  read(r, at, to, _row, values) {
    const { table, own } = r.settings;
    giveStatus(values, statusOf(r.uint(at, to), table as StatusTableName, own?.statusTables));
  },
  write(w, at, row, values) {
    const word: number = values[row.name]?.word;
    if (!isWord(word)) refuseValue(row.name, "a status with a word", word);
    w.digits(at, 8, word, 16);
  },
});

export function emitStatusBytes(e: BytesEmitter, at: number, row: BytesRow): void {
  const name = e.name(row);
  e.line(`const ${name} = ${e.call("statusOf", e.uint(at, at + 8), "table")};`);
  e.give(row, name);
  e.give(ALARMS, `${name}.alarms`);
}

export const schemaStatusBytes: object = { $ref: "#/$defs/status" };

/** The alarms of the word are among those of the message. */
export const alsoStatusBytes: object = {
  alarms: { type: "array", items: { $ref: "#/$defs/alarmName" } },
};

const EXPECTED = "eight hexadecimal digits";

/** The status, eight hexadecimal digits. */
export const STATUS_TEXT: TextKind = /* @__PURE__ */ frozen({
  kind: "statusText",
  fields: 1,
  personal: "harmless",
  read(r, at, row, values) {
    const { name } = row;
    giveStatus(values, null);
    if (!r.select(at, name, EXPECTED)) return;
    const word = r.end - r.start === 8 ? r.hexadecimal() : -1;
    if (word < 0) r.report("bad-status", name, at, at, EXPECTED);
    else giveStatus(values, statusOf(word, r.table as StatusTableName, r.own?.statusTables));
  },
  write(w, row, values) {
    const word: number = values[row.name]?.word;
    if (values[row.name] && !isWord(word)) refuseValue(`${row.name}.word`, "0 to 4294967295", word);
    w.putWhole(word, 8, 16);
  },
});

export function emitStatusText(e: TextEmitter, row: TextRow): void {
  e.blanks(row);
  const name = e.keep(row.name, e.call("wordAt", "B", "p"));
  e.giveUpIf(`${e.value("cursor")} === 0`);
  e.line("p += 8;");
  // The table depends on the tail: the generator makes the constant `state` from it.
  e.give(row, e.call("statusOf", `${name} >>> 0`, "table"));
  e.give(ALARMS, `state.alarms`);
}

export { alsoStatusBytes as alsoStatusText, schemaStatusBytes as schemaStatusText };
