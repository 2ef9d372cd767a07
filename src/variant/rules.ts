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

/** @param protocol Its custom `$` tails are no evidence: no other family has their lengths. */
export function viewOf(message: Message, protocol?: ProtocolLike): MessageView {
  const { command, frame } = message;
  const isText = frame.format === "ascii";
  const isRecord = frame.format === "binary";
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

function when(isEvidence: boolean, field: string, value: unknown): Found | null {
  return isEvidence ? { field, value } : null;
}

/** A property that has a value, in messages with one of these words. */
function has(field: string, words: readonly string[]): Test {
  return ({ command, values: { [field]: value = null } }) =>
    when(words.includes(command) && value !== null, field, value);
}

function word(...words: readonly string[]): Test {
  return ({ command, message }) =>
    when(words.includes(command) && message.type !== "unknown", "command", command);
}

const reportOfPengAoDa: Test = /* @__PURE__ */ word("V1", "V8", "V9", "V10");

/** A byte of alarms behind the status. In text, settings follow it: the only documented `extra` of these words. */
function userAlarms(view: MessageView): Found | null {
  const { pengaoda, extra } = view.values as Pick<PositionMessage, "pengaoda" | "extra">;
  if (pengaoda) return { field: "pengaoda.recordKind", value: pengaoda.recordKind };
  const isTail =
    reportOfPengAoDa(view) !== null &&
    !view.message.issues.some(({ code }) => code === "unknown-tail");
  return when(isTail && extra?.length === 1, "extra", extra?.[0]);
}

function maker(...codes: readonly string[]): Test {
  return ({ values: { maker } }) => when(codes.includes(maker as string), "maker", maker);
}

function idStart(length: number, ...starts: readonly string[]): Test {
  return ({ message: { deviceId } }) => {
    const isOne = deviceId?.length === length && starts.some((start) => deviceId.startsWith(start));
    return when(isOne, "deviceId", deviceId);
  };
}

function frameOf(length: number): Found {
  return { field: "frame", value: `${length} bytes` };
}

/** A `$` frame of this length, with or without `FF 00` after the status. */
function binary(length: number, isClassic?: boolean): Test {
  return ({ binaryLength, message }) => {
    const { bytes } = message.frame;
    const isOne = isClassic === undefined || (bytes[29] === 0xff && bytes[30] === 0) === isClassic;
    return binaryLength === length && isOne ? frameOf(length) : null;
  };
}

function confirms(...words: readonly string[]): Test {
  return ({ values: { confirms: value } }) =>
    when(words.includes(value as string), "confirms", value);
}

function result(words: readonly string[], idLength?: number): Test {
  return ({ values: { result: value }, message }) => {
    const isId = idLength === undefined || message.deviceId?.length === idLength;
    return when(isId && words.includes(value as string), "result", value);
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
    const { text: value = "" } = values as { readonly text?: string };
    return when(form.test(value), "text", value);
  };
}

/** The first byte between the flags. */
function escapedStart(...starts: readonly number[]): Test {
  return ({ message: { frame } }) =>
    when(frame.format === "escaped" && starts.includes(frame.bytes[1]!), "frame", "7E");
}

function v1With(...fields: readonly (keyof PositionMessage)[]): Test {
  return ({ command, values }) => {
    const isThere = fields.every((field) => values[field] !== undefined);
    return when(command === "V1" && isThere, fields[0]!, values[fields[0]!]);
  };
}

/** A decimal cell and nothing after it. */
const plainCell: Test = (view) => {
  const { command, fields, values } = view;
  if (command !== "V1" || fields.length !== 17 || !values["cell"]) return null;
  return when(hexadecimalCell(view) === null, "cell", values["cell"]);
};

const hexadecimalCell: Test = ({ values, message }) =>
  values["cell"] && message.deviceId?.length === 15 && /^35[346]/.test(message.deviceId)
    ? { field: "cell", value: values["cell"] }
    : null;

const fiveDecimals: Test = ({ command, message, fields: { 5: latitude = "" } }) => {
  const isOne = command === "V1" && message.deviceId?.length === 15;
  return when(isOne && /\.\d{5}$/.test(latitude), "latitude", latitude);
};

const withoutPoint: Test = ({ message }) => {
  const issue = message.issues.find(({ code }) => code === "coordinate-without-point");
  return issue === undefined ? null : { field: issue.field, value: issue.received };
};

const jt808Header: Test = ({ command, message }) =>
  when(message.serialNumber !== undefined, "command", command);

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

function passthrough(isMark: (type: number | undefined, data: Uint8Array) => boolean): Test {
  return ({ command, bare }) => {
    if (command !== "0x0900") return null;
    const { jt808, tail = new Uint8Array() } = bare() as UnknownMessage;
    const value = jt808?.passthroughType;
    return when(isMark(value, tail), "jt808.passthroughType", value);
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

/** Whether items with an id of two bytes and a length of one fill `data`, one of them with such an id. */
function hasInnerId(data: Uint8Array, isOne: (id: number) => boolean): boolean {
  let isThere = false;
  let at = 0;
  while (at + 3 <= data.length) {
    if (isOne((data[at]! << 8) | data[at + 1]!)) isThere = true;
    at += 3 + data[at + 2]!;
  }
  return isThere && at === data.length;
}

/** Bytes of a cell and of an access point. */
const LOCK_ENTRY_BYTES: readonly number[] = [8, 7];

/** 33 bytes, plus the entries: byte 31 is their number, byte 30 their kind, which decides the size. */
const lockScan: Test = ({ binaryLength, message }) => {
  const [format = 0, count = 0] = message.frame.bytes.subarray(30);
  const size = (LOCK_ENTRY_BYTES[format - 1] ?? 0) * count;
  return size > 0 && binaryLength === 33 + size ? frameOf(binaryLength) : null;
};

const longBinary: Test = (view) =>
  view.binaryLength > 60 && lockScan(view) === null ? frameOf(view.binaryLength) : null;

/** A section of the specification of H02. */
function h02(section: string): string {
  return `docs/protocol/h02.md §${section}`;
}

function rule(
  name: string,
  family: FamilyName,
  weight: number,
  find: Test,
  told: Pick<VariantRule, "about" | "source">,
): VariantRule {
  return { rule: name, family, weight, find, ...told };
}

export const variantRules: () => readonly VariantRule[] = /* @__PURE__ */ lazy(makeRules);

// In a function, so that programs without `identify` do not bundle the table.
function makeRules(): VariantRule[] {
  return [
    rule("v8-supply", "sinotrack-4g", 8, has("supplyVolts", ["V8"]), {
      about: "V8 ends with supply voltage and battery",
      source: h02("2.4"),
    }),
    rule("v8-word", "sinotrack-4g", 3, word("V8"), {
      about: "V8 is the report of current firmware",
      source: h02("2.4"),
    }),
    rule("v6-boot-4g", "sinotrack-4g", 3, word("V6"), {
      about: "V6 after power-on",
      source: h02("2.3"),
    }),
    rule("tq-firmware", "sinotrack-4g", 6, text(/_TQ_V|\/4G/), {
      about: "The answer to CXZT names TQ firmware of the 4G form",
      source: h02("7"),
    }),
    rule("text-answer", "sinotrack-4g", 3, word("SMS"), {
      about: "Answers to SMS commands arrive over the connection",
      source: h02("6"),
    }),
    rule("new-commands", "sinotrack-4g", 5, confirms("SCF", "S71"), {
      about: "Confirms a command that only the new document has",
      source: h02("6"),
    }),
    rule(
      "backup-free-ok",
      "sinotrack-4g",
      3,
      (view) => confirms("S20")(view) && result(["OK"], 10)(view),
      { about: "S20 is answered with OK, as in the new document", source: h02("6") },
    ),

    rule("binary-45-counter", "sinotrack-2g", 8, binary(45, false), {
      about: "$ of 45 bytes with a counter where others have FF 00",
      source: h02("1.3"),
    }),
    rule("binary-54", "sinotrack-2g", 6, binary(54), {
      about: "$ of 54 bytes with three cells",
      source: h02("1.3"),
    }),
    rule("bit-14-low", "sinotrack-2g", 4, lowBit(14), {
      about: "Status bit 14 is always low: …BBFF, …9FFF",
      source: h02("3"),
    }),
    rule("v6-boot-2g", "sinotrack-2g", 4, word("V6"), {
      about: "V6 after power-on",
      source: h02("2.3"),
    }),
    rule(
      "v5-distance",
      "sinotrack-2g",
      4,
      (view) =>
        view.values["supplyVolts"] === undefined ? has("odometerMeters", ["V5"])(view) : null,
      { about: "V5 with a distance and no voltage", source: h02("2.2") },
    ),
    rule(
      "v1-percent",
      "sinotrack-2g",
      3,
      (view) =>
        view.fields.length === 18 && view.values["batteryCode"] === undefined
          ? v1With("batteryPercent", "cell")(view)
          : null,
      { about: "V1 with cell and battery in percent", source: h02("2.1") },
    ),
    rule("v1-decimal-cell", "sinotrack-2g", 2, plainCell, {
      about: "V1 with a decimal cell and nothing behind it",
      source: h02("2.1"),
    }),
    rule("binary-32", "sinotrack-2g", 2, binary(32), {
      about: "$ of 32 bytes, the standard mode of the TQ document",
      source: h02("1.3"),
    }),
    rule("maker-th", "sinotrack-2g", 2, maker("TH"), {
      about: "Maker code TH, an example of the TQ document",
      source: h02("1.1"),
    }),
    rule("id-sinotrack", "sinotrack-2g", 1, idStart(10, "30", "61", "70", "81", "91", "20766"), {
      about: "Ids of this family begin like this",
      source: h02("1.3"),
    }),

    rule("binary-47", "tk-star", 8, binary(47), { about: "$ of 47 bytes", source: h02("1.3") }),
    rule("binary-45-classic", "tk-star", 6, binary(45, true), {
      about: "$ of 45 bytes with FF 00, signal, satellites and mileage",
      source: h02("1.3"),
    }),
    rule("v1-battery-step", "tk-star", 6, has("batteryCode", ["V1"]), {
      about: "V1 with cell and a battery step",
      source: h02("2.1"),
    }),
    rule("v19", "tk-star", 6, word("V19"), {
      about: "V19 carries phone number and ICCID of the SIM",
      source: h02("2.10"),
    }),
    rule("nbr-tk-star", "tk-star", 4, word("NBR"), {
      about: "NBR lists neighbour cells",
      source: h02("2.8"),
    }),
    rule("without-point", "tk-star", 4, withoutPoint, {
      about: "Coordinates without a decimal point, as TK905 sends them",
      source: h02("2.1"),
    }),
    rule("link-tk-star", "tk-star", 2, word("LINK"), { about: "LINK", source: h02("0") }),
    rule("binary-32-tk-star", "tk-star", 1, binary(32), {
      about: "$ of 32 bytes, for alarms and blind data",
      source: h02("1.3"),
    }),
    rule("id-tk-star", "tk-star", 1, idStart(10, "42", "47"), {
      about: "Ids of this family begin like this",
      source: h02("0"),
    }),

    rule("binary-51", "micodus", 8, binary(51), { about: "$ of 51 bytes", source: h02("1.3") }),

    rule("address-request", "huasuntek", 8, has("addressCoding", ["VI1", "V2"]), {
      about: "VI1 or V2 with a text coding",
      source: h02("2.6"),
    }),
    rule("alrm-bc", "huasuntek", 8, word("ALRM", "BC", "VI1"), {
      about: "ALRM, BC or VI1",
      source: h02("2.12"),
    }),
    rule("vp1", "huasuntek", 6, word("VP1"), { about: "VP1", source: h02("2.7") }),
    rule("v1-three-cells", "huasuntek", 6, v1With("cells", "batteryPercent"), {
      about: "V1 with battery and three cells",
      source: h02("2.1"),
    }),
    rule("hexadecimal-cell", "huasuntek", 4, hexadecimalCell, {
      about: "Hexadecimal cells from an id that begins with 353, 354 or 356",
      source: h02("2.1"),
    }),
    rule("result-code", "huasuntek", 4, result("00 01 02 03 04 80".split(" ")), {
      about: "The result of a command is two hexadecimal digits",
      source: h02("6"),
    }),
    rule(
      "xt-bare",
      "huasuntek",
      2,
      ({ command, fields }) => when(command === "XT" && fields.length === 3, "command", command),
      { about: "XT without fields", source: h02("2.11") },
    ),

    rule("v3-cells", "cantrack", 8, has("batteryRaw", ["V3"]), {
      about: "V3 is a cell report",
      source: h02("2.6"),
    }),
    rule("v5-scan", "cantrack", 8, has("wifi", ["V5"]), {
      about: "V5 is a scan of access points",
      source: h02("2.2"),
    }),
    rule("iccid-word", "cantrack", 6, word("ICCID"), {
      about: "ICCID is a message of its own",
      source: h02("2.12"),
    }),
    rule("xt-validity", "cantrack", 5, has("valid", ["XT"]), {
      about: "XT with a validity",
      source: h02("2.11"),
    }),
    rule("five-decimals", "cantrack", 4, fiveDecimals, {
      about: "Five decimals, from an id of 15 digits",
      source: h02("0"),
    }),
    rule("htbt", "cantrack", 3, word("HTBT"), { about: "HTBT", source: h02("0") }),
    rule("result-word-imei", "cantrack", 3, result(["OK", "DONE", "ERROR"], 15), {
      about: "A result word as in the TQ document, from an id of 15 digits",
      source: h02("6"),
    }),

    rule("link", "reachfar", 5, has("steps", ["LINK"]), {
      about: "LINK with steps and turnovers",
      source: h02("2.9"),
    }),
    rule("nbr-reachfar", "reachfar", 2, word("NBR"), {
      about: "NBR lists neighbour cells",
      source: h02("2.8"),
    }),
    rule("id-reachfar", "reachfar", 3, idStart(10, "145", "170", "731"), {
      about: "Ids of this family begin like this",
      source: h02("0"),
    }),

    rule("escaped-h02", "pengaoda", 8, escapedStart(0x2a, 0x24), {
      about: "H02 inside 7E … 7E",
      source: h02("8.4"),
    }),
    rule("user-alarms", "pengaoda", 8, userAlarms, {
      about: "A byte of user alarms behind the status",
      source: h02("8.4"),
    }),
    rule(
      "trips",
      "pengaoda",
      8,
      (view) => (view.message.type === "trip" ? word("V9", "V10")(view) : null),
      { about: "V9 and V10 report trips", source: h02("8.4") },
    ),
    rule("binary-long", "pengaoda", 8, longBinary, {
      about: "$ of more than 60 bytes",
      source: h02("1.3"),
    }),

    rule("v1-voltage", "autoseeker", 8, has("supplyVolts", ["V1"]), {
      about: "V1 ends with GPS signal, GSM signal and voltage",
      source: h02("2.1"),
    }),
    rule("v5-voltage", "mictrack", 12, has("supplyVolts", ["V5"]), {
      about: "V5 ends with distance and voltage",
      source: h02("2.2"),
    }),

    rule("jt808", "jt808", 8, jt808Header, {
      about: "The header of JT/T 808",
      source: "docs/protocol/jt808.md §3",
    }),
    rule(
      "jt808-obd",
      "jt808-shenzhen-obd",
      12,
      items((found) => found.filter(({ id }) => ENGINE_ITEMS.includes(id)).length >= 2),
      {
        about: "Two or more of the items 80, 81, 83, 84, 86 to 8E",
        source: "docs/protocol/jt808.md §2",
      },
    ),
    rule(
      "jt808-91",
      "jt808-obd-91-94",
      12,
      items((found) => found.some(({ id, data }) => id === 0x91 && data.length >= 22)),
      { about: "Item 91 of 22 bytes or more", source: "docs/protocol/jt808.md §6" },
    ),
    rule(
      "jt808-obd-rt",
      "jt808-obd-rt",
      12,
      either(
        items((found) => found.some(({ id, data }) => id === 0xe6 && isObdLine(data))),
        passthrough((type, data) => type === 0x41 && isObdLine(data)),
      ),
      { about: "A line $OBD-RT in item E6 or in 0x0900", source: "docs/protocol/jt808.md §6" },
    ),
    rule(
      "jt808-f3",
      "jt808-mictrack",
      12,
      items((found) =>
        found.some(({ id, data }) => id === 0xf3 && hasInnerId(data, (inner) => inner <= 0x114)),
      ),
      { about: "Item F3 holds items with ids of two bytes", source: "docs/protocol/jt808.md §6" },
    ),
    rule(
      "jt808-f0",
      "jt808-concox",
      12,
      passthrough((type) => type === 0xf0),
      { about: "0x0900 of type F0", source: "docs/protocol/jt808.md §6" },
    ),
    rule(
      "jt808-ea",
      "jt808-vjt",
      12,
      items((found) =>
        found.some(
          ({ id, data }) =>
            VJT_CONTAINERS.includes(id) &&
            hasInnerId(data, (inner) => inner >= 0x5000 && inner < 0x7000),
        ),
      ),
      {
        about: "An item EA to EE or FA to FC holds items with ids of two bytes, 5000 to 6FFF",
        source: "docs/protocol/jt808.md §6",
      },
    ),
    rule(
      "jt808-57-82",
      "jt808-micodus",
      12,
      items((found) => [0x57, 0x82].every((wanted) => found.some(({ id }) => id === wanted))),
      { about: "Items 57 and 82", source: "docs/protocol/jt808.md §8" },
    ),

    rule("maker-ex", "exlive", 8, maker("EX"), { about: "Maker code EX", source: h02("1.1") }),
    rule("maker-wt", "student-card", 8, maker("WT"), {
      about: "Maker code WT",
      source: h02("1.1"),
    }),
    rule("maker-rs", "qichuan", 8, maker("RS"), { about: "Maker code RS", source: h02("1.1") }),
    rule("maker-xy-gy", "xy-gy", 8, maker("XY", "GY"), {
      about: "Maker code XY or GY",
      source: h02("1.1"),
    }),
    rule(
      "picture",
      "swyj",
      8,
      ({ command, message }) => when(message.frame.format === "picture", "command", command),
      { about: "P records hold pictures", source: h02("1.3") },
    ),
    rule("s40", "swyj", 6, confirms("S40"), {
      about: "Confirms S40, fatigue driving",
      source: h02("6"),
    }),
    rule("binary-46", "fuel-sensor", 8, binary(46), {
      about: "$ of 46 bytes with odometer, fuel and temperature",
      source: h02("1.3"),
    }),
    rule("v1-fuel", "fuel-sensor", 8, v1With("fuelPercent", "altitudeMeters"), {
      about: "V1 with odometer, fuel and altitude",
      source: h02("2.1"),
    }),
    rule("lock-scan", "padlock", 8, lockScan, {
      about: "$ with access points or a list of cells",
      source: h02("1.3"),
    }),
    rule("binary-37", "padlock", 8, binary(37), {
      about: "$ of 37 bytes, without access points or cells",
      source: h02("1.3"),
    }),
  ];
}
