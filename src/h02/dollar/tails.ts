/**
 * The tails after the 29 bytes of the head, by the length of the frame (docs/protocol/h02.md §1.3). Undocumented bytes are
 * kept in `tail`, in order.
 */
import { cell, THREE_CELLS } from "../../kind/bytes/cell.ts";
import { kept } from "../../kind/bytes/kept.ts";
import { bcd, uint } from "../../kind/bytes/number.ts";
import type { BytesEmitter } from "../../kind/emit.ts";
import { refuseValue } from "../../kind/refuse.ts";
import { type BytesKind, type BytesRow, value } from "../../kind/row.ts";

/** A tail that one firmware family sends. */
export interface DollarTail {
  /** Name of the form: its fast reader is `readDollar45Classic`. */
  readonly name: string;
  /** Length of the whole frame. */
  readonly length: number;
  readonly about: string;
  /** How certain the layout is; absent if a vendor document, or the same values in a text frame, prove it. */
  readonly confidence?: "inferred" | "unconfirmed";
  readonly rows: readonly BytesRow[];
  /** The bytes after the head that distinguish it from others of its length. */
  readonly begins?: readonly [number, number];
  /** Whether it is common enough in real traffic for a fast reader. */
  readonly isUsual?: true;
}

const CLASSIC: readonly [number, number] = [0xff, 0];
/** Limit of a counter of metres: larger numbers are other values. */
const LIKELY_METERS: readonly [number, number] = [0, 0x0fffffff];

export const FLAG_AND_RESERVED: BytesRow = /* @__PURE__ */ value(
  /* @__PURE__ */ kept(2, ...CLASSIC),
  "tail",
  { about: "User alarm flag, FF, and a reserved byte, 00" },
);
export const RECORD_NUMBER: BytesRow = /* @__PURE__ */ value(
  /* @__PURE__ */ uint(1),
  "recordNumber",
  { about: "Counter that rises by one per record, 0 to 255" },
);
const CLASSIC_MARK: BytesRow = { ...FLAG_AND_RESERVED, likely: [0xff00, 0xff00], about: "FF 00" };
/** 99 is "not known" in +CSQ. */
const SIGNAL_CSQ: BytesRow = /* @__PURE__ */ value(
  /* @__PURE__ */ uint(1, { most: 31, notKnown: 99 }),
  "signalCsq",
  { likely: [0, 31], about: "GSM signal quality, 0 to 31" },
);
/** Low half-byte GPS, high half-byte BeiDou; the value is their sum. */
const TWO_SYSTEMS: BytesKind = {
  kind: "twoSystems",
  halves: 2,
  personal: "harmless",
  read(r, at, _to, row, values) {
    values[row.name] = r.half(at) + r.half(at + 1);
  },
  write(w, at, row, values) {
    // The sum does not show the two parts: GPS gets up to 15, BeiDou the rest.
    const sum = Math.round(values[row.name] ?? 0);
    if (!(sum >= 0 && sum <= 30)) refuseValue(row.name, "0 to 30", values[row.name]);
    w.digits(at, 1, Math.max(sum - 15, 0), 16);
    w.digits(at + 1, 1, Math.min(sum, 15), 16);
  },
};

export function emitTwoSystems(e: BytesEmitter, at: number, row: BytesRow): void {
  e.give(row, `${e.half(at)} + ${e.half(at + 1)}`);
}

export const schemaTwoSystems: object = { type: "integer", minimum: 0, maximum: 30 };

const SATELLITES: BytesRow = {
  name: "satellites",
  kind: TWO_SYSTEMS,
  about: "Low half-byte GPS, high half-byte BeiDou; the value is their sum",
  // As one number, 75 and 77 in captures are no count; for records of 51 bytes one source states it.
  confidence: "inferred",
};
const KILOMETRES: BytesRow = /* @__PURE__ */ value(
  /* @__PURE__ */ uint(4, { times: 1000 }),
  "odometerMeters",
  { about: "Kilometres on the wire" },
);
const COUNTER_METERS: BytesRow = /* @__PURE__ */ value(
  /* @__PURE__ */ uint(4, { zero: "absent" }),
  "odometerMeters",
  {
    likely: LIKELY_METERS,
    about: "An undocumented counter; metres fit the captures. 0 is read as not used",
    confidence: "inferred",
  },
);
const CELL: BytesRow = {
  name: "cell",
  kind: /* @__PURE__ */ cell([
    ["mcc", 2],
    ["mnc", 1],
    ["lac", 2],
    ["cid", 2],
  ]),
  about: "mcc (2 bytes), mnc (1), lac (2), cid (2); all zero for none",
};
const SUPPLY_VOLTS: BytesRow = /* @__PURE__ */ value(
  /* @__PURE__ */ uint(2, { over: 10, least: 10, most: 600, beyond: "kept" }),
  "supplyVolts",
  {
    // Units on batteries send 0 to 4 there, which is no supply; the only capture with more has another value there.
    likely: [0, 600],
    about: "Tenths of a volt, 1 to 60 V; other bytes are kept in `tail`",
  },
);

/** Undocumented bytes. */
function unknown(bytes: number, told: Pick<BytesRow, "about" | "likely">): BytesRow {
  return { name: "tail", kind: kept(bytes), ...told };
}

/** The most frequent first: the splitter prefers them in this order. */
export const DOLLAR_TAILS: readonly DollarTail[] = /* @__PURE__ */ Object.freeze<DollarTail[]>([
  {
    name: "32",
    length: 32,
    about: "TQ standard mode",
    rows: [FLAG_AND_RESERVED, RECORD_NUMBER],
    isUsual: true,
  },
  {
    name: "45Classic",
    length: 45,
    about: "TK-Star, LKGPS, PAJ, Cantrack",
    begins: CLASSIC,
    rows: [CLASSIC_MARK, SIGNAL_CSQ, SATELLITES, KILOMETRES, CELL, RECORD_NUMBER],
    isUsual: true,
  },
  {
    name: "45SinoTrack",
    length: 45,
    about: "SinoTrack ST-90x",
    rows: [
      COUNTER_METERS,
      { name: "tail", kind: kept(4, 0, 0, 0, 0), about: "Reserved, 0" },
      CELL,
      RECORD_NUMBER,
    ],
    isUsual: true,
  },
  {
    name: "47",
    length: 47,
    about: "LKGPS with voltage",
    confidence: "unconfirmed",
    rows: [CLASSIC_MARK, SIGNAL_CSQ, SATELLITES, KILOMETRES, CELL, SUPPLY_VOLTS, RECORD_NUMBER],
    isUsual: true,
  },
  {
    name: "51",
    length: 51,
    about: "MiCODUS MV7xx, one source",
    confidence: "unconfirmed",
    rows: [
      unknown(2, {
        about: "Said to be an ACC alarm and a network state",
        likely: [0xff00, 0xff0f],
      }),
      SIGNAL_CSQ,
      SATELLITES,
      KILOMETRES,
      value(cell([["mcc", 2]]), "cell", {
        about: "mcc; the next byte is mnc in other tails, and here said to be GLONASS satellites",
        confidence: "unconfirmed",
      }),
      unknown(5, { about: "Said to be GLONASS satellites and reserved bytes" }),
      SUPPLY_VOLTS,
      unknown(4, { about: "Reserved", likely: [0, 0] }),
      RECORD_NUMBER,
    ],
    isUsual: true,
  },
  {
    name: "54",
    length: 54,
    about: "SinoTrack ST-90x without a fix, one capture",
    confidence: "inferred",
    rows: [
      COUNTER_METERS,
      {
        name: "cells",
        kind: THREE_CELLS,
        about: "mcc (2 bytes), mnc (1), then three times lac (2), cid (2), level (1)",
        isList: true,
        confidence: "inferred",
      },
      unknown(3, { about: "Not known, 08 00 00 in the one capture" }),
    ],
    isUsual: true,
  },
  {
    name: "46",
    length: 46,
    about: "Units 213…, from one capture and its twin in text",
    confidence: "inferred",
    rows: [
      { name: "tail", kind: kept(1, 0xff), likely: [0xff, 0xff], about: "FF" },
      // FF 00 are the classic tails.
      unknown(2, { about: "Not known", likely: [0x0100, 0xffff] }),
      value(bcd(10, { unknown: null }), "odometerMeters", {
        about: "Ten BCD digits",
        confidence: "inferred",
      }),
      value(uint(2, { most: 100, unknown: 0xffff }), "fuelPercent", {
        likely: [0, 100],
        about: "Fuel level",
        confidence: "inferred",
      }),
      value(uint(2), "temperatureCelsius", {
        likely: [0, 125],
        about: "Temperature",
        confidence: "inferred",
      }),
      value(uint(1), "altitudeMeters", {
        about: "Altitude",
        confidence: "inferred",
      }),
      {
        name: "cell",
        kind: cell([
          ["lac", 2],
          ["cid", 2],
        ]),
        about: "lac (2 bytes), cid (2); the network is not sent",
        confidence: "inferred",
      },
    ],
  },
  {
    name: "48",
    length: 48,
    about: "Units 971…, one capture",
    confidence: "unconfirmed",
    rows: [
      unknown(18, { about: "Not known, FF 00 first in the one capture", likely: [0xff00, 0xff00] }),
      RECORD_NUMBER,
    ],
  },
  {
    name: "37",
    length: 37,
    about: "iLockit padlocks without cells and access points, two sources",
    confidence: "unconfirmed",
    rows: [
      // FF 00 are the classic tails.
      unknown(1, { about: "Not known, 0B in the one capture", likely: [0, 0xfe] }),
      unknown(1, { about: "Kind of the list that follows: 0 for none", likely: [0, 0] }),
      unknown(6, { about: "A count, and a byte that is not known" }),
    ],
  },
]);
