/** Finds the functions of a kind by its name: `emitUint` for the kind `uint`. */
import { readdirSync, readFileSync } from "node:fs";
import type { BytesEmitter, TextEmitter } from "../src/kind/emit.ts";
import type { BytesRow, TextRow } from "../src/kind/row.ts";
import { placed } from "../src/layout/bytes-rows.ts";

const SRC = new URL("../src/", import.meta.url);
/** The folders that define kinds. */
const FOLDERS = ["kind/bytes", "kind/text", "h02", "h02/dollar", "h02/text", "jt808", "pengaoda"];

/** Other modules are not imported: they may import generated files, which may not exist yet. */
function hasKinds(file: URL): boolean {
  return (
    file.pathname.endsWith(".ts") &&
    /^export (?:const|function) (?:emit|schema|also)[A-Z]/m.test(readFileSync(file, "utf8"))
  );
}

const MODULES: readonly object[] = await Promise.all(
  FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, SRC))
      .filter((file) => hasKinds(new URL(`${folder}/${file}`, SRC)))
      .map((file) => import(/* @vite-ignore */ new URL(`${folder}/${file}`, SRC).pathname)),
  ),
);

/** The functions that the modules export for kinds, by name. */
const BY_NAME = new Map<string, unknown>();
for (const [name, value] of MODULES.flatMap((module) => Object.entries(module))) {
  if (!/^(?:emit|schema|also)[A-Z]/.test(name)) continue;
  if ((BY_NAME.get(name) ?? value) !== value) throw new Error(`two kinds have ${name}`);
  BY_NAME.set(name, value);
}

/** The function that prints the part of a kind in a fast reader. */
function emitOf(kind: string): unknown {
  return BY_NAME.get(`emit${kind[0]!.toUpperCase()}${kind.slice(1)}`);
}

/** Whether a fast reader can read values of the kind. */
export function hasEmitter(kind: string): boolean {
  return emitOf(kind) !== undefined;
}

/** @throws Error for a kind without an emitter. */
function emitterOf(kind: string): (...args: readonly unknown[]) => void {
  const emit = emitOf(kind);
  if (typeof emit !== "function") throw new Error(`the kind ${kind} has no emitter`);
  return emit as (...args: readonly unknown[]) => void;
}

/** Emits the source of rows that begin at half-byte `at`. */
export function emitRows(e: BytesEmitter, rows: readonly BytesRow[], at: number): void {
  for (const { row, at: from } of placed(rows, at)) emitterOf(row.kind.kind)(e, from, row);
}

/** Emits the source of a text row, or of another construct whose emitter has a name. */
export function emitText(e: TextEmitter, kind: string, row?: TextRow): void {
  emitterOf(kind)(e, row);
}
