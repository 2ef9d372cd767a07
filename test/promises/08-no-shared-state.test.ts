/**
 * Promise 8: the same bytes give the same result in any time zone and locale, in any order, with two decoders
 * interleaved; without clock, random numbers and platform, and without writing to shared objects.
 *
 * Broken once by hand: in parse.ts, a device id from `new Date(2024, 0, 1)`: failed. In osmand.ts, `Date.now()`:
 * failed.
 */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as api from "../../src/index.ts";
import { readInput } from "../../src/text/index.ts";
import { random, shown, shuffle } from "../frame/streams.ts";
import { loadVectors } from "../vectors.ts";
import { answers } from "./answers.ts";
import { bundle } from "./bundle.ts";
import { fuzz } from "./fuzz.ts";
import { SAMPLES, STREAM } from "./inputs.ts";
import { otherAnswers } from "./other-answers.ts";

describe("a fresh process without clock, random numbers and platform", () => {
  const expected = answers(api, SAMPLES);
  const expectedOfOthers = otherAnswers(SAMPLES, readInput);
  const vectors = JSON.stringify(loadVectors().flatMap((file) => file.vectors));
  it.each([
    ["Asia/Kathmandu", "tr_TR.UTF-8", -345, "tr-TR"],
    ["America/St_Johns", "ar_EG.UTF-8", 210, "ar-EG"],
    ["UTC", "C", 0, "en-US"],
  ])("%s, %s", async (timeZone, locale, offset, language) => {
    const script = await bundle("test/promises/ambient-child.ts", "esm");
    const text = execFileSync(process.execPath, [script], {
      input: vectors,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { TZ: timeZone, LANG: locale, LC_ALL: locale },
    });
    const { ambient, found, others } = JSON.parse(text);
    expect(ambient).toEqual([offset, language]);
    for (const [i, text] of expected.entries()) expect(found[i]).toBe(text);
    for (const [i, text] of expectedOfOthers.entries()) expect(others[i]).toBe(text);
  });
});

it("the order of calls does not matter", () => {
  const expected = new Map(SAMPLES.map((bytes) => [bytes, answers(api, [bytes])[0]]));
  for (let seed = 1; seed <= 3; seed++) {
    for (const bytes of shuffle(SAMPLES, random(seed))) {
      expect(answers(api, [bytes])[0]).toBe(expected.get(bytes));
    }
  }
  const others = new Map(SAMPLES.map((bytes) => [bytes, otherAnswers([bytes], readInput)[0]]));
  for (const bytes of shuffle(SAMPLES, random(4)))
    expect(otherAnswers([bytes], readInput)[0]).toBe(others.get(bytes));
});

it("an earlier long frame does not matter", () => {
  const long = `*HQ,8168000005,V1${",1".repeat(100_000)}#`;
  const before = answers(api, SAMPLES);
  expect(api.decode(long, { maxFrameLength: 1 << 20 })).toHaveLength(1);
  expect(answers(api, SAMPLES)).toEqual(before);
});

it("results may be changed, and the input is not", () => {
  for (const bytes of SAMPLES) {
    const copy = bytes.slice();
    const before = answers(api, [bytes])[0];
    expect(bytes).toEqual(copy);
    for (const message of api.decode(bytes.slice())) changeEverything(message);
    for (const entry of api.explain(bytes.slice())) changeEverything(entry);
    expect(answers(api, [bytes])[0]).toBe(before);
  }
});

/** Changes everything that may be changed. */
function changeEverything(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  if (value instanceof Uint8Array) value.fill(0x55);
  else if (value instanceof Date) value.setTime(0);
  else {
    for (const key of Object.keys(value)) {
      changeEverything((value as Record<string, unknown>)[key]);
      (value as Record<string, unknown>)[key] = "spoilt";
    }
  }
}

fuzz(
  "two splitters used in turn give the results of each alone",
  300,
  fc.property(STREAM, STREAM, fc.integer({ min: 1, max: 40 }), (one, other, size) => {
    const alone = [one, other].map((bytes) => api.splitFrames(bytes, { end: true }).frames);
    const splitters = [new api.FrameSplitter(), new api.FrameSplitter()];
    const found: api.Frame[][] = [[], []];
    for (let at = 0; at < Math.max(one.length, other.length); at += size) {
      for (const [i, bytes] of [one, other].entries()) {
        found[i]!.push(...splitters[i]!.push(bytes.subarray(at, at + size)));
      }
    }
    for (const i of [0, 1]) {
      found[i]!.push(...splitters[i]!.flush());
      expect(shown(found[i]!)).toEqual(shown(alone[i]!));
    }
  }),
);
