/** Attributes, drivers and recordings of JT/T 808: docs/protocol/jt808-tables.md §4.3 to §4.5. */
import { hex } from "./dollar.ts";
import { type Edition, edition, jt808Sample } from "./jt808-frame.ts";
import { basicPosition, jt808Time, utc } from "./jt808-position.ts";
import { randomMoment } from "./parts.ts";
import type { Random } from "./random.ts";
import { ascii, type Family, toHex, type Values } from "./truth.ts";

const word = (random: Random, length: number): string =>
  Array.from({ length }, () => random.pick([..."ABCDEFGHKLMNPRSTXYZ0123456789"])).join("");
const textHex = (text: string): string => toHex(ascii(text));
const padded = (text: string, bytes: number): string => textHex(text).padEnd(2 * bytes, "0");

/** Names of the bits that are set, from bit 0 on. */
const named = (byte: number, names: readonly (string | undefined)[]): string[] =>
  names.flatMap((name, bit) => (name !== undefined && (byte >> bit) & 1 ? [name] : []));

const mask = (names: readonly (string | undefined)[]): number =>
  names.reduce((bits, name, bit) => (name === undefined ? bits : bits | (1 << bit)), 0);

const GNSS = ["gps", "beidou", "glonass", "galileo"];
const NETWORKS = ["gprs", "cdma", "tdScdma", "wcdma", "cdma2000", "tdLte", undefined, "other"];
const TYPES = [
  "passenger",
  "dangerousGoods",
  "freight",
  "taxi",
  undefined,
  undefined,
  "hardDisk",
  "split",
];

function attributes(random: Random, year: Edition): { body: string; truth: Values } {
  const types = year === 2019 ? [...TYPES, "trailer"] : TYPES;
  const [type, gnss, networks] = [types, GNSS, NETWORKS].map(
    (names) => random.int(0, 0x1ff) & mask(names),
  ) as [number, number, number];
  // The document of 2019 has 5 bytes of maker, its devices send 11.
  const [maker, model, terminal] =
    year === 2013 ? [5, 20, 7] : ([random.pick([5, 11]), 30, 30] as const);
  const manufacturer = word(random, random.int(1, maker));
  const modelName = word(random, random.int(1, model));
  const terminalId = word(random, random.int(1, terminal));
  const iccid = `89${random.digits(18)}`;
  const hardwareVersion = `V${random.int(0, 9)}.${random.int(0, 99)}`;
  const firmwareVersion = word(random, random.int(1, 30));
  const sized = (text: string): string => hex(text.length, 1) + textHex(text);
  return {
    body: [
      hex(type, 2),
      padded(manufacturer, maker),
      padded(modelName, model),
      padded(terminalId, terminal),
      iccid,
      sized(hardwareVersion),
      sized(firmwareVersion),
      hex(gnss, 1),
      hex(networks, 1),
    ].join(""),
    truth: {
      type: "identity",
      manufacturer,
      model: modelName,
      terminalId,
      iccid,
      hardwareVersion,
      firmwareVersion,
      jt808: {
        terminalTypes: named(type, types),
        gnssSystems: named(gnss, GNSS),
        networks: named(networks, NETWORKS),
      },
    },
  };
}

const CARD_RESULTS = ["read", "keyRefused", "locked", "pulledOut", "dataRefused"];

/** A name in ASCII, or in GBK, which is decoded only on request. */
function name(random: Random, property: string): { hex: string; truth: Values } {
  if (random.chance(0.5)) {
    const text = word(random, random.int(3, 12));
    return { hex: textHex(text), truth: { [property]: text } };
  }
  const bytes = random.pick(["d5c5c8fd", "c0eecbc4", "cdf5d0a1b6fe"]);
  return { hex: bytes, truth: { [property]: null, [`${property}Bytes`]: bytes } };
}

function driver(random: Random, year: Edition): { body: string; truth: Values } {
  const moment = randomMoment(random);
  const isIn = random.chance(0.7);
  const result = random.chance(0.7) ? 0 : random.int(1, 4);
  const front = {
    body: hex(isIn ? 1 : 2, 1) + jt808Time(moment),
    truth: { type: "identity", time: utc(moment) },
  };
  if (!isIn) {
    return { body: front.body, truth: { ...front.truth, jt808: { driver: { card: "out" } } } };
  }
  const said = { card: "in", result: CARD_RESULTS[result] };
  if (result !== 0) {
    return {
      body: front.body + hex(result, 1),
      truth: { ...front.truth, jt808: { driver: said } },
    };
  }
  const person = name(random, "name");
  const issuer = name(random, "issuer");
  const certificate = random.digits(random.int(6, 20));
  const identityNumber = random.digits(18);
  const day = random.pick(["20300131", "20440229", "20791231", "20250615"]);
  const sized = (digits: string): string => hex(digits.length / 2, 1) + digits;
  return {
    body: [
      front.body,
      hex(0, 1),
      sized(person.hex),
      padded(certificate, 20),
      sized(issuer.hex),
      day,
      year === 2019 ? padded(identityNumber, 20) : "",
    ].join(""),
    truth: {
      ...front.truth,
      jt808: {
        driver: {
          ...said,
          ...person.truth,
          certificate,
          ...issuer.truth,
          validUntil: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
          ...(year === 2019 ? { identityNumber } : {}),
        },
      },
    },
  };
}

const KINDS = ["picture", "audio", "video"];
const FORMATS = ["jpeg", "tif", "mp3", "wav", "wmv"];
const EVENTS = [
  "command",
  "timed",
  "robbery",
  "collision",
  "doorOpened",
  "doorClosed",
  "drivenOff",
  "distance",
];

export const JT808_MORE_FAMILIES: readonly Family[] = [
  {
    name: "0x0107",
    make: (random) => {
      const year = edition(random);
      const { body, truth } = attributes(random, year);
      return jt808Sample(random, 0x0107, body, truth, { year });
    },
  },
  {
    name: "0x0702",
    make: (random) => {
      const year = edition(random);
      const { body, truth } = driver(random, year);
      return jt808Sample(random, 0x0702, body, truth, { year });
    },
  },
  {
    // The form of one server's terminals: records of equal length, which precedes the first.
    name: "0x0704 with one length",
    make: (random) => {
      const year = edition(random);
      const records = Array.from({ length: random.int(1, 6) }, () => basicPosition(random, year));
      const body = `${hex(records.length, 2)}00${hex(28 * records.length, 2)}`;
      const truth = {
        type: "positions",
        jt808: { batch: "normal" },
        positions: records.map((one) => one.truth),
      };
      const all = body + records.map((one) => one.hex).join("");
      return jt808Sample(random, 0x0704, all, truth, { year });
    },
  },
  {
    name: "0x0801",
    make: (random) => {
      const year = edition(random);
      const id = random.edgy(0, 0xffff_ffff);
      const [kind, format, event] = [random.int(0, 2), random.int(0, 4), random.int(0, 7)];
      const channel = random.edgy(0, 255);
      const place = basicPosition(random, year);
      const tail = random.hex(2 * random.int(1, 200));
      const media = {
        id,
        kind: KINDS[kind],
        format: FORMATS[format],
        event: EVENTS[event],
        channel,
      };
      const front =
        hex(id, 4) + [kind, format, event, channel].map((byte) => hex(byte, 1)).join("");
      const truth = { type: "position", ...place.truth, jt808: { media }, tail };
      return jt808Sample(random, 0x0801, front + place.hex + tail, truth, { year });
    },
  },
];
