/** Each value is anonymised as its row demands (`personal`): every row of every form in build/forms.ts. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allForms } from "../../build/forms.ts";
import { replaceFields } from "../../src/anonymise/fields.ts";
import { Replacer } from "../../src/anonymise/replacer.ts";
import { type Span, spansOf } from "../../src/explain.ts";
import { NUMBERS_BEHIND, TEMPERATURE_BEHIND } from "../../src/h02/text/extension.ts";
import { decode, type Frame } from "../../src/index.ts";
import { HEADER_2013 } from "../../src/jt808/header.ts";
import { jt808Parameters } from "../../src/jt808/parameter-rows.ts";
import { knownProfiles } from "../../src/jt808/profiles.ts";
import { uint } from "../../src/kind/bytes/number.ts";
import {
  type BytesKind,
  type BytesRow,
  type Meaning,
  type Personal,
  personalOf,
  type TextRow,
} from "../../src/kind/row.ts";
import { parseInner } from "../../src/parse.ts";
import { unwrapPengAoDa } from "../../src/pengaoda/pengaoda-frame.ts";
import { createAnonymiser } from "../../src/vectors/index.ts";
import { device, frameOf, POSITION } from "../jt808/frames.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");

/** Frames for rows that no vector has. */
const MORE_FRAMES: readonly Uint8Array[] = [
  latin1(
    "*HQ,1234567890,V19,101112,A,2234.9273,N,11354.3980,E,012.50,090,150624,405163,8613800138000,89860022090912345678,FFFFFBFF#",
  ),
  device("0001", "0001 8104 00 9876543216"),
  device("0002", "9876543216"),
  device("0003", "9876543216"),
  device("0200", `${POSITION} f4 07 c0252f4be509d0`),
  device("0200", `${POSITION} 94 11 ${hex("LSVAU2180N2183294")}`),
  frameOf(
    `0100 4052 01 00000000019176652184 00b3 002c 012f ${"00".repeat(71)} 01 ${hex("B12345")}`,
  ),
  device("0900", `f0 220428061009 000201 01 feec 11 ${hex("LSVAU2180N2183294")}`),
];

/** Frames with items of makers. */
const OF_MAKERS = readFileSync(
  new URL("../../vectors/jt808/options.jsonl", import.meta.url),
  "utf8",
)
  .split("\n")
  .filter((line) => line.includes("jt808Profiles"))
  .map((line) => bytesOf(JSON.parse(line)));

interface Example {
  readonly frame: Uint8Array;
  /** Offset in the bytes without escapes. */
  readonly from: number;
  readonly raw: string;
}

const SEEDS = ["first", "second", "third"];
const ANONYMISERS = SEEDS.map((seed) => createAnonymiser(seed));

/** One character per byte, without the escapes of a frame between flags. */
function plain(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  if (bytes[0] !== 0x7e) return text;
  return text.replaceAll("\x7d\x02", "\x7e").replaceAll("\x7d\x01", "\x7d");
}

/** The values of a frame by their rows; none for a frame with escapes, whose offsets count escaped bytes. */
function valuesOf(frame: Frame): [span: Span, example: Example][] {
  const { bytes } = frame;
  if (frame.format === "escaped" && bytes.includes(0x7d)) return [];
  const inner = unwrapPengAoDa(frame)?.inner;
  const jt808Profiles = knownProfiles().map(({ name }) => name);
  const spans =
    inner === undefined
      ? spansOf(frame, { jt808Profiles })
      : spansOf(inner, undefined, parseInner).map((span) => ({
          ...span,
          from: span.from + 1,
          to: span.to + 1,
        }));
  return spans.map((span) => {
    const raw = Buffer.from(bytes.subarray(span.from, span.to)).toString("latin1");
    return [span, { frame: bytes, from: span.from, raw }];
  });
}

const EXAMPLES = new Map<Meaning, Example[]>();
const SILENT = new Set<string>();
const CAPTURES = loadVectors().flatMap(({ vectors }) => vectors.map(bytesOf));
for (const bytes of [...CAPTURES, ...MORE_FRAMES, ...OF_MAKERS]) {
  for (const { frame } of decode(bytes)) {
    for (const [{ meaning }, example] of valuesOf(frame)) {
      EXAMPLES.set(meaning, [...(EXAMPLES.get(meaning) ?? []), example]);
      if (personalOf(meaning) === undefined) SILENT.add(meaning.name);
    }
  }
}

const MADE = new Map<Uint8Array, readonly string[]>();

/** The result for a value under each seed. */
function made({ frame, from, raw }: Example): { at: string; whole: string }[] {
  const wholes = MADE.get(frame) ?? ANONYMISERS.map((anonymise) => plain(anonymise(frame)));
  MADE.set(frame, wholes);
  return wholes.map((whole) => ({ at: whole.slice(from, from + raw.length), whole }));
}

/**
 * Whether the value has enough different digits not to occur by chance, unlike zeros, stars and lists of short numbers.
 */
function isRecognisable(raw: string, personal: Personal | undefined, isText: boolean): boolean {
  if (personal === "prose" && isText && !/\d{5}/.test(raw)) return false;
  const digits = isText ? raw : hex(raw).replace(/(?:00|ff)/g, "");
  return new Set(digits.match(/[\da-f]/gi)).size >= 6 && !raw.includes("*");
}

/** The rows of each form that hold a value, without those that only consist of rows. */
const FORMS: readonly (readonly [name: string, rows: readonly (BytesRow | TextRow)[]])[] = [
  ...allForms().map(({ name, rows, positions = [] }) => [name, [...rows, ...positions]] as const),
  ["header of 2013", HEADER_2013] as const,
  ["parameters", jt808Parameters()] as const,
  ["behind the #", [TEMPERATURE_BEHIND, NUMBERS_BEHIND]] as const,
].map(([name, rows]) => [
  name,
  rows.filter(({ kind }) => (kind as Partial<BytesKind>).isComposite !== true),
]);

/** Names of commands stay, whatever names are possible. */
function isKept(personal: Personal | undefined): boolean {
  return personal === "harmless" || personal === "word";
}

const PERSONAL = FORMS.map(
  ([name, rows]) => [name, rows.filter((row) => !isKept(personalOf(row)))] as const,
);

describe.each(PERSONAL.filter(([, rows]) => rows.length > 0))("%s", (name, rows) => {
  it.each(rows.map((row) => [row.name, row] as const))("loses %s", (_name, row) => {
    const examples = EXAMPLES.get(row) ?? [];
    // Only with these bytes the frame has its form.
    const { likely } = row as BytesRow;
    if (likely !== undefined && likely[0] === likely[1]) return;
    // A parameter is explained as a whole; the next test covers it.
    if (name === "parameters") return;
    const isChanged = examples.map((one) => made(one).some(({ at }) => at !== one.raw));
    expect(isChanged, "no vector has it; add one, or a frame to MORE_FRAMES").toContain(true);
    for (const example of examples) {
      const isText = example.frame.includes(0x2a) && /^[ -~]+$/.test(example.raw);
      if (!isRecognisable(example.raw, personalOf(row), isText)) continue;
      for (const { at, whole } of made(example)) {
        expect(at).not.toBe(example.raw);
        if (example.raw.length >= 6) expect(whole).not.toContain(example.raw);
      }
    }
  });
});

describe("a row without `personal`", () => {
  const replaced = (bytes: Uint8Array, format: Frame["format"], kind?: BytesKind): string => {
    const meaning = { name: "imsi", about: "IMSI", ...(kind === undefined ? {} : { kind }) };
    const span: Span = { from: 1, to: bytes.length - 1, meaning };
    return Buffer.from(replaceFields(bytes, format, [span], new Replacer("s"), {})).toString(
      "latin1",
    );
  };

  it("is replaced, digit by digit and letter by letter", () => {
    expect(replaced(latin1(",460011234567890,"), "ascii")).toMatch(/^,(?!460011)\d{15},$/);
    expect(replaced(latin1(",Aunt Meg 7,"), "ascii")).toMatch(
      /^,[A-F][g-z]{3} [G-Z][a-f][g-z] \d,$/,
    );
    const bcd = new Uint8Array(Buffer.from("004600112345678900", "hex"));
    expect(hex(replaced(bcd, "binary", uint(7)))).toMatch(/^00(?!4600)\d\d00\d{10}00$/);
  });

  it("exists only for items and parameters that no table reads", () => {
    const silent = FORMS.flatMap(([name, rows]) =>
      rows.filter((row) => personalOf(row) === undefined).map((row) => `${name} ${row.name}`),
    );
    expect(silent).toEqual([]);
    expect([...SILENT].sort()).toEqual(["jt808.items", "jt808.parameters"]);
  });
});

/** Kinds whose values can be any text or bytes: `value` makes rows harmless that do not say what they are. */
const ANY_TEXT = new Set(["text", "commandTime", "ascii", "asciiTexts", "gbk", "raw"]);

it("texts are harmless only where they name a device, a result or a fault", () => {
  const harmless = FORMS.flatMap(([, rows]) =>
    rows
      .filter((row) => ANY_TEXT.has(row.kind.kind) && personalOf(row) === "harmless")
      .map(({ name }) => name),
  );
  expect([...new Set(harmless)].sort()).toEqual([
    "alarmRecording",
    "bannedDrivingTime",
    "canIdSetting",
    "commandTime",
    "firmwareVersion",
    "hardwareVersion",
    "imageAnalysis",
    "manufacturer",
    "model",
    "obd.dtcs",
    "result",
    "softwareVersion",
    "videoChannelSettings",
    "videoChannels",
    "videoSettings",
    "wakeUp",
  ]);
});

it("parameters: only values that a row marks as harmless stay", () => {
  // 0001 heartbeat, 0013 server, 0048 a phone number, 0029 interval.
  const list = `0001 04 0000003c 0013 0e ${hex("198.51.100.250")} 0048 0b ${hex("13800138000")} 0029 04 00000258`;
  const body = `0001 04 ${list.replace(/(?=00(?:01|13|48|29) )/g, "0000")}`;
  const [message] = decode(createAnonymiser("s")(device("0104", body)));
  const values = message!.jt808!.parameters!.map(({ id, value, data }) => [
    id,
    value ?? latin1Of(data),
  ]);
  expect(values).toEqual([
    [1, 60],
    [0x13, expect.stringMatching(/^(?!198)\d{3}\.\d\d\.\d{3}\.\d{3}$/)],
    [0x48, expect.stringMatching(/^(?!13800138000)\d{11}$/)],
    [0x29, 600],
  ]);
});

function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
