/**
 * The header of a frame (docs/protocol/jt808.md §3):
 *
 *     0200 0022 019176652184 00B3                        2011 and 2013
 *     0200 4022 01 00000000019176652184 00B3             2019: version and a longer id
 *     0801 2003 019176652184 00B3 0004 0002              a part of a message
 *     5501 0002 019176652184 B3                          a lock
 */
import { refuse } from "../argument.ts";
import { is2019, isLockReport } from "../frame/escaped.ts";
import { uint } from "../kind/bytes/number.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import type { BytesWriter } from "../kind/bytes-writer.ts";
import type { BytesEmitter } from "../kind/emit.ts";
import type { BytesKind, BytesRow, Values } from "../kind/row.ts";
import { objectOf } from "../kind/schema.ts";
import { type ReadyRow, ready } from "../layout/bytes-rows.ts";

/** The id of a message, as `0x0200`. */
export const MESSAGE_ID: BytesKind = {
  kind: "messageId",
  halves: 4,
  personal: "harmless",
  read(r, at, to, row, values) {
    values[row.name] = `0x${r.hex(at, to)}`;
  },
  write(w, at, row, values) {
    w.digits(at, 4, idOf(values[row.name], `message.${row.name}`), 16);
  },
};

/** The number for `0x0200`. */
export function idOf(id: unknown, name: string): number {
  if (typeof id === "string" && /^0x[0-9a-f]{4}$/.test(id)) return Number(id);
  return refuse(name, "0x and four hexadecimal digits", id);
}

/** The reader was chosen by the id. */
export function emitMessageId(): void {}

export const schemaMessageId: object = { type: "string", pattern: "^0x[0-9a-f]{4}$" };

type Version = 2013 | 2019;

interface AttributesKind extends BytesKind {
  readonly version: Version;
}

/** Bits for version, parts and encryption; the length of the body is written when that is known. */
function attributes(version: Version): AttributesKind {
  return {
    kind: "attributes",
    halves: 4,
    version,
    personal: "harmless",
    read(r, at, to, row, values) {
      const bits = r.uint(at, to);
      const encryption = (bits >> 10) & 7;
      r.edition = version;
      values[row.name] = encryption === 0 ? { version } : { version, encryption };
      if ((bits & VERSION_BIT) !== bitOf(version))
        r.report("version-bit", `${row.name}.version`, at, to, `bit 14 as of ${version}`);
    },
    write: (w, at) => w.digits(at, 4, bitOf(version), 16),
  };
}

const VERSION_BIT = 0x4000;

function bitOf(version: Version): number {
  return version === 2019 ? VERSION_BIT : 0;
}

/** Leaves parts, encrypted bodies and a wrong version bit to the interpreter. */
export function emitAttributes(e: BytesEmitter, at: number, row: BytesRow<AttributesKind>): void {
  const { version } = row.kind;
  e.giveUpIf(`(${e.byte(at >> 1)} & 252) !== ${bitOf(version) >> 8}`);
  e.give({ ...row, name: `${row.name}.version` }, String(version));
}

/** Total and number, two bytes each. Parts are not written. */
const PART_NUMBERS: BytesKind = {
  kind: "partNumbers",
  halves: 8,
  personal: "harmless",
  read(r, at, to, _row, values) {
    values.jt808.part = { total: r.uint(at, at + 4), number: r.uint(at + 4, to) };
  },
  write() {},
};

/** BCD; six bytes that are not BCD are a packed IMEI, its first 14 digits as a number. */
function phone(bytes: 6 | 10): BytesKind {
  return { kind: "phone", halves: bytes * 2, personal: "id", read: readPhone, write: writePhone };
}

function readPhone(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  values[row.name] = r.digits(at, to) < 0 ? readPacked(r, at, to) : r.hex(at, to);
}

/** The IMEI, or the raw bytes. */
export function readPacked(r: BytesReader, at: number, to: number): string {
  const imei = to - at === 12 ? unpackImei(r.uint(at, to)) : null;
  r.report(imei === null ? "bad-id" : "packed-imei", "deviceId", at, to, "decimal digits");
  return imei ?? r.hex(at, to);
}

function writePhone(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const { halves } = row.kind;
  const id: unknown = values[row.name];
  const digits = typeof id === "string" ? wireDigits(id, halves) : null;
  if (digits === null) refuse(row.name, `1 to ${halves} digits`, id);
  for (let i = 0; i < halves; i++) w.digits(at + i, 1, Number.parseInt(digits[i]!, 16), 16);
}

function wireDigits(id: string, count: number): string | null {
  if (/^[0-9]+$/.test(id) && id.length <= count) return id.padStart(count, "0");
  if (/^[0-9a-f]+$/.test(id) && id.length === count) return id;
  return packImei(id);
}

export function emitPhone(e: BytesEmitter, at: number, row: BytesRow): void {
  const count = row.kind.halves >> 1;
  const digits = Array.from({ length: count }, (_, i) => `BCD[${e.byte((at >> 1) + i)}]`);
  e.calls.add("BCD");
  const [from, to] = [e.place(at >> 1), e.place((at >> 1) + count)];
  const text = count === 6 ? e.call("twelveDigits", "B", from) : e.call("hexText", "B", from, to);
  const packed = e.call(
    "readPacked",
    e.call("readerOf", "frame", "B", "settings", "edition", "issues"),
    `(${from}) * 2`,
    `(${to}) * 2`,
  );
  e.give(row, `(${digits.join(" | ")}) < 0 ? ${packed} : ${text}`);
}

export const schemaPhone: object = { type: "string", minLength: 12, maxLength: 20 };

/**
 * A packed IMEI: its first 14 digits as a six-byte number. Only numbers that are not BCD are read as one
 * (docs/protocol/jt808.md §3), so no other can be written.
 */
function packImei(imei: string): string | null {
  if (unpackImei(Number(imei.slice(0, 14))) !== imei) return null;
  const hex = Number(imei.slice(0, 14)).toString(16).padStart(12, "0");
  return /^[0-9]+$/.test(hex) ? null : hex;
}

/** The 15 digits of a packed IMEI, the last of which is the check digit (Luhn); `null` if it is not an IMEI. */
export function unpackImei(packed: number): string | null {
  const digits = String(packed);
  if (digits.length !== 14) return null;
  let sum = 0;
  for (let i = 0; i < 14; i++) {
    const digit = (i % 2 === 1 ? 2 : 1) * Number(digits[i]);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return digits + ((10 - (sum % 10)) % 10);
}

/** The attributes of a lock. */
const UNEXPLAINED: BytesKind = {
  kind: "unexplained",
  halves: 4,
  personal: "harmless",
  read() {},
  write() {},
};

const COMMAND: BytesRow = { name: "command", kind: MESSAGE_ID, about: "Message id" };
const PART: BytesRow = {
  name: "jt808.part",
  kind: PART_NUMBERS,
  about: "Number of parts, and number of this part",
};

/** The id and the serial number, with their lengths in bytes. */
function sender(idBytes: 6 | 10, numberBytes: 1 | 2): readonly BytesRow[] {
  return [
    { name: "deviceId", kind: phone(idBytes), about: "Phone number of the terminal, BCD" },
    {
      name: "serialNumber",
      kind: uint(numberBytes),
      about: "Number of the message",
      personal: "harmless",
    },
  ];
}

function header(version: Version): readonly BytesRow[] {
  const bits: BytesRow = {
    name: "jt808",
    kind: attributes(version),
    about: "Length of the body, encryption, part and version bits",
  };
  if (version === 2013) return [COMMAND, bits, ...sender(6, 2)];
  return [
    COMMAND,
    bits,
    {
      name: "jt808.protocolVersion",
      kind: uint(1),
      about: "Version of the protocol",
      personal: "harmless",
    },
    ...sender(10, 2),
  ];
}

export const HEADER_2013: readonly BytesRow[] = /* @__PURE__ */ header(2013);
export const HEADER_2019: readonly BytesRow[] = /* @__PURE__ */ header(2019);

export const LOCK: readonly BytesRow[] = /* @__PURE__ */ lockRows();

function lockRows(): readonly BytesRow[] {
  const attributes: BytesRow = { name: "reserved", kind: UNEXPLAINED, about: "Attributes" };
  return [COMMAND, attributes, ...sender(6, 1)];
}

const READY_LOCK: readonly ReadyRow[] = /* @__PURE__ */ ready(LOCK);
/** Rows by edition and by the bit for parts. */
const READY: readonly (readonly ReadyRow[])[] = /* @__PURE__ */ [
  HEADER_2013,
  [...HEADER_2013, PART],
  HEADER_2019,
  [...HEADER_2019, PART],
].map(ready);

/** The rows of the header that begins at byte `at`, of a message that ends at `to`. */
export function headerRows(bytes: Uint8Array, at: number, to: number): readonly ReadyRow[] {
  if (isLockReport(bytes, at)) return READY_LOCK;
  return READY[(is2019(bytes, at, to) ? 2 : 0) + ((bytes[at + 2]! >> 5) & 1)]!;
}

/** Schemas of the bits, of the part that one of them announces, and of assembled messages. */
export function alsoAttributes(): Record<string, object> {
  const number = { type: "integer", minimum: 0, maximum: 0xffff };
  return {
    "jt808.version": { enum: [2013, 2019] },
    "jt808.encryption": { type: "integer", minimum: 1, maximum: 7 },
    "jt808.part": objectOf({ number, total: number }),
    "jt808.assembled": objectOf({
      offsets: { type: "array", items: { type: "integer", minimum: 0 } },
    }),
  };
}
