/**
 * The serving cell as text: `mcc,mnc,lac,cid`, decimal or hexadecimal (h02.md section 2.1).
 *
 *     460,00,10342,4283      decimal: SinoTrack and most others
 *     194,65,  96,b78f       hexadecimal, padded with blanks or zeros: ids 353…, 354…, 356…
 *     460,000,27A6,0F70      HuaSunTeK: network in decimal, area code and cell id in hexadecimal
 *     460,11,d18e105,7445    TK905: cell id in hexadecimal, then the area code in decimal
 */

import { hexDigit, isDigit, type TextReader } from "../../kind/text-reader.ts";
import type { TextField } from "../../layout/layout.ts";
import type { Cell } from "../../model/message.ts";

const EXPECTED = "mcc,mnc,lac,cid";
const MOST_LAC = 0xffff;
/** 28 bits, since LTE. */
const MOST_CID = 0xfffffff;

export const CELL: TextField = {
  name: "cell",
  width: 4,
  about: "mcc, mnc, lac, cid of the serving cell; all zero for none",
  read(reader, at, draft) {
    draft.cell = readCell(reader, at);
  },
  write({ cell }, writer) {
    if (isHexadecimalFamily(writer.deviceId)) {
      for (const value of [cell?.mcc, cell?.mnc, cell?.lac, cell?.cid]) {
        writer.putWhole(value ?? 0, 1, 16);
      }
      return;
    }
    // An unknown network is left empty beside a known cell, and 0 where there is none at all.
    writer.putWhole(cell ? cell.mcc : 0, 3);
    writer.putWhole(cell ? cell.mnc : 0, 2);
    writer.putWhole(cell?.lac ?? 0);
    writer.putWhole(cell?.cid ?? 0);
  },
};

/** Reads the four fields from `at` on. */
function readCell(reader: TextReader, at: number): Cell | null {
  const usual = usualCell(reader, at);
  if (usual !== null) return usual;
  const isHex = isHexadecimalCell(reader, at);
  let lac = number(reader, at + 2, isHex);
  let cid = number(reader, at + 3, isHex);
  // More than 16 bits are no area code.
  const isSwapped = isHex && lac > MOST_LAC;
  if (isSwapped) {
    cid = lac;
    lac = number(reader, at + 3, false);
  }
  const isHexNetwork = isHex && !isSwapped && !isDecimalCountry(reader, at);
  const country = number(reader, at, isHexNetwork);
  const network = number(reader, at + 1, isHexNetwork);
  if (hasBlanks(reader, at)) reader.report("blanks", "cell", at, at + 3, EXPECTED);
  if (
    country === BAD ||
    network === BAD ||
    lac === BAD ||
    cid === BAD ||
    country > 999 ||
    network > 999 ||
    lac > MOST_LAC ||
    cid > MOST_CID
  ) {
    reader.report("bad-cell", "cell", at, at + 3, EXPECTED);
    return null;
  }
  if (country <= 0 && network <= 0 && lac <= 0 && cid <= 0) {
    reader.report("no-cell", "cell", at, at + 3, EXPECTED);
    return null;
  }
  return {
    mcc: country > 0 ? country : null,
    mnc: network >= 0 ? network : null,
    lac: lac > 0 ? lac : null,
    cid: cid > 0 ? cid : null,
  };
}

/** Four plain decimal numbers, as most units send them; `null` if there may be more to it. */
function usualCell(reader: TextReader, at: number): Cell | null {
  const mcc = reader.plain(at);
  const mnc = reader.plain(at + 1);
  const lac = reader.plain(at + 2);
  const cid = reader.plain(at + 3);
  if (mcc <= 0 || mnc < 0 || lac <= 0 || cid <= 0) return null;
  if (mcc > 999 || mnc > 999 || lac > MOST_LAC || cid > MOST_CID) return null;
  return hasHexadecimalId(reader) ? null : { mcc, mnc, lac, cid };
}

const EMPTY = -1;
const BAD = -2;

function number(reader: TextReader, at: number, isHex: boolean): number {
  reader.trim(at);
  if (reader.start === reader.end) return EMPTY;
  const value = isHex ? reader.hexadecimal() : reader.decimal();
  return value < 0 ? BAD : value;
}

function hasBlanks(reader: TextReader, at: number): boolean {
  for (let i = at; i < at + 4; i++) {
    reader.trim(i);
    if (reader.end - reader.start !== reader.width(i)) return true;
  }
  return false;
}

/** By a digit a to f, or by an id of a family that sends hexadecimal cells. */
export function isHexadecimalCell(reader: TextReader, at: number): boolean {
  for (let i = at; i < at + 4; i++) {
    reader.trim(i);
    for (let k = reader.start; k < reader.end; k++) {
      const byte = reader.bytes[k]!;
      if (!isDigit(byte) && hexDigit(byte) >= 0) return true;
    }
  }
  return hasHexadecimalId(reader);
}

/** Three digits from 200 to 799, from a device that does not send all in hexadecimal. */
function isDecimalCountry(reader: TextReader, at: number): boolean {
  if (hasHexadecimalId(reader) || !reader.isDigits(at, 3, 3)) return false;
  const mcc = reader.decimal();
  return mcc >= 200 && mcc <= 799;
}

/** Ids of 15 digits that begin with 353, 354 or 356: units that send cells in hexadecimal. */
function hasHexadecimalId(reader: TextReader): boolean {
  if (reader.width(1) !== 15) return false;
  const id = reader.from(1);
  const third = reader.bytes[id + 2]!;
  return (
    reader.bytes[id] === 0x33 &&
    reader.bytes[id + 1] === 0x35 &&
    (third === 0x33 || third === 0x34 || third === 0x36)
  );
}

/** The same, of an id as text. */
function isHexadecimalFamily(id: string): boolean {
  return id.length === 15 && /^35[346]/.test(id);
}
