/** Text of JT/T 808: GBK, of which ASCII is a part (docs/protocol/jt808-tables.md §5). */
import { everyCode } from "../argument.ts";
import { isBytes } from "../bytes.ts";
import { ascii } from "../kind/bytes/ascii.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import type { EncodeText } from "../kind/bytes-writer.ts";
import { setAt, setValue, valueAt } from "../kind/path.ts";
import { type BytesKind, type BytesRow, REST } from "../kind/row.ts";

/** All remaining bytes. If they are not decoded, a further property has them: `plateBytes`. */
export const GBK: BytesKind = /* @__PURE__ */ gbk(/* @__PURE__ */ ascii(REST));

function gbk(kind: BytesKind): BytesKind {
  return {
    ...kind,
    kind: "gbk",
    read(r, at, to, row, values) {
      if (kind.fits!(r, at, to, row, values)) return kind.read(r, at, to, row, values);
      const text = decodedText(r, at >> 1, to >> 1);
      setValue(values, row, text);
      if (text !== null) return;
      setAt(values, bytesOf(row.name), r.copy(at >> 1, to >> 1));
      r.report("gbk-text", row.name, at, to, "ASCII, or what decodeText decodes");
    },
    write(w, at, row, values) {
      const sent = valueAt(values, bytesOf(row.name)) as Uint8Array | undefined;
      const text = valueAt(values, row.name);
      if (sent !== undefined) w.set(at, sent);
      else if (w.encodeText === undefined || !isOtherText(text)) kind.write(w, at, row, values);
      else w.set(at, encodedText(w.encodeText, text, `message.${row.name}`));
    },
  };
}

function bytesOf(name: string): string {
  return `${name}Bytes`;
}

/**
 * The result of `decodeText` for the bytes without padding, or `null`. A result with control characters or the replacement
 * character is not a text.
 */
export function decodedText(r: BytesReader, from: number, to: number): string | null {
  const { bytes, settings } = r;
  let [start, end] = [from, to];
  while (end > start && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  while (start < end && bytes[start] === 0) start++;
  const text = settings.decodeText?.(r.copy(start, end));
  return typeof text === "string" && text !== "" && everyCode(text, isShown) ? text : null;
}

/** Neither a control character nor U+FFFD. */
export function isShown(code: number): boolean {
  return code >= 0x20 && !(code >= 0x7f && code < 0xa0) && code !== 0xfffd;
}

/** Whether it is a text with characters outside ASCII. */
export function isOtherText(text: unknown): text is string {
  return typeof text === "string" && !everyCode(text, (code) => code < 0x80);
}

/** @throws TypeError if `encodeText` returns no bytes. RangeError that names the property, if it throws a RangeError. */
export function encodedText(encodeText: EncodeText, text: string, name: string): Uint8Array {
  let bytes: unknown;
  try {
    bytes = encodeText(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${name}: ${error.message}`, { cause: error });
  }
  if (!isBytes(bytes)) throw new TypeError("encodeText must return a Uint8Array");
  return bytes;
}

export const schemaGbk: object = { type: ["string", "null"] };

export function alsoGbk(_kind: BytesKind, { name }: BytesRow): Record<string, object> {
  return { [bytesOf(name)]: { type: "string", pattern: "^([0-9a-f]{2})+$" } };
}
