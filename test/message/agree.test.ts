/**
 * Fast reader and interpreter agree on every form of text and of `$`: on frames with random values, on every variation
 * of one byte in a frame of each form, and on frames with several errors. `FUZZ_RUNS` sets the number of the last; a
 * million have been tried.
 */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FORMS, makeFrames, randomSource } from "../../bench/frames.mjs";
import { splitFrames } from "../../src/frame/split.ts";
import { encodeMessage, type Frame, type Message } from "../../src/index.ts";
import { SplitFrame } from "../../src/model/frame.ts";
import { parseFrame, parseTraced, readFast } from "../../src/parse.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { KINDS } from "./kinds.ts";

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 20_000);

type Format = "ascii" | "binary";

/** Bytes that may look like the rest of a value, or like its end. */
const BEHIND = ["0123456789", ",,,,", "#", "-1.5", "A,V,", "\xff\x00\x1f", "  ", "\n"].map((text) =>
  Buffer.from(text, "latin1"),
);

let turn = 0;

/** The frame inside a larger buffer. */
function inLargerBuffer(bytes: Uint8Array, format: Format, behind = bytes): SplitFrame {
  const buffer = new Uint8Array(Buffer.concat([bytes, bytes, behind]));
  return new SplitFrame(format, buffer, bytes.length, bytes.length * 2, 0);
}

function agree(bytes: Uint8Array, format: Format): Message {
  const frame: Frame = { format, bytes, offset: 0 };
  const fast = parseFrame(frame);
  // With a trace, the interpreter reads every value.
  const slow = parseTraced(frame, undefined, []);
  // Distinguishes -0 from 0. A failure is rare, so `expect` runs only then.
  if (!isDeepStrictEqual(fast, slow)) expect(fast, shown(bytes, format)).toStrictEqual(slow);
  // The result and its order are the same inside a larger buffer. The frame itself looks most like a continuation.
  for (const behind of [bytes, BEHIND[turn++ % BEHIND.length]!]) {
    const among = { ...parseFrame(inLargerBuffer(bytes, format, behind)), frame };
    const inOrder = Object.keys(among).join() === Object.keys(fast).join();
    if (inOrder && isDeepStrictEqual(among, fast)) continue;
    const where = `${shown(bytes, format)} before ${shown(behind, format)}`;
    expect(Object.keys(among), where).toEqual(Object.keys(fast));
    expect(among, where).toStrictEqual(fast);
  }
  return fast;
}

function shown(bytes: Uint8Array, format: Format): string {
  return Buffer.from(bytes).toString(format === "ascii" ? "latin1" : "hex");
}

/** The first frame of each form in the vectors: by word, type of message, number of fields or bytes, and issues. */
function oneOfEach(format: Format): [form: string, bytes: Uint8Array][] {
  const found = new Map<string, Uint8Array>();
  for (const vector of loadVectors().flatMap(({ vectors }) => vectors)) {
    for (const frame of splitFrames(bytesOf(vector), { end: true }).frames) {
      if (frame.format !== format) continue;
      const { command, type, issues } = parseTraced(frame, undefined, []);
      const { length } = frame.bytes;
      const size = format === "ascii" ? frame.bytes.filter((byte) => byte === 0x2c).length : length;
      if (issues.some(({ severity }) => severity === "error")) continue;
      const quirks = issues.filter(({ severity }) => severity === "info").map(({ code }) => code);
      const form = [command, type, size, ...new Set(quirks)].join(" ");
      if (!found.has(form)) found.set(form, Uint8Array.from(frame.bytes));
    }
  }
  return [...found];
}

/** Bytes with a meaning: digits at the ends of their range, signs, separators, letters, and bytes that are no text. */
const TEXT_BYTES = [...Buffer.from("0159-.,#* AVfg\x00\x7f\xff", "latin1")];
const DOLLAR_BYTES = [0x00, 0x01, 0x07, 0x09, 0x0a, 0x12, 0x24, 0x60, 0x64, 0x7f, 0x90, 0x99, 0xff];

/** All frames with one byte replaced or removed, and one with a byte inserted at each place. */
function* damagedOnce(bytes: Uint8Array, values: readonly number[]): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) {
    yield Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]);
    for (const value of values) {
      const replaced = Uint8Array.from(bytes);
      replaced[at] = value;
      yield replaced;
      if (value !== values[at % values.length]) continue;
      yield Uint8Array.from([...bytes.subarray(0, at), value, ...bytes.subarray(at)]);
    }
  }
}

describe.each([
  ["ascii", "text", TEXT_BYTES],
  ["binary", "dollar", DOLLAR_BYTES],
] as const)("%s frames", (format, group, values) => {
  const forms = Object.keys(FORMS).filter((form) => FORMS[form]!.group === group);

  it.each(forms)("%s with random values", (form) => {
    for (const bytes of makeFrames(form, 300)) agree(bytes, format);
  });

  it("with values that are empty", () => {
    const messages = Object.values(KINDS).flatMap((kind) =>
      fc.sample(kind, { numRuns: 100, seed: 1 }),
    );
    for (const message of messages) {
      const bytes = encodeMessage(message as Message);
      if ((bytes[0] === 0x2a) === (format === "ascii")) agree(bytes, format);
    }
  });

  it("with one byte wrong", () => {
    const all = oneOfEach(format);
    expect(all.length).toBeGreaterThan(format === "ascii" ? 100 : 5);
    for (const [, bytes] of all)
      for (const wrong of damagedOnce(bytes, values)) agree(wrong, format);
  });

  it("with several bytes wrong", () => {
    const random = randomSource(Number(process.env["FUZZ_SEED"] ?? 1));
    const frames = [
      ...oneOfEach(format).map(([, bytes]) => bytes),
      ...forms.flatMap((form) => makeFrames(form, 20)),
    ];
    for (let run = 0; run < RUNS; run++) {
      const bytes = [...frames[random(frames.length)]!];
      for (let i = random(3); i >= 0; i--) {
        const at = random(bytes.length);
        const value = random(4) === 0 ? random(256) : values[random(values.length)]!;
        bytes.splice(at, random(2), ...(random(3) === 0 ? [] : [value]));
        if (bytes.length === 0) bytes.push(value);
      }
      agree(Uint8Array.from(bytes), format);
    }
  });
});

it.each([
  "*HQ,1234567890,V1,101112, a,2234.9273,N,11354.3980,E,012.50,090,150624,FFFFDFFF#",
  "*HQ,8635034655,V1,084453,A,6301.5506,S,15346.9185,E,0.25,22.226,011227, FFE7FBFF,E1,4E86,207,621,32238,8142,44#",
])("cases found by long runs: %s", (text) => {
  agree(Uint8Array.from(Buffer.from(text, "latin1")), "ascii");
});

it.each(Object.keys(FORMS).filter((form) => FORMS[form]!.hasFastReader))(
  "%s uses the fast reader in a stream too",
  (form) => {
    for (const bytes of makeFrames(form, 500)) {
      const format = bytes[0] === 0x2a ? "ascii" : bytes[0] === 0x24 ? "binary" : "escaped";
      const frame: Frame = { format, bytes, offset: 0 };
      const isFast = readFast(frame, undefined) !== null;
      const inside = inLargerBuffer(bytes, format as Format);
      expect(readFast(inside, undefined) !== null, Buffer.from(bytes).toString("hex")).toBe(isFast);
    }
  },
);
