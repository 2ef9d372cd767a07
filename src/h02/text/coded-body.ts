/**
 * The position as HuaSunTeK's address requests and alarms have it: as in V1, with the coding of the wanted
 * text where V1 has the validity (h02.md section 2.6).
 *
 *     052825 , 0 , 2229.9549 , N , 11418.3153 , E , 0.00 , 348 , 180814 , FFFFFFFF
 *              0 GB2312, 1 Unicode
 *
 * and behind it a cell in hexadecimal, a battery level, and more cells: `1CC,0,25FC,F48,90,25FC-F48-10|…`.
 */

import { hexDigit, type TextReader } from "../../kind/text-reader.ts";
import { wholeText } from "../../kind/text-writer.ts";
import { readFields, type TextField, type TextTail } from "../../layout/layout.ts";
import { formsOf, type TextForm, type WrittenField } from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import type { ScannedCell } from "../../model/message.ts";
import { BATTERY_99 } from "./battery-field.ts";
import { CELL } from "./cell-field.ts";
import {
  COURSE,
  DATE,
  LATITUDE,
  LONGITUDE,
  POSITION_BODY,
  SPEED,
  STATUS,
  TIME,
} from "./position-body.ts";
import { isValidity } from "./position-layout.ts";

const CODING: TextField = {
  name: "addressCoding",
  width: 1,
  about: "Coding of the text that the answer shall have: 0 GB2312, 1 Unicode",
  read(reader, at, draft) {
    draft.addressCoding = null;
    if (!reader.select(at, "addressCoding", "0 or 1")) return;
    const digit = reader.decimal();
    if (digit === 0) draft.addressCoding = "gb2312";
    else if (digit === 1) draft.addressCoding = "unicode";
    else reader.report("bad-number", "addressCoding", at, at, "0 or 1");
  },
  write({ addressCoding }, writer) {
    // Any other digit is no coding; without a digit it would be the validity.
    writer.put(addressCoding === "gb2312" ? "0" : addressCoding === "unicode" ? "1" : "9");
  },
};

/** `lac-cid-level` in hexadecimal, joined by `|`. */
const MORE_CELLS: TextField = {
  name: "cells",
  width: 1,
  about: "Cells as lac-cid-level, joined by |; lac and cid in hexadecimal",
  isList: true,
  read(reader, at, draft) {
    draft.cells = [];
    reader.trim(at);
    const { start, end } = reader;
    for (let from = start; from <= end; ) {
      let to = from;
      while (to < end && reader.bytes[to] !== 0x7c) to++;
      const cell = parseDashed(reader.bytes, from, to, draft);
      if (cell !== null) draft.cells.push(cell);
      else reader.report("bad-cell", "cells", at, at, "lac-cid-level");
      from = to + 1;
    }
  },
  write({ cells = [] }, writer) {
    const texts = cells.map(({ lac, cid, rssi }) =>
      [wholeText(lac ?? 0, 1, 16), wholeText(cid ?? 0, 1, 16), rssi ?? ""].join("-"),
    );
    writer.put(texts.join("|"));
  },
};

/** The network is that of the serving cell in front of the list. */
function parseDashed(
  bytes: Uint8Array,
  from: number,
  to: number,
  draft: Draft,
): ScannedCell | null {
  const numbers: number[] = [];
  let value = -1;
  for (let i = from; i <= to; i++) {
    const byte = i < to ? bytes[i]! : 0x2d;
    if (byte === 0x20) continue;
    if (byte === 0x2d) {
      if (value < 0) return null;
      numbers.push(value);
      value = -1;
      continue;
    }
    const digit = numbers.length < 2 ? hexDigit(byte) : byte - 0x30;
    if (digit < 0 || digit > 15 || (numbers.length === 2 && digit > 9)) return null;
    value = Math.max(value, 0) * (numbers.length < 2 ? 16 : 10) + digit;
  }
  const [lac, cid, rssi] = numbers;
  if (numbers.length !== 3 || lac! > 0xffff || cid! > 0xfffffff || rssi! > 255) return null;
  return {
    mcc: draft.cell?.mcc ?? null,
    mnc: draft.cell?.mnc ?? null,
    lac: lac || null,
    cid: cid || null,
    rssi: rssi!,
  };
}

export const CODED_BODY: readonly TextField[] = [
  TIME,
  CODING,
  LATITUDE,
  LONGITUDE,
  SPEED,
  COURSE,
  DATE,
  STATUS,
];

export const CODED_TAILS: readonly TextTail[] = [
  { about: "Cell only", fields: [CELL] },
  { about: "Cell, battery, more cells", fields: [CELL, BATTERY_99, MORE_CELLS] },
];

export function readCodedBody(reader: TextReader, at: number, draft: Draft): number {
  // Some firmware has the validity here all the same.
  const body = isValidity(reader, at + 1) ? POSITION_BODY : CODED_BODY;
  return readFields(body, reader, at, draft);
}

/** The forms of a coded body behind the fields in `front`. */
export function codedForms(values: Draft, front: readonly WrittenField[]): TextForm[] {
  const body = values.valid === undefined ? CODED_BODY : POSITION_BODY;
  return formsOf([...front, ...body], CODED_TAILS, "short");
}
