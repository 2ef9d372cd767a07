/** The messages of JT/T 808 that are read, and the rows of their bodies (jt808.md section 4). */
import { ascii } from "../kind/bytes/ascii.ts";
import { count } from "../kind/bytes/count.ts";
import { keptRest } from "../kind/bytes/kept.ts";
import { uint } from "../kind/bytes/number.ts";
import { oneOf } from "../kind/bytes/one-of.ts";
import { BytesWriter } from "../kind/bytes-writer.ts";
import type { BytesEmitter } from "../kind/emit.ts";
import { type BytesKind, type BytesRow, type Meaning, REST, type Values } from "../kind/row.ts";
import {
  halvesOf,
  type ReadyRow,
  readBytesRows,
  ready,
  writeBytesRows,
} from "../layout/bytes-rows.ts";
import type { MessageType } from "../model/message.ts";
import { ANSWER, ANSWERED } from "./answer.ts";
import { groupById, keepTail, readItem, value } from "./item.ts";
import { PARAMETERS } from "./parameters.ts";
import { keepUndecoded } from "./passthrough.ts";
import { LEAST_POSITION, POSITION } from "./position.ts";
import { JT808_PROFILES } from "./profiles.ts";
import { AUTHENTICATION_2019, registration } from "./registration.ts";

/** The body of a message. */
export interface Jt808Form {
  readonly id: number;
  readonly type: MessageType;
  readonly about: string;
  readonly rows: readonly BytesRow[];
  readonly ready: readonly ReadyRow[];
  /** Bytes that it has at least. */
  readonly least: number;
  /** Which edition it is of, where the bodies of others differ. */
  readonly edition?: 2011 | 2013 | 2019;
}

const TAIL: BytesRow = {
  name: "tail",
  kind: /* @__PURE__ */ keptRest(),
  about: "Some devices add battery, signal or items of their own; kept as sent",
};

const LENGTH: Meaning = { name: "count", about: "Length of the record", personal: "harmless" };
/** From the records back to their number, in half-bytes. */
const COUNT_BEFORE = 6;

const READY_POSITION: readonly ReadyRow[] = /* @__PURE__ */ ready(POSITION);

const RECORDS: BytesKind = {
  kind: "records",
  halves: REST,
  isComposite: true,
  read(r, at, to, row, values) {
    const end = to >> 1;
    let from = at >> 1;
    const positions: Values[] = [];
    values[row.name] = positions;
    while (from + 2 <= end) {
      const next = from + 2 + r.uint(from * 2, from * 2 + 4);
      if (next > end || next - from - 2 < LEAST_POSITION) break;
      const position: Values = {};
      positions.push(position);
      r.mark(LENGTH, from * 2, from * 2 + 4, values);
      readBytesRows(READY_POSITION, r, from * 2 + 4, next * 2, position);
      from = next;
    }
    const number = at - COUNT_BEFORE;
    if (positions.length !== r.uint(number, number + 4))
      r.report("count-differs", row.name, number, number + 4, `${positions.length}`);
    if (from === end) return;
    r.reportBytes("truncated", "tail", from, end, "a whole record");
    keepTail(r, from, end, values);
  },
  write(w, _at, row, values) {
    for (const position of values[row.name] ?? []) {
      const record = writeBody(POSITION, position, w.utcOffsetMinutes);
      w.number(record.length, 2);
      w.append(record);
    }
  },
};

export function emitRecords(e: BytesEmitter, at: number, row: BytesRow): void {
  const name = e.name(row);
  const place = `${e.place(at >> 1)}, ${e.end}`;
  e.line(`const ${name} = readRecords(frame, r, B, ${place});`);
  e.giveUpIf(`${name}?.length !== ${e.variables.get("count")}`);
  e.give(row, name);
}

/** What a profile reads behind the type. */
const DATA: BytesKind = {
  kind: "passedThrough",
  halves: REST,
  isComposite: true,
  read(r, at, to, _row, values) {
    values.tail = new Uint8Array(0);
    const rows = JT808_PROFILES.filter(({ name }) => r.settings.profiles.includes(name))
      .flatMap(({ passedThrough = [] }) => passedThrough)
      .filter(({ id }) => id === values.passthroughType);
    if (!readItem(rows, r, at >> 1, at >> 1, to >> 1, values))
      keepUndecoded(r, at >> 1, to >> 1, values);
  },
  write() {},
};

export const JT808_FORMS: readonly Jt808Form[] = /* @__PURE__ */ makeForms();

function makeForms(): readonly Jt808Form[] {
  const registered = { id: 0x0100, type: "identity", about: "Registration" } as const;
  const authenticated = { id: 0x0102, type: "identity", about: "Authentication" } as const;
  const bodies: readonly Omit<Jt808Form, "ready" | "least">[] = [
    {
      id: 0x0001,
      type: "confirmation",
      about: "General answer of the device",
      rows: [...ANSWER, TAIL],
    },
    { id: 0x0002, type: "heartbeat", about: "Heartbeat", rows: [TAIL] },
    { id: 0x0003, type: "heartbeat", about: "The device logs out", rows: [TAIL] },
    { ...registered, edition: 2011, rows: registration(5, 8, 7) },
    { ...registered, edition: 2013, rows: registration(5, 20, 7) },
    { ...registered, edition: 2019, rows: registration(11, 30, 30) },
    {
      ...authenticated,
      edition: 2013,
      rows: [
        {
          name: "authenticationCode",
          kind: ascii(REST),
          about: "The code of the answer to the registration",
          personal: "text",
        },
      ],
    },
    { ...authenticated, edition: 2019, rows: AUTHENTICATION_2019 },
    {
      id: 0x0104,
      type: "confirmation",
      about: "Answer to 0x8104, the query of parameters",
      rows: [
        ANSWERED,
        {
          name: "deviceParameters",
          kind: PARAMETERS,
          about: "Number BYTE, then parameters: id DWORD, length BYTE, value",
        },
      ],
    },
    { id: 0x0200, type: "position", about: "Position", rows: POSITION },
    {
      id: 0x0201,
      type: "position",
      about: "Answer to 0x8201, the query of the position",
      rows: [ANSWERED, ...POSITION],
    },
    {
      id: 0x0704,
      type: "positions",
      about: "Several positions",
      rows: [
        { name: "count", kind: count(2, "positions"), about: "Number of records" },
        {
          name: "batch",
          kind: oneOf("normal", "blindArea"),
          about: "0 normal, 1 blindArea: from where there was no network",
        },
        {
          name: "positions",
          kind: RECORDS,
          about: "Records: length WORD, then a body as of 0x0200",
        },
      ],
    },
    {
      id: 0x0900,
      type: "unknown",
      about: "Data passed through",
      rows: [
        value(uint(1), "passthroughType", { about: "What kind of data follows" }),
        { name: "tail", kind: DATA, about: "What a profile reads; else kept as sent" },
      ],
    },
  ];
  return bodies.map((body) => ({
    ...body,
    ready: ready(body.rows),
    least: halvesOf(body.rows) / 2,
  }));
}

const BY_ID: ReadonlyMap<number, readonly Jt808Form[]> = /* @__PURE__ */ groupById(JT808_FORMS);

/** The longest body that so many bytes can be, by the version of the header; for too few of them the shortest. */
export function formOf(id: number, version: 2013 | 2019, length: number): Jt808Form | undefined {
  let found: Jt808Form | undefined;
  for (const form of BY_ID.get(id) ?? []) {
    const isOther = form.edition !== undefined && (form.edition === 2019) !== (version === 2019);
    if (!isOther && (found === undefined || form.least <= length)) found = form;
  }
  return found;
}

/** A body, with what no row takes. */
export function writeBody(
  rows: readonly BytesRow[],
  values: Values,
  utcOffsetMinutes: number,
): number[] {
  const w = new BytesWriter(utcOffsetMinutes);
  writeBytesRows(rows, w, 0, values);
  w.append(values.tail ?? []);
  return w.bytes;
}
