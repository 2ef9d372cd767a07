/** Every form on the wire with its rows: what docs, schema and tests go through, so that none is forgotten. */
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
  /** For people: `$ 45Classic`, `V1`, `0x0200`. */
  readonly name: string;
  /** What a message of it is. */
  readonly types: readonly MessageType[];
  readonly rows: readonly (BytesRow | TextRow)[];
  /** Those that the body may end before: their values are then `null`. */
  readonly mayEndBefore?: ReadonlySet<BytesRow | TextRow>;
  /** What every message of it has besides what its rows give. */
  readonly gives?: Readonly<Record<string, unknown>>;
  /** Those of each element of `positions`. */
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

function givesOf(form: TextForm): Values {
  const values: Values = {};
  form.begin?.(values);
  return values;
}

/** Whether each element of a part is a message of its own. */
function hasElements(part: TextPart): boolean {
  return part.part === "repeated" && part.separator !== undefined;
}

/** With the rows of what stands in them: containers, records, lines. Rows one behind the other are those rows. */
function withInner(rows: readonly BytesRow[]): BytesRow[] {
  return rows.flatMap((row) => [
    ...(row.kind.kind === "sequence" ? [] : [row]),
    ...withInner(innerOf(row)),
  ]);
}

function innerOf({ kind }: BytesRow): readonly BytesRow[] {
  return (kind as { readonly rows?: readonly BytesRow[] }).rows ?? [];
}

/** Rows one behind the other, as far as the body goes. */
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
