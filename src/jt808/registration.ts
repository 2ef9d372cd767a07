/** The bodies of 0x0100, registration, and 0x0102, authentication (jt808.md section 4). */
import { ascii } from "../kind/bytes/ascii.ts";
import { keptRest } from "../kind/bytes/kept.ts";
import { uint } from "../kind/bytes/number.ts";
import { BytesWriter } from "../kind/bytes-writer.ts";
import { type BytesKind, type BytesRow, type Personal, REST } from "../kind/row.ts";
import { type ReadyRow, readBytesRows, ready, writeBytesRows } from "../layout/bytes-rows.ts";
import { keepTail, value } from "./item.ts";

const ASCII = /* @__PURE__ */ ascii(REST);

/** ASCII, or GBK, of which the bytes are kept. */
const PLATE: BytesKind = {
  ...ASCII,
  kind: "plate",
  read(r, at, to, row, values) {
    if (ASCII.fits!(r, at, to, row, values)) return ASCII.read(r, at, to, row, values);
    values[row.name] = null;
    values.plateBytes = r.copy(at >> 1, to >> 1);
    r.report("gbk-text", row.name, at, to, "ASCII");
  },
  write(w, at, row, values) {
    if (values.plateBytes === undefined) ASCII.write(w, at, row, values);
    else w.set(at, values.plateBytes);
  },
};

function text(name: string, bytes: number, about: string, personal: Personal): BytesRow {
  return { name, kind: ascii(bytes), about, personal };
}

/** By the bytes of maker, model and id, in which the editions differ. */
export function registration(maker: number, model: number, terminal: number): readonly BytesRow[] {
  return [
    value(uint(2), "provinceCode", { about: "Province, by the code of China" }),
    value(uint(2), "cityCode", { about: "City, by the code of China" }),
    text("manufacturer", maker, "Maker", "harmless"),
    text("model", model, "Model", "harmless"),
    text("terminalId", terminal, "Id of the terminal, as the maker gave it", "text"),
    value(uint(1), "plateColorCode", { about: "Colour of the plate; 0 for a vehicle without one" }),
    { name: "plate", kind: PLATE, about: "Number plate, ASCII or GBK", personal: "text" },
  ];
}

const CODE: BytesRow = {
  name: "authenticationCode",
  kind: { ...ASCII, most: 0xff } as BytesKind,
  about: "Code, with its length before it",
  personal: "text",
};
const BEHIND_CODE: readonly BytesRow[] = [
  /* @__PURE__ */ text("imei", 15, "IMEI", "id"),
  /* @__PURE__ */ text("softwareVersion", 20, "Version of the software", "harmless"),
];
/** All that is no code: its length, IMEI and version. */
const FIXED = 1 + 15 + 20;
const TAIL: BytesRow = { name: "tail", kind: /* @__PURE__ */ keptRest(), about: "Kept as sent" };

const READY_BEHIND: readonly ReadyRow[] = /* @__PURE__ */ ready([...BEHIND_CODE, TAIL]);

const AUTHENTICATION: BytesKind = {
  kind: "authentication",
  halves: REST,
  isComposite: true,
  read(r, at, to, _row, values) {
    const from = (at >> 1) + 1;
    const end = from + (at < to ? r.bytes[from - 1]! : 0);
    if ((end - from + FIXED) * 2 > to - at) {
      values[CODE.name] = null;
      r.report("missing-field", CODE.name, at, to, "length, code, IMEI and version");
      return keepTail(r, from - 1, to >> 1, values);
    }
    CODE.kind.read(r, from * 2, end * 2, CODE, values);
    r.mark(CODE, at, end * 2, values);
    readBytesRows(READY_BEHIND, r, end * 2, to, values);
  },
  write(w, _at, _row, values) {
    // A body that could not be read is in the tail.
    if (values[CODE.name] === null && values.imei === undefined) return;
    const writer = new BytesWriter();
    CODE.kind.write(writer, 0, CODE, values);
    w.append([writer.bytes.length, ...writer.bytes]);
    writeBytesRows(BEHIND_CODE, w, w.bytes.length * 2, values);
  },
};

export const AUTHENTICATION_2019: readonly BytesRow[] = [
  {
    name: CODE.name,
    kind: AUTHENTICATION,
    about: "Length BYTE and code, then IMEI (15 bytes) and software version (20 bytes)",
  },
];

export function schemaPlate(): object {
  return { type: ["string", "null"] };
}

export function alsoPlate(): Record<string, object> {
  return { plateBytes: { type: "string", pattern: "^([0-9a-f]{2})+$" } };
}

export function alsoAuthentication(): Record<string, object> {
  const text = { type: ["string", "null"] };
  return Object.fromEntries(BEHIND_CODE.map(({ name }) => [name, text]));
}
