/** Parts of text frames, by docs/protocol/h02.md §2: each gives its fields and their meaning. */
import type { Random } from "./random.ts";
import { randomWord, statusTruth } from "./status.ts";
import type { Truth, Values } from "./truth.ts";

export const KMH_PER_KNOT = 1.852;

export interface Part {
  readonly fields: readonly string[];
  readonly truth: Values;
  readonly faults?: readonly string[];
}

/** One frame from its parts. */
export function joined(...parts: readonly Part[]): Required<Part> {
  return {
    fields: parts.flatMap(({ fields }) => fields),
    truth: Object.assign({}, ...parts.map(({ truth }) => truth)),
    faults: parts.flatMap(({ faults }) => faults ?? []),
  };
}

/** `value` hundredths and the like as text: `number(random, 150, 2)` is `1.50`, padded to `width` digits. */
function decimal(value: number, decimals: number, width = 1): string {
  const digits = String(value).padStart(width + decimals, "0");
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const two = (value: number): string => String(value).padStart(2, "0");

export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export function randomMoment(random: Random, least = 2000, most = 2079): Moment {
  const year = random.chance(0.7)
    ? random.int(Math.max(least, 2012), Math.min(most, 2030))
    : random.edgy(least, most);
  const month = random.edgy(1, 12);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number;
  return {
    year,
    month,
    day: random.edgy(1, days),
    hour: random.edgy(0, 23),
    minute: random.edgy(0, 59),
    second: random.edgy(0, 59),
  };
}

export function timeOf({ year, month, day, hour, minute, second }: Moment): Date {
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

export const hhmmss = ({ hour, minute, second }: Moment): string =>
  two(hour) + two(minute) + two(second);
export const ddmmyy = ({ year, month, day }: Moment): string =>
  two(day) + two(month) + two(year % 100);

/** Time and date; in a few frames the clock is not set, which is no fault. */
export interface Clock {
  readonly time: string;
  readonly date: string;
  readonly truth: { readonly time: Date | null };
  readonly faults: readonly string[];
}

export function clock(random: Random, alwaysSet = false): Clock {
  const moment = randomMoment(random);
  const sent = { time: hhmmss(moment), date: ddmmyy(moment), faults: [] };
  if (alwaysSet || random.chance(0.96)) return { ...sent, truth: { time: timeOf(moment) } };
  switch (random.int(0, 4)) {
    case 0: {
      const factory = { ...moment, year: random.int(1980, 1999), day: Math.min(moment.day, 28) };
      return { ...sent, date: ddmmyy(factory), truth: { time: timeOf(factory) } };
    }
    case 1:
      return { ...sent, date: "000000", truth: { time: null } };
    case 2:
      return { ...sent, time: "", date: "", truth: { time: null } };
    case 3:
      return { ...sent, time: "160169", truth: { time: null }, faults: ["bad-time"] };
    default:
      return {
        ...sent,
        date: random.pick(["310425", "290225", "321025", "011324", "000624", "300299"]),
        truth: { time: null },
        faults: ["bad-date"],
      };
  }
}

/** Whole minutes of arc and their fraction, `units` of which make a degree of 60 minutes. */
export interface Place {
  readonly decimals: 4 | 5;
  readonly latitudeUnits: number;
  readonly longitudeUnits: number;
  readonly south: boolean;
  readonly west: boolean;
}

export function randomPlace(random: Random, decimals: 4 | 5): Place {
  const degree = 60 * 10 ** decimals;
  const latitudeUnits = random.edgy(0, 90 * degree);
  return {
    decimals,
    latitudeUnits,
    // Two zeros would mean "no fix".
    longitudeUnits: random.edgy(latitudeUnits === 0 ? 1 : 0, 180 * degree),
    south: random.chance(0.5),
    west: random.chance(0.5),
  };
}

export function placeTruth({
  decimals,
  latitudeUnits,
  longitudeUnits,
  south,
  west,
}: Place): Values {
  const degree = 60 * 10 ** decimals;
  return {
    latitude: ((south ? -1 : 1) * latitudeUnits) / degree,
    longitude: ((west ? -1 : 1) * longitudeUnits) / degree,
  };
}

const NO_PLACE = { latitude: null, longitude: null };

/** Degrees and minutes as firmware prints them; docs/protocol/h02.md §9 lists the forms. */
export function placeFields(random: Random, place: Place): string[] {
  const { decimals } = place;
  const unit = 60 * 10 ** decimals;
  const form = random.int(0, 9);
  const print = (units: number, width: 2 | 3): string => {
    const degrees = Math.floor(units / unit);
    const minutes = units % unit;
    const padded = String(degrees).padStart(width, "0");
    if (form === 0) return `-${degrees}-${decimal(minutes, decimals, random.pick([1, 2]))}`;
    if (form === 1 && decimals === 4) return padded + String(minutes).padStart(2 + decimals, "0");
    // As a plain number, without leading zeros, not even those of the degrees.
    if (form === 2) return decimal(degrees * 10 ** (2 + decimals) + minutes, decimals);
    return padded + decimal(minutes, decimals, 2);
  };
  const south = form === 0 ? true : place.south;
  const west = form === 0 ? true : place.west;
  return [
    print(place.latitudeUnits, 2),
    south ? "S" : "N",
    print(place.longitudeUnits, 3),
    west ? "W" : "E",
  ];
}

/** The hyphen of form 0 is a minus sign, so that such a place is south and west. */
export function placePart(random: Random, decimals: 4 | 5): Part {
  const place = randomPlace(random, decimals);
  const fields = placeFields(random, place);
  return {
    fields,
    truth: placeTruth({ ...place, south: fields[1] === "S", west: fields[3] === "W" }),
  };
}

export function motion(random: Random): Part {
  const decimals = random.int(0, 3);
  const speed = random.edgy(0, 999 * 10 ** decimals);
  const width = random.pick([1, 3]);
  const blanks = width === 1 && random.chance(0.1) ? "  " : "";
  const courseDecimals = random.pick([0, 0, 0, 2, 3]);
  const course = random.edgy(0, 360 * 10 ** courseDecimals);
  return {
    fields: [
      blanks + decimal(speed, decimals, width),
      decimal(course, courseDecimals, random.pick([1, 3])),
    ],
    truth: {
      speedKmh: (speed / 10 ** decimals) * KMH_PER_KNOT,
      courseDegrees: course / 10 ** courseDecimals,
    },
  };
}

/** Validity, place, speed and course; sometimes one of the forms of "no fix". */
export function fix(random: Random, decimals: 4 | 5 = random.chance(0.8) ? 4 : 5): Part {
  const [validity, valid] = random.pick([
    ["A", true],
    ["A", true],
    ["A", true],
    ["V", false],
    ["V", false],
    ["B", true],
    ["v", false],
    ["", null],
  ] as const);
  const moves = motion(random);
  if (random.chance(0.92)) {
    return joined({ fields: [validity], truth: { valid } }, placePart(random, decimals), moves);
  }
  const nowhere = random.pick([
    ["0000.0000", "N", "00000.0000", "W"],
    ["0000.0000", "N", "00000.0000", "E"],
    ["0.0000", "0", "0.0000", "0"],
    ["9999.9999", "N", "99999.9999", "E"],
    ["", "N", "", "E"],
  ]);
  return joined({ fields: ["V", ...nowhere], truth: { valid: false, ...NO_PLACE } }, moves);
}

export interface Word {
  readonly field: string;
  readonly word: number;
  readonly truth: Values;
}

/** Eight hexadecimal digits, in capitals or not. */
export function statusWord(random: Random, table: string): Word {
  const word = randomWord(random);
  const digits = word.toString(16).padStart(8, "0");
  const truth = statusTruth(word, table);
  return {
    field: random.chance(0.7) ? digits.toUpperCase() : digits,
    word,
    truth: { status: truth, alarms: truth["alarms"] as Truth },
  };
}

/** HHMMSS to the status word: POS of docs/protocol/h02.md §2. */
export function position(random: Random, table = "tq", decimals?: 4 | 5): Required<Part> {
  const at = clock(random);
  const status = statusWord(random, table);
  return joined({ fields: [at.time], truth: at.truth, faults: at.faults }, fix(random, decimals), {
    fields: [at.date, status.field],
    truth: status.truth,
  });
}

export function serial(random: Random): string {
  return (
    random.pick(["30", "40", "41", "42", "47", "60", "61", "70", "81", "91"]) + random.digits(8)
  );
}

export function imei(random: Random, ...prefixes: readonly string[]): string {
  return (
    random.pick(prefixes.length > 0 ? prefixes : ["86", "135"]).padEnd(3, "5") + random.digits(12)
  );
}

/** Country 200 to 799, network up to three digits, area 16 bits, cell 28 bits. */
export interface CellNumbers {
  readonly mcc: number;
  readonly mnc: number;
  readonly lac: number;
  readonly cid: number;
}

export function randomCell(random: Random, most = 0x0fffffff): CellNumbers {
  return {
    mcc: random.edgy(200, 799),
    mnc: random.chance(0.8) ? random.int(0, 99) : random.int(100, 999),
    lac: random.edgy(1, 0xfffe),
    cid: random.chance(0.7) ? random.int(1, 0xffff) : random.edgy(1, most),
  };
}

/** mcc, mnc, lac and cid in decimal digits, with or without zeros in front. */
export function cellFields(random: Random, { mcc, mnc, lac, cid }: CellNumbers): string[] {
  const padded = random.chance(0.5);
  return [
    String(mcc),
    padded && mnc < 10 ? two(mnc) : String(mnc),
    padded ? String(lac).padStart(5, "0") : String(lac),
    padded ? String(cid).padStart(4, "0") : String(cid),
  ];
}

export function cellPart(random: Random): Part {
  if (random.chance(0.08)) {
    const none = random.pick([
      ["0", "0", "0", "0"],
      ["000", "00", "00000", "0000"],
    ]);
    return { fields: none, truth: { cell: null } };
  }
  const cell = randomCell(random);
  return { fields: cellFields(random, cell), truth: { cell: { ...cell } } };
}

/** Step 1 to 6 of a battery: docs/protocol/h02.md §4 and addendum 7. */
export const BATTERY_STEPS: Readonly<Record<number, number>> = {
  1: 0,
  2: 10,
  3: 20,
  4: 60,
  5: 80,
  6: 100,
};

export function batteryStep(random: Random): { step: number; truth: Values } {
  const step = random.int(1, 6);
  return { step, truth: { batteryPercent: BATTERY_STEPS[step], batteryCode: step } };
}

/** 19 or 20 characters: digits, some with a letter among them, as `898608B8525466065026`. */
export function iccid(random: Random): string {
  const digits = `89${random.digits(4)}${random.chance(0.2) ? "B" : random.digits(1)}${random.digits(12)}`;
  return digits + random.pick([random.digits(1), "", "F", "F"]);
}

export function textFrame(
  maker: string,
  id: string,
  word: string,
  fields: readonly string[],
): string {
  return `*${[maker, id, word, ...fields].join(",")}#`;
}
