/**
 * A frame as an annotated hex dump, at most 100 columns wide: offset, bytes, name, value, and a line below
 * for what the value rests on or what is wrong with it.
 */
import pc from "picocolors";
import { type DecodeOptions, type Explanation, explain, type Message } from "../index.ts";
import type { Origin, Printer } from "./printer.ts";
import { printable, toWidth } from "./text.ts";

const WIDTH = 100;
/** Bytes a line; they take three columns each. */
const BYTES = 8;
const NAME_WIDTH = 20;
const INDENT = 4 + 2 + BYTES * 3 + 1;

export function explainPrinter({
  color,
  reading,
}: {
  readonly color: boolean;
  readonly reading: DecodeOptions;
}): Printer {
  const colors = pc.createColors(color);
  return (message: Message, origin: Origin): string => {
    const { frame, type, command, deviceId } = message;
    const place = origin.file === undefined ? "" : `${origin.file} `;
    const line = origin.line === undefined ? "" : `line ${origin.line} `;
    const sender = origin.direction === "down" ? "sent by the server: " : "";
    const title = `${place}${line}${sender}${frame.format}, ${frame.bytes.length} bytes: ${type} ${command} ${deviceId ?? ""}`;
    const isText = frame.format === "ascii" || frame.bytes[0] === 0x2a;
    let text = `${colors.bold(toWidth(printable(title.trimEnd()), WIDTH).trimEnd())}\n`;
    for (const entry of merged(
      // What is noise may be a frame without its end.
      explain(
        frame.format === "noise" ? frame.bytes : frame,
        deviceId === null ? reading : { ...reading, deviceId },
      ),
    )) {
      const bytes = frame.bytes.subarray(entry.offset, entry.offset + entry.length);
      const value = entry.isMark ? "" : `${shown(entry, isText)}${unit(entry)}`;
      const isBad = entry.note !== undefined && entry.value === null;
      for (let at = 0; at < bytes.length; at += BYTES) {
        const offset = (entry.offset + at).toString(16).padStart(4, "0");
        const hex = [...bytes.subarray(at, at + BYTES)].map((byte) =>
          byte.toString(16).padStart(2, "0"),
        );
        const left = `${colors.dim(offset)}  ${hex.join(" ").padEnd(BYTES * 3)} `;
        if (at > 0) text += `${left.trimEnd()}\n`;
        else {
          const name = toWidth(entry.name, NAME_WIDTH);
          const rest = toWidth(printable(value), WIDTH - INDENT - NAME_WIDTH - 1).trimEnd();
          const painted = entry.isMark ? colors.dim(name) : colors.cyan(name);
          text += `${left}${painted} ${isBad ? colors.red(rest) : rest}`.trimEnd();
          text += "\n";
        }
      }
      if (entry.note !== undefined) {
        for (const note of wrapped(printable(entry.note), WIDTH - INDENT - 2)) {
          text += `${" ".repeat(INDENT)}${colors.dim(`  ${note}`)}\n`;
        }
      }
    }
    return `${text}\n`;
  };
}

interface Line extends Explanation {
  /** Frame, comma or `#`: nothing to read. */
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
  // What the bytes say, where the value does not.
  const sent = isText ? ` (${raw})` : "";
  if (value === null) return name === "reserved" ? "" : `—${sent}`;
  if (value instanceof Date) return value.toISOString();
  if (name === "status") return status(value as Record<string, unknown>);
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([key, part]) => (Array.isArray(value) ? JSON.stringify(part) : `${key} ${part ?? "—"}`))
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

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((part) => part.slice(0, width));
}
