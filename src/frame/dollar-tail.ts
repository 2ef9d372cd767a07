/**
 * Whether the bytes behind the head of a `$` frame look like one of the documented tails. What they look like
 * comes from the rows of src/h02/dollar/tails.ts, by way of a generated table.
 */
import {
  CLASSIC_MARK,
  DOLLAR_TAIL_TABLE,
  RECORD_HEAD_LENGTH,
  RECORD_MARKS,
  type TailCheck,
  type TailRow,
} from "../generated/dollar-tail-table.ts";
import { HEAD_LENGTH, isBcd, MAYBE, NO, type Verdict, YES } from "./start.ts";

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

/** The one tail of which a value tells whether it is likely: a voltage, where a shorter record ends. */
const VOLTAGE: TailRow = /* @__PURE__ */ DOLLAR_TAIL_TABLE.find(
  ({ typical }) => typical.length > 0,
)!;
export const WITH_VOLTAGE: number = /* @__PURE__ */ (() => VOLTAGE.length)();
/** The record number of a record of this length stands where the longer one has the high byte of the voltage. */
export const WITHOUT_VOLTAGE: number = /* @__PURE__ */ (() => VOLTAGE.typical[0]!.at + 1)();
/** The highest of these bytes. */
export const MOST_VOLTAGE_BYTE: number = /* @__PURE__ */ (() => VOLTAGE.typical[0]!.most >> 8)();

/** FF 00 behind the head. */
export function isClassic(bytes: Uint8Array, at: number): boolean {
  const from = at + HEAD_LENGTH;
  return bytes[from] === CLASSIC_MARK[0] && bytes[from + 1] === CLASSIC_MARK[1];
}

/** Where FF 00 is followed by a GSM level or a record number; a level may be this. */
const LEVEL: TailCheck = /* @__PURE__ */ DOLLAR_TAIL_TABLE[0]!.checks.find(
  ({ also }) => also >= 0,
)!;

/** 3GPP TS 27.007: 0 to 31, or 99 for not known. Any other value in its place is a record number. */
export function isLevel(byte: number): boolean {
  return byte <= LEVEL.most || byte === LEVEL.also;
}

/**
 * Whether the tail looks like that of firmware which sends this length. `MAYBE` when the bytes that
 * tell have not arrived.
 */
export function tailIsLike(bytes: Uint8Array, at: number, size: number, length: number): Verdict {
  let like: Verdict = NO;
  for (const row of TAILS[length]!) {
    const verdict = isLike(row, bytes, at, size);
    if (verdict === YES) return YES;
    if (verdict === MAYBE) like = MAYBE;
  }
  return like;
}

function isLike(row: TailRow, bytes: Uint8Array, at: number, size: number): Verdict {
  let isUnusual = false;
  for (const check of row.checks) {
    if (at + check.at + check.bytes > size) return MAYBE;
    if (isMet(check, bytes, at)) continue;
    if (check.what !== "usual") return NO;
    isUnusual = true;
  }
  if (row.network < 0) return YES;
  const from = at + row.network;
  if (from + 2 > size) return MAYBE;
  const mcc = (bytes[from]! << 8) | bytes[from + 1]!;
  return isCountry(mcc) || (mcc === 0 && !row.needsNetwork && !isUnusual) ? YES : NO;
}

function isMet(check: TailCheck, bytes: Uint8Array, at: number): boolean {
  const from = at + check.at;
  if (check.what === "digits") {
    for (let i = from; i < from + check.bytes; i++) if (!isBcd(bytes[i]!)) return false;
    return true;
  }
  let value = 0;
  for (let i = from; i < from + check.bytes; i++) value = value * 256 + bytes[i]!;
  return (value >= check.least && value <= check.most) || value === check.also;
}

/** Whether the tail is so much like it that a connection which sends this length needs no more. */
export function isSurely(bytes: Uint8Array, at: number, size: number, length: number): Verdict {
  let like: Verdict = NO;
  for (const row of TAILS[length]!) {
    if (row.isDoubtful) continue;
    const verdict = isLike(row, bytes, at, size);
    if (verdict === MAYBE) like = MAYBE;
    if (verdict !== YES) continue;
    // Reserved bytes say as much as a network.
    const isProved = row.network < 0 || row.checks.some(({ what }) => what === "usual");
    if (isProved || (hasCountry(row, bytes, at) && isTypical(row, bytes, at, size) !== NO))
      return YES;
  }
  return like;
}

/** Whether the tail has what nearly all of its length have; only the one with a voltage has more to tell. */
export function isDoubtful(bytes: Uint8Array, at: number, size: number, length: number): boolean {
  const row = TAILS[length]?.[0];
  return row !== undefined && (row.isDoubtful || isTypical(row, bytes, at, size) === NO);
}

function isTypical({ typical }: TailRow, bytes: Uint8Array, at: number, size: number): Verdict {
  for (const check of typical) {
    const from = at + check.at;
    if (from >= size) return MAYBE;
    const high = bytes[from]!;
    // The high byte alone may tell.
    if (high !== check.most >> 8) return high < check.most >> 8 ? YES : NO;
    if (from + 1 >= size) return MAYBE;
    if (bytes[from + 1]! > (check.most & 0xff)) return NO;
  }
  return YES;
}

/** Whether the tail is like it and its country code is a real one, not the zero for none. */
export function namesNetwork(bytes: Uint8Array, at: number, size: number, length: number): boolean {
  return TAILS[length]!.some(
    (row) => row.network >= 0 && isLike(row, bytes, at, size) === YES && hasCountry(row, bytes, at),
  );
}

function hasCountry({ network }: TailRow, bytes: Uint8Array, at: number): boolean {
  return isCountry((bytes[at + network]! << 8) | bytes[at + network + 1]!);
}

/** ITU-T E.212: geographic country codes begin with 2 to 7. */
function isCountry(mcc: number): boolean {
  return mcc >= 200 && mcc <= 799;
}

/** The letters in front of the blocks of a PengAoDa record (h02.md section 8.4). */
export function hasRecordMarks(bytes: Uint8Array, at: number): boolean {
  return RECORD_MARKS.every(([place, byte]) => bytes[at + place] === byte);
}

/** Whether it may become such a record: the first mark is there, the last has not come. */
export function mayHaveRecordMarks(bytes: Uint8Array, at: number, size: number): boolean {
  const [place, byte] = RECORD_MARKS[0]!;
  return bytes[at + place] === byte && size - at <= RECORD_MARKS.at(-1)![0];
}

/** The most bytes that an extension has. */
const MOST_EXTENSION = 1024;

/** Bytes of a PengAoDa record with its record number and XOR byte; 0 if the length has not come, -1 if it is none. */
export function recordLength(bytes: Uint8Array, at: number, size: number): number {
  if (size - at < RECORD_HEAD_LENGTH) return 0;
  const end = at + RECORD_HEAD_LENGTH;
  const extension = (bytes[end - 2]! << 8) | bytes[end - 1]!;
  return extension > MOST_EXTENSION ? -1 : RECORD_HEAD_LENGTH + extension + 2;
}
