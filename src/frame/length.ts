/**
 * How long is this `$` frame? The wire does not say. It is decided by evidence, and only by the
 * bytes of the stream, so that the way the stream is cut into chunks cannot change the answer:
 *
 * 1. A length *fits* when a plausible start, a separator or the end of the data follows it. Of several that fit,
 *    that with the strongest follower is taken: any byte of a tail may be a marker.
 * 2. The tail must be *like* the tail that firmware with that length sends.
 * 3. What the connection has proved so far is used for the next frame, but a head where a shorter record ends
 *    is stronger.
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
  hasRecordMarks,
  isClassic,
  isDoubtful,
  isLevel,
  isSurely,
  LONGER,
  MOST_VOLTAGE_BYTE,
  mayHaveRecordMarks,
  namesNetwork,
  recordLength,
  tailIsLike,
  WITH_VOLTAGE,
  WITHOUT_VOLTAGE,
} from "./dollar-tail.ts";
import {
  DOLLAR,
  FLAG,
  HEAD_LENGTH,
  isSeparator,
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
const ALL: readonly number[] = /* @__PURE__ */ [...LONGER, SHORT];
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

// What follows a length, from the weakest evidence for it to the strongest.
/** Too little of a start at the end of the data, or 7E, which only the end of its frame proves. */
const FAINT = 1;
/** Separators, and a start or the end behind them. */
const SEPARATED = 2;
const START = 3;
/** The end of the data. */
const END = 4;
/** A record with the same date. */
const SAME_DAY = 5;

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

  const hasMark = isClassic(bytes, at);
  if (hasMark && learned.onlyShort) {
    const recordOrCsq = bytes[at + 31]!;
    // `*` may be the text frame behind a record that was cut short.
    const isRecord = !isLevel(recordOrCsq) && recordOrCsq !== STAR;
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
  // It speaks for both 45 and 47 where a record number may be the high byte of a voltage. If nothing can begin
  // behind 45 bytes it is the longer one, else what follows decides.
  const isTwin =
    hasMark &&
    available >= WITHOUT_VOLTAGE &&
    bytes[at + WITHOUT_VOLTAGE - 1]! <= MOST_VOLTAGE_BYTE;
  const mayEnd =
    isTwin && (available === WITHOUT_VOLTAGE || canFollow(bytes, at + WITHOUT_VOLTAGE, size));
  let sure = 0;
  for (const length of LONGER) {
    if (!learned.has(length) || (length === WITHOUT_VOLTAGE && isTwin && !mayEnd)) continue;
    const like = isSurely(bytes, at, size, length);
    if (like === NO) continue;
    if (available < length || like === MAYBE) {
      if (end === OPEN) return HOLD;
    } else sure = sure === 0 ? length : -1;
  }
  if (sure > 0 && direct === NO && !(mayEnd && sure <= WITH_VOLTAGE)) return sure;

  const ownLength = lengthInFrame(bytes, at, size);
  if (ownLength === HOLD && end === OPEN) return HOLD;
  if (ownLength > 0) {
    const fit = follower(bytes, at, size, ownLength, end);
    if (fit > 0) return ownLength;
    if (fit < 0) return HOLD;
    // An OBD frame that came without its flags may have come without its XOR byte.
    if (hasRecordMarks(bytes, at)) {
      const bare = follower(bytes, at, size, ownLength - 1, end);
      if (bare > 0) return ownLength - 1;
      if (bare < 0) return HOLD;
    }
  }
  // The strongest is taken, of equals the first; what may still become stronger is waited for.
  let best = 0;
  let open = 0;
  let found = 0;
  for (const length of ALL) {
    if (length !== SHORT && tailIsLike(bytes, at, size, length) === NO) continue;
    const fit = follower(bytes, at, size, length, end);
    // Whatever stands behind a doubtful tail says less than anything behind another.
    const weight = Math.abs(fit) + (isDoubtful(bytes, at, size, length) ? 0 : SAME_DAY);
    if (fit === 0 || weight <= best) continue;
    if (fit < 0) open = Math.max(open, weight);
    else {
      best = weight;
      found = length;
    }
  }
  if (open > 0 && open >= best) return HOLD;
  if (found > 0) return found;
  for (const length of LONGER) {
    // No tail is like it, but a frame follows directly.
    const follows = available > length ? startsFrame(bytes, at + length, size) : unfinished(end);
    if (follows === YES) return length;
    if (follows === MAYBE && end === OPEN) return HOLD;
  }

  // Nothing that makes sense follows. A tail that names a network is evidence enough for its length;
  // without one, the 29 common bytes give the position and the rest is noise.
  out.proved = false;
  const isOwn = hasRecordMarks(bytes, at) && ownLength > 0 && ownLength <= available;
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

/**
 * How strong what follows this length is; 0 if nothing that can follow a frame does. Below 0: at most so strong,
 * which bytes that have not come decide.
 */
function follower(bytes: Uint8Array, at: number, size: number, length: number, end: End): number {
  if (at + length > size) return end === OPEN ? -SAME_DAY : 0;
  const weighed = Math.min(size, at + length + SEPARATORS_WEIGHED);
  let i = at + length;
  while (i < weighed && isSeparator(bytes[i]!)) i++;
  if (i === at + length + SEPARATORS_WEIGHED) return SEPARATED;
  const isDirect = i === at + length;
  if (i >= size) {
    const most = isDirect ? SAME_DAY : SEPARATED;
    return end === OPEN ? -most : Math.min(most, END);
  }
  const start = startsFrame(bytes, i, size);
  if (start === NO) return 0;
  const isOpen = start === MAYBE && end === OPEN;
  if (isBareFlag(bytes, i, size)) return isOpen ? -FAINT : FAINT;
  if (isOpen) return isDirect ? -SAME_DAY : -SEPARATED;
  const isRecord = bytes[i] !== STAR && bytes[i] !== FLAG;
  // At the end of a burst the beginning of the next frame is a start as well, if there is enough
  // of it: id, time and date, or the marker and maker code of a text frame.
  if (start === MAYBE && isRecord && !isPartialHead(bytes, i, size)) {
    return end === PAUSED ? -START : FAINT;
  }
  if (!isDirect) return SEPARATED;
  if (start === MAYBE || !isRecord) return START;
  for (let k = 9; k < 12; k++) if (bytes[i + k] !== bytes[at + k]) return START;
  return SAME_DAY;
}

/** Whether the flag at `at` has neither a text frame nor a record behind it, as that of the OBD dialect has. */
function isBareFlag(bytes: Uint8Array, at: number, size: number): boolean {
  if (bytes[at] !== FLAG || at + 1 >= size) return false;
  return bytes[at + 1] !== STAR && bytes[at + 1] !== DOLLAR;
}

/** Whether what stands at `at` can stand behind a frame. */
function canFollow(bytes: Uint8Array, at: number, size: number): boolean {
  return isSeparator(bytes[at]!) || startsFrame(bytes, at, size) !== NO;
}

/** Whether enough of a head has come that begins at `at`: id, time and date. */
function isPartialHead(bytes: Uint8Array, at: number, size: number): boolean {
  const isShort = startsHead(bytes, at, size, 0) !== NO;
  return size - at >= PARTIAL_HEAD + (isShort ? 0 : LONG_ID_EXTRA);
}

/**
 * The length of a frame that does tell it: the padlock counts its cells or access points (32 + 8n +
 * 1, 32 + 7n + 1), the OBD terminal the bytes of its extension. `HOLD` if that part has not come,
 * `NOT_A_FRAME` if it is neither.
 */
export function lengthInFrame(bytes: Uint8Array, at: number, size: number): number {
  if (mayHaveRecordMarks(bytes, at, size)) return HOLD;
  if (hasRecordMarks(bytes, at)) return recordLength(bytes, at, size);
  const count = bytes[at + 31]!;
  if (count === 0 || count > 20) return NOT_A_FRAME;
  if (bytes[at + 30] === 1) return SHORT + 8 * count + 1;
  if (bytes[at + 30] === 2) return SHORT + 7 * count + 1;
  return NOT_A_FRAME;
}

/** For the noise behind a frame that was read too short: is the sum a length we know? */
export function isKnownLength(length: number): boolean {
  return LONGER.includes(length);
}
