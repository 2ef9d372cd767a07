/** How each kind of bytes becomes fields and instances of a Kaitai Struct type: one function for each kind. */

import type { ItemRow, RowsKind } from "../../src/jt808/item.ts";
import { usualItems } from "../../src/jt808/items.ts";
import { LEAST_POSITION } from "../../src/jt808/position.ts";
import { JT808_ALARMS, LOADS, SYSTEMS } from "../../src/jt808/status.ts";
import { batteryPercent } from "../../src/kind/battery.ts";
import type { BitKind } from "../../src/kind/bytes/bit.ts";
import type { BitsKind } from "../../src/kind/bytes/bits.ts";
import type { CellKind } from "../../src/kind/bytes/cell.ts";
import type { DegreesMinutesKind } from "../../src/kind/bytes/degrees-minutes.ts";
import type { IdKind } from "../../src/kind/bytes/id.ts";
import type { ListKind } from "../../src/kind/bytes/list.ts";
import type { MillionthsKind } from "../../src/kind/bytes/millionths.ts";
import type { MomentKind } from "../../src/kind/bytes/moment.ts";
import type { NumberKind } from "../../src/kind/bytes/number.ts";
import type { OneOfKind } from "../../src/kind/bytes/one-of.ts";
import { type BytesRow, REST } from "../../src/kind/row.ts";
import { IMPACT_ALARMS, USER_ALARMS } from "../../src/model/pengaoda-alarms.ts";
import { type AlarmBit, STATUS_STATES, STATUS_TABLES } from "../../src/model/status.ts";
import { jt808States } from "../jt808-states.ts";
import { Block, type Ksy, snake } from "./block.ts";

type Adds = (block: Block, at: number, row: BytesRow) => void;

/** Adds rows that begin at half-byte `at`. */
export function addRows(block: Block, rows: readonly BytesRow[], at: number): number {
  let from = at;
  for (const row of rows) {
    addRow(block, row, from);
    from += Math.max(row.kind.halves, 0);
  }
  return from;
}

export function addRow(block: Block, row: BytesRow, at: number): void {
  const add = KSY_KINDS[row.kind.kind];
  if (add === undefined) throw new Error(`the kind ${row.kind.kind} has no part in Kaitai Struct`);
  add(block, at, row);
}

function docOf({ about, unit, confidence }: BytesRow): string {
  const parts = [about, unit && `in ${unit}`, confidence];
  return parts.filter((part) => part !== undefined && part !== "").join("; ");
}

const raw = (row: BytesRow): string => `raw_${snake(row.name)}`;

const areDigits = (digits: readonly string[]): string =>
  digits.map((digit) => `${digit} <= 9`).join(" and ");

/** Expression of the number that digits form. */
function numberOf(digits: readonly string[], radix = 10): string {
  return digits
    .map((digit, i) => {
      const weight = radix ** (digits.length - 1 - i);
      return weight === 1 ? digit : `${digit} * ${weight}`;
    })
    .join(" + ");
}

/** Adds bytes whose half-bytes are digits of a text; returns the expressions of the text and of each half-byte. */
function addHex(block: Block, id: string, at: number, halves: number, doc = "") {
  const digit = (half: string): string =>
    `${half} <= 9 ? ${half}.to_s : ${[..."abcde"].map((letter, i) => `${half} == ${10 + i} ? "${letter}" : `).join("")}"f"`;
  block.file.types["hex_byte"] ??= {
    seq: [
      { id: "high", type: "b4" },
      { id: "low", type: "b4" },
    ],
    instances: { high_text: { value: digit("high") }, low_text: { value: digit("low") } },
  };
  const repeat = { repeat: "expr", "repeat-expr": halves / 2 };
  const name = block.field(id, { type: "hex_byte", ...repeat }, doc);
  const parts = Array.from({ length: halves }, (_, i) => {
    return `${name}[${i >> 1}].${i % 2 === 0 ? "high" : "low"}`;
  });
  for (const [i, one] of parts.entries()) block.setHalf(at + i, one);
  return { text: parts.map((one) => `${one}_text`), halves: parts };
}

function bitsOf(word: string, ...bits: readonly number[]): string {
  const mask = bits.reduce((sum, bit) => sum + 2 ** bit, 0);
  return `(${word} & 0x${mask.toString(16)})`;
}

const addNumber: Adds = (block, at, row) => {
  const kind = row.kind as NumberKind;
  const { halves, times, over, plus, most, least, none, isZeroAbsent } = kind;
  const isBcd = kind.kind === "bcd";
  const isSigned = kind.kind === "int";
  const all = 16 ** halves;
  const [lowest, highest] = isSigned ? [-all / 2, all / 2 - 1] : [0, all - 1];
  const isAny = !isBcd && most >= highest && least <= lowest && none === undefined && !isZeroAbsent;
  const doc = docOf(row);
  if (isSigned && ![2, 4, 8].includes(halves)) throw new Error(`${row.name}: no such integer`);
  const type = isSigned ? { type: `s${halves / 2}` } : {};
  if (isAny && kind.isPlain && halves <= 8) {
    block.uint(snake(row.name), at, halves, type, doc);
    return;
  }
  let count: string;
  const conditions: string[] = [];
  // Integers of fewer bits would overflow in some languages; bits are read into one of 64.
  const isScaled = times !== 1 || over !== 1 || plus !== 0;
  if (isBcd || halves > 8) {
    const digits = block.digits(raw(row), at, halves, doc);
    count = `(${numberOf(digits, isBcd ? 10 : 16)})`;
    if (isBcd) conditions.push(areDigits(digits));
  } else {
    const bits = isScaled && !isSigned ? { type: `b${halves * 4}` } : type;
    count = block.uint(raw(row), at, halves, bits, doc);
  }
  if (isZeroAbsent) conditions.push(`${count} != 0`);
  if (none !== undefined) conditions.push(`${count} != ${none}`);
  if (most < (isBcd ? 10 ** halves - 1 : highest)) conditions.push(`${count} <= ${most}`);
  if (least > lowest) conditions.push(`${count} >= ${least}`);
  const isThere = { if: conditions.join(" and ") || undefined };
  const product = times === 1 ? count : `${count} * ${times}`;
  // Small enough for 31 bits, without fraction and sign.
  if (over === 1 && plus >= 0 && Math.min(most, highest) * times + plus < 2 ** 31) {
    const value = plus === 0 ? product : `${product} + ${plus}`;
    return block.give(row.name, { value, ...isThere }, doc);
  }
  const exact = exactly(block, row, product);
  const sum = plus === 0 ? exact : `(${exact} + ${plus * over})`;
  block.give(row.name, { value: over === 1 ? sum : `${sum} / ${over}.0`, ...isThere }, doc);
};

/**
 * Adds a number as a floating-point instance. In languages without implicit conversions only the value of an instance
 * is converted as a whole.
 */
function exactly(block: Block, { name }: BytesRow, value: string): string {
  const id = `exact_${snake(name)}`;
  block.give(id, { value: `(${value}) * 1.0` });
  return id;
}

/** Names of alarms, each with the bits that raise it. */
function byAlarm(rows: readonly AlarmBit[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { bit, alarm } of rows) found.set(alarm, [...(found.get(alarm) ?? []), bit]);
  return found;
}

/** Adds a text without the characters that pad it. */
function asciiText(block: Block, row: BytesRow): string {
  block.file.types["ascii_text"] ??= {
    doc: "Printable ASCII, filled up with NUL; some makers put NUL in front, or blanks behind.",
    seq: [
      {
        id: "filler",
        type: "u1",
        repeat: "until",
        "repeat-until": "_ != 0 or _io.eof",
        if: "size > 0",
      },
    ],
    instances: {
      rest: {
        if: "size > 0",
        pos: "filler.size - 1",
        size: "size - filler.size + 1",
        "pad-right": 0,
        type: "blank_padded",
      },
      size: { value: "_io.size" },
      text: { value: 'size > 0 ? rest.text : ""' },
    },
  };
  block.file.types["blank_padded"] ??= {
    seq: [{ id: "text", type: "str", encoding: "ASCII", "size-eos": true, "pad-right": 0x20 }],
  };
  const { halves } = row.kind;
  const size: Ksy = halves === REST ? { "size-eos": true } : { size: halves / 2 };
  return block.field(raw(row), { ...size, type: "ascii_text" }, docOf(row));
}

function momentType({ isLocal, order }: MomentKind): Ksy {
  const part = (letter: string): string => {
    const at = order.indexOf(letter) * 2;
    return `digits[${at}] * 10 + digits[${at + 1}]`;
  };
  const digits = Array.from({ length: 12 }, (_, i) => `digits[${i}]`);
  // Years are 1980 to 2079: each fourth is a leap year.
  const days =
    "(month == 2 ? (year % 4 == 0 ? 29 : 28) : month == 4 or month == 6 or month == 9 or month == 11 ? 30 : 31) + 0";
  const unix = [
    "(365 * march_year + march_year / 4 - march_year / 100 + march_year / 400",
    "+ (153 * ((month + 9) % 12) + 2) / 5 + day - 719469) * 86400.0",
    `+ hour * 3600 + minute * 60 + second${isLocal ? " - 8 * 3600" : ""}`,
  ];
  return {
    doc: isLocal
      ? "YYMMDDhhmmss, BCD, in the time of the device: GMT+8 by the standard."
      : "hhmmss DDMMYY, BCD, UTC.",
    seq: [{ id: "digits", type: "b4", repeat: "expr", "repeat-expr": 12 }],
    instances: {
      year_of_century: { value: part("y") },
      year: {
        value: "year_of_century + (year_of_century >= 80 ? 1900 : 2000)",
        doc: "1980 to 2079",
      },
      march_year: { value: "month <= 2 ? year - 1 : year", doc: "Years that begin in March" },
      month: { value: part("m") },
      day: { value: part("d") },
      hour: { value: part("h") },
      minute: { value: part("i") },
      second: { value: part("s") },
      days_in_month: { value: days },
      is_valid: {
        value: `${areDigits(digits)} and month >= 1 and month <= 12 and day >= 1 and day <= days_in_month and hour <= 23 and minute <= 59 and second <= 59`,
      },
      unix_seconds: { value: unix.join(" "), if: "is_valid", doc: "Seconds since 1970, UTC" },
    },
  };
}

/** `in` is a word of Python, where enum names are kept unchanged. */
const enumName = (name: string): string => (name === "in" ? "in_" : snake(name));

/** Adds a battery value: steps 1 to 6, percent from 7 on. */
function giveSteps(block: Block, row: BytesRow, id: string, value: string, most: number): void {
  const steps = [1, 2, 3, 4, 5].map((step) => `${id} == ${step} ? ${batteryPercent(step)} : `);
  block.give(id, { value });
  // In Go both branches of a choice need the same integer size: an instance converts them.
  block.give(`${id}_percent`, { value: `(${steps.join("")}${batteryPercent(6)}) + 0` });
  const percent = `${id} > 6 ? ${id} : ${id}_percent`;
  block.give(row.name, { value: percent, if: `${id} != 0 and ${id} <= ${most}` }, docOf(row));
  block.give("batteryCode", { value: id, if: `${id} >= 1 and ${id} <= 6` });
}

/** Restricts a value to one edition. */
function ofEdition({ file }: Block, value: string, edition: number | undefined): string {
  if (edition === undefined) return value;
  const isIt = edition === 2019 ? file.is2019 : `not (${file.is2019})`;
  return value === "true" ? isIt : `${isIt} and ${value}`;
}

const addCell = (
  block: Block,
  name: string,
  mcc: string | null,
  values: Readonly<Record<string, string>>,
): void => {
  const all = Object.values(values).map((one) => `${one} != 0`);
  const isMcc = mcc === null ? "" : `${mcc} <= 999 and `;
  for (const [part, value] of Object.entries(values)) {
    const isThere = part === "mnc" ? `(${all.join(" or ")})` : `${value} != 0`;
    block.give(`${name}${part}`, { value, if: `${isMcc}${isThere}` });
  }
};

function addItemTypes(block: Block, items: readonly ItemRow[]): void {
  if (block.file.types["item"] !== undefined) return;
  const cases: Record<string, string> = {};
  const free: string[] = [];
  const groups = new Map<string, ItemRow[]>();
  for (const item of items) {
    const { id, kind } = item;
    const { halves } = kind;
    const key = `${id} << 16 | ${halves === REST ? 0 : halves / 2}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
    if (halves !== REST) continue;
    const element = (kind as Partial<ListKind>).element?.halves;
    const isWhole = element === undefined ? "" : ` and len > 0 and len % ${element / 2} == 0`;
    free.push(`(id == ${hex(id)}${isWhole})`);
  }
  const type: Ksy = {
    seq: [
      { id: "id", type: "u1" },
      { id: "len", type: "u1", if: "has_len" },
      { id: "value", size: "len", type: { "switch-on": "form", cases }, if: "is_whole" },
      { id: "rest", "size-eos": true, if: "not is_whole", doc: "What is no item" },
    ],
    instances: {
      has_len: { value: "not _io.eof" },
      left: { value: "_io.size - _io.pos", doc: "Bytes behind the length" },
      length: { value: "len + 0", if: "has_len" },
      is_whole: { value: "has_len and length <= left" },
      number: { value: "id + 0" },
      form: {
        value: `${free.join(" or ")} ? number * 65536 : number * 65536 + length`,
        doc: "Id and length, by which readings differ; the length is left out where any may be",
      },
    },
  };
  block.file.types["item"] = type;
  for (const some of groups.values()) {
    const { id, kind } = some[0]!;
    const ofId = new Set(items.filter((one) => one.id === id).map((one) => one.kind.halves));
    const length = ofId.size > 1 ? `_of_${kind.halves / 2}` : "";
    const name = `item_${hex(id).slice(2)}${length}`;
    const own = new Block(block.file);
    addItem(own, some);
    block.file.types[name] = { doc: some.map(docOf).join(" / "), ...own.make() };
    cases[hex(id * 0x10000 + (kind.halves === REST ? 0 : kind.halves / 2))] = name;
  }
}

/** Adds an item. If two rows read it, the first holds for numbers up to its `most`. */
function addItem(block: Block, [first, ...others]: readonly ItemRow[]): void {
  addRow(block, first!, 0);
  for (const row of others) {
    const { isPlain, most } = row.kind as NumberKind;
    if (isPlain !== true || most < 16 ** row.kind.halves - 1)
      throw new Error(`${row.name} is not the only reading of its item`);
    const isOther = `${raw(first!)} > ${(first!.kind as NumberKind).most}`;
    block.give(row.name, { value: raw(first!), if: isOther }, docOf(row));
  }
}

const hex = (value: number): string => `0x${value.toString(16).padStart(2, "0")}`;

export const KSY_KINDS: Readonly<Record<string, Adds>> = {
  uint: addNumber,
  int: addNumber,
  bcd: addNumber,

  marker(block, _at, row) {
    block.field(snake(row.name), { type: "str", size: 1, encoding: "ASCII" }, docOf(row));
  },

  id(block, at, row) {
    const { digits, halves } = row.kind as IdKind;
    const { text } = addHex(block, raw(row), at, halves, docOf(row));
    block.give(row.name, { value: text.slice(0, digits).join(" + ") }, docOf(row));
  },

  moment(block, _at, row) {
    const kind = row.kind as MomentKind;
    const type = kind.isLocal ? "device_moment" : "utc_moment";
    block.file.types[type] ??= momentType(kind);
    block.field(snake(row.name), { type }, docOf(row));
  },

  degreesMinutes(block, at, row) {
    const { degreeDigits, halves, positive, flagAfter, other } = row.kind as DegreesMinutesKind;
    const digits = block.digits(raw(row), at, halves, docOf(row));
    const units = `(${numberOf(digits.slice(0, degreeDigits))}) * 600000 + ${numberOf(digits.slice(degreeDigits))}`;
    const count = exactly(block, row, units);
    block.setNumber(at, count);
    block.later(() => {
      const isNegative = `(${block.half(at + flagAfter)} & ${positive}) == 0`;
      const most = (degreeDigits === 2 ? 90 : 180) * 600000;
      const isThere = [
        areDigits(digits),
        `(${numberOf(digits.slice(degreeDigits))}) < 600000`,
        `${count} <= ${most}`,
        // Zero in both means no position.
        `not (${count} == 0 and ${block.numberAt(at + other)} == 0)`,
      ].join(" and ");
      const value = `${isNegative} ? -${count} / 600000.0 : ${count} / 600000.0`;
      block.give(row.name, { value, if: isThere }, docOf(row));
    });
  },

  millionths(block, at, row) {
    const { most, negative, flagAfter, other } = row.kind as MillionthsKind;
    const count = exactly(block, row, block.uint(raw(row), at, 8, {}, docOf(row)));
    block.setNumber(at, count);
    block.later(() => {
      const isNegative = `(${block.half(at + flagAfter)} & ${negative}) != 0`;
      const isNone = `${count} == 0 and ${block.numberAt(at + other)} == 0`;
      const value = `${isNegative} ? -${count} / 1000000.0 : ${count} / 1000000.0`;
      const isThere = `${count} <= ${most * 1000000} and not (${isNone})`;
      block.give(row.name, { value, if: isThere }, docOf(row));
    });
  },

  bit(block, at, row) {
    const half = block.uint(raw(row), at, 1, {}, docOf(row));
    block.give(row.name, { value: `(${half} & ${(row.kind as BitKind).mask}) != 0` });
  },

  bits(block, at, row) {
    const { names, halves } = row.kind as BitsKind;
    const word = block.uint(`${snake(row.name)}_word`, at, halves, {}, docOf(row));
    for (const [bit, name] of (names ?? []).entries()) {
      if (name !== null) block.give(`${row.name}.${name}`, { value: `${bitsOf(word, bit)} != 0` });
    }
  },

  oneOf(block, at, row) {
    const { names } = row.kind as OneOfKind;
    const id = snake(row.name);
    block.file.enums[id] = Object.fromEntries(
      [...names.entries()]
        .filter(([, name]) => name !== null)
        .map(([i, name]) => [i, enumName(name!)]),
    );
    block.uint(id, at, 2, { enum: id }, docOf(row));
  },

  ascii(block, _at, row) {
    const text = asciiText(block, row);
    block.give(row.name, { value: `${text}.text`, if: `${text}.text != ""` }, docOf(row));
  },

  asciiTexts(block, _at, row) {
    block.field(
      snake(row.name),
      { type: "str", encoding: "ASCII", terminator: 0x2c, "eos-error": false, repeat: "eos" },
      docOf(row),
    );
  },

  cell(block, at, row) {
    const { parts } = row.kind as CellKind;
    let from = at;
    const values: Record<string, string> = {};
    for (const [part, bytes] of parts) {
      const doc = from === at ? docOf(row) : undefined;
      values[part] = block.uint(`${raw(row)}_${part}`, from, bytes * 2, {}, doc);
      from += bytes * 2;
    }
    addCell(block, `${row.name}.`, values["mcc"] ?? null, values);
  },

  threeCells(block, at, row) {
    const [mcc, mnc] = ["mcc", "mnc"].map((part, i) =>
      block.uint(`${raw(row)}_${part}`, at + i * 4, 4 - i * 2, {}, docOf(row)),
    );
    const one = new Block(block.file);
    const [lac, cid] = ["lac", "cid"].map((part, i) => one.uint(`raw_${part}`, i * 4, 4));
    one.uint("rssi", 8, 2);
    const country = `_parent.${mcc}`;
    one.give("mcc", { value: country, if: `${country} != 0 and ${country} <= 999` });
    one.give("mnc", { value: `_parent.${mnc}` });
    one.give("lac", { value: lac!, if: `${lac} != 0` });
    one.give("cid", { value: cid!, if: `${cid} != 0` });
    block.file.types["level_cell"] = one.make();
    block.field(
      snake(row.name),
      { type: "level_cell", repeat: "expr", "repeat-expr": 3 },
      docOf(row),
    );
  },

  kept(block, _at, row) {
    const { halves } = row.kind;
    const size: Ksy = halves === REST ? { "size-eos": true } : { size: halves / 2 };
    block.field("kept", size, docOf(row));
  },

  mark(block, _at, row) {
    block.field("mark", { size: row.kind.halves / 2 }, docOf(row));
  },

  batteryByte(block, at, row) {
    const code = block.uint(raw(row), at, 2, {}, docOf(row));
    giveSteps(block, row, "battery_byte", `${code} + 0`, 100);
  },

  stepAndImpacts(block, at, row) {
    const byte = block.uint(raw(row), at, 2, {}, docOf(row));
    giveSteps(block, row, "battery_step", `(${byte} & 15) + 0`, 6);
  },

  userAlarmByte(block, at, row) {
    const byte = block.uint("user_alarms", at, 2, {}, docOf(row));
    for (const [bit, alarm] of USER_ALARMS)
      block.give(`alarm.${alarm}`, { value: `${bitsOf(byte, bit)} == 0` });
    // The high half-byte of the battery byte.
    for (const [bit, alarm] of IMPACT_ALARMS)
      block.give(`alarm.${alarm}`, { value: `(${block.half(at - 26)} & ${2 ** (bit - 4)}) == 0` });
  },

  length(block, at, row) {
    block.uint("len_extension", at, row.kind.halves, {}, docOf(row));
  },

  pictureBlock(block, at) {
    for (const [i, part] of ["alarm_flag", "number", "block"].entries())
      block.uint(`picture_${part}`, at + i * 2, 2);
  },

  pid(block, at) {
    block.uint("pid", at, 2);
    block.field("data", { size: 4 });
  },

  faultCode(block, at) {
    block.give("code", { value: addHex(block, "raw_code", at, 4).text.join(" + ") });
    block.uint("type", at + 4, 2);
  },

  bodyState(block, at, row) {
    const part = (name: string): string => snake(`${row.name}.${name}`);
    for (const [i, name] of ["doors", "acc", "remoteControl"].entries())
      block.uint(part(name), at + i * 2, 2);
    const gear = `raw_${part("gear")}`;
    block.field(gear, { type: "str", size: 1, encoding: "ASCII" });
    const isGear = [..."PRND"].map((letter) => `${gear} == "${letter}"`).join(" or ");
    block.give(`${row.name}.gear`, { value: gear, if: isGear });
    for (const [i, name] of ["tyres", "lights"].entries())
      block.uint(part(name), at + 8 + i * 2, 2);
  },

  twoSystems(block, at, row) {
    const [high, low] = block.digits(raw(row), at, 2, docOf(row));
    block.give(row.name, { value: `${high} + ${low}` }, docOf(row));
  },

  halfDegrees(block, at, row) {
    const byte = exactly(block, row, block.uint(raw(row), at, 2, {}, docOf(row)));
    block.later(() => {
      const isNegative = `(${block.half(at + 11)} & 1) != 0`;
      const value = `${isNegative} ? -${byte} / 2.0 : ${byte} / 2.0`;
      block.give(row.name, { value, if: `${byte} < 0xfe` }, docOf(row));
    });
  },

  statusBytes(block, at, row) {
    const word = block.uint("status_word", at, 8, {}, docOf(row));
    for (const { bit, state, trueWhen } of STATUS_STATES) {
      const value = `${bitsOf(word, bit)} ${trueWhen === "high" ? "!=" : "=="} 0`;
      block.give(`status.${state}`, { value });
    }
    const { usual, other, when } = block.tables;
    const [mine, others] = [usual, other ?? usual].map((name) => byAlarm(STATUS_TABLES[name]));
    const isLow = (bits: readonly number[] | undefined): string => {
      const all = bitsOf(word, ...(bits ?? []));
      return bits === undefined ? "false" : `${all} != ${all.slice(all.indexOf("0x"), -1)}`;
    };
    for (const alarm of new Set([...mine!.keys(), ...others!.keys()])) {
      const [is, isOther] = [isLow(mine!.get(alarm)), isLow(others!.get(alarm))];
      block.give(`alarm.${alarm}`, { value: is === isOther ? is : `${when} ? ${isOther} : ${is}` });
    }
  },

  messageId(block, at, row) {
    const { text, halves } = addHex(block, "message_id", at, 4, docOf(row));
    block.give(row.name, { value: ['"0x"', ...text].join(" + ") });
    block.give("message_number", { value: numberOf(halves, 16) });
  },

  attributes(block, at, row) {
    const bits = block.uint("attributes", at, 4, {}, docOf(row));
    block.give("jt808.version", { value: `${block.file.is2019} ? 2019 : 2013` });
    const encryption = `((${bits} >> 10) & 7)`;
    block.give("jt808.encryption", { value: encryption, if: `${encryption} != 0` });
  },

  phone(block, at, row) {
    const { halves } = row.kind;
    const { text, halves: digits } = addHex(block, raw(row), at, halves, docOf(row));
    const plain = text.join(" + ");
    if (halves !== 12) return block.give(row.name, { value: plain }, docOf(row));
    // A packed IMEI: its first 14 digits as a number, and the Luhn check digit. Groups of four digits fit the integers
    // of every language.
    const give = (name: string, value: string): void => block.give(name, { value });
    give("imei_high", numberOf(digits.slice(0, 6), 16));
    give("imei_low", numberOf(digits.slice(6), 16));
    give("imei_sum_0", "(imei_high % 10000) * 7216 + imei_low");
    give(
      "imei_sum_1",
      "(imei_high / 10000) * 7216 + (imei_high % 10000) * 1677 + imei_sum_0 / 10000",
    );
    give("imei_digits_0", "imei_sum_0 % 10000");
    give("imei_digits_4", "imei_sum_1 % 10000");
    give("imei_digits_8", "(imei_high / 10000) * 1677 + imei_sum_1 / 10000");
    const doubled = Array.from({ length: 14 }, (_, i) => {
      const place = 13 - i;
      const part = `imei_digits_${place >= 8 ? 8 : place >= 4 ? 4 : 0}`;
      const digit = `((${part} / ${10 ** (place >= 8 ? place - 8 : place % 4)}) % 10)`;
      return i % 2 === 0 ? digit : `(${digit} * 2 - ${digit} / 5 * 9)`;
    });
    give("imei_check_sum", doubled.join(" + "));
    const four = (name: string): string => `(10000 + ${name}).to_s.substring(1, 5)`;
    const imei = `imei_digits_8.to_s + ${four("imei_digits_4")} + ${four("imei_digits_0")} + ((10 - imei_check_sum % 10) % 10).to_s`;
    const isImei = `not (${areDigits(digits)}) and imei_digits_8 >= 100000 and imei_digits_8 <= 999999`;
    block.give(row.name, { value: `${isImei} ? ${imei} : ${plain}` }, docOf(row));
  },

  partNumbers(block, at, row) {
    block.uint("jt808_part_total", at, 4, {}, docOf(row));
    block.uint("jt808_part_number", at + 4, 4, {}, docOf(row));
  },

  alarmWord(block, at, row) {
    const word = block.uint("status_alarm_word", at, 8, {}, docOf(row));
    for (const { bit, alarm, edition } of JT808_ALARMS) {
      const value = `${bitsOf(word, bit)} != 0`;
      block.give(`alarm.${alarm}`, { value: ofEdition(block, value, edition) });
    }
  },

  statusWord(block, at, row) {
    const word = block.uint("status_word", at, 8, {}, docOf(row));
    block.give("valid", { value: `${bitsOf(word, 1)} != 0` });
    for (const { name, first, last, edition } of jt808States()) {
      const bits = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      const isThere = edition === undefined ? {} : { if: ofEdition(block, "true", edition) };
      block.give(`status.${name}`, { value: `${bitsOf(word, ...bits)} != 0`, ...isThere });
    }
    block.file.enums["status_load"] = Object.fromEntries(
      [...LOADS.entries()].filter(([, load]) => load !== null),
    );
    block.give("status.load", { value: `((${word} >> 8) & 3)`, enum: "status_load" });
    for (const [i, system] of SYSTEMS.entries())
      block.give(`status.gnss.${system}`, { value: `${bitsOf(word, 18 + i)} != 0` });
  },

  cargoTemperature(block, at, row) {
    const count = exactly(block, row, block.uint(raw(row), at, 4, {}, docOf(row)));
    const signed = `32768 - ${count}`;
    const value = `${count} < 32768 ? ${count} : ${signed} >= -273 ? ${signed} : ${count} - 65536`;
    const isThere = `${count} < 32768 or ${signed} >= -273 or ${count} - 65536 >= -273`;
    block.give(row.name, { value, if: isThere }, docOf(row));
  },

  list(block, _at, row) {
    const { element } = row.kind as ListKind;
    const one = new Block(block.file);
    addRow(one, { ...row, name: "value", kind: element }, 0);
    const made = one.make();
    const type = `${snake(row.name)}_element`;
    const [field] = one.seq;
    // The count itself needs no type.
    const isCount = made["instances"] === undefined && field?.["size"] === undefined;
    if (!isCount) block.file.types[type] = made;
    const of = isCount ? field!["type"] : type;
    block.field(snake(row.name), { type: of, repeat: "eos" }, docOf(row));
  },

  record(block, at, row) {
    addRows(block, (row.kind as RowsKind).rows, at);
  },

  items(block, _at, row) {
    addItemTypes(block, usualItems());
    block.field("items", { type: "item", repeat: "eos" }, docOf(row));
  },

  count(block, at, row) {
    block.uint("count", at, row.kind.halves, {}, docOf(row));
  },

  records(block, _at, row) {
    const each = LEAST_POSITION;
    block.peek("first_length", { pos: 3, type: "b16", if: "_io.size >= 5" });
    block.give("size", { value: "_io.size" });
    block.give("number", { value: "count + 0" });
    block.give("length_of_all", { value: "first_length + 0", if: "size >= 5" });
    block.give(
      "one_length",
      {
        value: `number > 1 and size >= 5 and length_of_all + 5 == size and length_of_all % number == 0 and length_of_all / number >= ${each}`,
      },
      "SanLeny units send the length of all records before the first, and none before the others",
    );
    block.field("len_of_all", { type: "u2", if: "one_length" });
    block.file.types["record"] = {
      seq: [
        { id: "len", type: "b16", if: "not _parent.one_length and has_len" },
        { id: "position", size: "len_position", type: "position", if: "is_whole" },
        { id: "rest", "size-eos": true, if: "not is_whole", doc: "What is no record" },
      ],
      instances: {
        has_len: { value: "_io.size - _io.pos >= 2" },
        left: { value: "_io.size - _io.pos", doc: "Bytes behind the length" },
        length: { value: "len + 0", if: "not _parent.one_length and has_len" },
        share: { value: "_parent.length_of_all / _parent.number", if: "_parent.one_length" },
        len_position: { value: "_parent.one_length ? share : length" },
        is_whole: {
          value: `(_parent.one_length or has_len) and len_position >= ${each} and len_position <= left`,
        },
      },
    };
    block.field(snake(row.name), { type: "record", repeat: "eos" }, docOf(row));
  },
};
