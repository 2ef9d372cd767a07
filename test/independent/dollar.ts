/**
 * `$` frames: the head of docs/protocol/h02.md §1.2 and every tail of docs/protocol/h02.md §1.3.
 *
 *     24 1030731001 050316 220902 22128745 00 113466574C 014028 FFFFFBFF FF 00 00
 */
import {
  BATTERY_STEPS,
  KMH_PER_KNOT,
  type Moment,
  placeTruth,
  randomCell,
  randomMoment,
  randomPlace,
  timeOf,
} from "./parts.ts";
import type { Random } from "./random.ts";
import { randomWord, statusTruth } from "./status.ts";
import {
  type Family,
  fromHex,
  OneOf,
  OPEN,
  type Sample,
  type Truth,
  type Values,
} from "./truth.ts";

/** Hexadecimal digits and their meaning. */
export interface Bytes {
  readonly hex: string;
  readonly truth: Values;
}

export const hex = (value: number, bytes: number): string =>
  value.toString(16).padStart(2 * bytes, "0");
const digits = (value: number, count: number): string => String(value).padStart(count, "0");

export const bcdMoment = (moment: Moment): string =>
  [moment.hour, moment.minute, moment.second, moment.day, moment.month, moment.year % 100]
    .map((value) => digits(value, 2))
    .join("");

/** Byte 16 by section 4: a step, a percentage, or no value. */
function battery(random: Random): Bytes {
  const kind = random.int(0, 3);
  if (kind === 0) {
    // One server calls 0 "absent", one document "dead".
    return {
      hex: "00",
      truth: { batteryPercent: new OneOf(undefined, null, 0), batteryCode: OPEN },
    };
  }
  if (kind === 1) {
    const batteryPercent = random.edgy(7, 100);
    return { hex: hex(batteryPercent, 1), truth: { batteryPercent } };
  }
  const step = random.int(1, 6);
  return { hex: hex(step, 1), truth: { batteryPercent: BATTERY_STEPS[step], batteryCode: step } };
}

interface HeadOptions {
  /** The digits of the id; `null` for `X`, which has a mileage there. */
  readonly id?: string;
  readonly byte16?: Bytes;
  readonly table?: string;
  /** Bit 0 of the flags. */
  readonly flag?: 0 | 1;
}

/** Bytes 1 to 28, from the id to the status word. */
export function head(random: Random, options: HeadOptions = {}): Bytes {
  const id =
    options.id ?? random.pick(["30", "41", "47", "61", "70", "72", "81", "91"]) + random.digits(8);
  const moment = randomMoment(random, 2000, 2039);
  const nowhere = random.chance(0.05);
  const place = randomPlace(random, 4);
  const valid = !nowhere && random.chance(0.75);
  const byte16 = options.byte16 ?? battery(random);
  const knots = random.edgy(0, 999);
  const course = random.edgy(0, 360);
  const word = randomWord(random);
  const degree = 60 * 10_000;
  const print = (units: number, width: 2 | 3): string =>
    digits(Math.floor(units / degree), width) + digits(units % degree, 6);
  const flags =
    (place.west ? 0 : 8) | (place.south ? 0 : 4) | (valid ? 2 : 0) | (options.flag ?? 0);
  const status = statusTruth(word, options.table ?? "tq");
  return {
    hex: [
      id,
      bcdMoment(moment),
      nowhere ? "00000000" : print(place.latitudeUnits, 2),
      byte16.hex,
      nowhere
        ? `000000000${options.flag ?? 0}`
        : print(place.longitudeUnits, 3) + flags.toString(16),
      digits(knots, 3) + digits(course, 3),
      hex(word, 4),
    ].join(""),
    truth: {
      deviceId: id,
      time: timeOf(moment),
      valid,
      ...(nowhere ? { latitude: null, longitude: null } : placeTruth(place)),
      speedKmh: knots * KMH_PER_KNOT,
      courseDegrees: course,
      status,
      alarms: status["alarms"] as Truth,
      ...byte16.truth,
    },
  };
}

function recordNumber(random: Random): Bytes {
  const number = random.edgy(0, 255);
  return { hex: hex(number, 1), truth: { recordNumber: number } };
}

/** mcc WORD, mnc BYTE, lac WORD, cid WORD; a unit without a cell sends zeros. */
function cell(random: Random): Bytes {
  const kind = random.int(0, 9);
  if (kind === 0) return { hex: "00000000000000", truth: { cell: null } };
  const { mcc, lac, cid } = randomCell(random, 0xffff);
  const mnc = random.edgy(0, 255);
  if (kind === 1) {
    return {
      hex: `${hex(mcc, 2)}${hex(mnc, 1)}00000000`,
      truth: { cell: { mcc, mnc, lac: null, cid: null } },
    };
  }
  return {
    hex: hex(mcc, 2) + hex(mnc, 1) + hex(lac, 2) + hex(cid, 2),
    truth: { cell: { mcc, mnc, lac, cid } },
  };
}

/** Byte 32: below 10 a number of satellites in either reading, from 10 on two half-bytes for GPS and BeiDou. */
function satellites(random: Random, halves: boolean): Bytes {
  if (!halves || random.chance(0.3)) {
    const count = random.int(0, 15);
    return { hex: hex(count, 1), truth: { satellites: count } };
  }
  const gps = random.int(0, 15);
  const beidou = random.int(1, 15);
  return { hex: hex(beidou * 16 + gps, 1), truth: { satellites: new OneOf(gps + beidou, gps) } };
}

const fixed = (bytes: string, truth: Values = {}): Bytes => ({ hex: bytes, truth });

/** FF 00, CSQ, satellites, kilometres and cell: bytes 29 to 43 of the classic tail and of 47 bytes. */
function classic(random: Random, halves: boolean): Bytes {
  const signalCsq = random.edgy(0, 31);
  const stars = satellites(random, halves);
  const kilometres = random.edgy(0, 999_999);
  const network = cell(random);
  return {
    hex: `ff00${hex(signalCsq, 1)}${stars.hex}${hex(kilometres, 4)}${network.hex}`,
    truth: { signalCsq, odometerMeters: kilometres * 1000, ...stars.truth, ...network.truth },
  };
}

export function dollarSample(start: string, parts: readonly Bytes[], more: Values = {}): Sample {
  return {
    bytes: fromHex(start + parts.map((part) => part.hex).join("")),
    truth: {
      type: "position",
      command: String.fromCharCode(Number.parseInt(start, 16)),
      ...Object.assign({}, ...parts.map(({ truth }) => truth)),
      ...more,
    },
  };
}

const tail = (name: string, make: (random: Random) => readonly Bytes[]): Family => ({
  name,
  make: (random) => dollarSample("24", [head(random), ...make(random)]),
});

/** Three cells of one network, each with a level. */
function threeCells(random: Random): Bytes {
  const { mcc } = randomCell(random);
  const mnc = random.int(1, 99);
  const cells = Array.from({ length: 3 }, () => ({
    ...randomCell(random, 0xffff),
    mcc,
    mnc,
    rssi: random.int(0, 63),
  }));
  return {
    hex: [
      hex(mcc, 2),
      hex(mnc, 1),
      ...cells.map(({ lac, cid, rssi }) => hex(lac, 2) + hex(cid, 2) + hex(rssi, 1)),
    ].join(""),
    truth: { cells },
  };
}

export const DOLLAR_FAMILIES: readonly Family[] = [
  tail("$ of 32 bytes", (random) => [fixed("ff00"), recordNumber(random)]),

  // Data format 0 has neither cells nor access points; five undocumented bytes follow.
  tail("$ of 37 bytes", (random) => {
    const left = `0b00${hex(random.int(0, 12), 1)}${random.hex(10)}`;
    return [fixed(left, { tail: OPEN, recordNumber: undefined })];
  }),

  {
    name: "$ of 42 bytes",
    make: (random) => {
      const id = `352${random.digits(12)}`;
      const body = head(random, { id: `${id}0` });
      const end = `ff0112${random.hex(14)}`;
      return dollarSample("24", [body, fixed(end)], { deviceId: id, tail: OPEN });
    },
  },

  tail("$ of 45 bytes, classic", (random) => [classic(random, false), recordNumber(random)]),

  tail("$ of 45 bytes, ST-90x", (random) => {
    const odometer = random.edgy(0, 0x00ff_ffff);
    // Units without a counter send 0.
    const odometerMeters = odometer === 0 ? new OneOf(0, undefined) : odometer;
    return [
      fixed(`${hex(odometer, 4)}00000000`, { odometerMeters }),
      cell(random),
      recordNumber(random),
    ];
  }),

  {
    name: "$ of 46 bytes",
    make: (random) => {
      const body = head(random, { id: `213${random.digits(7)}` });
      const odometerMeters = random.int(0, 99_999_999);
      const fuelPercent = random.int(0, 100);
      const temperatureCelsius = random.int(0, 125);
      // In the only capture, the byte reads the same in both codings, which is so below 10.
      const altitudeMeters = random.int(0, 9);
      const { lac, cid } = randomCell(random, 0xffff);
      const tailBytes = [
        "ff0344",
        digits(odometerMeters, 10),
        hex(fuelPercent, 2),
        hex(temperatureCelsius, 2),
        hex(altitudeMeters, 1),
        hex(lac, 2),
        hex(cid, 2),
      ].join("");
      const truth = {
        odometerMeters,
        fuelPercent,
        temperatureCelsius,
        altitudeMeters,
        cell: { mcc: null, mnc: null, lac, cid },
        tail: OPEN,
      };
      return dollarSample("24", [body, fixed(tailBytes, truth)]);
    },
  },

  tail("$ of 47 bytes", (random) => {
    const tenths = random.edgy(10, 600);
    return [
      classic(random, true),
      fixed(hex(tenths, 2), { supplyVolts: tenths / 10 }),
      recordNumber(random),
    ];
  }),

  // Addendum 8: 0.1 to 0.4 V of units on batteries, and the values of a TK905 4G, are no supply.
  tail("$ of 47 bytes without a supply", (random) => [
    classic(random, true),
    fixed(random.pick(["0000", "0001", "0002", "0003", "0004", "6400", "3c00"]), {
      supplyVolts: new OneOf(undefined, null),
      tail: OPEN,
    }),
    recordNumber(random),
  ]),

  tail("$ of 48 bytes", (random) => {
    const unknown = `ff0002${random.hex(8)}06${"00".repeat(10)}`;
    return [fixed(unknown, { tail: OPEN }), recordNumber(random)];
  }),

  tail("$ of 51 bytes", (random) => {
    const signalCsq = random.edgy(0, 31);
    const gps = random.int(0, 15);
    const beidou = random.int(0, 15);
    const odometer = random.edgy(0, 999_999);
    const { mcc } = randomCell(random);
    const byte39 = random.int(0, 30);
    const tenths = random.edgy(10, 600);
    return [
      fixed(`ff${random.pick(["00", "04"])}${hex(signalCsq, 1)}${hex(beidou * 16 + gps, 1)}`, {
        signalCsq,
        satellites: new OneOf(gps + beidou, gps + beidou + byte39, gps),
      }),
      // No document gives a unit. Byte 39 is a network in all other tails, and satellites in this one.
      fixed(hex(odometer, 4), { odometerMeters: new OneOf(odometer * 1000, odometer) }),
      fixed(`${hex(mcc, 2)}${hex(byte39, 1)}ff000000`, {
        cell: { mcc, mnc: new OneOf(byte39, null), lac: null, cid: null },
      }),
      fixed(`${hex(tenths, 2)}00000000`, { supplyVolts: tenths / 10, tail: OPEN }),
      recordNumber(random),
    ];
  }),

  tail("$ of 54 bytes", (random) => [
    fixed("00000000", { odometerMeters: new OneOf(undefined, 0, null) }),
    threeCells(random),
    fixed("080000", { tail: "080000" }),
  ]),

  {
    name: "X",
    make: (random) => {
      const units = random.edgy(0, 9_999_999_999);
      const flag = random.chance(0.2) ? 1 : 0;
      const half = random.int(0, 200);
      const sensor = random.pick<Bytes>([
        fixed(hex(half, 1), { temperatureCelsius: ((flag === 1 ? -1 : 1) * half) / 2 }),
        fixed("ff", { temperatureCelsius: new OneOf(undefined, null) }),
        fixed("fe", { temperatureCelsius: new OneOf(undefined, null) }),
      ]);
      const body = head(random, { id: digits(units, 10), byte16: sensor, flag });
      const deviceId = random.chance(0.5) ? random.digits(10) : null;
      const sample = dollarSample("58", [body, fixed("ff00"), recordNumber(random)], {
        deviceId,
        odometerMeters: units * 0.51444,
      });
      return deviceId === null ? sample : { ...sample, options: { deviceId } };
    },
  },

  {
    name: "P",
    weight: 0.5,
    make: (random) => {
      const body = head(random, { byte16: fixed("00") });
      const [alarmFlag, number, block] = [random.int(0, 255), random.int(0, 255), random.int(0, 9)];
      const data = `ffd8${random.hex(2 * random.int(4, 40))}`.replaceAll("ff", "fe");
      return dollarSample(
        "50",
        [body, fixed(hex(alarmFlag, 1) + hex(number, 1) + hex(block, 1)), fixed(`${data}ffffffff`)],
        { picture: { alarmFlag, number, block }, tail: OPEN, batteryPercent: OPEN },
      );
    },
  },
];
