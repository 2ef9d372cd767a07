/** Specifications that are malformed in one place, those that are just possible, and who reads a frame. */
import { describe, expect, it } from "vitest";
import { type Frame, type Message, splitFrames } from "../../src/index.ts";
import type { BytesRow, TextRow } from "../../src/kind/row.ts";
import { noiseMessage } from "../../src/model/noise.ts";
import { STATUS_TABLES } from "../../src/model/status.ts";
import {
  createDecoder,
  createProtocol,
  h02,
  jt808,
  keptRest,
  LISTED,
  pengaoda,
  TEXT,
  uint,
  whole,
} from "../../src/protocol/index.ts";
import { type FastReaders, makeTables } from "../../src/protocol/tables.ts";
import { fromHex, join } from "../frame/streams.ts";
import { refusal } from "../refusal.ts";

const V1 = "*HQ,8168000005,V1,050316,A,2212.8745,N,11346.6574,E,014.28,028,220901,FFFFFBFF#";
const RECORD = "2481680000050503162209242212874500113466574c014028ffffbbffff0009";
const HEARTBEAT = "7e0002000001917665218400b32a7e";

const DOOR: TextRow = { name: "door", kind: whole(4), about: "Which" };
const STEPS: BytesRow = { name: "steps", kind: uint(4), about: "Steps" };

const word = (change: object): unknown => ({
  text: [{ word: "DOOR", about: "A door", forms: [{ parts: [DOOR] }], ...change }],
});
const part = (one: unknown): unknown => word({ forms: [{ parts: [one] }] });
const tail = (change: object): unknown => ({
  dollarTails: [{ name: "own", length: 33, about: "Own", rows: [STEPS], ...change }],
});
const tailRow = (row: unknown): unknown => tail({ rows: [row] });
const item = (change: object): unknown => ({ jt808Items: [{ id: 0xe1, ...STEPS, ...change }] });

const TABLES = Object.keys(STATUS_TABLES).join(", ");
const FORMS = "forms must be a list of h02, pengaoda and jt808, not";
const A_NAME = "must be a name of letters, digits and _, not";
const PART = "text[0].forms[0].parts[0]";

const REFUSED: readonly (readonly [spec: unknown, message: string])[] = [
  [{ forms: [null] }, `${FORMS} a list of length 1`],
  [{ forms: [h02, undefined] }, `${FORMS} a list of length 2`],
  [{ forms: "h02" }, `${FORMS} a string of length 3`],

  [{ text: "DOOR" }, "text must be a list, not a string of length 4"],
  [{ text: [null] }, "text[0] must be a text message, not null"],
  [{ text: ["DOOR"] }, "text[0] must be a text message, not a string of length 4"],
  [word({ name: ["abc"] }), `text[0].name ${A_NAME} a list of length 1`],
  [word({ name: 5 }), `text[0].name ${A_NAME} 5`],
  [word({ name: "1a" }), `text[0].name ${A_NAME} a string of length 2`],
  [word({ name: "a-b" }), `text[0].name ${A_NAME} a string of length 3`],
  [word({ name: "a b" }), `text[0].name ${A_NAME} a string of length 3`],
  [word({ forms: {} }), "text[0].forms must be a list, not object"],
  [word({ forms: [] }), "text[0].forms must be at least one form, not a list of length 0"],
  [word({ forms: [null] }), "text[0].forms[0].parts must be a list, not undefined"],
  [word({ forms: [{ parts: DOOR }] }), "text[0].forms[0].parts must be a list, not object"],
  [
    word({ forms: [{ type: "position", parts: [{ ...DOOR, name: "time" }] }] }),
    "text[0].forms[0].parts must have a row for latitude in a position",
  ],

  [part(null), `${PART} must be a row or another part, not null`],
  [part("door"), `${PART} must be a row or another part, not a string of length 4`],
  [
    part({ ...DOOR, kind: { ...DOOR.kind, read: 1 } }),
    `${PART}.kind must be a kind of text, not object`,
  ],
  [
    part({ ...DOOR, kind: { ...DOOR.kind, write: 1 } }),
    `${PART}.kind must be a kind of text, not object`,
  ],
  [part({ part: "tails", tails: {} }), `${PART}.tails must be a list, not object`],
  [
    part({ part: "tails", tails: [{ about: "One", rows: [DOOR], table: "acme" }] }),
    `${PART}.tails[0].table must be one of ${TABLES}`,
  ],
  [
    part({ part: "tails", tails: [{ about: "One", rows: [DOOR], fits: 1 }] }),
    `${PART}.tails[0].fits must be a list of patterns, or a function, not 1`,
  ],
  [
    part({ part: "optional", row: DOOR, fits: 1 }),
    `${PART}.fits must be a list of patterns, or a function, not 1`,
  ],
  [
    part({ part: "repeated", list: "1a", rows: [DOOR] }),
    `${PART}.list ${A_NAME} a string of length 2`,
  ],

  [{ dollarTails: {} }, "dollarTails must be a list, not object"],
  [{ dollarTails: [null] }, "dollarTails[0] must be a tail, not null"],
  [{ dollarTails: [33] }, "dollarTails[0] must be a tail, not 33"],
  [
    tail({ length: "33" }),
    "dollarTails[0].length must be a whole number from 33 to 255, not a string of length 2",
  ],
  [tail({ length: 32 }), "dollarTails[0].length must be a whole number from 33 to 255, not 32"],
  [tail({ rows: STEPS }), "dollarTails[0].rows must be a list, not object"],
  [tailRow(null), "dollarTails[0].rows[0] must be a row, not null"],
  [tailRow("steps"), "dollarTails[0].rows[0] must be a row, not a string of length 5"],
  [
    tailRow({ ...STEPS, kind: null }),
    "dollarTails[0].rows[0].kind must be a kind of bytes, not null",
  ],
  [
    tailRow({ ...STEPS, name: "a.b.c" }),
    "dollarTails[0].rows[0].name must be a property without a dot, not a string of length 5",
  ],
  [
    tailRow({ ...STEPS, name: "a.1" }),
    `dollarTails[0].rows[0].name ${A_NAME} a string of length 1`,
  ],
  [
    tailRow({ name: "tail", kind: keptRest(), about: "" }),
    "dollarTails[0].rows[0].kind must be a kind of a fixed length, not object",
  ],

  [{ jt808Items: STEPS }, "jt808Items must be a list, not object"],
  [{ jt808Items: [null] }, "jt808Items[0] must be a row, not null"],
  [
    item({ name: "jt808.version" }),
    "jt808Items[0].name must be a name other than jt808.version, jt808.protocolVersion, jt808.encryption, jt808.part, jt808.assembled, jt808.items, not a string of length 13",
  ],

  [{ statusTables: "acme" }, "statusTables must be an object of tables, not a string of length 4"],
  [{ statusTables: 5 }, "statusTables must be an object of tables, not 5"],
  [{ statusTables: [] }, "statusTables must be an object of tables, not a list of length 0"],
  [{ statusTables: new Map() }, "statusTables must be an object of tables, not object"],
  [{ statusTables: { acme: {} } }, "statusTables.acme must be a list, not object"],
  [
    { statusTables: { acme: [null] } },
    "statusTables.acme[0].bit must be a whole number from 0 to 31, not undefined",
  ],
  [
    { statusTables: { acme: [{ bit: 1, alarm: ["sos"] }] } },
    "statusTables.acme[0].alarm must be one of the alarm names, not a list of length 1",
  ],
];

describe("a RangeError says where, and what is expected:", () => {
  it.each(REFUSED.map(([spec, message]) => [message, spec] as const))("%s", (message, spec) => {
    expect(refusal(() => createProtocol(spec as never))).toBe(message);
  });
});

it("an argument that is no object is a TypeError", () => {
  for (const spec of [null, "h02", 5]) {
    for (const create of [createProtocol, createDecoder]) {
      expect(() => create(spec as never)).toThrow(new TypeError("spec must be an object"));
    }
  }
});

describe("possible is", () => {
  const at = (name: string): TextRow => ({ name, kind: TEXT, about: name });
  it.each<[what: string, spec: unknown]>([
    ["a list named extra", part({ name: "extra", kind: LISTED, about: "The rest" })],
    [
      "a position with its three rows",
      word({ forms: [{ type: "position", parts: ["time", "latitude", "longitude"].map(at) }] }),
    ],
    ["an item of any length", item({ name: "tail", kind: keptRest() })],
    ["an item of jt808", item({ name: "jt808.steps" })],
    [
      "tables without a prototype",
      { statusTables: Object.assign(Object.create(null), { acme: [] }) },
    ],
    ["a table of bits", { statusTables: { acme: [{ bit: 31, alarm: "sos", about: "SOS" }] } }],
    [
      "null in place of a list",
      { statusTables: null, text: null, dollarTails: null, jt808Items: null },
    ],
    ["a property that only an optional row has", part({ ...DOOR, fits: 1 })],
  ])("%s", (_, spec) => {
    expect(Object.isFrozen(createProtocol(spec as never))).toBe(true);
  });
});

describe("the tables", () => {
  it("have items only if there are any", () => {
    expect(makeTables([jt808], {}).items).toBeUndefined();
    expect([...makeTables([jt808], item({}) as object).items!.keys()]).toEqual([0xe1]);
  });

  it("know the status tables of the library and their own, by strings alone", () => {
    const { assertStatusTable } = makeTables([h02], { statusTables: { acme: [] } });
    for (const name of [...Object.keys(STATUS_TABLES), "acme"]) assertStatusTable("table", name);
    for (const name of ["jt808", "toString", ["tq"], ["acme"], null, 5]) {
      expect(refusal(() => assertStatusTable("table", name))).toBe(
        `table must be one of ${TABLES}, acme`,
      );
    }
  });
});

describe("the fast readers", () => {
  const [text, record, escaped, noise] = splitFrames(
    join(new TextEncoder().encode(V1), fromHex(RECORD), fromHex(HEARTBEAT), fromHex("010203")),
    { end: true },
  ).frames as [Frame, Frame, Frame, Frame];
  const fake = noiseMessage(noise);

  /** What was asked, with the status table; `null` for no answer. */
  function read(
    frame: Frame,
    {
      forms = [h02],
      statusTable,
      trace = null,
      isFramed = false,
      answer = fake,
    }: {
      forms?: (typeof h02)[];
      statusTable?: string;
      trace?: [] | null;
      isFramed?: boolean;
      answer?: Message | null;
    } = {},
  ): { asked: unknown[]; message: Message } {
    const asked: unknown[] = [];
    const fast: FastReaders = {
      text(_, table) {
        asked.push(["text", table]);
        return answer;
      },
      dollar(_, table) {
        asked.push(["dollar", table]);
        return answer;
      },
    };
    const tables = makeTables(forms, { statusTables: { acme: [] } }, fast);
    const options = statusTable === undefined ? {} : { statusTable };
    return { asked, message: tables.read(frame, options as object, trace, isFramed) };
  }

  it("are asked first about a text or binary frame, by the table of the caller", () => {
    for (const forms of [[h02], [jt808, h02], [pengaoda, h02]]) {
      expect(read(text, { forms })).toEqual({ asked: [["text", undefined]], message: fake });
      expect(read(record, { forms })).toEqual({ asked: [["dollar", "tq"]], message: fake });
    }
    const statusTable = "lkgps";
    expect(read(text, { statusTable }).asked).toEqual([["text", "lkgps"]]);
    expect(read(record, { statusTable }).asked).toEqual([["dollar", "lkgps"]]);
  });

  it("may leave a frame to the forms", () => {
    const answer = null;
    for (const frame of [text, record]) {
      const { asked, message } = read(frame, { answer });
      expect(asked.length).toBe(1);
      expect(message).toEqual(createDecoder({ forms: [h02] }).parseFrame(frame));
      expect(message.type).toBe("position");
    }
  });

  it("are not asked about other frames, or by who needs more than they can", () => {
    expect(read(escaped, { forms: [h02, jt808] })).toMatchObject({
      asked: [],
      message: { command: "0x0002" },
    });
    expect(read(noise).asked).toEqual([]);
    for (const frame of [text, record]) {
      expect(read(frame, { forms: [jt808] }).asked).toEqual([]);
      expect(read(frame, { statusTable: "acme" }).asked).toEqual([]);
      expect(read(frame, { trace: [] }).asked).toEqual([]);
      expect(read(frame, { isFramed: true, forms: [h02, pengaoda] }).asked).toEqual([]);
    }
  });
});

describe("the form sets", () => {
  it("are replaced by the whole ones of the same name", () => {
    // As for a bundler that has removed what only encoders need.
    const bare = { ...h02, read: () => null };
    const statusTables = { acme: [] };
    const options = { statusTable: "acme" };
    for (const [create, type] of [
      [createProtocol, "position"],
      [createDecoder, "unknown"],
    ] as const) {
      // The fast readers do not know the table, so the form set is asked.
      const mine = create({ forms: [bare], statusTables });
      expect(mine.decode(V1, options)).toMatchObject([{ type }]);
    }
  });

  it("refuse null as one of them", () => {
    for (const create of [createProtocol, createDecoder]) {
      expect(refusal(() => create({ forms: [null] } as never))).toBe(`${FORMS} a list of length 1`);
    }
  });

  it("know what exists", () => {
    expect([h02.has("word", "V1"), h02.has("word", "DOOR")]).toEqual([true, false]);
    expect([h02.has("length", 45), h02.has("length", 33)]).toEqual([true, false]);
    // 01 is the odometer of a position.
    expect([jt808.has("item", 1), jt808.has("item", 0xe1)]).toEqual([true, false]);
    expect([jt808.has("word", 1), jt808.has("length", 1)]).toEqual([false, false]);
    expect([pengaoda.has("word", "V1"), pengaoda.has("length", 45)]).toEqual([false, false]);
  });
});
