/**
 * The body of 0x0200, of the records of 0x0704 and of 0x0201 (docs/protocol/jt808.md §5):
 *
 *     00000000 80000003 01589906 06CA0FD7 0004 0000 0000 211129111705 | items
 *     alarms   status   latitude longitude alt speed course YYMMDDhhmmss
 */
import { millionths } from "../kind/bytes/millionths.ts";
import { moment } from "../kind/bytes/moment.ts";
import { int, uint } from "../kind/bytes/number.ts";
import type { BytesEmitter } from "../kind/emit.ts";
import { refuseValue } from "../kind/refuse.ts";
import { type BytesKind, type BytesRow, value } from "../kind/row.ts";
import { halvesOf } from "../layout/bytes-rows.ts";
import { giveStatus, isWord } from "../model/status.ts";

import { ITEMS } from "./items.ts";
import { jt808Status } from "./status.ts";

const VALID = 2;
const SOUTH = 4;
const WEST = 8;
const ENCRYPTED = 32;
const LOAD = 0x300;
const RESERVED_LOAD = 0x200;

/** Read together with the status word that follows. */
const ALARM_WORD: BytesKind = {
  kind: "alarmWord",
  halves: 8,
  personal: "harmless",
  read() {},
  // A message that has other alarms than these does not read back.
  write: (w, at, row, values) => w.digits(at, 8, values[row.name]?.alarmWord ?? 0, 16),
};

export function emitAlarmWord(): void {}

const STATUS_WORD: BytesKind = {
  kind: "statusWord",
  halves: 8,
  personal: "harmless",
  read(r, at, to, row, values) {
    const word = r.uint(at, to);
    const status = jt808Status(word, r.uint(at - 8, at), r.edition);
    giveStatus(values, status);
    values.valid = (word & VALID) !== 0;
    if (status.load === null)
      r.report("out-of-range", "status.load", at, to, "bits 8 and 9: 0, 1, 3");
    if ((word & ENCRYPTED) !== 0) r.report("encrypted-position", row.name, at, to, "bit 5 at 0");
  },
  // Nor one whose validity and signs are not those of its bits.
  write(w, at, row, { [row.name]: status }) {
    const word = status?.word;
    if (!isWord(word)) refuseValue("status.word", "0 to 4294967295", word);
    w.digits(at, 8, word, 16);
  },
};

export function emitStatusWord(e: BytesEmitter, at: number, row: BytesRow): void {
  const word = e.name(row);
  e.line(`const ${word} = ${e.uint(at, at + 8)};`);
  e.giveUpIf(`(${word} & ${ENCRYPTED}) !== 0 || (${word} & ${LOAD}) === ${RESERVED_LOAD}`);
  const status = e.name(row);
  e.line(`const ${status} = ${e.call("jt808Status", word, e.uint(at - 8, at), "edition")};`);
  e.give(row, status);
  e.give({ ...row, name: "alarms" }, `${status}.alarms`);
  e.give({ ...row, name: "valid" }, `(${word} & ${VALID}) !== 0`);
}

export {
  alsoStatusBytes as alsoStatusWord,
  schemaStatusBytes as schemaStatusWord,
} from "../h02/status.ts";

/** Without items. */
export const BASIC_POSITION: readonly BytesRow[] = /* @__PURE__ */ positionRows();

function positionRows(): readonly BytesRow[] {
  return [
    {
      name: "status",
      kind: ALARM_WORD,
      about: "Alarm word, active high; it is in status.alarmWord, status.alarms and alarms",
    },
    { name: "status", kind: STATUS_WORD, about: "Status word, active high" },
    {
      name: "latitude",
      // The signs are in the last half-byte of the status word.
      kind: millionths(90, { negative: SOUTH, flagAfter: -1, other: 8 }),
      unit: "degrees",
      personal: "latitude",
      about: "Millionths; south if status bit 2 is set",
    },
    {
      name: "longitude",
      kind: millionths(180, { negative: WEST, flagAfter: -9, other: -8 }),
      unit: "degrees",
      personal: "longitude",
      about: "Millionths; west if status bit 3 is set",
    },
    value(int(2), "altitudeMeters", { about: "Altitude, signed" }),
    value(uint(2, { over: 10 }), "speedKmh", { about: "Tenths on the wire" }),
    value(uint(2, { most: 360, unknown: null }), "courseDegrees", {
      unit: "degrees",
      about: "Clockwise from north, 0 to 360",
    }),
    {
      name: "time",
      kind: moment("ymdhis"),
      about: "YYMMDDhhmmss, BCD, in the time of the device, GMT+8 by the standard",
      note: "option jt808UtcOffsetMinutes",
    },
  ];
}

export const POSITION: readonly BytesRow[] = [
  ...BASIC_POSITION,
  { name: "jt808.items", kind: ITEMS, about: "Additional items" },
];

/** Bytes of a position without items. */
export const LEAST_POSITION: number = /* @__PURE__ */ halvesOf(BASIC_POSITION) / 2;
