/**
 * Anonymises captures: a value that no row marks as harmless becomes another of the same form, and nothing
 * else changes. Every replacement has the length of the original; only `7E` frames may need an escape more or less.
 */
import { checkOptions, flag, whole } from "../argument.ts";
import { assertBytes, concat } from "../bytes.ts";
import { decode } from "../decode.ts";
import { spansOf } from "../explain.ts";
import { contentsOf, headerLength } from "../frame/escaped.ts";
import type { Frame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import { assertProtocol, type ProtocolLike } from "../model/protocol.ts";
import { sumOf } from "../pengaoda/checksum.ts";
import { CHECKSUM } from "../pengaoda/record.ts";
import { anonymiseEscaped } from "./escaped.ts";
import { type Counts, replaceFields } from "./fields.ts";
import { Replacer } from "./replacer.ts";

/** What an anonymiser knows besides what the library does. */
export interface AnonymiserOptions {
  /**
   * The protocol of your own firmware, from `./layout`. A value of its rows that says nothing, itself or by its kind, in
   * `personal` is replaced.
   */
  readonly protocol?: ProtocolLike;
  /** Days by which all times are moved, -3650 to 3650; 0 by default. The time of day stays. */
  readonly shiftDays?: number;
  /**
   * Moves and turns all tracks as a whole, so that their shapes stay, and speeds and courses fit them. By default
   * coordinates are replaced digit by digit: a track then loses its shape and cannot be matched with a map.
   */
  readonly turnTracks?: boolean;
}

/** An anonymised capture, with its replacements. */
export interface Anonymised {
  readonly bytes: Uint8Array;
  /** Number of replaced values by kind. */
  readonly replaced: Readonly<Counts>;
  /**
   * Frames whose values are replaced like all others, but that do not decode to the same properties and issues with any
   * replacement.
   */
  readonly notJudged: readonly { readonly offset: number; readonly length: number }[];
}

/** Anonymises captures; the same value gets the same replacement in all of them. */
export interface Anonymiser {
  (bytes: Uint8Array): Uint8Array;
  /** The same, with the replacements and the frames that do not decode as before. */
  report(bytes: Uint8Array): Anonymised;
}

/**
 * Creates an anonymiser for captures.
 *
 * It replaces every value that no row marks as harmless, in every frame and in noise. Times, speeds, status, country and
 * network stay, and all other documented values that identify neither a person nor a place. Ids keep their first three
 * digits, SIM numbers four; places near each other stay near each other. In texts the words that devices print stay, in
 * undocumented bytes 00 and FF. A frame decodes to the same properties and issues as before. Right checksums are right
 * again. docs/privacy.md explains what that protects against, and what it does not.
 *
 * @param seed Decides the replacements: the same seed gives the same ones. With the seed anyone can find out the originals
 * of ids, so keep it as secret as the capture.
 * @throws TypeError if `seed` is not a string, RangeError if it is empty.
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { createAnonymiser } from "sinotrack-protocol/vectors";
 *
 * const anonymise = createAnonymiser("a secret seed");
 * const report = "*HQ,8168000005,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * const [message] = decode(anonymise(new TextEncoder().encode(report)));
 * message.deviceId === "8168000005"; // false
 * message.deviceId?.slice(0, 3); // "816"
 * if (message.type === "position") message.speedKmh; // 29.0764
 * ```
 */
export function createAnonymiser(seed: string, options: AnonymiserOptions = {}): Anonymiser {
  if (typeof seed !== "string") throw new TypeError("seed must be a string");
  if (seed === "") throw new RangeError("seed must not be empty");
  checkOptions(options, {
    protocol: assertProtocol,
    shiftDays: (name, value) => whole(name, value, -3650, 3650),
    turnTracks: flag,
  });
  const { protocol } = options;
  const reading = protocol === undefined ? {} : { protocol };
  const replacer = new Replacer(seed, options);
  const report = (bytes: Uint8Array): Anonymised => {
    assertBytes(bytes, "bytes");
    // Not a Buffer, which JSON would write as a long list.
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    return anonymise(plain, replacer, reading);
  };
  return Object.assign((bytes: Uint8Array) => report(bytes).bytes, { report });
}

/** Limit of the rounds in which frames that do not decode as before get other values. */
const MOST_ROUNDS = 8;
/** Number of tries on the frame alone before each round. */
const DRAWS_A_ROUND = 4;

/** Pieces before and after another that may decide where it begins and ends. */
const NEAR = 3;

/** A frame of the capture, or an assembled message. */
interface Piece {
  readonly frame: Frame;
  readonly index: number;
  /** The number of the form of its message, without the values. */
  readonly form: number;
  /** The round of its last replacement. */
  round: number;
  made: Uint8Array;
  counts: Counts;
  /** The parts of an assembled message, in order. */
  parts: Piece[];
  /** The message of which it is a part, and its new body there. */
  whole?: Piece;
  body?: Uint8Array;
}

function anonymise(bytes: Uint8Array, replacer: Replacer, options: AnonymiserOptions): Anonymised {
  const forms: Forms = new Map();
  const pieces = piecesOf(decode(bytes, options), forms, replacer);
  for (const piece of pieces) draw(piece, 0, replacer, options);
  const check = (some: readonly Piece[], from: number, to: number): [Uint8Array, Piece[]] => {
    const { bytes: out, places } = join(bytes.subarray(0, to), some, from);
    return [out, changedPieces(some, places, decode(out, options), forms)];
  };
  let [out, wrong] = check(pieces, 0, bytes.length);
  if (wrong.length > 0) {
    for (let round = 1; round < MOST_ROUNDS && wrong.length > 0; round++) {
      for (const piece of wrong) draw(piece, round, replacer, options);
      // Only among its neighbours: decoding the whole capture for each would take too long.
      wrong = wrong.filter((piece) => {
        const near = pieces.slice(Math.max(0, piece.index - NEAR), piece.index + NEAR + 1);
        const [{ frame: first }, { frame: last }] = [near[0]!, near.at(-1)!];
        const [, others] = check(near, first.offset, last.offset + last.bytes.length);
        return others.includes(piece);
      });
    }
    [out, wrong] = check(pieces, 0, bytes.length);
  }
  const replaced: Counts = {};
  for (const { counts } of pieces)
    for (const [kind, count] of Object.entries(counts) as [keyof Counts, number][])
      replaced[kind] = (replaced[kind] ?? 0) + count;
  const notJudged = wrong.map(({ frame }) => ({
    offset: frame.offset,
    length: frame.bytes.length,
  }));
  return { bytes: out, replaced, notJudged };
}

/** Properties that identify the device or its owner, wherever the message carries them. */
const NAMED = ["deviceId", "imei", "iccid", "phoneNumber"] as const;

/** Learns them first, so that they get the same replacement in places without a row, and in earlier frames too. */
function learn(message: Message, replacer: Replacer): void {
  for (const name of NAMED) {
    const value = (message as Partial<Record<(typeof NAMED)[number], unknown>>)[name];
    if (typeof value !== "string" || !/^\d+$/.test(value)) continue;
    if (name === "deviceId") replacer.id(value);
    else replacer.run(value);
  }
}

function piecesOf(messages: readonly Message[], forms: Forms, replacer: Replacer): Piece[] {
  const pieces: Piece[] = [];
  const at = new Map<number, Piece>();
  for (const message of messages) {
    const { frame, jt808 } = message;
    learn(message, replacer);
    const form = formOf(message, forms);
    const index = pieces.length;
    const piece: Piece = {
      frame,
      index,
      form,
      round: -1,
      made: frame.bytes,
      counts: {},
      parts: [],
    };
    pieces.push(piece);
    if (jt808?.assembled === undefined) at.set(frame.offset, piece);
    else {
      piece.parts = jt808.assembled.offsets.flatMap((offset) => at.get(offset) ?? []);
      for (const part of piece.parts) part.whole = piece;
    }
  }
  return pieces;
}

/** Draws values for a piece, and for all pieces of the same message. */
function draw(piece: Piece, round: number, replacer: Replacer, options: AnonymiserOptions): void {
  const whole = piece.parts.length > 0 ? piece : piece.whole;
  for (const one of whole === undefined ? [piece] : [whole, ...whole.parts]) {
    // By another piece of the same message.
    if (one.round === round) continue;
    one.round = round;
    const form = round === 0 ? "" : formAlone(one.frame.bytes, options);
    for (let i = 0; i < DRAWS_A_ROUND; i++) {
      replacer.attempt = round * DRAWS_A_ROUND + i;
      one.counts = {};
      one.made = drawFrame(one, replacer, options);
      if (round === 0 || formAlone(one.made, options) === form) break;
    }
    if (one === whole) distribute(whole);
  }
}

function formAlone(bytes: Uint8Array, options: AnonymiserOptions): string {
  return decode(bytes, options).map(fullForm).join();
}

function drawFrame(piece: Piece, replacer: Replacer, options: AnonymiserOptions): Uint8Array {
  const { frame, counts } = piece;
  const { format, bytes } = frame;
  if (format === "escaped") return anonymiseEscaped(frame, replacer, options, counts, piece.body);
  const spans = spansOf(frame, options);
  const out = replaceFields(bytes, format, spans, replacer, counts);
  // A bare record of PengAoDa ends with its checksum: right, or wrong by as much as before.
  const sum = spans.find(({ meaning }) => meaning.name === CHECKSUM.name)?.from;
  if (sum !== undefined) out[sum] = bytes[sum]! ^ sumOf(bytes, sum) ^ sumOf(out, sum);
  return out;
}

/** Gives each part its bytes of the whole. */
function distribute(whole: Piece): void {
  const body = bodyOf(whole.made);
  let from = 0;
  for (const part of whole.parts) {
    const { length } = bodyOf(part.frame.bytes);
    part.body = body.subarray(from, from + length);
    from += length;
  }
}

/** The body of a JT/T 808 frame. */
function bodyOf(frame: Uint8Array): Uint8Array {
  const { bytes, from, to } = contentsOf(frame, frame[0] === 0x7e ? 1 : 0, frame.length - 1);
  return bytes.subarray(from + headerLength(bytes, from, to), to - 1);
}

/** Joins pieces with the bytes between and around them, from `from` on; returns the start of each. */
function join(
  bytes: Uint8Array,
  pieces: readonly Piece[],
  from: number,
): { bytes: Uint8Array; places: Map<Piece, number> } {
  const out: Uint8Array[] = [];
  const places = new Map<Piece, number>();
  let at = from;
  let place = 0;
  for (const piece of pieces) {
    const { frame, made, parts } = piece;
    // An assembled message is at the place of the part that came last.
    if (parts.length > 0) {
      places.set(piece, Math.max(...parts.map((part) => places.get(part) ?? 0)));
      continue;
    }
    out.push(bytes.subarray(at, frame.offset), made);
    place += frame.offset - at;
    places.set(piece, place);
    place += made.length;
    at = frame.offset + frame.bytes.length;
  }
  return { bytes: concat([...out, bytes.subarray(at)]), places };
}

/** The pieces whose place or form has changed. */
function changedPieces(
  pieces: readonly Piece[],
  places: ReadonlyMap<Piece, number>,
  messages: readonly Message[],
  forms: Forms,
): Piece[] {
  const frames = new Map<number, Message>();
  const wholes = new Map<number, Message>();
  for (const message of messages) {
    const isWhole = message.jt808?.assembled !== undefined;
    (isWhole ? wholes : frames).set(message.frame.offset, message);
  }
  return pieces.filter((piece) => {
    const isWhole = piece.parts.length > 0;
    const found = (isWhole ? wholes : frames).get(places.get(piece)!);
    if (found === undefined || formOf(found, forms) !== piece.form) return true;
    return !isWhole && found.frame.bytes.length !== piece.made.length;
  });
}

/** Properties with the kind of a message. */
const NAMES: ReadonlySet<string> = /* @__PURE__ */ new Set(["type", "code", "field"]);
/** Properties that depend on its place. */
const PLACES: ReadonlySet<string> = /* @__PURE__ */ new Set(["offset", "offsets"]);

/** Numbers in place of forms: there are few forms, but their texts are long. */
type Forms = Map<string, number>;

function formOf(message: Message, forms: Forms): number {
  const form = fullForm(message);
  const known = forms.get(form);
  if (known === undefined) forms.set(form, forms.size);
  return known ?? forms.size - 1;
}

/** Everything except the values. Undocumented types have a name that may be personal. */
function fullForm(message: Message): string {
  const { type, command, frame } = message;
  return `${type === "unknown" ? command.length : command} ${frame.format}${shapeOf(message, "")}`;
}

function shapeOf(value: unknown, key: string): string {
  if (typeof value === "string") return NAMES.has(key) ? value : "s";
  if (typeof value === "number") return "n";
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return "d";
  if (value instanceof Uint8Array) return "b";
  let shape = "{";
  for (const name in value) {
    if (name === "frame" || PLACES.has(name)) continue;
    shape += `${name}:${shapeOf((value as Record<string, unknown>)[name], name)},`;
  }
  return `${shape}}`;
}
