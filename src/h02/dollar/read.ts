/** Reads the values of a `$`, `M`, `X` or `P` frame. */
import { lengthInFrame } from "../../frame/dollar-tail.ts";
import { LONG_ID_EXTRA, NO, startsHead, YES } from "../../frame/start.ts";
import { keepUnknown } from "../../kind/bytes/kept.ts";
import type { BytesReader } from "../../kind/bytes-reader.ts";
import type { Meaning, Values } from "../../kind/row.ts";
import { halvesOf, type ReadyRow, readBytesRows, ready } from "../../layout/bytes-rows.ts";
import { HEAD, LONG_HEAD } from "./head.ts";
import { MILEAGE_ROWS } from "./mileage.ts";
import { PICTURE_ROWS } from "./picture.ts";
import { DOLLAR_TAILS } from "./tails.ts";

/** Bytes of marker, id, time, position and status. */
export const HEAD_LENGTH: number = /* @__PURE__ */ halvesOf(HEAD) / 2;
const LONG_HEAD_LENGTH: number = /* @__PURE__ */ halvesOf(LONG_HEAD) / 2;
/** The one length with an id of eight bytes. */
export const LONG_ID_LENGTH = 42;
/** The shortest documented record. */
const LEAST_LENGTH = 32;

const TAIL: Meaning = { name: "tail", about: "Not documented", personal: "prose" };

/** The list of a padlock (docs/protocol/h02.md §1.3). */
const LIST: Meaning = {
  name: "tail",
  about: "Not documented; kind of the list, 1 cells or 2 access points; number of elements",
  personal: "harmless",
};
const LIST_HEAD = 3;

const SHORT_ID: readonly ReadyRow[] = /* @__PURE__ */ ready(HEAD);
const LONG_ID: readonly ReadyRow[] = /* @__PURE__ */ ready(LONG_HEAD);
const MILEAGE: readonly ReadyRow[] = /* @__PURE__ */ ready(MILEAGE_ROWS);
const PICTURE: readonly ReadyRow[] = /* @__PURE__ */ ready([...HEAD, ...PICTURE_ROWS]);
/** The tails by their length; those that are recognised by their first bytes come first. */
const TAILS: readonly (readonly ReadyTail[] | undefined)[] = /* @__PURE__ */ (() => {
  const byLength: ReadyTail[][] = [];
  for (const { length, begins, rows } of DOLLAR_TAILS) {
    byLength[length] ??= [];
    byLength[length].push({
      first: begins?.[0] ?? -1,
      second: begins?.[1] ?? -1,
      rows: ready(rows),
    });
  }
  return byLength;
})();

interface ReadyTail {
  /** The bytes with which it begins, or -1. */
  readonly first: number;
  readonly second: number;
  readonly rows: readonly ReadyRow[];
}

function tailRows(bytes: Uint8Array): readonly ReadyRow[] | undefined {
  const tails = TAILS[bytes.length];
  if (tails === undefined) return undefined;
  for (const { first, second, rows } of tails) {
    if (first < 0 || (bytes[HEAD_LENGTH] === first && bytes[HEAD_LENGTH + 1] === second))
      return rows;
  }
  return undefined;
}

/** No record of this length has a shorter id, but a caller may force the length. */
function hasLongId(bytes: Uint8Array): boolean {
  if (bytes.length !== LONG_ID_LENGTH) return false;
  return (
    startsHead(bytes, 0, LONG_ID_LENGTH, LONG_ID_EXTRA) === YES ||
    startsHead(bytes, 0, LONG_ID_LENGTH, 0, 1) === NO
  );
}

/** Number of bytes in the head of these bytes. */
export function headLength(bytes: Uint8Array): number {
  return hasLongId(bytes) ? LONG_HEAD_LENGTH : HEAD_LENGTH;
}

export function readMileage(r: BytesReader, values: Values): void {
  readBytesRows(MILEAGE, r, 0, r.bytes.length * 2, values);
}

export function readPicture(r: BytesReader, values: Values): void {
  readBytesRows(PICTURE, r, 0, r.bytes.length * 2, values);
}

/** Reads a `$` or `M` record by its length; `own`: the rows after the head, for a tail of the option `protocol`. */
export function readDollar(r: BytesReader, values: Values, own?: readonly ReadyRow[]): void {
  const { bytes } = r;
  const end = bytes.length * 2;
  const isLong = hasLongId(bytes);
  const at = readBytesRows(isLong ? LONG_ID : SHORT_ID, r, 0, end, values);
  if (bytes.length < LEAST_LENGTH) {
    r.reportBytes("truncated", "frame", 0, bytes.length, `${LEAST_LENGTH} bytes or more`);
  }
  const tail = isLong ? undefined : (own ?? tailRows(bytes));
  if (tail !== undefined) readBytesRows(tail, r, at, end, values);
  else {
    keepUnknown(r, at >> 1, bytes.length, values);
    if (r.trace !== null) {
      const tellsLength = lengthInFrame(bytes, 0, bytes.length) === bytes.length;
      const from = tellsLength ? at + LIST_HEAD * 2 : at;
      r.mark(LIST, at, from, values);
      r.mark(TAIL, from, end, values);
    }
  }
}

/** Whether the library has a tail for frames of this length. */
export function isTailLength(length: number): boolean {
  return length === LONG_ID_LENGTH || TAILS[length] !== undefined;
}
