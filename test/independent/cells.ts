/** Cells and access points in range: docs/protocol/h02.md §2.2, §2.6, §2.8 and §2.12. */
import {
  batteryStep,
  clock,
  ddmmyy,
  imei,
  joined,
  type Part,
  randomCell,
  randomMoment,
  serial,
  statusWord,
} from "./parts.ts";
import type { Random } from "./random.ts";
import { textSample } from "./report-v1.ts";
import { type Family, OneOf, OPEN, type Sample, type Truth } from "./truth.ts";

const family = (name: string, make: (random: Random) => Sample): Family => ({
  name,
  make,
  separators: ["", "", "\r\n", "\0"],
});

const CELLS = { type: "cells" };

/** An empty number in a cell is `null`, and so is 0, which no cell has. */
const none = (value: number): Truth => (value === 0 ? null : value);

function neighbours(random: Random): Part {
  const at = clock(random);
  const { mcc, mnc } = randomCell(random);
  const timingAdvance = random.edgy(0, 255);
  const dbm = random.chance(0.3);
  const cells = Array.from({ length: random.int(1, 7) }, () => ({
    ...randomCell(random, 0xffff),
    mcc,
    mnc,
    level: dbm ? -random.int(1, 120) : random.edgy(0, 255),
  }));
  // The count does not always match the cells; it may be one more.
  const count = random.chance(0.1) ? cells.length + 1 : cells.length;
  const status = statusWord(random, "tq");
  const battery = random.chance(0.6) ? batteryStep(random) : null;
  return {
    fields: [
      at.time,
      String(mcc),
      random.chance(0.5) ? String(mnc).padStart(2, "0") : String(mnc),
      String(timingAdvance),
      String(count),
      ...cells.flatMap(({ lac, cid, level }) => [String(lac), String(cid), String(level)]),
      at.date,
      status.field,
      ...(battery === null ? [] : [String(battery.step)]),
    ],
    truth: {
      ...at.truth,
      timingAdvance,
      // A negative level can only be dBm.
      cells: cells.map(({ level, ...cell }) => ({
        ...cell,
        ...(dbm ? { rssiDbm: level } : { rssi: level }),
      })),
      ...status.truth,
      ...battery?.truth,
    },
    faults: at.faults,
  };
}

/** V3 of Cantrack: country and network joined; only the level of the serving cell is in dBm. */
function cantrackCells(random: Random): Part {
  const at = clock(random);
  const { mcc, mnc } = randomCell(random);
  const status = statusWord(random, "tq");
  const cells = Array.from({ length: random.int(1, 7) }, () => ({
    ...randomCell(random, 0xffff),
    mcc,
    mnc,
    rssi: random.edgy(1, 191),
  }));
  const dbm = -random.int(1, 120);
  const battery = random.edgy(0, 0x2ff);
  const rebootCount = random.int(0, 9);
  const six = (value: number): string => String(value).padStart(6, "0");
  return {
    fields: [
      at.time,
      `${mcc}${String(mnc).padStart(2, "0")}`,
      // The count may exceed the number of cells.
      String(random.chance(0.1) ? 10 : cells.length).padStart(2, "0"),
      ...cells.flatMap(({ lac, cid, rssi }, i) => [
        six(lac),
        six(cid),
        String(rssi),
        i === 0 ? String(dbm) : "",
      ]),
      battery.toString(16).toUpperCase().padStart(4, "0"),
      String(rebootCount),
      "X",
      at.date,
      status.field,
    ],
    truth: {
      ...at.truth,
      // Only the serving cell has a level in dBm; according to the document the fields of the others are empty.
      cells: cells.map((cell, i) => ({
        ...cell,
        rssiDbm: i === 0 ? dbm : new OneOf(undefined, null),
      })),
      // The document ends the range at 0299, its frames go up to 02E4.
      batteryRaw: battery > 0x2e4 ? OPEN : battery,
      rebootCount,
      ...status.truth,
    },
    faults: at.faults,
  };
}

/** V5 of Cantrack: access points, 12 digits of address and 2 of level each. */
function accessPoints(random: Random): Part {
  const timed = random.chance(0.5);
  const at = randomMoment(random);
  const midnight = new Date(Date.UTC(at.year, at.month - 1, at.day));
  const two = (value: number): string => String(value).padStart(2, "0");
  const points = Array.from({ length: random.int(1, 8) }, () => ({
    bssid: random.hex(12),
    rssi: random.edgy(0, 255),
  }));
  const status = statusWord(random, "tq");
  const battery = random.edgy(0, 0x299);
  return {
    fields: [
      ...(timed ? [two(at.hour) + two(at.minute) + two(at.second)] : []),
      String(points.length),
      ...points.map(({ bssid, rssi }) => bssid + rssi.toString(16).padStart(2, "0")),
      battery.toString(16).padStart(4, "0"),
      ddmmyy(at),
      status.field,
    ],
    truth: {
      ...(timed
        ? {
            time: new Date(
              midnight.getTime() + (at.hour * 3600 + at.minute * 60 + at.second) * 1000,
            ),
          }
        : { time: null, date: midnight.toISOString().slice(0, 10) }),
      cells: [],
      wifi: points,
      batteryRaw: battery,
      ...status.truth,
    },
  };
}

/** BS: country, network, areas and cells hexadecimal, the level and the battery decimal. */
function baseStations(random: Random): Part {
  const { mcc, mnc } = randomCell(random);
  const status = statusWord(random, "tq");
  const hex = (value: number): string => value.toString(16);
  const cells = Array.from({ length: 3 }, () => ({
    ...randomCell(random, 0xffff),
    mcc,
    mnc,
    rssi: random.int(0, 9),
  }));
  // A cell of which only the level is known, as in the capture.
  if (random.chance(0.3)) Object.assign(cells[2]!, { lac: 0, cid: 0 });
  const batteryPercent = random.edgy(0, 9);
  return {
    fields: [
      "",
      hex(mcc),
      hex(mnc),
      ...cells.flatMap(({ lac, cid, rssi }) => [hex(lac), hex(cid), String(rssi)]),
      "",
      status.field,
      String(batteryPercent),
    ],
    truth: {
      time: new OneOf(undefined, null),
      cells: cells.map(({ lac, cid, ...rest }) => ({ ...rest, lac: none(lac), cid: none(cid) })),
      batteryPercent: new OneOf(batteryPercent, null),
      batteryCode: OPEN,
      ...status.truth,
    },
  };
}

export const CELL_FAMILIES: readonly Family[] = [
  family("NBR", (random) => textSample("HQ", serial(random), "NBR", neighbours(random), CELLS)),
  family("V3 of Cantrack", (random) =>
    textSample("HQ", imei(random, "355", "353", "865"), "V3", cantrackCells(random), CELLS),
  ),
  family("V5 of Cantrack", (random) =>
    textSample("HQ", imei(random, "135", "865"), "V5", accessPoints(random), CELLS),
  ),
  family("BS", (random) =>
    textSample("HQ", imei(random, "356"), "BS", baseStations(random), CELLS),
  ),
  family("BASE", (random) => {
    const at = clock(random, true);
    const status = statusWord(random, "tq");
    const part = joined(
      { fields: [at.time, "0", "0", "0", "0", at.date, status.field], truth: at.truth },
      { fields: [], truth: status.truth },
    );
    // No source names its fields, so the frame may also be of an unknown type.
    const truth = { cells: OPEN, cell: OPEN, extra: OPEN, time: OPEN, status: OPEN, alarms: OPEN };
    const sample = textSample("HQ", serial(random), "BASE", { ...part, truth }, CELLS);
    return { ...sample, truth: { ...sample.truth, type: new OneOf("cells", "unknown") } };
  }),
];
