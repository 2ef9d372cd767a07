/** The forms that a text message with some values may have on the wire, the usual one first. */
import { latin1Bytes } from "../../bytes.ts";
import type { TextRow, Values } from "../../kind/row.ts";
import { checkedField, type NumberForm, TextWriter } from "../../kind/text-writer.ts";
import type { Form } from "../../layout/form.ts";
import type { TextWord } from "../../layout/text-form.ts";
import { type TextVariant, variantsOf, writeParts } from "../../layout/text-rows.ts";
import { NUMBERS_BEHIND, TEMPERATURE_BEHIND } from "./extension.ts";
import { textWord } from "./words.ts";

const NOTHING: TextVariant = { parts: [], rows: [], numbers: "long" };

/** What may stand behind the `#` as well, or in the status. */
const IS_ELSEWHERE: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "alarms",
  NUMBERS_BEHIND.name,
  TEMPERATURE_BEHIND.name,
]);

/**
 * @param maker What stands behind the `*` if the message has no maker.
 * @param own The word, where it is somebody's own.
 */
export function textForms(values: Values, maker: string, own?: TextWord): Form[] {
  const forms = (own ?? textWord(values["command"]))?.forms.filter(
    ({ type }) => type === values["type"],
  );
  const variants = forms?.flatMap(variantsOf) ?? [];
  // A variant without a row for a value that rows of others carry need not be tried.
  const names = new Set(variants.flatMap(({ rows }) => rows.map(({ name }) => name)));
  const needed = [...names].filter((name) => isGiven(values[name]) && !IS_ELSEWHERE.has(name));
  const likely = variants.filter(({ rows }) =>
    needed.every((name) => rows.some((row) => row.name === name || row.instead === name)),
  );
  const known = likely.length > 0 ? likely : variants.length > 0 ? variants : [NOTHING];
  // Fields left over belong in the middle if a form has a place for them there.
  if (values["extra"] !== undefined) known.sort((a, b) => Number(hasRest(b)) - Number(hasRest(a)));

  const behind = (row: TextRow, rest: Values, numbers?: NumberForm): Form[] =>
    known.map((variant) => ({
      rows: [...variant.rows, row],
      write: () => writeText(rest, variant, numbers ?? variant.numbers, maker, [row, values]),
    }));
  return [
    ...known.map((variant) => ({
      rows: variant.rows,
      write: () => writeText(values, variant, variant.numbers, maker),
    })),
    // What does not fit in front of the # stands behind it.
    ...(typeof values["temperatureCelsius"] === "number"
      ? behind(TEMPERATURE_BEHIND, values, "whole")
      : []),
    ...(values["extra"]?.length > 0 ? behind(NUMBERS_BEHIND, { ...values, extra: [] }) : []),
  ];
}

function isGiven(value: unknown): boolean {
  return (value ?? null) !== null && !(Array.isArray(value) && value.length === 0);
}

function hasRest({ parts }: TextVariant): boolean {
  return parts.some(({ part }) => part === "rest");
}

function writeText(
  values: Values,
  { parts }: TextVariant,
  numbers: NumberForm,
  defaultMaker: string,
  behind?: readonly [TextRow, Values],
): Uint8Array {
  const { maker = defaultMaker, deviceId, command } = values;
  const id = deviceId === null ? "" : checkedField(deviceId, "deviceId");
  const w = new TextWriter(id, numbers);
  writeParts(parts, w, values);
  const end = new TextWriter(id, numbers);
  if (behind !== undefined) behind[0].kind.write(end, ...behind);
  const fields = [`*${maker}`, id, checkedField(command, "command"), ...w.fields];
  return latin1Bytes(`${fields.join()}#${end.fields.join("")}`);
}
