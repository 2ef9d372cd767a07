/**
 * The rules of `identify`. A rule has a family, a weight, a description, its source, and a function that looks for the
 * evidence in a message.
 *
 * Weights: 8 or more, unique to one known family; 4 to 7, shared by a few; 1 to 3, supporting evidence only. V5 of
 * Mictrack and the items of JT/T 808 have 12, because everything else that these units send looks like
 * SinoTrack 2G, or like JT/T 808 of any maker.
 */

import { latin1Text } from "../bytes.ts";
import { lazy } from "../lazy.ts";
import type {
  Jt808Item,
  Jt808Readings,
  Message,
  PositionMessage,
  UnknownMessage,
} from "../model/message.ts";
import type { ProtocolLike } from "../model/protocol.ts";
import type { Status } from "../model/status.ts";
import { parseFrame } from "../parse.ts";
import type { FamilyName } from "./families.ts";

export interface VariantRule {
  /** Stable. */
  readonly rule: string;
  readonly family: FamilyName;
  readonly weight: number;
  readonly about: string;
  /** Section of the specification. */
  readonly source: string;
  /** The property of the message that is evidence, with its value; `null` if there is none. */
  find(view: MessageView): Found | null;
}

export interface Found {
  readonly field: string;
  readonly value: unknown;
}

/** A message, with its properties by name. */
export interface MessageView {
  readonly message: Message;
  readonly command: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** The message of the same frame, decoded without any JT/T 808 profile. */
  bare(): Message;
  /** Bytes of a `$` frame; 0 for all others. */
  readonly binaryLength: number;
  /** The comma-separated fields of a text frame, from the maker code on; empty for other frames. */
  readonly fields: readonly string[];
}

/** @param protocol Its own `$` tails are no evidence: their lengths are nobody else's. */
export function viewOf(message: Message, protocol?: ProtocolLike): MessageView {
  const { command, frame } = message;
  const isText = frame.format === "ascii";
  const isRecord = frame.format === "binary" && message.type === "position";
  const isOwn = protocol?.tables.tails.has(frame.bytes.length) === true;
  return {
    message,
    command,
    bare: () => parseFrame(frame, { jt808Profiles: [] }),
    values: message as unknown as Readonly<Record<string, unknown>>,
    binaryLength: isRecord && !isOwn ? frame.bytes.length : 0,
    fields: isText ? latin1Text(frame.bytes, 0, frame.bytes.length).split(",") : [],
  };
}

type Test = (view: MessageView) => Found | null;

/** A property that has a value, in messages with one of these words. */
function has(field: string, words: readonly string[]): Test {
  return ({ command, values }) =>
    words.includes(command) && values[field] !== undefined && values[field] !== null
      ? { field, value: values[field] }
      : null;
}

/** Behind the status a byte of alarms and four hexadecimal digits of settings; in records it has no mark of its own. */
function userAlarms({ command, message, values }: MessageView): Found | null {
  const { batteryCode, extra } = values;
  if (command === "$") {
    const value = (message as PositionMessage).pengaoda?.recordKind;
    return value === undefined ? null : { field: "pengaoda.recordKind", value };
  }
  const settings = Array.isArray(extra) ? (extra as readonly string[])[0] : undefined;
  const isTail =
    ["V1", "V8", "V9", "V10"].includes(command) &&
    batteryCode !== undefined &&
    /^[0-9A-Fa-f]{4}$/.test(settings ?? "") &&
    !message.issues.some(({ code }) => code === "unknown-tail");
  return isTail || message.type === "trip" ? { field: "extra", value: settings } : null;
}

function word(...words: readonly string[]): Test {
  return ({ command, message }) =>
    words.includes(command) && message.type !== "unknown"
      ? { field: "command", value: command }
      : null;
}

function maker(...codes: readonly string[]): Test {
  return ({ values }) =>
    codes.includes(values["maker"] as string) ? { field: "maker", value: values["maker"] } : null;
}

function idStart(length: number, ...starts: readonly string[]): Test {
  return ({ message: { deviceId } }) =>
    deviceId?.length === length && starts.some((start) => deviceId.startsWith(start))
      ? { field: "deviceId", value: deviceId }
      : null;
}

function frameOf(length: number): Found {
  return { field: "frame", value: `${length} bytes` };
}

/** A `$` frame of this length, with or without `FF 00` behind the status. */
function binary(length: number, isClassic?: boolean): Test {
  return ({ binaryLength, message }) => {
    const { bytes } = message.frame;
    if (binaryLength !== length) return null;
    if (isClassic !== undefined && (bytes[29] === 0xff && bytes[30] === 0) !== isClassic)
      return null;
    return frameOf(length);
  };
}

function confirms(...words: readonly string[]): Test {
  return ({ values }) =>
    words.includes(values["confirms"] as string)
      ? { field: "confirms", value: values["confirms"] }
      : null;
}

/** A result word of this form. */
function result(form: RegExp, idLength?: number): Test {
  return ({ values, message }) => {
    const { result: value } = values as { readonly result?: string };
    if (value === undefined || !form.test(value)) return null;
    if (idLength !== undefined && message.deviceId?.length !== idLength) return null;
    return { field: "result", value };
  };
}

function lowBit(bit: number): Test {
  return ({ values }) => {
    const { word: status, table } = (values["status"] ?? {}) as Partial<Status>;
    // JT/T 808 has other bits, which are high when set.
    if (status === undefined || table === "jt808" || ((status >>> bit) & 1) === 1 || status === 0)
      return null;
    return { field: "status", value: status.toString(16).padStart(8, "0").toUpperCase() };
  };
}

function text(form: RegExp): Test {
  return ({ values }) => {
    const { text: value } = values as { readonly text?: string };
    return value !== undefined && form.test(value) ? { field: "text", value } : null;
  };
}

/** The first byte inside `7E … 7E` of a frame that is not decoded. */
function escapedStart(...starts: readonly number[]): Test {
  return ({ message: { frame } }) => {
    const first = frame.format === "escaped" ? frame.bytes[1] : undefined;
    return first !== undefined && starts.includes(first) ? { field: "frame", value: "7E" } : null;
  };
}

function v1With(...fields: readonly (keyof PositionMessage)[]): Test {
  return ({ command, values }) => {
    const isThere = fields.every((field) => values[field] !== undefined);
    return command === "V1" && isThere ? { field: fields[0]!, value: values[fields[0]!] } : null;
  };
}

/** A decimal cell and nothing behind it. */
const plainCell: Test = (view) => {
  const { command, fields, values } = view;
  if (command !== "V1" || fields.length !== 17 || !values["cell"]) return null;
  return hexadecimalCell(view) === null ? { field: "cell", value: values["cell"] } : null;
};

const hexadecimalCell: Test = ({ values, message }) =>
  values["cell"] && message.deviceId?.length === 15 && /^35[346]/.test(message.deviceId)
    ? { field: "cell", value: values["cell"] }
    : null;

const fiveDecimals: Test = ({ command, message, fields }) =>
  command === "V1" && message.deviceId?.length === 15 && /\.\d{5}$/.test(fields[5] ?? "")
    ? { field: "latitude", value: fields[5] }
    : null;

const withoutPoint: Test = ({ message }) => {
  const issue = message.issues.find(({ code }) => code === "coordinate-without-point");
  return issue === undefined ? null : { field: issue.field, value: issue.received };
};

const jt808Header: Test = ({ command }) =>
  /^0x[0-9a-f]{4}$/i.test(command) ? { field: "command", value: command } : null;

/** Not 82 and 85: other makers send them too, or their meaning is not known. */
const ENGINE_ITEMS: readonly number[] = [
  0x80, 0x81, 0x83, 0x84, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e,
];
const VJT_CONTAINERS: readonly number[] = [0xea, 0xeb, 0xec, 0xed, 0xee, 0xfa, 0xfb, 0xfc];

/** The items of one position as sent, also those that a profile has read. */
function items(isMark: (items: readonly Jt808Item[]) => boolean): Test {
  return ({ command, bare }) => {
    if (command !== "0x0200" && command !== "0x0201" && command !== "0x0704") return null;
    const message = bare();
    const positions = message.type === "positions" ? message.positions : [message];
    for (const { jt808 } of positions as readonly { jt808?: Jt808Readings }[]) {
      const found = jt808?.items;
      if (found === undefined || !isMark(found)) continue;
      const ids = found.map(({ id }) => id.toString(16).padStart(2, "0").toUpperCase());
      return { field: "jt808.items", value: ids.join(" ") };
    }
    return null;
  };
}

function passthrough(isMark: (type: number, data: Uint8Array) => boolean): Test {
  return ({ command, bare }) => {
    if (command !== "0x0900") return null;
    const { jt808, tail } = bare() as UnknownMessage;
    const value = jt808?.passthroughType;
    return value !== undefined && tail !== undefined && isMark(value, tail)
      ? { field: "jt808.passthroughType", value }
      : null;
  };
}

function either(...tests: readonly Test[]): Test {
  return (view) => {
    for (const test of tests) {
      const found = test(view);
      if (found !== null) return found;
    }
    return null;
  };
}

function isObdLine(data: Uint8Array): boolean {
  return latin1Text(data, 0, Math.min(data.length, 7)) === "$OBD-RT";
}

/** The ids of items with an id of two bytes and a length of one; none if they do not fill `data`. */
function innerIds(data: Uint8Array): number[] {
  const ids: number[] = [];
  let at = 0;
  while (at + 3 <= data.length) {
    ids.push((data[at]! << 8) | data[at + 1]!);
    at += 3 + data[at + 2]!;
  }
  return at === data.length ? ids : [];
}

/** Bytes of a cell and of an access point. */
const LOCK_ENTRY_BYTES: readonly number[] = [8, 7];

/** 33 bytes, plus the entries: byte 31 is their number, byte 30 stands for their size. */
const lockScan: Test = ({ binaryLength, message }) => {
  const [format = 0, count = 0] = message.frame.bytes.subarray(30);
  const size = LOCK_ENTRY_BYTES[format - 1];
  return size !== undefined && count > 0 && binaryLength === 33 + size * count
    ? frameOf(binaryLength)
    : null;
};

const longBinary: Test = (view) =>
  view.binaryLength > 60 && lockScan(view) === null ? frameOf(view.binaryLength) : null;

function rule(
  name: string,
  family: FamilyName,
  weight: number,
  about: string,
  section: string,
  find: Test,
): VariantRule {
  const source = section.startsWith("docs/") ? section : `docs/protocol/h02.md §${section}`;
  return { rule: name, family, weight, about, source, find };
}

export const variantRules: () => readonly VariantRule[] = /* @__PURE__ */ lazy(makeRules);

// In a function, so that whoever does not identify does not carry the table.
function makeRules(): VariantRule[] {
  return [
    rule(
      "v8-supply",
      "sinotrack-4g",
      8,
      "V8 ends with supply voltage and battery",
      "2.4",
      has("supplyVolts", ["V8"]),
    ),
    rule("v8-word", "sinotrack-4g", 3, "V8 is the report of current firmware", "2.4", word("V8")),
    rule("v6-boot-4g", "sinotrack-4g", 3, "V6 after power-on", "2.3", word("V6")),
    rule(
      "tq-firmware",
      "sinotrack-4g",
      6,
      "The answer to CXZT names TQ firmware of the 4G form",
      "7",
      text(/_TQ_V|\/4G/),
    ),
    rule(
      "text-answer",
      "sinotrack-4g",
      3,
      "Answers to SMS commands arrive over the connection",
      "6",
      word("SMS"),
    ),
    rule(
      "new-commands",
      "sinotrack-4g",
      5,
      "Confirms a command that only the new document has",
      "6",
      confirms("SCF", "S71"),
    ),
    rule(
      "backup-free-ok",
      "sinotrack-4g",
      3,
      "S20 is answered with OK, as in the new document",
      "6",
      (view) => confirms("S20")(view) && result(/^OK$/, 10)(view),
    ),

    rule(
      "binary-45-counter",
      "sinotrack-2g",
      8,
      "$ of 45 bytes with a counter where others have FF 00",
      "1.3",
      binary(45, false),
    ),
    rule("binary-54", "sinotrack-2g", 6, "$ of 54 bytes with three cells", "1.3", binary(54)),
    rule(
      "bit-14-low",
      "sinotrack-2g",
      4,
      "Status bit 14 is always low: …BBFF, …9FFF",
      "3",
      lowBit(14),
    ),
    rule("v6-boot-2g", "sinotrack-2g", 4, "V6 after power-on", "2.3", word("V6")),
    rule("v5-distance", "sinotrack-2g", 4, "V5 with a distance and no voltage", "2.2", (view) =>
      view.values["supplyVolts"] === undefined ? has("odometerMeters", ["V5"])(view) : null,
    ),
    rule("v1-percent", "sinotrack-2g", 3, "V1 with cell and battery in percent", "2.1", (view) =>
      view.fields.length === 18 && view.values["batteryCode"] === undefined
        ? v1With("batteryPercent", "cell")(view)
        : null,
    ),
    rule(
      "v1-decimal-cell",
      "sinotrack-2g",
      2,
      "V1 with a decimal cell and nothing behind it",
      "2.1",
      plainCell,
    ),
    rule(
      "binary-32",
      "sinotrack-2g",
      2,
      "$ of 32 bytes, the standard mode of the TQ document",
      "1.3",
      binary(32),
    ),
    rule(
      "maker-th",
      "sinotrack-2g",
      2,
      "Maker code TH, an example of the TQ document",
      "1.1",
      maker("TH"),
    ),
    rule(
      "id-sinotrack",
      "sinotrack-2g",
      1,
      "Ids of this family begin like this",
      "1.3",
      idStart(10, "30", "61", "70", "81", "91", "20766"),
    ),

    rule("binary-47", "tk-star", 8, "$ of 47 bytes", "1.3", binary(47)),
    rule(
      "binary-45-classic",
      "tk-star",
      6,
      "$ of 45 bytes with FF 00, signal, satellites and mileage",
      "1.3",
      binary(45, true),
    ),
    rule(
      "v1-battery-step",
      "tk-star",
      6,
      "V1 with cell and a battery step",
      "2.1",
      has("batteryCode", ["V1"]),
    ),
    rule("v19", "tk-star", 6, "V19 carries phone number and ICCID of the SIM", "2.10", word("V19")),
    rule("nbr-tk-star", "tk-star", 4, "NBR lists neighbour cells", "2.8", word("NBR")),
    rule(
      "without-point",
      "tk-star",
      4,
      "Coordinates without a decimal point, as TK905 sends them",
      "2.1",
      withoutPoint,
    ),
    rule("link-tk-star", "tk-star", 2, "LINK", "0", word("LINK")),
    rule(
      "binary-32-tk-star",
      "tk-star",
      1,
      "$ of 32 bytes, for alarms and blind data",
      "1.3",
      binary(32),
    ),
    rule(
      "id-tk-star",
      "tk-star",
      1,
      "Ids of this family begin like this",
      "0",
      idStart(10, "42", "47"),
    ),

    rule("binary-51", "micodus", 8, "$ of 51 bytes", "1.3", binary(51)),

    rule(
      "address-request",
      "huasuntek",
      8,
      "VI1 or V2 with a text coding",
      "2.6",
      has("addressCoding", ["VI1", "V2"]),
    ),
    rule("alrm-bc", "huasuntek", 8, "ALRM, BC or VI1", "2.12", word("ALRM", "BC", "VI1")),
    rule("vp1", "huasuntek", 6, "VP1", "2.7", word("VP1")),
    rule(
      "v1-three-cells",
      "huasuntek",
      6,
      "V1 with battery and three cells",
      "2.1",
      v1With("cells", "batteryPercent"),
    ),
    rule(
      "hexadecimal-cell",
      "huasuntek",
      4,
      "Hexadecimal cells from an id that begins with 353, 354 or 356",
      "2.1",
      hexadecimalCell,
    ),
    rule(
      "result-code",
      "huasuntek",
      4,
      "The result of a command is two hexadecimal digits",
      "6",
      result(/^(?:0[0-4]|80)$/),
    ),
    rule("xt-bare", "huasuntek", 2, "XT without fields", "2.11", ({ command, fields }) =>
      command === "XT" && fields.length === 3 ? { field: "command", value: command } : null,
    ),

    rule("v3-cells", "cantrack", 8, "V3 is a cell report", "2.6", has("batteryRaw", ["V3"])),
    rule("v5-scan", "cantrack", 8, "V5 is a scan of access points", "2.2", has("wifi", ["V5"])),
    rule("iccid-word", "cantrack", 6, "ICCID is a message of its own", "2.12", word("ICCID")),
    rule("xt-validity", "cantrack", 5, "XT with a validity", "2.11", has("valid", ["XT"])),
    rule(
      "five-decimals",
      "cantrack",
      4,
      "Five decimals, from an id of 15 digits",
      "0",
      fiveDecimals,
    ),
    rule("htbt", "cantrack", 3, "HTBT", "0", word("HTBT")),
    rule(
      "result-word-imei",
      "cantrack",
      3,
      "A result word as in the TQ document, from an id of 15 digits",
      "6",
      result(/^(?:OK|DONE|ERROR)$/, 15),
    ),

    rule("link", "reachfar", 5, "LINK with steps and turnovers", "2.9", has("steps", ["LINK"])),
    rule(
      "v8-language",
      "reachfar",
      8,
      "V8 is an address request",
      "2.4",
      has("addressCoding", ["V8"]),
    ),
    rule("nbr-reachfar", "reachfar", 2, "NBR lists neighbour cells", "2.8", word("NBR")),
    rule(
      "id-reachfar",
      "reachfar",
      3,
      "Ids of this family begin like this",
      "0",
      idStart(10, "145", "170", "731"),
    ),

    rule("escaped-h02", "pengaoda", 8, "H02 inside 7E … 7E", "8.4", escapedStart(0x2a, 0x24)),
    rule(
      "user-alarms",
      "pengaoda",
      8,
      "A byte of user alarms behind the status",
      "8.4",
      userAlarms,
    ),
    rule("trips", "pengaoda", 8, "V9 and V10 report trips", "8.4", (view) =>
      view.message.type === "trip" ? word("V9", "V10")(view) : null,
    ),
    rule("binary-long", "pengaoda", 8, "$ of more than 60 bytes", "1.3", longBinary),

    rule(
      "v1-voltage",
      "autoseeker",
      8,
      "V1 ends with GPS signal, GSM signal and voltage",
      "2.1",
      has("supplyVolts", ["V1"]),
    ),
    rule(
      "v5-voltage",
      "mictrack",
      12,
      "V5 ends with distance and voltage",
      "2.2",
      has("supplyVolts", ["V5"]),
    ),

    rule("jt808", "jt808", 8, "The header of JT/T 808", "docs/protocol/jt808.md §3", jt808Header),
    rule(
      "jt808-obd",
      "jt808-shenzhen-obd",
      12,
      "Two or more of the items 80, 81, 83, 84, 86 to 8E",
      "docs/protocol/jt808.md §2",
      items((found) => found.filter(({ id }) => ENGINE_ITEMS.includes(id)).length >= 2),
    ),
    rule(
      "jt808-91",
      "jt808-obd-91-94",
      12,
      "Item 91 of 22 bytes or more",
      "docs/protocol/jt808.md §6",
      items((found) => found.some(({ id, data }) => id === 0x91 && data.length >= 22)),
    ),
    rule(
      "jt808-obd-rt",
      "jt808-obd-rt",
      12,
      "A line $OBD-RT in item E6 or in 0x0900",
      "docs/protocol/jt808.md §6",
      either(
        items((found) => found.some(({ id, data }) => id === 0xe6 && isObdLine(data))),
        passthrough((type, data) => type === 0x41 && isObdLine(data)),
      ),
    ),
    rule(
      "jt808-f3",
      "jt808-mictrack",
      12,
      "Item F3 holds items with ids of two bytes",
      "docs/protocol/jt808.md §6",
      items((found) =>
        found.some(({ id, data }) => id === 0xf3 && innerIds(data).some((inner) => inner <= 0x114)),
      ),
    ),
    rule(
      "jt808-f0",
      "jt808-concox",
      12,
      "0x0900 of type F0",
      "docs/protocol/jt808.md §6",
      passthrough((type) => type === 0xf0),
    ),
    rule(
      "jt808-ea",
      "jt808-vjt",
      12,
      "An item EA to EE or FA to FC holds items with ids of two bytes, 5000 to 6FFF",
      "docs/protocol/jt808.md §6",
      items((found) =>
        found.some(
          ({ id, data }) =>
            VJT_CONTAINERS.includes(id) &&
            innerIds(data).some((inner) => inner >= 0x5000 && inner < 0x7000),
        ),
      ),
    ),
    rule(
      "jt808-57-82",
      "jt808-micodus",
      12,
      "Items 57 and 82",
      "docs/protocol/jt808.md §8",
      items((found) => [0x57, 0x82].every((wanted) => found.some(({ id }) => id === wanted))),
    ),

    rule("maker-ex", "exlive", 8, "Maker code EX", "1.1", maker("EX")),
    rule("maker-wt", "student-card", 8, "Maker code WT", "1.1", maker("WT")),
    rule("maker-rs", "qichuan", 8, "Maker code RS", "1.1", maker("RS")),
    rule("maker-xy-gy", "xy-gy", 8, "Maker code XY or GY", "1.1", maker("XY", "GY")),
    rule("picture", "swyj", 8, "P records hold pictures", "1.3", ({ command, message }) =>
      message.frame.format === "picture" ? { field: "command", value: command } : null,
    ),
    rule("s40", "swyj", 6, "Confirms S40, fatigue driving", "6", confirms("S40")),
    rule(
      "binary-46",
      "fuel-sensor",
      8,
      "$ of 46 bytes with odometer, fuel and temperature",
      "1.3",
      binary(46),
    ),
    rule(
      "v1-fuel",
      "fuel-sensor",
      8,
      "V1 with odometer, fuel and altitude",
      "2.1",
      v1With("fuelPercent", "altitudeMeters"),
    ),
    rule("lock-scan", "padlock", 8, "$ with access points or a list of cells", "1.3", lockScan),
    rule(
      "binary-37",
      "padlock",
      8,
      "$ of 37 bytes, without access points or cells",
      "1.3",
      binary(37),
    ),
  ];
}
