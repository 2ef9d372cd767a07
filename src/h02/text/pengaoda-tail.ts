/**
 * The fields of PengAoDa OBD terminals after the status of V1, V8, V9 and V10 (docs/protocol/h02.md §3 and §8.4):
 *
 *     ED , 3000 , 460 , 01 , 17695 , 48515 , C6
 *
 * user alarms, one byte, active low: 0 low battery, 2 stored record, 4 coolant temperature, 5 fatigue, 6
 * overspeed, 7 low supply voltage; alarm settings; country, network, then cell id before area code as one
 * of the two known parsers has it; battery step in the low half, and bit 7 low for a roll-over, bit 6 low
 * for a collision.
 */
import { BATTERY_STEPS, isBatteryStep, readBatteryStep } from "../../kind/battery.ts";
import type { TextEmitter } from "../../kind/emit.ts";
import type { TextKind, TextRow } from "../../kind/row.ts";
import { MOST_CID, MOST_LAC, MOST_MCC, MOST_MNC } from "../../kind/text/cell.ts";
import { readWhole } from "../../kind/text/number.ts";
import type { TextReader } from "../../kind/text-reader.ts";
import type { TextTail } from "../../layout/text-form.ts";
import { alarmsWith, byteOf, IMPACT_ALARMS, USER_ALARMS } from "../../model/pengaoda-alarms.ts";
import { EXTRA_ROW } from "./rows.ts";

const USER_ALARM: TextKind = {
  kind: "userAlarmText",
  fields: 1,
  personal: "harmless",
  read(r, at, { name }, values) {
    const byte = twoDigits(r, at);
    if (byte >= 0) values["alarms"] = alarmsWith(values["alarms"], byte, USER_ALARMS);
    else r.report("bad-number", name, at, at, "two hexadecimal digits");
  },
  write: (w, _row, values) => w.putWhole(byteOf(values, USER_ALARMS), 2, 16),
};

export function emitUserAlarmText(e: TextEmitter, row: TextRow): void {
  e.variables.set(row.name, e.fixed(row.name, "byteAt", 2));
}

/** Cell id before area code. */
const SWAPPED_CELL: TextKind = {
  kind: "swappedCell",
  fields: 4,
  personal: "cell",
  read(r, at, { name }, values) {
    const mcc = readWhole(r, at, name, MOST_MCC);
    const mnc = readWhole(r, at + 1, name, MOST_MNC);
    const cid = readWhole(r, at + 2, name, MOST_CID);
    const lac = readWhole(r, at + 3, name, MOST_LAC);
    values[name] = { mcc: mcc || null, mnc, lac: lac || null, cid: cid || null };
  },
  write(w, { name }, values) {
    const cell = values[name];
    w.putWhole(cell?.mcc ?? 0);
    w.putWhole(cell?.mnc, 2);
    w.putWhole(cell?.cid ?? 0);
    w.putWhole(cell?.lac ?? 0);
  },
};

export function emitSwappedCell(e: TextEmitter, row: TextRow): void {
  // Numbers alone are read in one call, without a comma between them.
  const [mcc, mnc, cid, lac] = [MOST_MCC, MOST_MNC, MOST_CID, MOST_LAC].map((most) =>
    e.whole(row, 0, most),
  );
  e.give(row, `{ mcc: ${mcc} || null, mnc: ${mnc}, lac: ${lac} || null, cid: ${cid} || null }`);
}

const STEP_AND_IMPACTS: TextKind = {
  kind: "stepAndImpactsText",
  fields: 1,
  personal: "harmless",
  read(r, at, { name }, values) {
    // Without digits all bits are set: no step, and no alarm.
    const byte = twoDigits(r, at);
    const step = byte & 15;
    values[name] = null;
    if (isBatteryStep(step)) readBatteryStep(r, step, name, at, at, values);
    else r.report("bad-battery", name, at, at, "two hexadecimal digits, C1 to C6");
    values["alarms"] = alarmsWith(values["alarms"], byte, IMPACT_ALARMS);
  },
  write(w, _row, values) {
    // Without a step: 0, which is none, because the tail is not recognised by an empty field.
    const step = values["batteryCode"] ?? 0;
    w.putWhole((byteOf(values, IMPACT_ALARMS) & 0xc0) | step, 2, 16);
  },
};

export function emitStepAndImpactsText(e: TextEmitter, row: TextRow): void {
  const byte = e.fixed(row.name, "byteAt", 2);
  e.giveUpIf(`!${e.call("isBatteryStep", `${byte} & 15`)}`);
  e.giveUpIf(e.call("isDisputedStep", `${byte} & 15`));
  e.give(row, e.call("batteryPercent", `${byte} & 15`));
  e.give({ ...row, name: "batteryCode" }, `${byte} & 15`);
  const byUser = e.variables.get("alarms")!;
  const user = e.call("alarmsWith", "state.alarms", byUser, e.value("USER_ALARMS"));
  const alarms = e.call("alarmsWith", user, byte, e.value("IMPACT_ALARMS"));
  e.give({ ...row, name: "alarms" }, alarms);
}

/** Two characters, of which one may be a space. */
const TWO_DIGITS = /^(?=[^,]{2}$) *[\dA-Fa-f]+ *$/;

function twoDigits(r: TextReader, at: number): number {
  if (!TWO_DIGITS.test(r.text(at))) return -1;
  r.trim(at);
  return r.hexadecimal();
}

const ROWS: readonly TextRow[] = [
  {
    name: "alarms",
    kind: USER_ALARM,
    about: "User alarms, two hexadecimal digits, active low",
    isList: true,
  },
  { ...EXTRA_ROW, about: "Alarm settings, four hexadecimal digits, not documented" },
  {
    name: "cell",
    kind: SWAPPED_CELL,
    about: "mcc, mnc, cid, lac, decimal",
    confidence: "unconfirmed",
  },
  {
    name: "batteryPercent",
    kind: STEP_AND_IMPACTS,
    unit: "%",
    about: "Low half-byte a step 1 to 6; bit 7 low roll-over, bit 6 low collision",
    note: BATTERY_STEPS,
  },
];

export const PENGAODA: TextTail = {
  about: "PengAoDa OBD terminals",
  table: "pengaoda",
  rows: ROWS,
  widths: [
    [0, 2, 2],
    [1, 4, 4],
    [6, 2, 2],
  ],
  fits: [[TWO_DIGITS, 5, TWO_DIGITS]],
  isUsual: true,
};
