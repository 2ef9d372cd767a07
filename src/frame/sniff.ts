/**
 * Identifies the protocol of a connection by its first bytes, or of a datagram, for a collector with one port for all
 * devices. The bytes are ours, those of a protocol that is recognised without doubt, or not decided yet.
 *
 * 1. The answer depends on the first 64 bytes only. Once it is not `incomplete`, later bytes do not change it.
 * 2. CR, LF and NUL in front are skipped, as the splitter does.
 * 3. Ours is what begins with a plausible start, by the rules of the splitter (start.ts): `*XX,`, a `$`, `M`,
 *    `X` or `P` head whose digits, date and degrees can be, but for one value of a `$` head, `7E` and what JT/T 808 or the PengAoDa dialect
 *    has behind it: a byte that the ids of devices begin with, a header, or at least a closing flag.
 * 4. Foreign with a family is what matches one of the signatures below, at the first byte. Where both may
 *    still come true, more bytes are waited for.
 * 5. What is neither may be the rest of a damaged frame, so a start is looked for behind it, `7E` only with
 *    a believable header of JT/T 808. If none begins in the first 36 bytes, the longest head of a frame
 *    being 28 bytes, the answer is `foreign` without family.
 */
import { assertBytes } from "../bytes.ts";
import { unescapeBytes } from "./escaped.ts";
import { signatures } from "./foreign.ts";
import {
  DOLLAR,
  FLAG,
  isBcd,
  isSeparator,
  MAYBE,
  NO,
  STAR,
  startsBinary,
  startsFrame,
  startsText,
  type Verdict,
  YES,
} from "./start.ts";

/** The protocol of a connection, as `sniff` returns it. */
export interface Sniffed {
  /**
   * - `h02-ascii`, `h02-binary`, `jt808`: decoded by this library; pass the bytes to `FrameSplitter`. `h02-binary` are
   *   `$`, `M`, `X` and `P` records.
   * - `incomplete`: too few bytes to decide.
   * - `foreign`: another protocol, or an unknown one.
   */
  readonly protocol: "h02-ascii" | "h02-binary" | "jt808" | "incomplete" | "foreign";
  /**
   * The name of a foreign protocol, if it is certain; docs/sniff.md lists them. `pengaoda` for H02 between the flags of
   * that dialect.
   */
  readonly family?: string;
  /**
   * Only if incomplete: the total number of bytes with which the answer is certain to be decided. Most connections are
   * decided much earlier, so ask again whenever bytes arrive.
   */
  readonly need?: number;
}

/** Number of bytes that are examined: the last possible start, with the longest head behind it. */
const WINDOW = 64;
/** The longest head: a `$` record with an eight-byte id, up to its course. */
const LONGEST_HEAD = 28;

/** Message id, properties and the first three bytes of the phone number. */
const HEADER = 7;
const PHONE = 4;
/** Fewer bytes than that between two flags are no frame. */
const SHORTEST = 5;

/**
 * Identifies the protocol from the first bytes of a connection, or from a datagram.
 *
 * A datagram is complete: if the answer is `incomplete`, it is not from a known protocol.
 *
 * @param bytes From the first byte of the connection on.
 * @throws TypeError if `bytes` is not a Uint8Array. Never for what the bytes are.
 * @example
 * ```ts
 * import { sniff } from "sinotrack-protocol";
 *
 * const text = new TextEncoder();
 * sniff(text.encode("*HQ,7029083742,V1,11")); // { protocol: "h02-ascii" }
 * sniff(text.encode("##,imei:359587010124900,A;")); // { protocol: "foreign", family: "coban" }
 * sniff(new Uint8Array([0x24, 0x70])); // { protocol: "incomplete", need: 64 }
 * ```
 */
export function sniff(bytes: Uint8Array): Sniffed {
  assertBytes(bytes, "bytes");
  const size = Math.min(bytes.length, WINDOW);
  let at = 0;
  while (at < size && isSeparator(bytes[at]!)) at++;

  // A flag proves little: the length of a Teltonika packet may be 7E, behind seven zeros.
  const flag = lastFlag(bytes, at, size);
  let own = at < size ? startsFrame(bytes, flag, size) : MAYBE;
  // As behind any whole frame, one value of a record may be impossible.
  if (own === NO && bytes[at] === DOLLAR) own = startsBinary(bytes, at, size, 1);
  const isFlag = at < size && bytes[flag] === FLAG;
  if (own === NO && isFlag) own = startsHeader(bytes, flag, size, 0xff);
  const isWeak = own === YES && ownProtocol(bytes, flag).protocol === "jt808";
  if (own === YES && !isWeak) return ownProtocol(bytes, flag);
  let isOpen = own === MAYBE;
  for (const { family, matches } of signatures()) {
    const verdict = matches(bytes, size);
    // Bytes that may still become a frame of ours are not given away.
    if (verdict === YES && own !== MAYBE) return { protocol: "foreign", family };
    if (verdict !== NO) isOpen = true;
  }
  if (isWeak && !isOpen) return ownProtocol(bytes, flag);
  const last = WINDOW - LONGEST_HEAD;
  for (let i = flag + 1; !isOpen && i < Math.min(size, last + 1); i++) {
    // Between two flags is a frame, whatever it holds: the splitter takes it for one.
    if (isFlag && bytes[i] === FLAG && i - flag > SHORTEST) return { protocol: "jt808" };
    const starts = bytes[i] === FLAG ? startsBehindNoise : startsFrame;
    const verdict = starts(bytes, i, size);
    if (verdict === YES) return ownProtocol(bytes, i);
    isOpen = verdict === MAYBE;
  }
  // What is still open with all of the window there began too late in it.
  if (size === WINDOW || (!isOpen && size > last)) return { protocol: "foreign" };
  return { protocol: "incomplete", need: WINDOW };
}

/** Of several flags the last one opens a frame. */
function lastFlag(bytes: Uint8Array, at: number, size: number): number {
  let i = at;
  while (bytes[i] === FLAG && i + 1 < size && bytes[i + 1] === FLAG) i++;
  return i;
}

/** `7E` behind other bytes: the PengAoDa dialect, or a header whose id and properties are in use. */
function startsBehindNoise(bytes: Uint8Array, at: number, size: number): Verdict {
  if (at + 1 >= size) return MAYBE;
  const first = bytes[at + 1]!;
  if (first === STAR) return startsText(bytes, at + 1, size);
  if (first === DOLLAR) return startsBinary(bytes, at + 1, size);
  return first < 0x10 ? startsHeader(bytes, at, size, 0x7f) : NO;
}

/**
 * Whether the header of JT/T 808 may stand behind the flag at `at`: the high byte of its properties is at most
 * `most`, and the phone number begins with decimal digits.
 */
function startsHeader(bytes: Uint8Array, at: number, size: number, most: number): Verdict {
  let end = at + 1;
  while (end < Math.min(size, at + 1 + 2 * HEADER) && bytes[end] !== FLAG) end++;
  const { bytes: plain } = unescapeBytes(bytes, at + 1, end);
  if ((plain[2] ?? 0) > most) return NO;
  if (plain.subarray(PHONE, HEADER).some((byte) => !isBcd(byte))) return NO;
  if (plain.length >= HEADER) return YES;
  return end === size ? MAYBE : NO;
}

/** What starts at `at`, where something of ours does. */
function ownProtocol(bytes: Uint8Array, at: number): Sniffed {
  const isFramed = bytes[at] === FLAG;
  const first = bytes[isFramed ? at + 1 : at];
  if (isFramed && first !== STAR && first !== DOLLAR) return { protocol: "jt808" };
  const protocol = first === STAR ? "h02-ascii" : "h02-binary";
  return isFramed ? { protocol, family: "pengaoda" } : { protocol };
}
