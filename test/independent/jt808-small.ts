/** Messages of JT/T 808 without a position: docs/protocol/jt808.md §4, docs/protocol/jt808-tables.md §4. */
import { decodeGbk } from "../../src/gbk/index.ts";
import { hex } from "./dollar.ts";
import { edition, jt808Sample } from "./jt808-frame.ts";
import { parameters } from "./jt808-parameters.ts";
import type { Random } from "./random.ts";
import { ascii, type Family, OneOf, type Truth, toHex, type Values } from "./truth.ts";

const letters = (random: Random, length: number): string =>
  Array.from({ length }, () => random.pick([..."ABCDEFGHKLMNPRSTXYZ0123456789"])).join("");

const textHex = (text: string): string => toHex(ascii(text));
const behind = (text: string, bytes: number, pad = "00"): string =>
  textHex(text) + pad.repeat(bytes - text.length);
const infront = (text: string, bytes: number): string =>
  "00".repeat(bytes - text.length) + textHex(text);

/** A plate in ASCII, or with a GBK character in front, which is decoded only on request. */
function plate(random: Random): { hex: string; truth: Values } {
  const text = letters(random, random.int(6, 8));
  if (random.chance(0.5)) return { hex: textHex(text), truth: { plate: text } };
  const bytes = random.pick(["d4c1", "bea9", "c2b3", "cfe6"]) + textHex(text);
  return { hex: bytes, truth: { plate: null, plateBytes: bytes } };
}

function registration(random: Random): { body: string; truth: Values; year: 2013 | 2019 } {
  const provinceCode = random.int(0, 90);
  const cityCode = random.int(0, 999);
  const plateColorCode = random.pick([1, 2, 3, 4, 9]);
  const sign = plate(random);
  const form = random.pick([2011, 2013, 2019] as const);
  const [maker, model, terminal] = { 2011: [5, 8, 7], 2013: [5, 20, 7], 2019: [11, 30, 30] }[
    form
  ] as [number, number, number];
  const manufacturer = letters(random, random.int(form === 2019 ? 1 : 4, maker));
  const modelName = letters(random, random.int(1, model));
  const terminalId = letters(random, random.int(1, terminal));
  const pad = form === 2019 ? infront : behind;
  return {
    body: [
      hex(provinceCode, 2),
      hex(cityCode, 2),
      pad(manufacturer, maker),
      form === 2011 ? behind(modelName, model, "20") : pad(modelName, model),
      pad(terminalId, terminal),
      hex(plateColorCode, 1),
      sign.hex,
    ].join(""),
    truth: {
      type: "identity",
      provinceCode,
      cityCode,
      manufacturer,
      model: modelName,
      terminalId,
      plateColorCode,
      ...sign.truth,
    },
    year: form === 2019 ? 2019 : 2013,
  };
}

/** The GBK characters in the plates and names of these families (GB 2312, rows 16 to 55). */
const CHARACTERS: Readonly<Record<string, string>> = {
  ...{ d4c1: "粤", bea9: "京", c2b3: "鲁", cfe6: "湘" },
  ...{ d5c5: "张", c8fd: "三", c0ee: "李", cbc4: "四", cdf5: "王", d0a1: "小", b6fe: "二" },
};

function decoded(digits: string): string {
  return digits.replace(/[89a-f].{3}|../g, (code) =>
    code.length === 4 ? CHARACTERS[code]! : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The same truth with decoded texts. */
function withTexts(truth: Truth): Truth {
  if (
    typeof truth !== "object" ||
    truth === null ||
    Object.getPrototypeOf(truth) !== Object.prototype
  )
    return truth;
  const texts = Object.entries(truth).map(([name, value]) => {
    const bytes = (truth as Values)[`${name}Bytes`];
    return [name, typeof bytes === "string" ? decoded(bytes) : withTexts(value)];
  });
  return Object.fromEntries(texts.filter(([name]) => !/Bytes$/.test(name as string)));
}

/** A family read with `decodeText`. */
export function withDecodedText({ name, make }: Family): Family {
  return {
    name: `${name}, with decodeText`,
    make: (random) => {
      const sample = make(random);
      return {
        ...sample,
        truth: withTexts(sample.truth) as Values,
        options: { decodeText: decodeGbk },
      };
    },
  };
}

const RESULTS = ["ok", "failed", "bad", "unsupported"];

export const JT808_SMALL_FAMILIES: readonly Family[] = [
  {
    name: "0x0001",
    make: (random) => {
      const answeredSerialNumber = random.edgy(0, 0xffff);
      const confirms = random.pick([0x8103, 0x8105, 0x8300, 0x8201, 0x8500]);
      const result = random.int(0, 3);
      return jt808Sample(
        random,
        0x0001,
        hex(answeredSerialNumber, 2) + hex(confirms, 2) + hex(result, 1),
        {
          type: "confirmation",
          answeredSerialNumber,
          confirms: `0x${hex(confirms, 2)}`,
          result: RESULTS[result],
          parameters: [],
        },
      );
    },
  },
  {
    name: "0x0002 and 0x0003",
    make: (random) =>
      jt808Sample(random, random.pick([0x0002, 0x0002, 0x0003]), "", { type: "heartbeat" }),
  },
  {
    name: "0x0002 of BSJ",
    make: (random) => {
      const batteryPercent = random.edgy(0, 100);
      const signalCsq = random.edgy(0, 31);
      const state = random.int(0, 2);
      const body = hex(batteryPercent, 1) + hex(signalCsq, 1) + hex(state, 1);
      const workingState = ["working", "standby", "off"][state];
      const truth = { type: "heartbeat", batteryPercent, signalCsq, jt808: { workingState } };
      return jt808Sample(random, 0x0002, body, truth, { year: 2013 });
    },
  },
  {
    name: "0x0100",
    make: (random) => {
      const { body, truth, year } = registration(random);
      return jt808Sample(random, 0x0100, body, truth, { year });
    },
  },
  {
    name: "0x0102",
    make: (random) => {
      const year = edition(random);
      const authenticationCode = letters(random, random.int(1, 24));
      if (year === 2013) {
        const truth = { type: "identity", authenticationCode };
        return jt808Sample(random, 0x0102, textHex(authenticationCode), truth, { year });
      }
      const imei = `86${random.digits(13)}`;
      const softwareVersion = `V${random.int(1, 9)}.${random.int(0, 99)}`;
      const body =
        hex(authenticationCode.length, 1) +
        textHex(authenticationCode) +
        textHex(imei) +
        behind(softwareVersion, 20);
      const truth = { type: "identity", authenticationCode, imei, softwareVersion };
      return jt808Sample(random, 0x0102, body, truth, { year });
    },
  },
  {
    name: "0x0104",
    make: (random) => {
      const { body, truth } = parameters(random);
      return jt808Sample(random, 0x0104, body, truth);
    },
  },
  {
    name: "0x0900",
    make: (random) => {
      // 41 and F0 to F4 carry engine data.
      const passthroughType = random.int(0x42, 0xe0);
      const tail = random.hex(2 * random.int(1, 60));
      const truth = { type: "unknown", jt808: { passthroughType }, extra: [], tail };
      return jt808Sample(random, 0x0900, hex(passthroughType, 1) + tail, truth);
    },
  },
  {
    name: "0x0002 with a wrong checksum",
    make: (random) => {
      const sample = jt808Sample(random, 0x0002, "", { type: "heartbeat" }, { year: 2013 });
      const bytes = Uint8Array.from(sample.bytes);
      // After an escape, the last byte belongs to it.
      if (bytes.at(-3) === 0x7d) return sample;
      bytes[bytes.length - 2] = (bytes.at(-2) as number) ^ 1;
      return [0x7d, 0x7e].includes(bytes.at(-2) as number) ? sample : { ...sample, bytes };
    },
  },
  {
    name: "a JT/T 808 message that nobody documented",
    make: (random) => {
      const tail = random.hex(2 * random.int(1, 60));
      return jt808Sample(random, random.int(0x0b00, 0x0bff), tail, {
        type: "unknown",
        extra: new OneOf([], undefined),
        tail,
      });
    },
  },
];
