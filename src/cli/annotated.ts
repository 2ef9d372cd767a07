/**
 * A frame as an annotated dump: offset, bytes (the text of a text frame), name, value, and lines below for notes, the bits
 * of a status word, and issues. It is as wide as the terminal, at most 100 columns.
 */
import pc from "picocolors";
import {
  type DecodeOptions,
  type Explanation,
  explain,
  type Message,
  type Status,
} from "../index.ts";
import { activeBits } from "../vectors/status-bits.ts";
import { toHex } from "./ndjson.ts";
import type { Origin, Printer } from "./printer.ts";
import { printable, toWidth, wrapped } from "./text.ts";

const MOST_WIDTH = 100;
const LEAST_WIDTH = 60;
/** Bytes per line; each takes three columns. */
const BYTES = 8;
const RAW_WIDTH = BYTES * 3;
const NAME_WIDTH = 20;
const INDENT = 4 + 2 + RAW_WIDTH + 1;

export function explainPrinter({
  width: wanted,
  color,
  reading,
}: {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
  readonly reading: DecodeOptions;
}): Printer {
  const colors = pc.createColors(color);
  const width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, wanted));
  const room = width - INDENT - NAME_WIDTH - 1;
  return (message: Message, origin: Origin): string => {
    const { frame, type, command, deviceId } = message;
    const place = origin.file === undefined ? "" : `${origin.file} `;
    const line = origin.line === undefined ? "" : `line ${origin.line} `;
    const sender = origin.direction === "down" ? "sent by the server: " : "";
    const title = `${place}${line}${sender}${frame.format}, ${frame.bytes.length} bytes: ${type} ${command} ${deviceId ?? ""}`;
    const isText = frame.format === "ascii" || frame.bytes[0] === 0x2a;
    let text = `${colors.bold(toWidth(printable(title.trimEnd()), width).trimEnd())}\n`;
    const entries = merged(
      // Noise may be a frame without its end.
      explain(
        frame.format === "noise" ? frame.bytes : frame,
        deviceId === null ? reading : { ...reading, deviceId },
      ),
    );
    // JT/T 808 has two words for one status: its bits are shown after the second.
    const lastStatus = entries.map(({ name }) => name).lastIndexOf("status");
    for (const [place, entry] of entries.entries()) {
      const bytes = frame.bytes.subarray(entry.offset, entry.offset + entry.length);
      const value = entry.isMark ? "" : `${shown(entry, isText)}${unit(entry)}`;
      const isBad = entry.note !== undefined && entry.value === null;
      const raw = isText ? textLines(bytes) : hexLines(bytes);
      const values = wrapped(printable(value), room);
      for (let i = 0; i < Math.max(raw.length, values.length); i++) {
        const offset = (entry.offset + i * (isText ? RAW_WIDTH : BYTES)).toString(16);
        const shownAt = raw[i] === undefined ? "    " : colors.dim(offset.padStart(4, "0"));
        const name = toWidth(i === 0 ? entry.name : "", NAME_WIDTH);
        const painted = entry.isMark ? colors.dim(name) : colors.cyan(name);
        const part = values[i] ?? "";
        const left = `${shownAt}  ${(raw[i] ?? "").padEnd(RAW_WIDTH)} `;
        text += `${`${left}${painted} ${isBad && part !== "" ? colors.red(part) : part}`.trimEnd()}\n`;
      }
      const notes = entry.note === undefined ? [] : [entry.note];
      if (place === lastStatus && entry.value !== null)
        for (const { bit, meaning } of activeBits(entry.value as Status))
          notes.push(meaning.startsWith("bit ") ? meaning : `bit ${bit}: ${meaning}`);
      for (const note of notes.flatMap((one) => wrapped(printable(one), width - INDENT - 2))) {
        text += `${" ".repeat(INDENT)}${colors.dim(`  ${note}`)}\n`;
      }
    }
    return `${text}\n`;
  };
}

function hexLines(bytes: Uint8Array): string[] {
  return chunks(bytes, BYTES).map((part) =>
    [...part].map((byte) => byte.toString(16).padStart(2, "0")).join(" "),
  );
}

function textLines(bytes: Uint8Array): string[] {
  return chunks(bytes, RAW_WIDTH).map((part) => printable(String.fromCharCode(...part)));
}

function chunks(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
}

interface Line extends Explanation {
  /** Flag, comma or `#`, without a value. */
  readonly isMark: boolean;
}

/** A separator is shown with the field before it. */
function merged(entries: readonly Explanation[]): Line[] {
  const lines: Line[] = [];
  for (const entry of entries) {
    const isMark = entry.name === "start" || entry.name === "end" || entry.name === "separator";
    const last = lines.at(-1);
    if (entry.name === "separator" && last !== undefined && !last.isMark) {
      lines[lines.length - 1] = { ...last, length: last.length + entry.length };
    } else lines.push({ ...entry, isMark });
  }
  return lines;
}

function unit({ unit: name, value }: Explanation): string {
  return name === undefined || value === null ? "" : ` ${name}`;
}

function shown({ value, raw, name }: Explanation, isText: boolean): string {
  // The bytes, if the value does not show them.
  const sent = isText ? ` (${raw})` : "";
  if (value === null) return name === "reserved" ? "" : `—${sent}`;
  if (value instanceof Date) return value.toISOString();
  if (name === "status") return status(value as Record<string, unknown>);
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([key, part]) =>
        Array.isArray(value)
          ? JSON.stringify(part)
          : `${key} ${part instanceof Uint8Array ? toHex(part) : (part ?? "—")}`,
      )
      .join(", ");
  }
  if (typeof value === "number") return String(Number(value.toFixed(DECIMALS)));
  return typeof value === "string" ? value : `${value}${sent}`;
}

/** A ten-millionth of a degree is a centimetre; nothing on the wire is finer. */
const DECIMALS = 7;

/** Ignition is named on and off: FFFFFBFF differs from FFFFFFFF in nothing else. */
function status({ ignition, table, alarms, ...states }: Record<string, unknown>): string {
  const on = Object.entries(states).filter(([, value]) => value === true);
  const parts = [
    ...(alarms as readonly string[]).map((alarm) => `ALARM ${alarm}`),
    `ignition ${ignition === true ? "on" : "off"}`,
    ...on.map(([name]) => name),
  ];
  return `${parts.join(", ")} (table ${table})`;
}
