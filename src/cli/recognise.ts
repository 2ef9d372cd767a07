/**
 * Recognises in what form a capture was given, from its first bytes.
 *
 * - `raw`: the bytes as they came over the network.
 * - `text`: the same, written down as text; it may begin with a byte order mark.
 * - `hex`: hexadecimal digits, one capture a line.
 * - `jsonl`: JSON Lines, one capture a row.
 * - `pcap`: captured packets, pcap or pcapng; each connection to a server is a capture.
 */
import { HexClass, hexClassOf } from "./hex.ts";
import { isPacketFile } from "./pcap/capture-file.ts";

export const FORMS = ["raw", "hex", "text", "jsonl", "pcap"] as const;
export type Form = (typeof FORMS)[number];

/** Recognition never looks further than this, so that it needs no more memory than this. */
export const HEAD_LENGTH = 4096;

/** Fewer hex digits in the first line than this are more likely a number in a text. */
const MIN_HEX_DIGITS = 8;

/** First bytes of pcap in its byte orders, and of pcapng. */
const PACKET_FILE_STARTS: ReadonlySet<number> = new Set([0xa1, 0xd4, 0x4d, 0x0a]);

const LF = 0x0a;
const BRACE = 0x7b;

/** Whether the bytes begin with the UTF-8 byte order mark, as some Windows editors write it. */
export function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/**
 * The form of an input that begins with `head`; `undefined` if more bytes are needed to tell. With
 * `isEnd` nothing follows, and the answer is never `undefined`.
 */
export function recognise(head: Uint8Array, isEnd: boolean): Form | "utf-16" | undefined {
  const decideNow = isEnd || head.length >= HEAD_LENGTH;
  const [first, second] = head;
  if (first !== undefined && first >= 0xef && head.length < 3 && !decideNow) return undefined;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "utf-16";

  // Where the magic numbers differ from what a tracker may send only shows in twelve bytes.
  if (PACKET_FILE_STARTS.has(first ?? 0) && head.length < 12 && !decideNow) return undefined;
  if (isPacketFile(head)) return "pcap";

  const marked = hasByteOrderMark(head);
  const otherwise = marked ? "text" : "raw";
  let at = marked ? 3 : 0;
  while (at < head.length && isBlank(head[at] as number)) at++;
  if (at === head.length) return decideNow ? otherwise : undefined;
  if (head[at] === BRACE) return "jsonl";

  let digits = 0;
  for (; at < head.length; at++) {
    const byte = head[at] as number;
    if (byte === LF) return digits >= MIN_HEX_DIGITS ? "hex" : otherwise;
    const kind = hexClassOf(byte);
    if (kind === HexClass.Other) return otherwise;
    if (kind === HexClass.Digit) digits++;
  }
  if (!decideNow) return undefined;
  return digits >= MIN_HEX_DIGITS ? "hex" : otherwise;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
