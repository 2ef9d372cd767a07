/**
 * The fast readers of JT/T 808 give the result of the rows, or leave the frame to them (docs/protocol/jt808.md §3 to
 * §6). `FUZZ_RUNS` sets the number of frames of each kind.
 */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Frame, Message } from "../../src/index.ts";
import { readUsual } from "../../src/jt808/parse.ts";
import { SplitFrame } from "../../src/model/frame.ts";
import { parseFrame, parseTraced } from "../../src/parse.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { device, frameOf, fromHex, POSITION, toHex } from "./frames.ts";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 3_000);

const escaped = (bytes: Uint8Array): Frame => ({ format: "escaped", bytes, offset: 0 });

/** With a trace, the rows read every value. */
function byRows(frame: Frame, options?: object): Message {
  return parseTraced(frame, options, []);
}

function expectSame(bytes: Uint8Array, options?: object): void {
  const frame = escaped(bytes);
  const [fast, slow] = [parseFrame(frame, options), byRows(frame, options)];
  // Distinguishes -0 from 0. A failure is rare, so `expect` runs only then.
  if (!isDeepStrictEqual(fast, slow)) expect(fast, toHex(bytes)).toStrictEqual(slow);
  // The result is the same inside a larger buffer.
  const buffer = new Uint8Array(Buffer.concat([bytes, bytes, bytes]));
  const inside = new SplitFrame("escaped", buffer, bytes.length, bytes.length * 2, frame.offset);
  const among = { ...parseFrame(inside, options), frame };
  if (!isDeepStrictEqual(among, fast)) expect(among, toHex(bytes)).toStrictEqual(fast);
}

const isFast = (bytes: Uint8Array): boolean => readUsual(escaped(bytes)) !== null;

const hex = (value: number, bytes: number): string => value.toString(16).padStart(bytes * 2, "0");
const uint = (bytes: number, most = 256 ** bytes - 1) =>
  fc.integer({ min: 0, max: most }).map((value) => hex(value, bytes));
const bcd = (most: number, least = 0) =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, "0"));
const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: count, maxLength: count });
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(""));
const ascii = (text: string): string => Buffer.from(text, "latin1").toString("hex");
const word = (count: number) =>
  fc.string({ unit: fc.constantFrom(..."ABC123"), minLength: count, maxLength: count }).map(ascii);
/** Any byte, often one that needs an escape. */
const byte = fc.oneof(fc.constantFrom("7e", "7d", "00", "ff"), uint(1));
const bytes = (minLength: number, maxLength: number) =>
  fc.array(byte, { minLength, maxLength }).map((all) => all.join(""));

/** Alarms and status as vehicles send them, without encrypted positions. */
const status = fc
  .tuple(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffffffff })), fc.nat(0x7fffffff))
  // Without the reserved load.
  .map(
    ([alarms, state]) => [alarms, state & ~32 & ((state & 0x300) === 0x200 ? ~0x200 : ~0)] as const,
  )
  .map(([alarms, state]) => hex(alarms, 4) + hex(state >>> 0, 4));
const position = joined(
  status,
  // Two zeros are no position.
  fc.integer({ min: 1, max: 90e6 }).map((value) => hex(value, 4)),
  uint(4, 180e6),
  uint(2),
  uint(2),
  uint(2, 360),
  bcd(79),
  bcd(12, 1),
  bcd(28, 1),
  bcd(23),
  bcd(59),
  bcd(59),
);

const item = (id: string, value: fc.Arbitrary<string>) =>
  value.map((data) => id + hex(data.length / 2, 1) + data);
/** Ids and lengths of sections 5 and 6, layout 1. */
const KNOWN: readonly fc.Arbitrary<string>[] = [
  item("01", uint(4)),
  item("02", uint(2)),
  item("03", uint(2)),
  item("04", uint(2)),
  item("25", uint(4)),
  item("2a", uint(2)),
  item("2b", fc.oneof(uint(4), bytes(0, 7))),
  item("30", uint(1)),
  item("31", uint(1)),
  item("05", bytes(30, 30)),
  item("06", uint(2)),
  item("11", fc.oneof(uint(1, 5), joined(uint(1, 5), uint(4)))),
  item("12", joined(uint(1, 5), uint(4), uint(1, 2))),
  item("13", joined(uint(4), uint(2), uint(1, 2))),
  item("14", uint(4)),
  item("15", uint(4)),
  item("16", uint(4)),
  item("17", uint(2)),
  item("18", fc.oneof(uint(2), uint(3))),
  item("cc", word(20)),
  item("80", uint(1)),
  item("81", uint(2)),
  item("82", uint(2)),
  item("83", uint(1)),
  item("84", uint(1)),
  item("86", uint(1)),
  item("87", uint(2)),
  item("88", uint(1)),
  item("89", uint(1)),
  item("8b", word(17)),
  item("8c", uint(4)),
  item("8d", uint(2)),
  item("8e", uint(1)),
  item("a0", fc.constantFrom("", ascii("P0171"), ascii("P538f,U029f"), ascii(",P0171,"), "07")),
];
/** Items that the fast reader leaves to the rows. */
const BY_ROWS = /^(?:05|06|1)/;
/** Unknown items: other ids, and other lengths of known ones. */
const unknown = fc
  .tuple(fc.constantFrom("05", "57", "b5", "ba", "e3", "eb", "f3", "7d"), bytes(0, 12))
  .chain(([id, data]) => item(id, fc.constant(data)));
const items = (most: number) =>
  fc
    .tuple(
      fc.shuffledSubarray([...KNOWN.keys()]),
      fc.array(unknown, { maxLength: most }),
      fc.nat(3),
    )
    .chain(([known, raw, isWhole]) => {
      const all = known.slice(0, isWhole === 0 ? known.length : 4).map((i) => KNOWN[i]!);
      return fc.tuple(...all, ...raw.map((one) => fc.constant(one)));
    })
    .map((all) => all.join(""));
const body = (most: number) => joined(position, items(most));

const report = body(3).map((data) => ["0200", data] as const);
const batch = fc
  .tuple(fc.constantFrom("00", "01"), fc.array(body(1), { maxLength: 6 }))
  .map(([kind, records]) => {
    const all = records.map((data) => hex(data.length / 2, 2) + data).join("");
    return ["0704", hex(records.length, 2) + kind + all] as const;
  });
const heartbeat = fc.constant(["0002", ""] as const);

/** A header of either edition; ids of digits, and sometimes a packed IMEI. */
const head = fc.oneof(
  joined(fc.constant("0000"), fc.oneof(digits(12), fc.constant("4eb38069ed51")), uint(2)),
  joined(fc.constant("4000"), byte, digits(20), uint(2)),
);
function assemble([id, data]: readonly [string, string], header: string): Uint8Array {
  const attributes = Number.parseInt(header.slice(0, 4), 16) | (data.length / 2);
  return frameOf(id + hex(attributes, 2) + header.slice(4) + data);
}
const frames = (message: fc.Arbitrary<readonly [string, string]>) =>
  fc
    .tuple(message, head)
    .filter(([[, data]]) => data.length / 2 < 1024)
    .map(([one, header]) => assemble(one, header));

const MESSAGES = { "0x0200": report, "0x0704": batch, "0x0002": heartbeat } as const;

describe.each(Object.entries(MESSAGES))("%s", (_id, message) => {
  it("reads the same with both readers, and with the fast one alone", () => {
    fc.assert(
      fc.property(frames(message), (bytes) => {
        expectSame(bytes);
        expect(isFast(bytes), toHex(bytes)).toBe(true);
      }),
      { numRuns },
    );
  });

  it("reads the same with damage, with a right checksum or not", () => {
    const change = fc.tuple(fc.constantFrom("set", "insert", "remove"), fc.nat(), byte);
    const damaged = fc.tuple(
      fc.tuple(message, head),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(damaged, ([[one, header], changes, isRight]) => {
        const contents = [...plain(assemble(one, header))];
        for (const [how, place, value] of changes) {
          const at = place % contents.length;
          const number = Number.parseInt(value, 16);
          if (how === "set") contents[at] = number;
          else if (how === "insert") contents.splice(at, 0, number);
          else contents.splice(at, 1);
        }
        expectSame(isRight ? frameOf(toHex(Uint8Array.from(contents))) : wrapped(contents));
      }),
      { numRuns },
    );
  });
});

/** Header and body of a frame, without flags, escapes and checksum. */
function plain(frame: Uint8Array): Uint8Array {
  const inner = toHex(frame.subarray(1, -1)).match(/../g)!.join(" ");
  return fromHex(inner.replaceAll("7d 02", "7e").replaceAll("7d 01", "7d")).subarray(0, -1);
}

/** The bytes between flags as they are, without escaping. */
function wrapped(contents: readonly number[]): Uint8Array {
  return Uint8Array.from([0x7e, ...contents, 0x7e]);
}

/** A frame of each form, with escapes if there is room for them. */
const FRAMES: readonly [what: string, frame: Uint8Array][] = [
  ["0x0200", device("0200", `${POSITION} 01 04 00000064 30 01 1f 31 01 09`)],
  ["0x0200 with raw items", device("0200", `${POSITION} 82 02 0085 85 02 7e01 a0 05 5030313731`)],
  [
    "0x0200 with items that the rows read",
    device("0200", `${POSITION} 30 01 20 06 02 8005 a0 01 07`),
  ],
  ["0x0704", device("0704", `0002 01 001f ${POSITION} 57 01 7d 001c ${POSITION}`)],
  ["0x0002", device("0002", "")],
  ["0x0200 of 2019", frameOf(`0200 401c 01 00000000019176652184 7e7d ${POSITION}`)],
];

describe.each(FRAMES)("%s with any byte at any place", (_what, frame) => {
  it("is read by the fast reader", () => {
    expect(isFast(frame)).toBe(true);
  });

  it("reads the same with a corrected checksum", () => {
    const contents = plain(frame);
    for (let at = 0; at < contents.length; at++) {
      for (let value = 0; value < 256; value++) {
        const changed = Uint8Array.from(contents);
        changed[at] = value;
        expectSame(frameOf(toHex(changed)));
      }
    }
  });

  it("reads the same with its old checksum", () => {
    for (let at = 0; at < frame.length; at++) {
      for (const value of [0, 1, 2, 0x7d, 0x7e, 0xff, frame[at]! ^ 1]) {
        const changed = Uint8Array.from(frame);
        changed[at] = value;
        expectSame(changed);
      }
    }
  });
});

describe("the fast reader leaves to the rows", () => {
  const changed = (from: string, to: string): Uint8Array =>
    device("0200", POSITION.replace(from, to));
  it.each<readonly [what: string, frame: Uint8Array]>([
    ["an encrypted position", changed("00000003", "00000023")],
    ["a reserved load", changed("00000003", "00000203")],
    ["a latitude beyond the pole", changed("01589906", "055d4a81")],
    ["a longitude beyond 180 degrees", changed("06ca0fd7", "0aba9501")],
    ["no position", changed("01589906 06ca0fd7", "00000000 00000000")],
    ["361 degrees", changed("0004 0000 0000", "0004 0000 0169")],
    ["no such day", changed("211129", "210229")],
    ["no such second", changed("111705", "111760")],
    ["a year before 2000", changed("211129", "991129")],
    ["a time that is no digits", changed("211129", "21112a")],
    ["a position that is cut short", device("0200", POSITION.slice(0, -2))],
    ["an item twice", device("0200", `${POSITION} 31 01 05 31 01 06`)],
    ["an ICCID that is no text", device("0200", `${POSITION} cc 14 ${"01".repeat(20)}`)],
    ["an empty VIN", device("0200", `${POSITION} 8b 11 ${"00".repeat(17)}`)],
    ["an item that is cut short", device("0200", `${POSITION} e1 02 00`)],
    ["half an item", device("0200", `${POSITION} e1`)],
    ["a batch of another number", device("0704", `0002 00 001c ${POSITION}`)],
    ["a batch of no kind", device("0704", `0001 02 001c ${POSITION}`)],
    ["a batch with a short record", device("0704", `0001 00 001b ${POSITION.slice(0, -2)}`)],
    ["a batch that is cut short", device("0704", `0001 00 001d ${POSITION}`)],
    ["a batch with half a length", device("0704", `0001 00 001c ${POSITION} 00`)],
    ["a batch without a kind", device("0704", "0000")],
    ["a heartbeat with more", device("0002", "00")],
    ["another message", device("0003", "")],
    ["2013 with the version bit", frameOf(`0200 401c 019176652184 00b3 ${POSITION}`)],
    ["2019 without it", frameOf(`0200 001c 01 00000000019176652184 00b3 ${POSITION}`)],
    ["a part", frameOf("0002 2000 019176652184 00b3 0001 0001")],
    ["an encrypted body", frameOf(`0200 041c 019176652184 00b3 ${POSITION}`)],
    ["a wrong length", frameOf("0002 0001 019176652184 00b3")],
    ["a wrong length and an escape", frameOf("0002 0001 019176652184 007e")],
    ["a 7D that nobody escaped", fromHex("7e 0002 0000 000000000679 0000 7d 7e")],
    ["what is unescaped already", fromHex(unescapedReport())],
    ["a shared flag", device("0002", "").subarray(1)],
    ["no closing flag", device("0002", "").subarray(0, -1)],
    ["a flag", fromHex("7e")],
    ["nothing", new Uint8Array(0)],
  ])("%s", (_what, frame) => {
    expect(isFast(frame)).toBe(false);
    expectSame(frame);
  });

  it("any item that comes twice", () => {
    const [once] = fc.sample(fc.tuple(...KNOWN), { numRuns: 1, seed: 1 });
    for (const one of once!) {
      expect([one, isFast(device("0200", `${POSITION} ${one}`))]).toEqual([one, true]);
      const twice = device("0200", `${POSITION} ${one} 57 00 ${one}`);
      expect([one, isFast(twice)]).toEqual([one, BY_ROWS.test(one)]);
      expectSame(twice);
    }
  });

  it("a wrong checksum", () => {
    const frame = device("0002", "");
    frame[frame.length - 2]! ^= 1;
    expect(isFast(frame)).toBe(false);
    expectSame(frame);
  });
});

/** A report with 7D 01 as data in an item. */
function unescapedReport(): string {
  const contents = `02000020019176652184 00b3 ${POSITION} e1 02 7d01`.replaceAll(" ", "");
  const sum = [...fromHex(contents)].reduce((xor, one) => xor ^ one, 0);
  return `7e${contents}${hex(sum, 1)}7e`;
}

describe("options", () => {
  it.each([
    { jt808UtcOffsetMinutes: 0 },
    { jt808UtcOffsetMinutes: -330 },
    { jt808Profiles: [] },
    { jt808Profiles: ["shenzhen-obd-80", "obd-91-94"] },
    {},
  ])("%j", (options) => {
    for (const [, frame] of FRAMES) expectSame(frame, options);
  });
});

it("its results are not shared", () => {
  const read = () => parseFrame(escaped(device("0200", POSITION))) as never as Shared;
  type Shared = { status: { alarms: string[]; gnss: string[] }; issues: object[] };
  for (const list of [read().status.alarms, read().status.gnss]) {
    expect(() => list.push("x")).toThrow(TypeError);
  }
  read().issues.push({});
  expect(read().issues).toEqual([]);
});

it("every vector reads the same with both readers, and most of these messages take the fast one", () => {
  const all: boolean[] = [];
  for (const vector of loadVectors().flatMap(({ vectors }) => vectors)) {
    const bytes = bytesOf(vector);
    expectSame(bytes);
    const { command, issues } = byRows(escaped(bytes));
    const isClean = issues.every(({ severity }) => severity === "info");
    if (
      isClean &&
      command.startsWith("0x0") &&
      command.slice(2) in { "0200": 1, "0704": 1, "0002": 1 }
    )
      all.push(isFast(bytes));
  }
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((is) => is).length / all.length).toBeGreaterThan(0.9);
});
