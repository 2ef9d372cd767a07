/**
 * `7E … 7E`, the framing of JT/T 808 and of the OBD dialect of H02: 7E and 7D inside are sent as 7D
 * 02 and 7D 01, and the last byte before the closing flag is the XOR of what stands before it
 * (jt808.md section 3, h02.md 8.4).
 */
import { DOLLAR, ESCAPE, FLAG, STAR, startsBinary, startsFrame, startsText, YES } from "./start.ts";

/** The header of JT/T 808 is at least 12 bytes (11 with a serial number of one byte), and the checksum follows it. */
const LEAST = 12;

/** What stands between two flags, from the message id to the checksum. */
export class Contents {
  /** The frame itself, or a copy without escapes. */
  readonly bytes: Uint8Array;
  /** Where they begin and end in `bytes`. */
  readonly from: number;
  readonly to: number;
  /** Of all of them: 0 if the checksum of JT/T 808 is right. */
  readonly xor: number;
  /** They were taken as sent although they hold 7D 01 or 7D 02, which is data then. */
  readonly isUnescaped: boolean;
  /** What was unescaped. */
  readonly #sent: Contents | null;
  #places: Uint32Array | null = null;

  constructor(
    bytes: Uint8Array,
    from: number,
    to: number,
    xor: number,
    isUnescaped = false,
    sent: Contents | null = null,
  ) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.xor = xor;
    this.isUnescaped = isUnescaped;
    this.#sent = sent;
  }

  /** Whether the length in the header of JT/T 808 is that of the body. */
  get isLengthRight(): boolean {
    const { bytes, from, to } = this;
    return (
      to - from >= LEAST && to - from === headerLength(bytes, from) + bodyLength(bytes, from) + 1
    );
  }

  /** Where each byte stands in the frame, and behind them where they end; `null` if they are the frame. */
  get places(): Uint32Array | null {
    // Only issues and `explain` ask for them: most frames are read without.
    if (this.#sent === null || this.#places !== null) return this.#places;
    const { bytes, from, to } = this.#sent;
    const places = new Uint32Array(this.to + 1);
    let at = from;
    for (let i = 0; i < this.to; i++) {
      places[i] = at;
      at += isEscape(bytes, at, to) ? 2 : 1;
    }
    places[this.to] = to;
    this.#places = places;
    return places;
  }
}

/** A 7D with anything else behind it is one that the sender forgot to escape. */
function isEscape(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === ESCAPE && at + 1 < end && (bytes[at + 1] === 1 || bytes[at + 1] === 2);
}

/**
 * Reads the bytes from `from` to `to`, between the flags. Some servers hand on what is unescaped already:
 * if only that reading has the right checksum and length, it is taken (jt808.md section 3).
 */
export function contentsOf(frame: Uint8Array, from: number, to: number): Contents {
  let xor = 0;
  let hasEscapes = false;
  for (let at = from; at < to; at++) {
    xor ^= frame[at]!;
    if (isEscape(frame, at, to)) hasEscapes = true;
  }
  const sent = new Contents(frame, from, to, xor, hasEscapes);
  if (!hasEscapes) return sent;
  const usual = withoutEscapes(sent);
  const isRight = usual.xor === 0 && usual.isLengthRight;
  return !isRight && sent.xor === 0 && sent.isLengthRight ? sent : usual;
}

function withoutEscapes(sent: Contents): Contents {
  const { bytes, from, to } = sent;
  const plain = new Uint8Array(to - from);
  let length = 0;
  let xor = 0;
  for (let at = from; at < to; length++) {
    let byte = bytes[at]!;
    if (isEscape(bytes, at, to)) byte = bytes[++at] === 2 ? FLAG : ESCAPE;
    at++;
    plain[length] = byte;
    xor ^= byte;
  }
  const all = length === plain.length ? plain : plain.subarray(0, length);
  return new Contents(all, 0, length, xor, false, sent);
}

/** The length of the body by the header that begins at `at`. */
export function bodyLength(bytes: Uint8Array, at: number): number {
  return ((bytes[at + 2]! << 8) | bytes[at + 3]!) & 0x3ff;
}

/**
 * Bytes of the header: twelve, four more with numbers of parts (bit 13 of the attributes), five more
 * with version and long id (bit 14, since 2019).
 */
export function headerLength(bytes: Uint8Array, at: number): number {
  if (isLockReport(bytes, at)) return 11;
  const attributes = bytes[at + 2]!;
  return 12 + ((attributes & 0x20) !== 0 ? 4 : 0) + ((attributes & 0x40) !== 0 ? 5 : 0);
}

/**
 * Messages 0x5501 and 0x5502 of electronic locks have a serial number of one byte, and attributes of
 * which only the length is known.
 */
export function isLockReport(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x55 && (bytes[at + 1] === 1 || bytes[at + 1] === 2);
}

/**
 * The bytes `from` … `to` without escapes, and where each of them begins in `bytes`, with `to` as one more.
 */
export function unescapeBytes(
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly bytes: Uint8Array; readonly places: Uint32Array } {
  const plain = withoutEscapes(new Contents(bytes, Math.min(from, to), to, 0));
  return { bytes: plain.bytes, places: plain.places! };
}

/** Whether the flags at `open` and `close` enclose bytes whose checksum or length is right. */
export function isProvedEscaped(bytes: Uint8Array, open: number, close: number): boolean {
  const first = bytes[open + 1];
  const { xor, isLengthRight, from, to } = contentsOf(bytes, open + 1, close);
  // The OBD dialect starts its sum with the flag.
  if (first === STAR || first === DOLLAR) return xor === FLAG;
  if (isLengthRight) return true;
  // One of 256 runs of bytes between stray flags has the right sum: the header must be one as well.
  return xor === 0 && to - from >= LEAST && startsFrame(bytes, open, close) === YES;
}

/**
 * Whether a JT/T 808 frame whose opening flag is the closing flag of the frame before it stands from `from`
 * to the flag at `close`. As it has one flag only, checksum and length must both be right.
 */
export function isProvedWithoutFlag(bytes: Uint8Array, from: number, close: number): boolean {
  const { xor, isLengthRight } = contentsOf(bytes, from, close);
  return xor === 0 && isLengthRight;
}

/** Whether a text or `$` frame begins between the flags, other than right behind the first. */
export function holdsOtherFrame(bytes: Uint8Array, open: number, close: number): boolean {
  for (let i = open + 2; i < close; i++) {
    if (bytes[i] === STAR && startsText(bytes, i, close) === YES) return true;
    if (bytes[i] === DOLLAR && startsBinary(bytes, i, close) === YES) return true;
  }
  return false;
}
