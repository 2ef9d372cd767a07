/** Every form on the wire with its rows: what docs, schema and tests go through, so that none is forgotten. */
import { HEAD, LONG_HEAD } from "../src/h02/dollar/head.ts";
import { MILEAGE_ROWS } from "../src/h02/dollar/mileage.ts";
import { PICTURE_ROWS } from "../src/h02/dollar/picture.ts";
import { DOLLAR_TAILS } from "../src/h02/dollar/tails.ts";
import type { BytesRow, Meaning, TextRow } from "../src/kind/row.ts";
import type { MessageType } from "../src/model/message.ts";
import { EXTENSIONS, RECORD_ROWS } from "../src/pengaoda/record.ts";

export interface ListedForm {
  /** For people: `$ 45Classic`, `V1`, `0x0200`. */
  readonly name: string;
  /** What a message of it is. */
  readonly types: readonly MessageType[];
  readonly rows: readonly (BytesRow | TextRow)[];
}

const POSITION: readonly MessageType[] = ["position"];

function dollarForms(): ListedForm[] {
  const records = EXTENSIONS.map(({ kind, rows, repeated }) => ({
    name: `PengAoDa ${kind}`,
    types: POSITION,
    rows: [...HEAD, ...RECORD_ROWS, ...rows, ...(repeated === undefined ? [] : [repeated])],
  }));
  return [
    ...DOLLAR_TAILS.map(({ name, rows }) => ({
      name: `$ ${name}`,
      types: POSITION,
      rows: [...HEAD, ...rows],
    })),
    { name: "$ 42", types: POSITION, rows: LONG_HEAD },
    { name: "X", types: POSITION, rows: MILEAGE_ROWS },
    { name: "P", types: POSITION, rows: [...HEAD, ...PICTURE_ROWS] },
    ...records,
  ];
}

export function allForms(): readonly ListedForm[] {
  return dollarForms();
}

/** The property at the top of a message that a row gives: `obd` for `obd.engineRpm`. */
export function propertyOf({ name }: Meaning): string {
  return name.split(".")[0]!;
}
