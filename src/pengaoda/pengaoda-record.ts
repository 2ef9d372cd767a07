/**
 * The `$` record of PengAoDa OBD terminals, between flags (pengaoda-frame.ts) or bare (h02.md section 8.4):
 *
 *     24…FFFBDFFF FD 41 3000 52 000000E1 63 042B214B 01 01CC01451FCBE5 0042 0047 C2… 00 F0
 *     0           29 30      33          38          43 44             51   53   55
 *
 * The head, whose battery byte is a step and two alarm bits; user alarms; behind their marks alarm settings,
 * kilometres and acceleration; what the extension holds; mcc, mnc, cid, lac; altitude; the length of the
 * extension; the extension; record number; and where nothing frames the record, the XOR byte.
 *
 * In the one sample of a body state the length counts an eighth byte, behind the seven that are documented,
 * and no record number follows. The length is believed: the byte stays raw.
 */

import { hasObdMarks } from "../frame/length.ts";
import { appendToTail, cellOf, writeNetwork } from "../h02/dollar/binary-tails.ts";
import { batteryPercent, isBatteryStep } from "../kind/battery.ts";
import type { BinaryReader } from "../layout/binary-reader.ts";
import { type BinaryWriter, unitsOf } from "../layout/binary-writer.ts";
import {
  type BinaryField,
  CHECKSUM,
  COUNT,
  type FieldMeaning,
  readBinaryField,
} from "../layout/layout.ts";
import type { Draft } from "../model/draft.ts";
import type { RecordKind } from "../model/message.ts";
import { alarmsOf, byteOf, IMPACT_ALARMS, USER_ALARMS } from "./pengaoda.ts";

/** Behind the head. */
const USER_ALARMS_AT = 29;
const BATTERY_AT = 16;
const LENGTH_AT = 53;
export const RECORD_HEAD_LENGTH = 55;
/** The first byte of the sum, which is not in the record: the opening flag. */
const SUM_OF_FLAG = 0x7e;

/** In place of the battery byte of the common head. */
export const BATTERY: BinaryField = {
  name: "batteryPercent",
  offset: BATTERY_AT,
  length: 1,
  unit: "%",
  about: "Low half-byte a step 1 to 6; bit 7 low roll-over, bit 6 low collision",
  note: "steps 1 to 6 are 5, 20, 40, 60, 80 and 100 %",
  read(reader, draft) {
    const step = reader.u8(this.offset) & 15;
    draft.batteryPercent = isBatteryStep(step) ? batteryPercent(step) : null;
    if (isBatteryStep(step)) draft.batteryCode = step;
    else reader.report("bad-battery", "batteryPercent", this.offset, 1, "C1 to C6");
  },
  write({ batteryCode, userAlarms }, writer) {
    const impacts = byteOf(userAlarms ?? [], IMPACT_ALARMS) & 0xc0;
    writer.u8(this.offset, impacts | (unitsOf("batteryCode", batteryCode, 1, 6) ?? 0));
  },
};

const USER_ALARM: BinaryField = {
  name: "userAlarms",
  offset: USER_ALARMS_AT,
  length: 1,
  about: "User alarms, active low; with those of the battery byte",
  isList: true,
  read(reader, draft) {
    draft.userAlarms = [
      ...alarmsOf(reader.u8(this.offset), USER_ALARMS),
      ...alarmsOf(reader.u8(BATTERY_AT), IMPACT_ALARMS),
    ];
  },
  write({ userAlarms }, writer) {
    writer.u8(this.offset, byteOf(userAlarms ?? [], USER_ALARMS));
  },
};

/** One of the letters in front of what follows. */
function mark(offset: number, byte: number, about: string): BinaryField {
  return {
    name: "reserved",
    offset,
    length: 1,
    about,
    read() {},
    write(_, writer) {
      writer.u8(offset, byte);
    },
  };
}

/** Named by the sources, but not explained. */
function raw(offset: number, length: number, about: string): BinaryField {
  return {
    name: "tail",
    offset,
    length,
    about,
    read(reader, draft) {
      appendToTail(reader, draft, offset, offset + length);
    },
    write(values, writer) {
      writer.keep(values, offset, length, []);
    },
  };
}

const MILEAGE: BinaryField = {
  name: "odometerMeters",
  offset: 34,
  length: 4,
  unit: "m",
  about: "Mileage, kilometres on the wire",
  confidence: "unconfirmed",
  read(reader, draft) {
    draft.odometerMeters = reader.u32(this.offset) * 1000;
  },
  write({ odometerMeters }, writer) {
    writer.u32(this.offset, unitsOf("odometerMeters", odometerMeters, 1000, 0xffffffff) ?? 0);
  },
};

const KINDS: readonly RecordKind[] = ["basic", "obd", "faultCodes", "bodyState"];

const KIND: BinaryField = {
  name: "recordKind",
  offset: 43,
  length: 1,
  about: "What the extension holds: 0 nothing, 1 engine data, 2 fault codes, 3 body state",
  read(reader, draft) {
    draft.recordKind = KINDS[reader.u8(this.offset)] ?? null;
    if (draft.recordKind === null) {
      reader.report("out-of-range", "recordKind", this.offset, 1, "0 to 3");
    }
  },
  write({ recordKind = null }, writer) {
    writer.u8(this.offset, recordKind === null ? 0xff : KINDS.indexOf(recordKind));
  },
};

const CELL: BinaryField = {
  name: "cell",
  offset: 44,
  length: 7,
  about: "mcc (2 bytes), mnc (1), cid (2), lac (2); one of the two known parsers has lac first",
  confidence: "unconfirmed",
  read(reader, draft) {
    const at = this.offset;
    const cid = reader.u16(at + 3);
    const lac = reader.u16(at + 5);
    draft.cell = cellOf(reader, at, this.length, reader.u16(at), reader.u8(at + 2), lac, cid);
  },
  write({ cell }, writer) {
    const at = this.offset;
    writeNetwork(cell, writer, at);
    writer.u16(at + 3, unitsOf("cell.cid", cell?.cid, 1, 0xffff) ?? 0);
    writer.u16(at + 5, unitsOf("cell.lac", cell?.lac, 1, 0xffff) ?? 0);
  },
};

const ALTITUDE: BinaryField = {
  name: "altitudeMeters",
  offset: 51,
  length: 2,
  unit: "m",
  about: "Altitude; no source names the unit",
  confidence: "inferred",
  read(reader, draft) {
    draft.altitudeMeters = reader.u16(this.offset);
  },
  write({ altitudeMeters }, writer) {
    writer.u16(this.offset, unitsOf("altitudeMeters", altitudeMeters, 1, 0xffff) ?? 0);
  },
};

const LENGTH: BinaryField = {
  ...COUNT,
  offset: LENGTH_AT,
  length: 2,
  about: "Length of the extension",
  read() {},
  // Written with the extension.
  write() {},
};

/** From behind the head to the extension. */
export const RECORD_FIELDS: readonly BinaryField[] = [
  USER_ALARM,
  /* @__PURE__ */ mark(30, 0x41, "41, alarm settings follow"),
  /* @__PURE__ */ raw(31, 2, "Alarm settings, bits that nobody explains"),
  /* @__PURE__ */ mark(33, 0x52, "52, mileage follows"),
  MILEAGE,
  /* @__PURE__ */ mark(38, 0x63, "63, acceleration follows"),
  /* @__PURE__ */ raw(39, 4, "Acceleration, in a form that nobody explains"),
  KIND,
  CELL,
  ALTITUDE,
  LENGTH,
];

/** A value in the extension, behind the one before it. */
interface PartField extends FieldMeaning {
  readonly length: number;
  read(reader: BinaryReader, at: number, draft: Draft): void;
  /** The bytes of each element, or of the one value. */
  write(values: Draft): readonly number[];
}

/** What an extension of one kind consists of, behind the byte that marks it. */
interface Extension {
  readonly kind: RecordKind;
  readonly mark: number;
  readonly about: string;
  readonly fields: readonly PartField[];
  /** Follows as often as there is room for it. */
  readonly repeated?: PartField;
  /** The list that the repeated field fills, which may stay empty. */
  begin?(draft: Draft): void;
}

const PID: PartField = {
  name: "obdPids",
  length: 5,
  about: "PID, then four bytes of data, left-aligned",
  read(reader, at, draft) {
    const data = new Uint8Array(reader.bytes.subarray(at + 1, at + 5));
    draft.obdPids?.push({ pid: reader.u8(at), data });
  },
  write({ obdPids = [] }) {
    return obdPids.flatMap(({ pid, data }) => [pid, ...data]);
  },
};

const FAULT_TYPE: PartField = {
  name: "faultType",
  length: 1,
  about: "Fault type, a number that nobody explains",
  read(reader, at, draft) {
    draft.faultType = reader.u8(at);
  },
  write({ faultType }) {
    return faultType === undefined ? [] : [faultType];
  },
};

const FAULT_CODE: PartField = {
  name: "faultCodes",
  length: 3,
  about: "Code, four hexadecimal digits, and its type, a number that nobody explains",
  read(reader, at, draft) {
    draft.faultCodes?.push({ code: reader.halfBytes(at * 2, 4), type: reader.u8(at + 2) });
  },
  write({ faultCodes = [] }) {
    return faultCodes.flatMap(({ code, type }) => {
      const number = Number.parseInt(code, 16);
      return [number >> 8, number & 255, type];
    });
  },
};

const GEARS = "PRND";

const BODY_STATE: PartField = {
  name: "bodyState",
  length: 6,
  about: "Doors, ACC, remote control, gear as a letter (P, R, N, D), tyres, lights: a byte each",
  note: "which bit is which door, tyre or light nobody explains",
  read(reader, at, draft) {
    const letter = String.fromCharCode(reader.u8(at + 3));
    const gear = GEARS.includes(letter) ? (letter as "P" | "R" | "N" | "D") : null;
    if (gear === null) reader.report("out-of-range", "bodyState", at + 3, 1, "P, R, N or D");
    draft.bodyState = {
      doors: reader.u8(at),
      acc: reader.u8(at + 1),
      remoteControl: reader.u8(at + 2),
      gear,
      tyres: reader.u8(at + 4),
      lights: reader.u8(at + 5),
    };
  },
  write({ bodyState: state }) {
    if (state === undefined) return [];
    const { doors, acc, remoteControl, gear, tyres, lights } = state;
    return [doors, acc, remoteControl, gear?.charCodeAt(0) ?? 0, tyres, lights];
  },
};

export const EXTENSIONS: readonly Extension[] = [
  {
    kind: "obd",
    mark: 0xc2,
    about: "engine data",
    fields: [],
    repeated: PID,
    begin(draft) {
      draft.obdPids = [];
    },
  },
  {
    kind: "faultCodes",
    mark: 0xc7,
    about: "fault codes",
    fields: [FAULT_TYPE],
    repeated: FAULT_CODE,
    begin(draft) {
      draft.faultCodes = [];
    },
  },
  { kind: "bodyState", mark: 0xc4, about: "body state", fields: [BODY_STATE] },
];

const MARK: FieldMeaning = { name: "reserved", about: "Mark of the extension" };
const RECORD_NUMBER: FieldMeaning = {
  name: "recordNumber",
  about: "Counts up by one a record, 0 to 255",
};
const UNKNOWN: FieldMeaning = { name: "tail", about: "Not documented" };

/** Whether it is a record of this kind, and all before the extension has come. */
export function isPengAoDaRecord(bytes: Uint8Array): boolean {
  return bytes.length >= RECORD_HEAD_LENGTH && bytes[0] === 0x24 && hasObdMarks(bytes, 0);
}

/** Reads what stands behind the head. `isFramed`: the XOR byte was read and taken off with the flags. */
export function readPengAoDaRecord(reader: BinaryReader, draft: Draft, isFramed: boolean): void {
  for (const field of RECORD_FIELDS) readBinaryField(field, reader, draft);
  const { bytes } = reader;
  const end = RECORD_HEAD_LENGTH + reader.u16(LENGTH_AT);
  let at = readExtension(reader, draft, Math.min(end, bytes.length));
  if (end > bytes.length) {
    reader.report(
      "truncated",
      "frame",
      LENGTH_AT,
      2,
      `at most ${bytes.length - RECORD_HEAD_LENGTH}`,
    );
  }
  keepUnknown(reader, draft, at, Math.min(end, bytes.length));
  at = end;
  if (at < bytes.length) {
    draft.recordNumber = reader.u8(at);
    reader.mark(RECORD_NUMBER, at, at + 1, draft);
    at++;
  }
  if (!isFramed && at + 1 === bytes.length) {
    reader.mark(CHECKSUM, at, at + 1, draft);
    const sum = sumOf(bytes, at);
    if (reader.u8(at) !== sum) reader.report("bad-checksum", "frame", at, 1, hexByte(sum));
    at++;
  }
  keepUnknown(reader, draft, at, bytes.length);
}

/** What `readPengAoDaRecord` reads, from the battery byte on: what stands behind the first 55 bytes. */
export function writePengAoDaRecord(values: Draft, writer: BinaryWriter): Uint8Array {
  BATTERY.write(values, writer);
  for (const field of RECORD_FIELDS) field.write(values, writer);
  const extension = EXTENSIONS.find(({ kind }) => kind === values.recordKind);
  const parts = [...(extension?.fields ?? [])];
  if (extension?.repeated !== undefined) parts.push(extension.repeated);
  const known = parts.flatMap((part) => part.write(values));
  const marked = extension !== undefined && isPresent(values) ? [extension.mark, ...known] : [];
  const body = [...marked, ...writer.restOfTail(values)];
  writer.u16(LENGTH_AT, body.length);
  return new Uint8Array(values.recordNumber === undefined ? body : [...body, values.recordNumber]);
}

/** Whether the extension was there. */
function isPresent({ obdPids, faultCodes, bodyState }: Draft): boolean {
  return (obdPids ?? faultCodes ?? bodyState) !== undefined;
}

/** Reads the extension as far as it is what the record says; returns where what is left begins. */
function readExtension(reader: BinaryReader, draft: Draft, end: number): number {
  let at = RECORD_HEAD_LENGTH;
  const extension = EXTENSIONS.find(({ kind }) => kind === draft.recordKind);
  if (extension === undefined || at >= end || reader.u8(at) !== extension.mark) return at;
  reader.mark(MARK, at, at + 1, draft);
  at++;
  const { fields, repeated } = extension;
  extension.begin?.(draft);
  for (const field of fields) {
    if (at + field.length > end) return at;
    at = readPart(field, reader, at, draft);
  }
  while (repeated !== undefined && at + repeated.length <= end) {
    at = readPart(repeated, reader, at, draft);
  }
  return at;
}

function readPart(field: PartField, reader: BinaryReader, at: number, draft: Draft): number {
  field.read(reader, at, draft);
  reader.mark(field, at, at + field.length, draft);
  return at + field.length;
}

function keepUnknown(reader: BinaryReader, draft: Draft, from: number, to: number): void {
  if (from >= to) return;
  reader.report("unknown-tail", "tail", from, to - from, "documented bytes");
  appendToTail(reader, draft, from, to);
  reader.mark(UNKNOWN, from, to, draft);
}

/** The XOR of the opening flag and the first `count` bytes. */
export function sumOf(bytes: Uint8Array, count: number): number {
  let sum = SUM_OF_FLAG;
  for (let i = 0; i < count; i++) sum ^= bytes[i]!;
  return sum;
}

export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
