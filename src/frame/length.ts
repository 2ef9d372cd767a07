/**
 * How long is this `$` frame? The wire does not say. It is decided by evidence, and only by the
 * bytes of the stream, so that the way the stream is cut into chunks cannot change the answer:
 *
 * 1. A length *fits* when a plausible start, a separator or the end of the data follows it.
 * 2. The tail must be *like* the tail that firmware with that length sends.
 * 3. What the connection has proved so far is used for the next frame.
 * 4. Where nothing fits, the frame was cut short if a text frame starts in it, and ends there.
 *
 * A decision is made when no later byte could change it; until then the frame is held. The one
 * exception, on purpose: once a connection has proved that it sends 32-byte frames and nothing
 * else, a further one is not held, so that the last frame of a burst is not late. A longer frame of
 * the same device then comes out as 32 bytes and noise, once: the connection learns from it.
 *
 * The lengths and their tails: h02.md section 1.3.
 */
import {
  DOLLAR,
  HEAD_LENGTH,
  isBcd,
  isSeparator,
  LETTER_M,
  LONG_ID_EXTRA,
  MAYBE,
  NO,
  STAR,
  startsBinary,
  startsFrame,
  startsHead,
  type Verdict,
  YES,
} from "./start.ts";

export const SHORT = 32;
const LONG_ID = 42;
/** Documented lengths above 32 with the common head, the most frequent first. */
const LONGER = [45, 47, 51, 54, 46, 48] as const;
/** So many separators behind a frame count as the end of it, whatever comes then. */
const SEPARATORS_WEIGHED = 64;
/** After so many 32-byte frames and no other, a connection has proved its length. */
const PROVED = 8;

/** Marker, id, time and date: enough of a head to believe in it when no more bytes follow. */
const PARTIAL_HEAD = 12;

/** What is done with bytes at the end of the data. */
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

/** What one connection has proved about the frames that its device sends. */
export class Learned {
  /** Bit n is set when frames of 32 + n bytes were seen: a shift is taken modulo 32. */
  #seen = 0;
  #shorts = 0;
  #lastRecord = -1;

  add(length: number, recordNumber: number): void {
    if (length >= SHORT + 32) return;
    this.#seen |= 1 << length;
    if (length === SHORT) {
      this.#shorts++;
      this.#lastRecord = recordNumber;
    }
  }

  has(length: number): boolean {
    return (this.#seen & (1 << length)) !== 0;
  }

  /** Whether no frame longer than 32 bytes was seen. */
  get onlyShort(): boolean {
    return (this.#seen & ~1) === 0;
  }

  /** Whether a frame with this record number is surely one of 32 bytes. */
  provesShort(recordNumber: number): boolean {
    // Nothing is proved by a number alone: 0 is a GSM level as well.
    if (!this.onlyShort || this.#shorts === 0) return false;
    return this.#shorts >= PROVED || recordNumber === ((this.#lastRecord + 1) & 255);
  }
}

/** The frame must be held: what has arrived does not decide. */
export const HOLD = 0;
/** No frame starts here. */
export const NOT_A_FRAME = -1;

export interface Decision {
  length: number;
  /** Whether something proved the length; a fallback must not be learned from. */
  proved: boolean;
}

/**
 * The length of the frame whose marker is at `at`, or `HOLD`, or `NOT_A_FRAME`. Writes its answer to
 * `out` rather than returning an object: it runs once a frame.
 */
export function decideLength(
  bytes: Uint8Array,
  at: number,
  size: number,
  end: End,
  learned: Learned,
  fixedLength: number | undefined,
  out: Decision,
): void {
  out.proved = true;
  out.length = lengthOf(bytes, at, size, end, learned, fixedLength, out);
}

function lengthOf(
  bytes: Uint8Array,
  at: number,
  size: number,
  end: End,
  learned: Learned,
  fixedLength: number | undefined,
  out: Decision,
): number {
  const short = startsHead(bytes, at, size, 0);
  const head = short === NO ? startsBinary(bytes, at, size) : short;
  if (head === NO) return NOT_A_FRAME;
  const available = size - at;
  const headLength = short === NO ? HEAD_LENGTH + LONG_ID_EXTRA : HEAD_LENGTH;
  if (head === MAYBE || available < headLength) return end === CLOSED ? NOT_A_FRAME : HOLD;

  // From here on the head is whole and plausible: it is a frame, if a short one.
  const only = short === NO ? LONG_ID : fixedLength;
  const least = only ?? SHORT;
  if (available < least) {
    out.proved = false;
    return end === CLOSED ? available : HOLD;
  }
  if (only !== undefined) return only;

  const isClassic = bytes[at + 29] === 0xff && bytes[at + 30] === 0;
  if (isClassic && learned.onlyShort) {
    const recordOrCsq = bytes[at + 31]!;
    // `*` may be the text frame behind a record that was cut short.
    const isRecord = !isCsq(recordOrCsq) && recordOrCsq !== STAR;
    if (isRecord || learned.provesShort(recordOrCsq)) return SHORT;
  }
  const direct = at + SHORT < size ? startsFrame(bytes, at + SHORT, size) : MAYBE;
  if (direct === YES) return SHORT;
  if (direct === MAYBE) {
    if (end === OPEN && at + SHORT < size) return HOLD;
    if (isPartialHead(bytes, at + SHORT, size)) {
      // A tail that names a network and ends with the bytes says more than the beginning of a head.
      for (const length of LONGER) {
        if (available === length && namesNetwork(bytes, at, size, length)) return length;
      }
      return SHORT;
    }
  }

  // A proved length needs no proof by what follows, if the tail speaks for it and for no other.
  let sure = 0;
  for (const length of LONGER) {
    if (!learned.has(length)) continue;
    const like = isSurely(bytes, at, size, length);
    if (like === NO) continue;
    if (available < length || like === MAYBE) {
      if (end === OPEN) return HOLD;
    } else sure = sure === 0 ? length : -1;
  }
  if (sure > 0 && direct === NO) return sure;

  // In order of preference; the first that fits is taken, and one that may still fit is waited for.
  const ownLength = lengthInFrame(bytes, at, size);
  if (ownLength === HOLD && end === OPEN) return HOLD;
  if (ownLength > 0) {
    const fit = fits(bytes, at, size, ownLength, end);
    if (fit !== NO) return fit === YES ? ownLength : HOLD;
    // An OBD frame that came without its flags may have come without its XOR byte.
    if (hasObdMarks(bytes, at)) {
      const bare = fits(bytes, at, size, ownLength - 1, end);
      if (bare !== NO) return bare === YES ? ownLength - 1 : HOLD;
    }
  }
  for (const length of LONGER) {
    const like = tailIsLike(bytes, at, size, length);
    if (like === NO) continue;
    const fit = like === MAYBE ? unfinished(end) : fits(bytes, at, size, length, end);
    if (fit !== NO) return fit === YES ? length : HOLD;
  }
  const fit = fits(bytes, at, size, SHORT, end);
  if (fit !== NO) return fit === YES ? SHORT : HOLD;
  for (const length of LONGER) {
    // No tail is like it, but a frame follows directly.
    const follows = available > length ? startsFrame(bytes, at + length, size) : unfinished(end);
    if (follows === YES) return length;
    if (follows === MAYBE && end === OPEN) return HOLD;
  }

  // Nothing that makes sense follows. A tail that names a network is evidence enough for its length;
  // without one, the 29 common bytes give the position and the rest is noise.
  out.proved = false;
  const isOwn = hasObdMarks(bytes, at) && ownLength > 0 && ownLength <= available;
  const likely = LONGER.find((one) => available >= one && namesNetwork(bytes, at, size, one));
  const length = isOwn ? ownLength : (likely ?? SHORT);
  // Cut short, it costs only itself: a text frame begins before its end.
  for (let cut = HEAD_LENGTH; cut < length; cut++) {
    const start = bytes[at + cut] === STAR ? startsFrame(bytes, at + cut, size) : NO;
    if (start === YES) return cut;
    if (start === MAYBE && end === OPEN) return HOLD;
  }
  return end === PAUSED ? HOLD : length;
}

/** What is said of bytes that have not come. */
function unfinished(end: End): Verdict {
  return end === OPEN ? MAYBE : NO;
}

/** Whether something that can follow a frame follows one of this length. */
function fits(bytes: Uint8Array, at: number, size: number, length: number, end: End): Verdict {
  if (at + length > size) return unfinished(end);
  const weighed = Math.min(size, at + length + SEPARATORS_WEIGHED);
  let i = at + length;
  while (i < weighed && isSeparator(bytes[i]!)) i++;
  if (i === at + length + SEPARATORS_WEIGHED) return YES;
  if (i >= size) return end === OPEN ? MAYBE : YES;
  const start = startsFrame(bytes, i, size);
  // At the end of a burst the beginning of the next frame is a start as well, if there is enough
  // of it: id, time and date, or the marker and maker code of a text frame.
  if (start !== MAYBE || end === OPEN) return start;
  const isRecord = bytes[i] === DOLLAR || bytes[i] === LETTER_M;
  return !isRecord || isPartialHead(bytes, i, size) ? YES : NO;
}

/** Whether enough of a head has come that begins at `at`: id, time and date. */
function isPartialHead(bytes: Uint8Array, at: number, size: number): boolean {
  const isShort = startsHead(bytes, at, size, 0) !== NO;
  return size - at >= PARTIAL_HEAD + (isShort ? 0 : LONG_ID_EXTRA);
}

/**
 * Whether the tail looks like that of firmware which sends this length. `MAYBE` when the bytes that
 * tell have not arrived.
 */
function tailIsLike(bytes: Uint8Array, at: number, size: number, length: number): Verdict {
  const available = size - at;
  const isClassic = bytes[at + 29] === 0xff && bytes[at + 30] === 0;
  switch (length) {
    case 45:
    case 47:
      if (isClassic) {
        if (!isCsq(bytes[at + 31]!)) return NO;
      } else {
        // SinoTrack: a counter of metres, far below 2^28, then four zero bytes and the network.
        if (length === 47 || bytes[at + 29]! > 0x0f) return NO;
        if (available < 39) return MAYBE;
        const reserved = bytes[at + 33]! | bytes[at + 34]! | bytes[at + 35]! | bytes[at + 36]!;
        if (reserved !== 0) return isCountry((bytes[at + 37]! << 8) | bytes[at + 38]!) ? YES : NO;
      }
      return isCountryOrNone(bytes, at + 37, size);
    case 51:
      if (bytes[at + 29] !== 0xff || bytes[at + 30]! > 0x0f || !isCsq(bytes[at + 31]!)) return NO;
      for (let i = 46; i < 50 && i < available; i++) if (bytes[at + i] !== 0) return NO;
      return isCountryOrNone(bytes, at + 37, size);
    case 54: {
      if (bytes[at + 29]! > 0x0f) return NO;
      const country = isCountryOrNone(bytes, at + 33, size);
      if (country !== YES) return country;
      return (bytes[at + 33]! | bytes[at + 34]!) === 0 ? NO : YES;
    }
    case 46:
      // A mileage of ten decimal digits stands in 32 to 36.
      if (bytes[at + 29] !== 0xff || isClassic) return NO;
      for (let i = 32; i < 37 && i < available; i++) if (!isBcd(bytes[at + i]!)) return NO;
      return available >= 37 ? YES : MAYBE;
    default:
      // 48: one sample, of which only the first two bytes can be told.
      return isClassic ? YES : NO;
  }
}

/** Whether the tail is so much like it that a connection which sends this length needs no more. */
function isSurely(bytes: Uint8Array, at: number, size: number, length: number): Verdict {
  if (length === 48) return NO;
  const like = tailIsLike(bytes, at, size, length);
  const isClassic = bytes[at + 29] === 0xff && bytes[at + 30] === 0;
  if (like !== YES || length === 46 || (length === 45 && !isClassic)) return like;
  return namesNetwork(bytes, at, size, length) ? YES : NO;
}

/** Whether the tail is like it and its country code is a real one, not the zero for none. */
function namesNetwork(bytes: Uint8Array, at: number, size: number, length: number): boolean {
  if (length === 46 || length === 48 || tailIsLike(bytes, at, size, length) !== YES) return false;
  const mcc = at + (length === 54 ? 33 : 37);
  return isCountry((bytes[mcc]! << 8) | bytes[mcc + 1]!);
}

/** Whether the two bytes are a mobile country code, or zero for none. */
function isCountryOrNone(bytes: Uint8Array, at: number, size: number): Verdict {
  if (at + 2 > size) return MAYBE;
  const mcc = (bytes[at]! << 8) | bytes[at + 1]!;
  return mcc === 0 || isCountry(mcc) ? YES : NO;
}

/** 3GPP TS 27.007: 0 to 31, or 99 for not known. Any other value in its place is a record number. */
function isCsq(byte: number): boolean {
  return byte <= 31 || byte === 99;
}

/** ITU-T E.212: geographic country codes begin with 2 to 7. */
function isCountry(mcc: number): boolean {
  return mcc >= 200 && mcc <= 799;
}

/** `A`, `R` and `c` in front of the blocks of an OBD frame (h02.md 8.4). */
export function hasObdMarks(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 30] === 0x41 && bytes[at + 33] === 0x52 && bytes[at + 38] === 0x63;
}

/**
 * The length of a frame that does tell it: the padlock counts its cells or access points (32 + 8n +
 * 1, 32 + 7n + 1), the OBD terminal the bytes of its extension. `HOLD` if that part has not come,
 * `NOT_A_FRAME` if it is neither.
 */
export function lengthInFrame(bytes: Uint8Array, at: number, size: number): number {
  if (bytes[at + 30] === 0x41 && size - at < 39) return HOLD;
  if (hasObdMarks(bytes, at)) {
    if (size - at < 55) return HOLD;
    const extension = (bytes[at + 53]! << 8) | bytes[at + 54]!;
    return extension > 1024 ? NOT_A_FRAME : 55 + extension + 2;
  }
  const count = bytes[at + 31]!;
  if (count === 0 || count > 20) return NOT_A_FRAME;
  if (bytes[at + 30] === 1) return SHORT + 8 * count + 1;
  if (bytes[at + 30] === 2) return SHORT + 7 * count + 1;
  return NOT_A_FRAME;
}

/** For the noise behind a frame that was read too short: is the sum a length we know? */
export function isKnownLength(length: number): boolean {
  return (LONGER as readonly number[]).includes(length);
}
