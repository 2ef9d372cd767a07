/**
 * The fast readers of usual frames give the result of the layouts, or leave the frame to them. Broken once by hand:
 * each of their conditions removed, each constant changed by one.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDollarFast as readUsualBinary } from "../../src/generated/dollar.ts";
import { readTextFast as readUsualText } from "../../src/h02/text/fast-readers.ts";
import type { Frame, Message, StatusTableName } from "../../src/index.ts";
import { parseFrame, parseTraced } from "../../src/parse.ts";
import { expectSameMessages } from "../same.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 20_000);

function frameOf(bytes: Uint8Array, format: Frame["format"]): Frame {
  return { format, bytes, offset: 0 };
}

/** With a trace, the layouts read every value. */
function byLayouts(frame: Frame, statusTable?: StatusTableName) {
  return parseTraced(frame, statusTable === undefined ? undefined : { statusTable }, []);
}

/** The text of a message without its frame, with sorted properties. */
function sortedText({ frame: _, ...message }: Message): string {
  return JSON.stringify(Object.entries(message).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function expectBoth(frame: Frame, statusTable?: StatusTableName): void {
  const fast = parseFrame(frame, statusTable === undefined ? undefined : { statusTable });
  expectSameMessages([fast], [byLayouts(frame, statusTable)]);
}

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const padded = (most: number, length: number, least = 0) =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(length, "0"));
const number = fc
  .tuple(padded(999, 1), fc.constantFrom("", ".", ".0", ".5", ".25", ".125"))
  .map(([whole, rest]) => whole + rest);

const clock = fc.tuple(padded(23, 2), padded(59, 2), padded(59, 2)).map((parts) => parts.join(""));
const date = fc
  .tuple(padded(28, 2, 1), padded(12, 2, 1), padded(79, 2))
  .map((parts) => parts.join(""));
const hex8 = fc.string({
  unit: fc.constantFrom(..."0123456789abcdefABCDEF"),
  minLength: 8,
  maxLength: 8,
});
const id = fc.oneof(digits(10), digits(15), fc.constantFrom("353588010001184", "351588010001184"));

const body = fc
  .tuple(
    clock,
    fc.constantFrom("A", "V", "B"),
    fc.tuple(padded(89, 2), padded(59, 2, 1), digits(4)).map(([d, m, f]) => `${d}${m}.${f}`),
    fc.constantFrom("N", "S"),
    fc.tuple(padded(179, 3), padded(59, 2, 1), digits(4)).map(([d, m, f]) => `${d}${m}.${f}`),
    fc.constantFrom("E", "W"),
    number,
    padded(360, 3),
    date,
    hex8,
  )
  .map((fields) => fields.join(","));
const cell = fc
  .tuple(padded(999, 3, 1), padded(99, 2), padded(0xffff, 1, 1), padded(0xfffffff, 1, 1))
  .map((fields) => fields.join(","));
const readings = fc
  .tuple(padded(99, 1), padded(31, 1), padded(9999, 1), padded(100, 1))
  .map((fields) => fields.join(","));

const V1 = fc
  .tuple(id, body, fc.option(cell, { nil: null }))
  .map(([who, what, where]) => `*HQ,${who},V1,${what}${where === null ? "" : `,${where}`}#`);
const V8 = fc
  .tuple(id, body, cell, readings)
  .map(([who, what, where, how]) => `*HQ,${who},V8,${what},${where},${how}#`);
const text = fc.oneof(V1, V8).map((line) => Buffer.from(line, "latin1"));

const bcd = (most: number, least = 0) => padded(most, 2, least);
const head = fc
  .tuple(
    digits(10),
    fc.tuple(clock, date).map((parts) => parts.join("")),
    fc.tuple(bcd(89), bcd(59), digits(4)).map((parts) => parts.join("")),
    fc.constantFrom("00", "01", "06", "07", "64", "65", "ff"),
    fc.tuple(padded(179, 3), bcd(59), digits(4)).map((parts) => parts.join("")),
    fc.constantFrom(..."0123456789abcdef"),
    digits(3),
    padded(360, 3),
    hex8,
  )
  .map((parts) => `24${parts.join("")}`);
const byte = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, "0"));
const bytes = (count: number) =>
  fc.array(byte, { minLength: count, maxLength: count }).map((parts) => parts.join(""));
const network = fc
  .tuple(fc.integer({ min: 0, max: 1100 }), bytes(5))
  .map(([mcc, rest]) => mcc.toString(16).padStart(4, "0") + rest);
const tail = fc.oneof(
  bytes(1).map((record) => `ff00${record}`),
  fc.tuple(bytes(6), network, bytes(1)).map((parts) => `ff00${parts.join("")}`),
  fc.tuple(padded(31, 2), network).map(([, where]) => `ff001a0a00000102${where}05`),
  fc.tuple(bytes(4), network, bytes(1)).map(([a, b, c]) => `${a}00000000${b}${c}`),
  network.map((where) => `0000000000000000${where}07`),
);
const binary = fc.tuple(head, tail).map((parts) => Buffer.from(parts.join(""), "hex"));

/** A frame with some bytes changed, inserted or removed. */
function damaged(whole: fc.Arbitrary<Buffer>, marks: string): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(
    fc.constantFrom("set", "insert", "remove", "repeat"),
    fc.nat(),
    fc.oneof(fc.constantFrom(...Buffer.from(marks, "latin1")), fc.integer({ min: 0, max: 255 })),
  );
  return fc
    .tuple(whole, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([frame, changes]) => {
      const all = [...frame];
      for (const [how, where, value] of changes) {
        const at = all.length === 0 ? 0 : where % all.length;
        if (how === "set") all[at] = value;
        else if (how === "insert") all.splice(at, 0, value);
        else if (how === "remove") all.splice(at, 1);
        else all.splice(at, 0, all[at] ?? 0);
      }
      return Uint8Array.from(all);
    });
}

const table = fc.constantFrom<StatusTableName | undefined>(undefined, "tq", "sinotrack", "lkgps");

describe("usual text frames", () => {
  it("are the same by both readers", () => {
    fc.assert(
      fc.property(text, table, (line, statusTable) =>
        expectBoth(frameOf(line, "ascii"), statusTable),
      ),
      { numRuns },
    );
  });

  it("with damage too", () => {
    fc.assert(
      fc.property(damaged(text, "*HQ,#.-V18ABNSEW 0359:/"), (line) =>
        expectBoth(frameOf(line, "ascii")),
      ),
      { numRuns },
    );
  });

  it.each([
    "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff#",
    "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,000.00,325,080224,fbf7fbff,238,66,12002,17329#",
    "*HQ,865523843637906,V1,100348,A,5712.4279,S,01009.7449,W,5,325.5,080224,FFFFFBFF#",
    "*HQ,9176088337,V1,100348,B,9000.0000,N,18000.0000,E,000.00,325,080224,fbf7fbff#",
    "*HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#",
  ])("are not left to the layouts: %s", (line) => {
    const frame = frameOf(Buffer.from(line), "ascii");
    expect(readUsualText(frame, undefined)).toEqual(byLayouts(frame));
  });

  // docs/protocol/h02.md §2: each of them has an issue, a tail, or its own table.
  it.each([
    [
      "another maker",
      "*TH,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff#",
    ],
    [
      "no such second",
      "*HQ,9176088337,V1,100369,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff#",
    ],
    [
      "no such day",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,300224,fbf7fbff#",
    ],
    [
      "a clock that was not set",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,060180,fbf7fbff#",
    ],
    ["no place", "*HQ,9176088337,V1,100348,V,0000.0000,N,00000.0000,E,0.00,325,080224,fbf7fbff#"],
    ["60 minutes", "*HQ,9176088337,V1,100348,V,5760.0000,N,01009.7449,E,0.00,325,080224,fbf7fbff#"],
    [
      "beyond the pole",
      "*HQ,9176088337,V1,100348,V,9000.0001,N,01009.7449,E,0.00,325,080224,fbf7fbff#",
    ],
    [
      "beyond 180 degrees",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,18000.0001,E,0.00,325,080224,fbf7fbff#",
    ],
    [
      "361 degrees",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,361,080224,fbf7fbff#",
    ],
    ["no speed", "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,,325,080224,fbf7fbff#"],
    ["no course", "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,,080224,fbf7fbff#"],
    [
      "a cell of number 0",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,66,12002,0#",
    ],
    [
      "no network",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,,12002,17329#",
    ],
    [
      "network 1000",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,1000,12002,17329#",
    ],
    [
      "a cell of ten digits",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,66,12002,0000017329#",
    ],
    [
      "a speed of twelve digits",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,000000000.125,325,080224,fbf7fbff,238,66,12002,17329#",
    ],
    [
      "V8 with 100 satellites",
      "*HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,100,31,121,100#",
    ],
    [
      "country 0",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,0,66,12002,17329#",
    ],
    [
      "area 0",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,66,0,17329#",
    ],
    [
      "V8 with 10000 tenths of a volt",
      "*HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,10000,100#",
    ],
    [
      "less than a minute of longitude",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,00000.7449,E,0.00,325,080224,fbf7fbff,238,66,12002,17329#",
    ],
    [
      "two points",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.0.0,325,080224,fbf7fbff#",
    ],
    [
      "no cell",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,0,0,0,0#",
    ],
    [
      "hexadecimal cells",
      "*HQ,353588010001184,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,194,65,96,11#",
    ],
    [
      "an extension",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff#,T1.0#",
    ],
    [
      "a battery behind the cell",
      "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff,238,66,12002,17329,6#",
    ],
    [
      "V8 without readings",
      "*HQ,9176088337,V8,100348,V,5712.4279,N,01009.7449,E,0.00,325,080224,fbf7fbff#",
    ],
    [
      "V8 with CSQ 32",
      "*HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,32,121,100#",
    ],
  ])("%s: left to the interpreter, or read the same", (_what, line) => {
    const frame = frameOf(Buffer.from(line), "ascii");
    const fast = readUsualText(frame, undefined);
    if (fast !== null) expect(fast).toEqual(byLayouts(frame));
    expectBoth(frame);
  });
});

describe("usual $ frames", () => {
  it("are the same by both readers", () => {
    fc.assert(
      fc.property(binary, table, (hex, statusTable) =>
        expectBoth(frameOf(hex, "binary"), statusTable),
      ),
      { numRuns },
    );
  });

  it("with damage too", () => {
    fc.assert(
      fc.property(damaged(binary, "\x00\x09\x0a\x99\x9a\xff$"), (hex) =>
        expectBoth(frameOf(hex, "binary")),
      ),
      { numRuns },
    );
  });

  // docs/protocol/h02.md §1.3
  it.each(
    [
      "2451159218930839471704122440659000102332181e000344fffffbffff0033",
      "2461757699360257202709172921034803106385430e000000fbffbbff000000000000000001cc00333881e50c",
      "2491760883371003480802245712427906010097449e000325fbf7fbffff001a0a00000102001dc2422ee243b105",
    ].map((hex) => hex.slice(0, hex.startsWith("2491") ? 90 : undefined)),
  )("are not left to the layouts: %s", (hex) => {
    const frame = frameOf(Buffer.from(hex, "hex"), "binary");
    expect(readUsualBinary(frame, "tq")).toEqual(byLayouts(frame));
  });

  const classic = ({
    place = "571242790601009744",
    flags = "9e",
    course = "325",
    csq = "1a",
  }: {
    place?: string;
    flags?: string;
    course?: string;
    csq?: string;
  }) =>
    frameOf(
      Buffer.from(
        `249176088337100348080224${place}${flags}000${course}fbf7fbffff00${csq}0a0000010200ee422ee243b105`,
        "hex",
      ),
      "binary",
    );

  // docs/protocol/h02.md §1.2 and §1.3
  it.each([
    ["CSQ 32", classic({ csq: "20" })],
    ["361 degrees", classic({ course: "361" })],
    ["60 minutes of longitude", classic({ place: "571242790601060000", flags: "0e" })],
    ["beyond the pole", classic({ place: "900000010601009744" })],
    ["beyond 180 degrees", classic({ place: "571242790618000000", flags: "1e" })],
    ["no place", classic({ place: "000000000600000000", flags: "0e" })],
    ["a record of mileage", { ...classic({}), format: "mileage" as const }],
  ])("but %s is", (_what, frame) => {
    expectBoth(frame);
    if (frame.format === "binary") expect(readUsualBinary(frame, "tq")).toBeNull();
  });

  it.each([
    ["on the equator, in the south", classic({ place: "000000000601009744", flags: "9a" })],
    ["on the meridian, in the west", classic({ place: "571242790600000000", flags: "06" })],
    ["on the pole", classic({ place: "900000000618000000", flags: "0e" })],
    ["360 degrees", classic({ course: "360" })],
  ])("%s too", (_what, frame) => {
    expect(readUsualBinary(frame, "tq")).toEqual(byLayouts(frame));
  });
});

// One odd byte anywhere: all 256 values at each place, so that nothing depends on chance.
it.each([
  [
    "ascii",
    "*HQ,9176088337,V1,100348,V,5712.4279,N,01009.7449,E,10.05,325,080224,fbf7fbff,238,66,12002,17329#",
  ],
  ["ascii", "*HQ,865523843637906,V1,100348,A,5712.4279,S,01009.7449,W,5,325.5,080224,FFFFFBFF#"],
  [
    "ascii",
    "*HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#",
  ],
  ["binary", "2451159218930839471704122440659000102332181e000344fffffbffff0033"],
  [
    "binary",
    "249176088337100348080224571242790601009744" +
      "9e000325fbf7fbffff001a0a0000010200ee422ee243b105",
  ],
  [
    "binary",
    "2461757699360257202709172921034803106385430e000000fbffbbff000000000000000001cc00333881e50c",
  ],
] as const)("%s frames with any byte at any place: %s", (format, text) => {
  const whole = Buffer.from(text, format === "ascii" ? "latin1" : "hex");
  for (let at = 0; at < whole.length; at++) {
    for (let byte = 0; byte < 256; byte++) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = byte;
      const frame = frameOf(bytes, format);
      const [fast, slow] = [parseFrame(frame), byLayouts(frame)].map(sortedText);
      if (fast !== slow) expect(fast, `byte ${byte} at ${at}`).toBe(slow);
    }
  }
  const { issues } = parseFrame(frameOf(whole, format));
  expect(issues.filter(({ severity }) => severity !== "info")).toEqual([]);
});

it("every vector reads the same with both readers", () => {
  let usual = 0;
  for (const { vectors } of loadVectors()) {
    for (const vector of vectors) {
      const all = bytesOf(vector);
      for (const format of ["ascii", "binary"] as const) {
        const frame = frameOf(all, format);
        expectBoth(frame);
        usual +=
          (format === "ascii" ? readUsualText(frame, undefined) : readUsualBinary(frame, "tq")) ===
          null
            ? 0
            : 1;
      }
    }
  }
  expect(usual).toBeGreaterThan(30);
});
