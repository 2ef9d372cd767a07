/** Rows of bytes with possible contents: the rows of whole frames, and each other row alone. */
import { allForms } from "../../build/forms.ts";
import { bytesRow, LUA_BYTES } from "../../build/wireshark.ts";
import { HEAD, LONG_HEAD } from "../../src/h02/dollar/head.ts";
import { MILEAGE_ROWS } from "../../src/h02/dollar/mileage.ts";
import { PICTURE_ROWS } from "../../src/h02/dollar/picture.ts";
import { DOLLAR_TAILS } from "../../src/h02/dollar/tails.ts";
import { HEADER_2013, HEADER_2019, headerRows, LOCK } from "../../src/jt808/header.ts";
import { usualItems } from "../../src/jt808/items.ts";
import { jt808Forms } from "../../src/jt808/messages.ts";
import { BASIC_POSITION, POSITION } from "../../src/jt808/position.ts";
import type { NumberKind } from "../../src/kind/bytes/number.ts";
import { BytesReader } from "../../src/kind/bytes-reader.ts";
import { BytesWriter } from "../../src/kind/bytes-writer.ts";
import { setValue } from "../../src/kind/path.ts";
import { type BytesKind, type BytesRow, REST, type Values } from "../../src/kind/row.ts";
import { halvesOf, readBytesRows, ready, writeBytesRows } from "../../src/layout/bytes-rows.ts";
import { EXTENSIONS, RECORD_BATTERY, RECORD_ROWS } from "../../src/pengaoda/record.ts";

const SETTINGS = { utcOffsetMinutes: 480, profiles: ["shenzhen-obd-80"] };

export interface Block {
  readonly name: string;
  readonly rows: readonly BytesRow[];
  readonly table: string;
  readonly edition: 2013 | 2019;
  /** The first row whose values are varied. */
  readonly from: number;
  /** The first rows form a separate type if both have alarms. */
  readonly headRows?: number;
  /** Bytes after the rows: items. */
  readonly behind?: readonly Uint8Array[];
}

/** A fixed sequence, so that each run has the same cases (mulberry32). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Random = ReturnType<typeof randomOf>;

/** Digits, any bytes, or one byte again and again. */
function fill(bytes: Uint8Array, random: Random): void {
  const way = random(5);
  const same = [0, 0xff, 0x99, 0x01][random(4)]!;
  for (let i = 0; i < bytes.length; i++) {
    const digits = random(10) * 16 + random(10);
    bytes[i] = way < 2 ? digits : way < 4 ? random(256) : same;
  }
}

/** Numbers at which the meaning of a kind changes. */
function edgesOf(kind: BytesKind, halves: number): bigint[] {
  const all = 16n ** BigInt(halves);
  const { most, least, none, notKnown, unknown, names } = kind as Partial<NumberKind> & {
    readonly names?: readonly unknown[];
  };
  const turns = [most, least, none, notKnown, unknown, names?.length].filter(
    (one): one is number => typeof one === "number",
  );
  const isBcd = kind.kind === "bcd";
  const around = turns
    .flatMap((one) => [one - 1, one, one + 1])
    .map((one) => (isBcd && one >= 0 ? BigInt(`0x${one}`) : BigInt(one)));
  return [0n, 1n, all / 2n - 1n, all / 2n, all - 2n, all - 1n, ...around].map(
    (one) => ((one % all) + all) % all,
  );
}

function put(bytes: Uint8Array, at: number, halves: number, number: bigint): void {
  const digits = number.toString(16).padStart(halves, "0");
  for (let i = 0; i < halves; i++) {
    const [byte, shift] = [(at + i) >> 1, (at + i) % 2 === 0 ? 4 : 0];
    bytes[byte] = (bytes[byte]! & (0xf0 >> shift)) | (Number.parseInt(digits[i]!, 16) << shift);
  }
}

const RANDOM_RUNS = 150;

/** The numbers to try in a row: all of up to a byte, otherwise limits and random ones. */
function numbersOf(kind: BytesKind, halves: number, random: Random): bigint[] {
  if (halves <= 2) return Array.from({ length: 16 ** halves }, (_, i) => BigInt(i));
  const bytes = new Uint8Array((halves + 1) >> 1);
  const others = Array.from({ length: RANDOM_RUNS }, () => {
    fill(bytes, random);
    return BigInt(`0x${Buffer.from(bytes).toString("hex").slice(0, halves)}`);
  });
  // Most kinds accept small numbers.
  const small = Array.from({ length: 40 }, () => BigInt(random(1000)));
  return [...edgesOf(kind, halves), ...others, ...small].map((one) => one % 16n ** BigInt(halves));
}

/** The bytes of each case of a block: each row over its range, among random others. */
export function casesOf(block: Block): Uint8Array[] {
  const random = randomOf(0x51);
  const { rows, from, behind } = block;
  const length = Math.ceil(halvesOf(rows) / 2);
  const cases: Uint8Array[] = [];
  const add = (rest = 0): Uint8Array => {
    const bytes = new Uint8Array(length + rest);
    fill(bytes, random);
    if (rows[0]!.kind.kind === "marker") bytes[0] = 0x24;
    cases.push(bytes);
    return bytes;
  };
  if (behind !== undefined)
    return behind.map((rest) => {
      const bytes = add();
      return Uint8Array.from([...bytes, ...rest]);
    });
  let at = 0;
  for (const [i, { kind }] of rows.entries()) {
    if (kind.halves === REST) {
      for (let rest = 0; rest < 12; rest++) for (let run = 0; run < 12; run++) add(rest);
      for (let run = 0; run < RANDOM_RUNS; run++) {
        const bytes = add(random(12));
        for (let k = at >> 1; k < bytes.length; k++) bytes[k] = 0x20 + random(95);
      }
    } else if (i >= from && kind.kind !== "marker") {
      for (const number of numbersOf(kind, kind.halves, random))
        put(add(), at, kind.halves, number);
    }
    at += Math.max(kind.halves, 0);
  }
  const [{ kind }] = rows as [BytesRow];
  const canBe = (bytes: Uint8Array): boolean => {
    const r = new BytesReader(bytes, { ...SETTINGS, table: "tq" }, null);
    return kind.halves !== REST || (kind.fits?.(r, 0, bytes.length * 2, rows[0]!, {}) ?? true);
  };
  return cases.filter((bytes) => bytes.length > 0 && canBe(bytes));
}

export function read({ rows, table, edition }: Block, bytes: Uint8Array) {
  const r = new BytesReader(bytes, { ...SETTINGS, table }, null);
  r.edition = edition;
  // The reader of a record has checked its first byte.
  const values: Values = rows[0]!.kind.kind === "marker" ? { command: "$" } : {};
  // Elements of a list that the reader of the record begins.
  for (const row of rows)
    if (["pid", "faultCode"].includes(row.kind.kind)) setValue(values, row, []);
  readBytesRows(ready(rows), r, 0, bytes.length * 2, values);
  return { values, issues: r.issues };
}

/** The bytes that the rows write; `null` if the values cannot be written. */
function written({ rows }: Block, values: Values): Uint8Array | null {
  const writer = new BytesWriter(SETTINGS.utcOffsetMinutes, 0);
  try {
    writeBytesRows(rows, writer, 0, values);
  } catch {
    // Some values must not be null, and some words of a status have no name.
    return null;
  }
  return new Uint8Array(writer.bytes);
}

/** The bytes that a block writes of values that it has read; of some also with each value unknown. */
export function rewritten(block: Block, values: Values, isFull: boolean): Uint8Array[] {
  const names = Object.keys(values).filter((name) => values[name] !== null && name !== "command");
  const unknown = isFull ? names.map((name) => ({ ...values, [name]: null })) : [];
  return [values, ...unknown].flatMap((one) => {
    const bytes = written(block, one);
    // Records contain no more than their rows.
    return bytes === null || bytes.length < halvesOf(block.rows) / 2 ? [] : [bytes];
  });
}

/** Every usual item alone, with each length that its rows have, and some that none has. */
function items(): Uint8Array[] {
  const random = randomOf(0x808);
  return usualItems().flatMap(({ id, kind }) => {
    const element = (kind as { readonly element?: BytesKind }).element?.halves ?? 2;
    const lengths =
      kind.halves !== REST ? [kind.halves / 2] : [1, 2, 3, 4, element / 2, element, element + 1];
    const inner = (kind as { readonly rows?: readonly BytesRow[] }).rows;
    return lengths.flatMap((length) => {
      const item = (value: Uint8Array): Uint8Array => Uint8Array.from([id, length, ...value]);
      if (inner !== undefined)
        return casesOf({ ...NONE, name: "item", rows: inner }).map((bytes) => item(bytes));
      return numbersOf(kind, length * 2, random).map((number) => {
        const value = new Uint8Array(length);
        put(value, 0, length * 2, number);
        return item(value);
      });
    });
  });
}

const NONE = { table: "tq", edition: 2013, from: 0 } as const;

/** Records of 0x0704, whole, truncated and with a wrong length. */
function records(): Uint8Array[] {
  const random = randomOf(0x704);
  const positions = casesOf({ ...NONE, name: "", rows: BASIC_POSITION });
  return positions.flatMap((_, i) => {
    const some = Array.from({ length: random(4) }, (_, k) => {
      const whole = positions[(i + k) % positions.length]!;
      const bytes = whole.subarray(0, random(20) === 0 ? 20 : 28);
      return [0, bytes.length + (random(20) === 0 ? 1 : 0), ...bytes];
    }).flat();
    const cut = random(10) === 0 ? random(some.length + 1) : some.length;
    return [Uint8Array.from(some.slice(0, cut))];
  });
}

/** A message with an empty body that is a part. */
const PART = Uint8Array.from([2, 0, 0x20, 0, 1, 0x91, 0x76, 0x65, 0x21, 0x84, 0, 1, 0, 2, 0, 1]);

export function blocks(): Block[] {
  const [batch] = jt808Forms().filter(({ id }) => id === 0x0704);
  const withStep = HEAD.map((row) => (row.name === "batteryPercent" ? RECORD_BATTERY : row));
  const joined: Block[] = [
    { ...NONE, name: "head", rows: HEAD },
    { ...NONE, name: "head of 42 bytes", rows: LONG_HEAD },
    { ...NONE, name: "X", rows: MILEAGE_ROWS },
    { ...NONE, name: "P", rows: [...HEAD, PICTURE_ROWS[0]!], from: HEAD.length },
    ...DOLLAR_TAILS.map(({ name, rows }) => ({
      ...NONE,
      name: `tail ${name}`,
      rows: [...HEAD, ...rows],
      from: HEAD.length,
    })),
    {
      ...NONE,
      name: "PengAoDa",
      rows: [...withStep, ...RECORD_ROWS],
      table: "pengaoda",
      headRows: HEAD.length,
    },
    ...EXTENSIONS.map(({ kind, rows, repeated }) => ({
      ...NONE,
      name: `PengAoDa ${kind}`,
      rows: [...rows, ...(repeated === undefined ? [] : [repeated])],
    })),
    { ...NONE, name: "position", rows: BASIC_POSITION },
    { ...NONE, name: "position of 2019", rows: BASIC_POSITION, edition: 2019 },
    { ...NONE, name: "items", rows: POSITION, behind: items() },
    { ...NONE, name: "0x0704", rows: batch!.rows, behind: records() },
    { ...NONE, name: "header of 2013", rows: HEADER_2013 },
    { ...NONE, name: "header of 2019", rows: HEADER_2019, edition: 2019 },
    { ...NONE, name: "header of a part", rows: headerRows(PART, 0, 16).map(({ row }) => row) },
    { ...NONE, name: "header of locks", rows: LOCK },
  ];
  const keyOf = (row: BytesRow): string => JSON.stringify(bytesRow(row));
  const known = new Set([...joined.flatMap(({ rows }) => rows), ...usualItems()].map(keyOf));
  const singles = allForms()
    .flatMap(({ rows, positions = [] }) => [...rows, ...positions])
    .filter((row): row is BytesRow => "halves" in row.kind)
    .filter(({ kind }) => {
      const { element = kind } = kind as { readonly element?: BytesKind };
      return LUA_BYTES.has(kind.kind) && LUA_BYTES.has(element.kind);
    })
    .flatMap((row): Block[] => {
      const key = keyOf(row);
      if (known.has(key)) return [];
      known.add(key);
      return [{ ...NONE, name: `${row.kind.kind} ${row.name}`, rows: [row] }];
    });
  return [...joined, ...singles];
}
