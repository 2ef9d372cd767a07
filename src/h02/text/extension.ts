/**
 * The extension of some units after the `#` (docs/protocol/h02.md §1.1):
 *
 *     …,FFFFFBFF#,T0.0#                  a temperature
 *     *XY,…,FFFFF9FF#<0,0,25,0,0,0,10>   undocumented numbers
 */
import { latin1Text } from "../../bytes.ts";
import { refuseValue } from "../../kind/refuse.ts";
import { type TextKind, type TextRow, type Values, value } from "../../kind/row.ts";
import type { TextReader } from "../../kind/text-reader.ts";

/** Length of `,T-100.25#`: longer text is another value. */
const LONGEST = 10;

const TEMPERATURE: TextKind = {
  kind: "temperatureBehind",
  fields: 0,
  step: 0.1,
  read(r, _at, { name }, values) {
    const text = latin1Text(r.bytes, r.hash + 1, r.bytes.length);
    const celsius = text.endsWith("#") ? Number(text.slice(2, -1)) : Number.NaN;
    const isOne = Math.abs(celsius) < 1000 && text.length > 3 && text.length <= LONGEST;
    // -0.0 is 0.
    values[name] = isOne ? celsius || 0 : null;
    if (values[name] !== null) return;
    r.reportBytes("bad-number", name, r.hash + 1, r.bytes.length, ",T0.0#");
  },
  write(w, { name }, values) {
    const celsius: number = values[name];
    if (!(Math.abs(celsius) < 1000)) refuseValue(name, "-999.9 to 999.9", celsius);
    w.add(celsius < 0 ? ",T-" : ",T");
    w.addPoint(Math.round(Math.abs(celsius) * 10), 1, 1);
    w.put("#");
  },
};

/** Numbers in angle brackets. */
const NUMBERS: TextKind = {
  kind: "numbersBehind",
  fields: 0,
  read(r, _at, { name }, values) {
    const text = latin1Text(r.bytes, r.hash + 1, r.bytes.length);
    const inner = text.startsWith("<") && text.endsWith(">") ? text.slice(1, -1) : text;
    values[name] = [...(values[name] ?? []), ...inner.split(",")];
  },
  write: (w, { name }, values) => w.put(`<${values[name].join()}>`),
};

export const TEMPERATURE_BEHIND: TextRow = /* @__PURE__ */ value(
  TEMPERATURE,
  "temperatureCelsius",
  { about: "Temperature, behind the #", confidence: "inferred" },
);
export const NUMBERS_BEHIND: TextRow = {
  name: "extra",
  kind: NUMBERS,
  personal: "text",
  about: "Extension behind the #, not documented",
  isList: true,
};

export function readExtension(r: TextReader, values: Values): void {
  const { bytes, hash } = r;
  const isTemperature = bytes[hash + 1] === 0x2c && bytes[hash + 2] === 0x54;
  const row = isTemperature ? TEMPERATURE_BEHIND : NUMBERS_BEHIND;
  row.kind.read(r, r.count, row, values);
  r.markBytes(row, hash + 1, bytes.length, values);
}
