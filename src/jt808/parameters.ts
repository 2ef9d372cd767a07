/** Parameters of a device: what 0x0104 answers, and what 0x8103 sets (jt808.md section 4). */
import { latin1Text } from "../bytes.ts";
import type { FieldMeaning } from "../layout/layout.ts";
import type { Jt808Parameter, Jt808ParameterName } from "../model/message.ts";
import { isPrintable, type Jt808Field } from "./layout.ts";

/** A parameter with a name; `number` is four bytes. */
export interface ParameterRow {
  readonly id: number;
  readonly name: Jt808ParameterName;
  readonly form: "number" | "text";
  readonly about: string;
  readonly unit?: string;
  /** The greatest number, or the most characters, that may be set. */
  readonly most: number;
}

const SECONDS = { form: "number", unit: "s", most: 0xffffffff } as const;

export const JT808_PARAMETERS: readonly ParameterRow[] = [
  { id: 0x0001, name: "heartbeatSeconds", ...SECONDS, about: "Interval of heartbeats" },
  { id: 0x0013, name: "server", form: "text", most: 255, about: "Address of the server" },
  { id: 0x0018, name: "tcpPort", form: "number", most: 65535, about: "TCP port of the server" },
  { id: 0x0027, name: "sleepReportSeconds", ...SECONDS, about: "Report interval asleep" },
  { id: 0x0029, name: "reportSeconds", ...SECONDS, about: "Report interval" },
];

const COUNT: FieldMeaning = { name: "count", about: "Number of parameters" };
const PARAMETER: FieldMeaning = { name: "deviceParameters", about: "Id DWORD, length BYTE, value" };

export const PARAMETERS: Jt808Field = {
  name: "deviceParameters",
  length: "rest",
  about: "Number BYTE, then parameters: id DWORD, length BYTE, value",
  read(reader, from, end, draft) {
    draft.confirms = "0x8104";
    draft.parameters = [];
    const found: Jt808Parameter[] = [];
    draft.deviceParameters = found;
    if (from >= end)
      return reader.report("missing-field", "deviceParameters", from, end, "a number");
    reader.markValue(
      COUNT,
      from,
      from + 1,
      draft,
      reader.bytes[from]!.toString(16).padStart(2, "0"),
    );
    let at = from + 1;
    while (at + 5 <= end) {
      const to = at + 5 + reader.bytes[at + 4]!;
      if (to > end) break;
      const id = reader.number(at, at + 4);
      const data = reader.bytes.slice(at + 5, to);
      const parameter: Jt808Parameter = { id, data, ...known(id, data) };
      found.push(parameter);
      reader.markValue(PARAMETER, at, to, draft, parameter);
      at = to;
    }
    if (found.length !== reader.bytes[from]) {
      reader.report("count-differs", "deviceParameters", from, from + 1, `${found.length}`);
    }
    if (at < end) reader.report("bad-item", "tail", at, end, "id, length and as many bytes");
    reader.keep(draft, at, end);
  },
  write(writer, { deviceParameters = [], tail }) {
    writer.number(deviceParameters.length, 1);
    for (const { id, data } of deviceParameters) {
      writer.number(id, 4);
      writer.number(data.length, 1);
      writer.append(data);
    }
    writer.append(tail ?? []);
  },
};

function known(
  id: number,
  data: Uint8Array,
): { name?: Jt808ParameterName; value?: number | string } {
  const row = JT808_PARAMETERS.find((candidate) => candidate.id === id);
  if (row === undefined) return {};
  if (row.form === "text") {
    const value = latin1Text(data, 0, data.length);
    return isPrintable(value) ? { name: row.name, value } : { name: row.name };
  }
  if (data.length !== 4) return { name: row.name };
  return {
    name: row.name,
    value: ((data[0]! << 24) | (data[1]! << 16) | (data[2]! << 8) | data[3]!) >>> 0,
  };
}
