/** The possible forms of a text message with some values, the usual one first. */
import type { TextRow, Values } from "../../kind/row.ts";
import { DEFAULT_MAKER, type NumberForm, TextWriter } from "../../kind/text-writer.ts";
import { type Form, FormChoice } from "../../layout/form.ts";
import type { TextWord } from "../../layout/text-form.ts";
import { type TextVariant, variantsOf, writeParts } from "../../layout/text-rows.ts";
import { NUMBERS_BEHIND, TEMPERATURE_BEHIND } from "./extension.ts";
import { textWord } from "./words.ts";

/** Properties that may also come from after the `#`, or from the status. */
const IS_ELSEWHERE: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "alarms",
  NUMBERS_BEHIND.name,
  TEMPERATURE_BEHIND.name,
]);

/** One way to write a form. */
interface Variant extends Form {
  readonly variant: TextVariant;
}

type Variants = FormChoice<Variant>;

/** The ways to write a type of message, kept because making them takes longer than writing a message. */
const VARIANTS: WeakMap<TextWord, Map<unknown, Variants>> = /* @__PURE__ */ new WeakMap();
const OF_NO_WORD: Variants = /* @__PURE__ */ makeVariants([
  { parts: [], rows: [], numbers: "long" },
]);

function variantsFor(word: TextWord | undefined, type: unknown): Variants {
  if (word === undefined) return OF_NO_WORD;
  let types = VARIANTS.get(word);
  if (types === undefined) {
    types = new Map();
    VARIANTS.set(word, types);
  }
  let variants = types.get(type);
  if (variants === undefined) {
    const found = word.forms.filter((form) => form.type === type).flatMap(variantsOf);
    variants = found.length > 0 ? makeVariants(found) : OF_NO_WORD;
    types.set(type, variants);
  }
  return variants;
}

function makeVariants(all: readonly TextVariant[]): Variants {
  const forms = all.map((variant) => ({
    variant,
    rows: variant.rows,
    numbers: variant.numbers,
    write: (values: Values) => writeText(values, variant, variant.numbers),
  }));
  return new FormChoice(forms, IS_ELSEWHERE);
}

/** @param own The word, if it is from the option `protocol`. */
export function textForms(values: Values, own?: TextWord): readonly Form[] {
  const word = own ?? textWord(values["command"]);
  const choice = variantsFor(word, values["type"]);
  const found = choice.for(values);
  const known = found.length > 0 ? found : choice.all;
  // Fields without a place before the # are written after it.
  const behind = (row: TextRow, rest: Values, whole?: NumberForm): Form[] =>
    known.map(({ variant }) => {
      const numbers = whole ?? variant.numbers;
      return {
        rows: [...variant.rows, row],
        numbers,
        write: () => writeText(rest, variant, numbers, [row, values]),
      };
    });
  const hasTemperature = typeof values["temperatureCelsius"] === "number";
  const hasExtra = values["extra"]?.length > 0;
  if (!hasTemperature && !hasExtra) return known;
  return [
    ...known,
    ...(hasTemperature ? behind(TEMPERATURE_BEHIND, values, "whole") : []),
    ...(hasExtra ? behind(NUMBERS_BEHIND, { ...values, extra: [] }) : []),
  ];
}

const HASH = 0x23;

function writeText(
  values: Values,
  { parts }: TextVariant,
  numbers: NumberForm,
  behind?: readonly [TextRow, Values],
): Uint8Array {
  const { maker = DEFAULT_MAKER, deviceId, command } = values;
  // `encodeMessage` has checked both.
  const id: string = deviceId ?? "";
  const w = new TextWriter(id, numbers);
  w.put(`*${maker}`);
  w.put(id);
  w.put(command);
  writeParts(parts, w, values);
  w.endWith(HASH);
  if (behind === undefined) w.end();
  else behind[0].kind.write(w, ...behind);
  return w.take();
}
