/** The position of JT/T 808 and its items: docs/protocol/jt808.md §5, docs/protocol/jt808-tables.md §2 and §3. */
import { type Bytes, bcdMoment, hex } from "./dollar.ts";
import { type Edition, edition, jt808Sample } from "./jt808-frame.ts";
import { type Moment, randomMoment, timeOf } from "./parts.ts";
import type { Random } from "./random.ts";
import { Alarms, ascii, type Family, type Truth, toHex, type Values } from "./truth.ts";

/** Bits of the alarm word with the same meaning in all editions. */
const ALARMS: Readonly<Record<number, string>> = {
  0: "sos",
  1: "overspeed",
  2: "fatigueDriving",
  3: "danger",
  4: "gpsFault",
  5: "gpsAntennaOpen",
  6: "gpsAntennaShort",
  7: "lowPower",
  8: "powerCut",
  9: "displayFault",
  10: "ttsFault",
  11: "cameraFault",
  12: "icCardFault",
  13: "overspeedWarning",
  14: "fatigueWarning",
  18: "drivingOvertime",
  19: "parkingOvertime",
  20: "geofence",
  21: "routeCrossing",
  22: "sectionTime",
  23: "routeDeviation",
  24: "speedSensorFault",
  25: "fuelFault",
  26: "theft",
  27: "illegalIgnition",
  28: "displacement",
  29: "collision",
  30: "rollover",
};

const BY_EDITION: Readonly<Record<Edition, Readonly<Record<number, string>>>> = {
  2013: { ...ALARMS, 31: "illegalDoor" },
  2019: { ...ALARMS, 15: "illegalDriving", 16: "tyrePressureWarning", 17: "rightTurnBlindSpot" },
};

const bit = (word: number, number: number): boolean => ((word >>> number) & 1) === 1;

function word(random: Random): number {
  if (random.chance(0.4)) return 0;
  if (random.chance(0.1)) return random.uint32();
  let bits = 0;
  for (let count = random.int(1, 4); count > 0; count--) bits |= 1 << random.int(0, 31);
  return bits >>> 0;
}

export const jt808Time = (moment: Moment): string => {
  const digits = bcdMoment(moment);
  return digits.slice(10) + digits.slice(8, 10) + digits.slice(6, 8) + digits.slice(0, 6);
};

/** GMT+8 as in the standard, or the zone of the option. */
export const utc = (moment: Moment, offset = 480): Date =>
  new Date(timeOf(moment).getTime() - offset * 60_000);

/** The 28 bytes before the items. */
export function basicPosition(random: Random, year: Edition, offset?: number): Bytes {
  const alarmWord = word(random);
  const directions = (random.chance(0.5) ? 4 : 0) | (random.chance(0.5) ? 8 : 0);
  const fixed = random.chance(0.85) ? 2 : 0;
  // Bit 5 marks encrypted coordinates, which could not be checked.
  const others = word(random) & ~0b101110;
  const statusWord = (others | directions | fixed) >>> 0;
  const nowhere = random.chance(0.05);
  const latitude = nowhere ? 0 : random.edgy(0, 90_000_000);
  const longitude = nowhere ? 0 : random.edgy(latitude === 0 ? 1 : 0, 180_000_000);
  const altitudeMeters = random.edgy(-430, 12_000);
  const speed = random.edgy(0, 2500);
  const courseDegrees = random.edgy(0, 360);
  const moment = randomMoment(random);
  const alarms = new Alarms(
    Object.entries(BY_EDITION[year]).flatMap(([number, name]) =>
      bit(alarmWord, Number(number)) ? [name] : [],
    ),
  );
  return {
    hex: [
      hex(alarmWord, 4),
      hex(statusWord, 4),
      hex(latitude, 4),
      hex(longitude, 4),
      hex(altitudeMeters & 0xffff, 2),
      hex(speed, 2),
      hex(courseDegrees, 2),
      jt808Time(moment),
    ].join(""),
    truth: {
      status: statusTruth(year, statusWord, alarmWord, alarms),
      alarms,
      valid: fixed !== 0,
      latitude: nowhere ? null : ((statusWord & 4 ? -1 : 1) * latitude) / 1e6,
      longitude: nowhere ? null : ((statusWord & 8 ? -1 : 1) * longitude) / 1e6,
      altitudeMeters,
      speedKmh: speed / 10,
      courseDegrees,
      time: utc(moment, offset),
    },
  };
}

/** Bits 8 and 9; 2 is reserved. */
const LOADS = ["empty", "half", null, "full"];

function statusTruth(year: Edition, statusWord: number, alarmWord: number, alarms: Alarms): Values {
  const gnss = ["gps", "beidou", "glonass", "galileo"].filter((_, i) => bit(statusWord, 18 + i));
  return {
    word: statusWord,
    alarmWord,
    table: "jt808",
    ignition: bit(statusWord, 0),
    outOfService: bit(statusWord, 4),
    positionEncrypted: false,
    fuelCut: bit(statusWord, 10),
    circuitCut: bit(statusWord, 11),
    doorsLocked: bit(statusWord, 12),
    doorOpen: [13, 14, 15, 16, 17].some((door) => bit(statusWord, door)),
    gnss,
    load: LOADS[(statusWord >>> 8) & 3],
    ...(year === 2019
      ? {
          forwardCollisionWarning: bit(statusWord, 6),
          laneDeparture: bit(statusWord, 7),
          moving: bit(statusWord, 22),
        }
      : {}),
    alarms,
  };
}

const item = (id: number, value: string): string => hex(id, 1) + hex(value.length / 2, 1) + value;

type Item = (random: Random) => Bytes;

const number =
  (id: number, bytes: number, most: number, truth: (value: number) => Values): Item =>
  (random) => {
    const value = random.edgy(0, most);
    return { hex: item(id, hex(value, bytes)), truth: truth(value) };
  };

/** Two values, of which the text takes the last for the first input: both, in the order of the wire. */
const analog: Item = (random) => {
  const analogInputs = [random.edgy(0, 0xffff), random.edgy(0, 0xffff)];
  return {
    hex: item(0x2b, analogInputs.map((one) => hex(one, 2)).join("")),
    truth: { jt808: { analogInputs } },
  };
};

/** Items of table 27 that all editions have. */
const ITEMS: readonly Item[] = [
  number(0x01, 4, 0xffff_ffff, (value) => ({ odometerMeters: value * 100 })),
  number(0x02, 2, 0x7fff, (value) => ({ fuelLevelLiters: value / 10 })),
  number(0x03, 2, 2500, (value) => ({ jt808: { recorderSpeedKmh: value / 10 } })),
  number(0x04, 2, 0xffff, (value) => ({ jt808: { alarmEventId: value } })),
  number(0x25, 4, 0x7fff, (value) => ({ jt808: { vehicleSignals: value } })),
  number(0x2a, 2, 3, (value) => ({ jt808: { ioStatus: value } })),
  analog,
  number(0x30, 1, 255, (value) =>
    value <= 31 ? { signalCsq: value } : { jt808: { signalLevel: value } },
  ),
  number(0x31, 1, 60, (satellites) => ({ satellites })),
];

/** Items in no table, which stay raw. */
const unknownItem: Item = (random) => {
  const id = random.pick([0x08, 0x0f, 0x1f, 0x3f, 0xab]);
  const data = random.hex(2 * random.int(0, 9));
  return { hex: item(id, data), truth: { jt808: { items: [{ id, data }] } } };
};

function items(random: Random): Bytes {
  const chosen = ITEMS.filter(() => random.chance(0.35)).map((make) => make(random));
  if (random.chance(0.3)) chosen.splice(random.int(0, chosen.length), 0, unknownItem(random));
  return joinedBytes(...chosen);
}

/** Tyres, cargo, place of overspeed, area and section of table 27; video alarms of JT/T 1078. */
const LATER_ITEMS: readonly Item[] = [
  (random) => {
    const tyres = Array.from({ length: random.int(1, 12) }, () => random.int(1, 254));
    const value = tyres
      .map((pressure) => hex(pressure, 1))
      .join("")
      .padEnd(60, "f");
    return { hex: item(0x05, value), truth: { jt808: { tyrePressures: tyres } } };
  },
  (random) => {
    // Sign and magnitude, or two's complement: the reading that is not below -273 is right.
    const temperatureCelsius = random.edgy(-60, 90);
    const sent =
      temperatureCelsius < 0 && random.chance(0.5)
        ? 0x8000 | -temperatureCelsius
        : temperatureCelsius & 0xffff;
    return { hex: item(0x06, hex(sent, 2)), truth: { temperatureCelsius } };
  },
  (random) => {
    const type = random.int(0, 4);
    const id = random.edgy(0, 0xffff_ffff);
    const overspeedPlace = {
      type: ["none", "circle", "rectangle", "polygon", "section"][type],
      ...(type > 0 && { id }),
    };
    const value = hex(type, 1) + (type === 0 ? "" : hex(id, 4));
    return { hex: item(0x11, value), truth: { jt808: { overspeedPlace } } };
  },
  (random) => {
    const [type, id, direction] = [random.int(1, 4), random.uint32(), random.int(0, 1)];
    const areaOrRoute = {
      type: ["", "circle", "rectangle", "polygon", "route"][type],
      id,
      direction: ["in", "out"][direction],
    };
    const value = hex(type, 1) + hex(id, 4) + hex(direction, 1);
    return { hex: item(0x12, value), truth: { jt808: { areaOrRoute } } };
  },
  (random) => {
    const [id, seconds, result] = [random.uint32(), random.edgy(0, 0xffff), random.int(0, 1)];
    const sectionTime = { id, seconds, result: ["tooShort", "tooLong"][result] };
    const value = hex(id, 4) + hex(seconds, 2) + hex(result, 1);
    return { hex: item(0x13, value), truth: { jt808: { sectionTime } } };
  },
  (random) => {
    const named = [
      "signalLost signalCovered storageFault videoFault busOverloaded abnormalDriving storageNearlyFull",
    ].flatMap((names) => names.split(" "));
    const word = random.uint32();
    const videoAlarms = bitsOf(word).map((at) => named[at] ?? `bit${at}`);
    return { hex: item(0x14, hex(word, 4)), truth: { jt808: { videoAlarms } } };
  },
  ...(
    [
      [0x15, 4, "lostVideoChannels"],
      [0x16, 4, "coveredVideoChannels"],
      [0x17, 2, "failedStores"],
    ] as const
  ).map(
    ([id, bytes, name]): Item =>
      (random) => {
        const word = bytes === 4 ? random.uint32() : random.int(0, 0xffff);
        const channels = bitsOf(word).map((at) => at + 1);
        return { hex: item(id, hex(word, bytes)), truth: { jt808: { [name]: channels } } };
      },
  ),
  (random) => {
    const word = random.int(0, 0xffff);
    const named = ["fatigue", "phone", "smoking"];
    const abnormalDriving = bitsOf(word).map((at) => named[at] ?? `bit${at}`);
    const level = random.chance(0.5) ? random.int(0, 100) : undefined;
    const fatigueLevel = level === undefined ? {} : { fatigueLevel: level };
    const value = hex(word, 2) + (level === undefined ? "" : hex(level, 1));
    return { hex: item(0x18, value), truth: { jt808: { abnormalDriving, ...fatigueLevel } } };
  },
];

function bitsOf(word: number): number[] {
  return Array.from({ length: 32 }, (_, at) => at).filter((at) => bit(word, at));
}

/** Engine data scaled by the device: docs/protocol/jt808.md §6 (1), docs/protocol/jt808-tables.md §6.1. */
const ENGINE_ITEMS: readonly Item[] = [
  number(0x80, 1, 255, (value) => ({ vehicleSpeedKmh: value })),
  number(0x81, 2, 9000, (value) => ({ engineRpm: value })),
  number(0x83, 1, 100, (value) => ({ engineLoadPercent: value })),
  number(0x84, 1, 255, (value) => ({ coolantTemperatureCelsius: value - 40 })),
  number(0x85, 2, 0xffff, (value) => ({ engineFuelRateLitersPerHour: value / 1000 })),
  number(0x86, 1, 255, (value) => ({ intakeAirTemperatureCelsius: value - 40 })),
  number(0x87, 2, 0xffff, (value) => ({ massAirFlowGramsPerSecond: value / 100 })),
  number(0x88, 1, 255, (value) => ({ intakeManifoldPressureKpa: value })),
  number(0x89, 1, 100, (value) => ({ throttlePositionPercent: value })),
  (random) => {
    const vin = Array.from({ length: 17 }, () =>
      random.pick([..."ABCDEFGHJKLMNPRSTUVWXYZ0123456789"]),
    );
    return { hex: item(0x8b, toHex(ascii(vin.join("")))), truth: { vin: vin.join("") } };
  },
  number(0x8c, 4, 9_999_999, (value) => ({ odometerKm: value / 10 })),
  number(0x8a, 2, 0xffff, (value) => ({ fuelPressureKpa: value })),
  number(0x8d, 2, 0xffff, (value) => ({ remainingRangeKm: value })),
  number(0x8e, 1, 100, (value) => ({ fuelLevelPercent: value })),
  (random) => {
    const dtcs = Array.from(
      { length: random.int(0, 3) },
      () => random.pick([..."PCBU"]) + random.digits(1) + random.hex(3),
    );
    return { hex: item(0xa0, toHex(ascii(dtcs.join(",")))), truth: { dtcs } };
  },
];

function engineItems(random: Random): Bytes {
  const engine = joinedBytes(
    ...ENGINE_ITEMS.filter(() => random.chance(0.6)).map((make) => make(random)),
  );
  const tenths = random.edgy(0, 600);
  const card = `89${random.digits(18)}`;
  return {
    hex: engine.hex + item(0x82, hex(tenths, 2)) + item(0xcc, toHex(ascii(card))),
    truth: {
      supplyVolts: tenths / 10,
      iccid: card,
      ...(Object.keys(engine.truth).length > 0 ? { obd: engine.truth } : {}),
    },
  };
}

function joinedBytes(...parts: readonly Bytes[]): Bytes {
  const inner: object[] = parts.flatMap(({ truth: { jt808 } }) =>
    jt808 === undefined ? [] : (jt808 as object),
  );
  return {
    hex: parts.map((part) => part.hex).join(""),
    truth: {
      ...Object.assign({}, ...parts.map(({ truth }) => truth)),
      ...(inner.length > 0 && { jt808: Object.assign({}, ...inner) }),
    },
  };
}

export function batch(random: Random, year: Edition): { body: string; truth: Values } {
  const records = Array.from({ length: random.int(1, 6) }, () =>
    joinedBytes(basicPosition(random, year), items(random)),
  );
  const kind = random.int(0, 1);
  return {
    body:
      hex(records.length, 2) +
      hex(kind, 1) +
      records.map((one) => hex(one.hex.length / 2, 2) + one.hex).join(""),
    truth: {
      type: "positions",
      jt808: { batch: kind === 0 ? "normal" : "blindArea" },
      positions: records.map(({ truth }) => truth as Truth),
    },
  };
}

export const JT808_POSITION_FAMILIES: readonly Family[] = [
  {
    name: "0x0200",
    weight: 4,
    make: (random) => {
      const year = edition(random);
      const offset = random.chance(0.1) ? random.int(-840, 840) : undefined;
      const body = joinedBytes(basicPosition(random, year, offset), items(random));
      const sample = jt808Sample(
        random,
        0x0200,
        body.hex,
        { type: "position", ...body.truth },
        { year },
      );
      return offset === undefined
        ? sample
        : { ...sample, options: { jt808UtcOffsetMinutes: offset } };
    },
  },
  {
    name: "0x0200 with engine data",
    weight: 2,
    make: (random) => {
      const body = joinedBytes(basicPosition(random, 2013), engineItems(random));
      const truth = { type: "position", ...body.truth };
      return jt808Sample(random, 0x0200, body.hex, truth, { year: 2013 });
    },
  },
  {
    name: "0x0200 with tyres, areas and video",
    weight: 2,
    make: (random) => {
      const year = edition(random);
      const more = LATER_ITEMS.filter(() => random.chance(0.5)).map((make) => make(random));
      const body = joinedBytes(basicPosition(random, year), ...more);
      return jt808Sample(random, 0x0200, body.hex, { type: "position", ...body.truth }, { year });
    },
  },
  {
    name: "0x0200 with a header that lies",
    make: (random) => {
      const body = joinedBytes(basicPosition(random, 2013), items(random));
      const truth = { type: "position", ...body.truth };
      return jt808Sample(random, 0x0200, body.hex, truth, { year: 2013, lyingBit: true });
    },
  },
  {
    name: "0x0201 and 0x0500",
    make: (random) => {
      const year = edition(random);
      const answeredSerialNumber = random.edgy(0, 0xffff);
      const body = joinedBytes(basicPosition(random, year), items(random));
      return jt808Sample(
        random,
        random.pick([0x0201, 0x0500]),
        hex(answeredSerialNumber, 2) + body.hex,
        { type: "position", answeredSerialNumber, ...body.truth },
        { year },
      );
    },
  },
  {
    name: "0x0704",
    make: (random) => {
      const year = edition(random);
      const { body, truth } = batch(random, year);
      return jt808Sample(random, 0x0704, body, truth, { year });
    },
  },
];
