/**
 * What stands behind the 29 bytes of the head, by the length of the frame (h02.md section 1.3). Bytes
 * that nobody documented are kept in `tail`, in order.
 */
import type { BinaryReader } from "../../layout/binary-reader.ts";
import { type BinaryWriter, unitsOf } from "../../layout/binary-writer.ts";
import type { BinaryField } from "../../layout/layout.ts";
import type { Draft } from "../../model/draft.ts";
import type { Cell } from "../../model/message.ts";

/** A tail that one firmware family sends. */
export interface BinaryTail {
  /** Length of the whole frame. */
  readonly length: number;
  readonly about: string;
  /** How sure the layout is; absent for what a vendor document or a twin in text proves. */
  readonly confidence?: "inferred" | "unconfirmed";
  readonly fields: readonly BinaryField[];
  /** Told apart by more than the length. */
  fits?(bytes: Uint8Array): boolean;
}

function recordNumber(offset: number): BinaryField {
  return {
    name: "recordNumber",
    offset,
    length: 1,
    about: "Counts up by one a record, 0 to 255",
    read(reader, draft) {
      draft.recordNumber = reader.u8(offset);
    },
    write({ recordNumber }, writer) {
      writer.u8(offset, unitsOf("recordNumber", recordNumber, 1, 255) ?? 0);
    },
  };
}

export const RECORD_NUMBER: BinaryField = /* @__PURE__ */ recordNumber(31);

/** Bytes that are kept. If `usual` is given, only when they are different from it. */
function kept(offset: number, length: number, about: string, ...usual: number[]): BinaryField {
  return {
    name: "tail",
    offset,
    length,
    about,
    read(reader, draft) {
      if (usual.length > 0 && usual.every((byte, i) => reader.u8(offset + i) === byte)) return;
      keep(reader, draft, offset, offset + length);
    },
    write(values, writer) {
      writer.keep(values, offset, length, usual);
    },
  };
}

/** Appends bytes to the tail of the message, with a word about it. */
export function keep(reader: BinaryReader, draft: Draft, from: number, to: number): void {
  if (from >= to) return;
  if (draft.tail === undefined) {
    reader.report("unknown-tail", "tail", from, to - from, "documented bytes");
  }
  appendToTail(reader, draft, from, to);
}

/** Appends bytes to the tail of the message. */
export function appendToTail(reader: BinaryReader, draft: Draft, from: number, to: number): void {
  const before = draft.tail ?? new Uint8Array(0);
  const tail = new Uint8Array(before.length + to - from);
  tail.set(before);
  tail.set(reader.bytes.subarray(from, to), before.length);
  draft.tail = tail;
}

export const FLAG_AND_RESERVED: BinaryField = kept(
  29,
  2,
  "User alarm flag, FF, and a reserved byte, 00",
  0xff,
  0,
);
const CLASSIC_MARK: BinaryField = { ...FLAG_AND_RESERVED, about: "FF 00" };

const SIGNAL_CSQ: BinaryField = {
  name: "signalCsq",
  offset: 31,
  length: 1,
  about: "GSM signal quality, 0 to 31",
  read(reader, draft) {
    draft.signalCsq = atMost(reader, "signalCsq", this.offset, 31);
  },
  write({ signalCsq }, writer) {
    // 99 is "not known" in +CSQ.
    writer.u8(this.offset, unitsOf("signalCsq", signalCsq, 1, 31) ?? 99);
  },
};

const SATELLITES: BinaryField = {
  name: "satellites",
  offset: 32,
  length: 1,
  about: "Satellites; captures also have 75 and 77, which are no count and come out as null",
  read(reader, draft) {
    draft.satellites = atMost(reader, "satellites", this.offset, 32);
  },
  write({ satellites }, writer) {
    writer.u8(this.offset, unitsOf("satellites", satellites, 1, 32) ?? 0xff);
  },
};

const SATELLITES_BY_SYSTEM: BinaryField = {
  name: "satellites",
  offset: 32,
  length: 1,
  about: "Low half-byte GPS, high half-byte BeiDou; the sum is given",
  confidence: "unconfirmed",
  read(reader, draft) {
    const byte = reader.u8(this.offset);
    draft.satellites = (byte >> 4) + (byte & 15);
  },
  write({ satellites }, writer) {
    // The sum does not tell the two apart; what GPS cannot hold goes to BeiDou.
    const sum = unitsOf("satellites", satellites, 1, 30) ?? 0;
    const gps = Math.min(sum, 15);
    writer.u8(this.offset, ((sum - gps) << 4) | gps);
  },
};

const MILEAGE_KM: BinaryField = {
  name: "odometerMeters",
  offset: 33,
  length: 4,
  unit: "m",
  about: "Kilometres on the wire",
  read(reader, draft) {
    draft.odometerMeters = reader.u32(this.offset) * 1000;
  },
  write({ odometerMeters }, writer) {
    writer.u32(this.offset, unitsOf("odometerMeters", odometerMeters, 1000, 0xffffffff) ?? 0);
  },
};

const COUNTER_METERS: BinaryField = {
  name: "odometerMeters",
  offset: 29,
  length: 4,
  unit: "m",
  about: "A counter that no document names; metres fit the captures. 0 is taken as not used",
  confidence: "inferred",
  read(reader, draft) {
    const meters = reader.u32(this.offset);
    if (meters > 0) draft.odometerMeters = meters;
  },
  write({ odometerMeters }, writer) {
    writer.u32(this.offset, unitsOf("odometerMeters", odometerMeters, 1, 0xffffffff) ?? 0);
  },
};

const CELL: BinaryField = {
  name: "cell",
  offset: 37,
  length: 7,
  about: "mcc (2 bytes), mnc (1), lac (2), cid (2); all zero for none",
  read(reader, draft) {
    const at = this.offset;
    draft.cell = cellOf(
      reader,
      at,
      this.length,
      reader.u16(at),
      reader.u8(at + 2),
      reader.u16(at + 3),
      reader.u16(at + 5),
    );
  },
  write({ cell }, writer) {
    const at = this.offset;
    writeNetwork(cell, writer, at);
    writeArea(cell, writer, at + 3);
  },
};

const COUNTRY_ONLY: BinaryField = {
  name: "cell",
  offset: 37,
  length: 2,
  about: "mcc; the next byte is mnc in other tails, and here said to be GLONASS satellites",
  confidence: "unconfirmed",
  read(reader, draft) {
    draft.cell = cellOf(reader, this.offset, this.length, reader.u16(this.offset), null, 0, 0);
  },
  write({ cell }, writer) {
    writer.u16(this.offset, unitsOf("cell.mcc", cell?.mcc, 1, 999) ?? 0);
  },
};

const AREA_AND_CELL: BinaryField = {
  name: "cell",
  offset: 42,
  length: 4,
  about: "lac (2 bytes), cid (2); the network is not sent",
  confidence: "inferred",
  read(reader, draft) {
    const at = this.offset;
    draft.cell = cellOf(reader, at, this.length, 0, null, reader.u16(at), reader.u16(at + 2));
  },
  write({ cell }, writer) {
    writeArea(cell, writer, this.offset);
  },
};

/** Two bytes of country, one of network. */
export function writeNetwork(
  cell: Cell | null | undefined,
  writer: BinaryWriter,
  at: number,
): void {
  writer.u16(at, unitsOf("cell.mcc", cell?.mcc, 1, 999) ?? 0);
  writer.u8(at + 2, unitsOf("cell.mnc", cell?.mnc, 1, 255) ?? 0);
}

/** Two bytes of area, two of cell. */
function writeArea(cell: Cell | null | undefined, writer: BinaryWriter, at: number): void {
  writer.u16(at, unitsOf("cell.lac", cell?.lac, 1, 0xffff) ?? 0);
  writer.u16(at + 2, unitsOf("cell.cid", cell?.cid, 1, 0xffff) ?? 0);
}

const THREE_CELLS: BinaryField = {
  name: "cells",
  offset: 33,
  length: 18,
  about: "mcc (2 bytes), mnc (1), then three times lac (2), cid (2), level (1)",
  isList: true,
  confidence: "inferred",
  read(reader, draft) {
    const country = reader.u16(this.offset);
    if (country > 999) reader.report("bad-cell", "cells", this.offset, 2, "mcc up to 999");
    const mcc = country > 999 ? null : country || null;
    const mnc = reader.u8(this.offset + 2);
    draft.cells = [];
    for (let at = this.offset + 3; at < this.offset + this.length; at += 5) {
      draft.cells.push({
        mcc,
        mnc,
        lac: reader.u16(at) || null,
        cid: reader.u16(at + 2) || null,
        rssi: reader.u8(at + 4),
      });
    }
  },
  write({ cells = [] }, writer) {
    writeNetwork(cells[0], writer, this.offset);
    cells.slice(0, 3).forEach((cell, i) => {
      const at = this.offset + 3 + 5 * i;
      writeArea(cell, writer, at);
      writer.u8(at + 4, unitsOf("cells.rssi", cell.rssi, 1, 255) ?? 0);
    });
  },
};

function supplyVolts(offset: number): BinaryField {
  return {
    name: "supplyVolts",
    offset,
    length: 2,
    unit: "V",
    about: "Tenths of a volt",
    read(reader, draft) {
      draft.supplyVolts = reader.u16(offset) / 10;
    },
    write({ supplyVolts: volts }, writer) {
      writer.u16(offset, unitsOf("supplyVolts", volts, 0.1, 0xffff) ?? 0);
    },
  };
}

const ODOMETER_BCD: BinaryField = {
  name: "odometerMeters",
  offset: 32,
  length: 5,
  unit: "m",
  about: "Ten BCD digits",
  confidence: "inferred",
  read(reader, draft) {
    const meters = reader.digits(this.offset * 2, 10);
    draft.odometerMeters = meters < 0 ? null : meters;
    if (meters < 0) reader.report("bad-bcd", "odometerMeters", this.offset, 5, "ten digits");
  },
  write({ odometerMeters }, writer) {
    const meters = unitsOf("odometerMeters", odometerMeters, 1, 9999999999);
    writer.digits(this.offset * 2, 10, meters);
  },
};

const FUEL: BinaryField = {
  name: "fuelPercent",
  offset: 37,
  length: 2,
  unit: "%",
  about: "Fuel level",
  confidence: "inferred",
  read(reader, draft) {
    const percent = reader.u16(this.offset);
    draft.fuelPercent = percent > 100 ? null : percent;
    if (percent > 100) reader.report("out-of-range", "fuelPercent", this.offset, 2, "0 to 100");
  },
  write({ fuelPercent }, writer) {
    writer.u16(this.offset, unitsOf("fuelPercent", fuelPercent, 1, 100) ?? 0xffff);
  },
};

const TEMPERATURE: BinaryField = {
  name: "temperatureCelsius",
  offset: 39,
  length: 2,
  unit: "°C",
  about: "Temperature",
  confidence: "inferred",
  read(reader, draft) {
    draft.temperatureCelsius = reader.u16(this.offset);
  },
  write({ temperatureCelsius }, writer) {
    writer.u16(this.offset, unitsOf("temperatureCelsius", temperatureCelsius, 1, 0xffff) ?? 0);
  },
};

const ALTITUDE: BinaryField = {
  name: "altitudeMeters",
  offset: 41,
  length: 1,
  unit: "m",
  about: "Altitude",
  confidence: "inferred",
  read(reader, draft) {
    draft.altitudeMeters = reader.u8(this.offset);
  },
  write({ altitudeMeters }, writer) {
    writer.u8(this.offset, unitsOf("altitudeMeters", altitudeMeters, 1, 255) ?? 0);
  },
};

export function cellOf(
  reader: BinaryReader,
  offset: number,
  length: number,
  mcc: number,
  mnc: number | null,
  lac: number,
  cid: number,
): Cell | null {
  if ((mcc | (mnc ?? 0) | lac | cid) === 0) {
    reader.report("no-cell", "cell", offset, length, "a network cell");
    return null;
  }
  if (mcc > 999) {
    reader.report("bad-cell", "cell", offset, length, "mcc up to 999");
    return null;
  }
  return { mcc: mcc || null, mnc, lac: lac || null, cid: cid || null };
}

function atMost(
  reader: BinaryReader,
  field: keyof Draft & string,
  at: number,
  most: number,
): number | null {
  const value = reader.u8(at);
  if (value <= most) return value;
  reader.report("out-of-range", field, at, 1, `0 to ${most}`);
  return null;
}

/** FF 00 behind the head is what tells the classic 45-byte tail from SinoTrack's. */
function isClassic(bytes: Uint8Array): boolean {
  return bytes[29] === 0xff && bytes[30] === 0;
}

export const BINARY_TAILS: readonly BinaryTail[] = [
  { length: 32, about: "TQ standard mode", fields: [FLAG_AND_RESERVED, RECORD_NUMBER] },
  {
    length: 45,
    about: "TK-Star, LKGPS, PAJ, Cantrack",
    fields: [CLASSIC_MARK, SIGNAL_CSQ, SATELLITES, MILEAGE_KM, CELL, recordNumber(44)],
    fits: isClassic,
  },
  {
    length: 45,
    about: "SinoTrack ST-90x",
    fields: [COUNTER_METERS, kept(33, 4, "Reserved, 0", 0, 0, 0, 0), CELL, recordNumber(44)],
  },
  {
    length: 46,
    about: "Units 213…, from one capture and its twin in text",
    confidence: "inferred",
    fields: [
      kept(29, 1, "FF", 0xff),
      kept(30, 2, "Not known"),
      ODOMETER_BCD,
      FUEL,
      TEMPERATURE,
      ALTITUDE,
      AREA_AND_CELL,
    ],
  },
  {
    length: 47,
    about: "LKGPS with voltage",
    confidence: "unconfirmed",
    fields: [
      CLASSIC_MARK,
      SIGNAL_CSQ,
      SATELLITES,
      MILEAGE_KM,
      CELL,
      supplyVolts(44),
      recordNumber(46),
    ],
  },
  {
    length: 48,
    about: "Units 971…, one capture",
    confidence: "unconfirmed",
    fields: [kept(29, 18, "Not known"), recordNumber(47)],
  },
  {
    length: 51,
    about: "MiCODUS MV7xx, one source",
    confidence: "unconfirmed",
    fields: [
      kept(29, 2, "Said to be an ACC alarm and a network state"),
      SIGNAL_CSQ,
      SATELLITES_BY_SYSTEM,
      MILEAGE_KM,
      COUNTRY_ONLY,
      kept(39, 5, "Said to be GLONASS satellites and reserved bytes"),
      supplyVolts(44),
      kept(46, 4, "Reserved"),
      recordNumber(50),
    ],
  },
  {
    length: 54,
    about: "SinoTrack ST-90x without a fix, one capture",
    confidence: "inferred",
    fields: [COUNTER_METERS, THREE_CELLS, kept(51, 3, "Not known, 08 00 00 in the one capture")],
  },
];

/** The tail of a `$` frame by its length and bytes, if it is documented. */
export function binaryTail(bytes: Uint8Array): BinaryTail | undefined {
  return BINARY_TAILS.find((tail) => tail.length === bytes.length && tail.fits?.(bytes) !== false);
}
