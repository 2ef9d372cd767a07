/**
 * What the splitter expects of the tails of `$` frames, from their rows: src/generated/dollar-tail-table.ts,
 * which imports nothing, so that the splitter need not know the rows.
 */
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

/** A check of some bytes. */
interface Check {
  readonly what: "range" | "digits" | "usual";
  readonly at: number;
  readonly bytes: number;
  readonly least: number;
  readonly most: number;
  readonly also: number;
}

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
  return placed(rows, HEAD_HALVES).flatMap(({ row, at: half }): Check[] => {
    const { kind, likely } = row;
    const at = half / 2;
    const bytes = kind.halves / 2;
    const { unknown } = kind as NumberKind;
    // What is written for a value that is not known is no evidence against the tail.
    const also = kind.kind === "uint" && unknown ? unknown : -1;
    // Of a long run the first two tell.
    if (likely !== undefined) return [rangeOf(at, bytes > 4 ? 2 : bytes, likely, also)];
    if (kind.kind === "bcd") return [{ ...rangeOf(at, bytes, [0, 0], -1), what: "digits" }];
    const usual = kind.kind === "kept" ? (kind as KeptKind).usual : undefined;
    if (usual === undefined) return [];
    const value = usual.reduce((sum, byte) => sum * 256 + byte, 0);
    return [{ ...rangeOf(at, bytes, [value, value], -1), what: "usual" }];
  });
}

function rangeOf(
  at: number,
  bytes: number,
  [least, most]: readonly [number, number],
  also: number,
): Check {
  return { what: "range", at, bytes, least, most, also };
}

/** What a tail that is not doubtful has besides. */
function typicalOf({ rows }: DollarTail): Check[] {
  return placed(rows, HEAD_HALVES).flatMap(({ row: { kind, typical }, at }) =>
    typical === undefined ? [] : [rangeOf(at / 2, kind.halves / 2, typical, -1)],
  );
}

function tailLine(tail: DollarTail): string {
  const lines = (checks: readonly Check[]): string =>
    checks.map((check) => `\n      ${textOf(check)},`).join("");
  // A list of cells is sent instead of a fix, so that it is not empty.
  const needsNetwork = tail.rows.some(({ kind }) => kind.kind === "threeCells");
  return `  // ${tail.about}
  {
    length: ${tail.length},
    network: ${networkOf(tail)},
    needsNetwork: ${needsNetwork},
    isDoubtful: ${networkOf(tail) < 0 && tail.confidence === "unconfirmed"},
    checks: [${lines(checksOf(tail))}
    ],
    typical: [${lines(typicalOf(tail))}${typicalOf(tail).length > 0 ? "\n    " : ""}],
  },`;
}

function textOf(check: Check): string {
  const parts = Object.entries(check).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `{ ${parts.join(", ")} }`;
}

/** The marks of a PengAoDa record: the bytes and where they stand. */
function marks(): string {
  const found = placed(RECORD_ROWS, HEAD_HALVES).filter(({ row }) => row.kind.kind === "mark");
  return found.map(({ row, at }) => `[${at / 2}, ${(row.kind as MarkKind).bytes[0]}]`).join(", ");
}

export function dollarTable(): string {
  const longer = DOLLAR_TAILS.filter(({ length }) => length > 32);
  return `${HEADER}
/** A check of some bytes, counted from the start of the frame. */
export interface TailCheck {
  readonly what: "range" | "digits" | "usual";
  readonly at: number;
  readonly bytes: number;
  readonly least: number;
  readonly most: number;
  /** One more value that is as good, or -1. */
  readonly also: number;
}

/** A tail of more than 32 bytes. */
export interface TailRow {
  readonly length: number;
  /** Where the country code stands, or -1. */
  readonly network: number;
  /** Whether a tail without a country code is none. */
  readonly needsNetwork: boolean;
  /** Known from one capture that has little to tell it by. */
  readonly isDoubtful: boolean;
  /** What the tail has in any case; \`usual\` bytes may differ where the network is a real one. */
  readonly checks: readonly TailCheck[];
  /** A tail without it is doubtful. */
  readonly typical: readonly TailCheck[];
}

export const DOLLAR_TAIL_TABLE: readonly TailRow[] = [
${longer.map(tailLine).join("\n")}
];

/** User alarm flag and reserved byte, as nearly all records of the TQ document have them. */
export const CLASSIC_MARK: readonly [number, number] = [${(FLAG_AND_RESERVED.kind as KeptKind).usual!.join(", ")}];
/** The letters in front of the blocks of a PengAoDa record, and where they stand. */
export const RECORD_MARKS: readonly (readonly [at: number, byte: number])[] = [${marks()}];
/** Bytes of a PengAoDa record in front of its extension, whose length is in the last two of them. */
export const RECORD_HEAD_LENGTH = ${RECORD_HEAD_LENGTH};
`;
}
