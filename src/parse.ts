/** From a frame to a message. */
import { hexText, isBytes, latin1Text } from "./bytes.ts";
import { readDollarFast } from "./generated/dollar.ts";
import { headLength, readDollar, readMileage, readPicture } from "./h02/dollar/read.ts";
import { textLayoutAt } from "./h02/text/text-registry.ts";
import { readUsualText } from "./h02/text/usual-text.ts";
import { makeIssue } from "./issue.ts";
import { type Jt808Options, parseJt808 } from "./jt808/parse.ts";
import { BytesReader, type BytesSettings } from "./kind/bytes-reader.ts";
import { TextReader } from "./kind/text-reader.ts";
import type { TraceEntry } from "./kind/trace.ts";
import { type FieldMeaning, readExtra } from "./layout/layout.ts";
import { BODY } from "./layout/text-layout.ts";
import { type Draft, finish, type Growing } from "./model/draft.ts";
import type { Frame } from "./model/frame.ts";
import type { Message } from "./model/message.ts";
import { assertStatusTable, type StatusTableName } from "./model/status.ts";
import { unwrapPengAoDa, wrapPengAoDa } from "./pengaoda/pengaoda-frame.ts";
import { isPengAoDaRecord, readPengAoDaRecord } from "./pengaoda/record.ts";

/** How frames are read. */
export interface ParseOptions extends Jt808Options {
  /** The device of the connection, for frames that name none (`X` records). */
  readonly deviceId?: string;
  /**
   * The table of the status word. By default that of the current SinoTrack document for V8,
   * HuaSunTeK's for its types, PengAoDa's for what its units are known to send, and that of the TQ
   * document for all others.
   */
  readonly statusTable?: StatusTableName;
}

/**
 * Reads one frame. Never throws for what is in it: what cannot be read is `null`, with an issue.
 *
 * @throws TypeError if `frame` is not a frame. RangeError for a status table that does not exist.
 */
export function parseFrame(frame: Frame, options?: ParseOptions): Message {
  assertParseOptions(options);
  return parseTraced(frame, options, null);
}

/** @throws RangeError for a status table that does not exist. */
export function assertParseOptions(options: ParseOptions | undefined): void {
  if (options?.statusTable !== undefined) assertStatusTable("statusTable", options.statusTable);
}

/** `parseFrame` with options that were looked at, which also records in `trace` what was read from where. */
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

/** `parseTraced` for what stands between the flags of a PengAoDa frame. */
export function parseInner(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
): Message {
  return frame.format === "ascii"
    ? parseText(frame, options, trace, "pengaoda")
    : parseBinary(frame, options, trace, true);
}

/** `table`: that of the sender, where it is known and the caller chose none. */
function parseText(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
  table?: StatusTableName,
): Message {
  if (trace === null && table === undefined) {
    const usual = readUsualText(frame, options?.statusTable);
    if (usual !== null) return usual;
  }
  const { bytes } = frame;
  const reader = new TextReader(bytes);
  reader.trace = trace;
  // The maker and the words that are known need no string of their own.
  const isHq = bytes[1] === 0x48 && bytes[2] === 0x51;
  const maker = isHq ? "HQ" : latin1Text(bytes, 1, Math.min(3, bytes.length));
  const layout = reader.count > 2 ? textLayoutAt(bytes, reader.from(2), reader.to(2)) : undefined;
  const word = layout?.word ?? (reader.count > 2 ? reader.text(2) : "");
  reader.table = options?.statusTable ?? table ?? layout?.table ?? "tq";
  reader.isTableGiven = options?.statusTable !== undefined;
  const deviceId = readDeviceId(reader);
  if (reader.hasOtherBytes) {
    reader.report("non-ascii", "frame", 0, reader.count - 1, "printable ASCII");
  }
  if (reader.hash === bytes.length) {
    reader.report("truncated", "frame", reader.count - 1, reader.count - 1, "#");
  }
  if (layout === undefined) return unknownText(frame, reader, maker, deviceId, word);

  // The draft grows into the message: to copy it into one takes a third of the whole time.
  const message = layout.isReport
    ? newReport(word, maker, deviceId)
    : newDraft(word, maker, deviceId);
  const type = layout.read(reader, message);
  if (type === null) return unknownText(frame, reader, maker, deviceId, word);
  if (reader.hash + 1 < bytes.length) readExtension(reader, message);
  return finish(message, type, reader.issues, frame);
}

function newDraft(command: string, maker: string, deviceId: string | null): Growing {
  return { type: "unknown", command, maker, deviceId };
}

/**
 * The same with room for all that every report has and its reader sets in any case. Made at once, the object
 * holds them itself; property by property it is moved to a larger store after each third.
 */
function newReport(command: string, maker: string | undefined, deviceId: string | null): Growing {
  return maker === undefined
    ? {
        type: "unknown",
        command,
        deviceId,
        time: null,
        valid: null,
        latitude: null,
        longitude: null,
        speedKmh: null,
        courseDegrees: null,
        status: null,
      }
    : {
        type: "unknown",
        command,
        maker,
        deviceId,
        time: null,
        valid: null,
        latitude: null,
        longitude: null,
        speedKmh: null,
        courseDegrees: null,
        status: null,
      };
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
  const message = newDraft(command, maker, deviceId);
  message.extra = [];
  readExtra(reader, BODY, reader.count - BODY, message);
  if (reader.hash + 1 < frame.bytes.length) readExtension(reader, message);
  return finish(message, "unknown", reader.issues, frame);
}

/** `,T0.0#` or `<0,0,25,0,0,0,10>` behind the `#`. */
function readExtension(reader: TextReader, draft: Draft): void {
  const text = latin1Text(reader.bytes, reader.hash + 1, reader.bytes.length);
  if (text.startsWith(",T")) {
    const celsius = text.endsWith("#") ? Number(text.slice(2, -1)) : Number.NaN;
    // -0.0 is 0.
    draft.temperatureCelsius = Number.isFinite(celsius) && text.length > 3 ? celsius || 0 : null;
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

/** One object a table, for all frames. */
const SETTINGS: Map<StatusTableName, BytesSettings> = /* @__PURE__ */ new Map();

function settingsOf(table: StatusTableName): BytesSettings {
  let settings = SETTINGS.get(table);
  if (settings === undefined) {
    settings = { table, utcOffsetMinutes: 0, profiles: [] };
    SETTINGS.set(table, settings);
  }
  return settings;
}

/** `isFramed`: between the flags of a PengAoDa frame. */
function parseBinary(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
  isFramed = false,
): Message {
  const { bytes, format } = frame;
  if (trace === null && !isFramed && format === "binary") {
    const usual = readDollarFast(frame, options?.statusTable ?? "tq");
    if (usual !== null) return usual;
  }
  const command = bytes.length === 0 ? "$" : latin1Text(bytes, 0, 1);
  const isPengAoDa = isPengAoDaRecord(bytes);
  const table = options?.statusTable ?? (isFramed || isPengAoDa ? "pengaoda" : "tq");
  const r = new BytesReader(bytes, settingsOf(table), trace);
  const least = headLength(bytes);
  if (bytes.length < least) {
    r.reportBytes("truncated", "frame", 0, bytes.length, `${least} bytes or more`);
    const tail = new Uint8Array(bytes);
    return { type: "unknown", command, deviceId: null, extra: [], tail, issues: r.issues, frame };
  }
  const isMileage = format === "mileage";
  const message = newReport(command, undefined, isMileage ? (options?.deviceId ?? null) : null);
  if (isMileage) readMileage(r, message);
  else if (format === "picture") readPicture(r, message);
  else if (isPengAoDa) readPengAoDaRecord(r, message, isFramed);
  else readDollar(r, message);
  return finish(message, "position", r.issues, frame);
}

function parseEscaped(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
): Message {
  const unwrapped = unwrapPengAoDa(frame);
  return unwrapped === null
    ? parseJt808(frame, options, trace)
    : wrapPengAoDa(parseInner(unwrapped.inner, options, null), unwrapped, frame);
}

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
