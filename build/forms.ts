/** Every form on the wire with its rows: what docs, schema and tests go through, so that none is forgotten. */
import { HEAD, LONG_HEAD } from "../src/h02/dollar/head.ts";
import { MILEAGE_ROWS } from "../src/h02/dollar/mileage.ts";
import { PICTURE_ROWS } from "../src/h02/dollar/picture.ts";
import { DOLLAR_TAILS } from "../src/h02/dollar/tails.ts";
import { TEXT_WORDS } from "../src/h02/text/all-words.ts";
import { NUMBERS_BEHIND, TEMPERATURE_BEHIND } from "../src/h02/text/extension.ts";
import { HEADER_2013, HEADER_2019 } from "../src/jt808/header.ts";
import type { RowsKind } from "../src/jt808/item.ts";
import { STANDARD_ITEMS } from "../src/jt808/items.ts";
import { JT808_FORMS } from "../src/jt808/messages.ts";
import { JT808_PARAMETERS } from "../src/jt808/parameters.ts";
import { JT808_PROFILES } from "../src/jt808/profiles.ts";
import type { BytesRow, Meaning, TextRow } from "../src/kind/row.ts";
import { rowsOf } from "../src/layout/text-rows.ts";
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

function textForms(): ListedForm[] {
  return TEXT_WORDS.flatMap(({ word, forms }) =>
    forms.map(({ type, parts }) => ({
      name: word,
      types: [type as MessageType],
      rows: [...parts.flatMap(rowsOf), TEMPERATURE_BEHIND, NUMBERS_BEHIND],
    })),
  );
}

function jt808Forms(): ListedForm[] {
  const bodies = JT808_FORMS.map(({ id, type, edition, rows }) => ({
    name: `0x${id.toString(16).padStart(4, "0")}${edition === undefined ? "" : ` ${edition}`}`,
    types: [type],
    rows: [...HEADER_2013, ...HEADER_2019, ...values(rows)],
  }));
  const profiles = JT808_PROFILES.flatMap(({ name, items = [], passedThrough = [] }) => [
    { name: `items ${name}`, types: POSITIONS, rows: values(items) },
    { name: `0x0900 ${name}`, types: ["unknown" as const], rows: values(passedThrough) },
  ]);
  return [
    ...bodies,
    { name: "items", types: POSITIONS, rows: STANDARD_ITEMS },
    ...profiles,
    { name: "parameters", types: ["confirmation"], rows: JT808_PARAMETERS },
  ];
}

const POSITIONS: readonly MessageType[] = ["position", "positions"];

/** What consists of rows is no value. */
function values(rows: readonly BytesRow[]): BytesRow[] {
  return rows.flatMap((row) =>
    row.kind.isComposite ? values((row.kind as Partial<RowsKind>).rows ?? []) : [row],
  );
}

export function allForms(): readonly ListedForm[] {
  return [...dollarForms(), ...textForms(), ...jt808Forms()].filter(({ rows }) => rows.length > 0);
}

/** The property at the top of a message that a row gives: `obd` for `obd.engineRpm`. */
export function propertyOf({ name }: Meaning): string {
  return name.split(".")[0]!;
}
