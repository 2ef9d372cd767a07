/**
 * The `$` record of PengAoDa OBD terminals, between flags (pengaoda-frame.ts) or bare (docs/protocol/h02.md §8.4):
 *
 *     24…FFFBDFFF FD 41 3000 52 000000E1 63 042B214B 01 01CC01451FCBE5 0042 0047 C2… 00 F0
 *     0           29 30      33          38          43 44             51   53   55
 *
 * The head, whose battery byte is a step and two alarm bits; user alarms; after their marks alarm settings,
 * kilometres and acceleration; what the extension holds; mcc, mnc, cid, lac; altitude; the length of the
 * extension; the extension; record number; and where nothing frames the record, the XOR byte.
 *
 * In the one sample of a body state the length counts an eighth byte, after the seven that are documented,
 * and no record number follows. The length is believed: the byte stays raw.
 */
import { hasRecordMarks } from "../frame/dollar-tail.ts";
import { headOf, ID } from "../h02/dollar/head.ts";
import { BATTERY_STEPS, isBatteryStep, readBatteryStep } from "../kind/battery.ts";
import { cell } from "../kind/bytes/cell.ts";
import { mark } from "../kind/bytes/id.ts";
import { named } from "../kind/bytes/kept.ts";
import { uint } from "../kind/bytes/number.ts";
import { oneOf } from "../kind/bytes/one-of.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { BytesWriter } from "../kind/bytes-writer.ts";
import { setValue, valueAt } from "../kind/path.ts";
import { refuseValue } from "../kind/refuse.ts";
import { type BytesKind, type BytesRow, type Meaning, type Values, value } from "../kind/row.ts";
import { listOf, objectOf } from "../kind/schema.ts";
import {
  halvesOf,
  type ReadyRow,
  readBytesRows,
  ready,
  writeBytesRows,
} from "../layout/bytes-rows.ts";
import type { RecordKind } from "../model/message.ts";
import { alarmsWith, byteOf, IMPACT_ALARMS, USER_ALARMS } from "../model/pengaoda-alarms.ts";
import { hexByte, sumOf } from "./checksum.ts";

const STEP_AND_IMPACTS: BytesKind = {
  kind: "stepAndImpacts",
  halves: 2,
  personal: "harmless",
  read(r, at, to, row, values) {
    const step = r.half(at + 1);
    if (isBatteryStep(step)) return readBatteryStep(r, step, row.name, at, to, values);
    values[row.name] = null;
    r.report("bad-battery", row.name, at, to, "C1 to C6");
  },
  write(w, at, _row, values) {
    const { batteryCode } = values;
    const step = Math.round(batteryCode ?? 0);
    if (!(step >= 0 && step <= 6)) refuseValue("batteryCode", "1 to 6", batteryCode);
    w.digits(at, 2, (byteOf(values, IMPACT_ALARMS) & 0xc0) | step, 16);
  },
};

/** From the user alarms back to the battery byte, in half-bytes. */
const BATTERY_BEFORE = 26;

const USER_ALARM_BYTE: BytesKind = {
  kind: "userAlarmByte",
  halves: 2,
  personal: "harmless",
  read(r, at, to, _row, values) {
    const battery = at - BATTERY_BEFORE;
    const alarms = alarmsWith(values.alarms, r.uint(at, to), USER_ALARMS);
    values.alarms = alarmsWith(alarms, r.uint(battery, battery + 2), IMPACT_ALARMS);
  },
  write: (w, at, _row, values) => w.digits(at, 2, byteOf(values, USER_ALARMS), 16),
};

/** Bytes that are written when the length of the rest is known. */
const LENGTH_BYTES: BytesKind = {
  kind: "length",
  halves: 4,
  personal: "harmless",
  read() {},
  write: (w, at) => w.digits(at, 4, 0),
};

export const RECORD_BATTERY: BytesRow = {
  name: "batteryPercent",
  kind: STEP_AND_IMPACTS,
  unit: "%",
  about: "Low half-byte a step 1 to 6; bit 7 low roll-over, bit 6 low collision",
  note: BATTERY_STEPS,
};

/** After the head, up to the extension. */
export const RECORD_ROWS: readonly BytesRow[] = [
  {
    name: "alarms",
    kind: USER_ALARM_BYTE,
    about: "User alarms, active low; with those of the battery byte",
    isList: true,
  },
  { name: "reserved", kind: /* @__PURE__ */ mark(0x41), about: "41, alarm settings follow" },
  /* @__PURE__ */ value(/* @__PURE__ */ named(2), "tail", {
    about: "Alarm settings, undocumented bits",
  }),
  { name: "reserved", kind: /* @__PURE__ */ mark(0x52), about: "52, mileage follows" },
  /* @__PURE__ */ value(/* @__PURE__ */ uint(4, { times: 1000 }), "odometerMeters", {
    about: "Mileage, kilometres on the wire",
    confidence: "unconfirmed",
  }),
  { name: "reserved", kind: /* @__PURE__ */ mark(0x63), about: "63, acceleration follows" },
  /* @__PURE__ */ value(/* @__PURE__ */ named(4), "tail", {
    about: "Acceleration, in an undocumented form",
  }),
  {
    name: "pengaoda.recordKind",
    kind: /* @__PURE__ */ oneOf(
      ...(["basic", "obd", "faultCodes", "bodyState"] satisfies RecordKind[]),
    ),
    about: "Contents of the extension: 0 nothing, 1 engine data, 2 fault codes, 3 body state",
  },
  {
    name: "cell",
    kind: /* @__PURE__ */ cell([
      ["mcc", 2],
      ["mnc", 1],
      ["cid", 2],
      ["lac", 2],
    ]),
    about: "mcc (2 bytes), mnc (1), cid (2), lac (2); one of the two known parsers has lac first",
    confidence: "unconfirmed",
  },
  /* @__PURE__ */ value(/* @__PURE__ */ uint(2), "altitudeMeters", {
    about: "Altitude; no source names the unit",
    confidence: "inferred",
  }),
  { name: "count", kind: LENGTH_BYTES, about: "Length of the extension" },
];

const ROWS: readonly BytesRow[] = [.../* @__PURE__ */ headOf(ID, RECORD_BATTERY), ...RECORD_ROWS];
export const RECORD_HEAD_LENGTH: number = /* @__PURE__ */ halvesOf(ROWS) / 2;
const READY: readonly ReadyRow[] = /* @__PURE__ */ ready(ROWS);
const LENGTH_AT = RECORD_HEAD_LENGTH - 2;

/** The contents of an extension of one kind, after the byte that marks it. */
interface Extension {
  readonly kind: RecordKind;
  readonly mark: number;
  readonly about: string;
  readonly rows: readonly BytesRow[];
  /** Repeated as often as there is room: each one gives an element of a list. */
  readonly repeated?: BytesRow;
}

function listAt(values: Values, { name }: { readonly name: string }): Values[] {
  return (valueAt(values, name) ?? []) as Values[];
}

const PID: BytesKind = {
  kind: "pid",
  halves: 10,
  personal: "harmless",
  read(r, at, to, row, values) {
    listAt(values, row).push({
      pid: r.uint(at, at + 2),
      data: r.bytes.slice((at >> 1) + 1, to >> 1),
    });
  },
  write(w, at, row, values) {
    const { pid, data } = listAt(values, row)[w.next(row.name)]!;
    w.set(at, [pid, ...data]);
  },
};

const FAULT_CODE: BytesKind = {
  kind: "faultCode",
  halves: 6,
  personal: "harmless",
  read(r, at, _to, row, values) {
    listAt(values, row).push({ code: r.hex(at, at + 4), type: r.uint(at + 4, at + 6) });
  },
  write(w, at, row, values) {
    const i = w.next(row.name);
    const { code, type } = listAt(values, row)[i]!;
    if (!/^[0-9a-f]{4}$/.test(code)) {
      refuseValue(`${row.name}[${i}].code`, "four hexadecimal digits", code);
    }
    if (!(type >= 0 && type <= 255)) refuseValue(`${row.name}[${i}].type`, "0 to 255", type);
    w.digits(at, 4, Number.parseInt(code, 16), 16);
    w.digits(at + 4, 2, Math.round(type), 16);
  },
};

const GEARS = "PRND";

const BODY_STATE: BytesKind = {
  kind: "bodyState",
  halves: 12,
  personal: "harmless",
  read(r, at, _to, row, values) {
    const from = at >> 1;
    const [doors, acc, remoteControl, letter, tyres, lights] = r.bytes.subarray(from, from + 6);
    const gear = String.fromCharCode(letter!);
    const isGear = GEARS.includes(gear);
    if (!isGear) r.report("out-of-range", row.name, at + 6, at + 8, "P, R, N or D");
    const state = { doors, acc, remoteControl, gear: isGear ? gear : null, tyres, lights };
    setValue(values, row, state);
  },
  write(w, at, row, values) {
    const { doors, acc, remoteControl, gear, tyres, lights } = valueAt(values, row.name) as Values;
    w.set(at, [doors, acc, remoteControl, gear?.charCodeAt(0) ?? 0, tyres, lights]);
  },
};

export const EXTENSIONS: readonly Extension[] = [
  {
    kind: "obd",
    mark: 0xc2,
    about: "engine data",
    rows: [],
    repeated: { name: "obdPids", kind: PID, about: "PID, then four bytes of data, left-aligned" },
  },
  {
    kind: "faultCodes",
    mark: 0xc7,
    about: "fault codes",
    rows: [
      /* @__PURE__ */ value(/* @__PURE__ */ uint(1), "pengaoda.faultType", {
        about: "Fault type, an undocumented number",
      }),
    ],
    repeated: {
      name: "pengaoda.faultCodes",
      kind: FAULT_CODE,
      about: "Code, four hexadecimal digits, and its type, an undocumented number",
    },
  },
  {
    kind: "bodyState",
    mark: 0xc4,
    about: "body state",
    rows: [
      {
        name: "pengaoda.bodyState",
        kind: BODY_STATE,
        about:
          "Doors, ACC, remote control, gear as a letter (P, R, N, D), tyres, lights: one byte each",
        note: "the bits of doors, tyres and lights are not documented",
      },
    ],
  },
];

const MARK: Meaning = { name: "reserved", about: "Mark of the extension", personal: "harmless" };
const RECORD_NUMBER: Meaning = {
  name: "recordNumber",
  about: "Counter that rises by one per record, 0 to 255",
  personal: "harmless",
};
const UNKNOWN: Meaning = { name: "tail", about: "Not documented", personal: "prose" };
export const CHECKSUM: Meaning = {
  name: "checksum",
  about: "XOR of 7E and all bytes before",
  personal: "harmless",
};

/** Whether it is a record of this kind, and everything before the extension has arrived. */
export function isPengAoDaRecord(bytes: Uint8Array): boolean {
  return bytes.length >= RECORD_HEAD_LENGTH && bytes[0] === 0x24 && hasRecordMarks(bytes, 0);
}

/** Reads a record. `isFramed`: the XOR byte was removed with the flags. */
export function readPengAoDaRecord(r: BytesReader, values: Values, isFramed: boolean): void {
  const { bytes } = r;
  readBytesRows(READY, r, 0, bytes.length * 2, values);
  const end = RECORD_HEAD_LENGTH + r.uint(LENGTH_AT * 2, LENGTH_AT * 2 + 4);
  let at = readExtension(r, values, Math.min(end, bytes.length));
  if (end > bytes.length) {
    const most = bytes.length - RECORD_HEAD_LENGTH;
    r.reportBytes("truncated", "frame", LENGTH_AT, LENGTH_AT + 2, `at most ${most}`);
  }
  keepRest(r, at, Math.min(end, bytes.length), values);
  at = end;
  if (at < bytes.length) {
    values.recordNumber = bytes[at]!;
    r.mark(RECORD_NUMBER, at * 2, at * 2 + 2, values);
    at++;
  }
  if (!isFramed && at + 1 === bytes.length) {
    r.mark(CHECKSUM, at * 2, at * 2 + 2, values);
    const sum = sumOf(bytes, at);
    if (bytes[at] !== sum) r.reportBytes("bad-checksum", "frame", at, at + 1, hexByte(sum));
    at++;
  }
  keepRest(r, at, bytes.length, values);
}

/** Reads the extension as far as the record announces it; returns where the rest begins. */
function readExtension(r: BytesReader, values: Values, end: number): number {
  const extension = EXTENSIONS.find(({ kind }) => kind === values.pengaoda.recordKind);
  let at = RECORD_HEAD_LENGTH;
  if (extension === undefined || at >= end || r.bytes[at] !== extension.mark) return at;
  r.mark(MARK, at * 2, at * 2 + 2, values);
  at++;
  const { rows, repeated } = extension;
  if (repeated !== undefined) setValue(values, repeated, []);
  const all = [...rows];
  if (at + halvesOf(rows) / 2 > end) return at;
  if (repeated !== undefined) {
    const size = repeated.kind.halves / 2;
    const left = end - at - halvesOf(rows) / 2;
    for (let i = 0; i < Math.floor(left / size); i++) all.push(repeated);
  }
  return readBytesRows(ready(all), r, at * 2, end * 2, values) / 2;
}

function keepRest(r: BytesReader, from: number, to: number, values: Values): void {
  if (from >= to) return;
  // Bytes that a source names are in the tail already, without an issue.
  r.reportBytes("unknown-tail", "tail", from, to, "documented bytes");
  r.keep(values, from, to);
  r.mark(UNKNOWN, from * 2, to * 2, values);
}

/** A record without the XOR byte of a bare record. */
export function writePengAoDaRecord(values: Values): Uint8Array {
  const w = new BytesWriter(0);
  writeBytesRows(ROWS, w, 0, values);
  const extension = EXTENSIONS.find(({ kind }) => kind === values.pengaoda.recordKind);
  if (extension !== undefined && isPresent(values)) {
    const { mark: first, rows, repeated } = extension;
    w.append([first]);
    const list = repeated === undefined ? [] : listAt(values, repeated);
    const elements = list.map(() => repeated!);
    const given = rows.filter(({ name }) => valueAt(values, name) !== undefined);
    writeBytesRows([...given, ...elements], w, w.bytes.length * 2, values);
  }
  w.append(w.restOfTail(values));
  w.digits(LENGTH_AT * 2, 4, w.bytes.length - RECORD_HEAD_LENGTH, 16);
  if (values.recordNumber !== undefined) w.append([values.recordNumber]);
  return new Uint8Array(w.bytes);
}

/** Whether the message had an extension. */
function isPresent({ obdPids, pengaoda }: Values): boolean {
  return (obdPids ?? pengaoda.faultCodes ?? pengaoda.bodyState) !== undefined;
}

const BYTE = { type: "integer", minimum: 0, maximum: 255 };

export const schemaStepAndImpacts: object = { type: ["integer", "null"], minimum: 0, maximum: 100 };

export { alsoBatteryCode as alsoStepAndImpacts } from "../kind/battery.ts";

export const schemaUserAlarmByte: object = { type: "array", items: { $ref: "#/$defs/alarmName" } };

export const schemaPid: object = /* @__PURE__ */ listOf({
  pid: BYTE,
  data: { type: "string", pattern: "^[0-9a-f]{8}$" },
});

export const schemaFaultCode: object = /* @__PURE__ */ listOf({
  code: { type: "string", pattern: "^[0-9a-f]{4}$" },
  type: BYTE,
});

export function schemaBodyState(): object {
  return objectOf({
    doors: BYTE,
    acc: BYTE,
    remoteControl: BYTE,
    gear: { enum: [...GEARS, null] },
    tyres: BYTE,
    lights: BYTE,
  });
}
