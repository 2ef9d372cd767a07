/** From a frame to a message. */
import { hexText, isBytes, latin1Text } from "./bytes.ts";
import { readDollarFast } from "./generated/dollar.ts";
import { headLength, readDollar, readMileage, readPicture } from "./h02/dollar/read.ts";
import { readTextFast } from "./h02/text/fast-readers.ts";
import { readText } from "./h02/text/read.ts";
import { makeIssue } from "./issue.ts";
import { type Jt808Options, parseJt808 } from "./jt808/parse.ts";
import { BytesReader, type BytesSettings } from "./kind/bytes-reader.ts";
import type { TraceEntry } from "./kind/trace.ts";
import type { Frame } from "./model/frame.ts";
import type { Message } from "./model/message.ts";
import { newReport } from "./model/new-message.ts";
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
    case "ascii": {
      const usual = trace === null ? readTextFast(frame, options?.statusTable) : null;
      return usual ?? readText(frame, options?.statusTable, undefined, trace);
    }
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
    ? readText(frame, options?.statusTable, "pengaoda", trace)
    : parseBinary(frame, options, trace, true);
}

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
  const marker = latin1Text(bytes, 0, Math.min(bytes.length, 1));
  const command = ["M", "X", "P"].includes(marker) ? marker : "$";
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
  message["type"] = "position";
  message["issues"] = r.issues;
  message["frame"] = frame;
  return message as Message;
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
