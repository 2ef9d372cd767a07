/**
 * Messages as NDJSON: one JSON object a line, with what is known of its origin. Times are ISO
 * strings and bytes lower-case hexadecimal digits.
 */
import type { Message, Status } from "../index.ts";
import { parseSms } from "../sms/index.ts";
import type { Origin, Printer } from "./printer.ts";
import { printableJson } from "./text.ts";

export interface NdjsonOptions {
  /** Leave out the frame that the message was read from. */
  readonly noFrame?: boolean;
}

export function ndjsonPrinter(options: NdjsonOptions = {}): Printer {
  return (message: Message, origin: Origin): string => {
    const { transport, peer, ...place } = origin;
    let text =
      transport === undefined ? "" : members({ transport, peer, receivedAt: place.receivedAt });
    if (Object.keys(place).length > 0) text += members({ origin: place });
    text += members(withReply(message));
    const { format, offset, bytes } = message.frame;
    if (!options.noFrame) {
      text += `,"frame":{"format":"${format}","offset":${offset},"length":${bytes.length},"hex":"${toHex(bytes)}"}`;
    }
    return `{${text.slice(1)}}\n`;
  };
}

/** The text of a device is read, as far as it is an answer that is known. */
function withReply(message: Message): Message {
  if (message.type !== "text") return message;
  const { text: _, ...reply } = parseSms(message.text);
  return { ...message, reply } as Message;
}

/** Printable ASCII that JSON has as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * What `JSON.stringify` writes, in half of its time, with bytes as hexadecimal digits and with escapes for what moves a
 * terminal.
 */
function jsonText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return PLAIN.test(value) ? `"${value}"` : printableJson(JSON.stringify(value));
    case "number":
      return Number.isFinite(value) ? String(value) : "null";
    case "boolean":
      return value ? "true" : "false";
    default:
      if (value === null || value === undefined) return "null";
      if (value instanceof Date) return timeText(value);
      if (value instanceof Uint8Array) return `"${toHex(value)}"`;
      if (Array.isArray(value))
        return value.length === 0 ? "[]" : `[${value.map(jsonText).join()}]`;
      return `{${members(value).slice(1)}}`;
  }
}

/** The properties of an object but for the frame, a comma in front of each. */
function members(value: object): string {
  let text = "";
  for (const name in value) {
    const part = (value as Readonly<Record<string, unknown>>)[name];
    if (part === undefined || name === "frame") continue;
    text += nameText(name);
    text += name === "status" ? statusText(part as Status) : jsonText(part);
  }
  return text;
}

/** Names of properties are few; somebody's own values may have any. */
const NAMES = new Map<string, string>();
const MOST_NAMES = 1000;

function nameText(name: string): string {
  let text = NAMES.get(name);
  if (text === undefined) {
    text = `,${jsonText(name)}:`;
    if (NAMES.size < MOST_NAMES) NAMES.set(name, text);
  }
  return text;
}

/** The flags of an H02 status are made from its word by its table, and most devices send few words. */
const STATUSES = new Map<string, string>();
const MOST_STATUSES = 4096;

function statusText(status: Status | null): string {
  if (status === null || status.alarmWord !== undefined) return jsonText(status);
  const key = status.table + status.word;
  let text = STATUSES.get(key);
  if (text === undefined) {
    text = jsonText(status);
    if (STATUSES.size >= MOST_STATUSES) STATUSES.clear();
    STATUSES.set(key, text);
  }
  return text;
}

function timeText(time: Date): string {
  const year = time.getUTCFullYear();
  // Others have a sign, or are none.
  if (!(year >= 1000 && year <= 9999)) return JSON.stringify(time);
  const day = `${year}-${TWO[time.getUTCMonth() + 1]}-${TWO[time.getUTCDate()]}`;
  const clock = `${TWO[time.getUTCHours()]}:${TWO[time.getUTCMinutes()]}:${TWO[time.getUTCSeconds()]}`;
  return `"${day}T${clock}.${String(time.getUTCMilliseconds()).padStart(3, "0")}Z"`;
}

const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
}
