/** A byte that stands for a name. */
import type { BytesReader } from "../bytes-reader.ts";
import type { BytesWriter } from "../bytes-writer.ts";
import type { BytesEmitter } from "../emit.ts";
import { setValue, valueAt } from "../path.ts";
import { refuseValue } from "../refuse.ts";
import type { BytesKind, BytesRow, Values } from "../row.ts";

export interface OneOfKind extends BytesKind {
  readonly kind: "oneOf";
  /** By number, from 0 on; `null` for a reserved number. */
  readonly names: readonly (string | null)[];
}

/**
 * A byte that stands for a name, counted from 0. Any other byte gives `null`, with an issue.
 *
 * @example
 * ```ts
 * import { toJson } from "sinotrack-protocol";
 * import { createProtocol, kept, oneOf } from "sinotrack-protocol/layout";
 *
 * const rows = [
 *   { name: "door", kind: oneOf("closed", "open"), about: "The door" },
 *   { name: "tail", kind: kept(3), about: "Not explained" },
 * ];
 * const mine = createProtocol({ dollarTails: [{ name: "acme", length: 33, about: "ACME T1", rows }] });
 * const head = "2481680000050503162209242212874500113466574c014028ffffbbff";
 * toJson(mine.decode(Buffer.from(`${head}01000000`, "hex"))[0]).door; // "open"
 * ```
 */
export function oneOf(...names: OneOfKind["names"]): OneOfKind {
  return { kind: "oneOf", halves: 2, names, personal: "harmless", read, write };
}

function read(r: BytesReader, at: number, to: number, row: BytesRow, values: Values): void {
  const { names } = row.kind as OneOfKind;
  const name = names[r.uint(at, to)] ?? null;
  setValue(values, row, name);
  const least = names[0] === null ? 1 : 0;
  if (name === null) r.report("out-of-range", row.name, at, to, `${least} to ${names.length - 1}`);
}

function write(w: BytesWriter, at: number, row: BytesRow, values: Values): void {
  const { names } = row.kind as OneOfKind;
  const name = (valueAt(values, row.name) ?? null) as string | null;
  const number = name === null ? 0xff : names.indexOf(name);
  if (number < 0) refuseValue(row.name, names.filter((one) => one !== null).join(", "), name);
  w.digits(at, 2, number, 16);
}

export function emitOneOf(e: BytesEmitter, at: number, row: BytesRow<OneOfKind>): void {
  const name = e.name(row);
  e.line(`const ${name} = ${e.uint(at, at + 2)};`);
  const choices = row.kind.names.map((one, i) => `${name} === ${i} ? ${JSON.stringify(one)} : `);
  e.giveUpIf(`${name} > ${row.kind.names.length - 1}`);
  e.give(row, `${choices.slice(0, -1).join("")}${JSON.stringify(row.kind.names.at(-1))}`);
}

export function schemaOneOf({ names }: OneOfKind): object {
  return { enum: [...new Set([...names, null])] };
}
