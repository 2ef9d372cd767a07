/**
 * Tests whether a value that its row calls harmless has the form of one: other firmware may have anything in its place.
 */
import type { BytesKind, TextKind } from "../kind/row.ts";

/** Values whose kinds accept more than the documents have. */
const FORMS: Readonly<Record<string, RegExp>> = {
  commandTime: /^(?:(?:[01]\d|2[0-3])(?:[0-5]\d){2}|HHmmss)$/,
  "obd.dtcs": /^(?:[PCBU][\dA-F]{4}(?:,|$))*$/i,
  batteryRaw: /^ *[\dA-F]{1,4} *$/i,
  "jt808.analogInputs": /^.{0,4}$/s,
};

/**
 * Nine digits, a coordinate, four numbers with points between them, a host name, an address, the letters and digits of a
 * VIN, characters that are not ASCII.
 */
const PERSONAL =
  /[1-9]\d{8}|\.\d{4}|\d(?:\.\d+){3}|\w\.[a-z]{2,}|@|:\/\/|[A-HJ-NPR-Z\d]{17}|[^\0-~]/i;

/** @param text The value, one character per byte. */
export function hasHarmlessForm(
  name: string,
  kind: Partial<BytesKind | TextKind> | undefined,
  text: string,
  isText: boolean,
): boolean {
  if (FORMS[name]?.test(text) === false) return false;
  if (kind?.kind === "announced") return /^[ \d]{0,3}$/.test(text);
  return !(isText || isTextKind(kind)) || !PERSONAL.test(text);
}

const TEXT_KINDS: ReadonlySet<string | undefined> = /* @__PURE__ */ new Set([
  "ascii",
  "asciiTexts",
  "decimal",
  "gbk",
]);

/** Whether its bytes in a binary frame are characters. */
export function isTextKind(kind: Partial<BytesKind | TextKind> | undefined): boolean {
  return TEXT_KINDS.has(kind?.kind);
}
