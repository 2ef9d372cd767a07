/** The messages of JT/T 808 that are read, and the layouts of their bodies (jt808.md section 4). */

import { hexText } from "../bytes.ts";
import type { FieldMeaning } from "../layout/layout.ts";
import type { Draft } from "../model/draft.ts";
import {
  isPrintable,
  type Jt808Body,
  type Jt808Field,
  type Jt808Layout,
  readBody,
  readText,
  text,
  trimmed,
  whole,
} from "./layout.ts";
import { PARAMETERS } from "./parameters.ts";
import { LEAST_POSITION, POSITION_FIELDS, writePosition } from "./position.ts";
import type { Jt808Reader } from "./reader.ts";
import { assertAscii, assertWhole, Writer } from "./writer.ts";

const ANSWERED: Jt808Field = /* @__PURE__ */ whole(
  "answeredSerialNumber",
  2,
  "Number of the message that is answered",
);

/** What no document explains. */
const REST: Jt808Field = {
  name: "tail",
  length: "rest",
  about: "Some devices add battery, signal or items of their own; kept as sent",
  read(reader, from, to, draft) {
    if (from < to) reader.report("unknown-tail", "tail", from, to, "documented bytes");
    reader.keep(draft, from, to);
  },
  write(writer, draft) {
    writer.append(draft.tail ?? []);
  },
};

const CONFIRMS: Jt808Field = {
  name: "confirms",
  length: 2,
  about: "Id of the message that is answered",
  read(reader, from, to, draft) {
    draft.confirms = `0x${hexText(reader.bytes, from, to)}`;
    draft.parameters = [];
  },
  write(writer, { confirms }) {
    const id = confirms?.startsWith("0x") && confirms.length === 6 ? Number(confirms) : Number.NaN;
    if (!Number.isInteger(id))
      throw new RangeError("confirms must be 0x and four hexadecimal digits");
    writer.number(id, 2);
  },
};

const RESULTS: readonly string[] = ["ok", "failed", "bad", "unsupported", "alarmConfirmed"];

const RESULT: Jt808Field = {
  name: "result",
  length: 1,
  about: "0 ok, 1 failed, 2 bad, 3 unsupported, 4 alarmConfirmed",
  read(reader, from, to, draft) {
    draft.result = RESULTS[reader.bytes[from]!] ?? hexText(reader.bytes, from, to);
  },
  write(writer, { result = "" }) {
    const named = RESULTS.indexOf(result);
    const code = named < 0 && result.length === 2 ? Number.parseInt(result, 16) : named;
    assertWhole(code, 0xff, "result");
    writer.number(code, 1);
  },
};

const PLATE: Jt808Field = {
  name: "plate",
  length: "rest",
  about: "Number plate, ASCII or GBK",
  isWhole: true,
  read(reader, from, to, draft) {
    draft.plate = null;
    const value = trimmed(reader.bytes, from, to);
    if (value === "") reader.report("empty-field", "plate", from, to, "a number plate");
    else if (isPrintable(value)) draft.plate = value;
    else {
      reader.report("gbk-text", "plate", from, to, "ASCII");
      draft.plateBytes = reader.bytes.slice(from, to);
    }
  },
  write(writer, { plate, plateBytes }) {
    if (plateBytes !== undefined) return writer.append(plateBytes);
    assertAscii(plate ?? "", 1023, "plate");
    writer.text(plate ?? "", plate?.length ?? 0);
  },
};

function registration(maker: number, model: number, terminal: number): readonly Jt808Field[] {
  return [
    whole("provinceCode", 2, "Province, by the code of China"),
    whole("cityCode", 2, "City, by the code of China"),
    text("manufacturer", maker, "Maker"),
    text("model", model, "Model"),
    text("terminalId", terminal, "Id of the terminal, as the maker gave it"),
    whole("plateColorCode", 1, "Colour of the plate; 0 for a vehicle without one"),
    PLATE,
  ];
}

const REGISTRATION_2011: Jt808Body = {
  about: "2011",
  fields: /* @__PURE__ */ registration(5, 8, 7),
};
const REGISTRATION_2013: Jt808Body = {
  about: "2013",
  fields: /* @__PURE__ */ registration(5, 20, 7),
};
const REGISTRATION_2019: Jt808Body = {
  about: "2019",
  fields: /* @__PURE__ */ registration(11, 30, 30),
};
/** Two codes, maker, model, terminal id, colour. */
const LEAST_2013 = 37;

const AUTHENTICATION_2019: Jt808Body = {
  about: "2019",
  fields: [
    {
      name: "authenticationCode",
      length: "rest",
      about: "Length BYTE and code, then IMEI (15 bytes) and software version (20 bytes)",
      read: readLongAuthentication,
      write(writer, draft) {
        const { authenticationCode, imei, softwareVersion } = draft;
        // A body that could not be read is in the tail.
        if (authenticationCode === null && imei === undefined) return;
        assertAscii(authenticationCode ?? "", 0xff, "authenticationCode");
        assertAscii(imei ?? "", 15, "imei");
        assertAscii(softwareVersion ?? "", 20, "softwareVersion");
        const code = authenticationCode ?? "";
        writer.number(code.length, 1);
        writer.text(code, code.length);
        writer.text(imei ?? "", 15);
        writer.text(softwareVersion ?? "", 20);
      },
    },
  ],
};

const CODE: FieldMeaning = { name: "authenticationCode", about: "Code, with its length before it" };
const IMEI: FieldMeaning = { name: "imei", about: "IMEI" };
const SOFTWARE: FieldMeaning = { name: "softwareVersion", about: "Version of the software" };

function readLongAuthentication(
  reader: Jt808Reader,
  from: number,
  end: number,
  draft: Draft,
): void {
  const codeEnd = from + 1 + reader.bytes[from]!;
  if (from >= end || codeEnd + 35 > end) {
    draft.authenticationCode = null;
    reader.report(
      "missing-field",
      "authenticationCode",
      from,
      end,
      "length, code, IMEI and version",
    );
    reader.keep(draft, from, end);
    return;
  }
  draft.authenticationCode = readText(reader, "authenticationCode", from + 1, codeEnd);
  reader.mark(CODE, from, codeEnd, draft);
  draft.imei = readText(reader, "imei", codeEnd, codeEnd + 15);
  reader.mark(IMEI, codeEnd, codeEnd + 15, draft);
  draft.softwareVersion = readText(reader, "softwareVersion", codeEnd + 15, codeEnd + 35);
  reader.mark(SOFTWARE, codeEnd + 15, codeEnd + 35, draft);
  REST.read(reader, codeEnd + 35, end, draft);
}

const KINDS = ["normal", "blindArea"] as const;

const BATCH: Jt808Field = {
  name: "batch",
  length: 1,
  about: "0 normal, 1 blindArea: from where there was no network",
  read(reader, from, to, draft) {
    draft.batch = KINDS[reader.bytes[from]!] ?? null;
    if (draft.batch === null) reader.report("out-of-range", "batch", from, to, "0 or 1");
  },
  write(writer, { batch }) {
    writer.number(batch === null || batch === undefined ? 0xff : KINDS.indexOf(batch), 1);
  },
};

const COUNT: FieldMeaning = { name: "count", about: "Number of records" };
const LENGTH: FieldMeaning = { name: "count", about: "Length of the record" };

const RECORD_COUNT: Jt808Field = {
  name: "count",
  length: 2,
  about: COUNT.about,
  // Compared with the records when they are read.
  read() {},
  write(writer, { positions }) {
    writer.number(positions?.length ?? 0, 2);
  },
};

const RECORDS: Jt808Field = {
  name: "positions",
  length: "rest",
  about: "Records: length WORD, then a body as of 0x0200",
  read(reader, from, end, draft) {
    draft.positions = [];
    // Before them stand their number and the kind of the batch.
    const count = reader.number(from - 3, from - 1);
    let at = from;
    while (at + 2 <= end) {
      const to = at + 2 + reader.number(at, at + 2);
      if (to > end || to - at - 2 < LEAST_POSITION) break;
      const position: Draft = {};
      draft.positions.push(position);
      reader.markValue(LENGTH, at, at + 2, draft, hexText(reader.bytes, at, at + 2));
      readBody(POSITION_FIELDS, reader, at + 2, to, position);
      at = to;
    }
    if (draft.positions.length !== count) {
      reader.report("count-differs", "positions", from - 3, from - 1, `${draft.positions.length}`);
    }
    if (at < end) reader.report("truncated", "tail", at, end, "a whole record");
    reader.keep(draft, at, end);
  },
  write(writer, { positions, tail }) {
    for (const position of positions ?? []) {
      const body = new Writer();
      writePosition(body, position);
      body.append(position.tail ?? []);
      writer.number(body.bytes.length, 2);
      writer.append(body.bytes);
    }
    writer.append(tail ?? []);
  },
};

export const JT808_LAYOUTS: readonly Jt808Layout[] = [
  {
    id: 0x0001,
    type: "confirmation",
    about: "General answer of the device",
    fields: [ANSWERED, CONFIRMS, RESULT, REST],
  },
  { id: 0x0002, type: "heartbeat", about: "Heartbeat", fields: [REST] },
  { id: 0x0003, type: "heartbeat", about: "The device logs out", fields: [REST] },
  {
    id: 0x0100,
    type: "identity",
    about: "Registration",
    fields: REGISTRATION_2013.fields,
    choose(isLong, length) {
      if (isLong) return REGISTRATION_2019;
      return length < LEAST_2013 ? REGISTRATION_2011 : REGISTRATION_2013;
    },
  },
  {
    id: 0x0102,
    type: "identity",
    about: "Authentication",
    fields: [text("authenticationCode", "rest", "The code of the answer to the registration")],
    choose(isLong) {
      return isLong ? AUTHENTICATION_2019 : this;
    },
  },
  {
    id: 0x0104,
    type: "confirmation",
    about: "Answer to 0x8104, the query of parameters",
    fields: [ANSWERED, PARAMETERS],
  },
  { id: 0x0200, type: "position", about: "Position", fields: POSITION_FIELDS },
  {
    id: 0x0201,
    type: "position",
    about: "Answer to 0x8201, the query of the position",
    fields: [ANSWERED, ...POSITION_FIELDS],
  },
  {
    id: 0x0704,
    type: "positions",
    about: "Several positions",
    fields: [RECORD_COUNT, BATCH, RECORDS],
  },
];

export function jt808Layout(id: number): Jt808Layout | undefined {
  return JT808_LAYOUTS.find((layout) => layout.id === id);
}

/** The body of a message with that header and length. */
export function bodyOf(layout: Jt808Layout, isLong: boolean, length: number): Jt808Body {
  return layout.choose?.(isLong, length) ?? layout;
}
