/**
 * V4, the answer to a command: docs/protocol/h02.md §6.
 *
 *     *HQ,8168000005,V4,SCF,061837,061955,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFB9FF,460,00,10342,3721#
 */
import {
  cellFields,
  clock,
  fix,
  hhmmss,
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
import { type Family, OneOf, OPEN, type Sample, type Values } from "./truth.ts";

const family = (name: string, make: (random: Random) => Sample): Family => ({
  name,
  make,
  separators: ["", "", "\r\n", "\0"],
});

const CONFIRMATION = { type: "confirmation" };

/** The time of the device, its position, date and status, and the cell if it is sent. */
function answer(random: Random, withCell: "decimal" | "hex" | "none"): Required<Part> {
  const at = clock(random, true);
  const place = fix(random, 4);
  const status = statusWord(random, "tq");
  const blank = random.chance(0.1) ? " " : "";
  const [validity, ...rest] = place.fields;
  // Two of the vendor's examples lack the comma between date and status.
  const end = random.chance(0.1) ? [at.date + status.field] : [at.date, status.field];
  const parts: Part[] = [
    { fields: [blank + at.time, blank + validity, ...rest, ...end], truth: at.truth },
    { fields: [], truth: { ...place.truth, ...status.truth } },
  ];
  if (withCell !== "none") {
    const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, "0");
    let cell = randomCell(random, withCell === "hex" ? 0xffff : undefined);
    // Only a letter shows that the numbers are hexadecimal.
    while (withCell === "hex" && !/[A-F]/.test(hex(cell.lac) + hex(cell.cid))) {
      cell = randomCell(random, 0xffff);
    }
    parts.push({
      fields:
        withCell === "decimal"
          ? cellFields(random, cell)
          : [` ${cell.mcc}`, String(cell.mnc).padStart(3, "0"), hex(cell.lac), hex(cell.cid)],
      truth: { cell: { ...cell } },
    });
  }
  return joined(...parts);
}

function echo(confirms: string, parameters: readonly string[], result?: string): Values {
  return { confirms, parameters, result };
}

const time = (random: Random): string => hhmmss(randomMoment(random));

interface Echo {
  readonly word: string;
  readonly result?: string;
  readonly parameters: readonly string[];
  /** Addendum 12: the time of the command precedes the echo. */
  readonly timeFirst?: boolean;
}

/** Answers of SinoTrack and Tianqin units: a result in words, or the requested values. */
function tianqin(random: Random): Echo {
  // 80 means "done" in answers of HuaSunTeK; here it is a number like any other.
  const count = (least: number, most: number): string =>
    String(most >= 80 && random.chance(0.1) ? 80 : random.int(least, most));
  return random.pick<() => Echo>([
    () => ({ word: "D1", parameters: [count(30, 65535), count(0, 65535)] }),
    () => ({ word: "S17", parameters: [count(30, 65535)] }),
    () => ({
      word: "S14",
      parameters: [count(0, 255), count(0, 255), count(0, 2), count(0, 65535)],
    }),
    () => ({ word: "S20", result: random.pick(["OK", "DONE", "ERROR"]), parameters: [] }),
    () => ({ word: "SCF", parameters: [] }),
    () => ({ word: "S71", parameters: [random.pick(["01", "02"])] }),
    () => ({ word: "S1", result: "OK", parameters: ["pass_word"] }),
    () => ({ word: "S23", parameters: [`198.51.100.${random.int(0, 255)}:8800`] }),
    () => ({ word: "S24", parameters: ["iot.example.net"] }),
    () => ({ word: "R8", result: "ERROR", parameters: [] }),
    () => ({
      word: "S40",
      parameters: [...Array.from({ length: 5 }, () => count(0, 1800)), "FF"],
    }),
    () => ({ word: "S20", parameters: [count(0, 1), count(0, 1)], timeFirst: true }),
  ])();
}

export const CONFIRMATION_FAMILIES: readonly Family[] = [
  family("V4 of SinoTrack", (random) => {
    const { word, result, parameters, timeFirst } = tianqin(random);
    const commandTime = time(random);
    const said = [...(result === undefined ? [] : [result]), ...parameters];
    const truth = { ...echo(word, parameters, result), commandTime };
    if (timeFirst === true) {
      const part = { fields: [word, commandTime, ...said], truth };
      return textSample("HQ", serial(random), "V4", part, CONFIRMATION);
    }
    const part = joined(
      { fields: [word, ...said, commandTime], truth },
      answer(random, random.pick(["decimal", "decimal", "none"])),
    );
    return textSample(random.pick(["HQ", "TH"]), serial(random), "V4", part, CONFIRMATION);
  }),

  family("V4 of HuaSunTeK", (random) => {
    const [word, result] = [
      random.pick(["S20", "SF2", "CF2", "MP", "IP"]),
      random.pick(["80", "00", "01", "02", "03", "04"]),
    ];
    const commandTime = time(random);
    const part = joined(
      { fields: [word, result, commandTime], truth: { ...echo(word, [], result), commandTime } },
      answer(random, random.pick(["hex", "none"])),
    );
    return textSample("HQ", imei(random, "135", "202"), "V4", part, CONFIRMATION);
  }),

  family("V4 without more", (random) => {
    const word = random.pick(["CR", "SF", "CF", "UR", "XT", "KC", "CQ", "APN", "ACPC", "NXT"]);
    const part = { fields: [word], truth: echo(word, []) };
    return textSample("HQ", serial(random), "V4", part, CONFIRMATION);
  }),

  family("V4 that echoes the answer of the server", (random) => {
    const moment = randomMoment(random);
    const iso = new Date(
      Date.UTC(
        moment.year,
        moment.month - 1,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
      ),
    );
    const digits = iso.toISOString().replace(/\D/g, "").slice(0, 14);
    const part = {
      fields: ["V1", digits],
      truth: {
        confirms: "V1",
        parameters: new OneOf([], [digits]),
        time: new OneOf(undefined, iso),
        commandTime: new OneOf(undefined, digits),
      },
    };
    return textSample("HQ", imei(random, "123"), "V4", part, CONFIRMATION);
  }),

  family("V4 with the mileage", (random) => {
    const hundredths = random.edgy(0, 9_999_999_999);
    const field = (hundredths / 100).toFixed(2).padStart(13, "0");
    const commandTime = time(random);
    const part = joined(
      {
        fields: ["S32", field, commandTime],
        truth: {
          confirms: "S32",
          parameters: new OneOf([], [field]),
          commandTime,
          odometerMeters: new OneOf(undefined, (hundredths / 100) * 0.51444),
        },
      },
      answer(random, "none"),
    );
    return textSample("TH", serial(random), "V4", part, CONFIRMATION);
  }),

  family("V4 of INFO, CMD and S21", (random) => {
    const fields = random.pick([
      [
        "INFO",
        "80",
        "198.51.100.3",
        "8090",
        "60",
        "1",
        "13500000028",
        "0",
        "0",
        "1",
        "cmnet",
        "0",
        "50",
      ],
      ["CMD", "check", "CHECK", "IMEI:861000000000015", "APN:internet", "GSM:31", "BAT:80%"],
      ["CMD", "reset", "RESET OK"],
      [
        "S21",
        "17",
        "1",
        "130305",
        "050316",
        "N",
        "2245.318",
        "2246.452",
        "E",
        "11233.232",
        "11365.175",
      ],
    ]);
    const part = {
      fields,
      truth: {
        confirms: fields[0] as string,
        parameters: OPEN,
        result: new OneOf(undefined, "80"),
        commandTime: OPEN,
        time: OPEN,
        status: OPEN,
      },
    };
    return textSample("HQ", serial(random), "V4", part, CONFIRMATION);
  }),
];
