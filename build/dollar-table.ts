/**
 * Prints src/generated/dollar-tail-table.ts: what the splitter expects of the tails of `$` frames, from their rows. The
 * table imports nothing, so the splitter does not depend on the rows.
 */
import { LEAST_COUNTRY, MOST_COUNTRY } from "../src/frame/country.ts";
import { HEAD } from "../src/h02/dollar/head.ts";
import { DOLLAR_TAILS, type DollarTail, FLAG_AND_RESERVED } from "../src/h02/dollar/tails.ts";
import type { CellKind } from "../src/kind/bytes/cell.ts";
import type { MarkKind } from "../src/kind/bytes/id.ts";
import type { KeptKind } from "../src/kind/bytes/kept.ts";
import type { NumberKind } from "../src/kind/bytes/number.ts";
import { halvesOf, placed } from "../src/layout/bytes-rows.ts";
import { RECORD_HEAD_LENGTH, RECORD_ROWS } from "../src/pengaoda/record.ts";
import { HEADER } from "./generated-file.ts";

const HEAD_HALVES = halvesOf(HEAD);

/** Offset and number of bytes, their range as one number, and a further allowed value, or -1 for none. */
type Check = readonly [at: number, bytes: number, least: number, most: number, also: number];

/** Offset of the country code in a frame with the tail, or -1. */
function networkOf({ rows }: DollarTail): number {
  for (const { row, at } of placed(rows, HEAD_HALVES)) {
    const { kind } = row;
    const hasCountry = kind.kind === "cell" && (kind as CellKind).parts[0]![0] === "mcc";
    if (hasCountry || kind.kind === "threeCells") return at / 2;
  }
  return -1;
}

function checksOf({ rows }: DollarTail): Check[] {
  return placed(rows, HEAD_HALVES).flatMap(({ row: { kind, likely }, at }): Check[] => {
    if (likely === undefined) return [];
    const bytes = kind.halves / 2;
    const { unknown } = kind as NumberKind;
    // The value that stands for "unknown" is no evidence against the tail.
    const also = kind.kind === "uint" && unknown ? unknown : -1;
    // The first two bytes of a long run are enough evidence.
    return [[at / 2, bytes > 4 ? 2 : bytes, ...likely, also]];
  });
}

/** Offsets of the bytes that hold two decimal digits each. */
function digitsOf({ rows }: DollarTail): number[] {
  return placed(rows, HEAD_HALVES).flatMap(({ row: { kind }, at }) =>
    kind.kind === "bcd" ? Array.from({ length: kind.halves / 2 }, (_, i) => at / 2 + i) : [],
  );
}

/** The check of bytes that are kept only if they are unusual. */
function usualOf({ rows }: DollarTail): Check | null {
  for (const { row, at } of placed(rows, HEAD_HALVES)) {
    const usual = row.kind.kind === "kept" ? (row.kind as KeptKind).usual : undefined;
    if (usual === undefined || row.likely !== undefined) continue;
    const value = usual.reduce((sum, byte) => sum * 256 + byte, 0);
    return [at / 2, usual.length, value, value, -1];
  }
  return null;
}

function tailLine(tail: DollarTail): string {
  const checks = checksOf(tail).map((check) => `\n      ${JSON.stringify(check)},`);
  // A list of cells replaces the fix, so it is never empty.
  const needsNetwork = tail.rows.some(({ kind }) => kind.kind === "threeCells");
  const digits = digitsOf(tail);
  const usual = usualOf(tail);
  const network = networkOf(tail);
  const isDoubtful = network < 0 && tail.confidence === "unconfirmed";
  const lines = [
    `length: ${tail.length}`,
    `checks: [${checks.join("")}\n    ]`,
    ...(digits.length > 0 ? [`digits: ${JSON.stringify(digits)}`] : []),
    ...(usual === null ? [] : [`usual: ${JSON.stringify(usual)}`]),
    ...(network < 0 ? [] : [`network: ${network}`]),
    ...(needsNetwork ? ["needsNetwork: true"] : []),
    ...(isDoubtful ? ["isDoubtful: true"] : []),
  ];
  return `  // ${tail.about}\n  {${lines.map((line) => `\n    ${line},`).join("")}\n  },`;
}

const numberAt = (at: number, bytes: number): string => {
  const parts = Array.from({ length: bytes }, (_, i) => {
    const shift = (bytes - 1 - i) * 8;
    return shift === 0 ? `B[s + ${at + i}]!` : `(B[s + ${at + i}]! << ${shift})`;
  });
  const joined = parts.length > 1 ? `(${parts.join(" | ")})` : parts[0]!;
  return bytes === 4 ? `(${joined} >>> 0)` : joined;
};

function condition([at, bytes, least, most, also]: Check): string {
  const value = numberAt(at, bytes);
  if (least === most) return `${value} === ${least}`;
  const inside =
    least === 0 ? `${value} <= ${most}` : `${value} >= ${least} && ${value} <= ${most}`;
  return also < 0 ? inside : `(${inside} || ${value} === ${also})`;
}

/** What `likeness` of a whole tail asks before it is more than `UNLIKE`, in the terms of one row. */
function fits(tail: DollarTail): string {
  const all = checksOf(tail).map(condition);
  const network = networkOf(tail);
  if (network >= 0) {
    const usual = usualOf(tail);
    const none = tail.rows.some(({ kind }) => kind.kind === "threeCells")
      ? []
      : [`(mcc === 0${usual === null ? "" : ` && ${condition(usual)}`})`];
    const real = `(mcc >= ${LEAST_COUNTRY} && mcc <= ${MOST_COUNTRY})`;
    all.push(`(${[real, ...none].join(" || ")})`);
  }
  return `(${all.join(" && ")})`;
}

/** A case for each length that has a fast reader. */
function fitsLines(): string {
  const usual = DOLLAR_TAILS.filter(({ length, isUsual }) => length > 32 && isUsual);
  const lengths = [...new Set(usual.map(({ length }) => length))];
  return lengths
    .map((length) => {
      const tails = DOLLAR_TAILS.filter((tail) => tail.length === length);
      const [place, ...more] = new Set(tails.map(networkOf));
      if (place === undefined || place < 0 || more.length > 0) {
        throw new Error(`tails of ${length} bytes need a country code, all in one place`);
      }
      return `    case ${length}: {
      const mcc = ${numberAt(place, 2)};
      return ${tails.map(fits).join(" || ")};
    }`;
    })
    .join("\n");
}

/** A GSM level: its range, and the value for none. */
function level(): NumberKind {
  for (const { rows } of DOLLAR_TAILS) {
    for (const { name, kind } of rows) if (name === "signalCsq") return kind as NumberKind;
  }
  throw new Error("no tail has a GSM level");
}

/** The marks of a PengAoDa record: bytes and offsets. */
function marks(): string {
  const found = placed(RECORD_ROWS, HEAD_HALVES).filter(({ row }) => row.kind.kind === "mark");
  return found.map(({ row, at }) => `[${at / 2}, ${(row.kind as MarkKind).bytes[0]}]`).join(", ");
}

export function dollarTable(): string {
  const longer = DOLLAR_TAILS.filter(({ length }) => length > 32);
  return `${HEADER}
/** Bytes from the start of the frame as one number, its range, and one more value that is as good, or -1. */
export type TailCheck = readonly [
  at: number,
  bytes: number,
  least: number,
  most: number,
  also: number,
];

/** A tail of more than 32 bytes. */
export interface TailRow {
  readonly length: number;
  /** What the tail has in any case. */
  readonly checks: readonly TailCheck[];
  /** Where two decimal digits stand. */
  readonly digits?: readonly number[];
  /** Bytes that speak for it, and may differ where the network is a real one. */
  readonly usual?: TailCheck;
  /** Where the country code stands. */
  readonly network?: number;
  /** Whether a tail without a country code is none. */
  readonly needsNetwork?: true;
  /** Known from one source, with little to tell it by. */
  readonly isDoubtful?: true;
}

export const DOLLAR_TAIL_TABLE: readonly TailRow[] = [
${longer.map(tailLine).join("\n")}
];

/**
 * Whether nothing speaks against the tail of the frame at \`s\`, as \`likeness\` says of a whole one in many more steps; false for
 * lengths without a fast reader.
 */
export function fitsTail(B: Uint8Array, s: number, length: number): boolean {
  switch (length) {
    case 32: return true;
${fitsLines()}
    default: return false;
  }
}

/** User alarm flag and reserved byte, as nearly all records of the TQ document have them. */
export const CLASSIC_MARK: readonly [number, number] = [${(FLAG_AND_RESERVED.kind as KeptKind).usual!.join(", ")}];
/** The highest GSM level, and the one that says that it is not known. */
export const MOST_LEVEL = ${level().most};
export const UNKNOWN_LEVEL = ${level().unknown};
/** The letters in front of the blocks of a PengAoDa record, and where they stand. */
export const RECORD_MARKS: readonly (readonly [at: number, byte: number])[] = [${marks()}];
/** Bytes of a PengAoDa record in front of its extension, whose length is in the last two of them. */
export const RECORD_HEAD_LENGTH = ${RECORD_HEAD_LENGTH};
`;
}
