/** Texts: as sent, with a fixed form, or kept because they are undocumented. */
import { frozen } from "../../frozen.ts";
import type { TextEmitter } from "../emit.ts";
import { REST, type TextKind, type TextRow, type TextSlot, type Values } from "../row.ts";
import { hexDigit, type TextReader } from "../text-reader.ts";

const EXPECTED_ICCID = "19 or 20 digits";

/** SIM serial number, 19 or 20 characters, some padded with F; `?` stands for digits that could not be read. */
export const ICCID: TextKind = /* @__PURE__ */ frozen({
  kind: "iccid",
  fields: 1,
  personal: "iccid",
  read(r, at, row, values) {
    values[row.name] = readIccid(r, at, row.name);
  },
  write: (w, row, values) => w.putText(values[row.name], row.name),
});

function readIccid(r: TextReader, at: number, name: string): string | null {
  if (!r.select(at, name, EXPECTED_ICCID)) return null;
  let hasGap = false;
  for (let i = r.start; i < r.end; i++) {
    const byte = r.bytes[i]!;
    // Chinese ICCIDs have letters inside, others F as padding.
    if (byte === 0x3f) hasGap = true;
    else if (hexDigit(byte) < 0) {
      r.report("bad-iccid", name, at, at, EXPECTED_ICCID);
      return null;
    }
  }
  if (hasGap) r.report("digits-missing", name, at, at, EXPECTED_ICCID);
  return r.selected();
}

export function emitIccid(e: TextEmitter, row: TextRow): void {
  e.give(row, e.text(row, "hexEnd"));
}

export const schemaIccid: object = { type: ["string", "null"] };

/** A phone number as text; an IP address goes to the property that `instead` of the row names. Empty for none. */
export const PHONE_OR_IP: TextKind = /* @__PURE__ */ frozen({
  kind: "phoneOrIp",
  fields: 1,
  personal: "phone",
  read(r, at, row, values) {
    const { name, instead } = row;
    values[name] = null;
    if (!r.select(at, name, "digits")) return;
    const text = r.selected();
    if (text.includes(".") && instead !== undefined) {
      delete values[name];
      values[instead] = text;
      return;
    }
    if (text.includes("?")) r.report("digits-missing", name, at, at, "digits");
    values[name] = text;
  },
  write(w, { name, instead = "" }, values) {
    w.putText(values[instead] ?? values[name], values[instead] ? instead : name);
  },
});

export function emitPhoneOrIp(e: TextEmitter, row: TextRow): void {
  // A question mark is left to the interpreter.
  const text = e.keep(row.name, e.text(row, "dottedEnd"));
  e.later.push(`if (${text}.includes(".")) m.${row.instead} = ${text};`);
  e.later.push(`else m.${row.name} = ${text};`);
}

export const schemaPhoneOrIp: object = schemaIccid;

export const alsoPhoneOrIp: object = { ipAddress: { type: "string" } };

/** The most digits of a phone number (ITU-T E.164). */
const LONGEST_PHONE = 15;

/** A phone number; a longer number is the ICCID and goes to the property that `instead` of the row names. */
export const PHONE_OR_ICCID: TextKind = /* @__PURE__ */ frozen({
  kind: "phoneOrIccid",
  fields: 1,
  personal: "iccid",
  read(r, at, row, values) {
    const { kind, instead } = row;
    r.trim(at);
    const isIccid = instead !== undefined && r.end - r.start > LONGEST_PHONE;
    if (isIccid) ICCID.read(r, at, { name: instead, kind }, values);
    else PHONE_OR_IP.read(r, at, { name: row.name, kind }, values);
  },
  write: (w, row, values) => PHONE_OR_IP.write(w, row, values),
});

export const schemaPhoneOrIccid: object = schemaIccid;

export const alsoPhoneOrIccid: object = { iccid: schemaIccid };

/** A field as it was sent. */
export const TEXT: TextKind = /* @__PURE__ */ frozen({
  kind: "text",
  fields: 1,
  read(r, at, row, values) {
    values[row.name] = r.text(at);
  },
  write: (w, row, values) => w.putText(values[row.name], row.name),
});

export function emitText(e: TextEmitter, row: TextRow): void {
  e.give(row, e.text(row, "fieldEnd"));
}

export const schemaText: object = { type: "string" };

/** An element of a list of texts, as it was sent. */
export const LISTED: TextKind = /* @__PURE__ */ frozen({
  kind: "listed",
  fields: 1,
  personal: "prose",
  read: (r, at, row, values) => keepText(r, at, row, values),
  write: (w, row, values) => w.putNext(row.name, values),
});

export function emitListed(e: TextEmitter, row: TextRow): void {
  e.giveElement(row, e.text(row, "fieldEnd"));
}

/** A field that is usually empty; other text is kept in `extra`. */
export const EMPTY: TextKind = /* @__PURE__ */ frozen({
  kind: "empty",
  fields: 1,
  personal: "prose",
  read(r, at, row, values) {
    if (r.width(at) > 0) keepText(r, at, row, values);
  },
  write: (w, row, values) => w.putNext(row.name, values),
});

export function emitEmpty(e: TextEmitter): void {
  e.giveUpIf("B[p] !== 44");
}

const OTHER_TEXT: TextRow = { name: "extra", kind: LISTED, about: "Differs from the fixed text" };

/**
 * A field that is always the same and gives no value. Other text is kept in `extra`.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { always, createProtocol, whole } from "sinotrack-protocol/layout";
 *
 * const parts = [
 *   { name: "reserved", kind: always("X"), about: "Always X" },
 *   { name: "door", kind: whole(4), about: "Which door" },
 * ];
 * const mine = createProtocol({ text: [{ word: "DOOR", about: "A door was opened", forms: [{ parts }] }] });
 * toJson(mine.decode("*HQ,8168000005,DOOR,X,2#")[0]).values; // { door: 2 }
 * ```
 */
export function always(text: string): TextKind {
  return {
    kind: "always",
    fields: 1,
    personal: "harmless",
    read(r, at, row, values) {
      const isSame =
        text === "" ? r.width(at) === 0 : !r.select(at, row.name, text) || r.selected() === text;
      if (isSame) return;
      r.report("unknown-tail", "extra", at, at, text === "" ? "nothing" : text);
      keepText(r, at, OTHER_TEXT, values);
      r.taken = OTHER_TEXT;
    },
    write: (w) => w.put(text),
  };
}

/** Everything up to the `#`, commas included. */
export const TO_THE_END: TextKind = /* @__PURE__ */ frozen({
  kind: "toTheEnd",
  fields: REST,
  personal: "prose",
  read(r, at, row, values) {
    values[row.name] = at < r.count ? r.textFrom(at) : "";
  },
  write: (w, row, values) => w.putFree(values[row.name] ?? "", row.name),
});

export const schemaToTheEnd: object = schemaText;

export const schemaListed: object = { type: "array", items: { type: "string" } };
export const schemaEmpty: object = schemaListed;

/** Appends field `at` to the list that the row names. */
export function keepText(r: TextReader, at: number, row: TextSlot, values: Values): void {
  values[row.name] ??= [];
  values[row.name].push(r.text(at));
}
