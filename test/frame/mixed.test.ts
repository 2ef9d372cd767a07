/**
 * Records of two lengths on one connection: every pair of lengths, half of each and one in a hundred, with every value
 * in each byte of every tail. The bytes follow the documented layout (docs/protocol/h02.md §1.3), not the rows, so that
 * the test is independent of the splitter's tables. `FUZZ_ROUNDS` sets the number of connections of each kind, by
 * default one.
 */
import { describe, expect, it } from "vitest";
import { DOLLAR_TAILS } from "../../src/h02/dollar/tails.ts";
import { decode, type Frame, FrameSplitter, type Message, parseFrame } from "../../src/index.ts";
import { fromHex, hex, join, random } from "./streams.ts";

const ROUNDS = Number(process.env["FUZZ_ROUNDS"] ?? 1);
/** Bytes with a meaning for a splitter. */
const TELLING = [0x24, 0x2a, 0x4d, 0x50, 0x58, 0x7e, 0x00, 0x0d, 0x0a];

type Next = () => number;
const below = (next: Next, count: number): number => Math.floor(next() * count);
const pick = <T>(next: Next, from: readonly T[]): T => from[below(next, from.length)]!;
const big = (value: number, bytes: number): string =>
  (value >>> 0).toString(16).padStart(bytes * 2, "0");
const two = (value: number): string => String(value).padStart(2, "0");

/** Values that all records of a connection share. */
interface Unit {
  readonly id: string;
  /** Fifteen digits and padding. */
  readonly longId: string;
  readonly start: number;
  readonly interval: number;
  readonly date: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly mcc: number;
  readonly lac: number;
  readonly cid: number;
  readonly km: number;
  readonly csq: number;
  readonly tenths: number;
}

function unitOf(next: Next): Unit {
  const digits = (count: number): string =>
    Array.from({ length: count }, () => below(next, 10)).join("");
  return {
    id: digits(10),
    longId: `${digits(15)}f`,
    start: below(next, 86_400),
    interval: 1 + below(next, 300),
    date: pick(next, ["130826", "240224", "150624", "311223", "010125", "230523", "000000"]),
    latitude: two(below(next, 90)) + two(below(next, 60)) + digits(4),
    longitude: String(below(next, 180)).padStart(3, "0") + two(below(next, 60)) + digits(4),
    mcc: 200 + below(next, 600),
    lac: below(next, 0x10000),
    cid: below(next, 0x10000),
    km: below(next, 400_000),
    csq: below(next, 32),
    // A battery, a motorcycle, a car, a running car, a lorry.
    tenths: pick(next, [37, 118, 126, 142, 281]),
  };
}

interface Form {
  readonly name: string;
  readonly length: number;
  readonly hasLongId?: true;
  /** The bytes from 29 on, or from 32 on after a long id. */
  tail(unit: Unit, number: number): string;
}

const cell = ({ mcc, lac, cid }: Unit): string => `${big(mcc, 2)}03${big(lac, 2)}${big(cid, 2)}`;
const classic = (unit: Unit): string => `ff00${big(unit.csq, 1)}0b${big(unit.km, 4)}${cell(unit)}`;

const FORMS: readonly Form[] = [
  { name: "32", length: 32, tail: (_, number) => `ff00${big(number, 1)}` },
  { name: "37", length: 37, tail: () => "0b00070000001799" },
  { name: "42", length: 42, hasLongId: true, tail: () => "ff01120064ba73005ecc" },
  { name: "45", length: 45, tail: (unit, number) => classic(unit) + big(number, 1) },
  {
    name: "45 of SinoTrack",
    length: 45,
    tail: (unit, number) => `${big(unit.km * 600, 4)}00000000${cell(unit)}${big(number, 1)}`,
  },
  { name: "46", length: 46, tail: () => "ff0344006912934400640000115141 5a20" },
  {
    name: "47",
    length: 47,
    tail: (unit, number) => classic(unit) + big(unit.tenths, 2) + big(number, 1),
  },
  {
    name: "48",
    length: 48,
    tail: (_, number) => `ff00025277656606${"00".repeat(10)}${big(number, 1)}`,
  },
  {
    name: "49, a padlock with two cells",
    length: 49,
    tail: (unit, number) => `0b0102${`${cell(unit)}21`.repeat(2)}${big(number, 1)}`,
  },
  {
    name: "51",
    length: 51,
    tail: (unit, number) =>
      `ff04${big(unit.csq, 1)}11${big(unit.km, 4)}${big(unit.mcc, 2)}0500000000${big(unit.tenths, 2)}00000000${big(number, 1)}`,
  },
  {
    name: "54",
    length: 54,
    tail: ({ km, mcc, lac, cid }) =>
      `${big(km * 600, 4)}${big(mcc, 2)}02${`${big(lac, 2)}${big(cid, 2)}0d`.repeat(3)}080000`,
  },
];

/** Record `number` of the unit; byte `at` is replaced by the value, if given. */
function record(form: Form, unit: Unit, number: number, at = -1, value = 0): Uint8Array {
  const seconds = unit.start + number * unit.interval;
  const time = [seconds / 3600, seconds / 60, seconds].map((count, i) =>
    two(Math.floor(count) % (i === 0 ? 24 : 60)),
  );
  const id = form.hasLongId ? unit.longId : unit.id;
  const head = `24${id}${time.join("")}${unit.date}${unit.latitude}00${unit.longitude}e000123fffffbff`;
  const bytes = fromHex(head + form.tail(unit, number));
  expect(bytes.length).toBe(form.length);
  if (at >= 0) bytes[at] = value;
  return bytes;
}

type Way = (splitter: FrameSplitter, records: readonly Uint8Array[]) => Frame[];

const inReads =
  (count: number, isSilent: boolean): Way =>
  (splitter, records) => {
    const frames: Frame[] = [];
    for (let i = 0; i < records.length; i += count) {
      frames.push(...splitter.push(join(...records.slice(i, i + count))));
      if (isSilent) frames.push(...splitter.settle());
    }
    return frames;
  };

const WAYS: readonly (readonly [name: string, way: Way])[] = [
  ["one a read", inReads(1, false)],
  ["one a read, a silence behind each", inReads(1, true)],
  ["30 a read, a silence behind each", inReads(30, true)],
  [
    "1460 bytes a read",
    (splitter, records) => {
      const all = join(...records);
      const frames: Frame[] = [];
      for (let at = 0; at < all.length; at += 1460) {
        frames.push(...splitter.push(all.subarray(at, at + 1460)));
      }
      return frames;
    },
  ],
];

/** Device, time and place of each position. */
function positionsIn(messages: readonly Message[]): string[] {
  return messages.flatMap((message) =>
    message.type === "position"
      ? [
          `${message.deviceId} ${message.time?.toISOString()} ${message.latitude} ${message.longitude}`,
        ]
      : [],
  );
}

/** Records that were not found whole, and additional messages. */
interface Found {
  readonly lost: number[];
  /** The lengths of the frames that were found. */
  readonly cut: Map<number, number>;
  readonly invented: string[];
}

function foundIn(frames: readonly Frame[], records: readonly Uint8Array[]): Found {
  const left = new Map(frames.filter(({ format }) => format !== "noise").map((f) => [f.offset, f]));
  const found: Found = { lost: [], cut: new Map(), invented: [] };
  let at = 0;
  for (const [i, bytes] of records.entries()) {
    const frame = left.get(at);
    left.delete(at);
    if (frame === undefined || frame.format !== "binary") found.lost.push(i);
    else if (frame.bytes.length !== bytes.length) found.cut.set(i, frame.bytes.length);
    at += bytes.length;
  }
  for (const { format, bytes } of left.values()) found.invented.push(`${format} ${hex(bytes)}`);
  return found;
}

/** The failures of each way to send the records, in words. */
function problems(records: readonly Uint8Array[], isAllowed: (i: number) => boolean): string[] {
  return WAYS.flatMap(([name, way]) => {
    const splitter = new FrameSplitter();
    const frames = [...way(splitter, records), ...splitter.flush()];
    const { lost, cut, invented } = foundIn(frames, records);
    return [
      ...lost.map((i) => `${name}: lost ${hex(records[i]!)}`),
      ...[...cut]
        .filter(([i]) => !isAllowed(i))
        .map(([i, length]) => `${name}: ${length} bytes of ${hex(records[i]!)}`),
      ...invented.map((frame) => `${name}: invented ${frame}`),
    ];
  });
}

interface Mixture {
  /** The form with which the connection begins. */
  readonly often: Form;
  readonly other: Form;
  /** One of how many records has the other form. */
  readonly share: number;
  /** The number of records. */
  readonly count: number;
}

const PAIRS: Mixture[] = FORMS.flatMap((often, i) =>
  FORMS.flatMap((other, k): Mixture[] => [
    ...(i <= k ? [{ often, other, share: 0.5, count: 120 }] : []),
    ...(i === k ? [] : [{ often, other, share: 0.01, count: 180 }]),
  ]),
);

/** Where the bytes of a tail begin that do not identify families. */
const TAIL = 32;
const HIGH_BYTE_OF_VOLTS = 44;
/** The high byte of 60 V. */
const MOST_HIGH_BYTE = 2;

interface Sent {
  readonly records: Uint8Array[];
  readonly forms: Form[];
  readonly changed: number[];
}

/** Records with any value in byte `at` of each. */
function connection(
  next: Next,
  { often, other, share, count }: Mixture,
  place: (form: Form, next: Next) => number,
  isIn: (form: Form, at: number, value: number) => boolean,
): Sent {
  const unit = unitOf(next);
  // No record number is a GSM level: otherwise the first longer record is split (see below).
  const first = 64 + below(next, 12);
  const sent: Sent = { records: [], forms: [], changed: [] };
  const rare = below(next, 100);
  for (let i = 0; i < count; i++) {
    const form = (share === 0.5 ? next() < share : i % 100 === rare) ? other : often;
    const at = place(form, next);
    let value = next() < 0.4 ? pick(next, TELLING) : below(next, 256);
    while (!isIn(form, at, value)) value = below(next, 256);
    sent.records.push(record(form, unit, first + i, at < form.length ? at : -1, value));
    sent.forms.push(form);
    sent.changed.push(at);
  }
  return sent;
}

describe("the forms", () => {
  it("are all forms of the rows, and those with their own id or list", () => {
    const lengths = new Set(DOLLAR_TAILS.map(({ length }) => length));
    for (const length of lengths) {
      expect(FORMS.some((form) => form.length === length)).toBe(true);
    }
    expect(FORMS.length).toBe(DOLLAR_TAILS.length + 2);
  });
  it.each(FORMS)("$name bytes, alone in a datagram, are one message", (form) => {
    for (let seed = 1; seed <= 20 * ROUNDS; seed++) {
      const next = random(seed);
      const unit = unitOf(next);
      for (let at = TAIL; at < form.length; at++) {
        for (const value of [...TELLING, below(next, 256), below(next, 256)]) {
          const bytes = record(form, unit, below(next, 256), at, value);
          const messages = decode(bytes);
          expect(messages.length, hex(bytes)).toBe(1);
          expect(messages[0]).toMatchObject({ type: "position" });
        }
      }
    }
  });
});

const nameOf = ({ often, other, share }: Mixture): string =>
  share === 0.5
    ? `${often.name} and ${other.name}`
    : `${often.name}, one in a hundred ${other.name}`;

describe.each(PAIRS.map((pair) => [nameOf(pair), pair] as const))("%s bytes", (_name, pair) => {
  const { often, other } = pair;
  const rounds = (make: (next: Next, round: number) => void): void => {
    for (let round = 0; round < ROUNDS; round++) {
      make(random(round * 7919 + often.length * 131 + other.length), round);
    }
  };

  it("are whole, whatever the value of a byte after byte 31", () => {
    rounds((next) => {
      // After a proved 45, a value above 60 V does not hold the record.
      const isMixedWith45 = often.length === 45 || other.length === 45;
      const { records } = connection(
        next,
        pair,
        (form) => TAIL + below(next, Math.max(1, form.length - TAIL)),
        (form, at, value) =>
          !(isMixedWith45 && form.name === "47") ||
          at !== HIGH_BYTE_OF_VOLTS ||
          value <= MOST_HIGH_BYTE,
      );
      expect(problems(records, () => false)).toEqual([]);
    });
  });

  it("keep their positions, whatever the value of bytes 29 to 31, and a wrong split shows as noise", () => {
    rounds((next) => {
      const { records, changed } = connection(
        next,
        pair,
        // In a record with a long id these bytes are the status.
        (form) => (form.hasLongId ? form.length : 29 + below(next, 3)),
        () => true,
      );
      const wanted = records.map((bytes) => positionsIn(decode(bytes)).join());
      for (const [name, way] of WAYS) {
        const splitter = new FrameSplitter();
        const frames = [...way(splitter, records), ...splitter.flush()];
        expect(positionsIn(frames.map((frame) => parseFrame(frame))), name).toEqual(wanted);
        for (const [i, length] of foundIn(frames, records).cut) {
          const bytes = records[i]!;
          expect(changed[i], `${name}: ${length} of ${hex(bytes)}`).toBeLessThan(TAIL);
          expect(length, `${name}: ${hex(bytes)}`).toBeLessThan(bytes.length);
        }
      }
    });
  });
});
