/** From a `$`, `M`, `X` or `P` frame to the values of its message. */
import { startsHead, YES } from "../../frame/start.ts";
import { keepUnknown } from "../../kind/bytes/kept.ts";
import type { BytesReader } from "../../kind/bytes-reader.ts";
import type { Meaning, Values } from "../../kind/row.ts";
import { halvesOf, readBytesRows } from "../../layout/bytes-rows.ts";
import { HEAD, LONG_HEAD } from "./head.ts";
import { MILEAGE_ROWS } from "./mileage.ts";
import { PICTURE_ROWS } from "./picture.ts";
import { dollarTail } from "./tails.ts";

/** Bytes of marker, id, time, position and status. */
export const HEAD_LENGTH: number = /* @__PURE__ */ halvesOf(HEAD) / 2;
/** The one length with an id of eight bytes. */
export const LONG_ID_LENGTH = 42;
/** The shortest documented record. */
const LEAST_LENGTH = 32;

const TAIL: Meaning = { name: "tail", about: "Not documented" };

/** The head that the bytes begin with. */
export function headRows(bytes: Uint8Array): typeof HEAD {
  const isLong = bytes.length === LONG_ID_LENGTH && startsHead(bytes, 0, LONG_ID_LENGTH, 0) !== YES;
  return isLong ? LONG_HEAD : HEAD;
}

export function readMileage(r: BytesReader, values: Values): void {
  readBytesRows(MILEAGE_ROWS, r, 0, r.bytes.length * 2, values);
}

export function readPicture(r: BytesReader, values: Values): void {
  readBytesRows([...HEAD, ...PICTURE_ROWS], r, 0, r.bytes.length * 2, values);
}

/** Reads a `$` or `M` record by its length. */
export function readDollar(r: BytesReader, values: Values): void {
  const { bytes } = r;
  const end = bytes.length * 2;
  const head = headRows(bytes);
  const at = readBytesRows(head, r, 0, end, values);
  if (bytes.length < LEAST_LENGTH) {
    r.reportBytes("truncated", "frame", 0, bytes.length, `${LEAST_LENGTH} bytes or more`);
  }
  const tail = head === HEAD ? dollarTail(bytes, HEAD_LENGTH) : undefined;
  if (tail !== undefined) readBytesRows(tail.rows, r, at, end, values);
  else {
    keepUnknown(r, at >> 1, bytes.length, values);
    r.mark(TAIL, at, end, values);
  }
}
