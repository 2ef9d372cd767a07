/**
 * The answer to CXZT, in its three forms (docs/protocol/h02.md §7 and appendix A.4). With `⏎` for the line
 * feed:
 *
 *     ST915(70SALASCD)_V_1.0 2023/08/23⏎ID:7028614590⏎IP:my.server.net 8090⏎UT:30,600,1800⏎BAT:92⏎APN:my.apn.net⏎GPS:V-20-14⏎GSM:16
 *     W07_ENSMS_10D6J_B39_V5.42-TQ*ID:xxxxxxxxxx*my.server.net:8090*A:my.apn.net*G:V*4G:14*PW:0-0*BT:3578*AC:0*SP:60*F:30*V:5988*SF:0*SD:1*LBS:0|*R:19|260693|3
 *     XM_GT09_SW_33.0 2019/08/08 ID:9174132090 IP:27.aika168.com 8185 BAT:5 APN:internet GPS:V-13-9 GSM:22 ICCID:89397270349593019824
 */
import { isDay } from "../kind/datetime.ts";
import { type SmsIssueCode, smsIssue } from "./issue.ts";
import { isSetOff, type Piece, pieceOf, type Source } from "./lines.ts";
import type { SmsIntervals, SmsStatus } from "./reply.ts";
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
import {
  type Draft,
  file,
  isInKey,
  isKey,
  noteBlank,
  type Row,
  rowsOf,
  startOfKey,
} from "./words.ts";

type StatusRow = Row<SmsStatus, Piece>;
type Rows = ReadonlyMap<string, StatusRow>;
type TextName = "deviceId" | "iccid";

const row = /* @__PURE__ */ rowsOf<SmsStatus, Piece>(({ text }) => text);
const ID: StatusRow = /* @__PURE__ */ text("deviceId");
const SERVER: StatusRow = { name: "server", read: readAddress };
const FIX: StatusRow = /* @__PURE__ */ row("fix", readFix);
const BATTERY: StatusRow = /* @__PURE__ */ row("batteryPercent", readPercent);
const CSQ: StatusRow = { name: "signalCsq", read: readSignal };
const APN: StatusRow = { name: "apn", read: readApn };

/** Keys of the forms with line feeds and on one line. */
const ROWS: Rows = /* @__PURE__ */ new Map([
  ["ID", ID],
  ["IP", SERVER],
  ["UT", { name: "intervals", read: readIntervals }],
  ["VOLT", row("supplyVolts", (value) => readDecimal(withoutUnit(value, "V")))],
  ["APN", APN],
  ["GPS", FIX],
  ["GSM", CSQ],
  ["LTE", { ...CSQ }],
  ["ICCID", text("iccid")],
  ["BAT", BATTERY],
]);

/** The same where 1 to 5 may be percent or the steps of a gauge; see `SmsStatus.batteryPercent`. */
const ROWS_WITH_STEPS: Rows = /* @__PURE__ */ new Map([
  ...ROWS,
  ["BAT", { name: "batteryPercent", read: readUnclearBattery }],
]);

/** Keys of the form with stars. The meaning of the others is not known. */
const STAR_ROWS: Rows = /* @__PURE__ */ new Map([
  ["ID", ID],
  ["A", APN],
  ["G", FIX],
  ["4G", CSQ],
  ["BT", row("batteryMillivolts", (value) => readWhole(value, 9999))],
  ["F", { name: "intervals", read: readInterval }],
]);

interface Entry {
  readonly key: Piece;
  readonly value: Piece;
}

interface Pieces {
  /** The text before the first key. */
  readonly head: Piece;
  readonly entries: readonly Entry[];
  readonly rows: Rows;
}

/** The status, or `null` if the text is in none of the forms. */
export function readStatus(source: Source): SmsStatus | null {
  const draft: Draft<SmsStatus> = {
    type: "status",
    text: source.original,
    unknown: [],
    issues: [],
  };
  const stars = betweenStars(source);
  if (knownIn(stars) >= 2) return statusOf(stars, draft);
  const pieces = byKeys(source, draft);
  const known = knownIn(pieces);
  const isStatus = known >= 2 || (known === 1 && isFirmware(pieces.head));
  return isStatus ? statusOf(pieces, draft) : null;
}

/** Whether it is a firmware with its date, which needs only one key after it. */
function isFirmware({ text: head }: Piece): boolean {
  return head.split(" ").length <= 3 && dateOf(head.slice(-DATE_LENGTH)) !== null;
}

/** Rows have keys without blanks; a break in the text may have left one. */
function rowOf(rows: Rows, key: Piece): StatusRow | undefined {
  return rows.get(key.text.replaceAll(" ", ""));
}

function knownIn({ entries, rows }: Pieces): number {
  const known = new Set<StatusRow>();
  for (const { key } of entries) {
    const row = rowOf(rows, key);
    if (row !== undefined) known.add(row);
  }
  return known.size;
}

function statusOf({ head, entries, rows }: Pieces, draft: Draft<SmsStatus>): SmsStatus {
  readFirmware(draft, head);
  const seen = new Set<StatusRow>();
  let before: StatusRow | undefined;
  for (const { key, value } of entries) {
    // In the form with stars, the server follows ID without a key.
    const row = before === ID && key.text === "" ? SERVER : rowOf(rows, key);
    before = row;
    if (key.lines.length > 1 || value.lines.length > 1) {
      draft.issues.push(smsIssue("broken-value", row?.name ?? "unknown", value.text));
    }
    const end = row === undefined || seen.has(row) ? value : valueIn(value, row, draft);
    file(draft, { key: key.text, value: end.text }, row, end, seen);
    const rest = value.text.slice(end.text.length).trimStart();
    if (rest !== "") draft.unknown.push({ key: "", value: rest });
  }
  return draft;
}

/** Reads the first line alone if all lines together are no value: then the others are something else. */
function valueIn(value: Piece, { read }: StatusRow, draft: Draft<SmsStatus>): Piece {
  if (value.lines.length === 1) return value;
  // The value is read again for the draft itself.
  const isValue = (piece: Piece): boolean =>
    read({ ...draft, unknown: [], issues: [] }, piece) === true;
  const text = value.lines[0]!.trimEnd();
  const alone = { text, lines: [text] };
  return !isValue(value) && isValue(alone) ? alone : value;
}

/** Splits after each known key, and after an unknown key that follows a space or begins a line. */
function byKeys(source: Source, draft: Draft<SmsStatus>): Pieces {
  const { text } = source;
  const entries: Entry[] = [];
  let head: Piece | null = null;
  let key: Piece | null = null;
  let hasLines = false;
  let begin = 0;
  const close = (end: number): void => {
    const value = pieceOf(source, begin, end);
    if (key === null) head = value;
    else entries.push({ key, value });
  };
  for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    const known = startOfKey(text, colon, ROWS);
    const at = known < 0 ? unknownKey(source, colon) : known;
    if (at < 0) continue;
    const name = pieceOf(source, at, colon);
    const row = rowOf(ROWS, name);
    if (row === undefined) {
      if (name.text.includes(" ")) draft.issues.push(smsIssue("unclear-key", "unknown", name.text));
    } else if (!isSetOff(source, at)) {
      draft.issues.push(smsIssue("separator-missing", row.name, `${text.slice(begin, colon)}:`));
    }
    if (at > 0 && source.breaks[at] === 1) hasLines = true;
    close(at);
    key = name;
    begin = colon + 1;
  }
  close(text.length);
  const percent = hasLines && !head!.text.startsWith("XM_");
  return { head: head!, entries, rows: percent ? ROWS : ROWS_WITH_STEPS };
}

/** Start of an undocumented key that ends at `end`, or -1. */
function unknownKey({ text, breaks }: Source, end: number): number {
  let at = end;
  let word = end;
  while (isInKey(text.charCodeAt(at - 1))) {
    at--;
    if (breaks[at] === 1) break;
    if (word === end && text.charAt(at) === " ") word = at + 1;
  }
  // At the beginning of a line it may have several words.
  const isLine = breaks[at] === 1 || at === 0;
  if (isLine && isKey(text.slice(at, end).trim())) return at;
  return isKey(text.slice(word, end)) ? word : -1;
}

function betweenStars(source: Source): Pieces {
  const { text } = source;
  const entries: Entry[] = [];
  let head: Piece | null = null;
  let start = 0;
  for (const { length } of text.split("*")) {
    const end = start + length;
    const colon = start + text.slice(start, end).indexOf(":");
    const key = pieceOf(source, start, Math.max(colon, start));
    // A key of this form begins with a digit.
    const hasKey = key.text === "4G" || isKey(key.text);
    const value = pieceOf(source, hasKey ? colon + 1 : start, end);
    if (head === null) head = value;
    else if (hasKey || value.text !== "") {
      entries.push({ key: hasKey ? key : pieceOf(source, start, start), value });
    }
    start = end + 1;
  }
  return { head: head!, entries, rows: STAR_ROWS };
}

/** `ST906(70SACD)_TQ_V_2.0 2024/06/07`, with or without the date. */
function readFirmware(draft: Draft<SmsStatus>, { text: head, lines }: Piece): void {
  if (lines.length > 1) draft.issues.push(smsIssue("broken-value", "firmware", head));
  const date = dateOf(head.slice(-DATE_LENGTH));
  const name = date === null ? head : head.slice(0, -DATE_LENGTH);
  const firmware = name.trimEnd();
  if (date !== null && firmware !== "" && firmware === name && lines.length === 1) {
    draft.issues.push(smsIssue("separator-missing", "firmware", head));
  }
  if (firmware.includes(" ")) noteBlank(draft, "firmware", firmware);
  if (firmware !== "") draft.firmware = firmware;
  if (date !== null) draft.firmwareDate = date;
}

const DATE_LENGTH = "2024/06/07".length;

function dateOf(word: string): string | null {
  if (!/^\d{4}\/\d\d\/\d\d$/.test(word)) return null;
  const [year, month, day] = word.split("/");
  return isDay(Number(day), Number(month), Number(year)) ? `${year}-${month}-${day}` : null;
}

function text(name: TextName): StatusRow {
  return {
    name,
    read: (draft, { text: value }) => {
      draft[name] = value || null;
      return value.includes(":") ? "unclear-key" : true;
    },
  };
}

/** The same number may follow GSM and LTE. */
function readSignal(draft: Draft<SmsStatus>, { text: value }: Piece): boolean | SmsIssueCode {
  const signal = readWhole(value, 31);
  if (draft.signalCsq != null && signal !== draft.signalCsq) return "repeated-value";
  draft.signalCsq = signal;
  return signal !== null || value === "";
}

function readUnclearBattery(draft: Draft<SmsStatus>, value: Piece): boolean | SmsIssueCode {
  const isRead = BATTERY.read(draft, value);
  const percent = draft.batteryPercent ?? 0;
  if (percent < 1 || percent > 5 || value.text.endsWith("%")) return isRead;
  draft.batteryPercent = null;
  return "unclear-battery";
}

/** `my.apn.net`, and with empty user and password `my.apn.net,,`. */
function readApn(draft: Draft<SmsStatus>, { text: value }: Piece): boolean | SmsIssueCode {
  const [name, ...rest] = value.split(",");
  draft.apn = name || null;
  if (rest.join("") !== "") draft.unknown.push({ key: "APN", value });
  return value.includes(":") ? "unclear-key" : true;
}

function readAddress(draft: Draft<SmsStatus>, value: Piece): boolean {
  const address = addressOf(value);
  draft.server = address === "" ? null : readServer(address);
  // Every known text has a port.
  if (draft.server !== null && draft.server.port === undefined) {
    draft.issues.push(smsIssue("separator-missing", "server", address));
  }
  if (draft.server?.host?.includes(" ")) noteBlank(draft, "server", draft.server.host);
  return draft.server === null || isWholeServer(draft.server);
}

/** The address, with a blank before the port if a break has replaced it. */
function addressOf({ text: address, lines }: Piece): string {
  if (address.includes(" ") || address.includes(":")) return address;
  let port = "";
  for (let i = lines.length - 1; i > 0; i--) {
    const longer = lines[i]! + port;
    if (readWhole(longer, 65535) === null) break;
    port = longer;
  }
  return port === "" ? address : `${address.slice(0, -port.length)} ${port}`;
}

function readIntervals(draft: Draft<SmsStatus>, { text: value }: Piece): boolean {
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

function readInterval(draft: Draft<SmsStatus>, { text: value }: Piece): boolean {
  const seconds = readSeconds(value);
  draft.intervals = { seconds };
  return seconds !== null || value === "";
}
