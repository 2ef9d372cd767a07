/**
 * The answer to RCONF: `KEY:VALUE` pieces between commas; APN, server and intervals may contain commas
 * (docs/protocol/h02.md §7 and appendix A.4):
 *
 *     ST-904:V5.42,ID:xxxxxxxxxx,UP:0000,U1:,U2:,U3:,MODE:GPRS-MOVE,GEO FENCE: OFF,OVER SPEED:OFF,VOICE:ON,SHAKE ALARM:OFF,SLEEP:1,APN:my.apn.net,,,IP:my.server.net,8090,GPRS UPLOAD TIME:30,TIME ZONE:E00,BATTYER:80
 *     ST900,ID: 8167558926,…,MODE:GPRS DAILY:OFF,…,OVER SPEED:OFF VOICE:ON,SHAKEALARM:OFF,…, GPRSUPLOAD TIME:20,TIME ZONE:E00
 *     ST904(M),…,SLEEP MODE:ON,…,GPRS UPLOAD TIME:30TIME ZONE:+8.0
 *     ST-901/4G,…,SLEEPON,…,GPRS UPLOAD TIME 1:5,GPRS UPLOAD TIME 2:300,TIME ZONE:0.0
 */
import { type SmsIssueCode, smsIssue } from "./issue.ts";
import { isSetOff, type Piece, pieceOf, type Source } from "./lines.ts";
import type { SmsConfiguration, SmsIntervals } from "./reply.ts";
import {
  isWholeServer,
  readPercent,
  readSeconds,
  readServer,
  readSetting,
  readSwitch,
  readTimeZone,
  serverOf,
} from "./values.ts";
import {
  type Draft,
  file,
  isDigits,
  isKey,
  noteBlank,
  type Row,
  rowsOf,
  startOfKey,
} from "./words.ts";

type Configuration = Draft<SmsConfiguration>;

/** Its value consists of the parts between commas. */
interface ConfigurationRow extends Row<SmsConfiguration, readonly string[]> {
  /** Whether a piece without a key, after these parts, belongs to the value. */
  readonly takesMore?: (parts: readonly string[], piece: string) => boolean;
}

type TextName = "deviceId" | "password" | "mode";

const row = /* @__PURE__ */ rowsOf<SmsConfiguration, readonly string[]>(([first]) => first!);
const PASSWORD = /* @__PURE__ */ text("password");
const ACC_ALARM_SMS = /* @__PURE__ */ row("accAlarmSms", readSwitch);
const ACC_ALARM_CALL = /* @__PURE__ */ row("accAlarmCall", readSwitch);
const SLEEP = /* @__PURE__ */ row("sleep", readSetting);

const TIME_ZONE: ConfigurationRow = {
  name: "timeZone",
  read: (draft, [value]) => {
    draft.timeZone = value === "" ? null : readTimeZone(value!);
    // Not kept in unknown, because asSent has the form.
    if (draft.timeZone?.minutesEast === null) {
      draft.issues.push(smsIssue("bad-value", "timeZone", value!));
    }
    return true;
  },
};

/** By key, without its spaces: firmware differs in them, and line breaks may replace them. */
const ROWS: ReadonlyMap<string, ConfigurationRow> = /* @__PURE__ */ new Map<
  string,
  ConfigurationRow
>([
  ["ID", text("deviceId")],
  ["UP", PASSWORD],
  ["PW", PASSWORD],
  ["U1", admin(0)],
  ["U2", admin(1)],
  ["U3", admin(2)],
  ["MODE", text("mode")],
  ["DAILY", row("daily", readSwitch)],
  ["POWERALARM", row("powerAlarm", readSwitch)],
  ["ACCALARMSMS", ACC_ALARM_SMS],
  ["ACCSMS", ACC_ALARM_SMS],
  ["ACCALARMCALL", ACC_ALARM_CALL],
  ["ACCCALL", ACC_ALARM_CALL],
  ["GEOFENCE", row("geofence", readSwitch)],
  ["OVERSPEED", row("overspeed", readSetting)],
  ["VOICE", row("voice", readSwitch)],
  ["SHAKEALARM", row("shakeAlarm", readSetting)],
  ["SLEEP", SLEEP],
  ["SLEEPMODE", SLEEP],
  ["APN", { name: "apn", read: readApn, takesMore: (parts) => parts.length < 3 }],
  [
    "IP",
    {
      name: "server",
      read: readAddress,
      takesMore: (parts, piece) =>
        parts.length === 1 && piece !== "" && readServer(parts[0]!).port === undefined,
    },
  ],
  ["GPRSUPLOADTIME", upload()],
  ["GPRSUPLOADTIME1", interval("accOnSeconds")],
  ["GPRSUPLOADTIME2", interval("accOffSeconds")],
  ["TIMEZONE", TIME_ZONE],
  ["BATTYER", row("batteryPercent", readPercent)],
]);

/** A key with its value; a part that does not belong to the value before it has no key. */
interface Item {
  /** The key as sent. */
  readonly key: string;
  readonly row: ConfigurationRow | undefined;
  readonly parts: string[];
  /** Whether it contains a line break. */
  isBroken: boolean;
}

/** The configuration, or `null` if fewer than two known keys follow commas. */
export function readConfiguration(source: Source): SmsConfiguration | null {
  const draft: Draft<SmsConfiguration> = {
    type: "configuration",
    text: source.original,
    unknown: [],
    issues: [],
  };
  const items: Item[] = [];
  let known = 0;
  let start = 0;
  for (const { length } of source.text.split(",")) {
    if (cutPiece(source, start, start + length, items, draft)) known++;
    start += length + 1;
  }
  if (known < 2) return null;
  const seen = new Set<ConfigurationRow>();
  for (const { key, row, parts, isBroken } of items) {
    const value = parts.join(",");
    if (isBroken) broken(draft, row?.name ?? "unknown", key === "" ? value : `${key}:${value}`);
    file(draft, { key, value }, row, parts, seen);
  }
  return draft;
}

function broken(draft: Draft<SmsConfiguration>, name: string, received: string): void {
  draft.issues.push(smsIssue("broken-value", name, received));
}

/**
 * Splits the text between two commas. Known keys begin a value anywhere, because some firmware has a blank instead of
 * the comma, and none before TIME ZONE; unknown keys only at the beginning.
 *
 * @returns Whether it begins with a known key.
 */
function cutPiece(
  source: Source,
  start: number,
  end: number,
  items: Item[],
  draft: Draft<SmsConfiguration>,
): boolean {
  const { text } = source;
  const isHead = start === 0;
  const whole = pieceOf(source, start, end);
  const flat = whole.text.replaceAll(" ", "");
  if (flat === "SLEEPON" || flat === "SLEEPOFF") {
    items.push({
      key: "SLEEP",
      row: SLEEP,
      parts: [flat.slice("SLEEP".length)],
      isBroken: whole.lines.length > 1,
    });
    return true;
  }
  let isKnown = false;
  let item: Item | null = null;
  let begin = start;
  const close = (to: number): void => {
    const value = pieceOf(source, begin, to);
    if (item === null) {
      if (isHead) readHead(draft, value);
      else takePart(items, value);
      return;
    }
    item.parts.push(value.text);
    if (value.lines.length > 1) item.isBroken = true;
    items.push(item);
  };
  let isFirst = true;
  for (let colon = start; colon < end; colon++) {
    if (text.charAt(colon) !== ":") continue;
    let at = startOfKey(text, colon, ROWS);
    const isOwn = isFirst && at >= 0 && text.slice(begin, at).trim() === "";
    if (isOwn) isKnown = true;
    else if (isFirst && !isHead && source.breaks[at] !== 1) {
      if (isKey(pieceOf(source, begin, colon).text)) at = begin;
    }
    isFirst = false;
    if (at < 0) continue;
    const key = pieceOf(source, at, colon);
    const row = ROWS.get(key.text.replaceAll(" ", ""));
    if (!isOwn && row !== undefined && row !== TIME_ZONE && !isSetOff(source, at)) {
      draft.issues.push(smsIssue("separator-missing", row.name, `${text.slice(begin, colon)}:`));
    }
    if (item !== null || (!isOwn && at > begin)) close(at);
    item = { key: key.text, row, parts: [], isBroken: key.lines.length > 1 };
    begin = colon + 1;
  }
  close(end);
  return isKnown;
}

function readHead(draft: Draft<SmsConfiguration>, { text: head, lines }: Piece): void {
  if (lines.length > 1) broken(draft, "model", head);
  if (isDigits(head.slice(0, 1))) {
    // The end of a value, whose beginning is missing.
    draft.issues.push(smsIssue("bad-value", "model", head));
    draft.unknown.push({ key: "", value: head });
    return;
  }
  const colon = head.indexOf(":");
  if (head.includes(" ")) noteBlank(draft, "model", head);
  const model = colon < 0 ? head : head.slice(0, colon).trimEnd();
  if (model !== "") draft.model = model;
  if (colon >= 0) draft.firmware = head.slice(colon + 1).trimStart() || null;
}

function takePart(items: Item[], { text: part, lines }: Piece): void {
  const last = items.at(-1);
  if (last?.row?.takesMore?.(last.parts, part)) {
    last.parts.push(part);
    if (lines.length > 1) last.isBroken = true;
  }
  // An empty piece between two commas need not be kept.
  else if (part !== "") {
    items.push({ key: "", row: undefined, parts: [part], isBroken: lines.length > 1 });
  }
}

function text(name: TextName): ConfigurationRow {
  return {
    name,
    read: (draft, [value]) => {
      draft[name] = value || null;
      // Not kept in unknown, because it may be right.
      if (value!.includes(":")) draft.issues.push(smsIssue("unclear-key", name, value!));
      return true;
    },
  };
}

function admin(slot: number): ConfigurationRow {
  return {
    name: "adminNumbers",
    read: (draft, [value]) => {
      const numbers = [...(draft.adminNumbers ?? [])];
      while (numbers.length <= slot) numbers.push(null);
      numbers[slot] = value || null;
      draft.adminNumbers = numbers;
      return true;
    },
  };
}

function readApn(draft: Configuration, [name, user, password]: readonly string[]): boolean {
  draft.apn = {
    name: name || null,
    ...(user === undefined ? {} : { user: user || null }),
    ...(password === undefined ? {} : { password: password || null }),
  };
  return true;
}

function readAddress(draft: Configuration, [first, port]: readonly string[]): boolean {
  if (first === "" && port === undefined) {
    draft.server = null;
    return true;
  }
  draft.server = port === undefined ? readServer(first!) : serverOf(first!, port);
  if (draft.server.host?.includes(" ")) noteBlank(draft, "server", draft.server.host);
  return isWholeServer(draft.server);
}

function upload(): ConfigurationRow {
  return {
    name: "uploadIntervals",
    read: (draft, [first, second]) => {
      if (second === undefined) return setInterval(draft, "seconds", first!);
      const on = setInterval(draft, "accOnSeconds", first!);
      const off = setInterval(draft, "accOffSeconds", second);
      return on === true ? off : on;
    },
    takesMore: (parts, piece) => parts.length < 2 && piece !== "",
  };
}

function interval(name: keyof SmsIntervals): ConfigurationRow {
  return { name: "uploadIntervals", read: (draft, [value]) => setInterval(draft, name, value!) };
}

function setInterval(
  draft: Configuration,
  name: keyof SmsIntervals,
  value: string,
): boolean | SmsIssueCode {
  if (draft.uploadIntervals?.[name] !== undefined) return "repeated-value";
  const seconds = readSeconds(value);
  draft.uploadIntervals = { ...draft.uploadIntervals, [name]: seconds };
  return seconds !== null || value === "";
}
