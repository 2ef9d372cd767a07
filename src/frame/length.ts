/**
 * Decides the length of a `$` frame, which the wire does not carry. The evidence is only in the bytes of the stream, so
 * that the way the stream is cut into chunks cannot change the answer:
 *
 * 1. A frame ends where the next one begins: at a marker with the id of the same device, at the start of a text frame, or at
 *    a frame of JT/T 808 with the right length and checksum. A byte of a tail may equal a marker, but not with so much
 *    behind it. Nothing outweighs this evidence.
 * 2. Otherwise it ends at the strongest of the weaker evidence: a head of another device, the end of the data, 7E. Each is
 *    weaker if the tail has a value that tails of this length do not have.
 * 3. Separators may stand before that evidence. A tail may end with such bytes as well: then the tails of both lengths
 *    decide.
 * 4. A length that the connection has proved needs no evidence behind it, if the tail surely fits it and the bytes cannot be
 *    the beginning of a longer frame.
 * 5. If nothing follows, the tail decides if it surely fits its length; otherwise the frame is cut at 32 bytes, which have
 *    the position. A start in the middle cuts the frame short.
 *
 * A decision is made when no later byte could change it; until then the frame is held.
 *
 * The lengths and their tails: docs/protocol/h02.md §1.3.
 */
import {
  hasRecordMarks,
  isClassic,
  isLevel,
  LIKE,
  LONGER,
  lengthInFrame,
  likeness,
  NONE,
  SURE,
  UNLIKE,
  UNTOLD,
} from "./dollar-tail.ts";
import {
  DECISIVE,
  END,
  FAINT,
  FLAGGED,
  follower,
  HEAD_BEHIND_ODD,
  ID_END,
  LITTLE,
  NOTHING,
  ODD_END,
  sameBytes,
} from "./follower.ts";
import {
  CR,
  DOLLAR,
  FLAG,
  HEAD_LENGTH,
  isHead,
  LF,
  LONG_ID_EXTRA,
  MAY_FOLLOW,
  NO,
  STAR,
  startsHead,
  startsText,
  YES,
} from "./start.ts";

export const SHORT = 32;
/** The one length with an id of eight bytes. */
const LONG_ID = 42;
const LENGTHS: readonly number[] = /* @__PURE__ */ ascending([SHORT, LONG_ID, ...LONGER]);
/** This many separators behind a frame end it, whatever follows. */
const SEPARATORS_WEIGHED = 64;

/** How bytes at the end of the data are treated. */
export type End =
  /** More may come. */
  | typeof OPEN
  /** A burst ended: decide what is complete, keep what is not. */
  | typeof PAUSED
  /** Nothing follows. */
  | typeof CLOSED;
export const OPEN = 0;
export const PAUSED = 1;
export const CLOSED = 2;

/** The frame lengths that a connection has proved. */
export class Learned {
  /** Bit n is set when frames of 32 + n bytes were seen: a shift is taken modulo 32. */
  #seen = 0;
  /** The same for lengths of which one frame was read too short. */
  #cut = 0;
  /** The device of the last frame of 32 bytes, and byte 31 of it. Before the first one no GSM level is near it. */
  #lastDevice = 0;
  #lastRecord = 128;
  /** The length that was proved last, except for records with a long id. */
  last: number = SHORT;

  /** The frame at `at` has that length. */
  add(length: number, bytes: Uint8Array, at: number): void {
    if (length >= SHORT + 32) return;
    if (length !== LONG_ID) this.last = length;
    this.#seen |= 1 << length;
    if (length !== SHORT) return;
    this.#lastDevice = deviceAt(bytes, at);
    this.#lastRecord = bytes[at + SHORT - 1]!;
  }

  /** A frame of that length was read too short, because its tail looked like another. */
  addCut(length: number): void {
    this.#seen |= 1 << length;
    this.#cut |= 1 << length;
  }

  has(length: number): boolean {
    return length < SHORT + 32 && (this.#seen & (1 << length)) !== 0;
  }

  hasCut(length: number): boolean {
    return (this.#cut & (1 << length)) !== 0;
  }

  /** Whether the frame at `at`, which has FF 00 after the head, is surely one of 32 bytes. */
  provesShort(bytes: Uint8Array, at: number): boolean {
    if ((this.#seen & ~1) !== 0) return false;
    const byte = bytes[at + SHORT - 1]!;
    // `*` may be the text frame behind a record that was cut short.
    if (!isLevel(byte)) return byte !== STAR;
    // The record number of a device counts up, or is always the same.
    return ((byte - this.#lastRecord) & 255) < 2 && deviceAt(bytes, at) === this.#lastDevice;
  }
}

/** Eight of the ten digits of the id: enough to tell the devices of a connection apart. */
function deviceAt(bytes: Uint8Array, at: number): number {
  return (bytes[at + 2]! << 24) | (bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!;
}

/**
 * A shortcut of `decideLength` for nearly every frame, by few of its bytes: the frame is as long as the one before, and
 * behind it is the id of the same device or the head of a text frame. `HOLD` if that does not decide. `view` is one of
 * `bytes`.
 */
export function usualLength(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  size: number,
  learned: Learned,
): number {
  const { last: length } = learned;
  const next = at + length;
  if (next + ID_END > size) return HOLD;
  const marker = bytes[next];
  const isNext =
    marker === DOLLAR
      ? sameBytes(bytes, next, size, at) === ID_END
      : marker === STAR && startsText(bytes, next, size) === YES;
  if (!isNext || !isHead(bytes, view, at)) return HOLD;
  if (lengthInFrame(bytes, at, size) >= 0) return HOLD;
  for (const shorter of LENGTHS) {
    if (shorter >= length) return shorter === length ? length : HOLD;
    if (learned.has(shorter)) return HOLD;
    if (MAY_FOLLOW[bytes[at + shorter]!] === 0) continue;
    const i = skipSeparators(bytes, at + shorter, size);
    if (MAY_FOLLOW[bytes[i]!] !== 0 && follower(bytes, i, size, at) !== NOTHING) return HOLD;
  }
  // Some frames carry their length.
  return HOLD;
}

/** The frame must be held: the bytes so far do not decide. */
export const HOLD = 0;
/** No frame starts here. */
export const NOT_A_FRAME = -1;

/**
 * The length of the frame whose marker is at `at`, or `HOLD`, or `NOT_A_FRAME`. Below that it is a negated length without
 * proof, which must not be learned.
 *
 * @param isDue A frame should start here, so that one value in its head may be impossible.
 */
export function decideLength(
  bytes: Uint8Array,
  at: number,
  size: number,
  end: End,
  learned: Learned,
  fixedLength: number | undefined,
  isDue: boolean,
): number {
  let spare = 0;
  let short = startsHead(bytes, at, size, 0);
  let long = short === NO ? startsHead(bytes, at, size, LONG_ID_EXTRA) : NO;
  if (isDue && short === NO && long === NO) {
    spare = 1;
    short = startsHead(bytes, at, size, 0, spare);
    long = startsHead(bytes, at, size, LONG_ID_EXTRA, spare);
  }
  const isShort = short !== NO;
  if (!isShort && long === NO) return NOT_A_FRAME;
  // Three bytes of noise in front of a head with a short id read as one with a long id.
  const inner = at + LONG_ID_EXTRA;
  if (long === YES && !isDue && bytes[inner] === DOLLAR) {
    if (startsHead(bytes, inner, size, 0) === YES) return NOT_A_FRAME;
  }
  const available = size - at;
  if (available < (isShort ? HEAD_LENGTH : HEAD_LENGTH + LONG_ID_EXTRA)) {
    return end === CLOSED ? NOT_A_FRAME : HOLD;
  }

  // From here on the head is whole: it is a frame, if a short one.
  const only = isShort ? fixedLength : LONG_ID;
  if (available < (only ?? SHORT)) {
    return end !== CLOSED ? HOLD : spare > 0 ? NOT_A_FRAME : -available;
  }
  if (only !== undefined && (isShort || spare === 0)) return only;
  if (spare === 0 && isClassic(bytes, at) && learned.provesShort(bytes, at)) {
    return SHORT;
  }

  let own = isShort ? lengthInFrame(bytes, at, size) : -1;
  if (own > 0 && cutAt(bytes, at, Math.min(size, at + own), own) > 0) own = -1;
  const isMarked = own > 0 && hasRecordMarks(bytes, at);
  // An OBD frame that came without its flags may have come without its XOR byte.
  const lengths = own > 0 ? ascending([...LENGTHS, own, isMarked ? own - 1 : own]) : LENGTHS;
  let isOpen = own === UNTOLD;
  let rank = NOTHING;
  let best = 0;
  let found = 0;
  let foundEnd = 0;
  /** Start of the bytes that follow the found frame. */
  let next = 0;
  for (const length of lengths) {
    const from = at + length;
    if (from > size) isOpen = true;
    if (from > size || (rank === DECISIVE && from > next)) break;
    if (from < size && MAY_FOLLOW[bytes[from]!] === 0 && !learned.has(length)) continue;
    const i = skipSeparators(bytes, from, size);
    const isFull = i === from + SEPARATORS_WEIGHED;
    // The tail has two values that are wrong, and what is behind it may be the inside or the end of another frame.
    const mayBeInside = isFull || (i > from && bytes[i - 1] === FLAG);
    if (mayBeInside && likeness(bytes, at, size, length) === NONE) continue;
    const isEnd = isFull || i === size;
    const what = isEnd ? END : follower(bytes, i, size, at);
    if (what === NOTHING && !learned.has(length)) continue;
    if (length === LONG_ID ? isNoLongId(bytes, at, size, spare) : !isShort) continue;
    if (what === DECISIVE && i === from && rank !== DECISIVE) return length;
    const isDirect = i === from || (i === from + 1 && isWrap(bytes, from, size));
    if (spare === 0 && learned.has(length) && needsNothing(bytes, at, length, learned)) {
      return length;
    }
    if (what === NOTHING) continue;
    if (what < 0 || (isEnd && !isFull)) {
      isOpen = true;
      if (end === OPEN) continue;
    }
    if (isEnd) {
      if (foundEnd === 0 || isRather(bytes, at, size, length, foundEnd, isDirect)) {
        foundEnd = length;
      }
      if (isFull) break;
      continue;
    }
    if (i === next && !isRather(bytes, at, size, length, found, isDirect)) continue;
    const like = what === DECISIVE ? SURE : likeness(bytes, at, size, length);
    const strength = Math.abs(what);
    const isDoubtful = like <= UNLIKE || (what === -LITTLE && i > from);
    if (isDoubtful && strength === FAINT) continue;
    // Of two that are as strong the tails decide, then the first one.
    const doubtful = strength > END ? HEAD_BEHIND_ODD : FAINT;
    const weight =
      (isDoubtful ? doubtful : Math.floor(strength)) * 64 + (like - NONE) * 16 + strength;
    if (i !== next && weight <= best) continue;
    best = weight;
    rank = weight >> 6;
    found = length;
    next = i;
  }
  if (rank === DECISIVE) return found;
  if (isOpen && end === OPEN) return HOLD;
  const isSure = (one: number): boolean =>
    available >= one && likeness(bytes, at, size, one) === SURE;
  const likely = isMarked && own <= available ? own : LONGER.find(isSure);
  if (foundEnd > 0) {
    const like = likeness(bytes, at, size, foundEnd);
    const isOdd = like <= UNLIKE && !learned.has(foundEnd);
    const cut = isOdd ? cutAt(bytes, at, size, foundEnd) : 0;
    // The end of what may begin inside has not come.
    if (cut < 0 && end === OPEN) return HOLD;
    // In a pause it is rather the middle of a longer one.
    const isPart =
      isOdd &&
      (end === PAUSED ||
        (like === NONE && likely !== undefined) ||
        isBeginning(bytes, at, size) ||
        cut > 0);
    if (!isPart && rank < (isOdd ? ODD_END : END)) {
      rank = END;
      found = foundEnd;
    }
  }
  if (rank > FLAGGED) return found;

  // The bytes behind it cannot follow a frame.
  if (spare > 0) return end === PAUSED ? HOLD : NOT_A_FRAME;
  if (likely !== undefined) found = likely;
  else if (rank === NOTHING) found = SHORT;
  // Cut short, it costs only itself.
  const cut = cutAt(bytes, at, size, found);
  if (cut > 0) return -cut;
  if (end === PAUSED && rank < FLAGGED) return HOLD;
  return end === OPEN && cut < 0 ? HOLD : -found;
}

/** Start of another frame before the end of this one; 0 for none, -1 if later bytes decide. */
function cutAt(bytes: Uint8Array, at: number, size: number, length: number): number {
  let found = 0;
  for (let cut = HEAD_LENGTH; cut < length && at + cut < size; cut++) {
    if (MAY_FOLLOW[bytes[at + cut]!] !== 1) continue;
    const what = follower(bytes, at + cut, size, at);
    if (what === DECISIVE) return cut;
    if (what < 0) found = -1;
  }
  return found;
}

/**
 * Whether the bytes between a shorter and a longer length, separators all of them, are rather the end of the longer
 * tail. It ends where something follows, or with more separators.
 */
function isRather(
  bytes: Uint8Array,
  at: number,
  size: number,
  length: number,
  shorter: number,
  isDirect: boolean,
): boolean {
  const like = likeness(bytes, at, size, length);
  const more = like - likeness(bytes, at, size, shorter);
  if (more > 0 || !isDirect) return more > 0;
  // NULs are rather data.
  return more === 0 || (like > NONE && bytes[at + shorter] === 0);
}

/**
 * Whether a frame of a proved length needs no evidence behind it: its tail surely fits, no shorter frame ends where another
 * may start, and it cannot be the beginning of a longer one.
 */
function needsNothing(bytes: Uint8Array, at: number, length: number, learned: Learned): boolean {
  const end = at + length;
  if (likeness(bytes, at, end, length) !== SURE) return false;
  for (const other of LENGTHS) {
    if (other < length) {
      const from = at + other;
      const i = skipSeparators(bytes, from, end);
      const mayEnd = i === end || follower(bytes, i, end, at) !== NOTHING;
      if (mayEnd && (other !== LONG_ID || !isNoLongId(bytes, at, end, 0))) return false;
    } else if (other > length) {
      const like = likeness(bytes, at, end, other);
      const isKnown = learned.has(other);
      if (like === SURE || (like === LIKE && isKnown) || learned.hasCut(other)) return false;
    }
  }
  return true;
}

/** Whether the data end within what is surely a longer frame. */
function isBeginning(bytes: Uint8Array, at: number, size: number): boolean {
  return LONGER.some((length) => at + length > size && likeness(bytes, at, size, length) === SURE);
}

function isNoLongId(bytes: Uint8Array, at: number, size: number, spare: number): boolean {
  return startsHead(bytes, at, size, LONG_ID_EXTRA, spare) === NO;
}

/** A line end, NULs behind it, or the flag of the OBD dialect. */
function skipSeparators(bytes: Uint8Array, from: number, size: number): number {
  const last = Math.min(size, from + SEPARATORS_WEIGHED);
  let i = from;
  while (i < last && (bytes[i] === CR || bytes[i] === LF)) i++;
  if (isWrap(bytes, i, size)) return i + 1;
  while (i < last && bytes[i] === 0) i++;
  return i;
}

/** The flag of the OBD dialect in front of a text frame; a tail may end with 7E as well. */
function isWrap(bytes: Uint8Array, i: number, size: number): boolean {
  return i + 1 < size && bytes[i] === FLAG && bytes[i + 1] === STAR;
}

function ascending(lengths: number[]): number[] {
  return [...new Set(lengths)].sort((a, b) => a - b);
}

/** For noise behind a frame that was read too short: whether both together have a known length. */
export function isKnownLength(length: number): boolean {
  return LONGER.includes(length);
}
