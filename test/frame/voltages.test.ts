/**
 * 45 bytes or 47? The classic tail has a record number at 44; the longer one has a supply voltage there, two bytes in
 * tenths of a volt, and then the number (docs/protocol/h02.md §1.3). The low byte of a voltage may be any marker: 12.6
 * V is 00 7E, 8.0 V 00 50 and 8.8 V 00 58; 3.6 V is `$` and 4.2 V `*`; 1.0, 1.3 and 26.6 V end with a line break.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, FrameSplitter, splitFrames } from "../../src/index.ts";
import { fuzz } from "../promises/fuzz.ts";
import { ascii, chunked, fromHex, hex, join, random, whole } from "./streams.ts";

const MOST = 600;
const ALL = Array.from({ length: MOST + 1 }, (_, tenths) => tenths);
/** Voltages whose low bytes are 7E, `P` and `X`. */
const NAMED = [126, 80, 88];

function byte(value: number): string {
  return (value & 255).toString(16).padStart(2, "0");
}
function decimal(value: number): string {
  return String(value).padStart(2, "0");
}

/** Values that all records of a connection share. */
interface Unit {
  readonly id: string;
  /** Seconds between two records. */
  readonly interval: number;
  readonly csq: number;
  readonly satellites: number;
  readonly mileage: string;
  /** Country, network, area and cell. */
  readonly cell: string;
}
const UNIT: Unit = {
  id: "4710482013",
  interval: 30,
  csq: 31,
  satellites: 0x0b,
  mileage: "00000642",
  cell: "01cc 00 2f41 0e93",
};

/** Record `number` of a unit; time and record number increase. */
function record(unit: Unit, number: number, tenths?: number): Uint8Array {
  const seconds = 8 * 3600 + number * unit.interval;
  const [h, m, s] = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const time = [h, m, s].map(decimal).join("");
  const volts = tenths === undefined ? "" : byte(tenths >> 8) + byte(tenths);
  return fromHex(
    `24 ${unit.id} ${time} 150626 22345678 06 114034567e 000123 fffffbff
     ff00 ${byte(unit.csq)} ${byte(unit.satellites)} ${unit.mileage} ${unit.cell} ${volts} ${byte(number)}`,
  );
}

const framesOf = (lines: readonly string[]): string[] =>
  lines.map((line) => line.slice(line.indexOf(" ") + 1));

/** Expects the records whole, however they arrive. */
function expectWhole(records: readonly Uint8Array[]): void {
  const wanted = records.map((bytes) => `${bytes[0] === 0x2a ? "ascii" : "binary"} ${hex(bytes)}`);
  const stream = join(...records);
  expect(framesOf(whole(stream)), "glued").toEqual(wanted);
  expect(framesOf(chunked(stream, () => 1460)), "1460 bytes a read").toEqual(wanted);
  expect(framesOf(chunked(stream, () => 1)), "byte by byte").toEqual(wanted);
  const late = new FrameSplitter();
  const frames = [...records.flatMap((bytes) => late.push(bytes)), ...late.flush()];
  expect(
    frames.map(({ format, bytes }) => `${format} ${hex(bytes)}`),
    "one a read",
  ).toEqual(wanted);
  const splitter = new FrameSplitter();
  for (const [i, bytes] of records.entries()) {
    const found = [...splitter.push(bytes), ...splitter.settle()];
    expect(
      found.map(({ format, bytes: part }) => `${format} ${hex(part)}`),
      `one a read, a silence behind each; read ${i}`,
    ).toEqual([wanted[i]]);
  }
}

describe("records of 47 bytes", () => {
  it.each(NAMED)("60 of them at %i tenths of a volt are whole", (tenths) => {
    for (const first of [0, 13, 60, 200]) {
      expectWhole(Array.from({ length: 60 }, (_, i) => record(UNIT, first + i, tenths)));
    }
  });

  it("60 of them are whole at every voltage up to 60 V", () => {
    for (const tenths of ALL) {
      const first = tenths * 7;
      expectWhole(Array.from({ length: 60 }, (_, i) => record(UNIT, first + i, tenths)));
    }
  });

  it("one alone has its voltage", () => {
    for (const tenths of ALL) {
      for (const number of [0, 10, 13, 0x24, 0x2a, 0x41, 0x50, tenths]) {
        const [message, ...more] = decode(record(UNIT, number, tenths));
        expect(more).toEqual([]);
        // A supply is never below 1 V.
        const volts =
          tenths < 10 ? { tail: Uint8Array.of(0, tenths) } : { supplyVolts: tenths / 10 };
        expect(message).toMatchObject({ ...volts, recordNumber: number & 255 });
      }
    }
  });

  it("between records of 45, at every place and voltage", () => {
    const next = random(1);
    for (const tenths of [...NAMED, ...ALL]) {
      const at = Math.floor(next() * 31);
      const first = Math.floor(next() * 256);
      expectWhole(
        Array.from({ length: 31 }, (_, i) =>
          record(UNIT, first + i, i === at ? tenths : undefined),
        ),
      );
    }
    for (let at = 0; at < 31; at++) {
      for (const tenths of NAMED) {
        expectWhole(
          Array.from({ length: 31 }, (_, i) => record(UNIT, i, i === at ? tenths : undefined)),
        );
      }
    }
  });
});

describe("a learned length", () => {
  it("does not outweigh a head after the shorter record", () => {
    const stream = join(
      record(UNIT, 0, 118),
      ...Array.from({ length: 30 }, (_, i) => record(UNIT, 1 + i)),
    );
    const volts = decode(stream).map((message) =>
      "supplyVolts" in message ? message.supplyVolts : undefined,
    );
    expect(volts).toEqual([11.8, ...Array<undefined>(30).fill(undefined)]);
  });

  it("holds a record of 45 bytes only if its number may be the high byte of a voltage", () => {
    for (let number = 0; number < 256; number++) {
      const splitter = new FrameSplitter();
      splitter.push(join(record(UNIT, 100), record(UNIT, 101), ascii("*HQ,4710482013,XT#")));
      expect(splitter.push(record(UNIT, number)), `record ${number}`).toHaveLength(
        number <= 2 ? 0 : 1,
      );
      expect(splitter.settle()).toHaveLength(number <= 2 ? 1 : 0);
      expect(splitter.buffered).toBe(0);
    }
  });

  it("holds a record of 47 bytes only if something may begin in its voltage", () => {
    for (const tenths of ALL) {
      const splitter = new FrameSplitter();
      splitter.push(join(record(UNIT, 100, 118), record(UNIT, 101, 118)));
      splitter.push(ascii("*HQ,4710482013,XT#"));
      // Record number 41 could be a digit of a head or the letter A, but begins no frame after a separator.
      const isHeld = [0x24, 0x2a, 0x4d, 0x50, 0x58, 0x7e].includes(tenths & 255);
      expect(splitter.push(record(UNIT, 0x41, tenths)), `${tenths}`).toHaveLength(isHeld ? 0 : 1);
      expect(splitter.settle()).toHaveLength(isHeld ? 1 : 0);
    }
  });
});

const unit: fc.Arbitrary<Unit> = fc.record({
  id: fc.integer({ min: 0, max: 9_999_999_999 }).map((id) => String(id).padStart(10, "0")),
  interval: fc.integer({ min: 1, max: 300 }),
  csq: fc.oneof(fc.nat(31), fc.constant(99)),
  satellites: fc.nat(15),
  mileage: fc.nat(400_000).map((km) => km.toString(16).padStart(8, "0")),
  cell: fc
    .tuple(fc.integer({ min: 200, max: 799 }), fc.nat(0xffff), fc.nat(0xffff))
    .map(
      ([mcc, lac, cid]) =>
        `${mcc.toString(16).padStart(4, "0")} 01 ${lac.toString(16).padStart(4, "0")} ${cid.toString(16).padStart(4, "0")}`,
    ),
});

const kind = fc.oneof(
  fc.constant(undefined),
  fc.nat(MOST),
  fc.constantFrom(...NAMED, 0x24, 0x2a, 0x4d),
  fc.constant("text"),
);

fuzz(
  "records of both lengths and text, in any order, of any unit, are whole",
  500,
  fc.property(
    unit,
    fc.nat(255),
    fc.array(kind, { minLength: 1, maxLength: 20 }),
    (of, first, kinds) => {
      expectWhole(
        kinds.map((what, i) =>
          what === "text" ? ascii(`*HQ,${of.id},XT#`) : record(of, first + i, what as number),
        ),
      );
    },
  ),
);

describe("a start in a tail without a frame after it", () => {
  it("counts if there is no other end: a record of 45 bytes before JT/T 808", () => {
    // Id, attributes, phone number, serial number, checksum of a heartbeat.
    const heartbeat = fromHex("7e 0002 0000 019176652184 0001 58 7e");
    for (let number = 0; number < 256; number++) {
      const stream = join(record(UNIT, number), heartbeat, ascii("*HQ,4710482013,XT#"));
      expect(whole(stream).map((line) => line.split(" ")[1])).toEqual([
        "binary",
        "escaped",
        "ascii",
      ]);
    }
  });

  it("at the end of the data is the first bytes of the next record, and no voltage", () => {
    for (let length = 1; length < 45; length++) {
      const stream = join(record(UNIT, 9), record(UNIT, 10).subarray(0, length));
      const { frames } = splitFrames(stream, { end: true });
      expect(frames[0]!.bytes.length, `${length} bytes`).toBe(45);
    }
  });
});
