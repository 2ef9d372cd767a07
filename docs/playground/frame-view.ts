/** What the page shows of a frame: plain data, so that it can leave the worker. */

import { hexText, latin1Text } from "../../src/bytes.ts";
import {
  type Explanation,
  explain,
  type Issue,
  type Message,
  parseFrame,
  type Status,
} from "../../src/index.ts";
import { OBD_ISSUES, readObd } from "../../src/obd/index.ts";
import { activeBits, type StatusWord } from "../../src/vectors/status-bits.ts";
import type { KeptFrame } from "./capture.ts";

export interface FieldView {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  /** Pairs of hexadecimal digits. */
  readonly hex: string;
  /** Printable text; control characters and bytes above 7E as `·`. `null` in binary frames. */
  readonly text: string | null;
  /** 0 to 7 for fields, the same for the same name; `null` for the marks between them. */
  readonly color: number | null;
  /** The value with its unit, if it says more than the bytes. */
  readonly value: string | null;
  readonly about: string | null;
  readonly note: string | null;
  /** The value in a few characters, for the tile of the field; `null` where the bytes are the value. */
  readonly short: string | null;
  /** Of a status word: what each active bit means, the highest first. */
  readonly bits: readonly string[];
  /** Indices of the issues that these bytes cause. */
  readonly issues: readonly number[];
}

/** What the engine says in one PID, or in one value that the device has scaled. */
export interface EngineView {
  /** `01 0C`: mode and PID; `null` where no PID gives it. */
  readonly pid: string | null;
  /** `null` if no table has it. */
  readonly name: string | null;
  /** Empty for a value that came scaled. */
  readonly raw: string;
  readonly values: readonly (readonly [signal: string, value: string])[];
  /** `unit-unknown: The number is certain, its unit is not documented.` */
  readonly issues: readonly string[];
}

export interface FrameView {
  /** Counts from 1. */
  readonly number: number;
  readonly line: number | null;
  readonly format: string;
  readonly offset: number;
  readonly length: number;
  readonly type: string;
  readonly command: string;
  readonly deviceId: string | null;
  readonly fields: readonly FieldView[];
  readonly issues: readonly Issue[];
  /** Empty for a message without engine data. */
  readonly engine: readonly EngineView[];
  /** The message, indented. */
  readonly json: string;
}

const COLORS = 8;
const MARKS: ReadonlySet<string> = new Set(["start", "end", "separator"]);

export function frameView(kept: KeptFrame, number: number): FrameView {
  const { frame, deviceId, line } = kept;
  const options = deviceId === null ? {} : { deviceId };
  const message = parseFrame(frame, options);
  const { issues, type, command } = message;
  // What is noise may be a frame without its end.
  const entries = explain(frame.format === "noise" ? frame.bytes : frame, options);
  const causes = causesOf(issues, entries, frame.bytes.length);
  const colors = new Map<string, number>();
  const colorOf = (name: string): number | null => {
    if (MARKS.has(name)) return null;
    if (!colors.has(name)) colors.set(name, colors.size % COLORS);
    return colors.get(name) as number;
  };
  const fields = entries.map((entry, index): FieldView => {
    const to = entry.offset + entry.length;
    return {
      name: entry.name,
      offset: entry.offset,
      length: entry.length,
      hex: spaced(frame.bytes, entry.offset, to),
      text: frame.format === "ascii" ? printable(latin1Text(frame.bytes, entry.offset, to)) : null,
      color: colorOf(entry.name),
      value: valueText(entry),
      short: shortText(entry),
      bits: entry.name === "status" ? bitsOf(entry.value) : [],
      about: entry.about ?? null,
      note: entry.note ?? null,
      issues: causes[index] ?? [],
    };
  });
  return {
    number,
    line: line ?? null,
    format: frame.format,
    offset: frame.offset,
    length: frame.bytes.length,
    type,
    command,
    deviceId: message.deviceId,
    fields,
    issues,
    engine: engineOf(message),
    json: messageJson(message),
  };
}

function engineOf(message: Message): EngineView[] {
  return readObd(message).map(({ mode, pid, name, raw, values, issues }) => ({
    pid: [mode, pid].every((one) => one !== null) ? `${byteText(mode)} ${byteText(pid)}` : null,
    name,
    raw: spaced(raw, 0, raw.length),
    values: Object.entries(values).map(([signal, value]) => [signal, signalText(value)]),
    issues: issues.map(({ code }) => `${code}: ${OBD_ISSUES[code][1]}`),
  }));
}

function signalText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return plainText(value) ?? "null";
}

function byteText(value: number | null): string {
  return (value ?? 0).toString(16).toUpperCase().padStart(2, "0");
}

function spaced(bytes: Uint8Array, from: number, to: number): string {
  return (hexText(bytes, from, to).match(/../g) ?? []).join(" ");
}

/**
 * The issues of each entry. Where something is missing the issue has no bytes: it goes to the entry at
 * its place, or the last one. What is said of the whole frame goes to no entry.
 */
export function causesOf(
  issues: readonly Issue[],
  entries: readonly Explanation[],
  frameLength: number,
): number[][] {
  const causes: number[][] = entries.map(() => []);
  for (const [index, { offset, length }] of issues.entries()) {
    if (offset === 0 && length >= frameLength && entries.length > 1) continue;
    let isPlaced = false;
    for (const [at, entry] of entries.entries()) {
      const end = entry.offset + entry.length;
      const isHere =
        length === 0
          ? offset >= entry.offset && offset < end
          : offset < end && offset + length > entry.offset;
      if (!isHere) continue;
      causes[at]?.push(index);
      isPlaced = true;
    }
    if (!isPlaced) causes.at(-1)?.push(index);
  }
  return causes;
}

function valueText({ name, value, raw, unit }: Explanation): string | null {
  const text = plainText(value);
  if (text === null || name === "status") return null;
  if (unit !== undefined) return `${text} ${unit}`;
  return text === raw ? null : text;
}

/** Degrees to a tenth of a metre; nothing on the wire is finer than the seventh decimal. */
const DECIMALS = 6;

function shortText({ name, value, raw, unit = "" }: Explanation): string | null {
  const of = unit === "degrees" ? "°" : unit;
  if (typeof value === "number") {
    const text = String(Number(value.toFixed(DECIMALS)));
    return text === raw && of === ""
      ? null
      : `${text}${of === "°" || of === "%" ? of : ` ${of}`}`.trim();
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace("T", " ");
  if (name !== "status" || typeof value !== "object" || value === null) return null;
  const { alarms, ignition } = value as Status;
  return alarms.length > 0 ? alarms.join(", ") : `ignition ${ignition ? "on" : "off"}`;
}

function bitsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return activeBits(value as StatusWord).map(({ bit, meaning }) =>
    meaning.startsWith("bit ") ? meaning : `bit ${bit}: ${meaning}`,
  );
}

function plainText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : JSON.stringify(value, bytesAsHex);
}

function messageJson(message: ReturnType<typeof parseFrame>): string {
  const { format, offset, bytes } = message.frame;
  const frame = { format, offset, length: bytes.length, hex: hexText(bytes, 0, bytes.length) };
  return JSON.stringify({ ...message, frame }, bytesAsHex, 2);
}

function bytesAsHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? hexText(value, 0, value.length) : value;
}

function printable(text: string): string {
  let shown = "";
  for (const character of text) shown += character >= " " && character <= "~" ? character : "·";
  return shown;
}
