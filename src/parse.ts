/** Decodes a frame into a message. */

import { text } from "./argument.ts";
import { isBytes } from "./bytes.ts";
import { follower, NOTHING } from "./frame/follower.ts";
import { DEFAULT_MAX_FRAME_LENGTH, type SplitOptions } from "./frame/scan.ts";
import { DOLLAR, FLAG, HASH, HEAD_LENGTH, isSeparator, STAR } from "./frame/start.ts";
import { readDollarFast } from "./generated/dollar.ts";
import { fitsTail } from "./generated/dollar-tail-table.ts";
import { parseRecord } from "./h02/dollar/parse.ts";
import { readTextFast } from "./h02/text/fast-readers.ts";
import { readText } from "./h02/text/read.ts";
import {
  assertJt808Options,
  interpretJt808,
  type Jt808Options,
  readUsual as readJt808Usual,
} from "./jt808/parse.ts";
import type { BytesSettings } from "./kind/bytes-reader.ts";
import type { TraceEntry } from "./kind/trace.ts";
import { type Frame, SplitFrame } from "./model/frame.ts";
import type { Message } from "./model/message.ts";
import { noiseMessage } from "./model/noise.ts";
import { assertStatusTable, type StatusTableName } from "./model/status.ts";
import { unwrapPengAoDa, wrapPengAoDa } from "./pengaoda/pengaoda-frame.ts";
import { isPengAoDaRecord, readPengAoDaRecord } from "./pengaoda/record.ts";

/** Options of `parseFrame`. */
export interface ParseOptions extends Jt808Options {
  /** Device id of the connection, for frames without one (`X` records). */
  readonly deviceId?: string;
  /**
   * The table of the status word. By default that of the current SinoTrack document for V8, HuaSunTeK's for its message
   * types, PengAoDa's for the messages of its units, and that of the TQ document for all others. With `protocol` also one
   * of its tables.
   */
  readonly statusTable?: StatusTableName | (string & {});
}

/**
 * Decodes one frame. Never throws for its contents: an unreadable value is `null`, with an issue.
 *
 * @throws TypeError if `frame` is not a frame. RangeError for an option that is not one of its choices or is out of its range.
 * @example
 * ```ts
 * import { parseFrame, splitFrames } from "sinotrack-protocol";
 *
 * const { frames } = splitFrames(new TextEncoder().encode("*HQ,353271799434922,HTBT,85#"));
 * const message = parseFrame(frames[0]);
 * if (message.type === "heartbeat") message.batteryPercent; // 85
 * ```
 */
export function parseFrame(frame: Frame, options?: ParseOptions): Message {
  assertParseOptions(options);
  return parseTraced(frame, options, null);
}

/** @throws RangeError or TypeError that names the option, and lists its choices. */
export function assertParseOptions(options: ParseOptions | undefined): void {
  if (options === undefined) return;
  assertJt808Options(options);
  const { deviceId, statusTable, protocol } = options;
  if (deviceId !== undefined) text("options.deviceId", deviceId);
  if (statusTable === undefined) return;
  if (protocol === undefined) assertStatusTable("options.statusTable", statusTable);
  else protocol.tables.assertStatusTable("options.statusTable", statusTable);
}

/** Up to this offset a reader need not check whether the offset fits into a small integer. */
const LAST_PLACE = 0x3fffffff;

/**
 * The message of a usual frame, read in one pass; `null` if only the interpreter can read it, or if another frame may begin
 * inside.
 */
export function readFast(frame: Frame, options: ParseOptions | undefined): Message | null {
  let bytes: Uint8Array;
  let start = 0;
  let end: number;
  if (frame instanceof SplitFrame && SplitFrame.endOf(frame) <= LAST_PLACE) {
    bytes = SplitFrame.bufferOf(frame);
    start = SplitFrame.startOf(frame);
    end = SplitFrame.endOf(frame);
  } else {
    bytes = frame.bytes;
    end = bytes.length;
  }
  switch (frame.format) {
    case "ascii":
      return readTextFast(frame, tableOf(options), bytes, start, end);
    case "binary":
      return readDollarFast(frame, tableOf(options) ?? "tq", bytes, start, end);
    case "escaped":
      return readJt808Usual(frame, options, bytes, start, end);
    default:
      return null;
  }
}

/**
 * The message of a datagram that is one frame of a usual form, as most are: it needs no splitter. `null` if only a
 * splitter can decide.
 */
export function readDatagram(
  bytes: Uint8Array,
  options: (SplitOptions & ParseOptions) | undefined,
): Message | null {
  if (
    bytes.length > DEFAULT_MAX_FRAME_LENGTH ||
    options?.binaryLength !== undefined ||
    options?.maxFrameLength !== undefined ||
    options?.protocol !== undefined
  ) {
    return null;
  }
  switch (bytes[0]) {
    case STAR: {
      let end = bytes.length;
      while (isSeparator(bytes[end - 1]!)) end--;
      if (bytes[end - 1] !== HASH) return null;
      return readFast(new SplitFrame("ascii", bytes, 0, end, 0), options);
    }
    case DOLLAR:
      if (!isOneRecord(bytes)) return null;
      return readFast(new SplitFrame("binary", bytes, 0, bytes.length, 0), options);
    case FLAG:
      return readFast(new SplitFrame("escaped", bytes, 0, bytes.length, 0), options);
    default:
      return null;
  }
}

/** Whether the tail is one of its length and holds no start of another frame. If not, the splitter decides. */
function isOneRecord(bytes: Uint8Array): boolean {
  const size = bytes.length;
  if (!fitsTail(bytes, 0, size)) return false;
  for (let at = HEAD_LENGTH; at < size; at++) {
    const byte = bytes[at];
    // One record in eight has such a byte in its tail by chance.
    if ((byte === STAR || byte === FLAG) && follower(bytes, at, size, 0) !== NOTHING) return false;
  }
  return true;
}

/** One of the library's own tables: other names were refused. */
function tableOf(options: ParseOptions | undefined): StatusTableName | undefined {
  return options?.statusTable as StatusTableName | undefined;
}

/** `parseFrame` with checked options. It also records in `trace` which bytes gave which value. */
export function parseTraced(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
): Message {
  if (!(frame instanceof SplitFrame) && !isBytes((frame as Frame | null | undefined)?.bytes)) {
    throw new TypeError("frame must be a frame from splitFrames or FrameSplitter");
  }
  if (options?.protocol !== undefined) {
    return options.protocol.tables.read(frame, options, trace, false);
  }
  const usual = trace === null ? readFast(frame, options) : null;
  if (usual !== null) return usual;
  switch (frame.format) {
    case "ascii":
      return readText(frame, tableOf(options), undefined, trace);
    case "binary":
    case "mileage":
    case "picture":
      return parseBinary(frame, options, trace);
    case "escaped":
      return parseEscaped(frame, options, trace);
    case "noise":
      return noiseMessage(frame);
    default:
      throw new TypeError(`frame.format must be one of the frame formats, not ${frame.format}`);
  }
}

/** `parseTraced` for the frame between the flags of a PengAoDa frame. */
export function parseInner(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
): Message {
  if (options?.protocol !== undefined) {
    return options.protocol.tables.read(frame, options, trace, true);
  }
  return frame.format === "ascii"
    ? readText(frame, tableOf(options), "pengaoda", trace)
    : parseBinary(frame, options, trace, true);
}

/** One object per table, for all frames. */
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
  const isPengAoDa = isPengAoDaRecord(frame.bytes);
  const table = tableOf(options) ?? (isFramed || isPengAoDa ? "pengaoda" : "tq");
  return parseRecord(frame, settingsOf(table), trace, {
    deviceId: options?.deviceId,
    other: isPengAoDa ? (r, message) => readPengAoDaRecord(r, message, isFramed) : undefined,
  });
}

function parseEscaped(
  frame: Frame,
  options: ParseOptions | undefined,
  trace: TraceEntry[] | null,
): Message {
  const unwrapped = unwrapPengAoDa(frame);
  return unwrapped === null
    ? interpretJt808(frame, options, trace)
    : wrapPengAoDa(parseInner(unwrapped.inner, options, null), unwrapped, frame);
}
