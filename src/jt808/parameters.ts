/** Parameters of a device, in answers 0x0104 and settings 0x8103 (docs/protocol/jt808.md §4). */
import { isBytes, latin1Text } from "../bytes.ts";
import {
  CODED_PARAMETERS,
  NUMBER_PARAMETERS,
  RAW_PARAMETERS,
  SCALED_PARAMETERS,
  TEXT_PARAMETERS,
} from "../generated/jt808-parameter-table.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { setValue, valueAt } from "../kind/path.ts";
import { refuseValue } from "../kind/refuse.ts";
import { type BytesKind, type Meaning, type Personal, REST, type Values } from "../kind/row.ts";
import { HEX, listOf } from "../kind/schema.ts";
import { isWord } from "../model/status.ts";
import { keepTail } from "./item.ts";
import { FIRST_CAN_ID, LAST_CAN_ID } from "./parameter-kinds.ts";
import { jt808Parameters } from "./parameter-rows.ts";
import { decodedText, encodedText, isOtherText } from "./text.ts";

const COUNT: Meaning = { name: "count", about: "Number of parameters", personal: "harmless" };
const PARAMETER: Meaning = { name: "jt808.parameters", about: "Id DWORD, length BYTE, value" };

interface ParametersKind extends BytesKind {
  /** How the anonymiser treats a parameter. */
  personalOf?(id: number): Personal | undefined;
}

/** Their number, and parameters up to the end. */
export const PARAMETERS: ParametersKind = {
  kind: "deviceParameters",
  halves: REST,
  isComposite: true,
  read(r, at, to, row, values) {
    const end = to >> 1;
    const found: Values[] = [];
    values.confirms = "0x8104";
    setValue(values, row, found);
    if (at >= to) return r.report("missing-field", row.name, at, to, "a number");
    r.mark(COUNT, at, at + 2, values);
    let from = (at >> 1) + 1;
    while (from + 5 <= end) {
      const next = from + 5 + r.bytes[from + 4]!;
      if (next > end) break;
      const parameter = readParameter(r, from, next);
      found.push(parameter);
      if (r.trace !== null) {
        const personal = PARAMETERS.personalOf?.(canonical(parameter["id"]));
        const meaning = personal === undefined ? PARAMETER : { ...PARAMETER, personal };
        r.markValue(meaning, from, next, values, parameter);
      }
      from = next;
    }
    if (found.length !== r.uint(at, at + 2))
      r.report("count-differs", row.name, at, at + 2, `${found.length}`);
    if (from === end) return;
    r.reportBytes("bad-item", "tail", from, end, "id, length and as many bytes");
    keepTail(r, from, end, values);
  },
  personalOf: (id) => jt808Parameters().find((row) => row.id === id)?.personal,
  write(w, at, row, values) {
    const list = (valueAt(values, row.name) ?? []) as readonly Values[];
    w.digits(at, 2, list.length, 16);
    for (const [i, { id, data, value }] of list.entries()) {
      const name = `${row.name}[${i}]`;
      if (!isWord(id)) refuseValue(`${name}.id`, "0 to 4294967295", id);
      if (!isBytes(data) || data.length > 0xff)
        refuseValue(`${name}.data`, "a Uint8Array of up to 255 bytes", data);
      // The bytes are sent; the text matches them only if it is encoded too.
      if (w.encodeText !== undefined && isOtherText(value))
        encodedText(w.encodeText, value, `message.${name}.value`);
      w.number(id, 4);
      w.number(data.length, 1);
      w.append(data);
    }
  },
};

type Names = Readonly<Record<number, string>>;

function readParameter(r: BytesReader, at: number, to: number): Values {
  const from = at + 5;
  const sent = r.uint(at * 2, at * 2 + 8);
  const parameter: Values = { id: sent, data: r.copy(from, to) };
  const id = canonical(sent);
  const text = (TEXT_PARAMETERS as Names)[id];
  const number = (NUMBER_PARAMETERS as Names)[id];
  const name = text ?? number ?? (RAW_PARAMETERS as Names)[id];
  if (name === undefined) return parameter;
  parameter.name = name;
  let value: number | string | undefined;
  if (text !== undefined) value = textIn(r, from, to);
  // Editions differ in the number of bytes.
  else if (number !== undefined && to > from && to - from <= 4)
    value = numberIn(id, r.uint(from * 2, to * 2));
  if (value !== undefined) parameter.value = value;
  return parameter;
}

/** All settings of CAN ids are the same. */
function canonical(id: number): number {
  return id > FIRST_CAN_ID && id <= LAST_CAN_ID ? FIRST_CAN_ID : id;
}

function numberIn(id: number, count: number): number | undefined {
  const codes = CODED_PARAMETERS[id];
  if (codes !== undefined) return codes[count];
  const [times, over] = SCALED_PARAMETERS[id] ?? [1, 1];
  return (count * times) / over;
}

/** Some trackers end it with NUL. */
function textIn(r: BytesReader, from: number, to: number): string | undefined {
  let end = to;
  while (end > from && r.bytes[end - 1] === 0) end--;
  const text = latin1Text(r.bytes, from, end);
  return /^[\x20-\x7e]*$/.test(text) ? text : (decodedText(r, from, end) ?? undefined);
}

export function schemaDeviceParameters(): object {
  const names = [TEXT_PARAMETERS, NUMBER_PARAMETERS, RAW_PARAMETERS].flatMap(Object.values);
  const properties = {
    id: { type: "integer", minimum: 0, maximum: 0xffffffff },
    data: HEX,
    name: { enum: names },
    value: { type: ["number", "string"] },
  };
  return listOf(properties, ["id", "data"]);
}
