/** From a JT/T 808 frame to a message. */
import { hexText } from "../bytes.ts";
import {
  bodyLength,
  type Contents,
  contentsOf,
  headerLength,
  isLockReport,
} from "../frame/escaped.ts";
import { FLAG } from "../frame/start.ts";
import type { TraceEntry } from "../kind/trace.ts";
import type { FieldMeaning } from "../layout/layout.ts";
import { type Draft, finish, type Growing } from "../model/draft.ts";
import type { Frame } from "../model/frame.ts";
import type { Jt808Header, Message } from "../model/message.ts";
import { leastLength, readBody } from "./layout.ts";
import { bodyOf, jt808Layout } from "./messages.ts";
import { readPassthrough } from "./passthrough.ts";
import { assertProfiles, DEFAULT_PROFILES, type Jt808ProfileName } from "./profiles.ts";
import { Jt808Reader, type Jt808Settings } from "./reader.ts";
import { unpackImei } from "./writer.ts";

/** How JT/T 808 frames are read. */
export interface Jt808Options {
  /**
   * Minutes that the clock of the device is ahead of UTC, -840 to 840; 480 (GMT+8) by default, as the
   * standard has it.
   */
  readonly jt808UtcOffsetMinutes?: number;
  /**
   * Whose additional items and passed-through data are read, besides those of the standard;
   * `["shenzhen-obd-80"]` by default, `[]` for none. docs/jt808.md lists them.
   */
  readonly jt808Profiles?: readonly Jt808ProfileName[];
}

/** @throws RangeError that names the option. */
function settingsOf(options: Jt808Options | undefined): Jt808Settings {
  const utcOffsetMinutes = options?.jt808UtcOffsetMinutes ?? 480;
  if (!Number.isInteger(utcOffsetMinutes) || Math.abs(utcOffsetMinutes) > 840) {
    throw new RangeError("jt808UtcOffsetMinutes must be a whole number from -840 to 840");
  }
  const profiles = options?.jt808Profiles ?? DEFAULT_PROFILES;
  if (profiles !== DEFAULT_PROFILES) assertProfiles(profiles);
  return { utcOffsetMinutes, profiles };
}

const COMMAND: FieldMeaning = { name: "command", about: "Message id" };
const ATTRIBUTES: FieldMeaning = {
  name: "jt808",
  about: "Length of the body, encryption, part and version bits",
};
const VERSION: FieldMeaning = { name: "jt808.protocolVersion", about: "Version of the protocol" };
const DEVICE_ID: FieldMeaning = { name: "deviceId", about: "Phone number of the terminal, BCD" };
const SERIAL: FieldMeaning = { name: "serialNumber", about: "Number of the message" };
const PART: FieldMeaning = {
  name: "jt808.part",
  about: "Number of parts, and which of them it is",
};
const CHECKSUM: FieldMeaning = { name: "checksum", about: "XOR of all bytes before it" };

/** Reads a frame between two flags, or behind the closing flag of the frame before it. */
export function parseJt808(
  frame: Frame,
  options: Jt808Options | undefined,
  trace: TraceEntry[] | null,
  isJoined = false,
): Message {
  const { bytes } = frame;
  const from = bytes[0] === FLAG ? 1 : 0;
  const to =
    bytes.length > from && bytes[bytes.length - 1] === FLAG ? bytes.length - 1 : bytes.length;
  const contents = contentsOf(bytes, from, to);
  const reader = new Jt808Reader(contents, settingsOf(options), trace);
  const end = contents.bytes.length - 1;
  if (from === 0) reader.report("shared-flag", "frame", 0, 0, "a flag of its own");
  const draft: Growing = { type: "unknown", command: "", deviceId: null };
  const message = (type: Message["type"]): Message => finish(draft, type, reader.issues, frame);
  const unknown = (bodyFrom: number): Message => {
    draft.extra = [];
    draft.tail ??= new Uint8Array(0);
    reader.keep(draft, bodyFrom, end);
    return message("unknown");
  };

  if (end < headerLength(contents.bytes)) return tooShort(reader, draft, message);
  const header = readHeader(reader, draft);
  if (isLockReport(contents.bytes) === false) reader.mark(ATTRIBUTES, 2, 4, draft);
  reportDamage(reader, contents, header, isJoined);
  reader.markValue(CHECKSUM, end, end + 1, draft, hexText(contents.bytes, end, end + 1));

  const { jt808 } = draft;
  if (jt808?.encryption !== undefined) {
    reader.report("encrypted", "frame", header, end, "no encryption");
    return unknown(header);
  }
  if (jt808?.part !== undefined && jt808.part.total > 1) {
    reader.report("part", "frame", header, end, "all parts");
    return unknown(header);
  }
  const id = reader.number(0, 2);
  if (id === 0x0900 && header < end) {
    draft.extra = [];
    readPassthrough(reader, header, end, draft);
    return message("unknown");
  }
  const layout = jt808Layout(id);
  if (layout === undefined) {
    reader.report("not-decoded", "frame", header, end, "a message that is read");
    return unknown(header);
  }
  const { fields } = bodyOf(layout, jt808?.version === 2019, end - header);
  if (end - header < leastLength(fields)) {
    reader.report("truncated", "frame", header, end, `${leastLength(fields)} bytes or more`);
    return unknown(header);
  }
  readBody(fields, reader, header, end, draft);
  return message(layout.type);
}

/** A frame that is no whole header. */
function tooShort(
  reader: Jt808Reader,
  draft: Draft,
  message: (type: "unknown") => Message,
): Message {
  const { length } = reader.bytes;
  const from = length < 2 ? 0 : 2;
  if (from === 2) {
    draft.command = `0x${hexText(reader.bytes, 0, 2)}`;
    reader.mark(COMMAND, 0, 2, draft);
  }
  draft.extra = [];
  draft.tail = new Uint8Array(0);
  reader.report("truncated", "frame", 0, length, "a header of 12 bytes and a checksum");
  reader.keep(draft, from, length);
  return message("unknown");
}

/** Reads what stands before the body; returns where that begins. */
function readHeader(reader: Jt808Reader, draft: Draft): number {
  const { bytes } = reader;
  draft.command = `0x${hexText(bytes, 0, 2)}`;
  reader.mark(COMMAND, 0, 2, draft);
  if (isLockReport(bytes)) {
    readDeviceId(reader, 4, 10, draft);
    draft.serialNumber = bytes[10]!;
    reader.mark(SERIAL, 10, 11, draft);
    return 11;
  }
  const attributes = bytes[2]! << 8;
  const isLong = (attributes & 0x4000) !== 0;
  const encryption = (attributes >> 10) & 7;
  const header: { -readonly [K in keyof Jt808Header]: Jt808Header[K] } = {
    version: isLong ? 2019 : 2013,
  };
  draft.jt808 = header;
  let at = 4;
  if (isLong) {
    header.protocolVersion = bytes[at]!;
    reader.markValue(VERSION, at, at + 1, draft, bytes[at]);
    at++;
  }
  if (encryption !== 0) header.encryption = encryption;
  const serial = at + (isLong ? 10 : 6);
  readDeviceId(reader, at, serial, draft);
  at = serial + 2;
  draft.serialNumber = reader.number(serial, at);
  reader.mark(SERIAL, serial, at, draft);
  if ((attributes & 0x2000) === 0) return at;
  header.part = { total: reader.number(at, at + 2), number: reader.number(at + 2, at + 4) };
  reader.markValue(PART, at, at + 4, draft, header.part);
  return at + 4;
}

function readDeviceId(reader: Jt808Reader, from: number, to: number, draft: Draft): void {
  const digits = hexText(reader.bytes, from, to);
  draft.deviceId = digits;
  reader.mark(DEVICE_ID, from, to, draft);
  if (isDecimal(digits)) return;
  const imei = to - from === 6 ? unpackImei(reader.number(from, to)) : null;
  if (imei === null) reader.report("bad-id", "deviceId", from, to, "decimal digits");
  else {
    reader.report("packed-imei", "deviceId", from, to, "decimal digits");
    draft.deviceId = imei;
  }
}

function isDecimal(digits: string): boolean {
  for (const digit of digits) if (digit > "9") return false;
  return true;
}

function reportDamage(
  reader: Jt808Reader,
  contents: Contents,
  header: number,
  isJoined: boolean,
): void {
  const end = contents.bytes.length - 1;
  if (contents.isUnescaped) reader.report("unescaped", "frame", 0, end + 1, "7D 01 and 7D 02");
  if (contents.xor !== 0) {
    const right = contents.xor ^ contents.bytes[end]!;
    reader.report("bad-checksum", "frame", end, end + 1, right.toString(16).padStart(2, "0"));
  }
  if (!contents.isLengthRight && !isJoined) {
    const { bytes } = contents;
    reader.report("length-differs", "frame", header, end, `${bodyLength(bytes)} bytes of body`);
  }
}
