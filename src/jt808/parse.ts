/** Decodes a JT/T 808 frame into a message. */
import { callable, checkOptions, whole } from "../argument.ts";
import { hexText } from "../bytes.ts";
import {
  bodyLength,
  type Contents,
  contentsOf,
  headerLength,
  isLengthRight,
  plainSum,
  unescapeUsual,
} from "../frame/escaped.ts";
import { FLAG } from "../frame/start.ts";
import type { IssueCode } from "../issue.ts";
import { BytesReader, type BytesSettings } from "../kind/bytes-reader.ts";
import type { Meaning, Values } from "../kind/row.ts";
import type { TraceEntry } from "../kind/trace.ts";
import { readBytesRows } from "../layout/bytes-rows.ts";
import type { Frame } from "../model/frame.ts";
import type { Jt808Header, Message, MessageType } from "../model/message.ts";
import { assertProtocol, type ProtocolLike } from "../model/protocol.ts";
import { readJt808Fast } from "./fast-readers.ts";
import { headerRows } from "./header.ts";
import { keepTail } from "./item.ts";
import { formAt } from "./messages.ts";
import { assertProfiles, DEFAULT_PROFILES, type Jt808ProfileName } from "./profiles.ts";

/** Options for decoding JT/T 808 frames. */
export interface Jt808Options {
  /**
   * Minutes that the clock of the device is ahead of UTC, -840 to 840; 480 (GMT+8) by default, as in the standard.
   */
  readonly jt808UtcOffsetMinutes?: number;
  /**
   * The profiles of makers whose additional items and passed-through data are decoded, besides those of the standard;
   * `["shenzhen-obd-80"]` by default, `[]` for none. docs/protocol/jt808-tables.md §6 lists them.
   */
  readonly jt808Profiles?: readonly Jt808ProfileName[];
  /** The protocol of your own firmware, from `./layout`: its text messages, `$` tails, status tables and items. */
  readonly protocol?: ProtocolLike;
  /**
   * Decodes text that is not ASCII; the standard has GBK: `decodeGbk` of `sinotrack-protocol/gbk`. If it returns `null`,
   * and for all such text without it, the value is `null`, a further property has its bytes (`plateBytes`), and there is an
   * issue `gbk-text`. A result with control characters or U+FFFD counts as `null` too. Errors that it throws are not caught.
   */
  readonly decodeText?: (bytes: Uint8Array) => string | null;
}

const DEFAULT_SETTINGS: BytesSettings = /* @__PURE__ */ Object.freeze({
  table: "jt808",
  utcOffsetMinutes: 480,
  profiles: DEFAULT_PROFILES,
});

const CHECKS = {
  jt808UtcOffsetMinutes: (name: string, value: unknown) => whole(name, value, -840, 840),
  jt808Profiles: assertProfiles,
  decodeText: callable,
  protocol: assertProtocol,
};

/** @throws RangeError or TypeError that names the option. */
export function assertJt808Options(options: Jt808Options | undefined): void {
  checkOptions(options, CHECKS);
}

/** The settings of checked options. */
function settingsOf(options: Jt808Options | undefined): BytesSettings {
  if (options === undefined) return DEFAULT_SETTINGS;
  const utcOffsetMinutes = options.jt808UtcOffsetMinutes ?? DEFAULT_SETTINGS.utcOffsetMinutes;
  const profiles = options.jt808Profiles ?? DEFAULT_PROFILES;
  const { decodeText, protocol } = options;
  return { table: "jt808", utcOffsetMinutes, profiles, own: protocol?.tables, decodeText };
}

const ID: Meaning = { name: "command", about: "Message id", personal: "harmless" };
const CHECKSUM: Meaning = {
  name: "checksum",
  about: "XOR of all bytes before it",
  personal: "harmless",
};

/** Reads a frame between two flags, or after the closing flag of the frame before it. */
export function parseJt808(
  frame: Frame,
  options: Jt808Options | undefined,
  trace: TraceEntry[] | null,
): Message {
  const usual = trace === null ? readUsual(frame, options) : null;
  return usual ?? interpretJt808(frame, options, trace);
}

/** `parseJt808` for a frame that is not usual. */
export function interpretJt808(
  frame: Frame,
  options: Jt808Options | undefined,
  trace: TraceEntry[] | null,
): Message {
  const settings = settingsOf(options);
  const sent = frame.bytes;
  const from = sent[0] === FLAG ? 1 : 0;
  const isClosed = sent.length > from && sent[sent.length - 1] === FLAG;
  const contents = contentsOf(sent, from, isClosed ? sent.length - 1 : sent.length);
  const r = new BytesReader(contents.bytes, settings, trace, contents.sent && contents);
  if (from === 0) r.report("shared-flag", "frame", 0, 0, "a flag of its own");
  const m: Values = { type: "unknown", command: "", deviceId: null };
  m.type = readContents(r, contents, m);
  m.issues = r.issues;
  m.frame = frame;
  return m as Message;
}

/** Reads nearly all traffic in one pass; `null` for a frame that is not complete or not usual. */
export function readUsual(
  frame: Frame,
  options?: Jt808Options,
  bytes: Uint8Array = frame.bytes,
  start = 0,
  end: number = bytes.length,
): Message | null {
  const settings = settingsOf(options);
  const from = start + 1;
  const to = end - 1;
  const isWhole = bytes[start] === FLAG && bytes[to] === FLAG;
  const isUsual = settings.profiles === DEFAULT_PROFILES && settings.own?.items === undefined;
  if (!isWhole || !isUsual) return null;
  // Nothing to unescape.
  if (plainSum(bytes, from, to) === 0) {
    return isLengthRight(bytes, from, to)
      ? readJt808Fast(frame, bytes, from, to - 1, settings)
      : null;
  }
  if (to - from > PLAIN.length) return null;
  const length = unescapeUsual(bytes, from, to, PLAIN);
  return length < 0 ? null : readJt808Fast(frame, PLAIN, 0, length - 1, settings);
}

/**
 * The current frame without its escapes. A new array for each frame would take as long as reading its position. No
 * message keeps a part of it, and no usual message has text for `decodeText`, which could decode a frame itself.
 */
const PLAIN: Uint8Array = /* @__PURE__ */ new Uint8Array(2100);

/** Returns the type of the message. */
function readContents(r: BytesReader, contents: Contents, m: Values): MessageType {
  const { bytes, from, to } = contents;
  const end = to - 1;
  const body = from + headerLength(bytes, from, to);
  if (body > end) return readShort(r, from, to, m);
  readBytesRows(headerRows(bytes, from, to), r, from * 2, body * 2, m);
  reportDamage(r, contents, body);
  r.markValue(CHECKSUM, end, end + 1, m, hexText(bytes, end, end + 1));

  const keepRaw = (code: IssueCode, expected: string): "unknown" => {
    r.reportBytes(code, "frame", body, end, expected);
    return keepUnknown(r, body, end, m);
  };
  const { version = 2013, encryption, part } = (m.jt808 ?? {}) as Partial<Jt808Header>;
  if (encryption !== undefined) return keepRaw("encrypted", "no encryption");
  if (part !== undefined && part.total > 1) return keepRaw("part", "all parts");
  const form = formAt(r, r.uint(from * 2, from * 2 + 4), version, body, end);
  const isShort = form !== undefined && form.least > end - body;
  if (form === undefined || (isShort && form.type === "unknown"))
    return keepRaw("not-decoded", "a documented message");
  if (isShort) return keepRaw("truncated", `${form.least} bytes or more`);
  if (form.type === "confirmation") m.parameters = [];
  if (form.type === "unknown") m.extra = [];
  readBytesRows(form.ready, r, body * 2, end * 2, m);
  return form.type;
}

/** A frame without a whole header. */
function readShort(r: BytesReader, from: number, to: number, m: Values): "unknown" {
  const id = to - from < 2 ? from : from + 2;
  if (id > from) {
    m.command = `0x${hexText(r.bytes, from, id)}`;
    r.mark(ID, from * 2, id * 2, m);
  }
  r.reportBytes("truncated", "frame", from, to, "a header of 12 bytes and a checksum");
  return keepUnknown(r, id, to, m);
}

function keepUnknown(r: BytesReader, from: number, to: number, m: Values): "unknown" {
  m.extra = [];
  m.tail = new Uint8Array(0);
  keepTail(r, from, to, m);
  return "unknown";
}

function reportDamage(r: BytesReader, contents: Contents, body: number): void {
  const { bytes, from, to, xor } = contents;
  const end = to - 1;
  if (contents.isUnescaped) r.reportBytes("unescaped", "frame", from, to, "7D 01 and 7D 02");
  if (xor !== 0) {
    const right = (xor ^ bytes[end]!).toString(16).padStart(2, "0");
    r.reportBytes("bad-checksum", "frame", end, to, right);
  }
  const length = bodyLength(bytes, from);
  const surplus = end - body - length;
  // The length has ten bits: an assembled message has the lowest ten.
  const isJoined = xor === 0 && surplus % 1024 === 0;
  if (surplus !== 0 && !isJoined)
    r.reportBytes("length-differs", "frame", body, end, `${length} bytes of body`);
}
