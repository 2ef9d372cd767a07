/** From a frame to a message. */
import { hexText, isBytes, latin1Text } from "../bytes.ts";
import type { StatusTableName } from "../field/status.ts";
import type { Frame } from "../frame/frame.ts";
import { startsHead, YES } from "../frame/start.ts";
import { type Jt808Options, parseJt808 } from "../jt808/parse.ts";
import { readHead } from "./binary-head.ts";
import { BinaryReader } from "./binary-reader.ts";
import { binaryTail, keep } from "./binary-tails.ts";
import { type Draft, makeIssue } from "./draft.ts";
import { type FieldMeaning, readBinaryField, readExtra } from "./layout.ts";
import type { Message } from "./message.ts";
import { readMileage } from "./mileage.ts";
import { readPicture } from "./picture.ts";
import { BODY } from "./text-layout.ts";
import { TextReader } from "./text-reader.ts";
import { textLayout } from "./text-registry.ts";
import type { TraceEntry } from "./trace.ts";

/** How frames are read. */
export interface ParseOptions extends Jt808Options {
  /** The device of the connection, for frames that name none (`X` records). */
  readonly deviceId?: string;
  /**
   * The table of the status word. By default that of the current SinoTrack document for V8, which only
   * its firmware sends, and that of the TQ document for all others.
   */
  readonly statusTable?: StatusTableName;
}

/**
 * Reads one frame. Never throws for what is in it: what cannot be read is `null`, with an issue.
 *
 * @throws TypeError if `frame` is not a frame.
 */
export function parseFrame(frame: Frame, options?: ParseOptions): Message {
  return parseTraced(frame, options, null);
}

/** `parseFrame`, which also records in `trace` what was read from where. */
export function parseTraced(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
): Message {
  if (typeof frame !== "object" || frame === null || !isBytes(frame.bytes)) {
    throw new TypeError("frame must be a frame of splitFrames or FrameSplitter");
  }
  switch (frame.format) {
    case "ascii":
      return parseText(frame, options, trace);
    case "binary":
    case "mileage":
    case "picture":
      return parseBinary(frame, options, trace);
    case "escaped":
      return parseEscaped(frame, options, trace);
    case "noise":
      return parseNoise(frame);
    default:
      throw new TypeError(`frame.format must be one of the frame formats, not ${frame.format}`);
  }
}

function parseText(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
): Message {
  const { bytes } = frame;
  const maker = latin1Text(bytes, 1, Math.min(3, bytes.length));
  const word = wordOf(bytes);
  const layout = textLayout(word);
  const reader = new TextReader(bytes, options?.statusTable ?? layout?.table ?? "tq");
  reader.trace = trace;
  const deviceId = readDeviceId(reader);
  if (reader.hasOtherBytes) {
    reader.report("non-ascii", "frame", 0, reader.count - 1, "printable ASCII");
  }
  if (reader.hash === bytes.length) {
    reader.report("truncated", "frame", reader.count - 1, reader.count - 1, "#");
  }
  if (layout === undefined) return unknownText(frame, reader, maker, deviceId, word);

  const draft: Draft = {};
  const type = layout.read(reader, draft);
  if (type === null) return unknownText(frame, reader, maker, deviceId, word);
  if (reader.hash + 1 < bytes.length) readExtension(reader, draft);
  const { issues } = reader;
  return { type, command: word, maker, deviceId, ...draft, issues, frame } as Message;
}

/** The third field, without building the others. */
function wordOf(bytes: Uint8Array): string {
  let commas = 0;
  let from = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte !== 0x2c && byte !== 0x23) continue;
    if (++commas === 2) from = i + 1;
    if (commas === 3) return latin1Text(bytes, from, i);
    if (byte === 0x23) break;
  }
  return "";
}

function readDeviceId(reader: TextReader): string | null {
  if (reader.width(1) === 0) {
    const at = Math.min(1, reader.count - 1);
    reader.report("missing-id", "deviceId", at, at, "a device id");
    return null;
  }
  if (!reader.isDigits(1, 1, 64)) reader.report("bad-id", "deviceId", 1, 1, "digits");
  return reader.text(1);
}

function unknownText(
  frame: Frame,
  reader: TextReader,
  maker: string,
  deviceId: string | null,
  command: string,
): Message {
  const at = Math.min(2, reader.count - 1);
  reader.report("unknown-type", "frame", at, at, "a documented type");
  const draft: Draft = { extra: [] };
  readExtra(reader, BODY, reader.count - BODY, draft);
  if (reader.hash + 1 < frame.bytes.length) readExtension(reader, draft);
  const { issues } = reader;
  return { type: "unknown", command, maker, deviceId, ...draft, issues, frame } as Message;
}

/** `,T0.0#` or `<0,0,25,0,0,0,10>` behind the `#`. */
function readExtension(reader: TextReader, draft: Draft): void {
  const text = latin1Text(reader.bytes, reader.hash + 1, reader.bytes.length);
  if (text.startsWith(",T")) {
    const celsius = text.endsWith("#") ? Number(text.slice(2, -1)) : Number.NaN;
    draft.temperatureCelsius = Number.isFinite(celsius) && text.length > 3 ? celsius : null;
    if (draft.temperatureCelsius === null) {
      reader.issues.push(
        makeIssue("bad-number", "temperatureCelsius", reader.hash + 1, text.length, text, ",T0.0#"),
      );
    }
    reader.markBytes(EXTENSION_TEMPERATURE, reader.hash + 1, reader.bytes.length, draft);
    return;
  }
  const inner = text.startsWith("<") && text.endsWith(">") ? text.slice(1, -1) : text;
  draft.extra = [...(draft.extra ?? []), ...inner.split(",")];
  reader.markBytes(EXTENSION, reader.hash + 1, reader.bytes.length, draft);
}

const EXTENSION_TEMPERATURE: FieldMeaning = {
  name: "temperatureCelsius",
  unit: "°C",
  about: "Temperature, behind the #",
  confidence: "inferred",
};
const EXTENSION: FieldMeaning = {
  name: "extra",
  about: "Extension behind the #, not documented",
  isList: true,
};

const MARKERS: Readonly<Record<number, string>> = { 36: "$", 77: "M", 80: "P", 88: "X" };

function parseBinary(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
): Message {
  const { bytes, format } = frame;
  const command = MARKERS[bytes[0] ?? 0] ?? "$";
  const isLong = bytes.length === 42 && startsHead(bytes, 0, 42, 0) !== YES;
  const reader = new BinaryReader(bytes, isLong ? 3 : 0, options?.statusTable ?? "tq");
  reader.trace = trace;
  const { issues } = reader;
  const headLength = 29 + reader.shift;
  if (bytes.length < headLength) {
    reader.report("truncated", "frame", 0, bytes.length, `${headLength} bytes or more`);
    const tail = new Uint8Array(bytes);
    return { type: "unknown", command, deviceId: null, extra: [], tail, issues, frame };
  }
  let deviceId: string | null = null;
  if (format !== "mileage") {
    deviceId = reader.halfBytes(2, isLong ? 15 : 10);
    if (reader.digits(2, isLong ? 15 : 10) < 0) {
      reader.report("bad-id", "deviceId", 1, isLong ? 8 : 5, "decimal digits");
    }
  } else if (options?.deviceId !== undefined) deviceId = options.deviceId;

  const draft: Draft = {};
  readHead(reader, draft);
  if (format === "mileage") readMileage(reader, draft);
  else if (format === "picture") readPicture(reader, draft);
  else readBinaryTail(reader, draft, headLength);
  return { type: "position", command, deviceId, ...draft, issues, frame } as Message;
}

function readBinaryTail(reader: BinaryReader, draft: Draft, headLength: number): void {
  const { bytes } = reader;
  if (bytes.length < 32) {
    reader.report("truncated", "frame", 0, bytes.length, "32 bytes or more");
  }
  const tail = reader.shift === 0 ? binaryTail(bytes) : undefined;
  if (tail === undefined) {
    keep(reader, draft, headLength, bytes.length);
    reader.mark(TAIL, headLength, bytes.length, draft);
  } else for (const field of tail.fields) readBinaryField(field, reader, draft);
}

const TAIL: FieldMeaning = { name: "tail", about: "Not documented" };

function parseEscaped(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
): Message {
  const first = frame.bytes[1];
  return first === 0x2a || first === 0x24
    ? parseWrapped(frame, trace)
    : parseJt808(frame, options, trace);
}

/** A text or `$` frame between flags. */
function parseWrapped(frame: Frame, trace: TraceEntry[] | null): Message {
  const { bytes } = frame;
  const tail = new Uint8Array(bytes.subarray(1, Math.max(1, bytes.length - 1)));
  const received = hexText(tail, 0, Math.min(tail.length, 16));
  trace?.push({
    meaning: CONTENTS,
    from: 1,
    to: bytes.length - 1,
    draft: { tail },
    index: undefined,
  });
  return {
    type: "unknown",
    command: "7E",
    deviceId: null,
    extra: [],
    tail,
    issues: [makeIssue("not-decoded", "frame", 1, tail.length, received, "H02")],
    frame,
  };
}

const CONTENTS: FieldMeaning = { name: "tail", about: "Contents, not decoded" };

function parseNoise(frame: Frame): Message {
  const { bytes } = frame;
  // The first bytes are enough to recognise it; all of them are in the message.
  const received = hexText(bytes, 0, Math.min(bytes.length, 16));
  return {
    type: "noise",
    command: "",
    deviceId: null,
    tail: new Uint8Array(bytes),
    issues: [makeIssue("noise", "frame", 0, bytes.length, received, "a frame")],
    frame,
  };
}
