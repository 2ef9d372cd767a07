/**
 * What PengAoDa OBD terminals send behind the status of V1, V8, V9 and V10 (h02.md sections 3 and 8.4):
 *
 *     ED , 3000 , 460 , 01 , 17695 , 48515 , C6
 *
 * user alarms, one byte, active low: 0 low battery, 2 stored record, 4 coolant temperature, 5 fatigue, 6
 * overspeed, 7 low supply voltage; alarm settings; country, network, then cell id before area code as one
 * of the two known parsers has it; battery step in the low half, and bit 7 low for a roll-over, bit 6 low
 * for a collision.
 */

import { readWhole } from "../h02/text/reading-fields.ts";
import { batteryPercent } from "../kind/battery.ts";
import type { TextReader } from "../kind/text-reader.ts";
import type { TextField, TextTail } from "../layout/layout.ts";
import { alarmsOf, byteOf, IMPACT_ALARMS, USER_ALARMS } from "./alarms.ts";

const USER_ALARM: TextField = {
  name: "userAlarms",
  width: 1,
  about: "User alarms, two hexadecimal digits, active low",
  isList: true,
  read(reader, at, draft) {
    const byte = hexadecimal(reader, at);
    draft.userAlarms = byte < 0 ? null : alarmsOf(byte, USER_ALARMS);
    if (byte < 0) reader.report("bad-number", "userAlarms", at, at, "two hexadecimal digits");
  },
  write({ userAlarms }, writer) {
    if (userAlarms === null || userAlarms === undefined) return writer.put("");
    writer.putWhole(byteOf(userAlarms, USER_ALARMS), 2, 16);
  },
};

const SETTINGS: TextField = {
  name: "extra",
  width: 1,
  about: "Alarm settings, four hexadecimal digits that nobody explains",
  read(reader, at, draft) {
    draft.extra = [...(draft.extra ?? []), reader.text(at)];
  },
  write(values, writer) {
    writer.put(writer.nextExtra(values));
  },
};

const CELL: TextField = {
  name: "cell",
  width: 4,
  about: "mcc, mnc, cid, lac, decimal",
  confidence: "unconfirmed",
  read(reader, at, draft) {
    const mcc = readWhole(reader, at, "cell", 999);
    const mnc = readWhole(reader, at + 1, "cell", 999);
    const cid = readWhole(reader, at + 2, "cell", 0xfffffff);
    const lac = readWhole(reader, at + 3, "cell", 0xffff);
    draft.cell = { mcc: mcc || null, mnc, lac: lac || null, cid: cid || null };
  },
  write({ cell }, writer) {
    writer.putWhole(cell?.mcc ?? 0);
    writer.putWhole(cell?.mnc, 2);
    writer.putWhole(cell?.cid ?? 0);
    writer.putWhole(cell?.lac ?? 0);
  },
};

const BATTERY: TextField = {
  name: "batteryPercent",
  width: 1,
  unit: "%",
  about: "Low half-byte a step 1 to 6; bit 7 low roll-over, bit 6 low collision",
  note: "steps 1 to 6 are 5, 20, 40, 60, 80 and 100 %",
  read(reader, at, draft) {
    const byte = hexadecimal(reader, at);
    const step = byte & 15;
    draft.batteryPercent = byte >= 0 && step >= 1 && step <= 6 ? batteryPercent(step) : null;
    if (draft.batteryPercent === null) {
      reader.report("bad-battery", "batteryPercent", at, at, "two hexadecimal digits, C1 to C6");
    } else draft.batteryCode = step;
    if (byte >= 0 && draft.userAlarms) draft.userAlarms.push(...alarmsOf(byte, IMPACT_ALARMS));
  },
  write({ batteryCode, userAlarms }, writer) {
    if (batteryCode === undefined) return writer.put("");
    writer.putWhole((byteOf(userAlarms ?? [], IMPACT_ALARMS) & 0xc0) | batteryCode, 2, 16);
  },
};

function hexadecimal(reader: TextReader, at: number): number {
  if (reader.width(at) !== 2) return -1;
  reader.trim(at);
  return reader.hexadecimal();
}

export const PENGAODA: TextTail = {
  about: "PengAoDa OBD terminals",
  table: "pengaoda",
  fields: [USER_ALARM, SETTINGS, CELL, BATTERY],
  fits: (reader, at) =>
    reader.width(at) === 2 &&
    reader.width(at + 1) === 4 &&
    reader.width(at + 6) === 2 &&
    hexadecimal(reader, at) >= 0 &&
    hexadecimal(reader, at + 6) >= 0,
};
