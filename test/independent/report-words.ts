/** Positions under other words than V1: docs/protocol/h02.md §2.2 to §2.4, §2.6, §2.7 and §2.10, addendum 3. */
import {
  cellPart,
  clock,
  ddmmyy,
  fix,
  iccid,
  imei,
  joined,
  motion,
  type Part,
  placeFields,
  placeTruth,
  position,
  randomCell,
  randomMoment,
  randomPlace,
  serial,
  statusWord,
} from "./parts.ts";
import type { Random } from "./random.ts";
import { hexCell, textSample } from "./report-v1.ts";
import { type Family, OneOf, type Sample, type Truth, type Values } from "./truth.ts";

const family = (name: string, make: (random: Random) => Sample): Family => ({
  name,
  make,
  separators: ["", "", "\r\n", "\0"],
});

/** The requested coding of an address, in place of the validity. */
function coding(random: Random): { field: string; addressCoding: string } {
  return random.pick([
    { field: "0", addressCoding: "gb2312" },
    { field: "1", addressCoding: "unicode" },
  ]);
}

/** POS with a coding in place of the validity. */
export function codedPosition(random: Random, table: string): Required<Part> {
  const at = clock(random, true);
  const { field, addressCoding } = coding(random);
  const place = randomPlace(random, random.pick([4, 5]));
  const fields = placeFields(random, place);
  const status = statusWord(random, table);
  return joined(
    { fields: [at.time, field], truth: { ...at.truth, addressCoding } },
    { fields, truth: placeTruth({ ...place, south: fields[1] === "S", west: fields[3] === "W" }) },
    motion(random),
    { fields: [at.date, status.field], truth: status.truth },
  );
}

/** Cells as `25FC-F48-10|25FC-F48-6`: area and cell hexadecimal, with leading blanks. */
function joinedCells(random: Random, { mcc, mnc }: Values): { field: string; truth: Truth } {
  const cells = Array.from({ length: random.int(1, 4) }, () => ({
    ...randomCell(random, 0xffff),
    // A level of one digit is the same in both bases; the document does not name the base.
    rssi: random.int(0, 9),
  }));
  const print = ({ lac, cid, rssi }: (typeof cells)[number]): string =>
    `${random.pick(["", " ", "  "])}${[lac, cid, rssi].map((value) => value.toString(16).toUpperCase()).join("-")}`;
  return {
    field: cells.map(print).join("|"),
    truth: cells.map(({ lac, cid, rssi }) => ({
      mcc: new OneOf(null, mcc),
      mnc: new OneOf(null, mnc),
      lac,
      cid,
      rssi,
    })),
  };
}

/** `1CC,0,25FC,F48,90,25FC-F48-10|…`: the tail of VI1 and ALRM of HuaSunTeK. */
export function huasuntekTail(random: Random, asSent = false): Part {
  const cell = hexCell(random, true, asSent);
  const heard = joinedCells(random, cell.truth["cell"] as Values);
  const level = random.edgy(0, 98);
  return joined(cell, {
    fields: [String(level).padStart(2, "0"), heard.field],
    truth: { batteryPercent: level, cells: heard.truth },
  });
}

const volts = (random: Random): Part => {
  const tenths = random.edgy(10, 600);
  return { fields: [String(tenths)], truth: { supplyVolts: tenths / 10 } };
};

/** Satellites, CSQ, tenths of a volt and percent at the end of V8. */
function v8End(random: Random): Part {
  const satellites = random.edgy(0, 40);
  const signalCsq = random.edgy(0, 31);
  const batteryPercent = random.edgy(0, 100);
  const supply = volts(random);
  const padded = random.chance(0.3) ? 2 : 1;
  return {
    fields: [
      String(satellites).padStart(padded, "0"),
      String(signalCsq).padStart(padded, "0"),
      ...supply.fields,
      String(batteryPercent),
    ],
    truth: { satellites, signalCsq, batteryPercent, ...supply.truth },
  };
}

/** Three access points; the level byte is dBm + 110. */
function v8AccessPoints(random: Random): Part {
  const points = Array.from({ length: 3 }, () => ({
    bssid: random.hex(12),
    level: random.edgy(10, 109),
  }));
  return {
    fields: points.flatMap(({ bssid, level }) => [bssid, level.toString(16).padStart(2, "0")]),
    truth: { wifi: points.map(({ bssid, level }) => ({ bssid, rssiDbm: level - 110 })) },
  };
}

/** Number or address of the SIM, and ICCID, both with `?` for missing digits. */
function sim(random: Random): Part {
  const number = random.int(0, 3);
  const phone = random.digits(random.int(8, 13));
  const phonePart: Part = [
    { fields: [""], truth: { phoneNumber: null } },
    { fields: [phone], truth: { phoneNumber: phone } },
    { fields: [`${phone.slice(0, 7)}?`], truth: { phoneNumber: `${phone.slice(0, 7)}?` } },
    (() => {
      const address = `198.51.100.${random.int(0, 255)}`;
      return { fields: [address], truth: { ipAddress: address } };
    })(),
  ][number] as Part;
  const digits = `89${random.digits(16)}`;
  const card = random.pick([`${digits}${random.digits(2)}`, `${digits}0F`, `${digits}?`]);
  return joined(phonePart, { fields: [card], truth: { iccid: card } });
}

/** POS with the status after the SIM, at the end. */
function statusLast(random: Random): Required<Part> {
  const at = clock(random);
  const status = statusWord(random, "tq");
  return joined(
    { fields: [at.time], truth: at.truth, faults: at.faults },
    fix(random),
    { fields: [at.date, ""], truth: {} },
    sim(random),
    { fields: [status.field], truth: status.truth },
  );
}

/** The day without a time of day. */
function day(random: Random): Part {
  const moment = randomMoment(random);
  const iso = new Date(Date.UTC(moment.year, moment.month - 1, moment.day)).toISOString();
  return { fields: [ddmmyy(moment)], truth: { time: null, date: iso.slice(0, 10) } };
}

export const WORD_FAMILIES: readonly Family[] = [
  family("V2 and V3, address requests", (random) =>
    textSample(
      "HQ",
      serial(random),
      random.pick(["V2", "V3"]),
      joined(position(random), cellPart(random)),
    ),
  ),

  family("V2 with a coding", (random) =>
    textSample(
      "HQ",
      imei(random, "353", "356"),
      "V2",
      joined(codedPosition(random, "tq"), hexCell(random)),
    ),
  ),

  family("VI1 with a cell", (random) =>
    textSample(
      "HQ",
      imei(random, "353", "356"),
      "VI1",
      joined(codedPosition(random, "huasuntek"), hexCell(random)),
    ),
  ),

  family("VI1 with what it hears", (random) =>
    textSample(
      "HQ",
      imei(random, "353"),
      "VI1",
      joined(codedPosition(random, "huasuntek"), huasuntekTail(random)),
    ),
  ),

  family("V5 with an odometer", (random) => {
    const odometerMeters = random.edgy(0, 99_999_999);
    const tail = { fields: [String(odometerMeters)], truth: { odometerMeters } };
    const part = joined(position(random), cellPart(random), tail);
    return textSample("HQ", serial(random), "V5", part);
  }),

  family("V5 with odometer and voltage", (random) => {
    // Kilometres in the fork that prints it, metres in frames of SinoTrack: docs/protocol/h02.md §2.2.
    const odometer = random.edgy(0, 999_999);
    const tail = {
      fields: [String(odometer)],
      truth: { odometerMeters: new OneOf(odometer * 1000, odometer) },
    };
    const part = joined(position(random), cellPart(random), tail, volts(random));
    return textSample("HQ", serial(random), "V5", part);
  }),

  family("V6", (random) => {
    const card = iccid(random);
    const last = random.pick<Part>([
      { fields: [card], truth: { iccid: card } },
      { fields: [card], truth: { iccid: card } },
      { fields: [card, ""], truth: { iccid: card } },
      { fields: [], truth: {} },
    ]);
    const part = joined(position(random), cellPart(random), last);
    return textSample(random.pick(["HQ", "TH"]), serial(random), "V6", part);
  }),

  family("V8", (random) =>
    textSample(
      random.pick(["HQ", "TH"]),
      serial(random),
      "V8",
      joined(position(random, "sinotrack"), cellPart(random), v8End(random)),
    ),
  ),

  family("V8 with access points", (random) =>
    textSample(
      "HQ",
      serial(random),
      "V8",
      joined(
        position(random, "sinotrack"),
        cellPart(random),
        v8AccessPoints(random),
        v8End(random),
      ),
    ),
  ),

  family("V19", (random) => textSample("HQ", serial(random), "V19", statusLast(random))),

  family("V9 with the shape of V19", (random) =>
    textSample("HQ", serial(random), "V9", statusLast(random)),
  ),

  family("VP1 with a fix", (random) => {
    const tail: Part[] = [];
    if (random.chance(0.4)) {
      const status = statusWord(random, "tq");
      const batteryPercent = random.edgy(0, 98);
      tail.push({
        fields: [status.field, String(batteryPercent).padStart(2, "0")],
        truth: { ...status.truth, batteryPercent },
      });
    }
    const part = joined(fix(random, 4), day(random), ...tail);
    const sample = textSample(random.pick(["hq", "HQ"]), imei(random, "356", "353"), "VP1", part);
    // The documents name no table for VP1.
    return { ...sample, options: { statusTable: "tq" } };
  }),

  family("VP1 with cells", (random) => {
    const { mcc, mnc } = randomCell(random);
    const cells = Array.from({ length: random.int(1, 6) }, () => ({
      ...randomCell(random, 0xffff),
      mcc,
      mnc,
      rssi: random.edgy(0, 63),
    }));
    const fields = [
      "V",
      String(mcc),
      String(mnc).padStart(3, "0"),
      cells.map(({ lac, cid, rssi }) => `${lac},${cid},${rssi}`).join("Y"),
    ];
    const part = { fields, truth: { valid: false, cells } };
    return textSample("hq", imei(random, "356"), "VP1", part, { type: "cells" });
  }),
];
