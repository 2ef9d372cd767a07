/**
 * Decides whether the bytes behind the head of a `$` frame look like one of the documented tails. A table generated from
 * the rows of src/h02/dollar/tails.ts describes them.
 */
import {
  CLASSIC_MARK,
  DOLLAR_TAIL_TABLE,
  MOST_LEVEL,
  RECORD_HEAD_LENGTH,
  RECORD_MARKS,
  type TailCheck,
  type TailRow,
  UNKNOWN_LEVEL,
} from "../generated/dollar-tail-table.ts";
import { LEAST_COUNTRY, MOST_COUNTRY } from "./country.ts";
import { HEAD_LENGTH, isBcd } from "./start.ts";

/** More than one value cannot be in this tail. */
export const NONE = -1;
/** One value cannot be in this tail, or a feature of all tails of this length is missing. */
export const UNLIKE = 0;
/** All values can be in this tail. */
export const LIKE = 1;
/** It has a feature of this length alone: a country, digits, reserved bytes. */
export const SURE = 2;

/** Documented lengths above 32 with the common head, the most frequent first. */
export const LONGER: readonly number[] = /* @__PURE__ */ [
  ...new Set(DOLLAR_TAIL_TABLE.map(({ length }) => length)),
];
const TAILS: readonly (readonly TailRow[])[] = /* @__PURE__ */ (() => {
  const byLength: TailRow[][] = [];
  for (const row of DOLLAR_TAIL_TABLE) {
    byLength[row.length] ??= [];
    byLength[row.length]!.push(row);
  }
  return byLength;
})();

/** How well the tail fits firmware with this length, as far as its bytes are before `size`. */
export function likeness(bytes: Uint8Array, at: number, size: number, length: number): number {
  const rows = TAILS[length];
  if (rows === undefined) return LIKE;
  let most = NONE;
  for (const row of rows) {
    const like = likenessOf(row, bytes, at, size);
    if (like === SURE) return SURE;
    if (like > most) most = like;
  }
  return most;
}

function likenessOf(row: TailRow, bytes: Uint8Array, at: number, size: number): number {
  const { checks, digits, usual, network } = row;
  let wrong = 0;
  for (const check of checks) if (!isMet(check, bytes, at, size) && ++wrong > 1) return NONE;
  if (digits?.some((digit) => at + digit < size && !isBcd(bytes[at + digit]!))) wrong++;
  let like = network === undefined && !row.isDoubtful ? SURE : LIKE;
  if (network !== undefined && at + network + 2 <= size) {
    const mcc = (bytes[at + network]! << 8) | bytes[at + network + 1]!;
    const isUsual = usual === undefined || isMet(usual, bytes, at, size);
    if (mcc >= LEAST_COUNTRY && mcc <= MOST_COUNTRY) like = isUsual ? SURE : LIKE;
    else if (mcc !== 0 || row.needsNetwork || !isUsual) wrong++;
    else if (usual !== undefined) like = SURE;
  }
  return wrong === 0 ? like : wrong > 1 ? NONE : UNLIKE;
}

/** Bytes that have not arrived may be anything. */
function isMet(check: TailCheck, bytes: Uint8Array, at: number, size: number): boolean {
  // By index: to take the tuple apart costs more than all the rest.
  const from = at + check[0];
  const end = from + check[1];
  let low = 0;
  for (let i = from; i < end; i++) low = low * 256 + (i < size ? bytes[i]! : 0);
  const open = end > size ? 256 ** Math.min(end - size, check[1]) - 1 : 0;
  return (low + open >= check[2] && low <= check[3]) || low === check[4];
}

/** FF 00 behind the head. */
export function isClassic(bytes: Uint8Array, at: number): boolean {
  const from = at + HEAD_LENGTH;
  return bytes[from] === CLASSIC_MARK[0] && bytes[from + 1] === CLASSIC_MARK[1];
}

/** 3GPP TS 27.007: 0 to 31, or 99 for not known. Any other value in its place is a record number. */
export function isLevel(byte: number): boolean {
  return byte <= MOST_LEVEL || byte === UNKNOWN_LEVEL;
}

/** The letters in front of the blocks of a PengAoDa record (docs/protocol/h02.md §8.4). */
export function hasRecordMarks(bytes: Uint8Array, at: number): boolean {
  return RECORD_MARKS.every(([place, byte]) => bytes[at + place] === byte);
}

/** The bytes that carry the length of a frame have not arrived. */
export const UNTOLD = 0;

/** The longest extension of a PengAoDa record, in bytes. */
const MOST_EXTENSION = 1024;

/**
 * The length of a frame that carries it: the padlock counts its cells or access points (32 + 8n +
 * 1, 32 + 7n + 1), the OBD terminal the bytes of its extension. -1 if it is neither.
 */
export function lengthInFrame(bytes: Uint8Array, at: number, size: number): number {
  const [place, mark] = RECORD_MARKS[0]!;
  if (bytes[at + place] === mark) {
    if (size - at <= RECORD_MARKS.at(-1)![0]) return UNTOLD;
    if (hasRecordMarks(bytes, at)) {
      if (size - at < RECORD_HEAD_LENGTH) return UNTOLD;
      const end = at + RECORD_HEAD_LENGTH;
      const extension = (bytes[end - 2]! << 8) | bytes[end - 1]!;
      return extension > MOST_EXTENSION ? -1 : RECORD_HEAD_LENGTH + extension + 2;
    }
  }
  const format = bytes[at + 30]!;
  const count = bytes[at + 31]!;
  const isList = (format === 1 || format === 2) && count > 0 && count <= 20;
  return isList ? 33 + (9 - format) * count : -1;
}
