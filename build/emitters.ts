/** Finds the source of a kind's part of a fast reader: `emitUint` for the kind `uint`. */
import * as battery from "../src/h02/dollar/battery.ts";
import * as head from "../src/h02/dollar/head.ts";
import * as mileage from "../src/h02/dollar/mileage.ts";
import * as picture from "../src/h02/dollar/picture.ts";
import * as tails from "../src/h02/dollar/tails.ts";
import * as status from "../src/h02/status.ts";
import * as jt808Header from "../src/jt808/header.ts";
import * as jt808Items from "../src/jt808/items.ts";
import * as jt808Messages from "../src/jt808/messages.ts";
import * as jt808Position from "../src/jt808/position.ts";
import * as ascii from "../src/kind/bytes/ascii.ts";
import * as bit from "../src/kind/bytes/bit.ts";
import * as cell from "../src/kind/bytes/cell.ts";
import * as count from "../src/kind/bytes/count.ts";
import * as degrees from "../src/kind/bytes/degrees-minutes.ts";
import * as id from "../src/kind/bytes/id.ts";
import * as kept from "../src/kind/bytes/kept.ts";
import * as millionths from "../src/kind/bytes/millionths.ts";
import * as moment from "../src/kind/bytes/moment.ts";
import * as number from "../src/kind/bytes/number.ts";
import * as oneOf from "../src/kind/bytes/one-of.ts";
import type { BytesEmitter } from "../src/kind/emit.ts";
import type { BytesRow } from "../src/kind/row.ts";
import { placed } from "../src/layout/bytes-rows.ts";
import * as record from "../src/pengaoda/record.ts";

const MODULES: readonly object[] = [
  battery,
  head,
  tails,
  mileage,
  picture,
  record,
  status,
  jt808Header,
  jt808Items,
  jt808Messages,
  jt808Position,
  ascii,
  bit,
  cell,
  count,
  degrees,
  id,
  kept,
  millionths,
  moment,
  number,
  oneOf,
];

/** All that the modules of kinds export, by name. */
const EXPORTS: Readonly<Record<string, unknown>> = Object.assign({}, ...MODULES);

/**
 * The function of a kind with the prefix `emit` (its part of a fast reader), `schema` (of its property) or
 * `also` (of other properties that it fills).
 */
function ofKind(prefix: "emit" | "schema" | "also", kind: string): unknown {
  return EXPORTS[`${prefix}${kind[0]!.toUpperCase()}${kind.slice(1)}`];
}

/** Emits the source of rows that begin at half-byte `at`. @throws Error for a kind without an emitter. */
export function emitRows(e: BytesEmitter, rows: readonly BytesRow[], at: number): void {
  for (const { row, at: from } of placed(rows, at)) {
    const emit = ofKind("emit", row.kind.kind);
    if (typeof emit !== "function") throw new Error(`the kind ${row.kind.kind} has no emitter`);
    emit(e, from, row);
  }
}
