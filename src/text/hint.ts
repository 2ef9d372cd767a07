/** Describes an input without frames: one line for people, with advice. */
import { latin1Bytes, latin1Text } from "../bytes.ts";
import { type Explanation, explain } from "../explain.ts";
import { sniff } from "../frame/sniff.ts";
import { FLAG, NO, STAR, startsFrame } from "../frame/start.ts";
import { plainObject } from "../message/to-json.ts";
import { decodeObd } from "../obd/decode.ts";
import { parseSms } from "../sms/parse.ts";
import type { InputProblem } from "./piece.ts";

/** The known facts about such an input. */
export interface Unread {
  /** The first captured bytes, or the first ones that are not a frame. */
  readonly capture: Uint8Array | null;
  /** The first lines without a capture, and how many there are. */
  readonly leftOut: { readonly text: string; readonly lines: number };
  readonly problems: readonly InputProblem[];
  /** The part of the captured bytes that is noise; `null` if there is nothing else. */
  readonly share: number | null;
}

const FAMILIES: Readonly<Record<string, string>> = {
  gt06: "GT06 (Concox)",
  teltonika: "Teltonika",
  tk103: "TK103 (Xexun)",
  coban: "Coban GPS103",
  nmea: "NMEA 0183",
  queclink: "Queclink @Track",
  meitrack: "Meitrack",
  gosafe: "GoSafe",
  meiligao: "Meiligao",
  watch: "the watch protocol (SeTracker)",
  "wialon-ips": "Wialon IPS",
  suntech: "Suntech",
  mqtt: "MQTT",
  http: "HTTP",
  tls: "TLS: the bytes are encrypted",
  ssh: "SSH",
  rdp: "RDP",
};

/** Files of other kinds, by their first bytes. */
const FILES: readonly (readonly [string, string])[] = [
  ["\x89PNG", "a PNG picture"],
  ["\xff\xd8\xff", "a JPEG picture"],
  ["GIF8", "a GIF picture"],
  ["%PDF", "a PDF document"],
  ["\x7fELF", "a program for Linux"],
  ["MZ", "a program for Windows"],
  ["SQLite format 3", "an SQLite database"],
  ["7z\xbc\xaf\x27", "a 7z archive: unpack it"],
  ["Rar!", "a RAR archive: unpack it"],
  ["\xfd7zXZ", "a file packed by xz: unpack it"],
  ["BZh", "a file packed by bzip2: unpack it"],
  ["\x28\xb5\x2f\xfd", "a file packed by zstd: unpack it"],
  ["PK", "a zip archive that cannot be read here: unpack it"],
  ["\xd0\xcf\x11\xe0", "an Office document: export it as text"],
  ["OggS", "an Ogg recording"],
  ["ID3", "an MP3 recording"],
  ["RIFF", "a recording or a film"],
];

/** Number of characters of a text that are examined. */
const MOST = 600;

export function lookAt(unread: Unread): string {
  const { capture, leftOut, problems, share } = unread;
  const masked = problems.find(({ code }) => code === "masked");
  if (masked !== undefined) {
    return `masked digits in line ${masked.line}, column ${masked.column}: copy the frame with all digits`;
  }
  const head =
    share === null
      ? "no message found"
      : `${Math.round(share * 100)} % of the bytes belong to no frame`;
  const what =
    (capture === null ? null : ofBytes(capture)) ??
    ofText(leftOut.text) ??
    (leftOut.lines > 0 && capture === null
      ? `no frame in ${leftOut.lines === 1 ? "1 line" : `${leftOut.lines} lines`}; give frames as text (*HQ,…#), hex, base64, a log or a dump`
      : "bytes of an unknown protocol; if they are packed or encoded, name the form with --input");
  return `${head}: ${what}`;
}

/** `null` if they are unknown. */
function ofBytes(bytes: Uint8Array): string | null {
  const text = latin1Text(bytes, 0, Math.min(bytes.length, MOST));
  if (text.includes("\xef\xbf\xbd")) {
    return "a text decoder has replaced bytes by EF BF BD, so they are lost; log the bytes as hex";
  }
  const foreign = foreignOf(bytes, text);
  if (foreign !== null) return foreign;
  const file = FILES.find(([start]) => text.startsWith(start));
  if (file !== undefined) return `this is ${file[1]}`;
  return cutFrame(bytes) ?? ofText(text);
}

function foreignOf(bytes: Uint8Array, text: string): string | null {
  const { protocol, family } = sniff(bytes);
  if (protocol !== "foreign" || family === undefined) return null;
  const isOsmAnd = family === "http" && /[?&](?:id|deviceid)=/.test(text) && /[?&]lat=/.test(text);
  const name = isOsmAnd ? "OsmAnd over HTTP" : (FAMILIES[family] ?? family);
  return `this looks like ${name}; use a decoder for that protocol`;
}

/** A frame that has a beginning and no end. */
function cutFrame(bytes: Uint8Array): string | null {
  const first = bytes[0];
  if (bytes.length < 6 || startsFrame(bytes, 0, bytes.length) === NO) return null;
  if (first === FLAG && bytes.length < 12) return null;
  const said = explain(bytes)
    .filter(({ value, name }) => isShort(value) && !MARKS.has(name))
    .slice(0, 8)
    .map(({ name, value }) => `${name} ${shown(name, value)}`);
  const end = first === STAR ? " (no #)" : first === FLAG ? " (no 7E)" : "";
  const so = said.length === 0 ? "" : `. It begins: ${said.join(", ")}`;
  return `a frame without its end${end}; copy all of it${so}`;
}

const MARKS: ReadonlySet<string> = new Set([
  "start",
  "end",
  "separator",
  "marker",
  "noise",
  "maker",
  "tail",
]);

/** Whether the value fits into a line: a status or a list of alarms does not. */
function isShort(value: unknown): boolean {
  return value !== null && (typeof value !== "object" || value instanceof Date);
}

/** A value as in `toJson`: coordinates without the noise of doubles. */
function shown(name: string, value: Explanation["value"]): string {
  const plain = plainObject({ [name]: value })[name];
  return typeof plain === "string" ? plain : JSON.stringify(plain);
}

/** `null` if it is unknown. */
function ofText(text: string): string | null {
  const [line = ""] = text.split("\n", 1);
  if (line.trim() === "") return null;
  const foreign = foreignOf(latin1Bytes(line.trim()), line);
  if (foreign !== null) return foreign;
  const { type, text: _, issues: __, ...values } = parseSms(text.slice(0, MOST).trim());
  if (type !== "text") {
    const said = Object.entries(values)
      .filter(([, value]) => isShort(value))
      .slice(0, 6)
      .map(([name, value]) => `${name} ${shown(name, value)}`);
    return `an answer by SMS, not a frame (${[type, ...said].join(", ")}); parseSms reads it`;
  }
  return ofObd(text.slice(0, MOST));
}

function ofObd(text: string): string | null {
  if (!/^[\s>]*(?:AT|[0-9A-F]{2})/i.test(text)) return null;
  const readings = decodeObd(text).filter(
    ({ issues, values }) => issues.length === 0 && Object.keys(values).length > 0,
  );
  const [first] = readings;
  if (first === undefined) return null;
  const values = Object.entries(first.values)
    .slice(0, 3)
    .map(([name, value]) => `${name} ${shown(name, value)}`);
  return `an answer of an OBD adapter, not a frame (${values.join(", ")}); decodeObd reads it`;
}
