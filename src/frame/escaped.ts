/**
 * `7E … 7E`, the framing of JT/T 808 and of the OBD dialect of H02: 7E and 7D inside are sent as 7D
 * 02 and 7D 01, and the last byte before the closing flag is the XOR of the bytes before it
 * (docs/protocol/jt808.md §3, docs/protocol/h02.md §8.4).
 */
import {
  DOLLAR,
  ESCAPE,
  FLAG,
  isBcd,
  MAYBE,
  NO,
  STAR,
  startsBinary,
  startsFrame,
  startsText,
  type Verdict,
  YES,
} from "./start.ts";

/** The header of JT/T 808 is at least 12 bytes (11 with a serial number of one byte), and the checksum follows it. */
const LEAST = 12;

/** The contents between two flags, from the message id to the checksum. */
export class Contents {
  /** The frame itself, or a copy without escapes. */
  readonly bytes: Uint8Array;
  /** Where they begin and end in `bytes`. */
  readonly from: number;
  readonly to: number;
  /** XOR of all bytes: 0 if the checksum of JT/T 808 is right. */
  readonly xor: number;
  /** Whether they were read without unescaping although they contain 7D 01 or 7D 02, which is then data. */
  readonly isUnescaped: boolean;
  /** The contents before they were unescaped; `null` if `bytes` are the frame. */
  readonly sent: Contents | null;
  /** Count of `place` so far. */
  #seen = 0;
  #place = 0;

  constructor(
    bytes: Uint8Array,
    from: number,
    to: number,
    xor: number,
    isUnescaped: boolean,
    sent: Contents | null,
  ) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.xor = xor;
    this.isUnescaped = isUnescaped;
    this.sent = sent;
  }

  /** Offset of the byte `at` in the frame. Calls are usually in ascending order, which makes it linear. */
  place(at: number): number {
    if (this.sent === null) return at;
    const { bytes, from, to } = this.sent;
    if (at < this.#seen || this.#seen === 0) {
      this.#seen = 0;
      this.#place = from;
    }
    for (; this.#seen < at; this.#seen++) this.#place += isEscape(bytes, this.#place, to) ? 2 : 1;
    return this.#place;
  }
}

/** A 7D with anything else behind it is one that the sender forgot to escape. */
function isEscape(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === ESCAPE && at + 1 < end && (bytes[at + 1] === 1 || bytes[at + 1] === 2);
}

/**
 * The XOR of the bytes; -1 if there is a 7D in them, which may stand for something else, or a flag. Four at once, in
 * two thirds of the time: one less than 7D or 7E, halved, is negative for these two alone.
 */
export function plainSum(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  let at = from;
  for (const last = to - 4; at <= last; at += 4) {
    const a = bytes[at]!;
    const b = bytes[at + 1]!;
    const c = bytes[at + 2]!;
    const d = bytes[at + 3]!;
    if ((isMarked(a) | isMarked(b) | isMarked(c) | isMarked(d)) < 0) return -1;
    sum ^= a ^ b ^ c ^ d;
  }
  for (; at < to; at++) {
    const byte = bytes[at]!;
    if (isMarked(byte) < 0) return -1;
    sum ^= byte;
  }
  return sum;
}

/** Negative for 7D and 7E. */
function isMarked(byte: number): number {
  return ((byte - ESCAPE) >>> 1) - 1;
}

/**
 * Copies the bytes between the flags into `plain`, without escapes; returns how many there are, or -1 unless checksum
 * and length are those of JT/T 808.
 */
export function unescapeUsual(
  bytes: Uint8Array,
  from: number,
  to: number,
  plain: Uint8Array,
): number {
  let length = 0;
  let sum = 0;
  for (let at = from; at < to; at++) {
    let byte = bytes[at]!;
    if (byte === FLAG) return -1;
    if (byte === ESCAPE) {
      const second = at + 1 < to ? bytes[++at]! : 0;
      // An unescaped 7D is left to the interpreter.
      if (second !== 1 && second !== 2) return -1;
      byte = ESCAPE - 1 + second;
    }
    plain[length++] = byte;
    sum ^= byte;
  }
  return sum === 0 && isLengthRight(plain, 0, length) ? length : -1;
}

const PLAIN: Uint8Array = /* @__PURE__ */ new Uint8Array(512);

/** A shortcut of `proofOf` for JT/T 808 frames with escapes, nearly all of which are right. */
export function isUsualEscaped(bytes: Uint8Array, from: number, to: number): boolean {
  return (
    to - from <= PLAIN.length &&
    !isDialect(bytes[from]!) &&
    unescapeUsual(bytes, from, to, PLAIN) > 0
  );
}

/**
 * Reads the bytes from `from` to `to`, between the flags. Some servers pass on bytes that are already unescaped: they are
 * read so if only that gives the right checksum and length (docs/protocol/jt808.md §3).
 */
export function contentsOf(frame: Uint8Array, from: number, to: number): Contents {
  let xor = 0;
  let at = from;
  for (; at < to; at++) {
    const byte = frame[at]!;
    if (byte === ESCAPE && isEscape(frame, at, to)) break;
    xor ^= byte;
  }
  if (at === to) return new Contents(frame, from, to, xor, false, null);
  const usual = withoutEscapes(frame, from, to, at, xor);
  return !isProved(usual) && isProved(usual.sent!) ? usual.sent! : usual;
}

/** @param first Where the first escape may be. `xor` is that of the bytes before it. */
function withoutEscapes(
  frame: Uint8Array,
  from: number,
  to: number,
  first: number,
  xor: number,
): Contents {
  const plain = new Uint8Array(to - from);
  let length = 0;
  for (let at = from; at < first; at++) plain[length++] = frame[at]!;
  let plainXor = xor;
  let sentXor = xor;
  for (let at = first; at < to; at++) {
    let byte = frame[at]!;
    sentXor ^= byte;
    if (byte === ESCAPE && isEscape(frame, at, to)) {
      const second = frame[++at]!;
      sentXor ^= second;
      byte = second === 2 ? FLAG : ESCAPE;
    }
    plain[length++] = byte;
    plainXor ^= byte;
  }
  const sent = new Contents(frame, from, to, sentXor, true, null);
  return new Contents(plain, 0, length, plainXor, false, sent);
}

/** Where the bytes that `unescapeUsual` gave for a frame between two flags stand in it. */
export function unescapedFrom(frame: Uint8Array, plain: Uint8Array): Contents {
  const sent = new Contents(frame, 1, frame.length - 1, 0, false, null);
  return new Contents(plain, 0, plain.length, 0, false, sent);
}

/** Whether checksum and length are those of JT/T 808. */
export function isProved({ bytes, from, to, xor }: Contents): boolean {
  return xor === 0 && isLengthRight(bytes, from, to);
}

/** Whether the length in the header of JT/T 808 is that of the body. */
export function isLengthRight(bytes: Uint8Array, from: number, to: number): boolean {
  return (
    to - from >= LEAST && to - from === headerLength(bytes, from, to) + bodyLength(bytes, from) + 1
  );
}

/** The length of the body by the header that begins at `at`. */
export function bodyLength(bytes: Uint8Array, at: number): number {
  return ((bytes[at + 2]! << 8) | bytes[at + 3]!) & 0x3ff;
}

/**
 * Bytes of the header of a message that ends, with its checksum, at `to`: twelve, four more with numbers of
 * parts (bit 13 of the attributes), five more with version and long id (since 2019).
 */
export function headerLength(bytes: Uint8Array, at: number, to: number): number {
  if (isLockReport(bytes, at)) return 11;
  return shortHeader(bytes, at) + (is2019(bytes, at, to) ? 5 : 0);
}

function shortHeader(bytes: Uint8Array, at: number): number {
  return (bytes[at + 2]! & 0x20) !== 0 ? 16 : 12;
}

/** Bit 14 of the attributes marks the header of 2019. */
function hasVersionBit(bytes: Uint8Array, at: number): boolean {
  return (bytes[at + 2]! & 0x40) !== 0;
}

/**
 * Whether the header is that of 2019. Real devices of 2013 set the bit for it, and servers have left it out
 * (docs/protocol/jt808-tables.md §5): the header that fits the length is used; if neither fits, the bit decides.
 */
export function is2019(bytes: Uint8Array, at: number, to: number): boolean {
  const more = to - at - shortHeader(bytes, at) - bodyLength(bytes, at) - 1;
  if (hasVersionBit(bytes, at)) return more !== 0;
  // A body may also be five bytes longer than it says.
  return more === 5 && bytes.subarray(at + 5, at + 15).every(isBcd);
}

/**
 * Messages 0x5501 and 0x5502 of electronic locks have a serial number of one byte, and attributes of
 * which only the length is known.
 */
export function isLockReport(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x55 && (bytes[at + 1] === 1 || bytes[at + 1] === 2);
}

export function escapeBytes(bytes: readonly number[]): number[] {
  return bytes.flatMap((byte) =>
    byte === FLAG ? [ESCAPE, 2] : byte === ESCAPE ? [ESCAPE, 1] : [byte],
  );
}

/** The bytes `from` … `to` without escapes, and where each of them begins in `bytes`, with `to` as one more. */
export function unescapeBytes(
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly bytes: Uint8Array; readonly places: Uint32Array } {
  const start = Math.min(from, to);
  const plain = withoutEscapes(bytes, start, to, start, 0);
  const places = new Uint32Array(plain.to + 1);
  for (let i = 0, at = start; i <= plain.to; i++) {
    places[i] = at;
    at += isEscape(bytes, at, to) ? 2 : 1;
  }
  return { bytes: plain.bytes.subarray(0, plain.to), places };
}

export const UNPROVED = 0;
/** Proved by the checksum alone, which one of 256 runs of bytes between stray flags also has. */
export const BY_SUM = 1;
export const BY_LENGTH = 2;

/** The first byte behind the flag in the OBD dialect. */
export function isDialect(first: number): boolean {
  return first === STAR || first === DOLLAR;
}

/** What proves that the flags at `open` and `close` enclose a frame. */
export function proofOf(bytes: Uint8Array, open: number, close: number): number {
  const first = bytes[open + 1];
  const { bytes: plain, xor, from, to } = contentsOf(bytes, open + 1, close);
  // The OBD dialect starts its sum with the flag.
  if (isDialect(first!)) return xor === FLAG ? BY_SUM : UNPROVED;
  if (isLengthRight(plain, from, to)) return BY_LENGTH;
  // The header must be one as well.
  const isHeader = to - from >= LEAST && startsFrame(bytes, open, close) === YES;
  return xor === 0 && isHeader ? BY_SUM : UNPROVED;
}

/**
 * Whether a JT/T 808 frame whose opening flag is the closing flag of the frame before it stands from `from`
 * to the flag at `close`. As it has one flag only, checksum and length must both be right.
 */
export function isProvedWithoutFlag(bytes: Uint8Array, from: number, close: number): boolean {
  return isProved(contentsOf(bytes, from, close));
}

/**
 * Whether a `$` frame begins from `from` to the flag at `close`, which may be a byte of its head, or also a text frame.
 */
export function otherFrame(
  bytes: Uint8Array,
  from: number,
  close: number,
  size: number,
  withText: boolean,
): Verdict {
  let other: Verdict = NO;
  for (let i = from; i < close; i++) {
    if (withText && bytes[i] === STAR && startsText(bytes, i, close) === YES) return YES;
    const verdict = bytes[i] === DOLLAR ? startsBinary(bytes, i, size) : NO;
    if (verdict === YES) return YES;
    if (verdict === MAYBE) other = MAYBE;
  }
  return other;
}
