/** Compares values by name with those of a message. Names have no capitals: `status_ignition` is `status.ignition`. */
import { snake } from "../../build/kaitai/block.ts";
import type { Values } from "../../src/kind/row.ts";
import type { Read } from "./kaitai.ts";

export interface Comparison {
  readonly wrong: string[];
  /** Number of equal values. */
  equal: number;
}

/** Fields that are no values of a message: offsets, raw bytes, and selectors of the next type. */
const STRUCTURE =
  /^(?:_raw_.*|(?:raw|exact|is|has|imei)_\w+|(?:kept|mark)(?:_\d+)?|byte_\d+|battery_(?:byte|step)(?:_percent)?|peeked_id|message_(?:id|number)|attributes|surplus|declared|short_header|(?:body_)?form|tail_begins|checksum|len\w*|first_length|one_length|count|number|size|left|share|extension\w*|user_alarms|items|body|head|tail|rest|behind|id|value|positions?)$/;
/** Properties about how a message was read. */
const NOT_READ: ReadonlySet<string> = new Set([
  "type",
  "frame",
  "issues",
  "alarms",
  "tail",
  "status.table",
  "status.alarms",
  "jt808.items",
]);

/** @param kept Raw bytes in order: some of them are the tail of the message. */
export function compare(
  read: Read,
  message: Values,
  kept: readonly Uint8Array[] | null,
  notRead: ReadonlySet<string> = NOT_READ,
): Comparison {
  const result: Comparison = { wrong: [], equal: 0 };
  const used = new Set<string>();
  const check = (name: string, isEqual: boolean, wanted: unknown, found: unknown): void => {
    used.add(name);
    if (isEqual) result.equal++;
    else result.wrong.push(`${name}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  };
  const under = (name: string): [string, unknown][] =>
    Object.entries(read).filter(([one]) => one.startsWith(`${name}_`));

  const walk = (path: string, value: unknown): void => {
    if (notRead.has(path)) return;
    const name = snake(path);
    const found = read[name];
    if (value === null || value === undefined) {
      const inner = under(name).filter(([one]) => !used.has(one));
      const isNone = found === undefined || (found as Read)["is_valid"] === false;
      check(name, isNone && inner.length === 0, value, found ?? inner);
    } else if (value instanceof Date) {
      check(
        name,
        (found as Read | undefined)?.["unix_seconds"] === value.getTime() / 1000,
        value,
        found,
      );
    } else if (value instanceof Uint8Array) {
      check(name, isSame(found as Uint8Array, value), value, found);
    } else if (Array.isArray(value)) {
      if (Array.isArray(found)) compareLists(name, found, value);
      else compareBits(name, value);
    } else if (typeof value === "object") {
      used.add(name);
      for (const [key, inner] of Object.entries(value)) walk(`${path}.${key}`, inner);
    } else {
      // Enums have names without capitals.
      const isName = typeof value === "string" && found === snake(value);
      check(name, found === value || isName, value, found);
    }
  };
  const compareLists = (name: string, found: unknown[], value: unknown[]): void => {
    const list = found.map((one) => elementOf(one));
    // Padded with unknown ones.
    while (list.length > value.length && list.at(-1) === null) list.pop();
    check(`${name}.length`, list.length === value.length, value, list);
    used.add(name);
    for (const [i, one] of value.entries()) {
      if (typeof one === "object" && one !== null) {
        const inner = compare((found[i] ?? {}) as Read, one, null, new Set());
        result.wrong.push(...inner.wrong.map((text) => `${name}[${i}].${text}`));
        result.equal += inner.equal;
      } else check(`${name}[${i}]`, list[i] === one, one, list[i]);
    }
  };
  const compareBits = (name: string, value: unknown[]): void => {
    const word = read[`${name}_word`] as number | undefined;
    used.add(`${name}_word`);
    const named = under(name).filter(([one]) => one !== `${name}_word`);
    for (const [one] of named) used.add(one);
    const set = named.filter(([, is]) => is === true).map(([one]) => one.slice(name.length + 1));
    const numbers = Array.from({ length: 32 }, (_, i) => i + 1).filter(
      (bit) => Math.floor((word ?? 0) / 2 ** (bit - 1)) % 2 === 1,
    );
    const list: unknown[] = named.length > 0 ? set : numbers;
    const wanted = named.length > 0 ? value.map((one) => snake(String(one))) : value;
    // Bits without a name are in the word only.
    for (const name of wanted) {
      const bit = /^bit(\d+)$/.exec(String(name))?.[1];
      if (bit !== undefined && numbers.includes(Number(bit) + 1)) list.push(name);
    }
    check(
      name,
      JSON.stringify([...list].sort()) === JSON.stringify([...wanted].sort()),
      value,
      list,
    );
  };

  for (const [key, value] of Object.entries(message)) walk(key, value);
  const raised = under("alarm").filter(([, is]) => is === true);
  const alarms = raised.map(([one]) => one.slice("alarm_".length)).sort();
  const wanted = ((message["alarms"] ?? []) as string[]).map(snake).sort();
  if (under("alarm").length > 0)
    check("alarms", JSON.stringify(alarms) === JSON.stringify(wanted), wanted, alarms);
  if (kept !== null) {
    const tail = (message["tail"] ?? new Uint8Array()) as Uint8Array;
    check("tail", isMadeOf(Buffer.from(tail).toString("hex"), kept), tail, kept);
  }
  for (const [name, value] of Object.entries(read)) {
    const isNothing = used.has(name) || STRUCTURE.test(name) || name.startsWith("alarm_");
    if (!isNothing && (value as Read)["is_valid"] !== false)
      result.wrong.push(`${name}: ${JSON.stringify(value)}, which the message has not`);
  }
  return result;
}

/** The elements of a list are values, or types with one value. */
function elementOf(one: unknown): unknown {
  if (typeof one !== "object" || one === null) return one;
  return (one as Read)["value"] ?? null;
}

function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}

/** Whether the text consists of some of the parts, in their order. */
function isMadeOf(hex: string, parts: readonly Uint8Array[]): boolean {
  const [first, ...rest] = parts;
  if (first === undefined) return hex === "";
  const part = Buffer.from(first).toString("hex");
  return isMadeOf(hex, rest) || (hex.startsWith(part) && isMadeOf(hex.slice(part.length), rest));
}

/** Merges types that follow each other: an alarm is on if one of them has it. */
export function joined(...parts: readonly (Read | undefined)[]): Read {
  const all: Record<string, unknown> = {};
  for (const part of parts) {
    if (part instanceof Uint8Array) continue;
    for (const [name, value] of Object.entries(part ?? {}))
      all[name] = name.startsWith("alarm_") && value === true ? true : (all[name] ?? value);
  }
  return all;
}

export const bytesIn = (value: unknown): Uint8Array[] =>
  value instanceof Uint8Array ? [value] : [];

export function keptIn(read: Read, names: RegExp = /^kept(?:_\d+)?$/): Uint8Array[] {
  return Object.entries(read).flatMap(([name, value]) => {
    if (names.test(name)) return bytesIn(value);
    // A value outside the voltages of a supply is something else.
    const isOther = name === "raw_supply_volts" && read["supply_volts"] === undefined;
    return isOther ? [Uint8Array.of((value as number) >> 8, (value as number) & 255)] : [];
  });
}

/** The values of a position and of its items; the first of repeated items counts. */
export function ofPosition(read: Read): Read {
  const items = (read["items"] ?? []) as Read[];
  return joined(read, ...items.map(({ value }) => value as Read | undefined));
}

/** The bytes that are no item, from the id on. */
export function noItem(read: Read): Uint8Array[] {
  const last = ((read["items"] ?? []) as Read[]).at(-1);
  if (last === undefined || last["is_whole"] === true) return [];
  const head = [last["id"], last["len"]].filter((byte) => byte !== undefined) as number[];
  return [Buffer.concat([Uint8Array.from(head), ...bytesIn(last["rest"])])];
}
