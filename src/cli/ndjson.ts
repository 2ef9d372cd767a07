/** Messages as NDJSON: one JSON object per line, the result of `toJson` with the origin as far as known. */
import type { Message, Status } from "../index.ts";
import { isCoordinate, roundedCoordinate } from "../message/to-json.ts";
import { parseSms } from "../sms/index.ts";
import type { LineBuffer } from "./line-buffer.ts";
import type { Origin, Printer } from "./printer.ts";
import { printableJson } from "./text.ts";

/** @param options `noFrame` leaves out the frame that the message was read from. */
export function ndjsonPrinter({ noFrame = false }: { readonly noFrame?: boolean } = {}): Printer {
  const line = (message: Message, origin: Origin): string =>
    noFrame
      ? `${head(message, origin, true)}}\n`
      : `${head(message, origin, false)}${toHex(message.frame.bytes)}"}}\n`;
  const write = (message: Message, origin: Origin, lines: LineBuffer): void => {
    isAscii = true;
    const text = head(message, origin, noFrame);
    if (isAscii) lines.addAscii(text);
    else lines.add(text);
    if (noFrame) lines.addAscii("}\n");
    else {
      lines.addHex(message.frame.bytes);
      lines.addAscii('"}}\n');
    }
  };
  return Object.assign(line, { write });
}

/** The line up to the digits of the frame, or to its last brace. */
function head(message: Message, origin: Origin, noFrame: boolean): string {
  let text = "";
  let place: object = origin;
  if (origin.transport !== undefined) {
    const { transport, peer, ...others } = origin;
    text = members({ transport, peer, receivedAt: others.receivedAt });
    place = others;
  }
  const placeText = members(place);
  if (placeText !== "") text += `,"origin":{${placeText.slice(1)}}`;
  text += members(withReply(message), "frame");
  if (!noFrame) {
    const { format, offset, bytes } = message.frame;
    text += `,"frame":{"format":"${format}","offset":${offset},"length":${bytes.length},"hex":"`;
  }
  return `{${text.slice(1)}`;
}

/** Parses the text of a device, if it is a known answer. */
function withReply(message: Message): Message {
  if (message.type !== "text") return message;
  const { text: _, ...reply } = parseSms(message.text);
  return { ...message, reply } as Message;
}

/** Printable ASCII that needs no escape in JSON. */
const PLAIN = /^[ !#-[\]-~]*$/;
/** Whether the last text is ASCII; names and texts that are not plain may not be. */
let isAscii = true;

/**
 * The output of `JSON.stringify(toJson(…))` in half of its time, with bytes as hexadecimal digits and with escapes for characters that
 * control a terminal.
 */
function jsonText(value: unknown): string {
  switch (typeof value) {
    case "string":
      if (PLAIN.test(value)) return `"${value}"`;
      isAscii = false;
      return printableJson(JSON.stringify(value));
    case "number":
      return Number.isFinite(value) ? String(value) : `"${value}"`;
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      if (value instanceof Date) return timeText(value);
      if (value instanceof Uint8Array) return `"${toHex(value)}"`;
      if (Array.isArray(value))
        return value.length === 0 ? "[]" : `[${value.map(jsonText).join()}]`;
      return `{${members(value).slice(1)}}`;
    default:
      return jsonText(String(value));
  }
}

/** The properties of an object except `omitted`, with a comma before each. */
function members(value: object, omitted?: string): string {
  let text = "";
  for (const name in value) {
    const part = (value as Readonly<Record<string, unknown>>)[name];
    if (part === undefined || name === omitted) continue;
    text += nameText(name);
    if (name === "status") text += statusText(part as Partial<Status>);
    else if (typeof part === "number" && isCoordinate(name)) text += roundedCoordinate(part);
    else text += jsonText(part);
  }
  return text;
}

/** There are few property names, but the values of `custom` messages may have any. */
const NAMES = new Map<string, string>();
const MOST_NAMES = 1000;

function nameText(name: string): string {
  let text = NAMES.get(name);
  if (text === undefined) {
    text = `,${jsonText(name)}:`;
    if (NAMES.size < MOST_NAMES && PLAIN.test(name)) NAMES.set(name, text);
  }
  return text;
}

/** The flags of an H02 status follow from its word and table, and most devices send few different words. */
const STATUSES = new Map<string, string>();
const MOST_STATUSES = 4096;

function statusText(status: Partial<Status> | null): string {
  // Those of JT/T 808 have an alarm word too; another property of this name has no table.
  if (status?.table === undefined || status.alarmWord !== undefined) return jsonText(status);
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
  if (Number.isNaN(year)) return jsonText(String(time));
  // Others have a sign.
  if (year < 1000 || year > 9999) return JSON.stringify(time);
  const day = `${year}-${TWO[time.getUTCMonth() + 1]}-${TWO[time.getUTCDate()]}`;
  const clock = `${TWO[time.getUTCHours()]}:${TWO[time.getUTCMinutes()]}:${TWO[time.getUTCSeconds()]}`;
  return `"${day}T${clock}.${String(time.getUTCMilliseconds()).padStart(3, "0")}Z"`;
}

const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
}
