/**
 * Plants secrets in every value that its row does not mark as harmless, in every vector: the original value, and others
 * of the same form. None of them may remain, at its place or in any spelling elsewhere.
 */
import { describe, expect, it } from "vitest";
import { spansOf } from "../../src/explain.ts";
import { decode, type Frame } from "../../src/index.ts";
import { knownProfiles } from "../../src/jt808/profiles.ts";
import { personalOf } from "../../src/kind/row.ts";
import { parseInner } from "../../src/parse.ts";
import { unwrapPengAoDa } from "../../src/pengaoda/pengaoda-frame.ts";
import { createAnonymiser } from "../../src/vectors/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { leftIn } from "./secrets.ts";

const ANONYMISERS = ["first", "second", "third"].map((seed) => createAnonymiser(seed));
const VECTORS = loadVectors().flatMap(({ vectors }) => vectors);

interface Value {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** The values of a frame that are not harmless; none for a frame with escapes, whose offsets count escaped bytes. */
function valuesOf(frame: Frame): Value[] {
  if (frame.format === "escaped" && frame.bytes.includes(0x7d)) return [];
  const inner = unwrapPengAoDa(frame)?.inner;
  const jt808Profiles = knownProfiles().map(({ name }) => name);
  const shift = inner === undefined ? 0 : 1;
  const spans =
    inner === undefined ? spansOf(frame, { jt808Profiles }) : spansOf(inner, undefined, parseInner);
  return spans
    .filter(({ meaning }) => {
      const personal = personalOf(meaning);
      return personal !== "harmless" && personal !== "word";
    })
    .map(({ from, to, meaning, value }) => {
      // The value, and its offset in the raw bytes.
      const data = (value as { readonly data?: Uint8Array } | null)?.data;
      const head = [1, 2].find((size) => frame.bytes[from + size - 1] === to - from - size) ?? 0;
      const start = data === undefined ? from + head : to - data.length;
      return { from: start + shift, to: to + shift, name: meaning.name };
    });
}

/** A random number generator with the same sequence in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Another byte of the same form: a digit for a digit, a letter for a letter, as a character or as two half-bytes. */
function otherByte(byte: number, isText: boolean, draw: (below: number) => number): number {
  const character = String.fromCharCode(byte);
  if (isText) {
    if (/\d/.test(character)) return 0x31 + draw(9);
    if (/[A-F]/.test(character)) return 0x41 + draw(6);
    if (/[a-f]/.test(character)) return 0x61 + draw(6);
    if (/[G-Z]/.test(character)) return 0x47 + draw(20);
    return /[g-z]/.test(character) ? 0x67 + draw(20) : byte;
  }
  const half = (value: number): number => (value > 9 ? 10 + draw(5) : 1 + draw(9));
  return byte === 0 || byte === 0xff ? byte : half(byte >> 4) * 16 + half(byte & 15);
}

/** The frame with other bytes in a value, and a right check byte if it had one. */
function withPlantedValue(frame: Uint8Array, { from, to }: Value, draw: (below: number) => number) {
  const out = frame.slice();
  const isText = frame.subarray(from, to).every((byte) => byte >= 0x20 && byte < 0x7f);
  for (let i = from; i < to; i++) out[i] = otherByte(out[i]!, isText, draw);
  const check = out.length - 2;
  if (frame[0] === 0x7e) for (let i = from; i < to; i++) out[check]! ^= frame[i]! ^ out[i]!;
  return out;
}

/** With fewer different digits, it may occur by chance. */
function isRecognisable(raw: string): boolean {
  return raw.length >= 8 && new Set(raw).size >= 5;
}

/** The text by which a value can be found: characters or half-bytes, without padding. */
function textOf(frame: Uint8Array, { from, to }: Value): string {
  const raw = Buffer.from(frame.subarray(from, to)).toString("latin1");
  const text = raw.replace(/^\0+|\0+$/g, "");
  return /^[\r\n -~]+$/.test(text) ? text : Buffer.from(raw, "latin1").toString("hex");
}

const NO_CELL = /\b0+[,-]0+\b|0{8}$/;

/** Words that devices print, values that were masked before, and forms of "no position" stay. */
const STAYS =
  /^(?:[A-Za-z]{0,4}\d{0,3}|[A-Z:. ]+|cmnet|Pw:On|pass_word|\d{3}\*+|8+|(?:0+\.0+|9+\.9+|9000\.0+|18000\.0+),[NSEW])$/;

describe.each([0, 1, 2, 3])("every value of every vector, planted %s times before", (round) => {
  it.each(VECTORS.map((vector) => [vector.id, bytesOf(vector)] as const))("%s", (_id, bytes) => {
    const left: unknown[] = [];
    const draw = numbers(round * 1000 + bytes.length);
    for (const { frame } of decode(bytes)) {
      for (const value of valuesOf(frame)) {
        // The first round uses the values of the vectors.
        const capture = round === 0 ? frame.bytes : withPlantedValue(frame.bytes, value, draw);
        const [first, ...others] = decode(capture);
        // The row still reads it as the same value.
        const isSame =
          others.length === 0 &&
          first !== undefined &&
          valuesOf(first.frame).some(
            ({ name, from }) => name === value.name && from === value.from,
          );
        if (!isSame || capture.includes(0x7d)) continue;
        const raw = textOf(capture, value);
        if (STAYS.test(raw.replace("-", ""))) continue;
        const all = ANONYMISERS.map((anonymise) => anonymise(capture));
        const stays = all.every(
          (made) => made.length === capture.length && textOf(made, value) === raw,
        );
        // The network and the level of a cell stay.
        const isCell = value.name.startsWith("cell");
        const isNothing = /^(?:0*[1-9a-f]?0*|[0f]*)$/i.test(raw.replace(/[^\da-z]/gi, ""));
        if (stays && !isNothing && !(isCell && NO_CELL.test(raw))) left.push([value.name, raw]);
        if (isCell) continue;
        const elsewhere = capture.slice().fill(0, value.from, value.to);
        for (const text of raw.split(/[^\w.+-]+/).filter(isRecognisable)) {
          const secret = { kind: value.name, text };
          if (leftIn(elsewhere, secret).length > 0) continue;
          const found = all.map((made) => leftIn(made, secret));
          if (found.every((codings) => codings.length > 0))
            left.push([value.name, text, ...found[0]!]);
        }
      }
    }
    expect(left).toEqual([]);
  });
});
