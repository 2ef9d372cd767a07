/** A frame as the page shows it: plain data, so that the worker can send it. */

import { hexText, latin1Bytes, latin1Text } from "../../src/bytes.ts";
import {
  decode,
  type Explanation,
  explain,
  type Frame,
  fixOf,
  type Issue,
  type Message,
  type PositionLike,
  parseFrame,
  positionsOf,
  type Status,
  toJson,
} from "../../src/index.ts";
import { KNOT_KMH } from "../../src/kind/speed.ts";
import { OBD_ISSUES, type ObdReading, readObd } from "../../src/obd/index.ts";
import { type StatusBit, type StatusWord, statusBits } from "../../src/vectors/status-bits.ts";

export interface FieldView {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  /** Pairs of hexadecimal digits. */
  readonly hex: string;
  /** Printable text; control characters and bytes above 7E as `·`. `null` in binary frames. */
  readonly text: string | null;
  /** 0 to 7 for fields, the same number for the same name; `null` for delimiters. */
  readonly color: number | null;
  /** The value with its unit, if it differs from the bytes. */
  readonly value: string | null;
  readonly about: string | null;
  readonly note: string | null;
  /** The value in a few characters for the tile of the field; `null` if it equals the bytes. */
  readonly short: string | null;
  /** The bits of a status word, the highest first. */
  readonly bits: readonly StatusBit[];
  /** Indices of the issues that these bytes cause. */
  readonly issues: readonly number[];
}

/** The engine data of a PID, or of a value that the device has scaled. */
export interface EngineView {
  /** `01 0C`: mode and PID; `null` for a value without PID. */
  readonly pid: string | null;
  /** `null` if no table knows it. */
  readonly name: string | null;
  /** Empty for a scaled value. */
  readonly raw: string;
  readonly values: readonly (readonly [signal: string, value: string])[];
  /** `unit-unknown: The number is certain, but its unit is not documented.` */
  readonly issues: readonly string[];
}

/** The part of a frame that its tiles need. */
export interface TilesOf {
  readonly fields: readonly FieldView[];
  readonly issues: readonly Issue[];
}

/** A place in a frame, for the map. */
export interface Place {
  /** Degrees, WGS 84. */
  readonly latitude: number;
  readonly longitude: number;
  /** Whether `fixOf` finds it usable. */
  readonly isValid: boolean;
}

/** A frame to show, with context from the frames before it. */
export interface FrameSource {
  readonly frame: Frame;
  /** Id in the frame, or else in the one before it. */
  readonly deviceId: string | null;
  /** Line of the input, if it has lines. */
  readonly line?: number | undefined;
}

export interface FrameView extends TilesOf {
  /** Counts from 1. */
  readonly number: number;
  readonly line: number | null;
  readonly format: string;
  readonly offset: number;
  readonly length: number;
  readonly type: string;
  readonly command: string;
  readonly deviceId: string | null;
  /** All alarms that the frame raises. */
  readonly alarms: readonly string[];
  /** The reasons why `fixOf` does not find its first position usable: `no-fix`, `too-fast` … */
  readonly doubts: readonly string[];
  /** Every place in the frame. */
  readonly places: readonly Place[];
  /** Empty without engine data. */
  readonly engine: readonly EngineView[];
  /** The message, indented. */
  readonly json: string;
}

const COLORS = 8;
const MARKS: ReadonlySet<string> = new Set(["start", "end", "separator"]);

/** The first frame of some bytes or of a typed text; `null` if there is none. */
export function viewOfBytes(input: Uint8Array | string): FrameView | null {
  const bytes = typeof input === "string" ? latin1Bytes(input) : input;
  const [message] = decode(bytes);
  return message === undefined ? null : frameView(message, 1);
}

export function frameView({ frame, deviceId, line }: FrameSource, number: number): FrameView {
  const options = deviceId === null ? {} : { deviceId };
  const message = parseFrame(frame, options);
  const { issues, type, command } = message;
  // Noise may be an unfinished frame.
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
      bits: bitsOf(entry),
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
    alarms: alarmsOf(message),
    doubts: positionsOf(message)
      .slice(0, 1)
      .flatMap((position) => fixOf(position).reasons),
    places: placesOf(message),
    engine: engineOf(message),
    json: JSON.stringify(toJson(message), null, 2),
  };
}

function engineOf(message: Message): EngineView[] {
  return engineViews(readObd(message));
}

export function engineViews(readings: readonly ObdReading[]): EngineView[] {
  return readings.map(({ mode, pid, name, raw, values, issues }) => ({
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
 * The issues of each entry. An issue about something missing has no bytes: it goes to the entry at its position, or to
 * the last one. An issue about the whole frame goes to no entry.
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

function valueText({ name, value, raw, unit, about }: Explanation): string | null {
  const text = plainText(value);
  if (text === null || name === "status") return null;
  if (unit !== undefined) return `${wireText(value, raw, unit, about)}${text} ${unit}`;
  return text === raw ? null : text;
}

/** `12.50 kn → ` for a speed, which H02 sends in knots; empty if the unit is the same. */
function wireText(value: unknown, raw: string, unit: string, about = ""): string {
  if (typeof value !== "number" || unit !== "km/h" || !/\bknots\b/i.test(about)) return "";
  const isText = Math.abs(Number(raw) * KNOT_KMH - value) < 1e-6;
  return `${isText ? raw.trim() : Number((value / KNOT_KMH).toFixed(3))} kn → `;
}

/** Degrees to a tenth of a metre. No frame is more precise than the seventh decimal. */
const DECIMALS = 6;

function shortText({ name, value, raw, unit = "", about }: Explanation): string | null {
  if (typeof value === "number") {
    const text = String(Number(value.toFixed(DECIMALS)));
    if (text === raw && unit === "") return null;
    return `${wireText(value, raw, unit, about)}${withUnit(text, unit)}`;
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace("T", " ");
  if (name !== "status" || typeof value !== "object" || value === null) return null;
  const { alarms, ignition } = value as Status;
  return alarms.length > 0 ? alarms.join(", ") : `ignition ${ignition ? "on" : "off"}`;
}

function withUnit(text: string, unit: string): string {
  if (unit === "degrees") return `${text}°`;
  return unit === "%" ? `${text}%` : `${text} ${unit}`.trim();
}

function bitsOf({ name, value }: Explanation): StatusBit[] {
  if (name !== "status" || typeof value !== "object" || value === null) return [];
  return statusBits(value as StatusWord);
}

/** All alarms of a message, from all its sources. */
export function alarmsOf(message: Message): readonly string[] {
  if ("alarms" in message && message.alarms !== undefined) return message.alarms;
  if (message.type !== "positions") return [];
  return [...new Set(message.positions.flatMap(({ alarms }) => alarms ?? []))];
}

/** Every place in a message of any type. */
function placesOf(message: Message): Place[] {
  return positionsOf(message).flatMap(placeOfPosition);
}

/** Empty without coordinates, and for the two zeros of a device without a fix. */
export function placeOfPosition(position: PositionLike): Place[] {
  const { usable, reasons } = fixOf(position);
  const { latitude, longitude } = position;
  if (reasons.includes("no-coordinates") || latitude == null || longitude == null) return [];
  return [{ latitude, longitude, isValid: usable }];
}

function plainText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : JSON.stringify(value, bytesAsHex);
}

function bytesAsHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? hexText(value, 0, value.length) : value;
}

/** The text of a tile. */
export function bytesOf(field: FieldView, asHex: boolean): string {
  return asHex || field.text === null ? field.hex : field.text;
}

/** `bytes 18 to 23` */
export function placeOf({ offset, length }: Pick<FieldView, "offset" | "length">): string {
  if (length === 0) return `at byte ${offset}`;
  return length === 1 ? `byte ${offset}` : `bytes ${offset} to ${offset + length - 1}`;
}

function printable(text: string): string {
  let shown = "";
  for (const character of text) shown += character >= " " && character <= "~" ? character : "·";
  return shown;
}
