/**
 * The scanner of `splitFrames` and `FrameSplitter`: it finds frames in a buffer that may end anywhere, and remembers its
 * place, so that no byte is examined again when more arrive. Its decisions depend only on the bytes, never on the ends of
 * chunks.
 */

import { checkOptions, flag, whole } from "../argument.ts";
import { RECORD_HEAD_LENGTH } from "../generated/dollar-tail-table.ts";
import { type Frame, type FrameFormat, SplitFrame } from "../model/frame.ts";
import { assertProtocol, type LengthOf, type ProtocolLike } from "../model/protocol.ts";
import {
  BY_LENGTH,
  BY_SUM,
  isDialect,
  isLengthRight,
  isProvedWithoutFlag,
  isUsualEscaped,
  otherFrame,
  proofOf,
  UNPROVED,
} from "./escaped.ts";
import { startsExtension, textExtension } from "./extension.ts";
import {
  CLOSED,
  decideLength,
  type End,
  HOLD,
  isKnownLength,
  Learned,
  NOT_A_FRAME,
  OPEN,
  SHORT,
  usualLength,
} from "./length.ts";
import {
  DOLLAR,
  ESCAPE,
  FLAG,
  HASH,
  isSeparator,
  LETTER_M,
  LETTER_P,
  LETTER_X,
  MAY_FOLLOW,
  MAYBE,
  NO,
  STAR,
  startsBinary,
  startsFrame,
  startsHead,
  startsText,
  YES,
} from "./start.ts";

/** Options for splitting bytes into frames. */
export interface SplitOptions {
  /**
   * Limit of the bytes of an unfinished frame; a longer one becomes noise. 256 to 1 MiB, 4096 by default. It limits the
   * held bytes, not the size of a chunk.
   */
  readonly maxFrameLength?: number;
  /**
   * The length of every `$` frame in bytes, 32 to 255, if you know it. By default the length is inferred from the bytes.
   */
  readonly binaryLength?: number;
  /** The protocol of your own firmware, from `./layout`: its text messages, `$` tails, status tables and items. */
  readonly protocol?: ProtocolLike;
}

export const DEFAULT_MAX_FRAME_LENGTH = 4096;

const BLANK = 0x20;
/** More blanks are noise. */
const MOST_BLANKS = 64;

const IDLE = 0;
const TEXT = 1;
const PICTURE = 2;
const ESCAPED = 3;
const NOISE = 4;
const SHARED = 5;

export class Scanner {
  readonly maxFrameLength: number;
  readonly #binaryLength: number | undefined;
  /** Length of `$` frames of the option `protocol`. */
  readonly #ownLength: LengthOf | undefined;
  readonly #learned: Learned = new Learned();
  /** Whether this device writes extensions behind the `#`. */
  #writesExtensions = false;
  /** Offset of the last `$` frame in the stream, or -1. */
  #lastBinary = -1;
  /** Whether noise followed it, which may be its rest. */
  #noiseBehindBinary = false;
  #isBehindText = false;
  /** Whether a frame should start at the next byte: at the beginning, and behind a whole frame. */
  #isDue = true;
  /** Whether the last flag may open a frame as well. */
  #mayShareFlag = false;

  #mode: number = IDLE;
  /** First byte of the element that is being scanned; all before it has come out. */
  start = 0;
  /** First byte that has not been examined. */
  #mark = 0;
  /** In mode `ESCAPED`: the opening flag. Noise may stand between `start` and it. */
  #flag = 0;
  /** In mode `ESCAPED`: the closing flag, or below `#flag` as long as none was found. */
  #close = -1;

  /** Whether the bytes that are scanned stand in a slab: `frame.bytes` is a copy then. */
  readonly #isSlab: boolean;

  constructor(options: SplitOptions | undefined, isSlab: boolean) {
    checkSplitOptions(options);
    this.#isSlab = isSlab;
    this.maxFrameLength = options?.maxFrameLength ?? DEFAULT_MAX_FRAME_LENGTH;
    this.#binaryLength = options?.binaryLength;
    this.#ownLength = options?.protocol?.tables.lengths();
  }

  /** The buffer now starts `by` bytes later. */
  shift(by: number): void {
    this.start -= by;
    this.#mark -= by;
    this.#flag -= by;
    this.#close -= by;
  }

  /**
   * Scans `bytes` from `start` to `size` and appends what it finds to `frames`. `base` is the
   * position of the buffer in the stream. Afterwards `start` is the first byte that is held. `view` is one of `bytes`, for
   * speed.
   */
  scan(
    bytes: Uint8Array,
    view: DataView | null,
    size: number,
    end: End,
    base: number,
    frames: Frame[],
  ): void {
    while (this.start < size || this.#mode !== IDLE) {
      const before = this.start;
      const mode = this.#mode;
      if (mode === IDLE) this.#idle(bytes, view, size, end, base, frames);
      else if (mode === TEXT) this.#text(bytes, view, size, end, base, frames);
      else if (mode === NOISE) this.#noise(bytes, size, end, base, frames);
      else if (mode === ESCAPED) this.#escaped(bytes, view, size, end, base, frames);
      else if (mode === SHARED) this.#shared(bytes, size, end, base, frames);
      else this.#picture(bytes, size, end, base, frames);
      // No progress: the rest must wait for more bytes.
      if (this.start === before && this.#mode === mode) return;
    }
  }

  #enter(mode: number, mark: number): void {
    this.#mode = mode;
    this.#mark = mark;
  }

  #enterEscaped(flag: number): void {
    this.#flag = flag;
    this.#close = flag - 1;
    this.#enter(ESCAPED, flag + 1);
  }

  #emit(format: FrameFormat, bytes: Uint8Array, to: number, base: number, frames: Frame[]): void {
    const { start } = this;
    frames.push(new SplitFrame(format, bytes, start, to, base + start, this.#isSlab));
    this.start = to;
    this.#mode = IDLE;
    this.#isBehindText = false;
    this.#isDue = format !== "noise";
    if (format === "noise") this.#noiseBehindBinary = true;
  }

  /** Between frames. */
  #idle(
    bytes: Uint8Array,
    view: DataView | null,
    size: number,
    end: End,
    base: number,
    frames: Frame[],
  ): void {
    if (this.#mayShareFlag) return this.#enter(SHARED, this.start);
    const at = skipBetween(bytes, this.start, size);
    if (at > this.start) this.#isBehindText = false;
    this.start = at;
    if (at >= size) return;
    switch (bytes[at]) {
      case BLANK:
        // The bytes behind them show whether they are at the end of a line.
        if (end !== CLOSED && endOfBlanks(bytes, at, size) === size) return;
        break;
      case STAR: {
        const verdict = startsText(bytes, at, size);
        if (verdict === YES) return this.#enter(TEXT, at + 4);
        if (verdict === MAYBE && end !== CLOSED) return;
        break;
      }
      case DOLLAR:
      case LETTER_M:
        if (this.#binary(bytes, view, size, end, base, frames)) return;
        break;
      case LETTER_X:
      case LETTER_P: {
        const verdict = startsHead(bytes, at, size, 0);
        if (verdict === NO) break;
        if (verdict === YES && size - at >= SHORT) {
          if (bytes[at] === LETTER_P) return this.#enter(PICTURE, at + SHORT);
          return this.#emit("mileage", bytes, at + SHORT, base, frames);
        }
        if (end !== CLOSED) return;
        break;
      }
      case FLAG:
        return this.#enterEscaped(at);
    }
    this.#enter(NOISE, at + 1);
  }

  /** Handles the `$` at `start`. False if no frame starts there. */
  #binary(
    bytes: Uint8Array,
    view: DataView | null,
    size: number,
    end: End,
    base: number,
    frames: Frame[],
  ): boolean {
    const at = this.start;
    // Only bytes up to the limit are examined and held; they decide without the rest.
    const most = at + this.maxFrameLength;
    const seen = size > most ? OPEN : end;
    const own = this.#ownLength?.(bytes, at, Math.min(size, most), seen) ?? NOT_A_FRAME;
    const isUsual = own === NOT_A_FRAME && this.#binaryLength === undefined;
    let length =
      isUsual && view !== null
        ? usualLength(bytes, view, at, Math.min(size, most), this.#learned)
        : HOLD;
    if (length === HOLD) length = own;
    if (length < 0 || (length === HOLD && size >= most)) {
      length = this.#decide(bytes, Math.min(size, most), seen);
      if (length === HOLD && size >= most) length = this.#decide(bytes, most, CLOSED);
      if (length === NOT_A_FRAME) return false;
      // A length without proof is weaker than a tail of the option `protocol`.
      if (length < 0 && own < NOT_A_FRAME) length = own;
    }
    if (length === HOLD) return true;
    this.#learnFromNoise(base + at);
    const isProved = length > 0;
    length = Math.abs(length);
    if (isProved && own <= 0) this.#learned.add(length, bytes, at);
    this.#emit("binary", bytes, at + length, base, frames);
    this.#isDue = isProved;
    this.#lastBinary = base + at;
    return true;
  }

  #decide(bytes: Uint8Array, size: number, end: End): number {
    const { start } = this;
    return decideLength(bytes, start, size, end, this.#learned, this.#binaryLength, this.#isDue);
  }

  /**
   * A frame starts at `at`. If noise stands between the last `$` frame and it, and both together have
   * a length we know, then that is what this device sends.
   */
  #learnFromNoise(at: number): void {
    const length = at - this.#lastBinary;
    if (this.#lastBinary >= 0 && this.#noiseBehindBinary && isKnownLength(length)) {
      this.#learned.addCut(length);
    }
    this.#lastBinary = -1;
    this.#noiseBehindBinary = false;
  }

  /** From `*XX,` to `#`. */
  #text(
    bytes: Uint8Array,
    view: DataView | null,
    size: number,
    end: End,
    base: number,
    frames: Frame[],
  ): void {
    const last = Math.min(size, this.start + this.maxFrameLength);
    const isFull = last === this.start + this.maxFrameLength;
    let i = this.#mark;
    for (; ; i++) {
      i = skipPlain(bytes, view, i, last);
      if (i >= last) break;
      const byte = bytes[i]!;
      if (byte !== HASH && MAY_FOLLOW[byte] !== 1) continue;
      if (byte === HASH) {
        const to = textExtension(
          bytes,
          this.start,
          i,
          last,
          this.#writesExtensions,
          isFull ? CLOSED : end,
        );
        if (to === HOLD) break;
        this.#learnFromNoise(base + this.start);
        this.#emit("ascii", bytes, to, base, frames);
        this.#isBehindText = true;
        return;
      }
      // A new head before the `#`: the frame was cut short and is noise.
      const verdict =
        byte === STAR
          ? startsText(bytes, i, last)
          : byte === DOLLAR
            ? startsBinary(bytes, i, last)
            : startsControlByte(bytes, i, last);
      // At the limit the beginning of a head is spared: it may be that of a good frame.
      if (verdict === YES || (verdict === MAYBE && isFull))
        return this.#emit("noise", bytes, i, base, frames);
      if (verdict === MAYBE && end !== CLOSED) break;
    }
    this.#mark = i;
    if (i === this.start + this.maxFrameLength || end === CLOSED) {
      this.#emit("noise", bytes, i, base, frames);
    }
  }

  /** Noise up to the next plausible start. */
  #noise(bytes: Uint8Array, size: number, end: End, base: number, frames: Frame[]): void {
    // Half the limit, so that noise and the start behind it never exceed it together.
    const last = Math.min(size, this.start + (this.maxFrameLength >> 1));
    let i = this.#mark;
    for (; i < last; i++) {
      if (MAY_FOLLOW[bytes[i]!] !== 1) continue;
      if (bytes[i] === FLAG) {
        return this.#enterEscaped(i);
      }
      const verdict = startsFrame(bytes, i, size);
      if (verdict === YES) break;
      if (verdict === MAYBE && end !== CLOSED) {
        this.#mark = i;
        return;
      }
    }
    this.#mark = i;
    if (i < size || end !== OPEN || i - this.start >= this.maxFrameLength >> 1) {
      if (this.#isBehindText && startsExtension(bytes, this.start, i))
        this.#writesExtensions = true;
      this.#emit("noise", bytes, i, base, frames);
    }
  }

  /**
   * From 7E to 7E. A right checksum or length proves the frame. One with neither is still a frame (with an issue when it
   * is parsed), unless a frame of another kind begins inside it, or
   * its closing flag opens a good frame: then the first flag was a stray one.
   */
  #escaped(
    bytes: Uint8Array,
    view: DataView | null,
    size: number,
    end: End,
    base: number,
    frames: Frame[],
  ): void {
    const flag = this.#flag;
    const last = Math.min(size, this.start + this.maxFrameLength);
    let i = this.#mark;
    if (i === flag + 1 && this.#close < flag) {
      // Nearly all are complete, without escapes, and have the right length.
      i = flagOrEscape(bytes, view, i, last);
      const isPlain = i < last && bytes[i] === FLAG && !isDialect(bytes[flag + 1]!);
      if (isPlain && isLengthRight(bytes, flag + 1, i)) {
        return this.#emitEscaped(bytes, i, base, frames);
      }
    }
    while (i < last && bytes[i] !== FLAG) i = flagOrEscape(bytes, view, i + 1, last);
    this.#mark = i;
    const isFull = last === this.start + this.maxFrameLength;
    const isUndecided = i === last && !isFull && end !== CLOSED;
    if (this.#close < flag) {
      if (isUndecided) {
        if (end === OPEN || otherFrame(bytes, flag + 2, i, i, true) !== YES) return;
      } else if (i < last && i > flag + 1) {
        if (isUsualEscaped(bytes, flag + 1, i)) return this.#emitEscaped(bytes, i, base, frames);
        const proof = proofOf(bytes, flag, i);
        if (proof === BY_LENGTH) return this.#emitEscaped(bytes, i, base, frames);
        // Right behind the flag stands the record of the OBD dialect, and none is so short.
        const isShort = proof === UNPROVED && i - flag <= RECORD_HEAD_LENGTH;
        const from = flag + (isShort && bytes[flag + 1] === DOLLAR ? 1 : 2);
        // Stray flags stand in the tails of `$` frames; what a right sum encloses may be text that is passed on.
        const other = otherFrame(bytes, from, i, last, proof === UNPROVED);
        if (other === MAYBE && end === OPEN && !isFull) return;
        if (other !== YES) {
          if (proof === BY_SUM) return this.#emitEscaped(bytes, i, base, frames);
          this.#close = i;
          this.#mark = i + 1;
          return this.#escaped(bytes, view, size, end, base, frames);
        }
      }
    } else {
      const close = this.#close;
      const follows = close + 1 < last ? startsFrame(bytes, close + 1, last) : MAYBE;
      if (follows === MAYBE && end === OPEN && !isFull) return;
      const isStray = follows !== YES && i < last && proofOf(bytes, close, i) !== UNPROVED;
      if (follows !== YES && !isStray && isUndecided && end === OPEN) return;
      if (!isStray) return this.#emitEscaped(bytes, close, base, frames);
    }
    // The flag opens nothing.
    this.#enter(NOISE, flag + 1);
  }

  #emitEscaped(bytes: Uint8Array, close: number, base: number, frames: Frame[]): void {
    if (this.#flag > this.start) this.#emit("noise", bytes, this.#flag, base, frames);
    this.#emit("escaped", bytes, close + 1, base, frames);
    this.#mayShareFlag = true;
  }

  /**
   * Behind the closing flag of a JT/T 808 frame: some senders write one flag between two frames. As long
   * as the bytes could be a header, and no other frame begins, it waits for the flag that proves it.
   */
  #shared(bytes: Uint8Array, size: number, end: End, base: number, frames: Frame[]): void {
    const { start } = this;
    const last = Math.min(size, start + this.maxFrameLength);
    const isFull = last === start + this.maxFrameLength;
    let i = this.#mark;
    for (; i < last && couldBeHeader(bytes, start, i); i++) {
      const byte = bytes[i];
      if (byte === FLAG) {
        if (!isProvedWithoutFlag(bytes, start, i)) break;
        this.#emit("escaped", bytes, i + 1, base, frames);
        return;
      }
      if (byte === STAR || byte === DOLLAR) {
        const verdict = startsFrame(bytes, i, last);
        if (verdict === YES) break;
        if (verdict === MAYBE && end !== CLOSED && !isFull) {
          this.#mark = i;
          return;
        }
      }
    }
    this.#mark = i;
    if (i === size && !isFull && end !== CLOSED) return;
    this.#mayShareFlag = false;
    this.#enter(IDLE, start);
  }

  /** From a `P` head over JPEG data to four bytes FF, or to what is surely the next frame. */
  #picture(bytes: Uint8Array, size: number, end: End, base: number, frames: Frame[]): void {
    const last = Math.min(size, this.start + this.maxFrameLength);
    const isFull = last === this.start + this.maxFrameLength;
    let i = this.#mark;
    for (; i < last; i++) {
      const byte = bytes[i]!;
      if (byte === 0xff) {
        if (
          i - this.start >= SHORT + 3 &&
          bytes[i - 1] === 0xff &&
          bytes[i - 2] === 0xff &&
          bytes[i - 3] === 0xff
        ) {
          return this.#emit("picture", bytes, i + 1, base, frames);
        }
      } else if (byte === DOLLAR || byte === LETTER_P) {
        const verdict = startsHead(bytes, i, last, 0);
        if (verdict === YES || (verdict === MAYBE && isFull))
          return this.#emit("picture", bytes, i, base, frames);
        if (verdict === MAYBE && end !== CLOSED) break;
      }
    }
    this.#mark = i;
    if (i === this.start + this.maxFrameLength || end === CLOSED) {
      this.#emit("picture", bytes, i, base, frames);
    }
  }
}

/** The first byte from `at` on that is not a separator: CR, LF, NUL, and blanks before CR or LF are separators. */
function skipBetween(bytes: Uint8Array, at: number, size: number): number {
  let i = at;
  while (i < size) {
    const end = endOfBlanks(bytes, i, size);
    if (end === size || !isSeparator(bytes[end]!) || (end > i && bytes[end] === 0)) return i;
    i = end + 1;
  }
  return i;
}

function endOfBlanks(bytes: Uint8Array, at: number, size: number): number {
  const last = Math.min(size, at + MOST_BLANKS);
  let i = at;
  while (i < last && bytes[i] === BLANK) i++;
  return i;
}

/**
 * Whether the byte at `at` can stand there in a JT/T 808 frame that begins at `start`: a message id from
 * 0x0001 to 0x0FFF, then attributes whose reserved bit is 0.
 */
function couldBeHeader(bytes: Uint8Array, start: number, at: number): boolean {
  if (at === start) return bytes[at]! < 0x10;
  if (at === start + 1) return bytes[start]! + bytes[at]! > 0;
  return at !== start + 2 || bytes[at]! < 0x80;
}

/** 7E and a control character: a JT/T 808 frame begins, for no text holds either. */
function startsControlByte(bytes: Uint8Array, at: number, size: number): 0 | 1 | 2 {
  if (at + 1 >= size) return MAYBE;
  return bytes[at + 1]! < 0x10 ? YES : NO;
}

/**
 * The first byte from `from` on that does not stand between the marks `*` and 7E, as nearly every byte of a text
 * frame does. Eight at once, in a quarter of the time: a byte up to `*` has its highest bit when one more than `*` is taken
 * from it, one from 7E on when two are added. What one byte borrows from the next can only send more bytes to the loop below.
 */
function skipPlain(bytes: Uint8Array, view: DataView | null, from: number, to: number): number {
  let i = from;
  if (view !== null) {
    for (const last = to - 8; i <= last; i += 8) {
      const a = view.getInt32(i, true);
      const b = view.getInt32(i + 4, true);
      if (((outside(a) | outside(b)) & 0x80808080) !== 0) break;
    }
  }
  while (i < to) {
    const byte = bytes[i]!;
    if (byte <= STAR || byte >= FLAG) break;
    i++;
  }
  return i;
}

/** The first 7E or 7D. */
function flagOrEscape(bytes: Uint8Array, view: DataView | null, from: number, to: number): number {
  let i = from;
  while (i < to) {
    if (view !== null) {
      for (const last = to - 8; i <= last; i += 8) {
        if ((likeFlags(view.getInt32(i, true)) | likeFlags(view.getInt32(i + 4, true))) !== 0)
          break;
      }
    }
    for (const last = Math.min(i + 8, to); i < last; i++) {
      if (bytes[i] === FLAG || bytes[i] === ESCAPE) return i;
    }
  }
  return i;
}

/** Not 0 if one of the bytes is 7C to 7F: a byte that is 0 then borrows from its highest bit. */
function likeFlags(four: number): number {
  const rest = (four & 0xfcfcfcfc) ^ 0x7c7c7c7c;
  return (rest - 0x01010101) & ~rest & 0x80808080;
}

function outside(four: number): number {
  return (four - 0x2b2b2b2b) | (four + 0x02020202) | four;
}

/** @throws RangeError or TypeError that names the option. */
export function checkSplitOptions(options: unknown): void {
  checkOptions(options, CHECKS);
}

/** `end` is one of `splitFrames`. */
const CHECKS = {
  maxFrameLength: (name: string, value: unknown) => whole(name, value, 256, 1 << 20),
  binaryLength: (name: string, value: unknown) => whole(name, value, 32, 255),
  end: flag,
  protocol: assertProtocol,
};
