/**
 * Frames with one impossible value: it is `null`, with an issue, and all other values are as usual. Undocumented codes
 * are treated alike.
 */
import { dollarSample, head, hex } from "./dollar.ts";
import { jt808Sample } from "./jt808-frame.ts";
import { basicPosition } from "./jt808-position.ts";
import {
  cellFields,
  clock,
  KMH_PER_KNOT,
  placeTruth,
  randomCell,
  randomPlace,
  serial,
  statusWord,
} from "./parts.ts";
import type { Random } from "./random.ts";
import { textSample } from "./report-v1.ts";
import { Alarms, type Family, fromHex, OPEN, type Sample, toHex, type Values } from "./truth.ts";

/** The text in the field, the values that it costs, and the codes that may report it. */
type Fault = readonly [field: number, text: string, lost: Values, codes: string];

const TEXT_FAULTS: readonly Fault[] = [
  ...["240000", "126000", "115960", "160169", "999999"].map(
    (text) => [0, text, { time: null }, "bad-time"] as const,
  ),
  ...["X", "1", "AA"].map((text) => [1, text, { valid: null }, "bad-validity"] as const),
  ...["9000.0001", "9100.0000", "4560.0000", "4599.9999", "45x0.0000", "4530.00.00"].map(
    (text) => [2, text, { latitude: null }, "bad-coordinate"] as const,
  ),
  ...["X", "E", "1"].map((text) => [3, text, { latitude: null }, "bad-hemisphere"] as const),
  ...["18000.0001", "18100.0000", "04560.0000", "0x530.0000"].map(
    (text) => [4, text, { longitude: null }, "bad-coordinate"] as const,
  ),
  ...["X", "N"].map((text) => [5, text, { longitude: null }, "bad-hemisphere"] as const),
  ...["-1.0", "x", "1.2.3"].map(
    (text) => [6, text, { speedKmh: null }, "bad-number|out-of-range"] as const,
  ),
  ...["361", "999", "-1", "x"].map(
    (text) => [7, text, { courseDegrees: null }, "bad-number|out-of-range"] as const,
  ),
  ...["320124", "000124", "311124", "290223", "010024", "011324", "x10124"].map(
    (text) => [8, text, { time: null }, "bad-date"] as const,
  ),
  ...["FBFBBFF", "FFFFFBFF0", "GFFFFBFF"].map(
    (text) => [9, text, { status: null, alarms: new Alarms([]) }, "bad-status"] as const,
  ),
];

function textFault(random: Random): Sample {
  const at = clock(random, true);
  const place = randomPlace(random, 4);
  const status = statusWord(random, "tq");
  const cell = randomCell(random);
  const speed = random.edgy(0, 99_999);
  const courseDegrees = random.edgy(0, 360);
  const two = (value: number, width: number): string => String(value).padStart(width, "0");
  const print = (units: number, width: number): string => {
    const degrees = Math.floor(units / 600_000);
    const minutes = two(units % 600_000, 6);
    return `${two(degrees, width)}${minutes.slice(0, 2)}.${minutes.slice(2)}`;
  };
  const fields = [
    at.time,
    "A",
    print(place.latitudeUnits, 2),
    place.south ? "S" : "N",
    print(place.longitudeUnits, 3),
    place.west ? "W" : "E",
    (speed / 100).toFixed(2),
    two(courseDegrees, 3),
    at.date,
    status.field,
    ...cellFields(random, cell),
  ];
  const [field, text, lost, codes] = random.pick(TEXT_FAULTS);
  fields[field] = text;
  const truth = {
    ...at.truth,
    valid: true,
    ...placeTruth(place),
    speedKmh: (speed / 100) * KMH_PER_KNOT,
    courseDegrees,
    ...status.truth,
    cell: { ...cell },
    ...lost,
  };
  return textSample("HQ", serial(random), "V1", { fields, truth, faults: [codes] });
}

/** Offset in half-bytes from the `$`, the digits there, and the rest as above. */
const DOLLAR_FAULTS: readonly Fault[] = [
  ...["24", "29"].map((text) => [12, text, { time: null }, "bad-time"] as const),
  [14, "60", { time: null }, "bad-time"],
  [16, "60", { time: null }, "bad-time"],
  ...["32", "00"].map((text) => [18, text, { time: null }, "bad-date"] as const),
  ...["13", "00"].map((text) => [20, text, { time: null }, "bad-date"] as const),
  [18, "290223", { time: null }, "bad-date"],
  [20, "a", { time: null }, "bad-bcd"],
  [24, "91", { latitude: null }, "bad-coordinate"],
  [26, "60", { latitude: null }, "bad-coordinate"],
  [34, "181", { longitude: null }, "bad-coordinate"],
  [37, "60", { longitude: null }, "bad-coordinate"],
  [44, "b", { speedKmh: null }, "bad-bcd"],
  ...["361", "999"].map((text) => [47, text, { courseDegrees: null }, "out-of-range"] as const),
  ...["65", "aa", "f0", "f7", "ff"].map(
    (text) => [32, text, { batteryPercent: null, batteryCode: undefined }, "bad-battery"] as const,
  ),
];

function wrongDigits(sample: Sample, [at, digits, lost, codes]: Fault): Sample {
  const sent = toHex(sample.bytes);
  return {
    ...sample,
    bytes: fromHex(sent.slice(0, at) + digits + sent.slice(at + digits.length)),
    truth: { ...sample.truth, ...lost },
    faults: [codes],
  };
}

function good(random: Random): Sample {
  const number = random.edgy(0, 255);
  const tail = { hex: `ff00${hex(number, 1)}`, truth: { recordNumber: number } };
  const steady = { hex: "06", truth: { batteryPercent: 100, batteryCode: 6 } };
  let sample = dollarSample("24", [head(random, { byte16: steady }), tail]);
  // A frame without a place has none to lose.
  while (sample.truth["latitude"] === null) {
    sample = dollarSample("24", [head(random, { byte16: steady }), tail]);
  }
  return sample;
}

const JT808_FAULTS: readonly Fault[] = [
  [16, "055d4a81", { latitude: null }, "bad-coordinate"],
  [24, "0aba9501", { longitude: null }, "bad-coordinate"],
  [40, "0169", { courseDegrees: null }, "out-of-range"],
  [46, "13", { time: null }, "bad-date"],
  [46, "00", { time: null }, "bad-date"],
  [50, "24", { time: null }, "bad-time"],
  [54, "60", { time: null }, "bad-time"],
  [48, "1a", { time: null }, "bad-bcd"],
];

export const FAULT_FAMILIES: readonly Family[] = [
  { name: "V1 with one impossible value", make: textFault, weight: 2, separators: ["", "\r\n"] },
  {
    name: "$ of 32 bytes with one impossible value",
    weight: 2,
    make: (random) => wrongDigits(good(random), random.pick(DOLLAR_FAULTS)),
    // After a valid frame, where a frame is expected.
    makeRow: (random, count) =>
      Array.from({ length: count }, (_, i) =>
        i % 4 === 3 ? wrongDigits(good(random), random.pick(DOLLAR_FAULTS)) : good(random),
      ),
  },
  {
    name: "0x0200 with one impossible value",
    make: (random) => {
      let body = basicPosition(random, 2013);
      while (body.truth["latitude"] === null) body = basicPosition(random, 2013);
      const [at, digits, lost, codes] = random.pick(JT808_FAULTS);
      const sent = body.hex.slice(0, at) + digits + body.hex.slice(at + digits.length);
      const truth = { type: "position", ...body.truth, ...lost };
      const sample = jt808Sample(random, 0x0200, sent, truth, { year: 2013 });
      return { ...sample, faults: [...(sample.faults ?? []), codes] };
    },
  },
  {
    name: "an alarm that nobody explains",
    make: (random) => {
      const at = clock(random, true);
      const status = statusWord(random, "huasuntek");
      const fields = [
        String(random.int(4, 99)),
        at.time,
        "0",
        "2229.9549",
        "N",
        "11418.3153",
        "E",
        "0.00",
        "348",
        at.date,
        status.field,
        "1CC",
        "0",
        "25FC",
        "F48",
        "90",
        "25FC-F48-6",
      ];
      const truth = {
        ...at.truth,
        addressCoding: "gb2312",
        latitude: (22 * 60 + 29.9549) / 60,
        longitude: (114 * 60 + 18.3153) / 60,
        speedKmh: 0,
        courseDegrees: 348,
        ...status.truth,
        cell: { mcc: 460, mnc: 0, lac: 0x25fc, cid: 0xf48 },
        cells: OPEN,
        batteryPercent: 90,
      };
      const part = { fields, truth, faults: ["bad-number"] };
      return textSample("HQ", `353${random.digits(12)}`, "ALRM", part, { type: "alarm" });
    },
  },
];
