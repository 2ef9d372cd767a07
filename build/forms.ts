/** Every form on the wire with its rows. Docs, schema and tests go through this list, so none is forgotten. */
import { HEAD, LONG_HEAD } from "../src/h02/dollar/head.ts";
import { MILEAGE_ROWS } from "../src/h02/dollar/mileage.ts";
import { PICTURE_ROWS } from "../src/h02/dollar/picture.ts";
import { DOLLAR_TAILS } from "../src/h02/dollar/tails.ts";
import { HEADER_2019 } from "../src/jt808/header.ts";
import { standardItems } from "../src/jt808/items.ts";
import { jt808Forms } from "../src/jt808/messages.ts";
import { POSITION as POSITION_2013 } from "../src/jt808/position.ts";
import { knownProfiles } from "../src/jt808/profiles.ts";
import type { BytesRow, TextRow, Values } from "../src/kind/row.ts";
import type { TextForm, TextPart } from "../src/layout/text-form.ts";
import { rowsOf } from "../src/layout/text-rows.ts";
import type { MessageType } from "../src/model/message.ts";
import { EXTENSIONS, RECORD_ROWS } from "../src/pengaoda/record.ts";
import { ALL_WORDS } from "./text-words.ts";

export interface ListedForm {
  /** Title: `$ 45Classic`, `V1`, `0x0200`. */
  readonly name: string;
  /** The types of its messages. */
  readonly types: readonly MessageType[];
  readonly rows: readonly (BytesRow | TextRow)[];
  /** Rows before which the body may end: their values are then `null`. */
  readonly mayEndBefore?: ReadonlySet<BytesRow | TextRow>;
  /** Properties that every message of the form has besides those of its rows. */
  readonly gives?: Readonly<Record<string, unknown>>;
  /** Rows of each element of `positions`. */
  readonly positions?: readonly (BytesRow | TextRow)[];
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
  return ALL_WORDS.flatMap(({ word, forms }) =>
    forms.map((form) => ({
      name: form.told === undefined ? word : `${word}: ${form.told}`,
      types: [form.type as MessageType],
      rows: form.parts.filter((part) => !hasElements(part)).flatMap(rowsOf),
      positions: form.parts.filter(hasElements).flatMap(rowsOf),
      gives: givesOf(form),
    })),
  );
}

/** The properties that every message of the form has besides those of its rows. */
export function givesOf(form: TextForm): Values {
  const values: Values = {};
  form.begin?.(values);
  return values;
}

/** Whether each element of the part becomes a message. */
function hasElements(part: TextPart): boolean {
  return part.part === "repeated" && part.separator !== undefined;
}

/** The rows with those nested in them: of containers, records and lines. A sequence is replaced by its rows. */
function withInner(rows: readonly BytesRow[]): BytesRow[] {
  return rows.flatMap((row) => [
    ...(row.kind.kind === "sequence" ? [] : [row]),
    ...withInner(innerOf(row)),
  ]);
}

function innerOf({ kind }: BytesRow): readonly BytesRow[] {
  return (kind as { readonly rows?: readonly BytesRow[] }).rows ?? [];
}

/** The rows of sequences, which stop where the body ends. */
function inSequences(rows: readonly BytesRow[]): BytesRow[] {
  return rows.flatMap((row) => [
    ...(row.kind.kind === "sequence" ? innerOf(row) : []),
    ...inSequences(innerOf(row)),
  ]);
}

function formsOfJt808(): ListedForm[] {
  const items = [...standardItems(), ...knownProfiles().flatMap(({ items: own = [] }) => own)];
  const passed = knownProfiles().flatMap(({ passedThrough = [] }) => passedThrough);
  const hasItems = (rows: readonly BytesRow[]): boolean =>
    rows.some(({ kind }) => kind.kind === "items");
  return jt808Forms().map(({ id, type, edition, rows }) => {
    const all = [
      ...HEADER_2019,
      ...rows,
      ...(hasItems(rows) ? items : []),
      ...(type === "unknown" ? passed : []),
    ];
    return {
      name: `0x${id.toString(16).padStart(4, "0")}${edition === undefined ? "" : ` of ${edition}`}`,
      types: [type],
      rows: withInner(all),
      mayEndBefore: new Set(inSequences(all)),
      ...(type === "positions" ? { positions: [...POSITION_2013, ...withInner(items)] } : {}),
    };
  });
}

export function allForms(): readonly ListedForm[] {
  return [...dollarForms(), ...textForms(), ...formsOfJt808()];
}
