/**
 * Promise 4, against a second splitter that knows only the grammar (docs/protocol/h02.md §1, docs/protocol/jt808.md
 * §3): `*…#`, `7E … 7E`, and `$` or `X` with a plausible head and any documented length. It tries every way to split a
 * stream; if there is only one, the splitter must find it. Frames of different lengths from two units are joined.
 */
import fc from "fast-check";
import { splitFrames } from "../../src/index.ts";
import { DOLLAR_FAMILIES } from "../independent/dollar.ts";
import { JT808_POSITION_FAMILIES } from "../independent/jt808-position.ts";
import { Random } from "../independent/random.ts";
import { V1_FAMILIES } from "../independent/report-v1.ts";
import { SMALL_FAMILIES } from "../independent/small.ts";
import { fuzz } from "./fuzz.ts";
import { SIZES } from "./inputs.ts";
import { checkChunks, fail } from "./oracle.ts";

/** Lengths of `$` frames by the length of the id: five or eight bytes. */
const LENGTHS = [32, 37, 45, 46, 47, 48, 51, 54, 60];
const LONG_LENGTHS = [42];
const X_LENGTH = 30;

const isBcd = (byte: number | undefined): boolean =>
  byte !== undefined && byte < 0xa0 && (byte & 15) < 10;
const bcd = (byte: number): number => (byte >> 4) * 10 + (byte & 15);

/** Time of day, day and coordinates after an id that ends before `at`. */
function isHead(bytes: Uint8Array, from: number, at: number): boolean {
  for (let i = from; i < at + 14; i++)
    if (i !== at + 10 && i !== at - 1 && !isBcd(bytes[i])) return false;
  const [hour, minute, second, day, month] = Array.from(bytes.subarray(at, at + 5), bcd);
  const isTime = hour! < 24 && minute! < 60 && second! < 70;
  const isDay = (day! > 0 && day! < 32 && month! > 0 && month! < 13) || (day === 0 && month === 0);
  return isTime && isDay && bcd(bytes[at + 6]!) <= 90;
}

/** Possible ends of a frame that begins at `at`. */
function endsOf(bytes: Uint8Array, at: number): number[] {
  const byte = bytes[at];
  if (byte === 0x2a && bytes[at + 3] === 0x2c) {
    const end = bytes.indexOf(0x23, at);
    return end < 0 ? [] : [end + 1];
  }
  if (byte === 0x7e) {
    const end = bytes.indexOf(0x7e, at + 1);
    return end < at + 14 ? [] : [end + 1];
  }
  const ends: number[] = [];
  if (byte === 0x24 && isHead(bytes, at + 1, at + 6))
    for (const length of LENGTHS) ends.push(at + length);
  if (byte === 0x24 && isHead(bytes, at + 1, at + 9))
    for (const length of LONG_LENGTHS) ends.push(at + length);
  if (byte === 0x58 && isHead(bytes, at + 1, at + 6)) ends.push(at + X_LENGTH);
  return ends.filter((end) => end <= bytes.length);
}

/** The starts of the frames if there is exactly one way to split all bytes into frames. */
function uniqueSplit(bytes: Uint8Array): number[] | null {
  const ways = new Array<number>(bytes.length + 1).fill(0);
  ways[bytes.length] = 1;
  const next = new Array<number>(bytes.length).fill(-1);
  for (let at = bytes.length - 1; at >= 0; at--) {
    const isSeparator = bytes[at] === 0x0d || bytes[at] === 0x0a;
    for (const end of isSeparator ? [at + 1] : endsOf(bytes, at)) {
      // After a shorter length, a separator or a flag is evidence for it, whatever follows: a second way.
      const isOpen = bytes[at] === 0x24 && [0, 0x0a, 0x0d, 0x7e].includes(bytes[end]!);
      ways[at]! += Math.max(ways[end]!, isOpen ? 1 : 0);
      if (ways[end]! > 0) next[at] = end;
    }
  }
  if (ways[0] !== 1) return null;
  const starts: number[] = [];
  for (let at = 0; at < bytes.length; at = next[at]!) {
    if (at < 0) return null;
    if (bytes[at] !== 0x0d && bytes[at] !== 0x0a) starts.push(at);
  }
  return starts;
}

const DOLLARS = DOLLAR_FAMILIES.filter(({ name }) => name.startsWith("$ of"));
const FAMILIES = [...DOLLARS, ...V1_FAMILIES, ...SMALL_FAMILIES, ...JT808_POSITION_FAMILIES];

const GLUED = fc
  .tuple(fc.nat(), fc.integer({ min: 2, max: 12 }), fc.constantFrom("", "", "\r\n"))
  .map(([seed, count, between]) => {
    const random = new Random(seed);
    // Two units with mostly `$` frames, whose lengths are to be found.
    const dollars = [random.pick(DOLLARS), random.pick(DOLLARS)];
    const frames = Array.from({ length: count }, () => {
      const family = random.chance(0.75) ? random.pick(dollars) : random.pick(FAMILIES);
      return Buffer.concat([family.make(random).bytes, Buffer.from(between, "latin1")]);
    });
    return new Uint8Array(Buffer.concat(frames));
  });

let compared = 0;
let open = 0;

fuzz(
  "where the grammar leaves one way to cut a stream, the splitter has it, in any chunks",
  600,
  fc.property(GLUED, SIZES, (bytes, sizes) => {
    const only = uniqueSplit(bytes);
    const { frames } = splitFrames(bytes, { end: true });
    checkChunks(bytes, frames, sizes);
    if (only === null) {
      open++;
      return;
    }
    compared++;
    const found = frames.map(({ offset }) => offset);
    if (found.join() !== only.join()) fail(`cut at ${found}, not at ${only}`, bytes);
    if (compared % 10_000 === 0) console.log(`${compared} compared, ${open} with several ways`);
  }),
);
