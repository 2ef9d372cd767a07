/**
 * V1 with every tail that docs/protocol/h02.md §2.1 lists.
 *
 *     *HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,66,12002,17329#
 */
import type { StatusTableName } from "../../src/index.ts";
import {
  BATTERY_STEPS,
  batteryStep,
  cellFields,
  cellPart,
  clock,
  fix,
  imei,
  joined,
  KMH_PER_KNOT,
  type Part,
  placePart,
  position,
  randomCell,
  serial,
  statusWord,
  textFrame,
} from "./parts.ts";
import type { Random } from "./random.ts";
import { TABLES } from "./status.ts";
import { ascii, type Family, OneOf, OPEN, type Sample, type Values } from "./truth.ts";

export function textSample(
  maker: string,
  id: string,
  word: string,
  part: Part,
  more: { readonly type?: string; readonly behind?: string } = {},
): Sample {
  return {
    bytes: ascii(textFrame(maker, id, word, part.fields) + (more.behind ?? "")),
    truth: {
      type: more.type ?? "position",
      command: word,
      maker,
      deviceId: id === "" ? null : id,
      ...part.truth,
    },
    faults: part.faults ?? [],
  };
}

const family = (name: string, make: (random: Random) => Sample): Family => ({
  name,
  make,
  // Blanks before CR LF separate too (addendum 14): pending.
  separators: ["", "", "\r\n", "\0\0"],
});

const MAKERS = ["HQ", "HQ", "HQ", "TH", "DC", "XY", "RS", "GY"];
const report = (random: Random, ...tail: readonly Part[]): Required<Part> =>
  joined(position(random), ...tail);

/** The MNC with its first digit repeated after it (addendum 1), or unchanged if that is impossible. */
function foldedMnc(random: Random): { sent: number; mnc: number } {
  if (random.chance(0.85)) {
    const mnc = random.int(0, 99);
    const digits = String(mnc).padStart(2, "0");
    return { sent: Number(digits + digits[0]), mnc };
  }
  const mnc = random.int(100, 999);
  const digits = String(mnc);
  return digits[0] === digits[2] ? foldedMnc(random) : { sent: mnc, mnc };
}

/**
 * mcc, mnc, lac and cid in hexadecimal digits, with or without leading blanks. With `asSent`, no source shows whether
 * the MNC repeats its first digit in frames of this word, so both readings are accepted.
 */
export function hexCell(random: Random, upper = false, asSent = false): Part {
  const cell = randomCell(random, 0xffff);
  const { sent, mnc } = foldedMnc(random);
  const wide = random.chance(0.4) && !upper ? 4 : 0;
  const print = (value: number, width = 0): string => {
    const digits = value.toString(16).padStart(width, " ");
    return upper ? digits.toUpperCase() : digits;
  };
  return {
    fields: [print(cell.mcc), print(sent), print(cell.lac, wide), print(cell.cid, wide)],
    truth: { cell: { ...cell, mnc: asSent ? new OneOf(mnc, sent) : mnc } },
  };
}

/** Six digits each; the MNC is a plain number in this form. */
function paddedHexCell(random: Random): Part {
  const cell = randomCell(random, 0xffffff);
  const print = (value: number): string => value.toString(16).padStart(6, "0");
  return {
    fields: [print(cell.mcc), print(cell.mnc), print(cell.lac), print(cell.cid)],
    truth: { cell: { ...cell } },
  };
}

const HEX_IDS = ["353", "354", "356"];

const voltage = (random: Random): { field: string; truth: Values } => {
  const tenths = random.edgy(10, 600);
  return { field: String(tenths), truth: { supplyVolts: tenths / 10 } };
};

export const V1_FAMILIES: readonly Family[] = [
  family("V1 without a tail", (random) => {
    const id = random.pick([serial(random), imei(random), random.digits(3), random.digits(8), ""]);
    return textSample(random.pick(MAKERS), id, "V1", report(random));
  }),

  family("V1 with a cell", (random) =>
    textSample(random.pick(["HQ", "TH"]), serial(random), "V1", report(random, cellPart(random))),
  ),

  family("V1 with mcc and mnc alone", (random) => {
    const { mcc, mnc } = randomCell(random);
    const fields = [String(mcc), String(mnc).padStart(2, "0")];
    const truth = { cell: { mcc, mnc, lac: null, cid: null } };
    return textSample("HQ", serial(random), "V1", report(random, { fields, truth }));
  }),

  family("V1 with a battery step", (random) => {
    const { mcc, mnc } = randomCell(random);
    const { step, truth } = batteryStep(random);
    const part = {
      fields: [String(mcc), String(mnc).padStart(2, "0"), "0", "0", String(step)],
      truth: { cell: { mcc, mnc, lac: null, cid: null }, ...truth },
    };
    return textSample("HQ", serial(random), "V1", report(random, part));
  }),

  family("V1 with satellites and CSQ", (random) => {
    const satellites = random.edgy(0, 32);
    const signalCsq = random.edgy(0, 31);
    const fields = [satellites, signalCsq].map((value) => String(value).padStart(2, "0"));
    const cell = randomCell(random);
    const part = joined(
      { fields: cellFields(random, cell), truth: { cell: { ...cell } } },
      { fields, truth: { satellites, signalCsq } },
    );
    return textSample("HQ", serial(random), "V1", report(random, part));
  }),

  family("V1 with satellites, CSQ and voltage", (random) => {
    const satellites = random.edgy(0, 32);
    const signalCsq = random.edgy(0, 31);
    const volts = voltage(random);
    const cell = randomCell(random);
    const part = joined(
      { fields: cellFields(random, cell), truth: { cell: { ...cell } } },
      {
        fields: [String(satellites), String(signalCsq), volts.field],
        truth: { satellites, signalCsq, ...volts.truth },
      },
    );
    return textSample("HQ", serial(random), "V1", report(random, part));
  }),

  family("V1 with a battery in percent", (random) => {
    const cell = randomCell(random);
    const batteryPercent = random.edgy(0, 100);
    const part = joined(
      { fields: cellFields(random, cell), truth: { cell: { ...cell } } },
      { fields: [String(batteryPercent)], truth: { batteryPercent } },
    );
    return textSample("HQ", serial(random), "V1", report(random, part));
  }),

  family("V1 of HuaSunTeK with three cells", (random) => {
    const level = random.edgy(0, 99);
    const { mcc, mnc } = randomCell(random);
    const cells = Array.from({ length: 3 }, () => randomCell(random, 0xffff));
    const part = {
      fields: [
        String(level).padStart(2, "0"),
        "3",
        String(mcc),
        String(mnc),
        ...cells.flatMap(({ lac, cid }) => [String(lac), String(cid)]),
      ],
      truth: {
        batteryPercent: level === 99 ? new OneOf(99, 100) : level,
        cells: cells.map(({ lac, cid }) => ({ mcc, mnc, lac, cid })),
      },
    };
    return textSample("HQ", imei(random, "353"), "V1", report(random, part));
  }),

  family("V1 with a hexadecimal cell", (random) =>
    textSample("HQ", imei(random, ...HEX_IDS), "V1", report(random, hexCell(random))),
  ),

  family("V1 with a padded hexadecimal cell", (random) => {
    const cell = paddedHexCell(random);
    // The meaning of two more fields (addendum 4) is unknown.
    const two = [String(random.int(0, 31)), String(random.int(0, 9))];
    const extra = random.chance(0.3) ? [{ fields: two, truth: { extra: two } }] : [];
    return textSample("HQ", imei(random, ...HEX_IDS), "V1", report(random, cell, ...extra));
  }),

  family("V1 of id 213…, odometer to cell", (random) => {
    const odometerMeters = random.edgy(0, 99_999_999);
    const temperatureCelsius = random.edgy(-40, 125);
    const fuel = random.edgy(0, 1000);
    const altitudeMeters = random.edgy(-400, 8000);
    const { lac, cid } = randomCell(random, 0xffff);
    const part = {
      fields: [
        String(odometerMeters),
        String(temperatureCelsius),
        (fuel / 10).toFixed(1),
        String(altitudeMeters),
        lac.toString(16).toUpperCase().padStart(4, "0"),
        cid.toString(16).toUpperCase().padStart(4, "0"),
      ],
      truth: {
        odometerMeters,
        temperatureCelsius,
        fuelPercent: fuel / 10,
        altitudeMeters,
        cell: { mcc: null, mnc: null, lac, cid },
      },
    };
    return textSample("HQ", `213${random.digits(7)}`, "V1", report(random, part));
  }),

  family("V1 with a number between course and date", (random) => {
    const at = clock(random, true);
    const place = fix(random, 4);
    const status = statusWord(random, "tq");
    const step = random.int(1, 6);
    const part = joined(
      { fields: [at.time], truth: at.truth, faults: at.faults },
      place,
      { fields: [String(step), at.date, status.field], truth: status.truth },
      {
        // Only Traccar calls it a battery; the numbers after the status have no name.
        fields: [String(random.int(0, 9_999_999)), "0"],
        truth: {
          batteryPercent: new OneOf(undefined, BATTERY_STEPS[step], step),
          batteryCode: new OneOf(undefined, step),
          odometerMeters: OPEN,
          extra: OPEN,
        },
      },
    );
    return textSample("HQ", `42${random.digits(8)}`, "V1", part);
  }),

  family("V1 of a TK905 4G", (random) => {
    const cid = random.int(0xa00000, 0x0fffffff);
    const lac = random.int(1000, 65534);
    const known = random.chance(0.5) ? randomCell(random) : null;
    const level = random.int(1, 6);
    const part = {
      fields: [
        known === null ? "" : String(known.mcc),
        known === null ? "" : String(known.mnc).padStart(2, "0"),
        cid.toString(16),
        String(lac),
        String(level),
      ],
      truth: {
        cell: { mcc: known?.mcc ?? null, mnc: known?.mnc ?? null, lac, cid },
        // Percent after a valid cell (addendum 6); the unit is of a class that sends steps.
        batteryPercent: new OneOf(level, BATTERY_STEPS[level]),
        batteryCode: new OneOf(undefined, level),
      },
    };
    // Decimal digits alone would not show the base.
    if (/^\d+$/.test(cid.toString(16))) return V1_FAMILIES[1]!.make(random);
    return textSample("HQ", `59${random.digits(8)}`, "V1", report(random, part));
  }),

  // The units that send it write their speed in four digits, and nothing after the status.
  family("V1 with a temperature behind the end", (random) => {
    const at = clock(random, true);
    const status = statusWord(random, "tq");
    const knots = random.edgy(0, 999);
    const courseDegrees = random.edgy(0, 360);
    const tenths = random.edgy(-400, 1250);
    const part = joined(
      { fields: [at.time, "A"], truth: { ...at.truth, valid: true } },
      placePart(random, 4),
      {
        fields: [String(knots).padStart(4, "0"), String(courseDegrees), at.date, status.field],
        truth: { speedKmh: knots * KMH_PER_KNOT, courseDegrees, ...status.truth },
      },
      { fields: [], truth: { temperatureCelsius: tenths / 10 } },
    );
    const behind = `,T${(tenths / 10).toFixed(1)}#`;
    return textSample("HQ", serial(random), "V1", part, { behind });
  }),

  family("V1 with numbers behind the end", (random) => {
    const behind = `<${[0, 0, random.int(0, 40), 0, 0, 0, random.int(0, 20)].join(",")}>`;
    const sample = textSample(random.pick(["XY", "GY"]), serial(random), "V1", report(random), {
      behind,
    });
    return { ...sample, truth: { ...sample.truth, extra: OPEN, tail: OPEN } };
  }),

  family("V1 by the table of a maker", (random) => {
    const statusTable = random.pick(Object.keys(TABLES)) as StatusTableName;
    const part = joined(position(random, statusTable), cellPart(random));
    return { ...textSample("HQ", serial(random), "V1", part), options: { statusTable } };
  }),

  family("MOVE", (random) => textSample("EX", serial(random), "MOVE", report(random))),
];
