/** Impossible protocols, and names that objects inherit (promise 9). */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  decode,
  encodeMessage,
  explain,
  FrameSplitter,
  identify,
  splitFrames,
} from "../../src/index.ts";
import {
  createDecoder,
  createProtocol,
  h02,
  jt808,
  kept,
  keptRest,
  moment,
  type OwnDollarTail,
  type OwnJt808Item,
  type OwnTextWord,
  type ProtocolSpec,
  pengaoda,
  STATUS_TEXT,
  TEXT,
  uint,
  whole,
} from "../../src/protocol/index.ts";
import { TrackerSession } from "../../src/session/index.ts";
import { decodeStream } from "../../src/stream/index.ts";
import { createAnonymiser } from "../../src/vectors/index.ts";
import { refusal } from "../refusal.ts";

const WORD: OwnTextWord = {
  word: "DOOR",
  about: "A door",
  forms: [{ parts: [{ name: "door", kind: whole(4), about: "Which" }] }],
};
const TAIL: OwnDollarTail = {
  name: "own",
  length: 36,
  about: "Own",
  rows: [{ name: "tail", kind: kept(7), about: "Not known" }],
};
const ITEM: OwnJt808Item = { id: 0xe1, name: "steps", kind: uint(4), about: "Steps" };

const word = (change: object): ProtocolSpec => ({ text: [{ ...WORD, ...change } as OwnTextWord] });
const part = (row: object): ProtocolSpec =>
  word({ forms: [{ parts: [{ name: "door", kind: whole(4), about: "Which", ...row }] }] });
const tail = (change: object): ProtocolSpec => ({
  dollarTails: [{ ...TAIL, ...change } as OwnDollarTail],
});
const item = (change: object): ProtocolSpec => ({
  jt808Items: [{ ...ITEM, ...change } as OwnJt808Item],
});
const table = (...bits: unknown[]): ProtocolSpec => ({ statusTables: { acme: bits } }) as never;

const MISUSE: readonly [what: string, spec: unknown, message: RegExp][] = [
  ["a status of another name", part({ kind: STATUS_TEXT }), /\.name must be status/],
  ["kept bytes of another name", item({ kind: kept(4) }), /\.name must be tail/],
  ["forms that are none", { forms: ["h02"] }, /^forms must be a list of h02, pengaoda and jt808/],
  ["no forms", { forms: [] }, /^forms must be/],
  ["no list of words", { text: {} }, /^text must be a list/],
  [
    "a word that exists",
    word({ word: "V1" }),
    /^text\[0\]\.word must be a new word: V1 is already defined/,
  ],
  [
    "a word twice",
    { text: [WORD, WORD] },
    /^text\[1\]\.word must be a new word: DOOR is already defined/,
  ],
  ["a word with a comma", word({ word: "A,B" }), /^text\[0\]\.word must be printable ASCII/],
  ["an empty word", word({ word: "" }), /^text\[0\]\.word must be/],
  [
    "a word of JT/T 808",
    word({ word: "0x0200" }),
    /^text\[0\]\.word must be a word that neither begins with 0x/,
  ],
  [
    "the word __proto__",
    word({ word: "__proto__" }),
    /^text\[0\]\.word must be a word that neither begins with 0x/,
  ],
  ["a word without forms", word({ forms: [] }), /^text\[0\]\.forms must be at least one/],
  [
    "a form of another type",
    word({ forms: [{ type: "alarm", parts: [] }] }),
    /^text\[0\]\.forms\[0\]\.type must be/,
  ],
  [
    "a position without a place",
    word({ forms: [{ type: "position", parts: [] }] }),
    /\.parts must have a row for time in a position/,
  ],
  ["a message named constructor", word({ name: "constructor" }), /^text\[0\]\.name must be a name/],
  [
    "a value named __proto__",
    part({ name: "__proto__" }),
    /^text\[0\]\.forms\[0\]\.parts\[0\]\.name must be a name/,
  ],
  [
    "a value named deviceId",
    part({ name: "deviceId" }),
    /\.name must be a name other than type, command, maker/,
  ],
  [
    "a kind that is none",
    part({ kind: "number" }),
    /^text\[0\]\.forms\[0\]\.parts\[0\]\.kind must be a kind of text/,
  ],
  ["a kind of bytes in a text", part({ kind: uint(1) }), /\.kind must be a kind of text/],
  ["no kind", part({ kind: undefined }), /\.kind must be a kind of text/],
  [
    "a limit that is no number",
    part({ kind: whole("9" as never) }),
    /\.kind\.most must be a number/,
  ],
  [
    "a unit that is no number",
    item({ kind: uint(4, { over: "10" as never }) }),
    /^jt808Items\[0\]\.kind\.over must be a number/,
  ],
  ["a table that is none", word({ table: "acme" }), /^text\[0\]\.table must be one of/],
  [
    "a length that exists",
    tail({ length: 45 }),
    /^dollarTails\[0\]\.length must be a new length: 45 is already defined/,
  ],
  [
    "the length of long ids",
    tail({ length: 42 }),
    /^dollarTails\[0\]\.length must be a new length: 42 is/,
  ],
  [
    "a length twice",
    { dollarTails: [TAIL, TAIL] },
    /^dollarTails\[1\]\.length must be a new length: 36 is/,
  ],
  [
    "a length of 32",
    tail({ length: 32 }),
    /^dollarTails\[0\]\.length must be a whole number from 33 to 255/,
  ],
  [
    "rows that do not fill it",
    tail({ length: 38 }),
    /^dollarTails\[0\]\.rows must have 9 bytes, not 7/,
  ],
  [
    "a kind without length",
    tail({ rows: [{ name: "tail", kind: keptRest(), about: "" }] }),
    /^dollarTails\[0\]\.rows\[0\]\.kind must be a kind of a fixed length/,
  ],
  [
    "a kind of text in bytes",
    tail({ rows: [{ name: "steps", kind: TEXT, about: "" }] }),
    /\.kind must be a kind of bytes/,
  ],
  [
    "a value of the head",
    tail({ rows: [{ name: "latitude", kind: uint(7), about: "" }] }),
    /\.name must be a name other than time, latitude/,
  ],
  [
    "a tail by a table that is none",
    tail({ statusTable: "acme" }),
    /^dollarTails\[0\]\.statusTable must be one of/,
  ],
  [
    "an item of the standard",
    item({ id: 1 }),
    /^jt808Items\[0\]\.id must be a new id: 1 is already defined/,
  ],
  [
    "an id of two bytes",
    item({ id: 256 }),
    /^jt808Items\[0\]\.id must be a whole number from 0 to 255/,
  ],
  ["an item named __proto__", item({ name: "__proto__" }), /^jt808Items\[0\]\.name must be a name/],
  [
    "a property of __proto__",
    item({ name: "__proto__.a" }),
    /^jt808Items\[0\]\.name must be a name/,
  ],
  [
    "a property named constructor",
    item({ name: "obd.constructor" }),
    /^jt808Items\[0\]\.name must be a name/,
  ],
  [
    "a property of a moment",
    item({ name: "obd.at", kind: moment("hisdmy") }),
    /^jt808Items\[0\]\.name must be a property/,
  ],
  [
    "half a byte",
    item({ kind: { ...uint(4), halves: 3 } }),
    /^jt808Items\[0\]\.kind must be a kind of whole/,
  ],
  [
    "a table that exists",
    { statusTables: { tq: [] } },
    /^statusTables\.tq must be a new name: tq is already defined/,
  ],
  ["the table jt808", { statusTables: { jt808: [] } }, /^statusTables\.jt808/],
  [
    "a table named __proto__",
    { statusTables: { ["__proto__"]: [] } },
    /^statusTables\.__proto__ must be a name/,
  ],
  [
    "a table as prototype",
    { statusTables: { __proto__: [] } },
    /^statusTables must be an object of tables/,
  ],
  ["tables as a list", { statusTables: [] }, /^statusTables must be an object of tables/],
  [
    "a bit that is none",
    table({ bit: 32, alarm: "sos" }),
    /^statusTables\.acme\[0\]\.bit must be a whole number from 0 to 31/,
  ],
  [
    "a bit twice",
    table({ bit: 1, alarm: "sos" }, { bit: 1, alarm: "theft" }),
    /^statusTables\.acme\[1\]\.bit must be a new bit: 1 is already defined/,
  ],
  [
    "an alarm that is none",
    table({ bit: 1, alarm: "fire" }),
    /^statusTables\.acme\[0\]\.alarm must be one of the alarm names/,
  ],
  [
    "an alarm named toString",
    table({ bit: 1, alarm: "toString" }),
    /^statusTables\.acme\[0\]\.alarm must be/,
  ],
];

describe("a RangeError names", () => {
  it.each(MISUSE)("%s", (_, spec, message) => {
    expect(refusal(() => createProtocol(spec as ProtocolSpec))).toMatch(message);
  });

  it("no alarm of the model", () => {
    const source = readFileSync(new URL("../../src/model/status.ts", import.meta.url), "utf8");
    const union = /export type AlarmName =([^;]+);/.exec(source)![1]!;
    const names = [...union.matchAll(/"(\w+)"/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(40);
    for (const alarm of names) createProtocol(table({ bit: 1, alarm }));
  });

  it("required forms", () => {
    expect(refusal(() => createDecoder({ forms: [jt808], text: [WORD] }))).toBe(
      "text[0] needs h02 in forms",
    );
    expect(refusal(() => createDecoder({ forms: [jt808], dollarTails: [TAIL] }))).toMatch(
      /^dollarTails\[0\] needs h02/,
    );
    expect(refusal(() => createDecoder({ forms: [h02], jt808Items: [ITEM] }))).toMatch(
      /^jt808Items\[0\] needs jt808/,
    );
    expect(refusal(() => createDecoder({} as never))).toMatch(/^forms must be/);
  });

  it("a status table of a call", () => {
    const mine = createProtocol({ statusTables: { acme: [] } });
    for (const call of [
      () => mine.decode("", { statusTable: "acne" }),
      () => mine.explain("", { statusTable: "acne" }),
      () =>
        mine.parseFrame(
          { format: "noise", bytes: new Uint8Array(1), offset: 0 },
          { statusTable: "acne" },
        ),
    ]) {
      expect(refusal(call)).toMatch(/^options\.statusTable must be one of sinotrack, .*, acme$/);
    }
    expect(refusal(() => mine.decode("", { deviceId: 1 as never }))).toMatch(/^options\.deviceId/);
    expect(refusal(() => mine.decode("", { jt808UtcOffsetMinutes: 1.5 }))).toMatch(
      /^options\.jt808UtcOffsetMinutes/,
    );
    expect(refusal(() => mine.decode("", { maxFrameLength: 1 }))).toMatch(
      /^options\.maxFrameLength/,
    );
    expect(() => mine.parseFrame({} as never)).toThrow(TypeError);
    expect(() => mine.decode(1 as never)).toThrow(TypeError);
  });
});

describe("an invalid protocol", () => {
  const protocol = { tables: {} } as never;
  const bytes = new Uint8Array(0);
  const noise = { type: "noise", command: "", deviceId: null, tail: bytes } as const;
  it.each<[string, () => unknown]>([
    ["decode", () => decode(bytes, { protocol })],
    ["explain", () => explain(bytes, { protocol })],
    ["splitFrames", () => splitFrames(bytes, { protocol })],
    ["FrameSplitter", () => new FrameSplitter({ protocol })],
    ["encodeMessage", () => encodeMessage(noise, { protocol })],
    ["identify", () => identify([], { protocol })],
    ["createAnonymiser", () => createAnonymiser("seed", { protocol })],
    ["decodeStream", () => decodeStream([], { protocol })],
    ["TrackerSession", () => new TrackerSession({ protocol })],
  ])("is refused by %s", (_, call) => {
    expect(refusal(call)).toBe("options.protocol must be made by createProtocol, not object");
  });
});

describe("arguments and results", () => {
  it("are frozen or copied, so later changes have no effect", () => {
    const rows = [{ name: "door", kind: whole(4), about: "Which" }];
    const words = [{ ...WORD, forms: [{ parts: rows }] }];
    const mine = createProtocol({ text: words });
    rows.push({ name: "second", kind: whole(4), about: "Second" });
    words.length = 0;
    expect(mine.decode("*HQ,1234567890,DOOR,1#")[0]).toMatchObject({
      values: { door: 1 },
      issues: [],
    });
    expect(Object.isFrozen(mine)).toBe(true);
    expect(Object.isFrozen(mine.tables)).toBe(true);
    for (const set of [h02, pengaoda, jt808]) expect(Object.isFrozen(set)).toBe(true);
  });

  it("ignore inherited names on the wire", () => {
    const mine = createProtocol({ text: [WORD] });
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      expect(mine.decode(`*HQ,1234567890,${name},1#`)).toMatchObject([
        { type: "unknown", command: name, extra: ["1"] },
      ]);
    }
  });
});

describe("forms", () => {
  const v1 = "*HQ,8168000005,V1,050316,A,2212.8745,N,11346.6574,E,014.28,028,220901,FFFFFBFF#";
  const heartbeat = new Uint8Array(Buffer.from("7e0002000001917665218400b3" + "2a7e", "hex"));

  it("that are left out are returned whole, as unknown", () => {
    const [text] = createProtocol({ forms: [jt808] }).decode(v1);
    expect(text).toEqual({
      type: "unknown",
      command: "",
      deviceId: null,
      extra: [],
      tail: new Uint8Array(Buffer.from(v1)),
      issues: [
        {
          code: "not-decoded",
          severity: "info",
          field: "frame",
          offset: 0,
          length: v1.length,
          // The first 16 bytes are enough to recognise it.
          received: Buffer.from(v1.slice(0, 16)).toString("hex"),
          expected: "a form of the protocol",
        },
      ],
      frame: expect.anything(),
    });
    const decoder = createDecoder({ forms: [h02] });
    expect(decoder.decode(v1)).toEqual(createProtocol().decode(v1));
    expect(decoder.decode(heartbeat)).toMatchObject([
      { type: "unknown", tail: heartbeat, issues: [{ code: "not-decoded" }] },
    ]);
    expect(createDecoder({ forms: [jt808] }).decode(heartbeat)).toMatchObject([
      { command: "0x0002" },
    ]);
  });
});
