/**
 * Mode 09, information about the vehicle: 02 VIN, 04 calibration ids (CALID), 06 calibration
 * verification numbers (CVN), 0A name of the control unit (docs/protocol/obd.md §4).
 *
 * On CAN a count of items comes first. Older buses send lines of four bytes, each with mode,
 * type and line number; text is then padded with 00 in front.
 */

import type { ObdValues } from "../model/obd-signals.ts";
import { digitsOf } from "./hex.ts";
import { type ObdIssue, obdIssue } from "./issue.ts";
import { restIssues } from "./padding.ts";
import type { KnownInfoType, ObdReading } from "./types.ts";
import { vinCheckDigitValid } from "./vin.ts";

interface InfoRow {
  readonly pid: KnownInfoType;
  readonly name: string;
  /** Bytes of an item. */
  readonly size: number;
  /** Whether there may be more than one item. */
  readonly many: boolean;
  /** The values if the data is unusable. */
  readonly empty: ObdValues;
}

/** Mode, type and line number, then four bytes. */
const LINE_LENGTH = 7;

const INFO: readonly InfoRow[] = /* @__PURE__ */ Object.freeze([
  {
    pid: 0x02,
    name: "Vehicle identification number",
    size: 17,
    many: false,
    empty: { vin: null, vinCheckDigitValid: null },
  },
  {
    pid: 0x04,
    name: "Calibration ids",
    size: 16,
    many: true,
    empty: { calibrationIds: null },
  },
  {
    pid: 0x06,
    name: "Calibration verification numbers",
    size: 4,
    many: true,
    empty: { calibrationVerificationNumbers: null },
  },
  {
    pid: 0x0a,
    name: "ECU name",
    size: 20,
    many: false,
    empty: { ecuName: null },
  },
]);

/** The row of an information type; `undefined` if it is not read here. */
function infoRowOf(pid: number): InfoRow | undefined {
  return INFO.find((row) => row.pid === pid);
}

/** Reads a whole mode 09 response, `49` included. */
export function readInfoResponse(response: Uint8Array): ObdReading {
  const pid = response[1];
  if (pid === undefined) {
    const issue = obdIssue("wrong-length", "response", 1, "", "an information type");
    return { mode: 9, pid: null, name: null, values: {}, raw: response.slice(1), issues: [issue] };
  }
  const lines = joinLines(response);
  return lines === null
    ? readInfo(pid, response.subarray(2), 2)
    : readItems(pid, lines, null, response.subarray(2), 2);
}

/** Whether a response is line number `line` of an answer in lines. */
export function isInfoLine(response: Uint8Array, line: number): boolean {
  return response.length === LINE_LENGTH && response[0] === 0x49 && response[2] === line;
}

/** The data of the lines, if the response is made of them: 49 pid 01 …, 49 pid 02 …, and so on. */
function joinLines(response: Uint8Array): Uint8Array | null {
  const count = Math.ceil(response.length / LINE_LENGTH);
  const joined = new Uint8Array(count * 4);
  for (let i = 0; i < count; i++) {
    const line = response.subarray(i * LINE_LENGTH, (i + 1) * LINE_LENGTH);
    if (!isInfoLine(line, i + 1) || line[1] !== response[1]) return null;
    joined.set(line.subarray(3), i * 4);
  }
  return joined;
}

/** Reads the data after `49 pid`: a count, then that many items. */
export function readInfo(pid: number, data: Uint8Array, base: number): ObdReading {
  return readItems(pid, data.subarray(1), data[0] ?? null, data, base);
}

/** `count` is `null` for a response without one: then the data determines the number of items. */
function readItems(
  pid: number,
  items: Uint8Array,
  count: number | null,
  data: Uint8Array,
  base: number,
): ObdReading {
  const raw = data.slice();
  const row = infoRowOf(pid);
  if (row === undefined) {
    const issue = obdIssue("unknown-pid", "values", base, data, "type 02, 04, 06 or 0A");
    return { mode: 9, pid, name: null, values: {}, raw, issues: [issue] };
  }
  const issues: ObdIssue[] = [];
  const found = cut(row, items, count);
  let values = row.empty;
  if (typeof found === "string") {
    issues.push(obdIssue(found, "values", base, data, itemsText(row)));
  } else {
    issues.push(...restIssues(found.rest, base + data.length - found.rest.length));
    values = valuesOf(row, found.items, data, base, issues);
  }
  return { mode: 9, pid, name: row.name, values, raw, issues };
}

function itemsText({ size, many }: InfoRow): string {
  return many ? `a count, then as many items of ${size} bytes` : `01, then ${size} bytes`;
}

type Cut = { readonly items: readonly Uint8Array[]; readonly rest: Uint8Array };

/** Splits the data into items, or returns its issue. */
function cut(
  row: InfoRow,
  data: Uint8Array,
  count: number | null,
): Cut | "bad-count" | "wrong-length" {
  if (row.pid === 0x02) {
    // 17 characters do not fill the lines of older buses, so 00 precedes them.
    let from = 0;
    while (data[from] === 0) from++;
    if (data.length - from < row.size) return "wrong-length";
    if (count !== null && count !== 1) return "bad-count";
    return { items: [data.subarray(from, from + row.size)], rest: data.subarray(from + row.size) };
  }
  const n = count ?? data.length / row.size;
  if (!Number.isInteger(n) || (data.length === 0 && count !== 0)) return "wrong-length";
  if ((!row.many && n !== 1) || n * row.size > data.length) {
    return count === null ? "wrong-length" : "bad-count";
  }
  const items = Array.from({ length: n }, (_, i) =>
    data.subarray(i * row.size, (i + 1) * row.size),
  );
  return { items, rest: data.subarray(n * row.size) };
}

function valuesOf(
  row: InfoRow,
  items: readonly Uint8Array[],
  data: Uint8Array,
  base: number,
  issues: ObdIssue[],
): ObdValues {
  if (row.pid === 0x06) {
    return {
      calibrationVerificationNumbers: items.map((item) => digitsOf(item).toUpperCase()),
    };
  }
  const texts: string[] = [];
  for (const item of items) {
    const text = textOf(item);
    if (text === null) {
      issues.push(obdIssue("bad-text", "values", base, data, "printable ASCII"));
      return row.empty;
    }
    texts.push(text);
  }
  if (row.pid === 0x04) return { calibrationIds: texts };
  if (row.pid === 0x0a) return { ecuName: texts[0]! };
  const vin = texts[0]!;
  const valid = vinCheckDigitValid(vin);
  if (valid === null) {
    issues.push(obdIssue("bad-vin", "vin", base, data, "digits and capitals without I, O and Q"));
  }
  return { vin, vinCheckDigitValid: valid };
}

/** Printable ASCII; 00 is padding anywhere. `null` for any other byte. */
function textOf(bytes: Uint8Array): string | null {
  const characters = bytes.filter((byte) => byte !== 0);
  const printable = characters.every((byte) => byte >= 0x20 && byte <= 0x7e);
  return printable ? String.fromCharCode(...characters) : null;
}

/** Every value of mode 09, with its information type and the name of it. */
export function infoKeys(): [key: string, pid: number, name: string][] {
  return INFO.flatMap(({ pid, name, empty }) =>
    Object.keys(empty).map((key): [string, number, string] => [key, pid, name]),
  );
}
