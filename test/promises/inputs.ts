/**
 * Inputs for fuzzing that reach deep, because they are made from frames and from bytes with a meaning. All come from
 * fast-check, so a failure is shrunk and its seed printed.
 */
import fc from "fast-check";
import { type EncodableMessage, encodeMessage } from "../../src/index.ts";
import { join } from "../frame/streams.ts";
import { KINDS } from "../message/kinds.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

/** The bytes of every vector of any file. */
export const SAMPLES: readonly Uint8Array[] = loadVectors().flatMap(({ vectors }) =>
  vectors.map(bytesOf),
);

/** Bytes that begin, end or escape frames, and delimiters of fields. */
const MARKERS = [
  0x2a, 0x24, 0x23, 0x58, 0x50, 0x4d, 0x7e, 0x7d, 0x2c, 0x0d, 0x0a, 0x00, 0xff, 0x2e, 0x2d, 0x20,
  0x48, 0x51, 0x56, 0x31, 0x3c, 0x3e, 0x99, 0x01, 0x02,
];

const sample = fc.constantFrom(...SAMPLES);
const marker = fc.constantFrom(...MARKERS);
const byte = fc.oneof({ weight: 2, arbitrary: marker }, { weight: 1, arbitrary: fc.nat(255) });

/** A frame of any layout. */
export const FRAME: fc.Arbitrary<Uint8Array> = fc
  .constantFrom(...Object.values(KINDS))
  .chain((kind) => kind)
  .map((message) => encodeMessage(message as EncodableMessage));

type Change = (bytes: Uint8Array) => Uint8Array;

function cut(bytes: Uint8Array, at: number, drop: number, ...put: Uint8Array[]): Uint8Array {
  const from = bytes.length === 0 ? 0 : at % (bytes.length + 1);
  return join(bytes.subarray(0, from), ...put, bytes.subarray(from + drop));
}

const place = fc.nat(4095);
const size = fc.integer({ min: 1, max: 24 });

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(
    ([at, bit]): Change =>
      (bytes) => {
        const out = bytes.slice();
        if (out.length > 0) out[at % out.length]! ^= 1 << bit;
        return out;
      },
  ),
  fc.tuple(place, byte).map(
    ([at, value]): Change =>
      (bytes) =>
        cut(bytes, at, 1, Uint8Array.of(value)),
  ),
  fc.tuple(place, byte).map(
    ([at, value]): Change =>
      (bytes) =>
        cut(bytes, at, 0, Uint8Array.of(value)),
  ),
  fc.tuple(place, size).map(
    ([at, drop]): Change =>
      (bytes) =>
        cut(bytes, at, drop),
  ),
  fc.tuple(place, size).map(
    ([at, length]): Change =>
      (bytes) => {
        const from = bytes.length === 0 ? 0 : at % bytes.length;
        return cut(bytes, from, 0, bytes.subarray(from, from + length));
      },
  ),
  fc.tuple(place, sample, place, size).map(([at, other, from, length]): Change => {
    const start = other.length === 0 ? 0 : from % other.length;
    return (bytes) => cut(bytes, at, length, other.subarray(start, start + length));
  }),
);

export function changed(base: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(base, fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([bytes, changes]) => changes.reduce((now, apply) => apply(now), bytes));
}

const noise = fc.array(byte, { maxLength: 80 }).map((bytes) => Uint8Array.from(bytes));

/** A piece of a stream. */
const piece = fc.oneof(
  { weight: 4, arbitrary: sample },
  { weight: 4, arbitrary: changed(sample) },
  { weight: 1, arbitrary: noise },
  { weight: 1, arbitrary: fc.constantFrom("\r\n", "\n", "\0\0", "").map((t) => Buffer.from(t)) },
);

/** Several frames, whole and damaged, joined. */
export const STREAM: fc.Arbitrary<Uint8Array> = fc
  .array(piece, { maxLength: 8 })
  .map((pieces) => join(...pieces));

/** Any useful bytes. */
export const INPUT: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 12, arbitrary: changed(sample) },
  { weight: 3, arbitrary: noise },
  { weight: 2, arbitrary: STREAM },
  { weight: 1, arbitrary: changed(FRAME) },
);

/** The sizes of the chunks of a stream, used in turn. */
export const SIZES: fc.Arbitrary<number[]> = fc.array(fc.integer({ min: 1, max: 90 }), {
  minLength: 1,
  maxLength: 5,
});
