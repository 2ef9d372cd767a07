/** A frame, field by field, for people: what each byte is and what it was read as. */
import { hexText, isBytes, latin1Bytes, latin1Text } from "./bytes.ts";
import type { SplitOptions } from "./frame/scan.ts";
import { splitFrames } from "./frame/split.ts";
import { FLAG } from "./frame/start.ts";
import { ISSUES } from "./issue.ts";
import type { Meaning } from "./kind/row.ts";
import type { TraceEntry } from "./kind/trace.ts";
import type { Frame } from "./model/frame.ts";
import type { Message } from "./model/message.ts";
import { assertParseOptions, type ParseOptions, parseInner, parseTraced } from "./parse.ts";
import { onWire, type Unwrapped, unwrapPengAoDa } from "./pengaoda/pengaoda-frame.ts";
import { CHECKSUM } from "./pengaoda/record.ts";

/** One field of a frame. The entries of a frame cover each of its bytes exactly once, in order. */
export interface Explanation {
  /** First byte: from the start of the frame, or of the bytes if bytes were explained. */
  readonly offset: number;
  readonly length: number;
  /**
   * The property of the message that the bytes give, or what else they are: `start`, `end`, `separator`,
   * `marker`, `reserved`, `network`, `count`, `checksum`, `noise`. A value that comes from two places (date and time,
   * flags) has two entries.
   */
  readonly name: string;
  /** The bytes: as text in a text frame, else as hexadecimal digits. */
  readonly raw: string;
  /** The same value as in the message; of a list the element; the raw text for what is no property. */
  readonly value: unknown;
  readonly unit?: string;
  /** What the field is, for people. */
  readonly about?: string;
  /** Where the value rests on a convention or an inference, and what was wrong with it. */
  readonly note?: string;
}

/**
 * Explains a frame, or all frames in some bytes.
 *
 * @param input A frame of `splitFrames` or `FrameSplitter`, or bytes, or the text of the stream.
 * @throws TypeError if `input` is none of these. RangeError for a limit out of its range or a status table
 * that does not exist. Never for what the bytes are.
 */
export function explain(
  input: Frame | Uint8Array | string,
  options?: SplitOptions & ParseOptions,
): Explanation[] {
  assertParseOptions(options);
  if (typeof input === "object" && input !== null && !isBytes(input)) {
    return explainFrame(input, options, 0);
  }
  const bytes = typeof input === "string" ? latin1Bytes(input) : input;
  const { frames } = splitFrames(bytes, { ...options, end: true });
  const all: Explanation[] = [];
  let at = 0;
  for (const frame of frames) {
    addSeparators(all, bytes, at, frame.offset);
    all.push(...explainFrame(frame, options, frame.offset));
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
interface Span {
  readonly from: number;
  readonly to: number;
  readonly meaning: Meaning;
  /** Present if the value is not that of the property with the name. */
  readonly value?: unknown;
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

/** Flags and XOR byte around the explanation of what is inside. */
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

const OPENING: Meaning = { name: "start", about: "Opening flag" };
const CLOSING: Meaning = { name: "end", about: "Closing flag" };

function explainMessage(
  message: Message,
  trace: readonly TraceEntry[],
  base: number,
): Explanation[] {
  const { frame } = message;
  const { bytes, format } = frame;
  const isText = format === "ascii";
  const rawOf = (from: number, to: number): string =>
    isText ? latin1Text(bytes, from, to) : hexText(bytes, from, to);
  const spans = [
    ...frameSpans(frame, message),
    ...trace.map((entry) => spanOf(entry, bytes, rawOf)),
  ]
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);

  const out: Explanation[] = [];
  const add = (from: number, to: number, meaning: Meaning, value: unknown): void => {
    const raw = rawOf(from, to);
    out.push({
      offset: base + from,
      length: to - from,
      name: meaning.name,
      raw,
      value: value === undefined ? raw : value,
      ...(meaning.unit === undefined ? {} : { unit: meaning.unit }),
      ...(meaning.about === "" ? {} : { about: meaning.about }),
      ...noteOf(message, meaning, from, to),
    });
  };
  let at = 0;
  for (const { from, to, meaning, value } of spans) {
    addGap(at, from);
    add(from, to, meaning, value);
    at = to;
  }
  addGap(at, bytes.length);
  return out;

  function addGap(from: number, to: number): void {
    for (let i = from; i < to; ) {
      let next = i + 1;
      const isMark = isText && isPunctuation(bytes[i]!);
      if (!isMark) while (next < to && !(isText && isPunctuation(bytes[next]!))) next++;
      add(i, next, isMark ? SEPARATOR : RESERVED, undefined);
      i = next;
    }
  }
}

const SEPARATOR: Meaning = { name: "separator", about: "" };
const RESERVED: Meaning = { name: "reserved", about: "Carries nothing that is read" };

/** The marks between the fields of text frames. */
function isPunctuation(byte: number): boolean {
  return byte === 0x2c || byte === 0x23 || byte === 0x3b || byte === 0x59;
}

/** What stands around the fields that the layouts read. */
function frameSpans(frame: Frame, message: Message): Span[] {
  const { bytes, format } = frame;
  const end = bytes.length;
  switch (format) {
    case "ascii":
      return [];
    case "noise":
      return [{ from: 0, to: end, meaning: { name: "noise", about: "No frame" }, value: null }];
    case "escaped":
      return flagSpans(bytes);
    default: {
      if (message.type === "position") return [];
      const marker = { name: "command", about: "Marker" };
      return [
        { from: 0, to: Math.min(1, end), meaning: marker, value: message.command },
        { from: 1, to: end, meaning: { name: "tail", about: "Too short" } },
      ];
    }
  }
}

/** The opening flag, unless it is the closing flag of the frame before, and the closing flag. */
function flagSpans(bytes: Uint8Array): Span[] {
  const spans: Span[] = [];
  const end = bytes.length;
  if (bytes[0] === FLAG) {
    spans.push({ from: 0, to: 1, meaning: { name: "start", about: "Opening flag" } });
  }
  if (end > 1 && bytes[end - 1] === FLAG) {
    spans.push({ from: end - 1, to: end, meaning: { name: "end", about: "Closing flag" } });
  }
  return spans;
}

/** What is no property of a message, but says something. */
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
    // Several runs of bytes make up the tail; bytes that are as always are not in it.
    const isKept = draft.tail !== undefined && includes(draft.tail, bytes.subarray(from, to));
    if (!isKept) return { from, to, meaning: { ...meaning, name: "reserved" }, value: null };
    return { from, to, meaning, value: hexText(bytes, from, to) };
  }
  if (index !== undefined && Array.isArray(value)) {
    return { from, to, meaning, value: index < 0 ? value : value[index] };
  }
  if (value !== undefined) return { from, to, meaning, value };
  // No property of a message, or one that these bytes leave absent.
  return {
    from,
    to,
    meaning,
    value: RAW_NAMES.has(meaning.name) ? rawOf(from, to) : null,
  };
}

/** The property with that name; `obd.engineRpm` is a property of a property. */
function valueAt(draft: object, name: string): unknown {
  let value: unknown = draft;
  for (const key of name.split(".")) {
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  }
  return value;
}

/** Whether the bytes stand in the tail. */
function includes(tail: Uint8Array, bytes: Uint8Array): boolean {
  for (let at = 0; at + bytes.length <= tail.length; at++) {
    if (bytes.every((byte, i) => tail[at + i] === byte)) return true;
  }
  return false;
}

function noteOf(message: Message, meaning: Meaning, from: number, to: number): { note?: string } {
  const notes: string[] = [];
  if (meaning.confidence !== undefined) notes.push(meaning.confidence);
  if (meaning.note !== undefined) notes.push(meaning.note);
  for (const { code, offset, length, field } of message.issues) {
    const isHere = offset < to && offset + length > from;
    if (isHere && (field !== "frame" || meaning.name === CHECKSUM.name))
      notes.push(`${code}: ${ISSUES[code][1]}`);
  }
  return notes.length === 0 ? {} : { note: notes.join("; ") };
}
