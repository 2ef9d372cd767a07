/**
 * The answer to CXZT, in its three forms (h02.md section 7 and appendix A.4). With `⏎` for the line
 * feed:
 *
 *     ST915(70SALASCD)_V_1.0 2023/08/23⏎ID:7028614590⏎IP:my.server.net 8090⏎UT:30,600,1800⏎BAT:92⏎APN:my.apn.net⏎GPS:V-20-14⏎GSM:16
 *     W07_ENSMS_10D6J_B39_V5.42-TQ*ID:xxxxxxxxxx*my.server.net:8090*A:my.apn.net*G:V*4G:14*PW:0-0*BT:3578*AC:0*SP:60*F:30*V:5988*SF:0*SD:1*LBS:0|*R:19|260693|3
 *     XM_GT09_SW_33.0 2019/08/08 ID:9174132090 IP:27.aika168.com 8185 BAT:5 APN:internet GPS:V-13-9 GSM:22 ICCID:89397270349593019824
 */
import { isDay } from "../kind/datetime.ts";
import { type Draft, file, isDigits, isKey, type Reader, words } from "./pieces.ts";
import type { SmsEntry, SmsIntervals, SmsStatus } from "./reply.ts";
import {
  isWholeServer,
  readDecimal,
  readFix,
  readPercent,
  readSeconds,
  readServer,
  readWhole,
  withoutUnit,
} from "./values.ts";

type Row = { readonly name: string; readonly read: Reader<SmsStatus> };
type Rows = ReadonlyMap<string, Row>;
type TextName = "deviceId" | "apn" | "iccid";
type NumberName = "supplyVolts" | "batteryPercent" | "batteryMillivolts" | "signalCsq";

const ID: Row = /* @__PURE__ */ text("deviceId");
const SERVER: Row = { name: "server", read: readAddress };
const FIX: Row = { name: "fix", read: readGps };
const CSQ: Row = /* @__PURE__ */ number("signalCsq", (value) => readWhole(value, 31));

const COMMON: readonly (readonly [string, Row])[] = [
  ["ID", ID],
  ["IP", SERVER],
  ["UT", { name: "intervals", read: readIntervals }],
  ["VOLT", /* @__PURE__ */ number("supplyVolts", (value) => readDecimal(withoutUnit(value, "V")))],
  ["APN", /* @__PURE__ */ text("apn")],
  ["GPS", FIX],
  ["GSM", CSQ],
  ["ICCID", /* @__PURE__ */ text("iccid")],
];

/** Keys of the form with line feeds. */
const LINE_ROWS: Rows = /* @__PURE__ */ new Map([
  ...COMMON,
  ["BAT", number("batteryPercent", readPercent)],
]);

/** Keys of the form on one line. */
const WORD_ROWS: Rows = /* @__PURE__ */ new Map([
  ...COMMON,
  ["BAT", number("batteryPercent", readUnclearPercent)],
]);

/** Keys of the form with stars. What the others mean is not known. */
const STAR_ROWS: Rows = /* @__PURE__ */ new Map([
  ["ID", ID],
  ["A", text("apn")],
  ["G", FIX],
  ["4G", CSQ],
  ["BT", number("batteryMillivolts", (value) => readWhole(value, 9999))],
  ["F", { name: "intervals", read: readInterval }],
]);

interface Pieces {
  /** What stands before the first key. */
  readonly head: string;
  readonly entries: readonly SmsEntry[];
}

/** The status, or `null` if the text does not have two known keys of one form. */
export function readStatus(source: string): SmsStatus | null {
  const hasLines = source.includes("\n") || source.includes("\r");
  const plain = statusOf(
    source,
    hasLines ? lines(source) : onOneLine(source),
    hasLines ? LINE_ROWS : WORD_ROWS,
  );
  if (plain !== null || !source.includes("*")) return plain;
  return statusOf(source, betweenStars(source), STAR_ROWS);
}

function statusOf(source: string, { head, entries }: Pieces, rows: Rows): SmsStatus | null {
  const known = new Set<Row>();
  for (const { key } of entries) {
    const row = rows.get(key);
    if (row !== undefined) known.add(row);
  }
  if (known.size < 2) return null;
  const draft: Draft<SmsStatus> = { type: "status", text: source, unknown: [] };
  readFirmware(draft, head);
  const seen = new Set<string>();
  let before = "";
  for (const entry of entries) {
    // The server stands behind ID without a key, in the form with stars.
    const isServer = rows === STAR_ROWS && before === "ID" && entry.key === "";
    file(draft, entry, isServer ? SERVER : rows.get(entry.key), seen);
    before = entry.key;
  }
  return draft;
}

function lines(source: string): Pieces {
  const entries: SmsEntry[] = [];
  let head = "";
  for (const part of source.split("\n")) {
    for (const piece of part.split("\r")) {
      const line = piece.trim();
      if (line === "") continue;
      const entry = entryOf(line);
      if (entry.key !== "" || head !== "" || entries.length > 0) entries.push(entry);
      else head = line;
    }
  }
  return { head, entries };
}

function onOneLine(source: string): Pieces {
  const entries: SmsEntry[] = [];
  // The value that is being gathered: that of the server has a blank inside.
  let key = "";
  let value: string[] = [];
  let head = "";
  const close = (): void => {
    if (key === "") head = value.join(" ");
    else entries.push({ key, value: value.join(" ") });
  };
  for (const word of words(source)) {
    const entry = entryOf(word);
    if (entry.key === "") value.push(word);
    else {
      close();
      key = entry.key;
      value = entry.value === "" ? [] : [entry.value];
    }
  }
  close();
  return { head, entries };
}

function betweenStars(source: string): Pieces {
  const [head, ...rest] = source.split("*");
  const pieces = rest.map((piece) => piece.trim()).filter((piece) => piece !== "");
  return { head: head!.trim(), entries: pieces.map(entryOf) };
}

function entryOf(piece: string): SmsEntry {
  const colon = piece.indexOf(":");
  const key = piece.slice(0, Math.max(colon, 0)).trimEnd();
  // A key of the form with stars begins with a digit.
  if (key !== "4G" && !isKey(key)) return { key: "", value: piece };
  return { key, value: piece.slice(colon + 1).trimStart() };
}

/** `ST906(70SACD)_TQ_V_2.0 2024/06/07`, with or without the date. */
function readFirmware(draft: Draft<SmsStatus>, head: string): void {
  const blank = head.lastIndexOf(" ");
  const date = dateOf(head.slice(blank + 1));
  const firmware = date === null ? head : head.slice(0, Math.max(blank, 0)).trimEnd();
  if (firmware !== "") draft.firmware = firmware;
  if (date !== null) draft.firmwareDate = date;
}

function dateOf(word: string): string | null {
  const [year, month, day, ...more] = word.split("/");
  if (year?.length !== 4 || month?.length !== 2 || day?.length !== 2 || more.length > 0)
    return null;
  if (!isDigits(year + month + day)) return null;
  return isDay(Number(day), Number(month), Number(year)) ? `${year}-${month}-${day}` : null;
}

function text(name: TextName): Row {
  return {
    name,
    read: (draft, value) => {
      draft[name] = value || null;
      return true;
    },
  };
}

function number(name: NumberName, read: (value: string) => number | null): Row {
  return {
    name,
    read: (draft, value) => {
      draft[name] = read(value);
      return draft[name] !== null || value === "";
    },
  };
}

/** Percent above the steps of a gauge; see `SmsStatus.batteryPercent`. */
function readUnclearPercent(value: string): number | null {
  const percent = readPercent(value);
  return percent !== null && percent >= 1 && percent <= 5 && !value.endsWith("%") ? null : percent;
}

function readAddress(draft: Draft<SmsStatus>, value: string): boolean {
  draft.server = value === "" ? null : readServer(value);
  return draft.server === null || isWholeServer(draft.server);
}

function readGps(draft: Draft<SmsStatus>, value: string): boolean {
  draft.fix = readFix(value);
  return draft.fix !== null || value === "";
}

function readIntervals(draft: Draft<SmsStatus>, value: string): boolean {
  const names = ["accOnSeconds", "accOffSeconds", "heartbeatSeconds"] as const;
  const intervals: { -readonly [K in keyof SmsIntervals]: SmsIntervals[K] } = {};
  let isWhole = true;
  for (const [i, part] of value.split(",", 4).entries()) {
    const name = names[i];
    const seconds = readSeconds(part.trim());
    if (name !== undefined) intervals[name] = seconds;
    if (name === undefined || (seconds === null && part.trim() !== "")) isWhole = false;
  }
  draft.intervals = intervals;
  return isWhole;
}

function readInterval(draft: Draft<SmsStatus>, value: string): boolean {
  const seconds = readSeconds(value);
  draft.intervals = { seconds };
  return seconds !== null || value === "";
}
