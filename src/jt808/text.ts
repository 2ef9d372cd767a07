/** Text of JT/T 808: GBK, of which ASCII is a part (jt808-tables.md section 5). */
import { ascii } from "../kind/bytes/ascii.ts";
import { setValue, valueAt } from "../kind/path.ts";
import { type BytesKind, type BytesRow, REST } from "../kind/row.ts";

/** All that is left. Bytes that are not decoded are kept beside the value: `plateBytes`. */
export const GBK: BytesKind = /* @__PURE__ */ gbk(/* @__PURE__ */ ascii(REST));

function gbk(kind: BytesKind): BytesKind {
  return {
    ...kind,
    kind: "gbk",
    read(r, at, to, row, values) {
      if (kind.fits!(r, at, to, row, values)) return kind.read(r, at, to, row, values);
      setValue(values, row.name, null);
      setValue(values, bytesOf(row.name), r.copy(at >> 1, to >> 1));
      r.report("gbk-text", row.name, at, to, "ASCII");
    },
    write(w, at, row, values) {
      const sent = valueAt(values, bytesOf(row.name)) as Uint8Array | undefined;
      if (sent === undefined) kind.write(w, at, row, values);
      else w.set(at, sent);
    },
  };
}

function bytesOf(name: string): string {
  return `${name}Bytes`;
}

export function schemaGbk(): object {
  return { type: ["string", "null"] };
}

export function alsoGbk(_kind: BytesKind, { name }: BytesRow): Record<string, object> {
  return { [bytesOf(name)]: { type: "string", pattern: "^([0-9a-f]{2})+$" } };
}
