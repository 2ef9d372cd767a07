/** Network cells as big-endian numbers. */
import { frozen } from "../../frozen.ts";
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import { refuseValue } from "../refuse.ts";
import type { BytesKind, BytesRow, Values } from "../row.ts";
import { objectOf } from "../schema.ts";

type CellPart = "mcc" | "mnc" | "lac" | "cid";

export interface CellKind extends BytesKind {
  readonly kind: "cell";
  /** Bytes of each part, in the order of the wire. */
  readonly parts: readonly (readonly [CellPart, number])[];
}

/**
 * One cell. All zeros mean no cell. A zero is never a country, area or cell, but the network 00 exists.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { cell, createProtocol } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   {
 *     name: "cell",
 *     kind: cell([
 *       ["mcc", 2],
 *       ["mnc", 1],
 *       ["lac", 2],
 *       ["cid", 4],
 *     ]),
 *     about: "The serving cell",
 *   },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 38, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}010603c2fc02915f37`, "hex"))[0]).cell;
 * // { mcc: 262, mnc: 3, lac: 49916, cid: 43081527 }
 * ```
 */
export function cell(parts: CellKind["parts"]): CellKind {
  const halves = parts.reduce((sum, [, bytes]) => sum + bytes * 2, 0);
  return { kind: "cell", halves, parts, personal: "cell", read, write };
}

/** The highest country code. */
const MOST_MCC = 999;

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const { parts } = row.kind as CellKind;
  let mcc = 0;
  let mnc: number | null = null;
  let lac = 0;
  let cid = 0;
  let from = at;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    const end = from + part[1] * 2;
    const number = r.uint(from, end);
    from = end;
    if (part[0] === "mcc") mcc = number;
    else if (part[0] === "mnc") mnc = number;
    else if (part[0] === "lac") lac = number;
    else cid = number;
  }
  values[row.name] = null;
  if ((mcc | (mnc ?? 0) | lac | cid) === 0) {
    r.report("no-cell", row.name, at, to, "a network cell");
  } else if (mcc > MOST_MCC) r.report("bad-cell", row.name, at, to, `mcc up to ${MOST_MCC}`);
  else values[row.name] = { mcc: mcc || null, mnc, lac: lac || null, cid: cid || null };
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  let from = at;
  for (const [part, bytes] of (row.kind as CellKind).parts) {
    writePart(w, from, part, bytes, values[row.name]?.[part], row.name);
    from += bytes * 2;
  }
}

function writePart(
  w: BytesWriter,
  at: number,
  part: string,
  bytes: number,
  value: number | null | undefined,
  name: string,
): void {
  const most = part === "mcc" ? MOST_MCC : 256 ** bytes - 1;
  const number = Math.round(value ?? 0);
  if (!(number >= 0 && number <= most)) refuseValue(`${name}.${part}`, `0 to ${most}`, value);
  w.digits(at, bytes * 2, number, 16);
}

export function emitCell(e: BytesEmitter, at: number, row: BytesRow<CellKind>): void {
  const name = e.name(row);
  const has = new Map<CellPart, string>();
  let from = at;
  for (const [part, bytes] of row.kind.parts) {
    e.line(`const ${name}${part} = ${e.uint(from, from + bytes * 2)};`);
    has.set(part, `${name}${part}`);
    from += bytes * 2;
  }
  if (has.has("mcc")) e.giveUpIf(`${has.get("mcc")} > ${MOST_MCC}`);
  e.giveUpIf(`(${[...has.values()].join(" | ")}) === 0`);
  const [mcc, lac, cid] = (["mcc", "lac", "cid"] as const).map((part) =>
    has.has(part) ? `${has.get(part)} || null` : "null",
  );
  e.give(row, `{ mcc: ${mcc}, mnc: ${has.get("mnc") ?? "null"}, lac: ${lac}, cid: ${cid} }`);
}

export interface ThreeCellsKind extends BytesKind {
  readonly kind: "threeCells";
}

/** Country (2 bytes), network (1), then lac (2), cid (2) and level (1) of three cells of that network. */
export const THREE_CELLS: ThreeCellsKind = /* @__PURE__ */ frozen({
  kind: "threeCells",
  halves: 36,
  personal: "cell",
  read(r, at, _to, row, values) {
    const country = r.uint(at, at + 4);
    if (country > MOST_MCC) r.report("bad-cell", row.name, at, at + 4, `mcc up to ${MOST_MCC}`);
    const mcc = country > MOST_MCC ? null : country || null;
    const mnc = r.uint(at + 4, at + 6);
    values[row.name] = [6, 16, 26].map((from) => ({
      mcc,
      mnc,
      lac: r.uint(at + from, at + from + 4) || null,
      cid: r.uint(at + from + 4, at + from + 8) || null,
      rssi: r.uint(at + from + 8, at + from + 10),
    }));
  },
  write(w, at, row, values) {
    const cells: readonly Values[] = values[row.name] ?? [];
    writePart(w, at, "mcc", 2, cells[0]?.mcc, row.name);
    writePart(w, at + 4, "mnc", 1, cells[0]?.mnc, row.name);
    [6, 16, 26].forEach((from, i) => {
      writePart(w, at + from, "lac", 2, cells[i]?.lac, row.name);
      writePart(w, at + from + 4, "cid", 2, cells[i]?.cid, row.name);
      writePart(w, at + from + 8, "rssi", 1, cells[i]?.rssi, row.name);
    });
  },
});

export function emitThreeCells(e: BytesEmitter, at: number, row: BytesRow): void {
  const name = e.name(row);
  e.line(`const ${name}c = ${e.uint(at, at + 4)}, ${name}n = ${e.uint(at + 4, at + 6)};`);
  e.giveUpIf(`${name}c > ${MOST_MCC}`);
  const cells = [6, 16, 26].map((from) => {
    const [lac, cid] = [from, from + 4].map((i) => e.uint(at + i, at + i + 4));
    const rssi = e.uint(at + from + 8, at + from + 10);
    return `{ mcc: ${name}c || null, mnc: ${name}n, lac: ${lac} || null, cid: ${cid} || null, rssi: ${rssi} }`;
  });
  e.give(row, `[${cells.join(", ")}]`);
}

/** The numbers of a cell in any form. */
function cellSchemas() {
  const upTo = (maximum: number) => ({ type: ["integer", "null"], minimum: 0, maximum });
  return { mcc: upTo(MOST_MCC), mnc: upTo(999), lac: upTo(0xffff), cid: upTo(0xfffffff) };
}

export function schemaCell(): object {
  return { ...objectOf(cellSchemas()), type: ["object", "null"] };
}

export function schemaThreeCells(): object {
  const rssi = { type: ["integer", "null"], minimum: 0, maximum: 255 };
  return { type: "array", items: { type: "object", properties: { ...cellSchemas(), rssi } } };
}
