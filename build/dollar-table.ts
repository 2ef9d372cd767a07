/**
 * What the splitter expects of the tails of `$` frames, from their rows: src/generated/dollar-tail-table.ts,
 * which imports nothing, so that the splitter need not know the rows.
 */
import { HEAD } from "../src/h02/dollar/head.ts";
import { DOLLAR_TAILS, type DollarTail } from "../src/h02/dollar/tails.ts";
import type { CellKind } from "../src/kind/bytes/cell.ts";
import type { MarkKind } from "../src/kind/bytes/id.ts";
import type { KeptKind } from "../src/kind/bytes/kept.ts";
import type { NumberKind } from "../src/kind/bytes/number.ts";
import { halvesOf, placed } from "../src/layout/bytes-rows.ts";
import { RECORD_HEAD_LENGTH, RECORD_ROWS } from "../src/pengaoda/record.ts";
import { HEADER } from "./generated-file.ts";

const HEAD_HALVES = halvesOf(HEAD);

/** A line of the table: what, first byte, bytes, least, most, and one value beyond them. */
type Check = readonly ["range" | "digits" | "usual", number, number, number, number, number];

/** Where the country code of a tail stands, or -1. */
function networkOf({ rows }: DollarTail): number {
  for (const { row, at } of placed(rows, HEAD_HALVES)) {
    const { kind } = row;
    const hasCountry = kind.kind === "cell" && (kind as CellKind).parts[0]![0] === "mcc";
    if (hasCountry || kind.kind === "threeCells") return at / 2;
  }
  return -1;
}

function checksOf({ rows }: DollarTail): Check[] {
  return placed(rows, HEAD_HALVES).flatMap(({ row, at }): Check[] => {
    const { kind, likely } = row;
    const [from, bytes] = [at / 2, kind.halves / 2];
    const { unknown } = kind as NumberKind;
    // What is written for a value that is not known is no evidence against the tail.
    const also = kind.kind === "uint" && unknown ? unknown : -1;
    if (likely !== undefined) return [["range", from, Math.min(bytes, 4), ...likely, also]];
    if (kind.kind === "bcd") return [["digits", from, bytes, 0, 0, -1]];
    const usual = kind.kind === "kept" ? (kind as KeptKind).usual : undefined;
    if (usual === undefined) return [];
    const value = usual.reduce((sum, byte) => sum * 256 + byte, 0);
    return [["usual", from, bytes, value, value, -1]];
  });
}

function tailLine(tail: DollarTail): string {
  const checks = checksOf(tail).map((check) => `    ${JSON.stringify(check)},`);
  // A list of cells is sent instead of a fix, so that it is not empty.
  const needsNetwork = tail.rows.some(({ kind }) => kind.kind === "threeCells");
  return `  // ${tail.about}
  { length: ${tail.length}, network: ${networkOf(tail)}, needsNetwork: ${needsNetwork}, checks: [
${checks.join("\n")}
  ] },`;
}

/** The marks of a PengAoDa record: the bytes and where they stand. */
function marks(): string {
  const found = placed(RECORD_ROWS, HEAD_HALVES).filter(({ row }) => row.kind.kind === "mark");
  return found.map(({ row, at }) => `[${at / 2}, ${(row.kind as MarkKind).bytes[0]}]`).join(", ");
}

export function dollarTable(): string {
  const longer = DOLLAR_TAILS.filter(({ length }) => length > 32);
  return `${HEADER}
/** A check of some bytes: what, first byte, bytes, least, most, and one more value that is as good. */
export type TailCheck = readonly [
  what: "range" | "digits" | "usual",
  at: number,
  bytes: number,
  least: number,
  most: number,
  also: number,
];

/** A tail of more than 32 bytes. */
export interface TailRow {
  readonly length: number;
  /** Where the country code stands, or -1. */
  readonly network: number;
  /** Whether a tail without a country code is none. */
  readonly needsNetwork: boolean;
  readonly checks: readonly TailCheck[];
}

export const DOLLAR_TAIL_TABLE: readonly TailRow[] = [
${longer.map(tailLine).join("\n")}
];

/** The letters in front of the blocks of a PengAoDa record, and where they stand. */
export const RECORD_MARKS: readonly (readonly [at: number, byte: number])[] = [${marks()}];
/** Bytes of a PengAoDa record in front of its extension, whose length is in the last two of them. */
export const RECORD_HEAD_LENGTH = ${RECORD_HEAD_LENGTH};
`;
}
