/**
 * `7E … 7E`, the framing of JT/T 808 and of the OBD dialect of H02: 7E and 7D inside are sent as 7D
 * 02 and 7D 01, and the last byte before the closing flag is the XOR of what stands before it
 * (jt808.md section 3, h02.md 8.4).
 */
import { DOLLAR, ESCAPE, FLAG, STAR, startsBinary, startsFrame, startsText, YES } from "./start.ts";

/** The header of JT/T 808 is at least 12 bytes (11 with a serial number of one byte), and the checksum follows it. */
const LEAST = 12;

/** What the bytes between two flags are when they are read. */
export interface Contents {
  /** From the message id to the checksum, unescaped. */
  readonly bytes: Uint8Array;
  /** Where each byte stands in the frame, and behind them where the last one ends. */
  readonly places: Uint32Array;
  /** Of all bytes: 0 if the checksum of JT/T 808 is right. */
  readonly xor: number;
  /** Whether the length in the header of JT/T 808 is that of the body. */
  readonly isLengthRight: boolean;
  /** The bytes were taken as sent: 7D 01 and 7D 02 are data. */
  readonly isUnescaped: boolean;
}

/**
 * Reads the bytes from `from` to `to`, between the flags. Some servers hand on what is unescaped already:
 * if only that reading has the right checksum and length, it is taken (jt808.md section 3).
 */
export function contentsOf(frame: Uint8Array, from: number, to: number): Contents {
  const usual = readContents(frame, from, to, true);
  if (usual.bytes.length === to - from || (usual.xor === 0 && usual.isLengthRight)) return usual;
  const unescaped = readContents(frame, from, to, false);
  return unescaped.xor === 0 && unescaped.isLengthRight ? unescaped : usual;
}

function readContents(frame: Uint8Array, from: number, to: number, hasEscapes: boolean): Contents {
  const bytes = new Uint8Array(to - from);
  let length = 0;
  let xor = 0;
  for (let at = from; at < to; length++) {
    let byte = frame[at++]!;
    // A 7D with anything else behind it is one that the sender forgot to escape.
    if (hasEscapes && byte === ESCAPE && at < to && (frame[at] === 1 || frame[at] === 2)) {
      byte = frame[at++] === 2 ? FLAG : ESCAPE;
    }
    bytes[length] = byte;
    xor ^= byte;
  }
  return new ReadContents(
    length === bytes.length ? bytes : bytes.subarray(0, length),
    xor,
    !hasEscapes,
    frame,
    from,
    to,
  );
}

class ReadContents implements Contents {
  readonly bytes: Uint8Array;
  readonly xor: number;
  readonly isUnescaped: boolean;
  readonly #frame: Uint8Array;
  readonly #from: number;
  readonly #to: number;
  #places: Uint32Array | null = null;

  constructor(
    bytes: Uint8Array,
    xor: number,
    isUnescaped: boolean,
    frame: Uint8Array,
    from: number,
    to: number,
  ) {
    this.bytes = bytes;
    this.xor = xor;
    this.isUnescaped = isUnescaped;
    this.#frame = frame;
    this.#from = from;
    this.#to = to;
  }

  get isLengthRight(): boolean {
    const { bytes } = this;
    return bytes.length >= LEAST && bytes.length === headerLength(bytes) + bodyLength(bytes) + 1;
  }

  /** Only issues and `explain` ask for them: most frames are read without. */
  get places(): Uint32Array {
    if (this.#places !== null) return this.#places;
    const places = new Uint32Array(this.bytes.length + 1);
    let at = this.#from;
    for (let i = 0; i < this.bytes.length; i++) {
      places[i] = at;
      // Two bytes became one where what was read is not what is there.
      at += this.#frame[at] === this.bytes[i] && !this.#isEscape(at) ? 1 : 2;
    }
    places[this.bytes.length] = this.#to;
    this.#places = places;
    return places;
  }

  /** 7D 01 is read as 7D, the byte that is there too. */
  #isEscape(at: number): boolean {
    return (
      !this.isUnescaped &&
      this.#frame[at] === ESCAPE &&
      at + 1 < this.#to &&
      this.#frame[at + 1] === 1
    );
  }
}

/** The length of the body by the header. */
export function bodyLength(bytes: Uint8Array): number {
  return ((bytes[2]! << 8) | bytes[3]!) & 0x3ff;
}

/**
 * Bytes of the header: twelve, four more with numbers of parts (bit 13 of the attributes), five more
 * with version and long id (bit 14, since 2019).
 */
export function headerLength(bytes: Uint8Array): number {
  if (isLockReport(bytes)) return 11;
  const attributes = bytes[2]!;
  return 12 + ((attributes & 0x20) !== 0 ? 4 : 0) + ((attributes & 0x40) !== 0 ? 5 : 0);
}

/**
 * Messages 0x5501 and 0x5502 of electronic locks have a serial number of one byte, and attributes of
 * which only the length is known.
 */
export function isLockReport(bytes: Uint8Array): boolean {
  return bytes[0] === 0x55 && (bytes[1] === 1 || bytes[1] === 2);
}

/**
 * The bytes `from` … `to` without escapes, and where each of them begins in `bytes`, with `to` as one more.
 */
export function unescapeBytes(
  bytes: Uint8Array,
  from: number,
  to: number,
): Pick<Contents, "bytes" | "places"> {
  return readContents(bytes, Math.min(from, to), to, true);
}

/** Whether the flags at `open` and `close` enclose bytes whose checksum or length is right. */
export function isProvedEscaped(bytes: Uint8Array, open: number, close: number): boolean {
  const first = bytes[open + 1];
  const { xor, isLengthRight, bytes: contents } = contentsOf(bytes, open + 1, close);
  // The OBD dialect starts its sum with the flag.
  if (first === STAR || first === DOLLAR) return xor === FLAG;
  if (isLengthRight) return true;
  // One of 256 runs of bytes between stray flags has the right sum: the header must be one as well.
  return xor === 0 && contents.length >= LEAST && startsFrame(bytes, open, close) === YES;
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
