/** The possible forms of a record with some values, the usual one first. */
import { BytesWriter } from "../../kind/bytes-writer.ts";
import type { BytesRow, Values } from "../../kind/row.ts";
import { halvesOf, placed, writePlaced } from "../../layout/bytes-rows.ts";
import { type Form, FormChoice } from "../../layout/form.ts";
import { HEAD, LONG_HEAD } from "./head.ts";
import { MILEAGE_ROWS } from "./mileage.ts";
import { PICTURE_ROWS } from "./picture.ts";
import { DOLLAR_TAILS } from "./tails.ts";

type OwnTails = ReadonlyMap<number, { readonly rows: readonly BytesRow[] }>;

/** @param own Tails of the option `protocol`, which take precedence over all others. */
export function dollarForms(values: Values, own: OwnTails = NONE): readonly Form[] {
  if (values.command === "X") return MILEAGE;
  if (values.command === "P") return PICTURE;
  if (values.deviceId?.length === 15) return LONG;
  let choice = CHOICES.get(own);
  if (choice === undefined) {
    const tails = [...own.values(), ...DOLLAR_TAILS];
    choice = new FormChoice(
      tails.flatMap(({ rows }) => runs([...HEAD, ...rows])),
      IS_ELSEWHERE,
    );
    CHOICES.set(own, choice);
  }
  return [...choice.for(values), ...BARE];
}

const NONE: OwnTails = /* @__PURE__ */ new Map();
const CHOICES: WeakMap<OwnTails, FormChoice<Form>> = /* @__PURE__ */ new WeakMap();
/** Undocumented bytes have a place after any tail. */
const IS_ELSEWHERE: ReadonlySet<string> = /* @__PURE__ */ new Set(["tail"]);
const MILEAGE: readonly Form[] = /* @__PURE__ */ runs(MILEAGE_ROWS);
const PICTURE: readonly Form[] = /* @__PURE__ */ runs([...HEAD, ...PICTURE_ROWS]);
const LONG: readonly Form[] = /* @__PURE__ */ runs(LONG_HEAD);
const BARE: readonly Form[] = /* @__PURE__ */ runs(HEAD);

/** Each choice of unusual kept bytes, the usual ones first; bytes without a row follow. */
function runs(rows: readonly BytesRow[]): Form[] {
  const kept = rows.filter(({ kind }) => "usual" in kind && kind.usual !== undefined).length;
  const size = halvesOf(rows) >> 1;
  const places = placed(rows);
  return Array.from({ length: 1 << kept }, (_, unusual) => ({
    rows,
    write(values) {
      const w = new BytesWriter(0, unusual);
      w.grow(size);
      writePlaced(places, w, values);
      w.append(w.restOfTail(values));
      return w.take();
    },
  }));
}
