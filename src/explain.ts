/** Explains a frame field by field, for people: the meaning and value of each byte. */
import { hexText, isBytes, latin1Bytes, latin1Text } from "./bytes.ts";
import { unescapeBytes } from "./frame/escaped.ts";
import { checkSplitOptions, type SplitOptions } from "./frame/scan.ts";
import { splitFrames } from "./frame/split.ts";
import { DOLLAR, FLAG, HASH, NO, STAR, startsFrame } from "./frame/start.ts";
import { ISSUES, type Issue } from "./issue.ts";
import { valueAt } from "./kind/path.ts";
import type { Meaning } from "./kind/row.ts";
import type { TraceEntry } from "./kind/trace.ts";
import type { Frame } from "./model/frame.ts";
import type { Message } from "./model/message.ts";
import { assertParseOptions, type ParseOptions, parseInner, parseTraced } from "./parse.ts";
import { onWire, type Unwrapped, unwrapPengAoDa } from "./pengaoda/pengaoda-frame.ts";
import { CHECKSUM } from "./pengaoda/record.ts";

/** One field of a frame. The entries of a frame cover each of its bytes exactly once, in order. */
export interface Explanation {
  /** First byte, counted from the start of the frame, or of the bytes if bytes were explained. */
  readonly offset: number;
  readonly length: number;
  /**
   * The property of the message that the bytes give. Other bytes are `start`, `end`, `separator`,
   * `marker`, `reserved`, `network`, `count`, `checksum`, `noise`. A value that comes from two places (date and time,
   * flags) has two entries.
   */
  readonly name: string;
  /** The bytes: as text in a text frame, otherwise as hexadecimal digits. */
  readonly raw: string;
  /** The value in the message; for a list the element; the raw text if the bytes give no property. */
  readonly value: unknown;
  readonly unit?: string;
  /** A description of the field, for people. */
  readonly about?: string;
  /** The convention or inference on which the value rests, and its issues. */
  readonly note?: string;
}

/**
 * Explains every byte of a frame, or of all frames in some bytes. In bytes, a frame without its end is explained as far
 * as it goes.
 *
 * @param input A frame from `splitFrames` or `FrameSplitter`, or bytes, or the text of the stream.
 * @throws TypeError if `input` is none of these. RangeError for a limit out of its range or a status table
 * that does not exist. Never for what the bytes are.
 * @example
 * ```ts
 * import { explain } from "sinotrack-protocol";
 *
 * const entries = explain("*HQ,353271799434922,HTBT,85#");
 * entries.map(({ raw }) => raw).join(""); // "*HQ,353271799434922,HTBT,85#"
 * entries.find(({ name }) => name === "batteryPercent");
 * // { offset: 25, length: 2, name: "batteryPercent", raw: "85", value: 85, unit: "%", … }
 * ```
 */
export function explain(
  input: Frame | Uint8Array | string,
  options?: SplitOptions & ParseOptions,
): Explanation[] {
  assertParseOptions(options);
  // The options of the splitter are checked here, because a single frame never reaches it.
  checkSplitOptions(options);
  if (typeof input === "object" && input !== null && !isBytes(input)) {
    return explainFrame(input, options, 0);
  }
  const bytes = typeof input === "string" ? latin1Bytes(input) : input;
  const { frames } = splitFrames(bytes, { ...options, end: true });
  const all: Explanation[] = [];
  let at = 0;
  for (const frame of frames) {
    addSeparators(all, bytes, at, frame.offset);
    // In bytes, noise may be an unfinished frame; a frame of noise is known to be none.
    const cut = frame.format === "noise" ? explainCut(frame, options, frame.offset) : null;
    all.push(...(cut ?? explainFrame(frame, options, frame.offset)));
    at = frame.offset + frame.bytes.length;
  }
  addSeparators(all, bytes, at, bytes.length);
  return all;
}

function addSeparators(all: Explanation[], bytes: Uint8Array, from: number, to: number): void {
  if (from === to) return;
  const raw = hexText(bytes, from, to);
  all.push({ offset: from, length: to - from, name: "separator", raw, value: raw });
}

/** A run of bytes with its meaning. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly meaning: Meaning;
  /** Present if it differs from the value of the property of that name. */
  readonly value?: unknown;
  /** The bytes do not fit the meaning. */
  readonly isBad?: true;
}

function explainFrame(
  frame: Frame,
  options: ParseOptions | undefined,
  base: number,
): Explanation[] {
  const unwrapped = frame.format === "escaped" ? unwrapPengAoDa(frame) : null;
  if (unwrapped !== null) return explainWrapped(unwrapped, frame, options, base);
  const trace: TraceEntry[] = [];
  return explainMessage(parseTraced(frame, options, trace), trace, base);
}

/** Fewer bytes are too few to explain. */
const SHORTEST_CUT = 6;
/** The flags after the longitude have the hemispheres. */
const FLAGS_END = 22;
const SHORTEST_DOLLAR = 32;

/**
 * Explains a frame without its end as far as it goes: the missing bytes are filled in, and the entries of these bytes are
 * dropped. `null` if the bytes are not the beginning of a frame.
 */
function explainCut(
  { bytes, offset }: Frame,
  options: ParseOptions | undefined,
  base: number,
): Explanation[] | null {
  const size = bytes.length;
  if (size < SHORTEST_CUT || startsFrame(bytes, 0, size) === NO) return null;
  const first = bytes[0];
  const isText = first === STAR;
  const end = isText ? [HASH] : first === FLAG ? [xorOf(bytes), FLAG] : [];
  const whole = new Uint8Array(
    first === DOLLAR ? Math.max(size, SHORTEST_DOLLAR) : size + end.length,
  );
  whole.set(bytes);
  whole.set(end, size);
  const format = isText ? "ascii" : first === FLAG ? "escaped" : "binary";
  const entries = explainFrame({ format, bytes: whole, offset }, options, 0);
  return entries
    .filter((entry) => entry.offset < size)
    .map((entry) => {
      const isLast = entry.offset + entry.length >= size;
      // The last field of a text may continue.
      const isPart = isText
        ? isLast && entry.name !== "separator"
        : entry.offset + entry.length > size || (isLast && entry.name === "speedKmh");
      const hasNoSign = !isText && first !== FLAG && size < FLAGS_END && HALF.has(entry.name);
      const length = Math.min(entry.length, size - entry.offset);
      const raw = rawOf({ format, bytes, offset })(entry.offset, entry.offset + length);
      const value = isPart || hasNoSign ? null : entry.value;
      const note = isPart ? { note: "the bytes end here" } : {};
      return { ...entry, offset: base + entry.offset, length, raw, value, ...note };
    });
}

/** Values whose sign or validity follows later. */
const HALF: ReadonlySet<string> = /* @__PURE__ */ new Set(["latitude", "longitude"]);

/** The check byte of the bytes after the flag. */
function xorOf(bytes: Uint8Array): number {
  return unescapeBytes(bytes, 1, bytes.length).bytes.reduce((sum, byte) => sum ^ byte, 0);
}

/** Adds flags and XOR byte around the explanation of the contents. */
function explainWrapped(
  unwrapped: Unwrapped,
  frame: Frame,
  options: ParseOptions | undefined,
  base: number,
): Explanation[] {
  const { inner, places, received, expected } = unwrapped;
  const trace: TraceEntry[] = [];
  const within = explainMessage(parseInner(inner, options, trace), trace, 0).map((entry) => {
    const place = onWire(unwrapped, frame, entry.offset, entry.offset + entry.length);
    return { ...entry, ...place, offset: base + place.offset };
  });
  const mark = (from: number, to: number, { name, about }: Meaning): Explanation => {
    const raw = hexText(frame.bytes, from, to);
    return { offset: base + from, length: to - from, name, raw, value: raw, about };
  };
  const sumAt = places[inner.bytes.length]!;
  const end = frame.bytes.length - 1;
  const sum = mark(sumAt, end, CHECKSUM);
  return [
    mark(0, 1, OPENING),
    ...within,
    received === expected ? sum : { ...sum, note: `bad-checksum: ${ISSUES["bad-checksum"][1]}` },
    mark(end, end + 1, CLOSING),
  ];
}

const OPENING: Meaning = { name: "start", about: "Opening flag", personal: "harmless" };
const CLOSING: Meaning = { name: "end", about: "Closing flag", personal: "harmless" };

/**
 * The meaning of each byte of a frame, in order. The frame inside a PengAoDa frame is not explained.
 *
 * @param parse `parseInner` for the contents of such a frame.
 */
export function spansOf(
  frame: Frame,
  options?: ParseOptions,
  parse: typeof parseTraced = parseTraced,
): readonly Span[] {
  const trace: TraceEntry[] = [];
  const message = parse(frame, options, trace);
  return spansIn(message, trace).map((span) => {
    const { from, to, meaning } = span;
    const isBad = issuesAt(message, span).some(
      ({ severity, field, offset, length }) =>
        severity === "error" &&
        // A nested value is reported under its list.
        (field === meaning.name || (offset >= from && length > 0 && offset + length <= to)),
    );
    return isBad ? { ...span, isBad } : span;
  });
}

function spansIn(message: Message, trace: readonly TraceEntry[]): Span[] {
  const { frame } = message;
  const { bytes } = frame;
  const found = [
    ...frameSpans(frame, message),
    ...trace.map((entry) => spanOf(entry, bytes, rawOf(frame))),
  ]
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const spans: Span[] = [];
  let at = 0;
  for (const span of found) {
    spans.push(...gapSpans(frame, at, span.from), span);
    at = span.to;
  }
  return [...spans, ...gapSpans(frame, at, bytes.length)];
}

/** Bytes that give no field: delimiters, and the bytes between them. */
function gapSpans({ bytes, format }: Frame, from: number, to: number): Span[] {
  const isMark = (at: number): boolean => format === "ascii" && isPunctuation(bytes[at]!);
  const spans: Span[] = [];
  for (let at = from; at < to; ) {
    let next = at + 1;
    if (!isMark(at)) while (next < to && !isMark(next)) next++;
    spans.push({ from: at, to: next, meaning: isMark(at) ? SEPARATOR : RESERVED });
    at = next;
  }
  return spans;
}

/** How the raw bytes of a frame are shown. */
function rawOf({ format, bytes }: Frame): (from: number, to: number) => string {
  const text = format === "ascii" ? latin1Text : hexText;
  return (from, to) => text(bytes, from, to);
}

function explainMessage(
  message: Message,
  trace: readonly TraceEntry[],
  base: number,
): Explanation[] {
  const rawText = rawOf(message.frame);
  return spansIn(message, trace).map((span) => {
    const { from, to, meaning, value } = span;
    const raw = rawText(from, to);
    return {
      offset: base + from,
      length: to - from,
      name: meaning.name,
      raw,
      value: value === undefined ? raw : value,
      ...(meaning.unit === undefined ? {} : { unit: meaning.unit }),
      ...(meaning.about === "" ? {} : { about: meaning.about }),
      ...noteOf(message, span),
    };
  });
}

const SEPARATOR: Meaning = { name: "separator", about: "", personal: "harmless" };
const RESERVED: Meaning = { name: "reserved", about: "Not decoded" };

/** The marks between the fields of text frames. */
function isPunctuation(byte: number): boolean {
  return byte === 0x2c || byte === 0x23 || byte === 0x3b || byte === 0x59;
}

/** Bytes around the fields of the layouts. */
function frameSpans(frame: Frame, message: Message): Span[] {
  const { bytes, format } = frame;
  const end = bytes.length;
  switch (format) {
    case "ascii":
      return [];
    case "noise":
      return [
        {
          from: 0,
          to: end,
          meaning: { name: "noise", about: "Not a frame", personal: "prose" },
          value: null,
        },
      ];
    case "escaped":
      return flagSpans(bytes);
    default: {
      if (message.type === "position") return [];
      const marker = { name: "command", about: "Marker", personal: "harmless" } as const;
      return [
        { from: 0, to: Math.min(1, end), meaning: marker, value: message.command },
        {
          from: 1,
          to: end,
          meaning: { name: "tail", about: "Too short to be decoded", personal: "prose" },
        },
      ];
    }
  }
}

/** The opening flag, unless it is the closing flag of the frame before, and the closing flag. */
function flagSpans(bytes: Uint8Array): Span[] {
  const spans: Span[] = [];
  const end = bytes.length;
  if (bytes[0] === FLAG) {
    spans.push({ from: 0, to: 1, meaning: OPENING });
  }
  if (end > 1 && bytes[end - 1] === FLAG) {
    spans.push({ from: end - 1, to: end, meaning: CLOSING });
  }
  return spans;
}

/** Names that are not properties of a message, but have a meaning. */
const RAW_NAMES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "start",
  "end",
  "network",
  "count",
  CHECKSUM.name,
]);

function spanOf(
  entry: TraceEntry,
  bytes: Uint8Array,
  rawOf: (from: number, to: number) => string,
): Span {
  const { from, to, draft, index } = entry;
  const { instead } = entry.meaning;
  const isOther = instead !== undefined && valueAt(draft, instead) !== undefined;
  const meaning = isOther ? { ...entry.meaning, name: instead } : entry.meaning;
  if (entry.value !== undefined) return { from, to, meaning, value: entry.value };
  const value = valueAt(draft, meaning.name);
  if (meaning.name === "tail") {
    // Several runs of bytes make up the tail; the usual bytes are not in it.
    const isKept = draft.tail !== undefined && includes(draft.tail, bytes.subarray(from, to));
    if (!isKept) return { from, to, meaning: { ...meaning, name: "reserved" }, value: null };
    return { from, to, meaning, value: hexText(bytes, from, to) };
  }
  if (index !== undefined && Array.isArray(value)) {
    return { from, to, meaning, value: index < 0 ? value : value[index] };
  }
  if (value !== undefined) return { from, to, meaning, value };
  // No property of the message, or one that is absent for these bytes.
  return {
    from,
    to,
    meaning,
    value: RAW_NAMES.has(meaning.name) ? rawOf(from, to) : null,
  };
}

/** Whether the bytes are in the tail. */
function includes(tail: Uint8Array, bytes: Uint8Array): boolean {
  for (let at = 0; at + bytes.length <= tail.length; at++) {
    if (bytes.every((byte, i) => tail[at + i] === byte)) return true;
  }
  return false;
}

function noteOf(message: Message, span: Span): { note?: string } {
  const { confidence, note } = span.meaning;
  const notes: string[] = [confidence, note].filter((text) => text !== undefined);
  for (const { code } of issuesAt(message, span)) notes.push(`${code}: ${ISSUES[code][1]}`);
  return notes.length === 0 ? {} : { note: notes.join("; ") };
}

function issuesAt({ issues }: Message, { from, to, meaning }: Span): readonly Issue[] {
  return issues.filter(({ offset, length, field }) => {
    const isHere = offset < to && offset + length > from;
    return isHere && (field !== "frame" || meaning.name === CHECKSUM.name);
  });
}
