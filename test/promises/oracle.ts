/**
 * Invariants for any bytes. Plain throws instead of `expect`, which takes longer than the check itself: these run
 * millions of times.
 */
import {
  decode,
  type EncodableMessage,
  type Explanation,
  encodeMessage,
  explain,
  type Frame,
  FrameSplitter,
  ISSUES,
  type Message,
  type SplitOptions,
  splitFrames,
} from "../../src/index.ts";
import { hex } from "../frame/streams.ts";

export function fail(what: string, bytes: Uint8Array): never {
  throw new Error(`${what}: ${hex(bytes)}`);
}

/** CR, LF, NUL, and blanks before CR or LF. */
function isSeparator(bytes: Uint8Array, at: number): boolean {
  let i = at;
  while (bytes[i] === 0x20) i++;
  return bytes[i] === 0x0d || bytes[i] === 0x0a || bytes[at] === 0;
}

/** Every byte is in exactly one frame, as a view of the input, or is a separator between frames. */
export function checkCover(bytes: Uint8Array, frames: readonly Frame[]): void {
  let at = 0;
  for (const { bytes: part, offset } of frames) {
    for (; at < offset; at++) if (!isSeparator(bytes, at)) fail(`byte ${at} is lost`, bytes);
    if (at !== offset) fail(`byte ${offset} is in two frames`, bytes);
    if (part.length === 0) fail(`empty frame at ${at}`, bytes);
    if (part.buffer !== bytes.buffer || part.byteOffset !== bytes.byteOffset + at) {
      fail(`the frame at ${at} holds other bytes`, bytes);
    }
    at += part.length;
  }
  for (; at < bytes.length; at++) if (!isSeparator(bytes, at)) fail(`byte ${at} is lost`, bytes);
}

/** However the stream is split, the frames are the same, and little is held. */
export function checkChunks(
  bytes: Uint8Array,
  frames: readonly Frame[],
  sizes: readonly number[],
  options: SplitOptions = {},
): void {
  const splitter = new FrameSplitter(options);
  const found: Frame[] = [];
  let turn = 0;
  for (let at = 0; at < bytes.length; ) {
    const chunk = bytes.slice(at, at + sizes[turn++ % sizes.length]!);
    found.push(...splitter.push(chunk));
    if (splitter.buffered > 4096) fail(`${splitter.buffered} bytes are held`, bytes);
    at += chunk.length;
    // The splitter must not keep the caller's chunk.
    chunk.fill(0xee);
  }
  found.push(...splitter.flush());
  const cut = `cut by ${sizes}`;
  if (splitter.buffered !== 0) fail(`${cut}, something is held after flush`, bytes);
  if (found.length !== frames.length) fail(`${cut}, ${found.length} frames`, bytes);
  for (let i = 0; i < found.length; i++) {
    const { format, offset, bytes: part } = found[i]!;
    const wanted = frames[i]!;
    if (format !== wanted.format || offset !== wanted.offset) fail(`${cut}, frame ${i}`, bytes);
    if (!isSame(part, bytes.subarray(offset, offset + wanted.bytes.length))) {
      fail(`${cut}, bytes of frame ${i}`, bytes);
    }
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** Limits of quantities, by property. */
const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  latitude: [-90, 90],
  longitude: [-180, 180],
  courseDegrees: [0, 360],
  speedKmh: [0, Number.MAX_VALUE],
  batteryPercent: [0, 100],
  signalCsq: [0, 99],
  mcc: [0, 999],
  mnc: [0, 999],
  lac: [1, 0xffff],
  cid: [1, 0xfffffff],
};

/** Issues of an unreadable number, which is then null. */
const LOST: ReadonlySet<string> = new Set(["bad-number", "out-of-range", "empty-field", "bad-bcd"]);

/**
 * Every value is valid: no `undefined`, no NaN, no invalid Date, nothing out of its range; and an issue explains each
 * `null`.
 */
export function checkValues(message: Message): void {
  const { frame, issues, ...values } = message;
  for (const issue of issues) {
    if (!Object.hasOwn(ISSUES, issue.code)) fail(`unknown issue ${issue.code}`, frame.bytes);
    if (issue.offset < 0 || issue.length < 0) fail(`place of ${issue.code}`, frame.bytes);
    if (issue.offset + issue.length > frame.bytes.length) {
      fail(`${issue.code} lies behind the frame`, frame.bytes);
    }
    const value = (values as Record<string, unknown>)[issue.field];
    if (LOST.has(issue.code) && typeof value === "number") {
      fail(`${issue.field} is ${value} although ${issue.code}`, frame.bytes);
    }
  }
  checkValue("message", values, frame.bytes);
  for (const [name, value] of Object.entries(values)) {
    // A form without an id has no invalid one.
    if (value !== null || (name === "deviceId" && frame.format !== "ascii")) continue;
    if (!issues.some(({ field }) => field === name)) fail(`no issue for null ${name}`, frame.bytes);
  }
}

function checkValue(name: string, value: unknown, bytes: Uint8Array): void {
  switch (typeof value) {
    case "undefined":
      return fail(`${name} is undefined`, bytes);
    case "number": {
      const [least, most] = LIMITS[name] ?? [-Number.MAX_VALUE, Number.MAX_VALUE];
      // Also false for NaN.
      if (!(value >= least && value <= most)) fail(`${name} is ${value}`, bytes);
      if (Object.is(value, -0)) fail(`${name} is -0`, bytes);
      return;
    }
    case "object":
      break;
    default:
      return;
  }
  if (value === null || value instanceof Uint8Array) return;
  if (value instanceof Date) {
    const time = value.getTime();
    // 1980 to 2079, whole seconds.
    if (!(time >= 315532800000 && time < 3471292800000 && time % 1000 === 0)) {
      fail(`${name} is ${time}`, bytes);
    }
  } else if (Array.isArray(value)) for (const item of value) checkValue(name, item, bytes);
  else for (const [inner, item] of Object.entries(value)) checkValue(inner, item, bytes);
}

/** Every byte is explained once, in order, and `raw` is the text of the bytes. */
export function checkExplained(bytes: Uint8Array, entries: readonly Explanation[]): void {
  let at = 0;
  for (const { offset, length, raw } of entries) {
    if (offset !== at || length <= 0) fail(`explained from ${offset}, not ${at}`, bytes);
    const part = Buffer.from(bytes.buffer, bytes.byteOffset + offset, length);
    if (raw !== part.toString("latin1") && raw !== part.toString("hex")) {
      fail(`raw of byte ${at} is ${raw}`, bytes);
    }
    at += length;
  }
  if (at !== bytes.length) fail(`not explained from ${at} on`, bytes);
}

/** The values of a message, without its origin. */
export function valuesOf(message: Message): EncodableMessage {
  const { frame: _, issues: __, ...rest } = message;
  return rest as EncodableMessage;
}

/**
 * A decoded message is refused by name, or encoded to one message that encodes to the same bytes, of the same type,
 * with a value for each value. (A reading with more decimals than the canonical form is rounded, once.)
 */
export function checkRoundTrip(message: Message): "encoded" | "refused" {
  const values = valuesOf(message);
  const { bytes: original } = message.frame;
  let bytes: Uint8Array;
  try {
    bytes = encodeMessage(values);
  } catch (error) {
    if (error instanceof RangeError && /^[a-z]\w*[.: [\]]/.test(error.message)) return "refused";
    throw error;
  }
  // Noise may be a frame when it is alone, because a frame is expected at the beginning.
  if (message.type === "noise") {
    if (!isSame(bytes, original)) fail(`encoded to ${hex(bytes)}`, original);
    return "encoded";
  }
  const table = "status" in values ? values.status?.table : undefined;
  const options = message.deviceId === null ? {} : { deviceId: message.deviceId };
  const readings = [
    options,
    ...(table === undefined || table === "jt808" ? [] : [{ ...options, statusTable: table }]),
  ];
  let shape = "";
  for (const reading of readings) {
    const [again, ...others] = decode(bytes, reading);
    if (again === undefined || others.length > 0)
      fail(`encoded to ${hex(bytes)}, not one`, original);
    shape = shapeOf(valuesOf(again));
    // A message read by another table than its own is now read by its own.
    if (shape !== shapeOf(values)) continue;
    const second = encodeMessage(valuesOf(again));
    if (!isSame(second, bytes)) fail(`${hex(bytes)} is encoded to ${hex(second)}`, original);
    return "encoded";
  }
  fail(`encoded to ${hex(bytes)}, which has ${shape}, not ${shapeOf(values)}`, original);
}

/** The structure of a message without numbers: sorted names, and which values are null. */
function shapeOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof Uint8Array) return hex(inner);
    if (typeof inner === "number") return 0;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** All checks for one input. */
export function examine(bytes: Uint8Array, sizes: readonly number[]): void {
  const messages = decode(bytes);
  const { frames } = splitFrames(bytes, { end: true });
  checkCover(bytes, frames);
  checkChunks(bytes, frames, sizes);
  for (const message of messages) checkValues(message);
  checkExplained(bytes, explain(bytes));
}
