/**
 * The answer to RCONF: `KEY:VALUE` pieces between commas, of which APN, server and intervals may
 * hold commas themselves (h02.md section 7 and appendix A.4):
 *
 *     ST-904:V5.42,ID:xxxxxxxxxx,UP:0000,U1:,U2:,U3:,MODE:GPRS-MOVE,GEO FENCE: OFF,OVER SPEED:OFF,VOICE:ON,SHAKE ALARM:OFF,SLEEP:1,APN:my.apn.net,,,IP:my.server.net,8090,GPRS UPLOAD TIME:30,TIME ZONE:E00,BATTYER:80
 *     ST900,ID: 8167558926,…,MODE:GPRS DAILY:OFF,…,OVER SPEED:OFF VOICE:ON,SHAKEALARM:OFF,…, GPRSUPLOAD TIME:20,TIME ZONE:E00
 *     ST904(M),…,SLEEP MODE:ON,…,GPRS UPLOAD TIME:30TIME ZONE:+8.0
 *     ST-901/4G,…,SLEEPON,…,GPRS UPLOAD TIME 1:5,GPRS UPLOAD TIME 2:300,TIME ZONE:0.0
 */
import { type Draft, isKey } from "./pieces.ts";
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

type Configuration = Draft<SmsConfiguration>;

/** One key, in one of its spellings. */
interface Row {
  /** What it sets: the second key for the same is kept as unknown. */
  readonly name: string;
  /** Puts the parts between commas into the draft; false if the raw form has to be kept. */
  readonly read: (draft: Configuration, parts: readonly string[]) => boolean;
  /** Whether a piece without a key, behind these parts, belongs to the value. */
  readonly takesMore?: (parts: readonly string[], piece: string) => boolean;
}

type TextName = "deviceId" | "password" | "mode";
type SwitchName = "daily" | "powerAlarm" | "accAlarmSms" | "accAlarmCall" | "geofence" | "voice";
type SettingName = "overspeed" | "shakeAlarm" | "sleep";

const ROWS: ReadonlyMap<string, Row> = /* @__PURE__ */ new Map<string, Row>([
  ["ID", text("deviceId")],
  ["UP", text("password")],
  ["PW", text("password")],
  ["U1", admin(0)],
  ["U2", admin(1)],
  ["U3", admin(2)],
  ["MODE", text("mode")],
  ["DAILY", onOff("daily")],
  ["POWER ALARM", onOff("powerAlarm")],
  ["ACC ALARM SMS", onOff("accAlarmSms")],
  ["ACCSMS", onOff("accAlarmSms")],
  ["ACC ALARM CALL", onOff("accAlarmCall")],
  ["ACCCALL", onOff("accAlarmCall")],
  ["GEO FENCE", onOff("geofence")],
  ["GEOFENCE", onOff("geofence")],
  ["OVER SPEED", setting("overspeed")],
  ["OVERSPEED", setting("overspeed")],
  ["VOICE", onOff("voice")],
  ["SHAKE ALARM", setting("shakeAlarm")],
  ["SHAKEALARM", setting("shakeAlarm")],
  ["SLEEP", setting("sleep")],
  ["SLEEP MODE", setting("sleep")],
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
  ["GPRS UPLOAD TIME", upload()],
  ["GPRSUPLOAD TIME", upload()],
  ["GPRS UPLOAD TIME 1", interval("accOnSeconds")],
  ["GPRS UPLOAD TIME 2", interval("accOffSeconds")],
  [
    "TIME ZONE",
    {
      name: "timeZone",
      read: (draft, [value]) => {
        draft.timeZone = value === "" ? null : readTimeZone(value!);
        // The form is kept in asSent.
        return true;
      },
    },
  ],
  [
    "BATTYER",
    {
      name: "batteryPercent",
      read: (draft, [value]) => {
        draft.batteryPercent = readPercent(value!);
        return draft.batteryPercent !== null || value === "";
      },
    },
  ],
]);

/** Longest first: `SLEEP MODE` ends in `MODE`. */
const KEYS: readonly string[] = /* @__PURE__ */ [...ROWS.keys()].sort(
  (a, b) => b.length - a.length,
);

interface Item {
  readonly key: string;
  readonly parts: string[];
}

/** The configuration, or `null` if fewer than two known keys follow commas. */
export function readConfiguration(source: string): SmsConfiguration | null {
  if (!source.includes(",")) return null;
  const draft: Configuration = { type: "configuration", text: source, unknown: [] };
  const { items, known } = itemsOf(source, draft);
  if (known < 2) return null;
  const seen = new Set<string>();
  for (const { key, parts } of items) {
    const row = ROWS.get(key);
    if (row !== undefined && !seen.has(row.name)) {
      seen.add(row.name);
      if (row.read(draft, parts)) continue;
    }
    draft.unknown.push({ key, value: parts.join(",") });
  }
  return draft;
}

function itemsOf(source: string, draft: Configuration): { items: Item[]; known: number } {
  const items: Item[] = [];
  let known = 0;
  let isFirst = true;
  for (const comma of source.split(",")) {
    const piece = comma.trim();
    const isHead = isFirst;
    isFirst = false;
    const sleep = piece === "SLEEPON" ? "ON" : piece === "SLEEPOFF" ? "OFF" : "";
    if (sleep !== "") {
      items.push({ key: "SLEEP", parts: [sleep] });
      known++;
      continue;
    }
    const colon = piece.indexOf(":");
    const key = piece.slice(0, Math.max(colon, 0)).trimEnd();
    const isKnown = ROWS.has(key);
    if (isKnown) known++;
    // A head like `ST900:V4` looks like a key.
    const hasKey = isKnown || (!isHead && isKey(key));
    const rest = cutKeys(piece, hasKey ? colon + 1 : 0);
    const first = rest.first;
    if (hasKey) items.push({ key, parts: [first] });
    else if (isHead) readHead(draft, first);
    else takePart(items, first);
    for (const item of rest.items) items.push(item);
  }
  return { items, known };
}

/**
 * The known keys inside a piece, behind `start`: some firmware has a blank instead of the comma,
 * and none at all before TIME ZONE.
 */
function cutKeys(piece: string, start: number): { first: string; items: Item[] } {
  const items: Item[] = [];
  let first: string | undefined;
  let key = "";
  let begin = start;
  for (let at = piece.indexOf(":", start); at >= 0; at = piece.indexOf(":", at + 1)) {
    const next = keyBefore(piece, at, begin);
    if (next === undefined) continue;
    const value = piece.slice(begin, at - next.length).trim();
    if (first === undefined) first = value;
    else items.push({ key, parts: [value] });
    key = next;
    begin = at + 1;
  }
  const value = piece.slice(begin).trim();
  if (first === undefined) first = value;
  else items.push({ key, parts: [value] });
  return { first, items };
}

/** The known key that ends at `end`, if it is set off from what began at `begin`. */
function keyBefore(piece: string, end: number, begin: number): string | undefined {
  for (const key of KEYS) {
    const start = end - key.length;
    if (start <= begin || !piece.startsWith(key, start)) continue;
    if (piece[start - 1] === " " || key === "TIME ZONE") return key;
  }
  return undefined;
}

function readHead(draft: Configuration, head: string): void {
  if (head === "") return;
  const colon = head.indexOf(":");
  draft.model = colon < 0 ? head : head.slice(0, colon).trimEnd();
  if (colon >= 0) draft.firmware = head.slice(colon + 1).trimStart() || null;
}

function takePart(items: Item[], part: string): void {
  const last = items.at(-1);
  if (last !== undefined && ROWS.get(last.key)?.takesMore?.(last.parts, part))
    last.parts.push(part);
  // Nothing between two commas is nothing to keep.
  else if (part !== "") items.push({ key: "", parts: [part] });
}

function text(name: TextName): Row {
  return {
    name,
    read: (draft, [value]) => {
      draft[name] = value || null;
      return true;
    },
  };
}

function onOff(name: SwitchName): Row {
  return {
    name,
    read: (draft, [value]) => {
      draft[name] = readSwitch(value!);
      return draft[name] !== null || value === "";
    },
  };
}

function setting(name: SettingName): Row {
  return {
    name,
    read: (draft, [value]) => {
      draft[name] = readSetting(value!);
      return draft[name] !== null || value === "";
    },
  };
}

function admin(slot: number): Row {
  return {
    name: `admin ${slot}`,
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
  return isWholeServer(draft.server);
}

function upload(): Row {
  return {
    name: "upload",
    read: (draft, [first, second]) => {
      if (second === undefined) return setInterval(draft, "seconds", first!);
      const isOn = setInterval(draft, "accOnSeconds", first!);
      return setInterval(draft, "accOffSeconds", second) && isOn;
    },
    takesMore: (parts, piece) => parts.length < 2 && piece !== "",
  };
}

function interval(name: keyof SmsIntervals): Row {
  return { name, read: (draft, [value]) => setInterval(draft, name, value!) };
}

function setInterval(draft: Configuration, name: keyof SmsIntervals, value: string): boolean {
  if (draft.uploadIntervals?.[name] !== undefined) return false;
  const seconds = readSeconds(value);
  draft.uploadIntervals = { ...draft.uploadIntervals, [name]: seconds };
  return seconds !== null || value === "";
}
