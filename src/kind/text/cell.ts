/**
 * Network cells. The serving cell is `mcc,mnc,lac,cid`, decimal or hexadecimal (vendor documents and captures):
 *
 *     460,00,10342,4283      decimal: SinoTrack and most others
 *     194,65,  96,b78f       hexadecimal, some padded with spaces: ids 353…, 354…, 356…
 *     0002d4,000004,0001cd,000047   the same padded with zeros, and with the network as it is
 *     460,000,27A6,0F70      HuaSunTeK: network in decimal, area code and cell id in hexadecimal
 *     460,11,d18e105,7445    TK905: cell id in hexadecimal, then the area code in decimal
 */
import { frozen } from "../../frozen.ts";
import type { TextEmitter } from "../emit.ts";
import { ANY, type FieldPattern, type Fits, fits } from "../pattern.ts";
import type { TextKind, TextRow, TextSlot, Values } from "../row.ts";
import type { TextReader } from "../text-reader.ts";
import type { TextWriter } from "../text-writer.ts";
import { readWhole } from "./number.ts";

interface Cell {
  readonly mcc: number | null;
  readonly mnc: number | null;
  readonly lac: number | null;
  readonly cid: number | null;
}

const EXPECTED = "mcc,mnc,lac,cid";
export const MOST_MCC = 999;
export const MOST_MNC = 999;
export const MOST_LAC = 0xffff;
/** 28 bits, since LTE. */
export const MOST_CID = 0xfffffff;

/** The serving cell; all zeros mean no cell. */
export const CELL: TextKind = /* @__PURE__ */ frozen({
  kind: "servingCell",
  fields: 4,
  personal: "cell",
  read(r, at, row, values) {
    values[row.name] = usualCell(r, at) ?? readCell(r, at, row);
  },
  write(w, row, values) {
    const cell: Cell | null | undefined = values[row.name];
    if (isHexadecimalFamily(w.deviceId)) {
      // An unknown network is left empty beside a known cell, as in the decimal form.
      const mnc = cell ? cell.mnc : 0;
      const isPlain = row.kind !== CELL || mnc === null || networkOf(sentNetwork(mnc)) !== mnc;
      w.putWhole(cell?.mcc ?? (mnc === null ? null : 0), 1, 16);
      w.putWhole(isPlain ? mnc : sentNetwork(mnc), isPlain ? PADDED : 1, 16);
      w.putWhole(cell?.lac ?? 0, 1, 16);
      w.putWhole(cell?.cid ?? 0, 1, 16);
      return;
    }
    // An unknown network is left empty beside a known cell, and 0 without a cell.
    w.putWhole(cell ? cell.mcc : 0, 3);
    w.putWhole(cell ? cell.mnc : 0, 2);
    w.putWhole(cell?.lac ?? 0);
    w.putWhole(cell?.cid ?? 0);
  },
});

/** The serving cell in message types whose network number is never altered (see `networkOf`). */
export const PLAIN_CELL: TextKind = /* @__PURE__ */ frozen({ ...CELL, kind: "plainCell" });

/** Digits of the padded form, whose network is plain. */
const PADDED = 6;

/**
 * The network that a unit with hexadecimal cells means: it repeats the first digit of the network after its two digits.
 * 12f is 303, which is 30; 32 is 050, which is 05. Deduced: it holds for all seven networks of public captures, and no
 * operator has the numbers as sent. If the third digit is another one, the number is taken as it is.
 */
export function networkOf(sent: number): number {
  return sent % 10 === Math.floor(sent / 100) ? Math.floor(sent / 10) : sent;
}

function sentNetwork(mnc: number): number {
  return mnc < 100 ? mnc * 10 + Math.floor(mnc / 10) : mnc;
}

/** Whether field `at` is padded with zeros. */
function isPadded(r: TextReader, at: number): boolean {
  return r.width(at) > 1 && r.bytes[r.from(at)] === 0x30;
}

/** Four plain decimal numbers, as most units send them; `null` if in doubt. */
function usualCell(r: TextReader, at: number): Cell | null {
  const mcc = r.plain(at);
  const mnc = r.plain(at + 1);
  const lac = r.plain(at + 2);
  const cid = r.plain(at + 3);
  if (mcc <= 0 || mnc < 0 || lac <= 0 || cid <= 0) return null;
  if (mcc > MOST_MCC || mnc > MOST_MNC || lac > MOST_LAC || cid > MOST_CID) return null;
  return hasHexadecimalId(r) ? null : { mcc, mnc, lac, cid };
}

function readCell(r: TextReader, at: number, { name, kind }: TextSlot): Cell | null {
  const isHex = fits(IS_HEXADECIMAL, r, at);
  let lac = number(r, at + 2, isHex);
  let cid = number(r, at + 3, isHex);
  const isSwapped = isHex && isSwappedCell(r, at);
  if (isSwapped) {
    cid = lac;
    lac = number(r, at + 3, false);
  }
  const isHexNetwork = isHex && !isSwapped && !fits(IS_DECIMAL_COUNTRY, r, at);
  const country = number(r, at, isHexNetwork);
  const sent = number(r, at + 1, isHexNetwork);
  const isRepeated = kind === CELL && hasHexadecimalId(r) && !isPadded(r, at + 1);
  const network = isRepeated ? networkOf(sent) : sent;
  if (network !== sent && r.trace !== null) r.note = `the network is sent as ${sent}`;
  if (hasBlanks(r, at)) r.report("blanks", name, at, at + 3, EXPECTED);
  const isBad = country === BAD || network === BAD || lac === BAD || cid === BAD;
  const isBig = country > MOST_MCC || network > MOST_MNC || lac > MOST_LAC || cid > MOST_CID;
  if (isBad || isBig) {
    r.report("bad-cell", name, at, at + 3, EXPECTED);
    return null;
  }
  if (country <= 0 && network <= 0 && lac <= 0 && cid <= 0) {
    r.report("no-cell", name, at, at + 3, EXPECTED);
    return null;
  }
  return {
    mcc: country > 0 ? country : null,
    mnc: network >= 0 ? network : null,
    lac: lac > 0 ? lac : null,
    cid: cid > 0 ? cid : null,
  };
}

const EMPTY = -1;
const BAD = -2;

function number(r: TextReader, at: number, isHex: boolean): number {
  r.trim(at);
  if (r.start === r.end) return EMPTY;
  const value = isHex ? r.hexadecimal() : r.decimal();
  return value < 0 ? BAD : value;
}

function hasBlanks(r: TextReader, at: number): boolean {
  for (let i = at; i < at + 4; i++) {
    r.trim(i);
    if (r.end - r.start !== r.width(i)) return true;
  }
  return false;
}

/** Ids of 15 digits that begin with 353, 354 or 356: units that send cells in hexadecimal. */
const HEXADECIMAL_FAMILY = /^35[346][^,]{12}$/;
const OTHER_FAMILY: FieldPattern[number] = {
  id: /* @__PURE__ */ new RegExp(`^(?!${HEXADECIMAL_FAMILY.source})`),
};
const HEXADECIMAL_DIGIT = /[A-Fa-f]/;
const NONE = /^[^A-Fa-f]*$/;

/** Recognised by a digit a to f, or by an id of a family that sends hexadecimal cells. */
export const HEXADECIMAL_CELL: readonly FieldPattern[] = [
  [{ id: HEXADECIMAL_FAMILY }, 4],
  [HEXADECIMAL_DIGIT, 3],
  [1, HEXADECIMAL_DIGIT, 2],
  [2, HEXADECIMAL_DIGIT, 1],
  [3, HEXADECIMAL_DIGIT],
];
export const DECIMAL_CELL: FieldPattern = [OTHER_FAMILY, NONE, NONE, NONE, NONE];

/** TK905: more than 16 bits in hexadecimal in the place of the area code, so it is no area code. */
export const SWAPPED_CELL: FieldPattern = [
  2,
  /^ *(?=[^ ]{5,8} *$)0*[1-9A-Fa-f][\dA-Fa-f]{4,} *$/,
  -3,
  HEXADECIMAL_CELL,
];

/** Three digits from 200 to 799, from a device that does not send whole cells in hexadecimal. */
const DECIMAL_COUNTRY: FieldPattern = [OTHER_FAMILY, /^ *[2-7]\d\d *$/];

/** Country and network. */
export const DECIMAL_NETWORK: FieldPattern = [...DECIMAL_COUNTRY, /^ *\d{1,3} *$/];

const IS_HEXADECIMAL: Fits = [[HEXADECIMAL_CELL, ANY]];
const IS_SWAPPED: Fits = [[...SWAPPED_CELL, ANY]];
const IS_DECIMAL_COUNTRY: Fits = [[...DECIMAL_COUNTRY, ANY]];

export function isSwappedCell(r: TextReader, at: number): boolean {
  return fits(IS_SWAPPED, r, at);
}

function hasHexadecimalId(r: TextReader): boolean {
  return r.width(1) === 15 && isHexadecimalFamily(r.text(1));
}

function isHexadecimalFamily(id: string): boolean {
  return HEXADECIMAL_FAMILY.test(id);
}

export function emitServingCell(e: TextEmitter, row: TextRow): void {
  // The generator has read the numbers of a usual cell already.
  e.skipNumbers(4);
  e.giveUpIf("cell === null");
  e.variables.set("sendsSteps", `(isSwapped || (${e.value("N")}[2] | N[3]) === 0)`);
  e.give(row, "cell");
}

/** Area code and cell id in hexadecimal, without network. */
export const LAC_CID_HEX: TextKind = /* @__PURE__ */ frozen({
  kind: "lacCidHex",
  fields: 2,
  personal: "cell",
  read(r, at, row, values) {
    const { name } = row;
    values[name] = null;
    if (!r.select(at, name, "lac")) return;
    const lac = r.hexadecimal();
    if (!r.select(at + 1, name, "cid")) return;
    const cid = r.hexadecimal();
    if (lac < 0 || lac > MOST_LAC || cid < 0 || cid > MOST_CID) {
      r.report("bad-cell", name, at, at + 1, "lac,cid");
    } else if (lac === 0 && cid === 0) r.report("no-cell", name, at, at + 1, "lac,cid");
    else values[name] = { mcc: null, mnc: null, lac: lac || null, cid: cid || null };
  },
  write(w, row, values) {
    w.putWhole(values[row.name]?.lac ?? 0, 4, 16);
    w.putWhole(values[row.name]?.cid ?? 0, 4, 16);
  },
});

export function emitLacCidHex(e: TextEmitter, row: TextRow): void {
  const lac = e.number(row, "hexAt", 0, MOST_LAC);
  e.comma();
  const cid = e.number(row, "hexAt", 0, MOST_CID);
  e.giveUpIf(`(${lac} | ${cid}) === 0`);
  e.give(row, `{ mcc: null, mnc: null, lac: ${lac} || null, cid: ${cid} || null }`);
}

/** Country and network, decimal, of a cell without area code and cell id. */
export const NETWORK_CELL: TextKind = /* @__PURE__ */ frozen({
  kind: "networkCell",
  fields: 2,
  personal: "cell",
  read(r, at, { name }, values) {
    const mcc = readWhole(r, at, name, MOST_MCC);
    values[name] = { mcc, mnc: readWhole(r, at + 1, name, MOST_MNC), lac: null, cid: null };
  },
  write(w, row, values) {
    w.putWhole(values[row.name]?.mcc, 3);
    w.putWhole(values[row.name]?.mnc, 2);
  },
});

/** Country and network, decimal, of the cells behind them. They are not a property of their own. */
export const NETWORK: TextKind = /* @__PURE__ */ frozen({
  kind: "network",
  fields: 2,
  personal: "harmless",
  read(r, at) {
    r.mcc = readWhole(r, at, "cells", MOST_MCC) || null;
    r.mnc = readWhole(r, at + 1, "cells", MOST_MNC);
  },
  write(w, _row, { cells }) {
    const first: Cell = cells?.[0] ?? { mcc: 0, mnc: 0 };
    w.putWhole(first.mcc ?? 0);
    w.putWhole(first.mnc);
  },
});

export function emitNetwork(e: TextEmitter, row: TextRow): void {
  // Four digits may be a coordinate.
  e.narrow();
  e.variables.set("mcc", `${e.whole(row, 0, MOST_MCC)} || null`);
  e.comma();
  e.variables.set("mnc", e.whole(row, 0, MOST_MNC));
}

/**
 * The numbers of a cell in a list within one text: area code and cell id in `radix`, then perhaps a level. `null` for other
 * text.
 */
export function cellNumbers(text: string, separator: string, radix: 10 | 16): number[] | null {
  const numbers: number[] = [];
  for (const digits of text.split(separator)) {
    const base = numbers.length < 2 ? radix : 10;
    const isNumber = (base === 10 ? /^\d{1,9}$/ : /^[\da-f]{1,9}$/i).test(digits);
    if (!isNumber || numbers.length === 3) return null;
    numbers.push(Number.parseInt(digits, base));
  }
  return numbers;
}

/** A field of a cell in a scan: `level` is a level as sent, or dBm if it is negative. */
type CellPart = "lac" | "cid" | "level" | "rssi" | "rssiDbm";

export interface ScannedCellKind extends TextKind {
  readonly kind: "scannedCell";
  /** Each part with the number of digits to write. */
  readonly parts: readonly (readonly [part: CellPart, digits: number])[];
}

/**
 * One cell of a list; the network stands before the list. Each part has a name and the number of digits to write.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, NETWORK, scannedCell } from "sinotrack-protocol/layout";
 *
 * const parts = [
 *   { name: "network", kind: NETWORK, about: "mcc and mnc" },
 *   {
 *     part: "repeated" as const,
 *     list: "cells",
 *     rows: [{ name: "cells", kind: scannedCell(["lac", 1], ["cid", 1]), about: "Cells" }],
 *   },
 * ];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,262,03,49916,43073798#")[0]).values;
 * // { cells: [{ mcc: 262, mnc: 3, lac: 49916, cid: 43073798 }] }
 * ```
 */
export function scannedCell(...parts: ScannedCellKind["parts"]): ScannedCellKind {
  const fields = parts.length;
  return { kind: "scannedCell", fields, parts, personal: "cell", read: readScanned, write };
}

function readScanned(r: TextReader, at: number, row: TextSlot, values: Values): void {
  const { name } = row;
  const cell: Values = { mcc: r.mcc, mnc: r.mnc };
  let i = at;
  for (const [part] of (row.kind as ScannedCellKind).parts) {
    if (part === "lac") cell["lac"] = readWhole(r, i, name, MOST_LAC) || null;
    else if (part === "cid") cell["cid"] = readWhole(r, i, name, MOST_CID) || null;
    else if (part === "rssiDbm") readDbm(r, i, name, cell);
    else {
      const dbm = part === "level" ? negative(r, i) : null;
      if (dbm === null) cell["rssi"] = readWhole(r, i, name, 255);
      else cell["rssiDbm"] = dbm;
    }
    i++;
  }
  values[name] ??= [];
  values[name].push(cell);
}

/** `-88`, or empty for all cells except the serving one. `0`, which some units send, is not a level. */
function readDbm(r: TextReader, at: number, name: string, cell: Values): void {
  r.trim(at);
  if (r.start === r.end) return;
  cell["rssiDbm"] = r.end - r.start <= 4 ? negative(r, at) : null;
  if (cell["rssiDbm"] === null) r.report("bad-number", name, at, at, "dBm, negative");
}

/** The value of digits after a minus sign, or `null`. */
function negative(r: TextReader, at: number): number | null {
  r.trim(at);
  const digits = r.start + 1;
  const isNumber = r.bytes[r.start] === 0x2d && digits < r.end;
  if (!isNumber || digits + r.countDigits(digits) !== r.end) return null;
  return 0 - r.integer(digits, r.end);
}

function write(w: TextWriter, row: TextRow, values: Values): void {
  const cell: Values = values[row.name]?.[w.next(row.name)] ?? {};
  for (const [part, digits] of (row.kind as ScannedCellKind).parts) {
    const value = part === "level" ? (cell["rssiDbm"] ?? cell["rssi"]) : cell[part];
    const isUnknown = value === null && part !== "rssi" && part !== "level";
    w.putWhole(isUnknown ? 0 : value, digits);
  }
}

export function emitScannedCell(e: TextEmitter, row: TextRow<ScannedCellKind>): void {
  const { mcc, mnc } = Object.fromEntries(e.variables);
  const cell = [`mcc: ${mcc}`, `mnc: ${mnc}`];
  for (const [i, [part]] of row.kind.parts.entries()) {
    if (i > 0) e.comma();
    const most = part === "lac" ? MOST_LAC : part === "cid" ? MOST_CID : 255;
    if (part === "lac" || part === "cid") {
      cell.push(`${part}: ${e.whole(row, 0, most)} || null`);
    } else {
      const level = e.whole(row, -999, most);
      const front = cell.join(", ");
      const cells = [`{ ${front}, rssiDbm: ${level} }`, `{ ${front}, rssi: ${level} }`];
      return e.giveElement(row, `${level} < 0 ? ${cells.join(" : ")}`);
    }
  }
  e.giveElement(row, `{ ${cell.join(", ")} }`);
}

/**
 * The number of list elements that follow. It is written from the list and is not a property of its own.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { countFields, createProtocol, LISTED } from "sinotrack-protocol/layout";
 *
 * const parts = [
 *   { name: "reserved", kind: countFields("badges"), about: "How many badges" },
 *   { part: "repeated" as const, list: "badges", rows: [{ name: "badges", kind: LISTED, about: "Who" }] },
 * ];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,2,AB12,C7#")[0]).values; // { badges: ["AB12", "C7"] }
 * ```
 */
export function count(list: string, { digits = 1 }: { digits?: number } = {}): TextKind {
  return {
    kind: "announced",
    fields: 1,
    personal: "harmless",
    read(r, at) {
      r.announcedAt = at;
    },
    write: (w, _row, values) => w.putWhole(values[list]?.length ?? 0, digits),
  };
}

export function emitAnnounced(e: TextEmitter, row: TextRow): void {
  e.variables.set("count", e.whole(row, 0, Number.POSITIVE_INFINITY));
}

export {
  schemaCell as schemaLacCidHex,
  schemaCell as schemaNetworkCell,
  schemaCell as schemaPlainCell,
  schemaCell as schemaServingCell,
} from "../bytes/cell.ts";

export function schemaScannedCell(): object {
  const number = { type: ["integer", "null"] };
  const names = ["mcc", "mnc", "lac", "cid", "rssi", "rssiDbm"];
  const properties = Object.fromEntries(names.map((name) => [name, number]));
  return { type: "array", items: { type: "object", properties } };
}
