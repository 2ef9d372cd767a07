/**
 * What each tail of a `$` record shows about its length (docs/protocol/h02.md §1.3), byte by byte: before other bytes,
 * at the end, and on a connection with records of that length.
 */
import { describe, expect, it } from "vitest";
import { FrameSplitter, splitFrames } from "../../src/index.ts";
import { binary, expectCut, gap, noise, noiseText, type Piece, text } from "./cut.ts";
import { ascii, fromHex, join } from "./streams.ts";

const HEAD = "24 4109003232 081600 130826 09350290 06 083569926e 000000 fffffbff";
const XT = text("*HQ,8168000005,XT#");
/** So long that no record extends to its end. */
const GARBAGE = ascii("twenty-four bytes of it.");
const of = (tail: string): Uint8Array => fromHex(HEAD + tail);

/** FF 00, CSQ, satellites, mileage, country, network, area, cell, record number. */
const classic = ({
  csq = "0b",
  satellites = "05",
  mileage = "00000102",
  mcc = "02c8",
  end = "",
} = {}) => of(`ff00 ${csq} ${satellites} ${mileage} ${mcc} 03 1122 3344 ${end} 77`);
/** The same with a voltage in tenths. */
const volts = (mcc = "02c8"): Uint8Array => classic({ mcc, end: "0076" });
/** Counter, zeros, country, network, area, cell, record number. */
const sinotrack = ({ counter = "00000102", zeros = "00000000", mcc = "01cc" } = {}) =>
  of(`${counter} ${zeros} ${mcc} 00 3338 81e5 0c`);
/** Ignition, network, CSQ, satellites, odometer, country, satellites, reserved, tenths of a volt, zeros, number. */
const micodus = ({ start = "ff04", csq = "0b", mcc = "02c8", zeros = "00000000" } = {}) =>
  of(`${start} ${csq} 11 00000102 ${mcc} 05 11223344 0076 ${zeros} 33`);
/** Counter, country, network, three cells, 08 00 00. */
const noFix = ({ counter = "00000102", mcc = "0129" } = {}) =>
  of(`${counter} ${mcc} 02 4f6d28d60d 4f6d28d809 4f6d278708 080000`);
/** FF, two bytes, ten digits of odometer, fuel, temperature, altitude, area, cell. */
const fuel = ({ start = "ff03", odometer = "0069129344" } = {}) =>
  of(`${start} 44 ${odometer} 0064 0000 11 5141 5a20`);
const unknown48 = (start = "ff00"): Uint8Array =>
  of(`${start} 02 52776566 06 00000000000000000000 49`);
const longId = fromHex(
  "24 352944025211859f 081600 130826 09350290 06 083569926e 000000 fffffbff ff01120064ba73005ecc",
);
/** The record with the other marker. */
const M = fromHex(`4d 4109003233 ${HEAD.slice(14)} ff0005`);
const padlock = (kind: string, count: number, size: number): Uint8Array =>
  of(`ff ${kind} ${count.toString(16).padStart(2, "0")} ${"a1".repeat(size * count)} 09`);
/**
 * Engine data: `A`, `R` and `c` before their blocks, and the length of an extension before its XOR
 * (docs/protocol/h02.md §8.4).
 */
const engine = (extension: number, marks = ["41", "52", "63"]): Uint8Array =>
  of(
    `ff ${marks[0]} 3000 ${marks[1]} 000000e1 ${marks[2]} 042b214b0301cc00263a106000 42 ${extension.toString(16).padStart(4, "0")} ${"01".repeat(extension)} 0400`,
  );

interface Tail {
  readonly bytes: Uint8Array;
  /** The length of the frame if no frame can follow. */
  readonly alone: number;
  /** Whether a connection with records of that length needs no more evidence than the bytes. */
  readonly isSure: boolean;
}
const TAILS: Readonly<Record<string, Tail>> = {
  "45 bytes, classic": { bytes: classic(), alone: 45, isSure: true },
  "45 bytes, classic, without a network": {
    bytes: classic({ mcc: "0000" }),
    alone: 32,
    isSure: false,
  },
  "45 bytes, SinoTrack": { bytes: sinotrack(), alone: 45, isSure: true },
  "45 bytes, SinoTrack, without a network": {
    bytes: sinotrack({ mcc: "0000" }),
    alone: 45,
    isSure: true,
  },
  "45 bytes, SinoTrack, reserved bytes used": {
    bytes: sinotrack({ zeros: "00010000" }),
    alone: 32,
    isSure: false,
  },
  // Its first 45 bytes could be a frame too.
  "47 bytes": { bytes: volts(), alone: 45, isSure: true },
  "47 bytes, without a network": { bytes: volts("0000"), alone: 32, isSure: false },
  "51 bytes": { bytes: micodus(), alone: 51, isSure: true },
  "51 bytes, without a network": { bytes: micodus({ mcc: "0000" }), alone: 32, isSure: false },
  "54 bytes": { bytes: noFix(), alone: 54, isSure: true },
  "46 bytes": { bytes: fuel(), alone: 46, isSure: true },
  "48 bytes": { bytes: unknown48(), alone: 32, isSure: false },
  "37 bytes": { bytes: of("0b00 07 0000001799"), alone: 32, isSure: false },
};

describe.each(Object.entries(TAILS))("%s", (_name, { bytes, alone, isSure }) => {
  const frame = binary(bytes);
  it("is whole before text, before itself and at the end", () => {
    expectCut([frame, XT]);
    expectCut([frame, frame, XT]);
    expectCut([frame, gap("\r\n"), XT]);
    expectCut([frame], { held: bytes.length, heldAfterSilence: 0 });
  });
  it("is as long as its tail proves before anything else", () => {
    const { frames } = splitFrames(join(bytes, GARBAGE, XT[1]), { end: true });
    expect(frames[0]!.bytes.length).toBe(alone);
  });
  it(`waits for ${isSure ? "nothing" : "the next bytes"} if the length is known`, () => {
    const held = isSure ? {} : { held: bytes.length, heldAfterSilence: 0 };
    expectCut([frame, XT, frame], held);
    for (let length = 33; length < bytes.length; length++) {
      const known = join(bytes, XT[1]);
      const { consumed } = splitFrames(join(known, bytes.subarray(0, length)));
      expect(consumed, `after ${length} bytes`).toBe(known.length);
    }
  });
  it("is not split by a silence inside the next frame", () => {
    // Marker and id of the same device end the frame; during a pause two bytes of them are enough.
    expectCut([frame, noise(bytes.slice(0, 12))], { held: 12 });
    expectCut([frame, noise(bytes.slice(0, 2))], { held: bytes.length + 2, heldAfterSilence: 2 });
    // Two bytes of a text frame are enough too, and of another device marker, id, time and date.
    expectCut([frame, noise(longId.slice(0, 15))], {
      held: bytes.length + 15,
      heldAfterSilence: 15,
    });
    expectCut([frame, noiseText("*H")], { held: bytes.length + 2, heldAfterSilence: 2 });
    // With fewer bytes of another device, it waits.
    for (const some of [longId.slice(0, 14), M.slice(0, 11)]) {
      const splitter = new FrameSplitter();
      expect(splitter.push(join(bytes, some))).toEqual([]);
      expect(splitter.settle()).toEqual([]);
    }
    const held = bytes.length + 12;
    expectCut([frame, noise(M.slice(0, 12))], { held, heldAfterSilence: 12 });
  });
});

/** A tail with one byte changed, and the length of the frame if no frame can follow. */
describe("evidence for a tail", () => {
  const first = (bytes: Uint8Array): number =>
    splitFrames(join(bytes, GARBAGE, XT[1]), { end: true }).frames[0]!.bytes.length;
  it.each<[what: string, bytes: Uint8Array, length: number]>([
    ["GSM level 0", classic({ csq: "00" }), 45],
    ["GSM level 31", classic({ csq: "1f" }), 45],
    ["GSM level 99, not known", classic({ csq: "63" }), 45],
    ["GSM level 32, a record number", classic({ csq: "20" }), 32],
    ["GSM level 98", classic({ csq: "62" }), 32],
    ["GSM level 100", classic({ csq: "64" }), 32],
    ["country 200", classic({ mcc: "00c8" }), 45],
    ["country 799", classic({ mcc: "031f" }), 45],
    ["country 199", classic({ mcc: "00c7" }), 32],
    ["country 800", classic({ mcc: "0320" }), 32],
    ["a counter below 2^28", sinotrack({ counter: "0fffffff" }), 45],
    ["a counter of 2^28", sinotrack({ counter: "10000000" }), 32],
    ["SinoTrack, country 200", sinotrack({ mcc: "00c8" }), 45],
    ["SinoTrack, country 199", sinotrack({ mcc: "00c7" }), 32],
    ["reserved bytes and no country", sinotrack({ zeros: "00000001", mcc: "00c7" }), 32],
    ["MiCODUS, network 15", micodus({ start: "ff0f" }), 51],
    ["MiCODUS, network 16", micodus({ start: "ff10" }), 32],
    ["MiCODUS, another first byte", micodus({ start: "fe04" }), 32],
    ["MiCODUS, GSM level 32", micodus({ csq: "20" }), 32],
    ["MiCODUS, country 199", micodus({ mcc: "00c7" }), 32],
    ["MiCODUS, reserved byte 46", micodus({ zeros: "01000000" }), 32],
    ["MiCODUS, reserved byte 49", micodus({ zeros: "00000001" }), 32],
    ["54 bytes, a counter below 2^28", noFix({ counter: "0fffffff" }), 54],
    ["54 bytes, a counter of 2^28", noFix({ counter: "10000000" }), 32],
    ["54 bytes, country 0", noFix({ mcc: "0000" }), 32],
    ["54 bytes, country 199", noFix({ mcc: "00c7" }), 32],
  ])("%s", (_what, bytes, length) => {
    expect(first(bytes)).toBe(length);
  });

  /** The same on a connection with records of that length. */
  const known = (model: Uint8Array, bytes: Uint8Array): number => {
    const before = join(model, XT[1]);
    return splitFrames(join(before, bytes)).consumed - before.length;
  };
  it.each<[what: string, model: Uint8Array, bytes: Uint8Array, isSure: boolean]>([
    ["46 bytes, other digits", fuel(), fuel({ odometer: "9999999999" }), true],
    ["46 bytes, no first digit", fuel(), fuel({ odometer: "a069129344" }), false],
    ["46 bytes, no last digit", fuel(), fuel({ odometer: "006912934a" }), false],
    ["46 bytes, another first byte", fuel(), fuel({ start: "fe03" }), false],
    ["46 bytes, FF 00", fuel(), fuel({ start: "ff00" }), false],
    ["SinoTrack, GSM level 99 in a classic one", sinotrack(), classic({ mcc: "0000" }), false],
    ["MiCODUS, reserved byte 50", micodus(), micodus({ zeros: "00000001" }), false],
  ])("%s", (_what, model, bytes, isSure) => {
    expect(known(model, bytes)).toBe(isSure ? bytes.length : 0);
  });
  it("two known lengths that fit equally are decided by the next bytes", () => {
    const both: Piece[] = [binary(classic()), XT, binary(volts()), XT];
    expectCut([...both, binary(classic())]);
    expectCut([...both, binary(volts())]);
    // Record number 1 may be the high byte of 25.6 to 51.1 V.
    const low = of("ff00 0b 05 00000102 02c8 03 1122 3344 01");
    expectCut([...both, binary(low)], { held: 45, heldAfterSilence: 0 });
    expectCut([...both, binary(low), binary(low), XT]);
    // 8.0 V, and a record number that would be a digit of an id after a `P`.
    const eight = of("ff00 0b 05 00000102 02c8 03 1122 3344 0050 77");
    expectCut([...both, binary(eight)], { held: 47, heldAfterSilence: 0 });
    expectCut([...both, binary(eight), binary(eight), XT]);
  });
  it("a tail that reads as the head of the next frame, but ends with the bytes, is a tail", () => {
    // Satellites 24, and mileage, country, network, area and cell that form an id, a time and a date.
    const bytes = of("ff00 0b 24 12345678 0213 02 1122 1224 05");
    expectCut([binary(bytes)], { held: 45, heldAfterSilence: 0 });
    // With more bytes after it, or without a country, it is the head.
    expectCut([binary(bytes.slice(0, 32)), noise(join(bytes.slice(32), fromHex("09")))], {
      held: 46,
      heldAfterSilence: 14,
    });
    const none = of("ff00 0b 24 12345678 0013 02 1122 1224 05");
    expectCut([binary(none.slice(0, 32)), noise(none.slice(32))], {
      held: 45,
      heldAfterSilence: 13,
    });
  });
});

describe("a record of unknown length", () => {
  const short = of("ff0005");
  it("waits for the next bytes, even through a silence, and is 32 bytes if they decide nothing", () => {
    expectCut([binary(short), noiseText("garb")], { held: 36, heldAfterSilence: 36 });
    expectCut([binary(short), gap("\n"), noiseText("*HQ")], { held: 36, heldAfterSilence: 3 });
    const cut = classic().slice(0, 44);
    expectCut([binary(cut.slice(0, 32)), noise(cut.slice(32))], { held: 44, heldAfterSilence: 44 });
  });
  it("ends where a frame begins, even with an unknown tail", () => {
    for (const bytes of [sinotrack({ counter: "10000000" }), noFix({ counter: "10000000" })]) {
      expectCut([binary(bytes), XT]);
      expect(splitFrames(join(bytes, ascii("*H"))).consumed).toBe(0);
    }
  });
  it("does not become a known length by that", () => {
    const before = join(classic(), XT[1]);
    const { frames } = splitFrames(join(before, classic({ csq: "62" }), GARBAGE), { end: true });
    expect(frames[2]!.bytes.length).toBe(32);
  });
});

describe("separators after a record", () => {
  it("end it when there are 64, whatever follows", () => {
    const lines = "\n".repeat(64);
    expectCut([binary(classic({ mcc: "0000" })), gap(lines), noiseText("x"), XT]);
    expectCut([binary(classic({ mcc: "0000" })), gap(lines)]);
    expectCut([binary(classic({ mcc: "0000" })), gap(lines.slice(1))], {
      held: 45 + 63,
      heldAfterSilence: 0,
    });
  });
});

describe("records with a length", () => {
  it.each([
    ["cells", "01", 8],
    ["access points", "02", 7],
  ] as const)("the padlock counts its %s, from 1 to 20", (_what, kind, size) => {
    for (const count of [1, 2, 20]) {
      const bytes = padlock(kind, count, size);
      expect(bytes.length).toBe(32 + size * count + 1);
      expectCut([binary(bytes), XT]);
      expectCut([binary(bytes), binary(bytes), XT]);
    }
    const none = padlock(kind, 0, size);
    for (const bytes of [none, padlock(kind, 21, size), padlock(kind, 3, size).slice(0, -1)]) {
      const { frames } = splitFrames(join(bytes, XT[1]), { end: true });
      expect(frames[0]!.bytes.length).toBe(32);
    }
  });
  it("engine data has an extension of up to 1024 bytes, with or without its last byte", () => {
    for (const extension of [0, 1, 9, 300, 1024]) {
      const bytes = engine(extension);
      expectCut([binary(bytes), XT]);
      expectCut([binary(bytes.slice(0, -1)), XT]);
    }
    expectCut([binary(engine(9).slice(0, -1)), noiseText("*H")], {
      held: 67,
      heldAfterSilence: 2,
    });
    expectCut([binary(engine(9)), binary(engine(9)), XT]);
    expectCut([binary(engine(9)), noiseText("garbage"), XT]);
    expectCut([binary(engine(9))], { held: 66, heldAfterSilence: 0 });
  });
  it.each<[what: string, bytes: Uint8Array]>([
    ["an extension of 1025 bytes", engine(1025)],
    ["another first mark", engine(9, ["42", "52", "63"])],
    ["another second mark", engine(9, ["41", "53", "63"])],
    ["another third mark", engine(9, ["41", "52", "64"])],
  ])("are not engine data with %s", (_what, bytes) => {
    const { frames } = splitFrames(join(bytes, GARBAGE, XT[1]), { end: true });
    expect(frames[0]!.bytes.length).toBe(32);
  });
  it("engine data is decided when its marks and its length have arrived, and not before", () => {
    const bytes = engine(9);
    for (let length = 32; length < bytes.length - 1; length++) {
      expect(splitFrames(bytes.slice(0, length)).consumed, `${length} bytes`).toBe(0);
    }
  });
  it("teach nothing about records of other lengths", () => {
    const shorts = Array.from({ length: 8 }, () => binary(of("ff0000")));
    for (const extension of [9, 10, 11, 12, 13]) {
      expectCut([...shorts, XT, binary(engine(extension)), XT, binary(of("ff0000"))]);
    }
  });
});

describe("an id of eight bytes", () => {
  it("makes 42 bytes, which need no proof", () => {
    expectCut([binary(longId), XT]);
    expectCut([binary(longId), binary(longId), noiseText("x")], { held: 1, heldAfterSilence: 0 });
    expectCut([binary(longId.slice(0, 40))], { held: 40 });
    expectCut([noise(longId.slice(0, 31))], { held: 31 });
  });
});
