/** Parameters of a device: what 0x0104 answers, and what 0x8103 sets (jt808.md section 4). */
import { isBytes, latin1Bytes, latin1Text } from "../bytes.ts";
import { uint } from "../kind/bytes/number.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { refuseValue } from "../kind/refuse.ts";
import { type BytesKind, type Meaning, REST, type Values } from "../kind/row.ts";
import type { Jt808ParameterName } from "../model/message.ts";
import { isWord } from "../model/status.ts";
import { fits, type ItemRow, keepTail } from "./item.ts";

/** A parameter with a name. */
export interface ParameterRow extends ItemRow {
  readonly name: Jt808ParameterName;
  /** The greatest number, or the most characters, that may be set. What is read may be more. */
  readonly most: number;
}

/** All of it is text, and it may be empty. */
const TEXT: BytesKind = {
  kind: "wholeText",
  halves: REST,
  fits: (r, at, to) => /^[\x20-\x7e]*$/.test(latin1Text(r.bytes, at >> 1, to >> 1)),
  read(r, at, to, row, values) {
    values[row.name] = latin1Text(r.bytes, at >> 1, to >> 1);
  },
  write: (w, at, row, values) => w.set(at, latin1Bytes(values[row.name])),
};

/** Whether its value is text; a number otherwise. */
export function isText({ kind }: ParameterRow): boolean {
  return kind === TEXT;
}

function seconds(id: number, name: Jt808ParameterName, about: string): ParameterRow {
  return { id, name, kind: uint(4), about, unit: "s", personal: "harmless", most: 0xffffffff };
}

export const JT808_PARAMETERS: readonly ParameterRow[] = /* @__PURE__ */ parameterRows();

function parameterRows(): readonly ParameterRow[] {
  return [
    seconds(0x0001, "heartbeatSeconds", "Interval of heartbeats"),
    {
      id: 0x0013,
      name: "server",
      kind: TEXT,
      about: "Address of the server",
      personal: "text",
      most: 255,
    },
    {
      id: 0x0018,
      name: "tcpPort",
      kind: uint(4),
      about: "TCP port of the server",
      personal: "harmless",
      most: 65535,
    },
    seconds(0x0027, "sleepReportSeconds", "Report interval asleep"),
    seconds(0x0029, "reportSeconds", "Report interval"),
  ];
}

/** By id. */
const KNOWN: ReadonlyMap<number, ParameterRow> = /* @__PURE__ */ new Map(
  JT808_PARAMETERS.map((row) => [row.id, row]),
);

const COUNT: Meaning = { name: "count", about: "Number of parameters", personal: "harmless" };
const PARAMETER: Meaning = { name: "deviceParameters", about: "Id DWORD, length BYTE, value" };

/** Their number, and parameters up to the end. */
export const PARAMETERS: BytesKind = {
  kind: "deviceParameters",
  halves: REST,
  isComposite: true,
  read(r, at, to, row, values) {
    const end = to >> 1;
    const found: Values[] = [];
    values.confirms = "0x8104";
    values[row.name] = found;
    if (at >= to) return r.report("missing-field", row.name, at, to, "a number");
    r.mark(COUNT, at, at + 2, values);
    let from = (at >> 1) + 1;
    while (from + 5 <= end) {
      const next = from + 5 + r.bytes[from + 4]!;
      if (next > end) break;
      const parameter = readParameter(r, from, next);
      found.push(parameter);
      const personal = KNOWN.get(parameter["id"])?.personal;
      r.markValue(
        personal === undefined ? PARAMETER : { ...PARAMETER, personal },
        from,
        next,
        values,
        parameter,
      );
      from = next;
    }
    if (found.length !== r.uint(at, at + 2))
      r.report("count-differs", row.name, at, at + 2, `${found.length}`);
    if (from === end) return;
    r.reportBytes("bad-item", "tail", from, end, "id, length and as many bytes");
    keepTail(r, from, end, values);
  },
  write(w, at, row, values) {
    const list: readonly Values[] = values[row.name] ?? [];
    w.digits(at, 2, list.length, 16);
    for (const [i, { id, data }] of list.entries()) {
      const name = `${row.name}[${i}]`;
      if (!isWord(id)) refuseValue(`${name}.id`, "0 to 4294967295", id);
      if (!isBytes(data) || data.length > 0xff)
        refuseValue(`${name}.data`, "a Uint8Array of up to 255 bytes", data);
      w.number(id, 4);
      w.number(data.length, 1);
      w.append(data);
    }
  },
};

function readParameter(r: BytesReader, at: number, to: number): Values {
  const from = at + 5;
  const id = r.uint(at * 2, at * 2 + 8);
  const parameter: Values = { id, data: r.copy(from, to) };
  const row = KNOWN.get(id);
  if (row === undefined) return parameter;
  parameter.name = row.name;
  if (fits(row, r, from, to, parameter)) {
    const values: Values = {};
    row.kind.read(r, from * 2, to * 2, row, values);
    parameter.value = values[row.name];
  }
  return parameter;
}
